"""A part of the map as a view or a tile, and the grid of cells in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite
from typing import Final

import numpy as np
import pandas as pd

from data.mercator import latitude_degrees, world_x, world_y
from data.tables.codes import IntArray

CELLS_OF_A_TILE: Final = 4
"""A map's tile of 512 pixels is halved so often in each direction: cells of 32 pixels, 64 shortly before the next zoom."""
FINEST_ZOOM: Final = 24.0


@dataclass(frozen=True)
class View:
    """The part of the map that is seen. Raises ValueError for what no map can show."""

    west_degrees: float
    south_degrees: float
    east_degrees: float
    """At or east of the west; it may lie beyond 180 where the view crosses the date line."""
    north_degrees: float
    zoom: float
    """As MapLibre counts: at 0 the world is one tile of 512 pixels."""

    def __post_init__(self) -> None:
        edges = (self.west_degrees, self.south_degrees, self.east_degrees, self.north_degrees)
        if not all(isfinite(number) for number in (*edges, self.zoom)):
            raise ValueError("A view needs finite numbers.")
        if self.east_degrees < self.west_degrees or max(map(abs, edges)) > 1_000:
            raise ValueError("A view goes from west to east, in degrees.")
        if not -90 <= self.south_degrees <= self.north_degrees <= 90:
            raise ValueError("A view goes from south to north, from -90 to 90 degrees.")
        if not 0 <= self.zoom <= FINEST_ZOOM:
            raise ValueError(f"A view's zoom lies between 0 and {FINEST_ZOOM:g}.")


@dataclass(frozen=True)
class Tile:
    """A square of the world as web maps divide it. Raises ValueError for one that there is not."""

    zoom: int
    column: int
    """From the west."""
    row: int
    """From the north."""

    def __post_init__(self) -> None:
        if not 0 <= self.zoom <= FINEST_ZOOM or not all(
            0 <= number < self.across for number in (self.column, self.row)
        ):
            raise ValueError(f"There is no tile {self.zoom}/{self.row}/{self.column}.")

    @property
    def across(self) -> int:
        """Tiles of its zoom from west to east, and from north to south."""
        return int(2**self.zoom)


@dataclass(frozen=True)
class Grid:
    """The cells that a view touches; what is drawn covers all of them, so that panning cuts none."""

    level: int
    """The world is 2 to this power cells wide and high."""
    first_column: int
    """From the west; it may lie left of 0, where a view crosses the date line."""
    columns: int
    first_row: int
    """From the north."""
    rows: int

    @classmethod
    def of(cls, view: View, level: int) -> Grid:
        """The cells of a level that a view touches."""
        cells = 2**level
        west, east = (floor(world_x(degrees) * cells) for degrees in (view.west_degrees, view.east_degrees))
        north, south = (
            min(floor(world_y(degrees) * cells), cells - 1)
            for degrees in (view.north_degrees, view.south_degrees)
        )
        return cls(level, west, min(east - west + 1, cells), north, south - north + 1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north of its cells in degrees; the west lies below -180 where it crosses the date line."""
        cells = 2**self.level
        west, east = (
            column / cells * 360 - 180 for column in (self.first_column, self.first_column + self.columns)
        )
        north, south = (latitude_degrees(row / cells) for row in (self.first_row, self.first_row + self.rows))
        return west, south, east, north

    def cells_of(self, points: pd.DataFrame) -> tuple[IntArray, IntArray]:
        """Which of these points, with their places `x` and `y` in the world, lie in the grid; and a number that
        is the same for those of one cell.
        """
        cells = 2**self.level
        column, row = cells_of_points(points, self.level)
        from_west, from_north = (column - self.first_column) % cells, row - self.first_row
        inside = np.flatnonzero((from_west < self.columns) & (from_north >= 0) & (from_north < self.rows))
        return inside, (row * cells + column)[inside]


def grid_of(tile: Tile) -> Grid:
    """The cells of exactly one tile."""
    cells = 2**CELLS_OF_A_TILE
    return Grid(tile.zoom + CELLS_OF_A_TILE, tile.column * cells, cells, tile.row * cells, cells)


def cell_at(longitude: float, latitude: float, level: int) -> tuple[int, int]:
    """Column from the west and row from the north of the cell of a point."""
    cells = 2**level
    column, row = (min(int(part * cells), cells - 1) for part in (world_x(longitude), world_y(latitude)))
    return column, row


def cells_of_points(located: pd.DataFrame, level: int) -> tuple[IntArray, IntArray]:
    """Column from the west and row from the north of each point's cell."""
    cells = 2**level
    column, row = (
        np.minimum((located[name].to_numpy() * cells).astype(np.int64), cells - 1) for name in ("x", "y")
    )
    return column, row
