"""The ground that the map of a brief shows, and where a place on it stands on paper.

It is projected as on the screen (Web Mercator, EPSG:3857), so that a view's centre and zoom mean the
same ground, and so that any part of the world can be drawn. It is conformal; the scale bar is right
at the latitude of the map's middle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from components.address import View
from components.brief.contents import Brief
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.outside import HIGHEST_LATITUDE
from data.filters.summary import summary_of
from data.mercator import TILE_PX, latitude_degrees, world_y

Box = tuple[float, float, float, float]
"""West, south, east, north."""

FINEST_DETAIL: Final = 0.1
"""Points on paper by which an outline may be off; nobody sees it, and a drawing of the world stays small."""

NOMINAL_PX: Final = 900.0
"""Width of the screen's map that a view's zoom stands for, whatever the size on paper."""

CLOSEST_ZOOM: Final = 9.0
"""A fitted map shows at least this much around a point."""

CIRCUMFERENCE_M: Final = 2 * math.pi * 6_378_137.0
"""Of the world as web maps draw it."""
_POINTS_A_PIXEL: Final = 0.75


@dataclass(frozen=True)
class Ground:
    """The part of the world that a map shows, and how large it is on paper."""

    box: Box
    """Edges in metres of EPSG:3857; it may reach over the antimeridian."""
    width: float
    """Points on paper."""
    height: float

    @property
    def metres_a_point(self) -> float:
        """Projected metres."""
        return (self.box[2] - self.box[0]) / self.width

    @property
    def zoom(self) -> float:
        """The MapLibre zoom at which a screen of the paper's size shows the same."""
        return self.zoom_of(_POINTS_A_PIXEL)

    def zoom_of(self, pixel: float) -> float:
        """The MapLibre zoom at which a screen shows the same whose pixels are so many points wide."""
        return math.log2(CIRCUMFERENCE_M / (self.metres_a_point * pixel * TILE_PX))

    @property
    def latitude(self) -> float:
        """Degrees north of the middle."""
        return _latitude((self.box[1] + self.box[3]) / 2)

    def edges(self, margin: float) -> Box:
        """West, south, east, north in degrees, farther out by a share of width and height; the west may lie below -180."""
        across, up = (self.box[2] - self.box[0]) * margin, (self.box[3] - self.box[1]) * margin
        west, east = (360 * x / CIRCUMFERENCE_M for x in (self.box[0] - across, self.box[2] + across))
        return west, _latitude(self.box[1] - up), east, _latitude(self.box[3] + up)

    def on_paper(self, longitudes: Any, latitudes: Any) -> npt.NDArray[np.float64]:
        """Points from the lower left corner, shape (rows, 2); each at the copy of the world nearest the middle."""
        x = CIRCUMFERENCE_M * np.asarray(longitudes, dtype=float) / 360
        middle = (self.box[0] + self.box[2]) / 2
        x = x - CIRCUMFERENCE_M * np.round((x - middle) / CIRCUMFERENCE_M)
        y = _northing(np.asarray(latitudes, dtype=float))
        return np.column_stack([x - self.box[0], y - self.box[1]]) / self.metres_a_point

    def _copied(self, copy: int, corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Corners in degrees on paper, shape (rows, 2), in a copy of the world."""
        x = CIRCUMFERENCE_M * (corners[:, 0] / 360 + copy)
        return (
            np.column_stack([x - self.box[0], _northing(corners[:, 1]) - self.box[1]]) / self.metres_a_point
        )

    @property
    def shares(self) -> Box:
        """The edges in shares of the world's width, from the point at 0°, 0°."""
        west, south, east, north = (edge / CIRCUMFERENCE_M for edge in self.box)
        return west, south, east, north

    def holds(self, places: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Which places on paper, shape (rows, 2), are on the map."""
        return np.asarray(((places >= 0) & (places <= (self.width, self.height))).all(axis=1))

    def cut(self, frame: gpd.GeoDataFrame, margin: float = 0.03) -> gpd.GeoDataFrame:
        """The rows of a layer in EPSG:4326 that the map shows, cut a little outside of it, in points on paper."""
        west, south, east, north = self.edges(margin)
        parts = []
        for copy in (-1, 0, 1):
            left, right = max(west - 360 * copy, -180.0), min(east - 360 * copy, 180.0)
            if left >= right:
                continue
            rows = frame.iloc[frame.sindex.query(shapely.box(left, south, right, north), sort=True)]
            shapes = shapely.clip_by_rect(rows.geometry.to_numpy(), left, south, right, north)
            on_paper = shapely.transform(shapes, partial(self._copied, copy))
            shapes = shapely.simplify(on_paper, FINEST_DETAIL, preserve_topology=False)
            parts.append(
                gpd.GeoDataFrame(rows.drop(columns="geometry"), geometry=shapes)[~shapely.is_empty(shapes)]
            )
        return gpd.GeoDataFrame(pd.concat(parts or [frame.iloc[:0]]))


def ground_of(brief: Brief, width: float, height: float) -> Ground:
    """What the map of a brief shows on this many points: the view's ground, or all that is drawn."""
    fitted = brief.summary.bounds or summary_of(brief.dataset, IncidentFilter()).bounds
    return ground_around(fitted, brief.view, width, height)


def ground_around(fitted: Box | None, view: View, width: float, height: float) -> Ground:
    """The view's ground on this many points; without one, a box in degrees with a margin, or the world."""
    west, south, east, north = fitted or (-180.0, -58.0, 180.0, 75.0)
    left, right = (CIRCUMFERENCE_M * degrees / 360 for degrees in (west, east))
    bottom, top = (_northing(degrees) for degrees in (south, north))
    # The margin leaves room for the circles on the edge.
    across = max((right - left) * 1.1, (top - bottom) * 1.1 * width / height, _metres_across(CLOSEST_ZOOM))
    if view.zoom is not None:
        across = _metres_across(view.zoom)
    across = min(across, CIRCUMFERENCE_M)
    x, y = (left + right) / 2, (bottom + top) / 2
    if view.lon is not None and view.lat is not None:
        x, y = CIRCUMFERENCE_M * view.lon / 360, _northing(view.lat)
    half = across / 2 * height / width
    highest_y = _northing(HIGHEST_LATITUDE)
    y = 0.0 if half > highest_y else min(max(y, half - highest_y), highest_y - half)
    return Ground((x - across / 2, y - half, x + across / 2, y + half), width, height)


def scale_bar(ground: Ground) -> tuple[float, str]:
    """Length on paper and text of the longest round distance within a fifth of the map's width."""
    metres_a_point = ground.metres_a_point * math.cos(math.radians(ground.latitude))
    longest = 0.2 * ground.width * metres_a_point
    ten = 10.0 ** math.floor(math.log10(longest))
    metres = next(step * ten for step in (5, 2, 1) if step * ten <= longest)
    text = f"{metres / 1000:,.0f} km" if metres >= 1000 else f"{metres:,.0f} m"
    return metres / metres_a_point, text


def _metres_across(zoom: float) -> float:
    """Projected metres across a map of NOMINAL_PX at a zoom."""
    return NOMINAL_PX * CIRCUMFERENCE_M / TILE_PX / 2**zoom


def _northing(latitudes: Any) -> Any:
    """Metres north of the equator in EPSG:3857."""
    return CIRCUMFERENCE_M * (0.5 - world_y(np.clip(latitudes, -HIGHEST_LATITUDE, HIGHEST_LATITUDE)))


def _latitude(northing: float) -> float:
    return latitude_degrees(0.5 - northing / CIRCUMFERENCE_M)
