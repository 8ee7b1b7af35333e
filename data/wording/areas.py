"""Recorded areas in words: what each is, what a filter asks of them, and what is only possibly so."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Final

import numpy as np

from data.filters.summary import Summary
from data.language import N_, _, current, day_text, ngettext, number_text
from data.recorded_areas.choice import ANY, HAZARD, KIND, AreaChoice
from data.recorded_areas.kinds import DECLARED, AreaKind
from data.recorded_areas.members import chosen_areas, has_inside
from data.tables.dataset import Dataset

AREAS_NOTE: Final = N_(
    "As their files have them; each area's card says who declared it and when, or that the file does not say."
)
Area = Mapping[Hashable, Any]
"""A row of `Dataset.areas`."""


def area_name(area: Area) -> str:
    """ "minefield Soltanlı (MF-12)": its kind with its name and identifier."""
    kind = AreaKind(area["kind"]).label
    name = area[f"name_{current()}"] or area["name"]
    if name and name != area["area_id"]:
        return _("{kind} {name} ({id})").format(kind=kind, name=name, id=area["area_id"])
    return _("{kind} {name}").format(kind=kind, name=area["area_id"])


def declared_in_words(area: Area) -> str:
    """Who declared an area to be cleared, reduced or cancelled, and when, or that the file does not say; "" for other kinds."""
    if AreaKind(area["kind"]) not in DECLARED:
        return ""
    who, when = str(area["declared_by"]), day_in_words(str(area["date_declared"]))
    if who and when:
        return _("Declared by {who}, {day}").format(who=who, day=when)
    if who:
        return _("Declared by {who}; the file does not say when").format(who=who)
    if when:
        return _("Declared {day}; the file does not say by whom").format(day=when)
    return _("The file does not say who declared it, or when")


def day_in_words(text: str) -> str:
    """An ISO day as it is written in the language spoken now; another text as it is."""
    return day_text(date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else text


def areas_in_words(dataset: Dataset, choice: AreaChoice) -> str:
    """The areas that a choice means: "any recorded hazardous area", "minefield Soltanlı (MF-12)"."""
    if not choice.kinds:
        at = chosen_areas(dataset, choice)
        return area_name(_row(dataset, int(at[0]))) if len(at) else choice.what
    name = choice.what.removeprefix(KIND)
    whole = {ANY: _("any recorded area"), HAZARD: _("any recorded hazardous area")}
    return whole.get(name) or _("any area recorded as {kind}").format(kind=choice.kinds[0].label)


def area_label(dataset: Dataset, choice: AreaChoice) -> str:
    """ "inside minefield MF-12", "inside or within 2 km of …", "outside any recorded hazardous area"."""
    km, named = number_text(choice.km), areas_in_words(dataset, choice)
    if choice.is_outside and choice.km:
        text = _("more than {km} km from {area}")
    elif choice.is_outside:
        text = _("outside {area}")
    elif not choice.km:
        text = _("inside {area}")
    elif has_inside(dataset, chosen_areas(dataset, choice)).any():
        text = _("inside or within {km} km of {area}")
    else:
        text = _("within {km} km of {area}")
    return text.format(km=km, area=named)


def areas_counted(summary: Summary, choice: AreaChoice) -> str:
    """The label of a choice, with how many are and possibly are so where it is the only one."""
    label, counts = area_label(summary.dataset, choice), summary.in_areas
    if counts is None or len(summary.incident_filter.area) > 1:
        return label
    return _("{where}: {inside}, {possibly}").format(
        where=label,
        inside=_so_many(counts.inside, is_outside=choice.is_outside),
        possibly=possibly_so_many(counts.possibly_inside, is_outside=choice.is_outside),
    )


def _so_many(number: int, *, is_outside: bool) -> str:
    inside = ngettext("{number} inside", "{number} inside", number)
    outside = ngettext("{number} outside", "{number} outside", number)
    return (outside if is_outside else inside).format(number=number_text(number))


def possibly_so_many(number: int, *, is_outside: bool) -> str:
    """ "5 possibly inside", "5 possibly outside"."""
    inside = ngettext("{number} possibly inside", "{number} possibly inside", number)
    outside = ngettext("{number} possibly outside", "{number} possibly outside", number)
    return (outside if is_outside else inside).format(number=number_text(number))


def possibly_in_areas(summary: Summary) -> str:
    """What the figures do with incidents known only to a district that the areas requested overlap; "" without any."""
    counts = summary.in_areas
    if counts is None or not counts.possibly_inside:
        return ""
    taken = summary.incidents - counts.inside
    if taken:
        text = ngettext(
            "Of the incidents counted, {number} is only possibly so: known only to a district that the area overlaps.",
            "Of the incidents counted, {number} are only possibly so: known only to a district that the area overlaps.",
            taken,
        )
        return text.format(number=number_text(taken))
    text = ngettext(
        "{number} more incident is possibly so and not counted: known only to a district that the area overlaps.",
        "{number} more incidents are possibly so and not counted: known only to a district that the area overlaps.",
        counts.possibly_inside,
    )
    return text.format(number=number_text(counts.possibly_inside))


def _row(dataset: Dataset, position: int) -> Area:
    if dataset.areas is None:
        raise LookupError(position)
    return dict(dataset.areas.iloc[np.intp(position)])
