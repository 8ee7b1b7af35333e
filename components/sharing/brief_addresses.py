"""The files of a view, each at an address of its own: /brief.pptx, /brief.pdf and so on."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Response, request

from components.address import HXL, ground_problem, read_address, refused
from components.brief.contents import Brief
from components.server.download import download, refusal
from components.server.edition_tag import tagged
from components.server.visit import Datasets, own_here, write_no_tokens
from components.sharing.brief_files import FileKind, kinds_for
from data.errors import AtlasError
from data.filters.summary import summary_of


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Serve a file of every kind; a query that is not understood gets 400 and one sentence."""
    for ending, kind in kinds_for(datasets.served.has_rows).items():
        answer = _answering(datasets, ending, kind, public_url)
        app.server.add_url_rule(f"/brief.{ending}", f"brief-{ending.replace('.', '-')}", answer)


def _answering(datasets: Datasets, ending: str, kind: FileKind, public_url: str) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        address = read_address(
            request.query_string.decode("utf-8", errors="replace"), [HXL] if kind.can_be_tagged else []
        )
        if (wrong := refused(address, dataset)) is not None:
            return refusal(wrong)
        if problem := ground_problem(address.view, datasets.ground_maps):
            return refusal(AtlasError(problem))
        # Of a visitor's own data no address opens the view once the visit is over, so a file names none.
        own = own_here()
        own_name, base = (own.name, "") if own else ("", public_url or request.host_url.rstrip("/"))
        write_no_tokens()

        grounds = [(each.key, each.tag, each.address) for each in datasets.ground_maps]

        def made() -> Response:
            summary = summary_of(dataset, address.incident_filter)
            brief = Brief(summary, address.view, base, datasets.ground_maps, HXL in address.flags, own_name)
            try:
                return download(
                    kind.parts(brief), kind.content_type, "attachment", f"{dataset.name}-brief.{ending}"
                )
            except AtlasError as error:
                return refusal(error)

        return tagged(
            dataset,
            (
                ending,
                str(address.incident_filter),
                address.view,
                base,
                own_name,
                *sorted(address.flags),
                *grounds,
            ),
            made,
        )

    return answer
