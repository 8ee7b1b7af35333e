"""Sharing a comparison: the link to exactly this one, its files, and the HTML that embeds it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from components.accessible import aria
from components.address import sent_text
from components.comparison.address import EMBEDDED, read_comparison
from components.comparison.files import FILES, brief_of
from components.copy_button import copy_button
from components.frames import SIZES, frame_html, framed_view, map_px, size_of
from components.server.visit import Datasets, with_own
from data.folders.editions import Editions
from data.language import _, pgettext

OPEN: Final = "comparison-share-open"
_DIALOG: Final = "comparison-share-dialog"
_SHOWN: Final = "comparison-share-shown"
"""dcc.Store: origin and query string of the page when the dialog was opened."""
_LINK: Final = "comparison-share-link"
_FILES: Final = "comparison-share-files"
_SNIPPET: Final = "comparison-share-snippet"
_SIZE: Final = "comparison-share-size"

_FRAMED_MAPS_PX: Final = {
    "300x250": (136.0, 100.0),
    "640x480": (304.0, 250.0),
    "960x600": (464.0, 350.0),
    "full": (350.0, 330.0),
}
"""About how wide and high each of the two maps of a frame is."""


def button() -> html.Button:
    """What opens the dialog."""
    return html.Button(pgettext("button", "Share"), id=OPEN, className="open-share")


def layout() -> dmc.Modal:
    """The dialog, closed."""
    sizes = [{"value": key, "label": _(label)} for key, label in SIZES.items()]
    return dmc.Modal(
        [
            dcc.Store(id=_SHOWN),
            _copyable(_("Link to exactly this view"), _LINK, rows=2),
            html.H3(_("Files of this view")),
            html.Ul(id=_FILES, className="share-files"),
            html.H3(_("Embedded map")),
            html.Div(
                dmc.Select(id=_SIZE, label=_("Size"), data=sizes, value="full", allowDeselect=False),
                className="share-embed-options",
            ),
            _copyable(_("Paste this into a page"), _SNIPPET, rows=4),
        ],
        id=_DIALOG,
        size="xl",
        opened=False,
        title=_("Put this view into a briefing"),
        closeButtonProps={"aria-label": _("Close")},
    )


def register(app: Dash, datasets: Datasets, editions: Editions, public_url: str) -> None:
    """Fill the dialog when it opens."""
    app.clientside_callback(
        ClientsideFunction("share", "open"),
        Output(_DIALOG, "opened"),
        Output(_SHOWN, "data"),
        Input(OPEN, "n_clicks"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(_LINK, "value"),
        Output(_FILES, "children"),
        Output(_SNIPPET, "value"),
        Input(_SHOWN, "data"),
        Input(_SIZE, "value"),
        prevent_initial_call=True,
    )
    def fill(shown: object, size: object) -> tuple[str, list[Any], str]:
        stored = shown if isinstance(shown, dict) else {}
        dataset = datasets.here()
        requested = read_comparison(sent_text(stored.get("search")), dataset, editions)
        origin = sent_text(stored.get("origin"))
        is_origin = origin.startswith(("http://", "https://")) and len(origin) < 300
        brief = brief_of(
            dataset, requested.a, requested.b, requested.view, public_url or (origin if is_origin else "")
        )
        links = [
            html.Li(
                html.A(
                    [f"{_(kind.label)} ", html.Small(f".{ending}")],
                    href=with_own(f"/compare.{ending}?{brief.query}"),
                    download="",
                )
            )
            for ending, kind in FILES.items()
        ]
        frame = size if isinstance(size, str) and size in SIZES else "full"
        framed = replace(brief, view=framed_view(brief.view, map_px(stored), _FRAMED_MAPS_PX[frame]))
        source = with_own(f"{brief.public_url}{EMBEDDED}?{framed.query}")
        pasted = frame_html(brief.public_url, source, size_of(frame), brief.title)
        return with_own(brief.address), links, pasted


def _copyable(label: str, box: str, rows: int) -> html.Div:
    copy = copy_button(_("Copy: {name}").format(name=label), box=box, shown=_("Copy"))
    text = dmc.Textarea(id=box, label=label, readOnly=True, minRows=rows, maxRows=max(rows, 6), autosize=True)
    return html.Div([text, copy], className="share-copyable", role="group", **aria(label=label))
