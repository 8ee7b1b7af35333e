"""The matching incidents and the shaded districts as vector tiles in Web Mercator.

A point stands only for an incident whose own point a map draws; one known only to its district counts in the area of
that district. Of what has neither nothing is in any tile.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.polygon import orient

from data.exports.rows import known_figures, rows
from data.exports.vector_tile import EXTENT, Layer, Units, tile_of
from data.filters.on_map.grid import Tile
from data.filters.on_map.level_of_detail import Features, features_of_tile
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary
from data.mercator import world_x, world_y

FINEST_ZOOM: Final = 14
"""A tile is then 2.4 km wide at the equator, and a unit of it 60 cm; programs enlarge it further."""
MOST_BYTES: Final = 2_000_000
"""Of the single incidents of a tile; where their texts are longer, it has clusters."""
INCIDENTS, CLUSTERS, DISTRICTS = "incidents", "clusters", "districts"
CLUSTER_COLUMNS: Final = ("incidents", "casualties", "killed", "injured", "at_least", "worst", "points")
DISTRICT_COLUMNS: Final = (
    "code",
    "name",
    "incidents",
    "without_point",
    "casualties",
    "killed",
    "injured",
    "at_least",
)
_MARGIN: Final = 64
"""Units by which areas reach beyond a tile, so that no edge of it is drawn as a border."""


def vector_tile(summary: Summary, tile: Tile) -> bytes:
    """The layers of a tile that have features: `districts`, and `incidents`, or `clusters` where there are too many.

    Each incident with a point is in one tile of a zoom, single or in a cluster. Empty where nothing is.
    """
    districts = tile_of([_districts(summary, tile)])
    found = features_of_tile(summary, tile)
    if found.is_single:
        single = tile_of([_incidents(summary, tile, found)])
        if len(single) <= MOST_BYTES:
            return districts + single
        found = features_of_tile(summary, tile, as_cells=True)
    return districts + tile_of([_clusters(summary, tile, found)])


def _incidents(summary: Summary, tile: Tile, found: Features) -> Layer:
    """Single incidents, with the columns of the other exports."""
    at = np.array([row for of_point in found.rows or [] for row in of_point], dtype=np.intp)
    properties = rows(summary, at)
    return Layer(INCIDENTS, [*_in_units(tile, properties)[:, None]], properties)


def _clusters(summary: Summary, tile: Tile, found: Features) -> Layer:
    table = found.table
    properties = known_figures(summary, table).assign(
        worst=table["worst"].astype("str"), points=table["points"]
    )
    return Layer(CLUSTERS, [*_in_units(tile, table)[:, None]], properties[[*CLUSTER_COLUMNS]])


def _in_units(tile: Tile, located: pd.DataFrame) -> Units:
    """Where places lie in the tile that they are in."""
    longitude, latitude = (located[name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
    units = np.floor(_projected(tile, np.column_stack([longitude, latitude]))).astype(np.int64)
    return np.clip(units, 0, EXTENT - 1)


def _projected(tile: Tile, places: npt.NDArray[np.float64], east_degrees: int = 0) -> npt.NDArray[np.float64]:
    """Degrees, moved to the east, as units of a tile, beyond it where they are."""
    world = np.column_stack([world_x(places[:, 0] + east_degrees), world_y(places[:, 1])])
    return (world * tile.across - [tile.column, tile.row]) * EXTENT


def _districts(summary: Summary, tile: Tile) -> Layer:
    """The areas of districts that incidents count in, each with its figures in the whole, however much of it is here."""
    dataset = summary.dataset
    figures = known_figures(summary)
    figures = figures[figures.index != NO_DISTRICT]
    areas = (
        dataset.districts[dataset.districts["adm1_iso"].isin(figures.index)].set_index("adm1_iso").geometry
    )
    rings = {str(code): _rings(tile, area) for code, area in areas.items()}
    # An array: an empty list would choose columns, and none of them.
    figures = figures[np.array([bool(rings.get(str(code))) for code in figures.index], dtype=bool)]
    codes = figures.index.astype("str")
    names = dataset.district_names
    properties = figures.assign(
        code=codes,
        name=[names.get(code, code) for code in codes],
        without_point=_without_point(summary).reindex(codes).to_numpy(),
    )
    return Layer(DISTRICTS, [rings[code] for code in codes], properties[[*DISTRICT_COLUMNS]])


def _without_point(summary: Summary) -> pd.Series:
    """Of each district the incidents that count in it and have no point."""
    places, counts = summary.dataset.codes.places, summary.tally.by_place["incidents"]
    counted = pd.Series(np.where(places["point"].to_numpy() < 0, counts, 0))
    return counted.groupby(places["counts_in"].astype("str").to_numpy()).sum()


def _rings(tile: Tile, area: shapely.Geometry) -> list[Units]:
    """What of an area lies in a tile, on whole units; nothing where it does not reach it.

    An area smaller than a unit is one unit, where it is.
    """
    found: list[Units] = []
    window = shapely.box(-_MARGIN, -_MARGIN, EXTENT + _MARGIN, EXTENT + _MARGIN)
    # An area may reach beyond 180°.
    for round_the_world in (-360, 0, 360):
        west, south, east, north = shapely.bounds(area)
        reach = _projected(tile, np.array([[west, north], [east, south]]), round_the_world)
        if (reach[0] > EXTENT + _MARGIN).any() or (reach[1] < -_MARGIN).any():
            continue
        moved = shapely.transform(area, partial(_projected, tile, east_degrees=round_the_world))
        valid = moved if shapely.is_valid(moved) else shapely.make_valid(moved)
        inside = shapely.intersection(valid, window, grid_size=1.0)
        found += _of_polygons(inside) or _of_one_unit(moved)
    return found


def _of_polygons(area: shapely.Geometry) -> list[Units]:
    rings: list[Units] = []
    for part in shapely.get_parts(shapely.get_parts(area)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            polygon = orient(part)
            of_part = [polygon.exterior, *polygon.interiors]
            rings += [np.rint(shapely.get_coordinates(ring)[:-1]).astype(np.int64) for ring in of_part]
    return rings


def _of_one_unit(area: shapely.Geometry) -> list[Units]:
    west, north = np.floor(shapely.get_coordinates(shapely.point_on_surface(area))[0]).astype(np.int64)
    if shapely.area(area) >= EXTENT or not (0 <= west < EXTENT and 0 <= north < EXTENT):
        return []
    return [np.array([[west, north], [west + 1, north], [west + 1, north + 1], [west, north + 1]])]
