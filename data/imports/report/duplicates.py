"""Incidents of a dataset that may be one, pointed out for a person to judge and never merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.language import counted
from data.tables.dataset import Dataset, IntArray
from data.tables.vocabulary import DatePrecision, Outcome, WherePrecision

RADIUS_KM: Final = {WherePrecision.EXACT: 1.0, WherePrecision.NEAR_PLACE: 5.0}
"""How far the explosion may have been from the point; two incidents are compared within the sum of both."""
DAYS_APART: Final = 1
MOST_IN_A_CELL: Final = 300
"""More incidents than that in one cell and day are no duplicates of each other but a table without days."""
MOST_PAIRS: Final = 10_000
MOST_COMPARED: Final = 4_000_000
"""Pairs that are looked at for each of the two ways to be near, in order of time: about a second of work."""

_CELL_DEGREES: Final = 0.1
_COLUMNS: Final = 10_000
"""More than the grid has cells from end to end, so that a cell's number and its day make one key."""
_KM_IN_A_DEGREE: Final = 111.2
_ROWS_AT_ONCE: Final = 20_000
_PAIRS_AT_ONCE: Final = 100_000
"""With `_ROWS_AT_ONCE` the bound of what is in memory at a time, whatever the table."""

Pairs = tuple[IntArray, IntArray]
"""Positions of both incidents of each pair."""


@dataclass(frozen=True)
class Duplicates:
    """Incidents that may be one, and how far they were looked for."""

    pairs: pd.DataFrame
    """`incident_id`, `other_incident_id`, `reason`; each pair once, in order of time."""
    limit: str = ""
    """What was not looked at and why, in a sentence; "" when all was."""


def possible_duplicates(dataset: Dataset) -> Duplicates:
    """Pairs of incidents that may be one, MOST_PAIRS at most.

    Both are known to a few days at most, at most a day apart, near enough that their points can be the same
    place (or one is known only to the district in which the other lies), and of similar totals.
    """
    incidents = _compared(dataset)
    searches = [_near(incidents), _in_one_district(incidents)]
    found = [search.found(incidents) for search in searches]
    pairs = pd.concat(found, ignore_index=True).drop_duplicates(["first", "second"])
    pairs = pairs.sort_values(["first", "second"]).head(MOST_PAIRS)
    first, second = incidents.iloc[pairs["first"]], incidents.iloc[pairs["second"]]
    reasons = map(_reason, pairs["km"], _people(first), _people(second))
    ids = (rows["incident_id"].to_numpy() for rows in (first, second))
    columns = dict(zip(("incident_id", "other_incident_id", "reason"), (*ids, list(reasons)), strict=True))
    table = pd.DataFrame(columns, dtype="str")
    return Duplicates(table, _limit(incidents, searches))


@dataclass
class _Search:
    """One way to be near: incidents whose keys are alike."""

    rows: IntArray
    """Positions of the incidents for which others are looked for, in order of time."""
    others: IntArray
    keys: Callable[[slice], npt.NDArray[np.int64]]
    """Of some of `rows` one row an incident, with the keys of the others that are near it: of all at once they are large."""
    keys_of_others: npt.NDArray[np.int64]
    has_points: bool
    looked_at: int = 0
    """How many of `rows` the others were looked for of."""
    crowded: int = 0
    """How many of those have more others in a cell than are compared."""

    def found(self, incidents: pd.DataFrame) -> pd.DataFrame:
        """Pairs of similar totals that are near: `first`, `second`, `km`, MOST_PAIRS at most and a few more."""
        tables = [pd.DataFrame({"first": _NONE, "second": _NONE, "km": _NONE.astype("float64")})]
        for one, other in self._compared():
            first, second = np.minimum(one, other), np.maximum(one, other)
            km = _km_between(incidents, first, second) if self.has_points else np.full(len(first), np.nan)
            chosen: npt.NDArray[np.bool_] = _have_similar_totals(incidents, first, second)
            if self.has_points:
                chosen &= km <= _reach(incidents, first, second)
            tables.append(pd.DataFrame({"first": first, "second": second, "km": km}).loc[chosen])
            if sum(map(len, tables)) >= MOST_PAIRS:
                break
        return pd.concat(tables, ignore_index=True)

    def _compared(self) -> Iterator[Pairs]:
        """Pairs of like keys, some at a time, MOST_COMPARED at most."""
        order = np.argsort(self.keys_of_others, kind="stable")
        in_order = self.keys_of_others[order]
        ends_of_equal = np.searchsorted(in_order, in_order, "right")
        left = MOST_COMPARED
        for start in range(0, len(self.rows), _ROWS_AT_ONCE):
            keys = self.keys(slice(start, start + _ROWS_AT_ONCE))
            begin, others = _runs(in_order, ends_of_equal, keys)
            numbers = np.where(others <= MOST_IN_A_CELL, others, 0)
            is_crowded = np.asarray((numbers < others).any(axis=1), dtype=bool)
            ends = np.cumsum(numbers.sum(axis=1))
            at = 0
            while at < len(keys):
                done = ends[at - 1] if at else 0
                until = max(at + 1, int(np.searchsorted(ends, done + _PAIRS_AT_ONCE, "right")))
                left -= int(ends[until - 1] - done)
                if left < 0:
                    return
                self.looked_at = start + until
                self.crowded += int(is_crowded[at:until].sum())
                some, first = numbers[at:until], begin[at:until]
                one = np.repeat(np.arange(start + at, start + until), some.sum(axis=1))
                flat, firsts = some.ravel(), first.ravel()
                within = np.arange(flat.sum()) - np.repeat(np.cumsum(flat) - flat, flat)
                rows, near = self.rows[one], self.others[order[np.repeat(firsts, flat) + within]]
                is_pair = np.not_equal(rows, near)
                yield rows[is_pair], near[is_pair]
                at = until


