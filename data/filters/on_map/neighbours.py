"""Other incidents near one in space and time."""

from __future__ import annotations

from typing import Final

import numpy as np
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
    incidents = dataset.incidents
    here = incidents.iloc[row]
    span = np.timedelta64(SPAN_DAYS, "D")
    is_close_in_time = (incidents["date_start"] <= here["date_end"] + span) & (
        incidents["date_end"] >= here["date_start"] - span
    )
    others = np.flatnonzero(dataset.has_dot & is_close_in_time.to_numpy(dtype=bool))
    others = others[others != row]
    points = incidents.iloc[others]
    longitudes, latitudes = points["longitude"].to_numpy(), points["latitude"].to_numpy()
    east, north = (np.full(len(others), float(here[name])) for name in ("longitude", "latitude"))
    distance_km = _ELLIPSOID.inv(east, north, longitudes, latitudes)[2] / 1000
    near = np.flatnonzero(distance_km <= RADIUS_KM)
    ordered: IntArray = others[near[np.argsort(distance_km[near], kind="stable")]]
    return ordered
