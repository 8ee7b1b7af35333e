"""Distances along the WGS 84 ellipsoid, of many points from a point or a line, and of areas from either.

The edges of lines and areas are straight in longitude and latitude, as in GeoJSON (RFC 7946).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Proj
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

Degrees = npt.NDArray[np.float64]
"""Longitudes or latitudes, shape (points,)."""
Metres = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west may lie below -180, east beyond 180."""

ELLIPSOID: Final = Geod(ellps="WGS84")
TURN: Final = 360.0

_STEP: Final = 0.05
"""Degrees between corners of a line once it is cut fine: between them a straight edge of a projection differs from one of
longitude and latitude by less than a metre."""
_CORNERS_A_PART: Final = 41
"""Of a line that is measured in one projection: two degrees."""
_LEAST_KM_A_DEGREE: Final = 110.5


def metres_from(
    longitude: float, latitude: float, longitudes: Degrees, latitudes: Degrees, most: float
) -> Metres:
    """The distance of each point from one point; infinite for points farther than `most`, which is in metres."""
    found = np.full(len(longitudes), np.inf)
    near = np.flatnonzero(is_in(longitudes, latitudes, reach((longitude, latitude) * 2, most)))
    ones = np.ones(len(near))
    found[near] = ELLIPSOID.inv(longitude * ones, latitude * ones, longitudes[near], latitudes[near])[2]
    return np.where(found <= most, found, np.inf)


def metres_from_line(line: BaseGeometry, longitudes: Degrees, latitudes: Degrees, most: float) -> Metres:
    """The distance of each point from a line or an area's edge; infinite for points farther than `most`, which is in metres."""
    found = np.full(len(longitudes), np.inf)
    for part in _cut(line):
        near = np.flatnonzero(is_in(longitudes, latitudes, reach(part.bounds, most)))
        if not len(near):
            continue
        to_plane, to_degrees = _plane(*_middle(part))
        plane = shapely.transform(part, to_plane, interleaved=False)
        points = shapely.points(*to_plane(longitudes[near], latitudes[near]))
        closest = shapely.line_interpolate_point(plane, shapely.line_locate_point(plane, points))
        foot = to_degrees(shapely.get_x(closest), shapely.get_y(closest))
        # Measured anew along the ellipsoid: at the nearest position an error of the position hardly counts.
        metres = ELLIPSOID.inv(foot[0], foot[1], longitudes[near], latitudes[near])[2]
        found[near] = np.minimum(found[near], metres)
    return np.where(found <= most, found, np.inf)


def is_area_nearer(area: BaseGeometry, origin: BaseGeometry, metres: float) -> bool:
    """Whether any of an area's inside lies nearer than so to a point or a line."""
    return any(_is_nearer(area, part, metres) for part in _parts(origin))


def is_in(longitudes: Degrees, latitudes: Degrees, box: Box) -> npt.NDArray[np.bool_]:
    """Which points lie in a box or on its edge, however often around the globe it is."""
    west, south, east, north = box
    is_high = (latitudes >= south) & (latitudes <= north)
    if east - west >= TURN:
        return is_high
    shifted = [longitudes + turn if turn else longitudes for turn in (-TURN, 0.0, TURN)]
    is_wide = np.logical_or.reduce([(longitude >= west) & (longitude <= east) for longitude in shifted])
    inside: npt.NDArray[np.bool_] = is_high & is_wide
    return inside


def reach(box: Box, metres: float) -> Box:
    """The box with everything that lies so near to it; somewhat more, never less."""
    west, south, east, north = box
    high = metres / 1000 / _LEAST_KM_A_DEGREE
    south, north = max(south - high, -90.0), min(north + high, 90.0)
    narrowest = np.cos(np.radians(max(abs(south), abs(north))))
    wide = high / narrowest * 1.01 if narrowest > 0.01 else TURN
    return west - wide, south, east + wide, north


def outline_around(longitude: float, latitude: float, metres: float, corners: int = 120) -> shapely.Polygon:
    """The circle around a point, as a polygon that may reach over 180 degrees."""
    azimuths = np.linspace(0, 360, corners, endpoint=False)
    ones = np.ones(corners)
    east, north, _back = ELLIPSOID.fwd(longitude * ones, latitude * ones, azimuths, metres * ones)
    unwrapped = longitude + (np.asarray(east) - longitude + TURN / 2) % TURN - TURN / 2
    return shapely.Polygon(np.column_stack([unwrapped, north]))


def outline_around_line(line: BaseGeometry, metres: float) -> BaseGeometry:
    """What lies so near to a line or an area, as a polygon."""
    parts = []
    for part in _parts(line):
        to_plane, to_degrees = _plane(*_middle(part))
        wide = shapely.buffer(shapely.transform(part, to_plane, interleaved=False), metres)
        parts.append(_unwrapped(shapely.transform(wide, to_degrees, interleaved=False), _middle(part)[0]))
    return shapely.union_all([*parts, line] if line.area else parts)


def _is_nearer(area: BaseGeometry, part: BaseGeometry, metres: float) -> bool:
    middle, box = _middle(part), shapely.box(*reach(part.bounds, metres * 1.05 + 100))
    for turn in (-TURN, 0.0, TURN):
        moved = translate(area, turn) if turn else area
        # Far away no projection is of use.
        close = shapely.segmentize(shapely.intersection(moved, box), _STEP)
        if close.is_empty or not close.area:
            continue
        plane, _ = _plane(*middle)
        one, other = (shapely.transform(each, plane, interleaved=False) for each in (close, part))
        if shapely.distance(one, other) < metres:
            return True
    return False


def _parts(origin: BaseGeometry) -> Iterator[BaseGeometry]:
    """A point as it is, a line or the edge of an area as `_cut` gives it."""
    return iter([origin]) if isinstance(origin, shapely.Point) else _cut(origin)


def _cut(line: BaseGeometry) -> Iterator[shapely.LineString]:
    """A line, or the edge of an area, cut fine and into parts of which each fits one projection."""
    edge = line.exterior if isinstance(line, shapely.Polygon) else line
    corners = shapely.get_coordinates(shapely.segmentize(edge, _STEP))
    for begin in range(0, len(corners) - 1, _CORNERS_A_PART - 1):
        yield shapely.LineString(corners[begin : begin + _CORNERS_A_PART])


def _middle(part: BaseGeometry) -> tuple[float, float]:
    west, south, east, north = part.bounds
    return (west + east) / 2, (south + north) / 2


def _unwrapped(area: BaseGeometry, longitude: float) -> BaseGeometry:
    def around(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        east = longitude + (degrees[:, 0] - longitude + TURN / 2) % TURN - TURN / 2
        return np.column_stack([east, degrees[:, 1]])

    return shapely.transform(area, around)


@lru_cache(maxsize=256)
def _plane(longitude: float, latitude: float) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Functions to metres around a place, and back: distances from the place are those along the ellipsoid."""
    plane = Proj(proj="aeqd", lon_0=longitude, lat_0=latitude, ellps="WGS84")
    return plane, partial(plane, inverse=True)
