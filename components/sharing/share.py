"""Sharing: the link to exactly this view, an embedded map, a paragraph, and files for a briefing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from components.accessible import aria
from components.address import HXL, read_address, sent_text
from components.brief.contents import Brief
from components.copy_button import copy_button
from components.frames import SIZES, USUAL, map_px, size_of
from components.server.visit import OWN, Datasets, own_here, with_own
from components.sharing.brief_files import kinds_for
from components.sharing.frame_snippet import embed_query, embed_view, snippet
from data.filters.summary import summary_of
from data.language import N_, _, speaking
from data.tables.dataset import Dataset
from data.wording.paragraphs.paragraph import Paragraph

OPEN: Final = "share-open"
_DIALOG: Final = "share-dialog"
_SHOWN: Final = "share-shown"
"""dcc.Store: origin and query string of the page when the dialog was opened."""
_LINK: Final = "share-link"
_SNIPPET: Final = "share-snippet"
_PREVIEW: Final = "share-preview"
_FILES: Final = "share-files"
_PARAGRAPH: Final = "share-paragraph"
_SIZE: Final = "share-size"
_NOT_ON_A_CLUSTER: Final = N_(
    "This atlas counts on a cluster: a map that works offline needs one that runs without."
)
_CONTROLS: Final = "share-controls"


def layout(dataset: Dataset) -> dmc.Modal:
    """The dialog, closed; the button that opens it stands in the page's header."""
    for_briefings: list[Any] = [
        html.H3(_("Paragraph")),
        _copyable(_("Text with footnotes"), _PARAGRAPH, rows=8, language="en"),
        html.H3(_("Files of this view")),
        html.Ul(id=_FILES, className="share-files"),
    ]
    if not dataset.has_rows:
        for_briefings.append(html.P(_(_NOT_ON_A_CLUSTER)))
    sizes = [{"value": key, "label": _(label)} for key, label in SIZES.items()]
    return dmc.Modal(
        [
            dcc.Store(id=_SHOWN),
            *_own_data_note(),
            _copyable(_("Link to exactly this view"), _LINK, rows=2),
            *for_briefings,
            html.H3(_("Embedded map")),
            html.Div(
                [
                    dmc.Select(id=_SIZE, label=_("Size"), data=sizes, value=USUAL, allowDeselect=False),
                    dmc.Checkbox(id=_CONTROLS, label=_("With controls"), checked=False),
                ],
                className="share-embed-options",
            ),
            _copyable(_("Paste this into a page"), _SNIPPET, rows=4),
            html.Div(id=_PREVIEW, className="share-preview"),
        ],
        id=_DIALOG,
        size="xl",
        opened=False,
        title=_("Put this view into a briefing"),
        closeButtonProps={"aria-label": _("Close")},
    )


def _own_data_note() -> list[Any]:
    """What a link to a visitor's own data is worth."""
    if own_here() is None:
        return []
    text = _(
        "These are your own data. The link and the embedded map work only while your visit lasts: they end "
        "30 minutes after the last request. Until then, whoever has one of them sees your data. The files can "
        "be kept; they do not contain the key to your data."
    )
    return [html.P(text, className="share-own-data")]


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Fill the dialog when it opens; nothing of it is computed before."""
    app.clientside_callback(
        ClientsideFunction("share", "open"),
        Output(_DIALOG, "opened"),
        Output(_SHOWN, "data"),
        Input(OPEN, "n_clicks"),
        prevent_initial_call=True,
    )

    @app.callback(Output(_LINK, "value"), Input(_SHOWN, "data"), prevent_initial_call=True)
    def link(shown: object) -> str:
        return with_own(_brief(datasets.here(), shown, public_url).address)

    _fill_for_briefings(app, datasets, public_url)

    @app.callback(
        Output(_SNIPPET, "value"),
        Output(_PREVIEW, "children"),
        Input(_SHOWN, "data"),
        Input(_SIZE, "value"),
        Input(_CONTROLS, "checked"),
        prevent_initial_call=True,
    )
    def embed(shown: object, size: object, has_controls: object) -> tuple[str, Any]:
        frame = size if isinstance(size, str) and size in SIZES else USUAL
        brief = _brief(datasets.here(), shown, public_url)
        brief = replace(brief, view=embed_view(brief.view, map_px(shown), frame))
        width, height = size_of(frame)
        query = embed_query(brief.query, has_controls is True)
        source = with_own(f"/embed?{query}")
        preview = html.Iframe(src=source, width=width, height=height, title=brief.title)
        own = own_here()
        shown_query = query if own is None else f"{query}&{OWN}={own.token}"
        return snippet(brief, shown_query, width, int(height)), preview


def _fill_for_briefings(app: Dash, datasets: Datasets, public_url: str) -> None:
    @app.callback(
        Output(_PARAGRAPH, "value"),
        Output(_FILES, "children"),
        Input(_SHOWN, "data"),
        prevent_initial_call=True,
    )
    def fill(shown: object) -> tuple[str, list[Any]]:
        brief = _brief(datasets.here(), shown, public_url)
        with speaking("en"):  # as in the files
            paragraph = with_footnotes(brief.paragraph)
        return paragraph, file_links(brief)


def with_footnotes(paragraph: Paragraph) -> str:
    """The paragraph with its footnotes under it, as plain text."""
    notes = "\n".join(f"[{note.number}] {note.text}" for note in paragraph.footnotes)
    return f"{paragraph.text}\n\n{notes}".strip()


def file_links(brief: Brief) -> list[Any]:
    """One link a kind of file, to exactly this view; the tables with HXL tags; the kinds that cannot hold it, and why."""
    links, refused = [], []
    tagged: list[Any] = [_("With HXL tags:")]
    for ending, kind in kinds_for(brief.dataset.has_rows).items():
        name: list[Any] = [f"{_(kind.label)} ", html.Small(f".{ending}")]
        if refusal := kind.refusal(brief.summary):
            refused.append(html.Li([*name, f": {refusal}"], className="share-refused"))
        else:
            address = f"/brief.{ending}?{brief.query}"
            links.append(html.Li(html.A(name, href=with_own(address), download="")))
            if kind.can_be_tagged:
                href = with_own(f"{address}{'&' if brief.query else ''}{HXL}=1")
                tagged += [" ", html.A(f".{ending}", href=href, download="")]
    return [*links, html.Li(tagged, className="share-tagged"), *refused]


def _brief(dataset: Dataset, shown: object, public_url: str) -> Brief:
    """The brief of the view that the page had; the browser's own origin serves where none is public."""
    stored = shown if isinstance(shown, dict) else {}
    address = read_address(sent_text(stored.get("search")))
    origin = sent_text(stored.get("origin"))
    is_origin = origin.startswith(("http://", "https://")) and len(origin) < 300
    return Brief(
        summary_of(dataset, address.incident_filter),
        address.view,
        public_url or (origin if is_origin else ""),
    )


def _copyable(label: str, box: str, rows: int, language: str = "") -> html.Div:
    """A text to copy, and its language where that is not the page's."""
    copy = copy_button(_("Copy: {name}").format(name=label), box=box, shown=_("Copy"))
    text: Any = dmc.Textarea(
        id=box, label=label, readOnly=True, minRows=rows, maxRows=max(rows, 6), autosize=True
    )
    if language:
        text.attributes = {"input": {"lang": language}}
    return html.Div([text, copy], className="share-copyable", role="group", **aria(label=label))
