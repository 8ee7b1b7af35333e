"""Days, numbers, filters and incidents as a careful reader would write them, in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import CountRange, Summary, summary_of
from data.language import N_, _, day_text, ngettext, number_text
from data.tables.dataset import Dataset
from data.tables.districts import district_name
from data.tables.vocabulary import (
    Activity,
    DatePrecision,
    DeviceCategory,
    Outcome,
    Term,
    VerificationStatus,
    VictimCategory,
    WherePrecision,
)

SAFETY_LINE: Final = N_(
    "Reported past incidents only. The absence of a marker does not mean that an area is safe."
)
DISCLAIMER: Final = N_("Boundaries and names imply no opinion on the legal status of any territory.")
EVERYTHING: Final = N_("All incidents")
"""These three are English; a page translates them."""

NONE_IN_THE_DATA: Final = {
    Outcome.KILLED: N_("no killed in these data"),
    Outcome.INJURED: N_("no injured in these data"),
}
_TERMS: Final[dict[str, type[Term]]] = {
    "outcome": Outcome,
    "victim": VictimCategory,
    "device": DeviceCategory,
    "activity": Activity,
    "verification": VerificationStatus,
}


def day(when: date) -> str:
    """ "23 Nov 2020", whatever the machine's language."""
    return day_text(when)


def span(start: date, end: date) -> str:
    """ "23 Nov 2020" or "1 Jul 2014 – 31 Jul 2014"; both ends belong to it."""
    return day(start) if start == end else f"{day(start)} – {day(end)}"


def when(start: date, end: date, grade: int) -> str:
    """When an incident happened, with the precision in words where it is not a day."""
    precision = DatePrecision(grade)
    return span(start, end) if precision is DatePrecision.DAY else f"{span(start, end)} ({precision.label})"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 incident", "131 incidents", "1,848 incidents", for texts that are always English."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def incidents_counted(number: int) -> str:
    """ "1 incident", "131 incidents", in the language spoken now."""
    return ngettext("{number} incident", "{number} incidents", number).format(number=number_text(number))


def people(count: CountRange) -> str:
    """A number of people with the range of the sources: "170 (169–174, 1 count unknown)"."""
    remarks = []
    if count.low != count.best or count.high != count.best:
        remarks.append(
            f"{number_text(count.low)}–{number_text(count.high)}"
            if count.low != count.high
            else _("at least {number}").format(number=number_text(count.low))
        )
    if count.unknown:
        unknown = ngettext("{number} count unknown", "{number} counts unknown", count.unknown)
        remarks.append(unknown.format(number=number_text(count.unknown)))
    return number_text(count.best) + (f" ({', '.join(remarks)})" if remarks else "")


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
            parts.append(FilterPart(key, "", _("words “{words}”").format(words=value)))
        elif key not in ("from", "to"):
            parts.append(FilterPart(key, value, option_label(dataset, key, value)))
    return parts


def filter_in_words(dataset: Dataset, asked: IncidentFilter) -> str:
    """The filter as one line: "23 Nov 2020 – 31 Dec 2020 · Russian peacekeepers · injured"."""
    return " · ".join(part.text for part in filter_parts(dataset, asked)) or _(EVERYTHING)


def option_label(dataset: Dataset, key: str, value: str) -> str:
    """A value of a choice as its reader sees it: a term's words, a district's name, or the text itself."""
    if key in _TERMS:
        return _TERMS[key](value).label
    if key == "precision":
        return WherePrecision(int(value)).label
    if key == "district":
        return dataset.district_names.get(value, value)
    return value.replace("_", " ") if key == "side" else value


def place_of(incident: pd.Series | Mapping[Any, Any]) -> str:
    """The shortest honest name of where it was: "near Suqovuşan, Tərtər", or as reported."""
    grade = WherePrecision(int(incident["where_prec"]))
    place = str(incident["place_name"])
    district = district_name(str(incident["adm1_iso"]), str(incident["adm1_name"]))
    if grade is WherePrecision.EXACT and place:
        return f"{place}, {district}" if district else place
    if grade is WherePrecision.NEAR_PLACE and place:
        text = _("near {place}, {district}") if district else _("near {place}")
        return text.format(place=place, district=district)
    if district:
        is_district = grade is WherePrecision.DISTRICT
        text = _("{district} (district only)") if is_district else _("{district} (larger area)")
        return text.format(district=district)
    return str(incident["location_as_reported"]) or _("place not known")


def casualties_in_words(killed: int, injured: int, unknown: int = 0) -> str:
    """ "1 killed, 5 injured", "no casualties reported", or with what nobody counted."""
    parts = []
    if killed:
        parts.append(killed_counted(killed).format(number=number_text(killed)))
    if injured:
        parts.append(injured_counted(injured).format(number=number_text(injured)))
    if unknown:
        parts.append(_("more of unknown number") if parts else _("number not known"))
    return ", ".join(parts) or _("no casualties reported")


def killed_counted(number: int) -> str:
    """ "{number} killed", in the form that goes with the number; the caller fills it in."""
    return ngettext("{number} killed", "{number} killed", number)


def injured_counted(number: int) -> str:
    """ "{number} injured", in the form that goes with the number; the caller fills it in."""
    return ngettext("{number} injured", "{number} injured", number)


def holds_any(dataset: Dataset, outcome: Outcome) -> bool:
    """Whether any row of the data has this outcome; where none has, 0 would look like something they found."""
    everything = summary_of(dataset, IncidentFilter())
    count = everything.killed if outcome is Outcome.KILLED else everything.injured
    return not everything.incidents or count.high > 0 or count.unknown > 0


def people_counted(summary: Summary, outcome: Outcome) -> str:
    """ "170 (169–174) injured", or that the whole dataset has none."""
    if not holds_any(summary.dataset, outcome):
        return _(NONE_IN_THE_DATA[outcome])
    count, counted = (
        (summary.killed, killed_counted) if outcome is Outcome.KILLED else (summary.injured, injured_counted)
    )
    return counted(count.best).format(number=people(count))


def incident_sentence(
    incident: pd.Series | Mapping[Any, Any], killed: int, injured: int, unknown: int = 0
) -> str:
    """One incident in one line: day, place, casualties, device."""
    happened = when(incident["date_start"].date(), incident["date_end"].date(), int(incident["date_prec"]))
    device = DeviceCategory(incident["device_category"]).label
    return _("{when}, {place}: {casualties}; {device}.").format(
        when=happened,
        place=place_of(incident),
        casualties=casualties_in_words(killed, injured, unknown),
        device=device,
    )


def _dates(asked: IncidentFilter) -> str:
    if asked.date_from and asked.date_to:
        return span(asked.date_from, asked.date_to)
    if asked.date_from:
        return _("from {day}").format(day=day(asked.date_from))
    return _("until {day}").format(day=day(asked.date_to)) if asked.date_to else ""
