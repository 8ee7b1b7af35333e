"""What is known of the selected incident: its facts, the people hit, and its sources with links."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, html
from flask import request

from components import ids
from components.accessible import aria
from components.address import View, query_of
from components.content import CONTENT, box, content
from components.copy_button import copy_button
from components.incident_sources import sources_listed
from components.sentences import free_text
from components.visit import Datasets, with_own
from data.citation import citation
from data.dataset import Dataset
from data.incident_facts import facts
from data.incident_filter import IncidentFilter
from data.language import _, ngettext, number_text
from data.neighbours import RADIUS_KM, SPAN_DAYS, neighbours
from data.summary import casualties_per_incident
from data.vocabulary import Outcome, VictimCategory
from data.wording import incident_sentence, when

_PANEL: Final = "incident-details-panel"
_CHOOSE: Final = "incident-details-choose"
_CLOSE: Final = "incident-details-close"


def layout() -> html.Section:
    """Empty until an incident is selected."""
    return html.Section(
        box(_PANEL, hint()),
        className="incident-details",
        **aria(label=_("Selected incident"), live="polite"),
    )


def register(app: Dash, datasets: Datasets, public_url: str) -> None:
    """Follow the selection."""

    @app.callback(Output(_PANEL, CONTENT), Input(ids.SELECTED, "data"))
    def follow(selected: object) -> str:
        dataset = datasets.here()
        chosen = selected if isinstance(selected, list) else []
        rows = [row for row in (dataset.row_of(str(key)) for key in chosen) if row is not None]
        if not rows:
            return content(hint())
        base = public_url or request.host_url.rstrip("/")
        return content(card(dataset, rows[0], base) if len(rows) == 1 else choice(dataset, rows))


def hint() -> Any:
    """What to do while nothing is selected."""
    return html.P(
        _("Select a circle, a row of the table or a listed incident to read what is known of it."),
        className="empty",
    )


def choice(dataset: Dataset, rows: list[int]) -> Any:
    """Several incidents, at one point or of one group, as a list of buttons."""
    points = dataset.incidents[["longitude", "latitude"]].iloc[rows].drop_duplicates()
    if len(points) == 1:
        heading = ngettext("{number} incident at this point", "{number} incidents at this point", len(rows))
    else:
        heading = ngettext("{number} incident selected", "{number} incidents selected", len(rows))
    title = html.H2(heading.format(number=number_text(len(rows))))
    return html.Div([title, incident_list(dataset, rows), _close()])


def incident_list(dataset: Dataset, rows: list[int]) -> html.Ul:
    """Incidents in a sentence each, as buttons that select them."""
    people = casualties_per_incident(dataset, dataset.casualty_incident >= 0)
    return html.Ul(
        [
            html.Li(
                html.Button(
                    _sentence(dataset, people, row),
                    id={"type": _CHOOSE, "incident": str(dataset.incidents["incident_id"].iloc[row])},
                )
            )
            for row in rows
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
    rows = [int(position) for position in near]
    return [html.P(sentence, className="incident-near"), *([incident_list(dataset, rows)] if rows else [])]


def _quotable(dataset: Dataset, incident_id: str, base: str) -> list[Any]:
    query = query_of(IncidentFilter(), View(incident=incident_id, data=dataset.short_hash))
    address = with_own(f"{base}/?{query}")
    quoted = citation(dataset, incident_id, address)
    link = html.A(_("Incident {incident}").format(incident=incident_id), href=address)
    parts: list[tuple[str, Any, str]] = [(_("Copy the link"), link, address), (_("Copy the citation"), quoted, quoted)]
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


def _sentence(dataset: Dataset, people: pd.DataFrame, row: int) -> str:
    count = people.iloc[row]
    unknown = int(count["killed_unknown"] + count["injured_unknown"])
    return incident_sentence(
        dataset.incidents.iloc[row], int(count["killed_best"]), int(count["injured_best"]), unknown
    )


def _close() -> html.Button:
    return html.Button(_("Close"), id={"type": _CLOSE, "of": "selection"}, className="incident-close")
