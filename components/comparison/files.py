"""The files of a comparison, each at an address of its own: /compare.pptx, /compare.pdf and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from dash import Dash
from flask import Response, request

from components.address import View, ground_problem
from components.brief.comparison.contents import ComparedBrief
from components.brief.comparison.sheet import comparison_picture
from components.brief.comparison.slide import comparison_slide
from components.comparison.address import read_comparison
from components.server.download import download, refusal
from components.server.edition_tag import tagged
from components.server.visit import Datasets, own_here, write_no_tokens
from data.errors import AtlasError
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.editions import Editions
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMaps
from data.language import N_
from data.tables.dataset import Dataset


class ComparisonFile(NamedTuple):
    """One kind of file."""

    label: str
    """What a reader chooses by, in English; a page translates it."""
    content_type: str
    write: Callable[[ComparedBrief], bytes]


FILES: Final = {
    "pptx": ComparisonFile(
        N_("Slide"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        comparison_slide,
    ),
    "pdf": ComparisonFile(
        N_("PDF, one page"), "application/pdf", lambda brief: comparison_picture(brief, "pdf", 297.0, 210.0)
    ),
    "png": ComparisonFile(
        N_("Maps as a picture"), "image/png", lambda brief: comparison_picture(brief, "png")
    ),
    "svg": ComparisonFile(
        N_("Maps as a drawing"), "image/svg+xml", lambda brief: comparison_picture(brief, "svg")
    ),
}
"""By ending, in the order in which they are offered."""


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Serve a file of every kind; a query that is not understood gets 400 and one sentence."""
    for ending, kind in FILES.items():
        answer = _answering(datasets, ending, kind, public_url)
        app.server.add_url_rule(f"/compare.{ending}", f"compare-{ending}", answer)


def brief_of(
    dataset: Dataset,
    a: IncidentFilter,
    b: IncidentFilter,
    view: View,
    public_url: str,
    ground_maps: GroundMaps = NO_GROUND_MAPS,
    own_name: str = "",
) -> ComparedBrief:
    """The brief of two filters on a dataset; `own_name` is of the user's own table, where it is one."""
    return ComparedBrief(
        summary_of(dataset, b), view, public_url, ground_maps, own_name=own_name, a=summary_of(dataset, a)
    )


def _answering(
    datasets: Datasets, ending: str, kind: ComparisonFile, public_url: str
) -> Callable[[], Response]:
    def answer() -> Response:
        dataset = datasets.here()
        requested = read_comparison(
            request.query_string.decode("utf-8", errors="replace"), dataset, Editions()
        )
        errors = [*requested.errors, *filter(None, [ground_problem(requested.view, datasets.ground_maps)])]
        if errors:
            return refusal(AtlasError(errors[0]))
        # As the files of a view: one of a visitor's own data names no address.
        own = own_here()
        own_name, base = (own.name, "") if own else ("", public_url or request.host_url.rstrip("/"))
        write_no_tokens()

        grounds = [(each.key, each.tag, each.address) for each in datasets.ground_maps]

        def made() -> Response:
            brief = brief_of(
                dataset, requested.a, requested.b, requested.view, base, datasets.ground_maps, own_name
            )
            try:
                return download(
                    [kind.write(brief)],
                    kind.content_type,
                    "attachment",
                    f"{dataset.name}-comparison.{ending}",
                )
            except AtlasError as error:
                return refusal(error)

        state = (
            f"compare.{ending}",
            str(requested.a),
            str(requested.b),
            requested.view,
            base,
            own_name,
            *grounds,
        )
        return tagged(dataset, state, made)

    return answer
