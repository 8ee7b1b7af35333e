"""What is selected: one incident as a card, several as a list to choose from. Empty and hidden while nothing is."""

from __future__ import annotations

import json
from typing import Any, Final

from dash import Dash, Input, Output, State, ctx, dcc, html
from flask import request

from components import ids
from components.accessible import aria
from components.content import CONTENT, box, content
from components.incidents.card import CHOOSE, card, card_head
from components.incidents.rows import incident_rows
from components.server.visit import Datasets
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.level_of_detail import MOST_SINGLE, number_at
from data.filters.summary import Summary, summary_of
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset

PANEL: Final = "incident-details-panel"
SHOWN: Final = "data-shown"
"""An attribute of the panel: JSON of the ids whose card or list it holds. It stays, hidden, when the card is closed."""
SECTION: Final = "incident-details"
_TURN: Final = "incident-details-turn"
_FIRST: Final = "incident-details-first"
"""dcc.Store: which of a long list's incidents is the first one shown."""

LISTED: Final = 50
"""Incidents of a list that are shown at once."""


def layout() -> html.Section:
    """Hidden until an incident is selected."""
    return html.Section(
        [
            dcc.Store(id=_FIRST),
            box(PANEL),
        ],
        id=SECTION,
        hidden=True,
        className="incident-details",
        **aria(label=_("Selected incident")),
    )


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Follow the selection."""

    @app.callback(
        Output(PANEL, CONTENT),
        Output(PANEL, SHOWN),
        Input(ids.SELECTED, "data"),
        Input(_FIRST, "data"),
        State(ids.FILTER, "data"),
    )
    def follow(selected: object, first: object, stored: object) -> tuple[str, str]:
        chosen = [str(key) for key in selected] if isinstance(selected, list) else []
        return details(chosen, first, stored), json.dumps(chosen)

    def details(chosen: list[str], first: object, stored: object) -> str:
        dataset = datasets.here()
        holding, rows = dataset.holding(chosen)
        if not rows:
            return content([])
        if len(rows) == 1:
            return content(card(holding, rows[0], public_url or request.host_url.rstrip("/")))
        begin = first if isinstance(first, int) and ctx.triggered_id == _FIRST else 0
        summary = summary_of(dataset, IncidentFilter.from_json(stored)[0])
        return content(choice(holding, rows, begin, _matching_here(summary, holding, rows)))


def choice(dataset: Dataset, rows: list[int], first: int = 0, matching_here: int = 0) -> Any:
    """Several incidents, at one point or of one group, as a list of buttons, from the `first` on.

    `matching_here` is how many match at their point, where that is more than were selected.
    """
    if _are_at_one_point(dataset, rows):
        heading = ngettext(
            "{number} incident at this point",
            "{number} incidents at this point",
            max(len(rows), matching_here),
        )
    else:
        heading = ngettext("{number} incident selected", "{number} incidents selected", len(rows))
    title = heading.format(number=number_text(max(len(rows), matching_here)))
    first = min(max(first, 0), len(rows) - 1)
    shown = rows[first : first + LISTED]
    parts: list[Any] = [card_head(title)]
    if matching_here > len(rows):
        latest = _(
            "Only the latest {number} can be listed here. A narrower filter or the table below shows the others."
        )
        parts.append(html.P(latest.format(number=number_text(len(rows))), className="incident-near"))
    parts.append(incident_rows(dataset, shown, CHOOSE))
    if len(rows) > LISTED:
        parts.append(_turning(first, len(shown), len(rows)))
    return html.Div(parts)


def _turning(first: int, shown: int, number: int) -> html.Nav:
    """Where in a long list its reader is, and buttons for the part before and after."""
    where = _("{first}–{last} of {number}").format(
        first=number_text(first + 1), last=number_text(first + shown), number=number_text(number)
    )
    turns = [
        ("‹", _("Incidents before these"), first - LISTED, first > 0),
        ("›", _("Incidents after these"), first + LISTED, first + shown < number),
    ]
    before, after = (
        html.Button(sign, id={"type": _TURN, "first": to}, disabled=not leads, title=name, **aria(label=name))
        for sign, name, to, leads in turns
    )
    return html.Nav(
        [before, html.Span(where), after], className="incident-turn", **aria(label=_("Parts of the list"))
    )


def _are_at_one_point(dataset: Dataset, rows: list[int]) -> bool:
    return len(dataset.incidents[["longitude", "latitude"]].iloc[rows].drop_duplicates()) == 1


def _matching_here(summary: Summary, dataset: Dataset, rows: list[int]) -> int:
    """How many incidents match at the point of a selection that holds as many as one can; 0 for others. `dataset` has the
    selection's rows.
    """
    if len(rows) < MOST_SINGLE or not dataset.has_dot[rows[0]] or not _are_at_one_point(dataset, rows):
        return 0
    return number_at(
        summary, *(float(dataset.incidents[name].iloc[rows[0]]) for name in ("longitude", "latitude"))
    )
