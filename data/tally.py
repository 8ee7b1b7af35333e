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
    pattern = codes.pattern[matches.rows]
    weights = {"incidents": None, "killed": killed.take(pattern), "injured": injured.take(pattern)}
    sums = {}
    for name, code, number in (
        ("place", codes.place, len(codes.places)),
        ("month", codes.month, codes.months),
    ):
        at = code[matches.rows]
        sums[name] = pd.DataFrame(
            {of: np.bincount(at, weight, number).astype(np.int64) for of, weight in weights.items()}
        )
    sums["place"]["worst"] = _worst_by_place(codes, matches.rows, pattern, people, sums["place"])
    return Tally(people, np.bincount(pattern, minlength=codes.patterns), sums["place"], sums["month"])


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


def _worst_by_place(
    codes: Codes, rows: IntArray, pattern: IntArray, people: pd.DataFrame, counts: pd.DataFrame
) -> npt.NDArray[np.int8]:
    by_pattern = worst_outcomes(people)
    worst = np.where(counts["killed"] > 0, 2, np.where(counts["injured"] > 0, 1, 0)).astype(np.int8)
    # What the sums of best figures do not show: an outcome that only a highest or an unknown figure tells of.
    best = np.where(people["killed_best"] > 0, 2, np.where(people["injured_best"] > 0, 1, 0))
    is_hidden = by_pattern > best
    if is_hidden.any():
        hidden = np.flatnonzero(is_hidden.take(pattern))
        np.maximum.at(worst, codes.place[rows[hidden]], by_pattern[pattern[hidden]])
    return worst
