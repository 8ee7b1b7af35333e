"""Matching incidents and their people counted by pattern and place in one pass over the incidents, and by month in another
that a map needs not wait for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csc_array

from data.filters.matching import ROWS_AT_ONCE, Matching
from data.tables.codes import PARTS, CodeArray, Codes, IntArray, people_in_rows
from data.tables.dataset import BoolArray, Dataset
from data.tables.vocabulary import Outcome

WORST_OUTCOMES: Final = ("", Outcome.INJURED.value, Outcome.KILLED.value)
"""From the least."""
_WORST: Final = pd.CategoricalDtype([*WORST_OUTCOMES], ordered=True)
COUNTED: Final = ("incidents", "killed", "injured", "killed_unknown", "injured_unknown")

FloatArray = npt.NDArray[np.float64]
Counts = dict[str, IntArray]
"""Each of COUNTED by position: incidents, people by the best figures, casualty rows without one."""


_Found = TypeVar("_Found")


@dataclass(frozen=True, eq=False)
class Tally:
    """Sums over the matching incidents; as large as what differs among them, however many they are."""

    people: pd.DataFrame
    """Matching casualties of an incident of each pattern: `killed_low, killed_best, …, injured_unknown`."""
    by_pattern: IntArray
    """Incidents of each pattern."""
    by_place: Counts
    """Of each row of `codes.places`."""
    worst: npt.NDArray[np.int8]
    """The position in WORST_OUTCOMES of the worst outcome of a matching incident at each row of `codes.places`, of
    all its casualties: a filter that chooses people leaves it as it is."""
    first: int
    last: int
    """Positions of the first and the last matching incident; -1 without any."""


def tally_of(matches: Matching) -> Tally:
    """The sums over what a filter matches."""
    codes = matches.dataset.codes
    people = people_of_patterns(codes, matches.people)
    weighed = _weighed(people)
    everyone = people if matches.people is None else people_of_patterns(codes, None)
    grades = worst_outcomes(everyone)
    # What sums of best figures do not tell: an outcome of people who do not match, or of whom no figure is given.
    hidden = np.where(
        grades > _grade_of_best(*(people[f"{one.value}_best"].to_numpy() for one in Outcome)), grades, 0
    )
    by_pattern = np.zeros(codes.patterns, dtype=np.intp)
    by_place = np.zeros((len(codes.places), len(weighed.names)))
    worst = np.zeros(len(codes.places), dtype=np.int8)
    first = last = -1
    for sums in _of_parts(matches, partial(_sums_of, matches, weighed.weights, hidden), len(codes.places)):
        if sums.last < 0:
            continue
        first, last = sums.first if first < 0 else first, sums.last
        by_pattern += sums.by_pattern
        by_place += sums.by_place
        np.maximum.at(worst, sums.hidden_place, sums.hidden_worst)
    places = _counts(by_place, weighed.names)
    worst = np.maximum(worst, _grade_of_best(places["killed"], places["injured"]))
    return Tally(people, by_pattern, places, worst, first, last)


def by_month_of(matches: Matching, people: pd.DataFrame) -> Counts:
    """The same incidents and people of each place for a month of `codes.month`; `people` as in `Tally`."""
    codes, weighed = matches.dataset.codes, _weighed(people)
    by_month = np.zeros((codes.months, len(weighed.names)))
    for sums in _of_parts(matches, partial(_months_of, matches, weighed.weights), codes.months):
        by_month += sums
    return _counts(by_month, weighed.names)


class _Weighed(NamedTuple):
    """What an incident of each pattern counts: a column each of some of COUNTED."""

    names: tuple[str, ...]
    weights: FloatArray


def _weighed(people: pd.DataFrame) -> _Weighed:
    unknown = [name for name in COUNTED[3:] if people[name].any()]  # mostly none, and each costs a pass
    columns = ["killed_best", "injured_best", *unknown]
    weights = np.column_stack([np.ones(len(people)), *(people[name].to_numpy() for name in columns)])
    return _Weighed((*COUNTED[:3], *unknown), weights)


def _of_parts(matches: Matching, of_part: Callable[[slice], _Found], written: int) -> Iterator[_Found]:
    """What `of_part` finds in each part of the incidents, in order of time; it writes so many rows of sums each time, and parts
    are larger where these are many.
    """
    parts = matches.parts(max(ROWS_AT_ONCE, written))
    if len(parts) == 1:
        yield of_part(parts[0])
        return
    # Some of numpy's work lets other threads go on. None stays behind: a process that is divided would lose it, and wait for it.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from threads.map(of_part, parts)


def _counts(sums: FloatArray, names: tuple[str, ...]) -> Counts:
    """The columns of sums by their names; nothing for those of COUNTED that were not summed."""
    nothing = np.zeros(len(sums), dtype=np.int64)
    return dict.fromkeys(COUNTED, nothing) | dict(zip(names, sums.T.astype(np.int64), strict=True))


class _Sums(NamedTuple):
    """Sums over the matching incidents of a part, a column each of what `tally_of` weighs."""

    by_pattern: IntArray
    by_place: FloatArray
    hidden_place: CodeArray
    """Of each incident whose worst outcome the best figures do not tell."""
    hidden_worst: npt.NDArray[np.int8]
    first: int
    last: int
    """-1 for a part in which nothing matches."""


def _sums_of(matches: Matching, weights: FloatArray, hidden: npt.NDArray[np.int8], part: slice) -> _Sums:
    """`weights` and `hidden` are of each pattern: what an incident counts, and its worst outcome where that is hidden."""
    codes, found = matches.dataset.codes, matches.among(part)
    pattern, place = codes.pattern[found], codes.place[found]
    worst = hidden.take(pattern)
    at = np.flatnonzero(worst)
    if isinstance(found, slice):
        first, last = found.start, found.stop - 1
    else:
        first, last = (int(found[0]), int(found[-1])) if len(found) else (-1, -1)
    return _Sums(
        np.bincount(pattern, minlength=codes.patterns),
        _summed(place, weights.take(pattern, axis=0), len(codes.places)),
        place[at],
        worst[at],
        first,
        last,
    )


def _months_of(matches: Matching, weights: FloatArray, part: slice) -> FloatArray:
    codes, found = matches.dataset.codes, matches.among(part)
    return _summed(codes.month[found], weights.take(codes.pattern[found], axis=0), codes.months)


def _summed(at: IntArray | CodeArray, counted: FloatArray, number: int) -> FloatArray:
    """Sums of the rows of `counted` by their position from 0 to below `number`.

    As a product with a sparse matrix of ones: one pass, where `np.bincount` takes one for each column.
    """
    rows = len(at)
    ones, ends = _ones(1 << rows.bit_length())
    sums: FloatArray = csc_array((ones[:rows], at, ends[: rows + 1]), shape=(number, rows)) @ counted
    return sums


@lru_cache(maxsize=32)
def _ones(rows: int) -> tuple[FloatArray, CodeArray]:
    """A sparse matrix with a single one in each row, but for where that is; to make it takes as long as the product."""
    return np.ones(rows), np.arange(rows + 1, dtype=np.int32)


def _grade_of_best(killed: IntArray, injured: IntArray) -> npt.NDArray[np.int8]:
    """The position in WORST_OUTCOMES that best figures tell."""
    return np.where(killed > 0, 2, np.where(injured > 0, 1, 0)).astype(np.int8)


def people_of_patterns(codes: Codes, requested: npt.NDArray[np.bool_] | None) -> pd.DataFrame:
    """People in the rows of each pattern that `requested` marks in `codes.people`, in all of them for None.

    Columns `{killed,injured}_{low,best,high,unknown,open,somebody}`, whole numbers; the last three count rows.
    """
    if requested is not None:
        return _people_of_patterns(codes, requested)
    everyone = _everyone.get(codes)
    if everyone is None:
        everyone = _everyone[codes] = _people_of_patterns(codes, None)
    return everyone


_everyone: Final[WeakKeyDictionary[Codes, pd.DataFrame]] = WeakKeyDictionary()
"""Those that no filter chooses among, which every summary shares."""


def _people_of_patterns(codes: Codes, requested: npt.NDArray[np.bool_] | None) -> pd.DataFrame:
    numbers = codes.people[PARTS].to_numpy(dtype=np.float64)
    outcome_of = codes.people["outcome"].to_numpy()
    counted = [
        np.where((outcome_of == outcome.value) & (True if requested is None else requested), numbers.T, 0)
        for outcome in Outcome
    ]
    sums = _summed(codes.pattern_of_line, np.vstack(counted).T[codes.people_of_line], codes.patterns)
    columns = [f"{outcome.value}_{part}" for outcome in Outcome for part in PARTS]
    return pd.DataFrame(sums.astype(np.int64), columns=columns)


def worst_outcomes(people: pd.DataFrame) -> npt.NDArray[np.int8]:
    """The position in WORST_OUTCOMES of the worst outcome of each row of people.

    A casualty whose number nobody gave is a casualty; one that only the highest of differing figures has is not: "0–1
    injured" is drawn as nothing that is known, and so is a number that is not recorded, from 0 upwards.
    """
    worst = np.zeros(len(people), dtype=np.int8)
    for grade, outcome in enumerate(WORST_OUTCOMES[1:], start=1):
        best, somebody = (people[f"{outcome}_{part}"].to_numpy() for part in ("best", "somebody"))
        worst[(best > 0) | (somebody > 0)] = grade
    return worst


def as_outcomes(grades: npt.NDArray[np.integer]) -> pd.Categorical:
    """Positions in WORST_OUTCOMES as its texts."""
    return pd.Categorical.from_codes(grades, dtype=_WORST)


def casualties_per_incident(dataset: Dataset, counted: BoolArray) -> pd.DataFrame:
    """People in the casualty rows that `counted` marks, one row an incident of the dataset.

    Columns `{killed,injured}_{low,best,high,unknown,open}`, whole numbers; the last two count rows.
    """
    casualties = dataset.casualties[counted]
    positions = dataset.casualty_incident[counted]
    people = people_in_rows(casualties)
    columns: dict[str, npt.NDArray[np.int64]] = {}
    for outcome in Outcome:
        is_outcome = (casualties["outcome"] == outcome.value).to_numpy(dtype=bool)
        for part in people:
            weights = people[part].to_numpy(dtype=float)[is_outcome]
            sums = np.bincount(positions[is_outcome], weights, minlength=len(dataset.incidents))
            columns[f"{outcome.value}_{part}"] = sums.astype(np.int64)
    return pd.DataFrame(columns, index=dataset.incidents.index)
