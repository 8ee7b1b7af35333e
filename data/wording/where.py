"""Selections in space in words, and how many incidents lie inside and possibly inside."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.areas.naming import middle_of
from data.areas.selection import Selection, Shape
from data.filters.summary import Summary
from data.language import N_, _, ngettext, number_text
from data.tables.dataset import Dataset
from data.wording.areas import possibly_in_areas, possibly_so_many

POSSIBLY: Final = N_("possibly inside: only the district is known")
"""Beside an incident that is only possibly inside the selection."""


def selection_label(dataset: Dataset, selection: Selection) -> str:
    """ "within 10 km of Füzuli", "inside the drawn area", in the language spoken now."""
    km = number_text(selection.km)
    if selection.shape is Shape.CIRCLE:
        return _("within {km} km of {place}").format(km=km, place=middle_of(dataset, selection))
    if selection.shape is Shape.LINE:
        return _("within {km} km of the drawn line").format(km=km)
    if selection.shape is Shape.BOX:
        (west, south), (east, north) = selection.corners
        degrees = {"south": south, "west": west, "north": north, "east": east}
        text = _("between {south}, {west} and {north}, {east}")
        return text.format(**{name: f"{degree:g}" for name, degree in degrees.items()})
    if selection.km:
        return _("inside the drawn area or within {km} km of it").format(km=km)
    return _("inside the drawn area")


def selection_counted(summary: Summary) -> str:
    """ "within 10 km of Füzuli: 12 inside, 5 possibly inside"; "" where nothing is selected."""
    selection, counts = summary.incident_filter.within, summary.in_space
    if selection is None or counts is None:
        return ""
    where = selection_label(summary.dataset, selection)
    inside = ngettext("{number} inside", "{number} inside", counts.inside)
    return _("{where}: {inside}, {possibly}").format(
        where=where,
        inside=inside.format(number=number_text(counts.inside)),
        possibly=possibly_so_many(counts.possibly_inside, is_outside=False),
    )


def possibly_inside_in_words(summary: Summary) -> str:
    """What the figures do with incidents known only to a district that the selection or an area overlaps; "" without any."""
    return " ".join(filter(None, [_possibly_selected(summary), possibly_in_areas(summary)]))


def _possibly_selected(summary: Summary) -> str:
    selection, counts = summary.incident_filter.within, summary.in_space
    if selection is None or counts is None or not counts.possibly_inside:
        return ""
    number = number_text(counts.possibly_inside)
    if selection.takes_possible:
        text = ngettext(
            "Of the incidents counted, {number} is only possibly inside: known only to a district that the selection overlaps.",
            "Of the incidents counted, {number} are only possibly inside: known only to a district that the selection overlaps.",
            counts.possibly_inside,
        )
    else:
        text = ngettext(
            "{number} more incident is possibly inside and not counted: known only to a district that the selection overlaps.",
            "{number} more incidents are possibly inside and not counted: known only to a district that the selection overlaps.",
            counts.possibly_inside,
        )
    return text.format(number=number)


def with_possibly_there(summary: Summary, number: str) -> str:
    """A number with the incidents that are only possibly where the filter selects: "11 incidents + 2 possibly inside", or
    "(2 possibly inside)" where it counts them.
    """
    counts, choices = summary.in_space, summary.incident_filter.area
    possibly, is_outside = (0, False) if counts is None else (counts.possibly_inside, False)
    if counts is None and summary.in_areas is not None and len(choices) == 1:
        counts = summary.in_areas
        possibly, is_outside = counts.possibly_inside, choices[0].is_outside
    if counts is None or not possibly:
        return number
    text = possibly_so_many(possibly, is_outside=is_outside)
    return f"{number} ({text})" if summary.incidents > counts.inside else f"{number} + {text}"


def with_possible(selection: Selection, takes_possible: bool) -> Selection:
    """The same selection, with or without what is possibly inside."""
    return replace(selection, takes_possible=takes_possible)
