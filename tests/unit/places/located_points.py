"""Points of places in tests, and the point of an answer."""

from __future__ import annotations

from pyproj import Geod

from data.places.located import Located

EARTH = Geod(ellps="WGS84")
TARTAR = (46.92889, 40.345)
MADAGIZ = (46.75082, 40.32612)
TALISH = (46.74271, 40.37663)


def point(located: Located) -> tuple[float | None, float | None]:
    return located.longitude, located.latitude
