"""Incidents of a dataset that may be one, pointed out for a person to judge and never merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.dataset import Dataset
from data.tables.vocabulary import DatePrecision, Outcome, WherePrecision

RADIUS_KM: Final = {WherePrecision.EXACT: 1.0, WherePrecision.NEAR_PLACE: 5.0}
"""How far the explosion may have been from the point; two incidents are compared within the sum of both."""
DAYS_APART: Final = 1
MOST_IN_A_CELL: Final = 300
"""More incidents than that in one cell and day are no duplicates of each other but a table without days."""
MOST_PAIRS: Final = 10_000

_CELL_DEGREES: Final = 0.1
_COLUMNS: Final = 10_000
"""More than the grid has cells from end to end, so that a cell's number and its day make one key."""
_KM_IN_A_DEGREE: Final = 111.2


def possible_duplicates(dataset: Dataset) -> pd.DataFrame:
    """Pairs of incidents: `incident_id`, `other_incident_id`, `reason`; each pair once, in order of time.

    Both are known to a few days at most, at most a day apart, near enough that their points can be the same
    place (or one is known only to the district in which the other lies), and of similar totals.
    """
    incidents = _compared(dataset)
    pairs = pd.concat([_near_pairs(incidents), _district_pairs(incidents)])
    pairs = pairs.drop_duplicates(["first", "second"]).sort_values(["first", "second"]).head(MOST_PAIRS)
    first, second = incidents.loc[pairs["first"]], incidents.loc[pairs["second"]]
    similar = _have_similar_totals(first, second)
    table = pd.DataFrame(
        {
            "incident_id": first["incident_id"].to_numpy()[similar],
            "other_incident_id": second["incident_id"].to_numpy()[similar],
            "reason": [
                _reason(*pair)
                for pair in zip(
                    pairs["km"][similar], _people(first)[similar], _people(second)[similar], strict=True
                )
            ],
        },
        dtype="str",
    )
    return table.reset_index(drop=True)


def _compared(dataset: Dataset) -> pd.DataFrame:
    rows = dataset.incidents
    known_to_days = rows["date_prec"] <= DatePrecision.DAYS
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
    return table[known_to_days]


def _near_pairs(incidents: pd.DataFrame) -> pd.DataFrame:
    """Pairs of dots, found in cells of a grid and their neighbours."""
    dots = incidents[(incidents["grade"] <= WherePrecision.NEAR_PLACE) & incidents["longitude"].notna()]
    x = np.floor(dots["longitude"] * np.cos(np.radians(dots["latitude"])) / _CELL_DEGREES).astype("int64")
    y = np.floor(dots["latitude"] / _CELL_DEGREES).astype("int64")
    cells = (dots["day"].to_numpy() * _COLUMNS + x.to_numpy()) * _COLUMNS + y.to_numpy()
    steps = [
        (days * _COLUMNS + east) * _COLUMNS + north
        for days in range(DAYS_APART + 1)
        for east in (-1, 0, 1)
        for north in (-1, 0, 1)
    ]
    pairs = _pairs(cells, cells, steps, dots.index, dots.index)
    first, second = dots.loc[pairs["first"]], dots.loc[pairs["second"]]
    km = _km_between(first, second)
    radii = {int(grade): radius for grade, radius in RADIUS_KM.items()}
    reach = first["grade"].map(radii).to_numpy() + second["grade"].map(radii).to_numpy()
    return pairs.assign(km=km)[km <= reach]


def _district_pairs(incidents: pd.DataFrame) -> pd.DataFrame:
    """Pairs of which one is known only to the district in which both are."""
    coded = incidents[(incidents["adm1_iso"] != "") & (incidents["grade"] <= WherePrecision.DISTRICT)]
    districts = pd.factorize(coded["adm1_iso"])[0]
    keys = coded["day"].to_numpy() * (len(coded) + 1) + districts
    is_rough = (coded["grade"] == WherePrecision.DISTRICT).to_numpy()
    steps = [days * (len(coded) + 1) for days in range(-DAYS_APART, DAYS_APART + 1)]
    return _pairs(keys[is_rough], keys, steps, coded.index[is_rough], coded.index).assign(km=np.nan)


def _pairs(
    keys: npt.NDArray[np.int64],
    others: npt.NDArray[np.int64],
    steps: Sequence[int],
    rows: pd.Index,
    other_rows: pd.Index,
) -> pd.DataFrame:
    """Rows `first` and `second`, the smaller one first, of which one's key is the other's plus a step.

    Keys that very many rows share are left out.
    """
    order = np.argsort(others, kind="stable")
    in_order = others[order]
    found = []
    for step in steps:
        begin = np.searchsorted(in_order, keys + step, side="left")
        end = np.searchsorted(in_order, keys + step, side="right")
        lengths = np.where(end - begin <= MOST_IN_A_CELL, end - begin, 0)
        one = np.repeat(np.arange(len(keys)), lengths)
        within = np.arange(len(one)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found.append((rows.to_numpy()[one], other_rows.to_numpy()[order[np.repeat(begin, lengths) + within]]))
    ends = np.column_stack([np.concatenate(side) for side in zip(*found, strict=True)]).astype("int64")
    ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    return pd.DataFrame({"first": ends[:, 0], "second": ends[:, 1]})


def _have_similar_totals(first: pd.DataFrame, second: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Killed and all people at most one apart, or a fifth of the larger number."""
    similar = np.ones(len(first), dtype=bool)
    for name in ("killed", "people"):
        one, other = first[name].to_numpy(), second[name].to_numpy()
        similar &= np.abs(one - other) <= np.maximum(1, np.maximum(one, other) / 5)
    return similar


def _km_between(first: pd.DataFrame, second: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Near enough for the few kilometres in question."""
    latitude = np.radians((first["latitude"].to_numpy() + second["latitude"].to_numpy()) / 2)
    east = (first["longitude"].to_numpy() - second["longitude"].to_numpy()) * np.cos(latitude)
    north = first["latitude"].to_numpy() - second["latitude"].to_numpy()
    km: npt.NDArray[np.float64] = np.hypot(east, north) * _KM_IN_A_DEGREE
    return km


def _people(incidents: pd.DataFrame) -> npt.NDArray[np.object_]:
    """The people of each incident in words, as far as their number is known."""
    words = [
        f"{people:g}" if is_known else f"at least {people:g}" if people else "an unknown number"
        for people, is_known in zip(incidents["people"], incidents["is_known"], strict=True)
    ]
    return np.array(words, dtype=object)


def _reason(km: float, people: str, others: str) -> str:
    where = (
        "in the same district" if np.isnan(km) else "at the same point" if km < 0.05 else f"{km:.1f} km apart"
    )
    are_numbers = people.isdecimal() and others.isdecimal()
    count = f"{people} and {others} people" if are_numbers else f"people: {people} and {others}"
    return f"At most a day apart, {where}, {count}."
