"""How recorded areas are drawn, on screen and on paper: an outline and a hatching for each kind, in one colour.

The hatching is made of lines, which every map can draw, and of about as many in a small area as in a large one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.affinity import rotate, scale
from shapely.geometry.base import BaseGeometry

from data.recorded_areas.kinds import AreaKind
from data.tables.dataset import Dataset
from data.tables.dataset_cache import DatasetCache

OUTLINE: Final = "outline"
HATCHING: Final = "hatching"
MOST_DRAWN_CORNERS: Final = 60_000
"""Of outlines that are drawn as they are; more are simplified until about so many are left."""


class Pen(NamedTuple):
    """The outline and the hatching of a kind."""

    width_px: float
    dash: tuple[float, ...]
    """In multiples of the width; none for an unbroken line."""
    angles: tuple[int, ...]
    """Of the hatching's lines, in degrees from the east; none without hatching."""
    lines: int
    """Of the hatching, about as many across the area."""


PENS: Final = {
    AreaKind.SUSPECTED_HAZARDOUS_AREA: Pen(1.6, (4.0, 2.0), (45,), 6),
    AreaKind.CONFIRMED_HAZARDOUS_AREA: Pen(1.6, (), (45,), 11),
    AreaKind.MINEFIELD: Pen(1.6, (), (45, 135), 9),
    AreaKind.BATTLE_AREA: Pen(1.6, (1.0, 1.5), (135,), 8),
    AreaKind.CLEARED_AREA: Pen(1.0, (), (0,), 6),
    AreaKind.REDUCED_AREA: Pen(1.0, (6.0, 3.0), (0,), 6),
    AreaKind.CANCELLED_AREA: Pen(1.0, (2.0, 3.0), (0,), 6),
    AreaKind.TASK: Pen(1.4, (7.0, 2.0, 2.0, 2.0), (90,), 7),
    AreaKind.ROAD: Pen(3.0, (), (), 0),
    AreaKind.CAMP: Pen(1.4, (), (0, 90), 5),
    AreaKind.AREA_OF_RESPONSIBILITY: Pen(2.0, (8.0, 3.0), (), 0),
    AreaKind.OTHER: Pen(1.0, (1.0, 1.0), (), 0),
}
HATCHING_PX: Final = 0.7
_MOST_LINES: Final = 300


def kinds_drawn(dataset: Dataset) -> list[AreaKind]:
    """The kinds of areas that the dataset has, in their order."""
    present = set() if dataset.areas is None else {*dataset.areas["kind"]}
    return [kind for kind in AreaKind if kind in present]


def drawn_areas(dataset: Dataset) -> gpd.GeoDataFrame:
    """`area_id`, `kind`, `part` (OUTLINE or HATCHING) and lines; the outline of an area lies after its hatching.

    Made once for each dataset, because every first view, picture and file draws them; nobody writes into them.
    """
    return _drawn.of(dataset, None, lambda: _drawn_of(dataset))


def _drawn_of(dataset: Dataset) -> gpd.GeoDataFrame:
    if dataset.areas is None:
        return gpd.GeoDataFrame({"area_id": [], "kind": [], "part": []}, geometry=[], crs="EPSG:4326")
    areas, shapes = dataset.areas[["area_id", "kind"]], _generalised(dataset.areas.geometry.to_numpy())
    edges = [shape.boundary if shape.area else shape for shape in shapes]
    hatched = [
        hatching(shape, PENS[AreaKind(kind)]) for shape, kind in zip(shapes, areas["kind"], strict=True)
    ]
    parts = [
        gpd.GeoDataFrame(areas.assign(part=part), geometry=lines, crs="EPSG:4326")
        for part, lines in ((HATCHING, hatched), (OUTLINE, edges))
    ]
    drawn = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    drawn["geometry"] = shapely.set_precision(drawn.geometry.to_numpy(), 1e-6, mode="pointwise")
    return drawn[~drawn.geometry.is_empty].reset_index(drop=True)


def hatching(shape: BaseGeometry, pen: Pen) -> BaseGeometry:
    """The lines of the hatching within an area; empty for a line, or a kind without."""
    if not pen.angles or not shape.area:
        return shapely.MultiLineString()
    # On a map a degree of latitude is longer than one of longitude.
    stretch = 1 / max(np.cos(np.radians(shape.centroid.y)), 0.1)
    middle = shape.envelope.centroid
    flat = scale(shape, 1.0, stretch, origin=middle)
    parts = [_hatched(flat, angle, pen.lines) for angle in pen.angles]
    lines = [part for one in parts for part in shapely.get_parts(one) if part.length]
    return scale(shapely.MultiLineString(lines), 1.0, 1 / stretch, origin=middle)


def _hatched(shape: BaseGeometry, angle: int, lines: int) -> BaseGeometry:
    """The lines within a shape; more of them where a narrow one has none."""
    found: BaseGeometry = shapely.intersection(shape, _ruled(shape, angle, lines))
    while not found.length and lines < _MOST_LINES:
        lines *= 3
        found = shapely.intersection(shape, _ruled(shape, angle, lines))
    return found


def _ruled(shape: BaseGeometry, angle: int, lines: int) -> BaseGeometry:
    """Parallel lines across the box of a shape."""
    west, south, east, north = shape.bounds
    middle, reach = (
        shapely.Point((west + east) / 2, (south + north) / 2),
        np.hypot(east - west, north - south) / 2,
    )
    step = min(max(east - west, north - south) / lines, 2 * reach / 3)
    heights = np.arange(step, reach, step)
    ruled = shapely.MultiLineString(
        [
            [(middle.x - reach, middle.y + height), (middle.x + reach, middle.y + height)]
            for height in [*(-heights), 0.0, *heights]
        ]
    )
    return rotate(ruled, angle, origin=middle)


def _generalised(shapes: npt.NDArray[np.object_]) -> list[BaseGeometry]:
    """The outlines, with fewer corners where they have very many."""
    tolerance = 0.00002
    drawn = shapes
    while int(shapely.get_num_coordinates(drawn).sum()) > MOST_DRAWN_CORNERS and tolerance < 0.01:
        simple = shapely.simplify(shapes, tolerance)
        is_usable = shapely.is_valid(simple) & ~shapely.is_empty(simple)
        drawn = np.where(is_usable, simple, shapes)
        tolerance *= 2
    return [*drawn]


_drawn: Final = DatasetCache[None, gpd.GeoDataFrame]()
