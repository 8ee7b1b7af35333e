"""The one definition of which incidents, and which of their casualties, a filter matches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from data.areas.membership import takes
from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS, INCIDENT_COLUMNS
from data.filters.incident_filter import IncidentFilter
from data.recorded_areas.members import takes_areas
from data.tables.codes import CodeArray, Codes, day_number
from data.tables.dataset import BoolArray, Dataset, IntArray
from data.tables.own_columns import OwnChoices, find_choice
from data.text.search_text import folded_words

ROWS_AT_ONCE: Final = 131_072

Part = slice | IntArray
"""Positions of incidents, in order of time."""
_Claim = Callable[[slice], BoolArray]
"""Which of the incidents between two positions hold it."""


@dataclass(frozen=True, eq=False)
class Matching:
    """What a filter matches in a dataset."""

    dataset: Dataset
    within: slice
    """Between these positions lie all matching incidents."""
    claims: tuple[_Claim, ...]
    """What they have to hold; without any, all of `within` match."""
    people: BoolArray | None
    """Which rows of `dataset.codes.people` are requested; None where no actor, side or casualty type is."""

    def parts(self, at_once: int = ROWS_AT_ONCE) -> list[slice]:
        """`within` in parts of so many incidents: what is done with a part finds it in the processor's cache, where
        all positions of a large dataset have to come from memory.
        """
        begins = range(self.within.start, self.within.stop, at_once)
        return [slice(begin, min(begin + at_once, self.within.stop)) for begin in begins]

    def among(self, part: slice) -> Part:
        """Positions of the matching incidents in one of the parts."""
        if not self.claims:
            return part
        holds = self.claims[0](part)
        for claim in self.claims[1:]:
            holds &= claim(part)
        found: IntArray = np.flatnonzero(holds) + part.start
        return found

    @cached_property
    def rows(self) -> IntArray:
        """Positions of the matching incidents, in order of time."""
        if not self.claims:
            return np.arange(self.within.start, self.within.stop)
        found: list[Any] = [self.among(part) for part in self.parts()]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    @cached_property
    def incidents(self) -> BoolArray:
        """Which rows of `incidents` match."""
        found = np.zeros(len(self.dataset.incidents), dtype=bool)
        for part in self.parts():
            found[self.among(part)] = True
        return found

    @cached_property
    def casualties(self) -> BoolArray:
        """Which rows of `casualties` match; their incidents match too."""
        found: BoolArray = self.incidents[self.dataset.casualty_incident]
        return found if self.people is None else found & self.people[self.dataset.codes.people_of_casualty]


def matching(dataset: Dataset, incident_filter: IncidentFilter) -> Matching:
    """The incidents and casualty rows that a filter matches."""
    codes = dataset.codes
    claims: list[_Claim] = []
    if incident_filter.date_from is not None:
        claims.append(_ends_from(codes, day_number(incident_filter.date_from)))
    if incident_filter.words:
        claims.append(_has_words(dataset, incident_filter.words).__getitem__)
    people: BoolArray | None = None
    of_incidents: dict[int, tuple[CodeArray, BoolArray]] = {}
    for key, column in CHOICE_COLUMNS.items():
        values = getattr(incident_filter, key)
        if not values:
            continue
        table, code = coded_by(codes, key)
        # A district's code may be of any level, those below the one that is shaded too.
        named, codes_of = ("area", dataset.with_parts(values)) if key == "district" else (column, values)
        mask: BoolArray = table[named].isin(codes_of).to_numpy(dtype=bool)
        if key in CASUALTY_COLUMNS:
            people = mask if people is None else people & mask
        else:
            _narrow(of_incidents, code, mask)
    if people is not None:
        has_one = np.zeros(codes.patterns, dtype=bool)
        has_one[codes.pattern_of_line[people[codes.people_of_line]]] = True
        claims.append(_is_coded(codes.pattern, has_one))
    if incident_filter.within is not None:
        _narrow(of_incidents, codes.place, takes(dataset, incident_filter.within))
    if incident_filter.area:
        _narrow(of_incidents, codes.place, takes_areas(dataset, incident_filter.area))
    claims += [_is_coded(code, mask) for code, mask in of_incidents.values()]
    claims += [_is_coded(*filter_of) for filter_of in _own_claims(dataset, incident_filter)]
    return Matching(dataset, _started_in_time(codes, incident_filter), tuple(claims), people)


def _narrow(masks: dict[int, tuple[CodeArray, BoolArray]], code: CodeArray, mask: BoolArray) -> None:
    """Ask for a mask too of what has these codes."""
    known = masks.get(id(code))
    masks[id(code)] = (code, mask if known is None else known[1] & mask)


def _own_claims(dataset: Dataset, incident_filter: IncidentFilter) -> list[tuple[CodeArray, BoolArray]]:
    """For each own column that is requested its codes, and which of them are; none are of one that cannot be requested."""
    values_of: dict[str, set[str]] = {}
    for text in incident_filter.column:
        name, value = find_choice(dataset.own_choices, text)
        values_of.setdefault(name, set()).add(value)
    nothing = OwnChoices(("",), np.zeros(len(dataset.incidents), dtype=np.int32))
    columns = {name: dataset.own_choices.get(name, nothing) for name in values_of}
    return [
        (column.code, np.array([value in values_of[name] for value in column.values], dtype=bool))
        for name, column in columns.items()
    ]


def _ends_from(codes: Codes, day: np.int32) -> _Claim:
    return lambda part: codes.ends[part] >= day


def _is_coded(code: CodeArray, mask: BoolArray) -> _Claim:
    return lambda part: mask.take(code[part])


def coded_by(codes: Codes, key: str) -> tuple[pd.DataFrame, CodeArray]:
    """The table of what differs that has the column of a key of choices, and each incident's row in it; for a key
    of casualties each incident's pattern, whose rows in the table the codes tell.
    """
    if key in CASUALTY_COLUMNS:
        return codes.people, codes.pattern
    is_of_kind = INCIDENT_COLUMNS[key] in codes.kinds
    return (codes.kinds, codes.kind) if is_of_kind else (codes.places, codes.place)


def _started_in_time(codes: Codes, incident_filter: IncidentFilter) -> slice:
    """The incidents that started by the last day requested, without those that surely ended before the first."""
    first, stop = 0, len(codes.starts)
    if incident_filter.date_from is not None:
        earliest = day_number(incident_filter.date_from) - np.int32(codes.longest_days)
        first = int(np.searchsorted(codes.starts, earliest))
    if incident_filter.date_to is not None:
        stop = int(np.searchsorted(codes.starts, day_number(incident_filter.date_to), side="right"))
    return slice(min(first, stop), stop)


def _has_words(dataset: Dataset, words: str) -> BoolArray:
    found = np.ones(len(dataset.incidents), dtype=bool)
    for word in folded_words(words):
        found &= dataset.search_index.has_word(word)
    return found
