"""The matching incidents that are known too roughly to be on the map."""

from __future__ import annotations

from typing import Any, Final

from dash import ALL, ClientsideFunction, Dash, Input, Output, html

from components import ids
from components.visit import Datasets
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import Summary, summary_of
from data.vocabulary import WherePrecision
from data.wording import casualties_in_words, span

ANCHOR: Final = "not-drawn"
_LIST: Final = "not-drawn-list"
_ITEM: Final = "not-drawn-item"
MOST_LISTED: Final = 100
"""A longer list ends here; the table has all of them."""


def layout(dataset: Dataset) -> html.Details:
    """The list, folded until the headline or its reader opens it."""
    everything = summary_of(dataset, IncidentFilter())
    return html.Details(
        [html.Summary("Known too roughly to draw"), html.Div(listed(everything), id=_LIST)],
        id=ANCHOR,
        className="not-drawn",
    )


def register(app: Dash, datasets: Datasets) -> None:
    """Follow the filter; a click on an incident selects it."""

    @app.callback(Output(_LIST, "children"), Input(ids.FILTER, "data"), prevent_initial_call=True)
    def follow(stored: object) -> Any:
        return listed(summary_of(datasets.here(), IncidentFilter.from_json(stored)[0]))

    app.clientside_callback(
        ClientsideFunction("incidentDetails", "choose"),
        Output(ids.SELECTED, "data", allow_duplicate=True),
        Input({"type": _ITEM, "incident": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )


def listed(summary: Summary) -> Any:
    """The incidents as buttons, each with why it is not on the map."""
    rows = summary.not_drawn_rows
    if not len(rows):
        return html.P("Every incident that matches is on the map.", className="empty")
    items = [html.Li(_item(summary, int(row))) for row in rows[:MOST_LISTED]]
    rest = (
        [html.Li(f"… and {len(rows) - MOST_LISTED:,} more in the table.")] if len(rows) > MOST_LISTED else []
    )
    return html.Ul([*items, *rest], className="incident-list")


def _item(summary: Summary, row: int) -> html.Button:
    incident = summary.dataset.incidents.iloc[row]
    people = summary.per_incident.iloc[row]
    unknown = int(people["killed_unknown"] + people["injured_unknown"])
    hurt = casualties_in_words(int(people["killed_best"]), int(people["injured_best"]), unknown)
    happened = span(incident["date_start"].date(), incident["date_end"].date())
    why = WherePrecision(incident["where_prec"]).label
    text = f"{happened}: {hurt}. Reported as “{incident['location_as_reported']}” ({why})."
    return html.Button(text, id={"type": _ITEM, "incident": str(incident["incident_id"])})
