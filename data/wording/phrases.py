"""Days, numbers, people and incidents as a careful reader would write them, in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.language import N_, _, day_text, ngettext, number_text
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.layers.districts import district_name
from data.tables.vocabulary import DatePrecision, DeviceCategory, Outcome, WherePrecision

SAFETY_LINE: Final = N_(
    "Reported past incidents only. The absence of a marker does not mean that an area is safe."
)
DISCLAIMER: Final = N_("Boundaries and names imply no opinion on the legal status of any territory.")
RIVERS_FROM: Final = N_("Rivers: GSHHG (LGPL-3).")
"""Where the rivers of the screen's map come from; the rest of the attribution stands with the data."""
EVERYTHING: Final = N_("All incidents")
"""These three are English; a page translates them."""

NONE_IN_THE_DATA: Final = {
    Outcome.KILLED: N_("no killed in these data"),
    Outcome.INJURED: N_("no injured in these data"),
}
NOT_RECORDED: Final = {
    Outcome.KILLED: N_("killed not recorded"),
    Outcome.INJURED: N_("injured not recorded"),
}
NOT_CHOSEN: Final = {
    Outcome.KILLED: N_("killed not chosen"),
    Outcome.INJURED: N_("injured not chosen"),
}
"""What is not of the filter's outcome is not counted, which 0 would not tell."""
_NOBODY: Final = {
    Outcome.KILLED: N_("nobody reported killed"),
    Outcome.INJURED: N_("nobody reported injured"),
}
_NUMBER_NOT_KNOWN: Final = {
    Outcome.KILLED: N_("number of killed not known"),
    Outcome.INJURED: N_("number of injured not known"),
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
    if precision is DatePrecision.DAY:
        return span(start, end)
    days = (end - start).days + 1
    is_counted = precision is DatePrecision.DAYS and days > 1
    known = _("within {number} days").format(number=number_text(days)) if is_counted else precision.label
    return f"{span(start, end)} ({known})"


def happened(incident: pd.Series | Mapping[Any, Any]) -> str:
    """When an incident of a table happened, in the words of `when`; "undated" where nothing says it."""
    grade = int(incident["date_prec"])
    if grade == DatePrecision.UNDATED:
        return DatePrecision.UNDATED.label
    return when(incident["date_start"].date(), incident["date_end"].date(), grade)


def incidents_counted(number: int) -> str:
    """ "1 incident", "131 incidents", in the language spoken now."""
    return ngettext("{number} incident", "{number} incidents", number).format(number=number_text(number))


def people(count: CountRange) -> str:
    """A number of people with what is not certain of it: "at least 213 (accounts give 210–216; 1 count may be higher)"."""
    return " ".join(filter(None, [figure_text(count), doubt(count)]))


def figure_text(count: CountRange) -> str:
    """The figure to use: "213", "at least 213", "not known", "not recorded", "not chosen"."""
    if not count.is_chosen:
        return _("not chosen")
    if not count.is_recorded:
        return _("not recorded")
    if not count.is_known:
        return _("not known")
    number = number_text(count.best)
    return _("at least {number}").format(number=number) if count.unknown else number


def doubt(count: CountRange) -> str:
    """ "(accounts give 210–216; 1 count may be higher)", or "" where nothing is uncertain."""
    if not count.has_figure or not (count.is_known or count.high):
        return ""
    differing = "" if count.low == count.high else f"{number_text(count.low)}–{number_text(count.high)}"
    if not count.open:
        return f"({differing})" if differing else ""
    # Without its words the range would contradict "at least", which no account's lowest figure is.
    accounts = _("accounts give {range}").format(range=differing) if differing else ""
    higher = ngettext("{number} count may be higher", "{number} counts may be higher", count.open)
    return f"({'; '.join(filter(None, [accounts, higher.format(number=number_text(count.open))]))})"


def place_of(incident: pd.Series | Mapping[Any, Any], dataset: Dataset | None = None) -> str:
    """The shortest honest name of where it was: "near Suqovuşan, Tərtər", or as reported.

    With the dataset, a settlement has its name in the language spoken now.
    """
    grade = WherePrecision(int(incident["where_prec"]))
    place = str(incident["place_name"])
    if dataset is not None:
        place = dataset.place_label(place, str(incident["adm1_iso"]))
    code, own = str(incident["adm1_iso"]), str(incident["adm1_name"])
    district = district_name(code, own) if dataset is None else dataset.district_label(code, own)
    # "Yenikənd (Goranboy)" is distinguished from others of its name by its district, which follows.
    place = place.removesuffix(f" ({own})").removesuffix(f" ({district})")
    if grade is WherePrecision.EXACT and place:
        return f"{place}, {district}" if district else place
    if grade is WherePrecision.NEAR_PLACE and place:
        text = _("near {place}, {district}") if district else _("near {place}")
        return text.format(place=place, district=district)
    if district and grade in (WherePrecision.EXACT, WherePrecision.NEAR_PLACE):
        return _("point in {district}").format(district=district)
    if district:
        is_district = grade is WherePrecision.DISTRICT
        text = _("{district} (district only)") if is_district else _("{district} (larger area)")
        return text.format(district=district)
    return str(incident["location_as_reported"]) or _("place not known")


def casualties_in_words(killed: CountRange, injured: CountRange, has_gaps: bool = True) -> str:
    """ "1 killed, at least 14 injured", "3 killed, injured not recorded", "no casualties reported".

    It leaves out what the filter does not ask for, and without `has_gaps` what is not recorded, for a text that
    contains it already.
    """
    both = {Outcome.KILLED: killed, Outcome.INJURED: injured}
    counts = {outcome: count for outcome, count in both.items() if count.is_chosen}
    parts = [outcome_counted(outcome, count) for outcome, count in counts.items() if _is_anyone(count)]
    gaps = [outcome for outcome, count in counts.items() if not count.is_recorded]
    if len(gaps) == len(counts):
        return _("casualties not recorded")
    if not parts and (gaps or len(counts) < len(both)):
        parts = [_(_NOBODY[outcome]) for outcome in counts if outcome not in gaps]
    if has_gaps:
        parts += [_(NOT_RECORDED[outcome]) for outcome in gaps]
    return ", ".join(parts) or _("no casualties reported")


def of_people_chosen(casualties: str) -> str:
    """Casualties in words of which the filter chooses some: "of the people chosen: 1 injured"."""
    return _("of the people chosen: {casualties}").format(casualties=casualties)


def outcome_counted(outcome: Outcome, count: CountRange) -> str:
    """ "2 killed", "at least 14 injured", "number of injured not known", "injured not recorded", "injured not chosen"."""
    if not count.is_chosen:
        return _(NOT_CHOSEN[outcome])
    if not count.is_recorded:
        return _(NOT_RECORDED[outcome])
    if not count.is_known:
        return _(_NUMBER_NOT_KNOWN[outcome])
    return outcome_sentence(outcome, count).format(number=number_text(count.best))


def _is_anyone(count: CountRange) -> bool:
    return count.best > 0 or count.unknown > 0


def outcome_sentence(outcome: Outcome, count: CountRange) -> str:
    """ "{number} killed" or "at least {number} killed", in the form that goes with the number; the caller fills it in."""
    if not count.unknown:
        return (killed_counted if outcome is Outcome.KILLED else injured_counted)(count.best)
    if outcome is Outcome.KILLED:
        return ngettext("at least {number} killed", "at least {number} killed", count.best)
    return ngettext("at least {number} injured", "at least {number} injured", count.best)


def killed_counted(number: int) -> str:
    """ "{number} killed", in the form that goes with the number; the caller fills it in."""
    return ngettext("{number} killed", "{number} killed", number)


def injured_counted(number: int) -> str:
    """ "{number} injured", in the form that goes with the number; the caller fills it in."""
    return ngettext("{number} injured", "{number} injured", number)


def holds_any(dataset: Dataset, outcome: Outcome) -> bool:
    """Whether any row of the data has this outcome; where none has, 0 would look like something they found."""
    if outcome in dataset.not_recorded:
        return False
    everything = summary_of(dataset, IncidentFilter())
    count = everything.people(outcome)
    return not everything.incidents or bool(count.high or count.unknown)


def people_counted(summary: Summary, outcome: Outcome) -> str:
    """ "170 injured (169–174)", that injured are not recorded, or that the whole dataset has none."""
    count = summary.people(outcome)
    if count.is_recorded and not holds_any(summary.dataset, outcome):
        return _(NONE_IN_THE_DATA[outcome])
    return " ".join(filter(None, [outcome_counted(outcome, count), doubt(count)]))


def incident_sentence(
    incident: pd.Series | Mapping[Any, Any],
    killed: CountRange,
    injured: CountRange,
    dataset: Dataset | None = None,
) -> str:
    """One incident in one line: day, place, casualties, device."""
    device = DeviceCategory(incident["device_category"]).label
    return _("{when}, {place}: {casualties}; {device}.").format(
        when=happened(incident),
        place=place_of(incident, dataset),
        casualties=casualties_in_words(killed, injured),
        device=device,
    )
