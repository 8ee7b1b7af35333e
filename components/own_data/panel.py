"""Use your own data: the dialog that takes a visitor's file, and the bar above the atlas of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from components.accessible import aria
from components.own_data.addresses import GROUND, LEAVE, STATE, TOO_LARGE, UPLOAD
from components.own_data.choose_one import OPEN_CHOICE
from components.own_data.column_choices import CHOICE, MEANING
from components.own_data.corrected_mapping import corrected, judged_duplicates, with_decisions
from components.own_data.duplicates import DUPLICATE
from components.own_data.ground import CHOOSE, FOR_BUNDLED, OPTION
from components.own_data.kind_choices import KINDS
from components.own_data.read_again import READ_AGAIN
from components.own_data.report import report
from components.own_data.value_choices import VALUE
from components.server.ended_data import ENDED, OFF
from components.server.visit import OWN, Datasets, own_here
from components.server.visitors.own_datasets import IDLE_SECONDS
from components.server.visitors.visitors_data import NoRoom, OwnData
from data.imports.areas.added_files import NO_ATTRIBUTION
from data.imports.formats.open_file import FORMS
from data.language import _, current, number_text
from data.limits import MEGABYTE
from data.limits import UPLOAD as LIMITS

OPEN: Final = "own-data-open"
"""The button in the page's header."""
_DIALOG: Final = "own-data-dialog"
_READ: Final = "own-data-read"
"""dcc.Store: `{"own": token, "number": reading}` of the file whose report is shown."""
_AGAIN: Final = "own-data-again"
"""dcc.Store: `{"own": token, "number": reading}` of a reading that was begun here."""
_REPORT: Final = "own-data-report"
_STATUS: Final = "own-data-status"
_ADDED: Final = "own-data-added"
"""dcc.Store: the last press that gave a file of boundaries or areas."""
_BAR_REPORT: Final = "own-data-bar-report"
_BAR_FORGET: Final = "own-data-bar-forget"


def layout(promise: str) -> dmc.Modal:
    """The dialog, closed; `promise` says where the data are and when they end (`promise_of`)."""
    content = [html.P(_(OFF))] if promise == OFF else _content(promise)
    return dmc.Modal(
        content,
        id=_DIALOG,
        title=_("Use your own data"),
        size="min(920px, 96vw)",
        opened=False,
        keepMounted=True,
        closeButtonProps={"aria-label": _("Close")},
    )


