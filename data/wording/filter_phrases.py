"""A filter in words, part by part, in the language spoken now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.areas.selection import KEY as WITHIN
from data.filters.filter_keys import OWN
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import _
from data.recorded_areas.choice import KEY as AREA
from data.recorded_areas.choice import read_area_choice
from data.tables.dataset import Dataset
from data.tables.own_columns import find_choice
from data.tables.vocabulary import (
    Activity,
    DeviceCategory,
    Outcome,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)
from data.wording.areas import area_label, areas_counted
from data.wording.phrases import EVERYTHING, day, span
from data.wording.where import selection_counted, selection_label

_TERMS: Final[dict[str, type[Term]]] = {
    "outcome": Outcome,
    "victim": VictimCategory,
    "device": DeviceCategory,
    "activity": Activity,
    "verification": VerificationStatus,
}


@dataclass(frozen=True)
class FilterPart:
    """One removable part of a filter."""

    key: str
    """The query key, or "dates" for both ends together."""
    value: str
    """The query value; "" where the key has only one."""
    text: str
    without_counts: str = ""
    """The text without the numbers of incidents in it, where it has some."""

    @property
    def label(self) -> str:
        """What is requested, without numbers of incidents."""
        return self.without_counts or self.text


def filter_parts(dataset: Dataset, incident_filter: IncidentFilter) -> list[FilterPart]:
    """What a filter asks for, part by part, in words; nothing when it asks for everything."""
    parts = []
    if dates := _dates(incident_filter):
        parts.append(FilterPart("dates", "", dates))
    for key, value in incident_filter.to_query():
        if key == "q":
            parts.append(FilterPart(key, "", _("words “{words}”").format(words=value)))
        elif key == WITHIN and incident_filter.within is not None:
            text = selection_counted(summary_of(dataset, incident_filter))
            parts.append(FilterPart(key, "", text, selection_label(dataset, incident_filter.within)))
        elif key == AREA:
            choice = read_area_choice(value)
            text = areas_counted(summary_of(dataset, incident_filter), choice)
            parts.append(FilterPart(key, value, text, area_label(dataset, choice)))
        elif key not in ("from", "to"):
            parts.append(FilterPart(key, value, option_label(dataset, key, value)))
    return parts


def filter_in_words(dataset: Dataset, incident_filter: IncidentFilter) -> str:
    """The filter as one line: "23 Nov 2020 – 31 Dec 2020 · Russian peacekeepers · injured"."""
    return chosen_in_words(dataset, incident_filter) or _(EVERYTHING)


def chosen_in_words(dataset: Dataset, incident_filter: IncidentFilter) -> str:
    """The same, and "" for everything: beside a title in a small frame, which needs the room."""
    return " · ".join(part.text for part in filter_parts(dataset, incident_filter))


def option_label(dataset: Dataset, key: str, value: str) -> str:
    """A value of a choice as its reader sees it: a term's words, a district's name, or the text itself."""
    if key in _TERMS:
        return _TERMS[key](value).label
    if key == OWN:
        return "{}: {}".format(*find_choice(dataset.own_choices, value))
    if key == "precision":
        return WherePrecision(int(value)).label
    if key == "district":
        return dataset.district_names.get(value) or dataset.district_label(value, value)
    labels = {"actor": dataset.actor_label, "side": dataset.side_label}
    return labels[key](value) if key in labels else value


def _dates(incident_filter: IncidentFilter) -> str:
    if incident_filter.date_from and incident_filter.date_to:
        return span(incident_filter.date_from, incident_filter.date_to)
    if incident_filter.date_from:
        return _("from {day}").format(day=day(incident_filter.date_from))
    return _("until {day}").format(day=day(incident_filter.date_to)) if incident_filter.date_to else ""