def _runs(
    in_order: npt.NDArray[np.int64], ends: npt.NDArray[np.intp], keys: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where each key begins in the sorted ones, and how often it stands there; `ends` of the run of each."""
    begin, number = np.zeros(keys.shape, dtype=np.intp), np.zeros(keys.shape, dtype=np.intp)
    # Most keys are not there, which a table of their remainders tells sooner than a search.
    is_taken = np.zeros(_REMAINDERS, dtype=bool)
    is_taken[in_order % _REMAINDERS] = True
    may_be = np.nonzero(is_taken[keys % _REMAINDERS])
    looked_for = keys[may_be]
    found = np.searchsorted(in_order, looked_for)
    at = np.minimum(found, max(len(in_order) - 1, 0))
    is_there = in_order[at] == looked_for if len(in_order) else np.zeros(len(looked_for), dtype=bool)
    begin[may_be] = found
    number[may_be] = np.where(is_there, ends[at] - found, 0) if len(in_order) else 0
    return begin, number


_REMAINDERS: Final = 8_388_593
"""A prime, so that the days and cells of keys spread over the table of a few megabytes."""
_NONE: Final = np.array([], dtype=np.intp)


def _compared(dataset: Dataset) -> pd.DataFrame:
    """The incidents known to a few days, in the dataset's order, with their people."""
    rows = dataset.incidents
    known_to_days = rows["date_prec"].between(DatePrecision.DAY, DatePrecision.DAYS)
    table = pd.DataFrame(
        {
            "incident_id": rows["incident_id"],
            "day": (rows["date_start"] - pd.Timestamp(1900, 1, 1)).dt.days,
            "longitude": rows["longitude"],
            "latitude": rows["latitude"],
            "adm1_iso": rows["adm1_iso"],
            "grade": rows["where_prec"],
        }
    )
    best = dataset.casualties["count_best"].fillna(0).to_numpy()
    killed = (dataset.casualties["outcome"] == Outcome.KILLED.value).to_numpy()
    size = len(rows)
    table["killed"] = np.bincount(dataset.casualty_incident, best * killed, size)
    table["people"] = np.bincount(dataset.casualty_incident, best, size)
    is_unknown = dataset.casualties["count_best"].isna().to_numpy()
    table["is_known"] = np.bincount(dataset.casualty_incident, is_unknown, size) == 0
    return table[known_to_days].reset_index(drop=True)


def _near(incidents: pd.DataFrame) -> _Search:
    """Dots in neighbouring cells of a grid, whose cells are as wide in kilometres as they are high."""
    is_dot = (incidents["grade"] <= WherePrecision.NEAR_PLACE) & incidents["longitude"].notna()
    rows = np.flatnonzero(is_dot)
    day = incidents["day"].to_numpy()[rows].astype("int64")
    longitude, latitude = (incidents[name].to_numpy()[rows] for name in ("longitude", "latitude"))
    y = np.floor(latitude / _CELL_DEGREES).astype("int64")

    def cells(some: slice, days: int, east: int, north: int) -> Any:
        row = y[some] + north
        width = _CELL_DEGREES / np.maximum(np.cos(np.radians((row + 0.5) * _CELL_DEGREES)), 0.01)
        x = np.floor(longitude[some] / width).astype("int64")
        return ((day[some] + days) * _COLUMNS + x + east) * _COLUMNS + row

    def keys(some: slice) -> npt.NDArray[np.int64]:
        steps = (-1, 0, 1)
        return np.column_stack(
            [
                cells(some, days, east, north)
                for days in range(DAYS_APART + 1)
                for east in steps
                for north in steps
            ]
        )

    return _Search(rows, rows, keys, cells(slice(None), 0, 0, 0), has_points=True)


def _in_one_district(incidents: pd.DataFrame) -> _Search:
    """Incidents of which one is known only to the district in which both are."""
    is_coded = (incidents["adm1_iso"] != "") & (incidents["grade"] <= WherePrecision.DISTRICT)
    is_rough = is_coded & (incidents["grade"] == WherePrecision.DISTRICT)
    codes = pd.factorize(incidents["adm1_iso"])[0]
    keys = incidents["day"].to_numpy().astype("int64") * (len(incidents) + 1) + codes
    rows, others = np.flatnonzero(is_rough), np.flatnonzero(is_coded)
    steps = np.arange(-DAYS_APART, DAYS_APART + 1) * (len(incidents) + 1)
    return _Search(
        rows, others, lambda some: keys[rows[some]][:, None] + steps, keys[others], has_points=False
    )


def _reach(incidents: pd.DataFrame, first: IntArray, second: IntArray) -> npt.NDArray[np.float64]:
    radii = np.zeros(max(RADIUS_KM) + 1)
    for grade, radius in RADIUS_KM.items():
        radii[int(grade)] = radius
    grades = incidents["grade"].to_numpy()
    reach: npt.NDArray[np.float64] = radii[grades[first]] + radii[grades[second]]
    return reach


def _have_similar_totals(incidents: pd.DataFrame, first: IntArray, second: IntArray) -> npt.NDArray[np.bool_]:
    """Killed and all people at most one apart, or a fifth of the larger number."""
    similar = np.ones(len(first), dtype=bool)
    for name in ("killed", "people"):
        numbers = incidents[name].to_numpy()
        one, other = numbers[first], numbers[second]
        similar &= np.abs(one - other) <= np.maximum(1, np.maximum(one, other) / 5)
    return similar


def _km_between(incidents: pd.DataFrame, first: IntArray, second: IntArray) -> npt.NDArray[np.float64]:
    """Near enough for the few kilometres in question."""
    longitude, latitude = (incidents[name].to_numpy() for name in ("longitude", "latitude"))
    middle = np.radians((latitude[first] + latitude[second]) / 2)
    east = (longitude[first] - longitude[second]) * np.cos(middle)
    km: npt.NDArray[np.float64] = np.hypot(east, latitude[first] - latitude[second]) * _KM_IN_A_DEGREE
    return km


def _people(incidents: pd.DataFrame) -> list[str]:
    """The people of each incident in words, as far as their number is known."""
    return [
        f"{people:g}" if is_known else f"at least {people:g}" if people else "an unknown number"
        for people, is_known in zip(incidents["people"], incidents["is_known"], strict=True)
    ]


def _reason(km: float, people: str, others: str) -> str:
    where = (
        "in the same district" if np.isnan(km) else "at the same point" if km < 0.05 else f"{km:.1f} km apart"
    )
    are_numbers = people.isdecimal() and others.isdecimal()
    count = f"{people} and {others} people" if are_numbers else f"people: {people} and {others}"
    return f"At most a day apart, {where}, {count}."


def _limit(incidents: pd.DataFrame, searches: list[_Search]) -> str:
    """What was not looked at: incidents after a day, and those of which very many stand in one cell and day."""
    sentences = []
    unfinished = [search for search in searches if search.looked_at < len(search.rows)]
    if unfinished:
        first = min(int(search.rows[search.looked_at]) for search in unfinished)
        day = pd.Timestamp(1900, 1, 1) + pd.Timedelta(days=int(incidents["day"].iloc[first]))
        sentences.append(
            f"Possible duplicates were looked for only up to {day:%Y-%m-%d}, because there are very many "
            f"incidents near each other; at most {MOST_PAIRS:,} pairs are listed."
        )
    if crowded := max(search.crowded for search in searches):
        sentences.append(
            f"{counted(crowded, 'incident was', 'incidents were')} not compared with all others near, because more than "
            f"{MOST_IN_A_CELL} stand in one small area on one day."
        )
    return " ".join(sentences)