def bar() -> html.Div | None:
    """Whose data the page shows, until when, and the way back; nothing for the served dataset."""
    own = own_here()
    if own is None:
        return None
    attributes: dict[str, Any] = {
        "data-until": _("Ends at {time} unless you go on, 30 minutes after the last request."),
        "data-ended": _(ENDED),
        "data-own": own.token,
        "data-number": str(own.reading),
        "data-seconds": str(IDLE_SECONDS),
    }
    return html.Div(
        [
            html.P(
                [
                    html.B(_("Your own data: {name}").format(name=own.name)),
                    " ",
                    html.Span(id="own-data-until"),
                ]
            ),
            html.Div(
                [
                    html.Button(_("Report"), id=_BAR_REPORT, className="own-data-quiet"),
                    html.Button(_("Forget"), id=_BAR_FORGET, className="own-data-quiet"),
                    html.A(_("Back to the bundled data"), href=f"/?lang={current()}"),
                ],
                className="own-data-bar-actions",
            ),
        ],
        id="own-data-bar",
        className="own-data-bar",
        role="region",
        **aria(label=_("Your own data")),
        **attributes,
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Open the dialog, show the report of what was read, and read again as corrected."""
    app.clientside_callback(
        ClientsideFunction("ownData", "open"),
        Output(_DIALOG, "opened"),
        Input(OPEN, "n_clicks"),
        prevent_initial_call=True,
    )
    stored_data = datasets.own
    if stored_data is None:
        return

    def found(stored: object) -> OwnData | None:
        return stored_data.find(str(stored.get(OWN, ""))) if isinstance(stored, dict) else None

    @app.callback(Output(_REPORT, "children"), Input(_READ, "data"), prevent_initial_call=True)
    def show(stored: object) -> Any:
        if not stored:
            return []
        own = found(stored)
        return [html.P(_(ENDED), role="alert")] if own is None else report(own)

    @app.callback(
        Output(_AGAIN, "data"),
        Output(_STATUS, "children"),
        Input({"type": READ_AGAIN, "index": ALL}, "n_clicks"),
        State(_READ, "data"),
        State({"type": MEANING, "index": ALL}, "id"),
        State({"type": MEANING, "index": ALL}, "value"),
        State({"type": CHOICE, "index": ALL}, "id"),
        State({"type": CHOICE, "index": ALL}, "value"),
        State({"type": KINDS, "index": ALL}, "value"),
        State({"type": VALUE, "index": ALL}, "value"),
        State({"type": DUPLICATE, "index": ALL}, "value"),
        State({"type": OPEN_CHOICE, "index": ALL}, "id"),
        State({"type": OPEN_CHOICE, "index": ALL}, "value"),
        prevent_initial_call=True,
    )
    def read_again(
        clicks: list[int | None],
        stored: object,
        ids: list[dict[str, Any]],
        values: list[Any],
        choice_ids: list[dict[str, Any]],
        choice_values: list[Any],
        kinds: list[Any],
        terms: list[Any],
        judgements: list[Any],
        open_ids: list[dict[str, Any]],
        open_values: list[Any],
    ) -> tuple[Any, Any]:
        if not any(clicks):
            raise PreventUpdate
        own = found(stored)
        if own is None:
            return no_update, _(ENDED)
        columns = [] if own.columns is None else list(own.columns.examples)
        chosen = {
            columns[one["index"]]: value
            for one, value in zip(ids, values, strict=True)
            if isinstance(one.get("index"), int) and 0 <= one["index"] < len(columns)
        }
        try:
            choices = {one["index"]: value for one, value in zip(choice_ids, choice_values, strict=True)}
            mapping = with_decisions(
                replace(
                    corrected(own, chosen, choices, kinds, terms),
                    duplicates=judged_duplicates(own, judgements),
                ),
                own,
                {one["index"]: value for one, value in zip(open_ids, open_values, strict=True)},
            )
        except ValueError as error:
            return no_update, str(error)
        try:
            stored_data.read_later(own, mapping)
        except NoRoom as error:
            return no_update, str(error)
        return {OWN: own.token, "number": own.reading}, ""

    app.clientside_callback(
        ClientsideFunction("ownData", "follow"), Input(_AGAIN, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("ownData", "add"),
        Output(_ADDED, "data"),
        Input({"type": CHOOSE, "index": ALL}, "n_clicks"),
        State({"type": OPTION, "index": ALL}, "id"),
        State({"type": OPTION, "index": ALL}, "value"),
        prevent_initial_call=True,
    )


def _content(promise: str) -> list[Any]:
    limits = _("At most {megabytes} MB, {rows} rows and {seconds} seconds of reading: {forms}.").format(
        megabytes=number_text(round(LIMITS.size_bytes / MEGABYTE)),
        rows=number_text(LIMITS.rows),
        seconds=f"{LIMITS.seconds:g}",
        forms=", ".join(_(form) for form in FORMS),
    )
    return [
        dcc.Store(id=_READ),
        dcc.Store(id=_AGAIN),
        dcc.Store(id=_ADDED),
        html.P(
            _(promise),
            className="own-data-promise",
        ),
        html.Div(
            [
                html.Button(_("Choose a file"), id="own-data-choose", className="own-data-explore"),
                html.Span(_("or drop it here"), className="own-data-or"),
                html.P(limits, className="own-data-limits"),
                html.P(_(FOR_BUNDLED), className="own-data-limits"),
            ],
            id="own-data-drop",
            className="own-data-drop",
            **_texts(),
        ),
        html.Div(
            [
                html.P(id="own-data-step", role="status", **aria(live="polite")),
                html.Progress(id="own-data-progress", max="1", **aria(label=_("Progress"))),
                html.Button(_("Cancel"), id="own-data-cancel", className="own-data-quiet"),
            ],
            id="own-data-working",
            className="own-data-working",
            hidden=True,
        ),
        html.P(id=_STATUS, className="own-data-problem", role="alert"),
        html.Div(id=_REPORT, className="own-data-report"),
    ]


def _texts() -> dict[str, Any]:
    """What the script says, and where it asks."""
    texts = {
        "upload": UPLOAD,
        "state": STATE,
        "leave": LEAVE,
        "ground": GROUND,
        "no-attribution": _(NO_ATTRIBUTION),
        "most": str(LIMITS.size_bytes),
        "sending": _("Sending {name}: {percent} %"),
        "reading": "{step} …",
        "too-large": _(TOO_LARGE),
        "one": _("Give one file at a time; put several into a ZIP archive."),
        "lost": _("The atlas did not answer; try again."),
        "cancelled": _("Cancelled; nothing of the file was kept."),
        "forgotten": _("Your data are forgotten; nothing of them was kept."),
    }
    return {f"data-{key}": text for key, text in texts.items()}
