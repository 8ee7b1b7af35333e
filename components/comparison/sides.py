"""The control of a comparison: by what it is made, and the day or the values that make the two sides."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from components.accessible import aria, found_options, searchable_list
from components.comparison.address import SIDES
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import DATES, dividing_day
from data.filters.over_time.comparison import WAYS as EVERY_WAY
from data.filters.summary import summary_of
from data.language import N_, _, current, number_text
from data.tables.dataset import Dataset
from data.wording.filter_phrases import option_label

WAY: Final = "comparison-sides-way"
DAY: Final = "comparison-sides-day"
DAY_FIELD: Final = "comparison-sides-day-field"
VALUES: Final = {side: f"comparison-sides-{side}" for side in SIDES}
VALUES_FIELD: Final = "comparison-sides-values-field"

_WORDS: Final = {
    DATES: N_("Before and after a day"),
    "actor": N_("Who was affected"),
    "district": N_("District"),
    "side": N_("Side, as coded"),
    "device": N_("Device"),
    "outcome": N_("Outcome"),
    "victim": N_("Victim category"),
    "activity": N_("Activity"),
    "precision": N_("Location precision"),
    "verification": N_("Source verification"),
}

WAYS: Final = {way: words for way, words in _WORDS.items() if way in EVERY_WAY}
"""What two sides can differ in: a day, or a query key of a choice, with its words."""


def layout() -> html.Div:
    """The controls, for a comparison before and after a day."""
    return html.Div(
        [
            dmc.Select(
                id=WAY,
                label=_("Compare by"),
                data=[{"value": way, "label": _(label)} for way, label in WAYS.items()],
                value=DATES,
                allowDeselect=False,
                size="sm",
                className="comparison-sides-way",
            ),
            html.Div(_day(), id=DAY_FIELD, className="comparison-sides-day"),
            html.Div(
                [_values(side) for side in SIDES],
                id=VALUES_FIELD,
                className="comparison-sides-values",
                hidden=True,
            ),
        ],
        className="comparison-sides",
        role="group",
        **aria(label=_("Compared fields")),
    )


def controls(dataset: Dataset, a: IncidentFilter, b: IncidentFilter, way: str) -> tuple[Any, ...]:
    """What the controls show of two sides: the way, the day, what is hidden, options and values of A, then of B."""
    is_by_day = way == DATES
    day = dividing_day(a, b)
    shown: list[Any] = [way, day.isoformat() if day else None, not is_by_day, is_by_day]
    for side in (a, b):
        chosen = [] if is_by_day else [str(value) for value in getattr(side, way)]
        shown += [[] if is_by_day else options(dataset, side, way), chosen]
    return tuple(shown)


def options(dataset: Dataset, side: IncidentFilter, key: str) -> list[dict[str, str]]:
    """The values that a side can ask for, most incidents first, each with the number it would show."""
    known = {str(value): 0 for value in getattr(side, key)} | summary_of(dataset, side).option_counts[key]
    ranked = sorted(known, key=lambda value: (-known[value], value))
    labels = {value: f"{option_label(dataset, key, value)} · {number_text(known[value])}" for value in ranked}
    return found_options(dataset, key, labels)


def _values(side: str) -> Any:
    return searchable_list(
        id=VALUES[side],
        label=side.upper(),
        clearButtonProps={"aria-label": _("Clear side {side}").format(side=side.upper())},
        size="sm",
    )


def _day() -> Any:
    names: dict[str, str] = {
        "nextMonth": _("Next month"),
        "previousMonth": _("Previous month"),
        "nextYear": _("Next year"),
        "previousYear": _("Previous year"),
        "nextDecade": _("Next decade"),
        "previousDecade": _("Previous decade"),
        "monthLevelControl": _("Choose a month"),
        "yearLevelControl": _("Choose a year"),
    }
    field = dmc.DateInput(
        id=DAY,
        label=_("First day of B; A ends the day before"),
        valueFormat="D MMM YYYY",
        placeholder=_("no one day divides the sides"),
        ariaLabels=names,
        weekendDays=[],
        popoverProps={"withinPortal": False, "floatingStrategy": "fixed", "withRoles": False},
        size="sm",
    )
    # Names of months come from assets/calendar.js, which takes them from the page.
    return dmc.DatesProvider(field, settings={"locale": current(), "firstDayOfWeek": 1})
