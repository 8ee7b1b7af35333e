"""Matching incidents and their people counted by pattern, place and month, in one pass over the incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.codes import PARTS, Codes, IntArray
from data.incident_filter import Matching
from data.vocabulary import Outcome

WORST_OUTCOMES: Final = ("", Outcome.INJURED.value, Outcome.KILLED.value)
"""From the least."""
COUNTED: Final = ("incidents", "killed", "injured")
ROWS_AT_ONCE: Final = 65_536


@dataclass(frozen=True, eq=False)
class Tally:
    """Sums over the matching incidents; as large as what differs among them, however many they are."""

    people: pd.DataFrame
    """Matching casualties of an incident of each pattern: `killed_low, killed_best, …, injured_unknown`."""
    by_pattern: IntArray
    """Incidents of each pattern."""
    by_place: pd.DataFrame
    """`incidents`, `killed` and `injured` of each row of `codes.places`, best figures, and `worst`: the position
    in WORST_OUTCOMES of the worst outcome of an incident there.
    """
    by_month: pd.DataFrame
    """`incidents`, `killed` and `injured` of each place for a month of `codes.month`, best figures."""


def tally_of(matches: Matching) -> Tally:
    """The sums over what a filter matches."""
    codes = matches.dataset.codes
    people = people_of_patterns(codes, matches.people)
    killed, injured = (people[f"{outcome}_best"].to_numpy(dtype=float) for outcome in Outcome)
    grades = worst_outcomes(people)
    # What sums of best figures do not tell: an outcome that only a highest or an unknown figure speaks of.
    is_hidden = grades > np.where(killed > 0, 2, np.where(injured > 0, 1, 0))
    by_pattern = np.zeros(codes.patterns, dtype=np.intp)
    by_place, by_month = np.zeros((3, len(codes.places))), np.zeros((3, codes.months))
    worst = np.zeros(len(codes.places), dtype=np.int8)
    # In parts that stay in the processor's cache; larger ones wait for memory.
    at_once = max(ROWS_AT_ONCE, 4 * len(codes.places))
    for begin in range(0, len(matches.rows), at_once):
        rows = matches.rows[begin : begin + at_once]
        pattern, place, month = (code.take(rows) for code in (codes.pattern, codes.place, codes.month))
        by_pattern += np.bincount(pattern, minlength=codes.patterns)
        for row, weight in enumerate((None, killed.take(pattern), injured.take(pattern))):
            by_place[row] += np.bincount(place, weight, len(codes.places))
            by_month[row] += np.bincount(month, weight, codes.months)
        hidden = is_hidden.take(pattern)
        np.maximum.at(worst, place[hidden], grades.take(pattern[hidden]))
    places, months = (
        pd.DataFrame(sums.T.astype(np.int64), columns=[*COUNTED]) for sums in (by_place, by_month)
    )
    told = np.where(places["killed"] > 0, 2, np.where(places["injured"] > 0, 1, 0))
    return Tally(people, by_pattern, places.assign(worst=np.maximum(worst, told.astype(np.int8))), months)


def people_of_patterns(codes: Codes, asked: npt.NDArray[np.bool_] | None) -> pd.DataFrame:
    """People in the rows of each pattern that `asked` marks in `codes.people`, in all of them for None.

    Columns `{killed,injured}_{low,best,high,unknown}`, whole numbers; `unknown` counts rows.
    """
    columns = {}
    for outcome in Outcome:
        is_counted = (codes.people["outcome"] == outcome.value).to_numpy(dtype=bool)
        lines = (is_counted if asked is None else is_counted & asked)[codes.people_of_line]
        patterns, people = codes.pattern_of_line[lines], codes.people_of_line[lines]
        for part in PARTS:
            numbers = codes.people[part].to_numpy()[people]
            columns[f"{outcome.value}_{part}"] = np.bincount(patterns, numbers, codes.patterns).astype(np.int64)
    return pd.DataFrame(columns)


def worst_outcomes(people: pd.DataFrame) -> npt.NDArray[np.int8]:
    """The position in WORST_OUTCOMES of the worst outcome of each row of people.

    A casualty whose number nobody gave is a casualty.
    """
    worst = np.zeros(len(people), dtype=np.int8)
    for grade, outcome in enumerate(WORST_OUTCOMES[1:], start=1):
        has_any = (people[f"{outcome}_high"] > 0) | (people[f"{outcome}_unknown"] > 0)
        worst[has_any.to_numpy()] = grade
    return worst
