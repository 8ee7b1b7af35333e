"""Places in the world as web maps draw it (Web Mercator), its width and height being 1."""

from __future__ import annotations

import math
from typing import Final, overload

import numpy as np
import numpy.typing as npt

HIGHEST_LATITUDE_DEGREES: Final = 85.0511287798066
"""Beyond, maps end; what lies there is put at their edge."""

_Floats = npt.NDArray[np.float64]


@overload
def world_x(longitude_degrees: float) -> float: ...
@overload
def world_x(longitude_degrees: _Floats) -> _Floats: ...
def world_x(longitude_degrees: float | _Floats) -> float | _Floats:
    """From 0 at 180° west to 1 at 180° east; beyond, where longitudes are."""
    return longitude_degrees / 360 + 0.5


@overload
def world_y(latitude_degrees: float) -> float: ...
@overload
def world_y(latitude_degrees: _Floats) -> _Floats: ...
def world_y(latitude_degrees: float | _Floats) -> float | _Floats:
    """From 0 in the north to 1 in the south."""
    within = np.clip(latitude_degrees, -HIGHEST_LATITUDE_DEGREES, HIGHEST_LATITUDE_DEGREES)
    y = 0.5 - np.arcsinh(np.tan(np.radians(within))) / (2 * np.pi)
    return np.clip(y, 0.0, 1.0) if isinstance(y, np.ndarray) else float(min(max(y, 0.0), 1.0))


def latitude_degrees(y: float) -> float:
    """The latitude of a place between 0 in the north and 1 in the south."""
    return float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y)))))


TILE_PX: Final = 512
"""Width of the world on a map at zoom 0."""

CLOSEST_FIT: Final = 10.0
"""A fitted map is no closer: assets/map/camera.js, CLOSEST_FIT."""


def fitting_zoom(bounds: tuple[float, float, float, float], width_px: float, height_px: float) -> float:
    """The zoom, from 0 to CLOSEST_FIT, at which `bounds` just fit a map of this size.

    `bounds` are west, south, east and north, in degrees.
    """
    west, south, east, north = bounds
    wide, high = world_x(east) - world_x(west), world_y(south) - world_y(north)
    zooms = (
        math.log2(side / TILE_PX / max(share, 1e-9)) for side, share in ((width_px, wide), (height_px, high))
    )
    return min(max(min(zooms), 0.0), CLOSEST_FIT)
