"""Where a file of tiles has any, so that what is around it stays as it is."""

from __future__ import annotations

from typing import Final

from data.ground_maps.ground_map import GroundMap, tiles_of
from data.ground_maps.unpacking import TileError
from data.mercator import latitude_degrees

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
_MOST_TILES: Final = 256


def covered(ground_map: GroundMap) -> list[Box]:
    """Boxes that a map covers: its tiles at a zoom where they are few, or its bounds where its tiles are elsewhere."""
    first, last = ground_map.zooms
    zoom = first
    while zoom < last and _count(ground_map.bounds, zoom + 1) <= _MOST_TILES:
        zoom += 1
    if ground_map.file is None or _count(ground_map.bounds, zoom) > _MOST_TILES:
        return [ground_map.bounds]
    columns, rows = tiles_of(ground_map.bounds, zoom)
    boxes = [
        _box(zoom, column, row) for row in rows for column in columns if _has(ground_map, zoom, column, row)
    ]
    return [clipped for box in boxes if (clipped := _clipped(box, ground_map.bounds))]


def _count(bounds: Box, zoom: int) -> int:
    columns, rows = tiles_of(bounds, zoom)
    return len(columns) * len(rows)


def _has(ground_map: GroundMap, zoom: int, column: int, row: int) -> bool:
    try:
        return ground_map.tile(zoom, column, row) is not None
    except (TileError, OSError):
        return False


def _box(zoom: int, column: int, row: int) -> Box:
    side = 2**zoom
    west, east = (360 * at / side - 180 for at in (column, column + 1))
    south, north = (latitude_degrees(at / side) for at in (row + 1, row))
    return west, south, east, north


def _clipped(box: Box, bounds: Box) -> Box | None:
    west, south = max(box[0], bounds[0]), max(box[1], bounds[1])
    east, north = min(box[2], bounds[2]), min(box[3], bounds[3])
    return (west, south, east, north) if west < east and south < north else None
