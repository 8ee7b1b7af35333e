"""Matching incidents and their people counted by pattern, place and month, in one pass over the incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csc_array

from data.codes import PARTS, CodeArray, Codes, IntArray
from data.incident_filter import ROWS_AT_ONCE, Matching
from data.vocabulary import Outcome

WORST_OUTCOMES: Final = ("", Outcome.INJURED.value, Outcome.KILLED.value)
"""From the least."""
_WORST: Final = pd.CategoricalDtype([*WORST_OUTCOMES], ordered=True)
COUNTED: Final = ("incidents", "killed", "injured")

FloatArray = npt.NDArray[np.float64]
Counts = dict[str, IntArray]
"""`incidents`, `killed` and `injured` by position, best figures."""


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
    """The position in WORST_OUTCOMES of the worst outcome of an incident at each row of `codes.places`."""
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
    grades = worst_outcomes(people)
    # What sums of best figures do not tell: an outcome that only a highest or an unknown figure speaks of.
    is_hidden = grades > _told(killed, injured)
    weights = np.column_stack([np.ones(codes.patterns), killed, injured])
    by_pattern = np.zeros(codes.patterns, dtype=np.intp)
    by_place, by_month = np.zeros((len(codes.places), 3)), np.zeros((codes.months, 3))
    worst = np.zeros(len(codes.places), dtype=np.int8)
    first = last = -1
    # Sums by place are written out once a part, so that many places want larger ones.
    for part in matches.parts(max(ROWS_AT_ONCE, len(codes.places))):
        pattern, place, month = (code[part] for code in (codes.pattern, codes.place, codes.month))
        if not len(pattern):
            continue
        begin, end = (part.start, part.stop - 1) if isinstance(part, slice) else (int(part[0]), int(part[-1]))
        first, last = begin if first < 0 else first, end
        by_pattern += np.bincount(pattern, minlength=codes.patterns)
        counted = weights.take(pattern, axis=0)
        by_place += _summed(place, counted, len(by_place))
        by_month += _summed(month, counted, len(by_month))
        hidden = np.flatnonzero(is_hidden.take(pattern))
        np.maximum.at(worst, place[hidden], grades.take(pattern[hidden]))
    places, months = (
        dict(zip(COUNTED, sums.T.astype(np.int64), strict=True)) for sums in (by_place, by_month)
    )
    worst = np.maximum(worst, _told(places["killed"], places["injured"]))
    return Tally(people, by_pattern, places, worst, months, first, last)


def _summed(at: IntArray | CodeArray, counted: FloatArray, number: int) -> FloatArray:
    """Sums of the rows of `counted` by their position from 0 to below `number`.

    As a product with a sparse matrix of ones: one pass, where `np.bincount` takes one for each column.
    """
    ones = csc_array((np.ones(len(at)), at, np.arange(len(at) + 1, dtype=at.dtype)), shape=(number, len(at)))
    sums: FloatArray = ones @ counted
    return sums


def _told(killed: IntArray, injured: IntArray) -> npt.NDArray[np.int8]:
    """The position in WORST_OUTCOMES that best figures tell."""
    return np.where(killed > 0, 2, np.where(injured > 0, 1, 0)).astype(np.int8)


def people_of_patterns(codes: Codes, asked: npt.NDArray[np.bool_] | None) -> pd.DataFrame:
    """People in the rows of each pattern that `asked` marks in `codes.people`, in all of them for None.

    Columns `{killed,injured}_{low,best,high,unknown}`, whole numbers; `unknown` counts rows.
    """
    numbers = codes.people[PARTS].to_numpy(dtype=np.float64)
    outcome_of = codes.people["outcome"].to_numpy()
    counted = [
        np.where((outcome_of == outcome.value) & (True if asked is None else asked), numbers.T, 0) for outcome in Outcome
    ]
    sums = _summed(codes.pattern_of_line, np.vstack(counted).T[codes.people_of_line], codes.patterns)
    columns = [f"{outcome.value}_{part}" for outcome in Outcome for part in PARTS]
    return pd.DataFrame(sums.astype(np.int64), columns=columns)


def worst_outcomes(people: pd.DataFrame) -> npt.NDArray[np.int8]:
    """The position in WORST_OUTCOMES of the worst outcome of each row of people.

    A casualty whose number nobody gave is a casualty.
    """
    worst = np.zeros(len(people), dtype=np.int8)
    for grade, outcome in enumerate(WORST_OUTCOMES[1:], start=1):
        high, unknown = (people[f"{outcome}_{part}"].to_numpy() for part in ("high", "unknown"))
        worst[(high > 0) | (unknown > 0)] = grade
    return worst


def as_outcomes(grades: npt.NDArray[np.integer]) -> pd.Categorical:
    """Positions in WORST_OUTCOMES as its texts."""
    return pd.Categorical.from_codes(grades, dtype=_WORST)
