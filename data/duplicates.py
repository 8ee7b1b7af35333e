"""Incidents of a dataset that may be one, pointed out for a person to judge and never merged."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.dataset import Dataset
from data.vocabulary import DatePrecision, Outcome, WherePrecision

RADIUS_KM: Final = {WherePrecision.EXACT: 1.0, WherePrecision.NEAR_PLACE: 5.0}
"""How far the explosion may have been from the point; two incidents are compared within the sum of both."""
DAYS_APART: Final = 1
MOST_IN_A_CELL: Final = 300
"""More incidents than that in one cell and day are no duplicates of each other but a table without days."""
MOST_PAIRS: Final = 10_000

_CELL_DEGREES: Final = 0.1
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
                    pairs["km"][similar], first["people"][similar], second["people"][similar], strict=True
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
    return table[known_to_days]


def _near_pairs(incidents: pd.DataFrame) -> pd.DataFrame:
    """Pairs of dots, found in cells of a grid and their neighbours."""
    dots = incidents[(incidents["grade"] <= WherePrecision.NEAR_PLACE) & incidents["longitude"].notna()]
    cells = pd.DataFrame(
        {
            "row": dots.index,
            "day": dots["day"],
            "x": np.floor(dots["longitude"] * np.cos(np.radians(dots["latitude"])) / _CELL_DEGREES).astype(
                "int64"
            ),
            "y": np.floor(dots["latitude"] / _CELL_DEGREES).astype("int64"),
        }
    )
    cells = cells[cells.groupby(["day", "x", "y"])["row"].transform("size") <= MOST_IN_A_CELL]
    steps = [(days, x, y) for days in range(DAYS_APART + 1) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    found = [_joined(cells, days, x, y) for days, x, y in steps]
    pairs = pd.concat(found).drop_duplicates()
    if pairs.empty:
        return pairs.assign(km=0.0)
    first, second = dots.loc[pairs["first"]], dots.loc[pairs["second"]]
    km = _km_between(first, second)
    radii = {int(grade): radius for grade, radius in RADIUS_KM.items()}
    reach = first["grade"].map(radii).to_numpy() + second["grade"].map(radii).to_numpy()
    return pairs.assign(km=km)[km <= reach]


def _joined(cells: pd.DataFrame, days: int, x: int, y: int) -> pd.DataFrame:
    moved = cells.assign(day=cells["day"] + days, x=cells["x"] + x, y=cells["y"] + y)
    pairs = moved.merge(cells, on=["day", "x", "y"], suffixes=("_a", "_b"))
    pairs = pairs[(pairs["row_a"] != pairs["row_b"])]
    return pd.DataFrame(
        {
            "first": np.minimum(pairs["row_a"], pairs["row_b"]),
            "second": np.maximum(pairs["row_a"], pairs["row_b"]),
        }
    )


def _district_pairs(incidents: pd.DataFrame) -> pd.DataFrame:
    """Pairs of which one is known only to the district in which both are."""
    coded = incidents[(incidents["adm1_iso"] != "") & (incidents["grade"] <= WherePrecision.DISTRICT)]
    rows = pd.DataFrame(
        {"row": coded.index, "day": coded["day"], "adm1_iso": coded["adm1_iso"], "grade": coded["grade"]}
    )
    rows = rows[rows.groupby(["day", "adm1_iso"])["row"].transform("size") <= MOST_IN_A_CELL]
    rough = rows[rows["grade"] == WherePrecision.DISTRICT]
    found = []
    for days in range(-DAYS_APART, DAYS_APART + 1):
        pairs = rough.assign(day=rough["day"] + days).merge(
            rows, on=["day", "adm1_iso"], suffixes=("_a", "_b")
        )
        pairs = pairs[pairs["row_a"] != pairs["row_b"]]
        found.append(
            pd.DataFrame(
                {
                    "first": np.minimum(pairs["row_a"], pairs["row_b"]),
                    "second": np.maximum(pairs["row_a"], pairs["row_b"]),
                }
            )
        )
    return pd.concat(found).drop_duplicates().assign(km=np.nan)


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


def _reason(km: float, people: float, others: float) -> str:
    where = (
        "in the same district" if np.isnan(km) else "at the same point" if km < 0.05 else f"{km:.1f} km apart"
    )
    return f"At most a day apart, {where}, {people:g} and {others:g} people."
