"""Other incidents near one in space and time."""

from __future__ import annotations

from functools import singledispatch
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from data.tables.dataset import Dataset, IntArray

RADIUS_KM: Final = 10.0
SPAN_DAYS: Final = 30

_ELLIPSOID: Final = Geod(ellps="WGS84")


def neighbours(dataset: Dataset, row: int) -> IntArray:
    """Positions of the other incidents within RADIUS_KM and SPAN_DAYS of one, nearest first.

    Distances are geodesic, between coded points; days between are those between the two spans, none where
    they overlap. Empty where the incident has no dot.
    """
    if not dataset.has_dot[row]:
        return np.array([], dtype=np.intp)
    here = dataset.incidents.iloc[row]
    near, _distance_km = others_near(
        dataset, float(here["longitude"]), float(here["latitude"]), here["date_start"], here["date_end"]
    )
    others: IntArray = near[near != row]
    return others


@singledispatch
def number_near(dataset: Dataset, row: int) -> int:
    """How many `neighbours` has."""
    return len(neighbours(dataset, row))


def others_near(
    dataset: Dataset, longitude: float, latitude: float, start: Any, end: Any
) -> tuple[IntArray, npt.NDArray[np.float64]]:
    """Positions of the incidents within RADIUS_KM of a point and SPAN_DAYS of a span of days, nearest first, and how far
    away each is.
    """
    incidents = dataset.incidents
    span = np.timedelta64(SPAN_DAYS, "D")
    is_close_in_time = (incidents["date_start"] <= end + span) & (incidents["date_end"] >= start - span)
    others = np.flatnonzero(dataset.has_dot & is_close_in_time.to_numpy(dtype=bool))
    points = incidents.iloc[others]
    longitudes, latitudes = points["longitude"].to_numpy(), points["latitude"].to_numpy()
    east, north = (np.full(len(others), degrees) for degrees in (longitude, latitude))
    distance_km = _ELLIPSOID.inv(east, north, longitudes, latitudes)[2] / 1000
    near = np.flatnonzero(distance_km <= RADIUS_KM)
    near = near[np.argsort(distance_km[near], kind="stable")]
    ordered: IntArray = others[near]
    return ordered, distance_km[near]
