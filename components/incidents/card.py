"""One incident: what happened and to whom, what is known of the place, its sources, and how to quote it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from components.accessible import aria
from components.address import View, query_of
from components.copy_button import copy_button
from components.incidents.rows import incident_rows
from components.incidents.sources import sources_listed
from components.sentences import filled, free_text
from components.server.visit import with_level
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.neighbours import RADIUS_KM, SPAN_DAYS, neighbours, number_near
from data.language import _, as_sentence, capital, ngettext, number_text
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome, VictimCategory
from data.wording.incidents.citation import citation
from data.wording.incidents.incident_facts import event_facts
from data.wording.incidents.place_sentences import coded_names, known_place, other_names
from data.wording.phrases import NOT_RECORDED, happened, place_of

CHOOSE: Final = "incident-details-choose"
"""The press of a button that selects another incident."""
_CLOSE: Final = "incident-details-close"

MOST_NEIGHBOURS: Final = 50


def card_head(title: Any) -> html.Div:
    """The title of what is selected, and the button that closes it."""
    name = _("Close")
    key = {"type": _CLOSE, "of": "selection"}
    close = html.Button("×", id=key, title=_("Close (Esc)"), className="card-close", **aria(label=name))
    return html.Div([html.H2(title, tabIndex="-1"), close], className="card-head")


def card(dataset: Dataset, row: int, base: str) -> Any:
    """All that is coded of one incident, its casualties whatever the filter, and its sources.

    `base` is the address of the atlas, for the incident's permanent link.
    """
    incident = dataset.incidents.iloc[row]
    notes = str(incident["notes"])
    return html.Article(
        [
            card_head(title(dataset, incident)),
            html.P(
                free_text(dataset.spelled(incident["summary"]), dataset.language),
                className="incident-summary",
            ),
            casualty_table(dataset, row),
            html.H3(_("Place")),
            *place_facts(dataset, row),
            html.Dl(
                [
                    part
                    for name, value in event_facts(dataset, incident)
                    for part in (html.Dt(name), html.Dd(value))
                ]
            ),
            *_own(dataset, incident),
            html.H3(_("Sources")),
            *sources_listed(dataset, row),
            html.H3(_("Nearby in place and time")),
            *neighbours_listed(dataset, row),
            html.H3(_("Citation")),
            *_quotable(dataset, str(incident["incident_id"]), base),
            *([_notes(notes, dataset.language)] if notes else []),
        ]
    )


def title(dataset: Dataset, incident: Any) -> list[Any]:
    """ "Near Suqovuşan, Tərtər · 23 Nov 2020"; a line breaks between the two rather than within the day."""
    place = place_of(incident, dataset)
    return [f"{place[:1].upper()}{place[1:]} · ", html.Span(happened(incident), className="card-day")]


def place_facts(dataset: Dataset, row: int) -> list[Any]:
    """Location precision, in sentences, with what the report calls it and its other names."""
    incident = dataset.incidents.iloc[row]
    parts: list[Any] = [html.P(known_place(dataset, row))]
    if reported := str(incident["location_as_reported"]):
        quoted = filled(_("The report says: “{location}”."), location=free_text(reported, dataset.language))
        parts.append(html.P(quoted))
    if others := other_names(dataset, incident):
        text = _("{place} is also called {names}.").format(
            place=coded_names(dataset, incident)[0], names=", ".join(others)
        )
        parts.append(html.P(text, className="incident-names"))
    return parts


def _own(dataset: Dataset, incident: Any) -> list[Any]:
    """What the user's own columns say, under their own names."""
    own_values = [(name, str(incident[name])) for name in dataset.own_columns if str(incident[name])]
    if not own_values:
        return []
    entries = [
        part
        for name, text in own_values
        for part in (html.Dt(name), html.Dd(free_text(text, dataset.language)))
    ]
    return [html.H3(_("Your own columns")), html.Dl(entries, className="incident-own")]


def _notes(notes: str, language: str) -> html.Details:
    return html.Details(
        [html.Summary(_("Notes of the coder")), html.P(free_text(notes, language))],
        className="incident-notes",
    )


def neighbours_listed(dataset: Dataset, row: int) -> list[Any]:
    """How many other incidents lie near one in space and time, and a button for each."""
    if not dataset.has_dot[row]:
        return [html.P(_("Its location is not precise enough to search around it."), className="empty")]
    near, number = neighbours(dataset, row), number_near(dataset, row)
    sentence = ngettext(
        "{number} other incident within {km} km and {days} days, measured between coded points.",
        "{number} other incidents within {km} km and {days} days, measured between coded points.",
        number,
    ).format(number=number_text(number), km=number_text(RADIUS_KM), days=number_text(SPAN_DAYS))
    rows = [int(position) for position in near[:MOST_NEIGHBOURS]]
    parts: list[Any] = [html.P(sentence, className="incident-near")]
    if number > MOST_NEIGHBOURS:
        listed = _("The nearest {number} of them are listed.").format(number=number_text(MOST_NEIGHBOURS))
        parts.append(html.P(listed, className="incident-near"))
    return [*parts, incident_rows(dataset, rows, CHOOSE)] if rows else parts


def _quotable(dataset: Dataset, incident_id: str, base: str) -> list[Any]:
    query = query_of(IncidentFilter(), View(incident=incident_id, data=dataset.short_hash))
    address = with_level(f"{base}/?{query}")
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
    missing = [
        html.P(as_sentence(capital(_(NOT_RECORDED[outcome]))))
        for outcome in Outcome
        if outcome in dataset.not_recorded
    ]
    if casualties.empty:
        return html.Div(missing or html.P(_("No casualties reported.")))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in (_("Who"), _("Outcome"), _("People"))]))
    rows = [
        html.Tr(
            [
                html.Th(
                    [
                        dataset.actor_label(casualty["affected_actor"]),
                        html.Small(VictimCategory(casualty["victim_category"]).label),
                    ],
                    scope="row",
                ),
                html.Td(Outcome(casualty["outcome"]).label, className=f"outcome {casualty['outcome']}"),
                html.Td(_people(casualty)),
            ]
        )
        for _, casualty in casualties.iterrows()
    ]
    return html.Div([html.Table([head, html.Tbody(rows)], className="casualties"), *missing])


def _without_best(low: Any, high: Any) -> str:
    least = 0 if pd.isna(low) else int(low)
    if pd.isna(high):
        text = _("at least {number}, number not given") if least else _("number not given")
        if low == 0:
            text = _("not known whether anyone")
        return text.format(number=number_text(least))
    text = _("at least {low} ({low}–{high})") if least else _("not known ({low}–{high})")
    return text.format(low=number_text(least), high=number_text(int(high)))


def _people(casualty: Any) -> str:
    low, best, high = casualty["count_low"], casualty["count_best"], casualty["count_high"]
    if pd.isna(best):
        return _without_best(low, high)
    is_exact = pd.isna(low) or pd.isna(high) or low == best == high
    counted = number_text(int(best))
    return counted if is_exact else f"{counted} ({number_text(int(low))}–{number_text(int(high))})"
