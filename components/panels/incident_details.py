"""What is known of the selected incident: its facts, the people hit, and its sources with links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, State, ctx, dcc, html
from flask import request

from components import ids
from components.accessible import aria
from components.address import View, query_of
from components.content import CONTENT, box, content
from components.copy_button import copy_button
from components.panels.incident_sources import sources_listed
from components.sentences import free_text
from components.server.visit import Datasets, with_own
from data.filters.incident_filter import IncidentFilter
from data.filters.level_of_detail import MOST_SINGLE
from data.filters.neighbours import RADIUS_KM, SPAN_DAYS, neighbours
from data.filters.summary import summary_of
from data.filters.tally import people_of_patterns
from data.language import _, ngettext, number_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome, VictimCategory
from data.wording.citation import citation
from data.wording.incident_facts import facts
from data.wording.phrases import incident_sentence, when

_PANEL: Final = "incident-details-panel"
_CHOOSE: Final = "incident-details-choose"
_CLOSE: Final = "incident-details-close"
_TURN: Final = "incident-details-turn"
_FIRST: Final = "incident-details-first"
"""dcc.Store: which of a long list's incidents is the first one shown."""

LISTED: Final = 50
"""Incidents of a list that are shown at once."""


def layout() -> html.Section:
    """Empty until an incident is selected."""
    return html.Section(
        [dcc.Store(id=_FIRST), box(_PANEL, hint())],
        className="incident-details",
        **aria(label=_("Selected incident"), live="polite"),
    )


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Follow the selection."""

    @app.callback(
        Output(_PANEL, CONTENT), Input(ids.SELECTED, "data"), Input(_FIRST, "data"), State(ids.FILTER, "data")
    )
    def follow(selected: object, first: object, stored: object) -> str:
        dataset = datasets.here()
        chosen = selected if isinstance(selected, list) else []
        rows = [row for row in (dataset.row_of(str(key)) for key in chosen) if row is not None]
        if not rows:
            return content(hint())
        if len(rows) == 1:
            return content(card(dataset, rows[0], public_url or request.host_url.rstrip("/")))
        begin = first if isinstance(first, int) and ctx.triggered_id == _FIRST else 0
        return content(choice(dataset, rows, begin, _matching_here(dataset, rows, stored)))


def hint() -> Any:
    """What to do while nothing is selected."""
    return html.P(
        _("Select a circle, a row of the table or a listed incident to read what is known of it."),
        className="empty",
    )


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
    title = html.H2(heading.format(number=number_text(max(len(rows), matching_here))))
    first = min(max(first, 0), len(rows) - 1)
    shown = rows[first : first + LISTED]
    parts: list[Any] = [title]
    if matching_here > len(rows):
        latest = _(
            "Only the latest {number} can be listed here. A narrower filter or the table below shows the others."
        )
        parts.append(html.P(latest.format(number=number_text(len(rows))), className="incident-near"))
    parts.append(incident_list(dataset, shown))
    if len(rows) > LISTED:
        parts.append(_turning(first, len(shown), len(rows)))
    return html.Div([*parts, _close()])


def incident_list(dataset: Dataset, rows: list[int]) -> html.Ul:
    """Incidents in a sentence each, as buttons that select them."""
    codes = dataset.codes
    people = people_of_patterns(codes, None).take(codes.pattern[rows]).to_dict("records")
    incidents = dataset.incidents.iloc[rows].to_dict("records")
    return html.Ul(
        [
            html.Li(
                html.Button(
                    _sentence(incident, count),
                    id={"type": _CHOOSE, "incident": str(incident["incident_id"])},
                )
            )
            for incident, count in zip(incidents, people, strict=True)
        ],
        className="incident-list",
    )


def card(dataset: Dataset, row: int, base: str) -> Any:
    """All that is coded of one incident, its casualties whatever the filter, and its sources.

    `base` is the address of the atlas, for the incident's permanent link.
    """
    incident = dataset.incidents.iloc[row]
    known = facts(dataset, incident)
    return html.Article(
        [
            html.H2(
                when(incident["date_start"].date(), incident["date_end"].date(), int(incident["date_prec"]))
            ),
            html.P(free_text(incident["summary"], dataset.language), className="incident-summary"),
            casualty_table(dataset, row),
            html.Dl([part for name, value in known for part in (html.Dt(name), html.Dd(value))]),
            html.H3(_("Sources")),
            *sources_listed(dataset, row),
            html.H3(_("Near it in place and time")),
            *neighbours_listed(dataset, row),
            html.H3(_("Quote it")),
            *_quotable(dataset, str(incident["incident_id"]), base),
            _close(),
        ]
    )


def neighbours_listed(dataset: Dataset, row: int) -> list[Any]:
    """How many other incidents lie near one in space and time, and a button for each."""
    if not dataset.has_dot[row]:
        return [html.P(_("Its place is not known closely enough to look around it."), className="empty")]
    near = neighbours(dataset, row)
    sentence = ngettext(
        "{number} other incident within {km} km and {days} days, measured between coded points.",
        "{number} other incidents within {km} km and {days} days, measured between coded points.",
        len(near),
    ).format(number=number_text(len(near)), km=number_text(RADIUS_KM), days=number_text(SPAN_DAYS))
    rows = [int(position) for position in near[:LISTED]]
    parts: list[Any] = [html.P(sentence, className="incident-near")]
    if len(near) > LISTED:
        listed = _("The nearest {number} of them are listed.").format(number=number_text(LISTED))
        parts.append(html.P(listed, className="incident-near"))
    return [*parts, incident_list(dataset, rows)] if rows else parts


def _quotable(dataset: Dataset, incident_id: str, base: str) -> list[Any]:
    query = query_of(IncidentFilter(), View(incident=incident_id, data=dataset.short_hash))
    address = with_own(f"{base}/?{query}")
    quoted = citation(dataset, incident_id, address)
    link = html.A(_("Incident {incident}").format(incident=incident_id), href=address)
    parts: list[tuple[str, Any, str]] = [
        (_("Copy the link"), link, address),
        (_("Copy the citation"), quoted, quoted),
    ]
    return [
        html.P(
            [shown, " ", copy_button(name, text=copied)],
            className="incident-identifier",
        )
        for name, shown, copied in parts
    ]


def casualty_table(dataset: Dataset, row: int) -> Any:
    """People by actor and outcome, with the range where sources differ."""
    casualties = dataset.casualties[dataset.casualty_incident == row]
    if casualties.empty:
        return html.P(_("No casualties reported."))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in (_("Who"), _("Outcome"), _("People"))]))
    rows = [
        html.Tr(
            [
                html.Th(
                    [hit["affected_actor"], html.Small(VictimCategory(hit["victim_category"]).label)],
                    scope="row",
                ),
                html.Td(Outcome(hit["outcome"]).label, className=f"outcome {hit['outcome']}"),
                html.Td(_people(hit)),
            ]
        )
        for _, hit in casualties.iterrows()
    ]
    return html.Table([head, html.Tbody(rows)], className="casualties")


def _people(hit: Any) -> str:
    low, best, high = hit["count_low"], hit["count_best"], hit["count_high"]
    if pd.isna(best):
        if pd.isna(low):
            return _("number not given")
        return _("at least {number}, number not given").format(number=number_text(int(low)))
    is_exact = pd.isna(low) or pd.isna(high) or low == best == high
    counted = number_text(int(best))
    return counted if is_exact else f"{counted} ({number_text(int(low))}–{number_text(int(high))})"


def _sentence(incident: Mapping[Any, Any], count: Mapping[Any, Any]) -> str:
    unknown = int(count["killed_unknown"] + count["injured_unknown"])
    return incident_sentence(incident, int(count["killed_best"]), int(count["injured_best"]), unknown)


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


def _matching_here(dataset: Dataset, rows: list[int], stored: object) -> int:
    """How many incidents match at the point of a selection that holds as many as one can; 0 for others."""
    if len(rows) < MOST_SINGLE or not dataset.has_dot[rows[0]] or not _are_at_one_point(dataset, rows):
        return 0
    codes = dataset.codes
    point = codes.places["point"].to_numpy()[codes.place[rows[0]]]
    points = summary_of(dataset, IncidentFilter.from_json(stored)[0]).points
    return int(points["incidents"].get(point, 0))


def _close() -> html.Button:
    return html.Button(_("Close"), id={"type": _CLOSE, "of": "selection"}, className="incident-close")
