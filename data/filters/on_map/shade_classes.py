"""Classes of a shaded map: they belong to a dataset and a measure, so that no filter changes what a shade means."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from data.filters.incident_filter import IncidentFilter
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome

MEASURES: Final = ("incidents", "casualties", "killed", "injured")
MOST_CLASSES: Final = 5
HIGHEST_FIRST_END: Final = 10
"""The lightest shade stands for no more than this, however many the fullest district has."""

_ROUND: Final = tuple(step * 10**power for power in range(10) for step in (1, 2, 3, 5, 7))

Range = tuple[int, int]
"""The lowest and the highest whole number of a class, both included."""


def shade_classes(dataset: Dataset, measure: str) -> list[Range]:
    """The classes of a dataset's districts by one of MEASURES; none where it counts nothing of it."""
    return classes(_highest(dataset)[measure])


def is_measured(dataset: Dataset, measure: str) -> bool:
    """Whether the data record what a measure counts."""
    needed = {"killed": {Outcome.KILLED}, "injured": {Outcome.INJURED}, "casualties": {*Outcome}}.get(
        measure, set()
    )
    return not needed or not needed <= dataset.not_recorded


def classes(most: int) -> list[Range]:
    """At most MOST_CLASSES ranges that cover 1 to `most`.

    Up to five numbers are classes of their own. Of more, the classes end at round numbers, each about as many times
    the one before: most districts have few incidents, and would all share one class of equal steps.
    """
    if most < 1:
        return []
    ends = range(1, most + 1) if most <= MOST_CLASSES else _round_ends(most)
    starts = [1, *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))


def _round_ends(most: int) -> list[int]:
    ends: list[int] = []
    for place in range(1, MOST_CLASSES):
        ideal = most ** (place / MOST_CLASSES)
        highest = HIGHEST_FIRST_END if place == 1 else most - 1
        free = [number for number in _ROUND if (ends[-1] if ends else 0) < number <= highest]
        if free:
            ends.append(min(free, key=lambda number: max(number / ideal, ideal / number)))
    return [*ends, most]


def _highest(dataset: Dataset) -> dict[str, int]:
    """The highest figure of a district for each measure, without a filter."""
    if dataset not in _known:
        districts = summary_of(dataset, IncidentFilter()).districts.drop(index=NO_DISTRICT, errors="ignore")
        _known[dataset] = {name: int(districts[name].max()) if len(districts) else 0 for name in MEASURES}
    return _known[dataset]


_known: Final[WeakKeyDictionary[Dataset, dict[str, int]]] = WeakKeyDictionary()
"""Kept beside the summaries, which are forgotten one after the other while a filter is moved."""
