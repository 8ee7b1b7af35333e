"""A made-up country around a made collection: boundaries of three levels, 300 recorded areas, tiles of a ground map."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from data.areas.boundary_table import BOUNDARIES, written_boundaries
from data.folders.tables.dataset_of_tables import on_boundaries
from data.recorded_areas.table import AREAS, written_areas
from data.tables.dataset import Dataset
from tests.benchmark.areas import with_areas
from tests.benchmark.made_collection import made_collection
from tests.made_boundaries import nested_boundaries
from tests.tiles import picture, write_mbtiles

CUTS: Final = ((4, 3), (5, 4), (5, 4))
"""Columns and rows of each level: 12, 240 and 4,800 areas, 5,052 together."""
GROUND: Final = "imagery.mbtiles"
_DEEPEST_ZOOM: Final = 8
_BOX: Final = ((0.55, 0.68), (0.33, 0.45))
"""The parts of the world's width and height that have tiles: the South Caucasus with what a map around it shows."""


def country(incidents: int) -> Dataset:
    """The dataset of a made collection on the boundaries, with the areas."""
    made = with_areas(made_collection(incidents))
    return on_boundaries(made, nested_boundaries(CUTS))


def write_country(folder: Path, plain: Path, incidents: int) -> Path:
    """A folder with the tables of the made collection in `plain`, the country's files beside them, and GROUND."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in plain.iterdir():
        if not (folder / file.name).exists():
            (folder / file.name).symlink_to(file)
    (folder / BOUNDARIES).write_bytes(written_boundaries(nested_boundaries(CUTS)))
    areas = with_areas(made_collection(incidents)).areas
    assert areas is not None
    (folder / AREAS).write_bytes(written_areas(areas))
    tiles = {
        (zoom, x, y): picture((80 + 7 * zoom, 100, 80 + (x + y) % 2 * 40))
        for zoom in range(_DEEPEST_ZOOM + 1)
        for x in _in(_BOX[0], zoom)
        for y in _in(_BOX[1], zoom)
    }
    if not (folder / GROUND).exists():
        write_mbtiles(folder / GROUND, tiles, {"name": "Imagery", "format": "png"})
    return folder


def _in(part: tuple[float, float], zoom: int) -> range:
    """The numbers of the tiles in a part of the world's width or height."""
    first, last = (int(end * 2**zoom) for end in part)
    return range(first, last + 1)
