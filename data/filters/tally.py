"""Matching incidents and their people counted by pattern, place and month, in one pass over the incidents."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, NamedTuple
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
    by_month: Counts
    """Of each place for a month of `codes.month`."""
    first: int
    last: int
    """Positions of the first and the last matching incident; -1 without any."""


def tally_of(matches: Matching) -> Tally:
    """The sums over what a filter matches."""
    codes = matches.dataset.codes
    people = people_of_patterns(codes, matches.people)
    killed, injured = (people[f"{outcome}_best"].to_numpy() for outcome in Outcome)
    everyone = people if matches.people is None else people_of_patterns(codes, None)
    grades = worst_outcomes(everyone)
    # What sums of best figures do not tell: an outcome of people who do not match, or of whom no figure is given.
    hidden = np.where(grades > _grade_of_best(killed, injured), grades, 0)
    unknown = [name for name in COUNTED[3:] if people[name].any()]  # mostly none, and each costs a pass
    weights = np.column_stack(
        [np.ones(codes.patterns), killed, injured, *(people[name].to_numpy() for name in unknown)]
    )
    of_part = partial(_sums_of, matches, weights, hidden)
    # Sums by place are written out once a part, so that many places want larger ones.
    parts = matches.parts(max(ROWS_AT_ONCE, len(codes.places)))
    by_pattern = np.zeros(codes.patterns, dtype=np.intp)
    by_place, by_month = (np.zeros((rows, weights.shape[1])) for rows in (len(codes.places), codes.months))
    worst = np.zeros(len(codes.places), dtype=np.int8)
    first = last = -1
    # Some of numpy's work lets other threads go on. None stays behind: a process that is divided would lose it, and wait for it.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for sums in threads.map(of_part, parts) if len(parts) > 1 else map(of_part, parts):
            if sums.last < 0:
                continue
            first, last = sums.first if first < 0 else first, sums.last
            by_pattern += sums.by_pattern
            by_place += sums.by_place
            by_month += sums.by_month
            np.maximum.at(worst, sums.hidden_place, sums.hidden_worst)
    places, months = (_counts(sums, (*COUNTED[:3], *unknown)) for sums in (by_place, by_month))
    worst = np.maximum(worst, _grade_of_best(places["killed"], places["injured"]))
    return Tally(people, by_pattern, places, worst, months, first, last)


def _counts(sums: FloatArray, names: tuple[str, ...]) -> Counts:
    """The columns of sums by their names; nothing for those of COUNTED that were not summed."""
    nothing = np.zeros(len(sums), dtype=np.int64)
    return dict.fromkeys(COUNTED, nothing) | dict(zip(names, sums.T.astype(np.int64), strict=True))


class _Sums(NamedTuple):
    """Sums over the matching incidents of a part, a column each of what `tally_of` weighs."""

    by_pattern: IntArray
    by_place: FloatArray
    by_month: FloatArray
    hidden_place: CodeArray
    """Of each incident whose worst outcome the best figures do not tell."""
    hidden_worst: npt.NDArray[np.int8]
    first: int
    last: int
    """-1 for a part in which nothing matches."""


def _sums_of(matches: Matching, weights: FloatArray, hidden: npt.NDArray[np.int8], part: slice) -> _Sums:
    """`weights` and `hidden` are of each pattern: what an incident counts, and its worst outcome where that is hidden."""
    codes, found = matches.dataset.codes, matches.among(part)
    pattern, place, month = (code[found] for code in (codes.pattern, codes.place, codes.month))
    counted = weights.take(pattern, axis=0)
    worst = hidden.take(pattern)
    at = np.flatnonzero(worst)
    if isinstance(found, slice):
        first, last = found.start, found.stop - 1
    else:
        first, last = (int(found[0]), int(found[-1])) if len(found) else (-1, -1)
    return _Sums(
        np.bincount(pattern, minlength=codes.patterns),
        _summed(place, counted, len(codes.places)),
        _summed(month, counted, codes.months),
        place[at],
        worst[at],
        first,
        last,
    )


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
