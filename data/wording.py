"""Days, numbers, filters and incidents as a careful reader would write them in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import CountRange
from data.vocabulary import (
    DatePrecision,
    DeviceCategory,
    Outcome,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)

SAFETY_LINE: Final = (
    "Reported past incidents only. The absence of a marker does not mean that an area is safe."
)
DISCLAIMER: Final = "Boundaries and names imply no opinion on the legal status of any territory."
EVERYTHING: Final = "All incidents"

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_TERMS: Final[dict[str, type[Term]]] = {
    "outcome": Outcome,
    "victim": VictimCategory,
    "device": DeviceCategory,
    "verification": VerificationStatus,
}


def day(when: date) -> str:
    """ "23 Nov 2020", whatever the machine's language."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def span(start: date, end: date) -> str:
    """ "23 Nov 2020" or "1 Jul 2014 – 31 Jul 2014"; both ends belong to it."""
    return day(start) if start == end else f"{day(start)} – {day(end)}"


def when(start: date, end: date, grade: int) -> str:
    """When an incident happened, with the precision in words where it is not a day."""
    precision = DatePrecision(grade)
    return span(start, end) if precision is DatePrecision.DAY else f"{span(start, end)} ({precision.label})"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 incident", "131 incidents", "1,848 incidents"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def people(count: CountRange) -> str:
    """A number of people with the range of the sources: "170 (169–174, 1 count unknown)"."""
    remarks = []
    if count.low != count.best or count.high != count.best:
        remarks.append(
            f"{count.low:,}–{count.high:,}" if count.low != count.high else f"at least {count.low:,}"
        )
    if count.unknown:
        remarks.append(counted(count.unknown, "count unknown", "counts unknown"))
    return f"{count.best:,}" + (f" ({', '.join(remarks)})" if remarks else "")


@dataclass(frozen=True)
class FilterPart:
    """One removable part of a filter."""

    key: str
    """The query key, or "dates" for both ends together."""
    value: str
    """The query value; "" where the key has only one."""
    text: str


def filter_parts(dataset: Dataset, asked: IncidentFilter) -> list[FilterPart]:
    """What a filter asks for, part by part, in words; nothing when it asks for everything."""
    parts = []
    if dates := _dates(asked):
        parts.append(FilterPart("dates", "", dates))
    for key, value in asked.to_query():
        if key == "q":
            parts.append(FilterPart(key, "", f"words “{value}”"))
        elif key not in ("from", "to"):
            parts.append(FilterPart(key, value, option_label(dataset, key, value)))
    return parts


def filter_in_words(dataset: Dataset, asked: IncidentFilter) -> str:
    """The filter as one line: "23 Nov 2020 – 31 Dec 2020 · Russian peacekeepers · injured"."""
    return " · ".join(part.text for part in filter_parts(dataset, asked)) or EVERYTHING


def option_label(dataset: Dataset, key: str, value: str) -> str:
    """A value of a choice as its reader sees it: a term's words, a district's name, or the text itself."""
    if key in _TERMS:
        return _TERMS[key](value).label
    if key == "precision":
        return WherePrecision(int(value)).label
    if key == "district":
        return dataset.district_names.get(value, value)
    return value.replace("_", " ") if key == "side" else value


def place_of(incident: pd.Series) -> str:
    """The shortest honest name of where it was: "near Suqovuşan, Tərtər", or as reported."""
    grade = WherePrecision(int(incident["where_prec"]))
    place, district = str(incident["place_name"]), str(incident["adm1_name"])
    if grade is WherePrecision.EXACT and place:
        return f"{place}, {district}" if district else place
    if grade is WherePrecision.NEAR_PLACE and place:
        return f"near {place}, {district}" if district else f"near {place}"
    if district:
        return (
            f"{district} (district only)" if grade is WherePrecision.DISTRICT else f"{district} (larger area)"
        )
    return str(incident["location_as_reported"]) or "place not known"


def casualties_in_words(killed: int, injured: int, unknown: int = 0) -> str:
    """ "1 killed, 5 injured", "no casualties reported", or with what nobody counted."""
    parts = [f"{number:,} {word}" for number, word in ((killed, "killed"), (injured, "injured")) if number]
    if unknown:
        parts.append("number not known" if not parts else "more of unknown number")
    return ", ".join(parts) or "no casualties reported"


def incident_sentence(incident: pd.Series, killed: int, injured: int, unknown: int = 0) -> str:
    """One incident in one line: day, place, casualties, device."""
    happened = when(incident["date_start"].date(), incident["date_end"].date(), int(incident["date_prec"]))
    device = DeviceCategory(incident["device_category"]).label
    return f"{happened}, {place_of(incident)}: {casualties_in_words(killed, injured, unknown)}; {device}."


def _dates(asked: IncidentFilter) -> str:
    if asked.date_from and asked.date_to:
        return span(asked.date_from, asked.date_to)
    if asked.date_from:
        return f"from {day(asked.date_from)}"
    return f"until {day(asked.date_to)}" if asked.date_to else ""
