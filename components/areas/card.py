"""An area's card: what its file says of it, and the incidents in or near it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import html

from components.accessible import aria
from components.incidents.rows import incident_rows
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import _, capital, ngettext, number_text
from data.recorded_areas.choice import AreaChoice
from data.recorded_areas.members import unknown_areas
from data.tables.dataset import Dataset
from data.wording.areas import Area, area_label, area_name, day_in_words, declared_in_words

_INCIDENT: Final = "areas-incident"
_FILTER: Final = "areas-filter"
_CHOOSE: Final = "areas-choose"
LISTED: Final = 50


def card(dataset: Dataset, incident_filter: IncidentFilter, area_id: str, km: float) -> list[Any]:
    """The card of an area; nothing for an identifier that no area has."""
    if dataset.areas is None or not (found := dataset.areas[dataset.areas["area_id"] == area_id]).shape[0]:
        return []
    area: Area = found.iloc[0].to_dict()
    back = html.Button(_("All areas"), id={"type": _CHOOSE, "area": ""})
    swatch = html.Span(className=f"swatch area {area['kind']}", **aria(hidden="true"))
    return [
        html.Div(
            [
                html.H3([swatch, capital(area_name(area))]),
                *_facts(area),
                *_incidents(dataset, incident_filter, AreaChoice(area_id, km)),
                html.P(back),
            ],
            className="areas-card",
            role="group",
            **aria(label=area_name(area)),
        )
    ]


def _facts(area: Area) -> list[Any]:
    """What the file says; of a cleared, reduced or cancelled area always who declared it and when."""
    named = {
        _("Status"): area["status"],
        _("Method"): area["method"],
        _("Recorded"): day_in_words(str(area["date_recorded"])),
        _("Source"): area["source"],
        _("File"): area["file"],
    }
    if not (declared := declared_in_words(area)):
        named |= {
            _("Organisation"): area["declared_by"],
            _("Completed"): day_in_words(str(area["date_declared"])),
        }
    lines = [html.P(html.B(declared), className="areas-declared")] if declared else []
    pairs = [part for name, text in named.items() if text for part in (html.Dt(name), html.Dd(text))]
    return [*lines, html.Dl(pairs)] if pairs else lines


def _incidents(dataset: Dataset, incident_filter: IncidentFilter, choice: AreaChoice) -> list[Any]:
    if problems := unknown_areas(dataset, [choice]):
        return [html.P(_("A line has no inside; choose a distance above.") if problems else "")]
    summary = summary_of(dataset, replace(incident_filter, area=(choice,)))
    counts, rows = summary.in_areas, summary.rows[::-1][:LISTED]
    possibly = 0 if counts is None else counts.possibly_inside
    heading = ngettext("{number} incident {where}", "{number} incidents {where}", summary.incidents).format(
        number=number_text(summary.incidents), where=area_label(dataset, choice)
    )
    more = ngettext(
        "{number} more is possibly so: only its district is known.",
        "{number} more are possibly so: only their district is known.",
        possibly,
    ).format(number=number_text(possibly))
    key = {"type": _FILTER, "area": str(choice)}
    is_chosen = choice in incident_filter.area
    press = html.Button(
        _("Show only these incidents"), id=key, **aria(pressed="true" if is_chosen else "false")
    )
    listed = [incident_rows(dataset, rows, _INCIDENT, summary.people_of(rows))] if len(rows) else []
    rest = _("The latest {number} are listed.").format(number=number_text(LISTED))
    return [
        html.P(html.B(heading)),
        *([html.P(more, className="areas-note")] if possibly else []),
        html.P(press),
        *listed,
        *([html.P(rest, className="areas-note")] if summary.incidents > LISTED else []),
    ]
