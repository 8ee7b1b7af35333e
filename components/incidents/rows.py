"""Incidents as rows of a list, each a button that selects it: day, place, outcome, device, and whether it is mapped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import pandas as pd
from dash import html

from components.accessible import aria
from components.sentences import free_text
from data.areas.membership import are_possible
from data.areas.selection import Selection
from data.filters.tally import as_outcomes, people_of_patterns, worst_outcomes
from data.language import _, current
from data.tables.count_range import hurt_in
from data.tables.dataset import Dataset, IntArray
from data.tables.vocabulary import DeviceCategory
from data.wording.phrases import casualties_in_words, happened, place_of
from data.wording.place_precision import precision_label
from data.wording.where import POSSIBLY

_Record = Mapping[Hashable, Any]


class _Row(NamedTuple):
    incident: _Record
    chosen: _Record
    """The casualties that count."""
    everyone: _Record
    """All casualties."""
    worst: str
    """The worst outcome of all: "killed", "injured" or ""."""
    is_drawn: bool
    is_possible: bool
    """Whether it is only possibly inside the selection."""


def incident_rows(
    dataset: Dataset,
    rows: list[int] | IntArray,
    press: str,
    chosen: pd.DataFrame | None = None,
    within: Selection | None = None,
) -> html.Ul:
    """The incidents at these positions, in their order; pressing one is a press of the type `press`.

    `chosen` are the casualties of each that count, as `Summary.people_of` gives them, where that is not all of them.
    What is only possibly inside the selection `within` is marked.
    The circle has the colour of the worst outcome of all casualties, as on the map.
    """
    everyone = people_of_patterns(dataset.codes, None).take(dataset.codes.pattern[rows])
    records = zip(
        dataset.incidents.iloc[rows].to_dict("records"),
        (everyone if chosen is None else chosen).to_dict("records"),
        everyone.to_dict("records"),
        map(str, as_outcomes(worst_outcomes(everyone))),
        dataset.is_drawn[rows].tolist(),
        are_possible(dataset, rows, within),
        strict=True,
    )
    return html.Ul(
        [html.Li(_button(dataset, _Row(*record), press)) for record in records], className="incident-rows"
    )


def _button(dataset: Dataset, row: _Row, press: str) -> html.Button:
    incident = row.incident
    lines = [
        html.Span([html.B(happened(incident)), " "], className="incident-row-when"),
        html.Span([_place(dataset, row), " "], className="incident-row-place"),
        html.Span(_outcome(dataset, row), className="incident-row-outcome"),
    ]
    if not row.is_drawn:
        why = precision_label(incident)
        lines.append(
            html.Span([" ", _("not mapped: {precision}").format(precision=why)], className="incident-row-tag")
        )
    if row.is_possible:
        lines.append(html.Span([" ", _(POSSIBLY)], className="incident-row-tag"))
    circle = html.Span(className=f"swatch circle {row.worst or 'none'}", **aria(hidden="true"))
    key = {"type": press, "incident": str(incident["incident_id"])}
    return html.Button([circle, html.Span(lines, className="incident-row-lines")], id=key)


def _place(dataset: Dataset, row: _Row) -> Any:
    """Where it was; where only the words of the report are known, these, quoted among those of another language."""
    place = place_of(row.incident, dataset)
    if place != str(row.incident["location_as_reported"]):
        return place
    is_quoted = dataset.language not in ("", current())
    return free_text(_("“{text}”").format(text=place) if is_quoted else place, dataset.language)


def _outcome(dataset: Dataset, row: _Row) -> str:
    device = DeviceCategory(row.incident["device_category"]).label
    chosen, everyone = (
        casualties_in_words(*hurt_in(dataset, people)) for people in (row.chosen, row.everyone)
    )
    if chosen != everyone:
        text = _("{everyone} (of the people chosen: {chosen}); {device}")
        return text.format(chosen=chosen, everyone=everyone, device=device)
    return _("{casualties}; {device}").format(casualties=everyone, device=device)
