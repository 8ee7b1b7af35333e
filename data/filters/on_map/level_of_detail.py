"""What to draw for a part of the map: single incidents, or cells of many.

Cells are those of a grid that halves with each zoom (Web Mercator), so that a finer cell lies within a coarser
one. A cell stands at the mean of its incidents' coordinates, never at its own centre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from math import floor
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.extent import Box
from data.filters.on_map.grid import CELLS_OF_A_TILE, FINEST_ZOOM, Grid, Tile, View, cells_of_points, grid_of
from data.filters.summary import Summary, rows_at_points
from data.filters.tally import COUNTED, as_outcomes
from data.tables.codes import IntArray

MOST_SINGLE: Final = 1_500
"""Incidents in view up to which each is drawn for itself."""
MOST_FEATURES: Final = 3_000
"""Cells of one answer; the grid is coarsened until no more are left."""
UNITS_A_DEGREE: Final = 10_000_000
"""Of a cell's mean, a centimetre: whole numbers, whose sum is the same in any order, up to 10⁹ incidents."""
_AXES: Final = (("longitude", "east_sum", "west", "east"), ("latitude", "north_sum", "south", "north"))
"""A coordinate, its sum, and its two edges."""


@dataclass(frozen=True, eq=False)
class Features:
    """What is drawn for a view."""

    grid: Grid
    zoom: int
    """The view's zoom, whole: the next one is drawn finer."""
    is_single: bool
    """Whether incidents are drawn for themselves, those at one point as one circle; otherwise cells are."""
    table: pd.DataFrame
    """One row a circle: `longitude, latitude`, COUNTED of `data.filters.tally`, `casualties`, `worst` ("killed", "injured"
    or ""), `is_near` (whether it stands at one point, and an incident there is only near that place), `points`
    (how many different ones it stands for), `point` (one of them: its position in `codes.points`), and `west,
    south, east, north`: how far they reach, in degrees.
    """
    rows: list[list[int]] | None
    """Positions of each circle's incidents where they are single; None for cells."""
    holding: Summary
    """The summary in whose dataset those positions are."""


@singledispatch
def features_of(summary: Summary, view: View, as_cells: bool = False) -> Features:
    """The circles of the matching incidents drawn as dots in all cells that the view touches.

    Empty where there is none. At most MOST_FEATURES, and their counts add up to the incidents there. `as_cells`
    asks for cells where single incidents would do, beside a map that needs them.
    """
    codes, points = summary.dataset.codes, summary.points
    located = codes.points.take(points.index.to_numpy())
    zoom = floor(view.zoom)
    level = zoom + CELLS_OF_A_TILE
    grid = Grid.of(view, level)
    inside, cell = grid.cells_of(located)
    if not as_cells and points["incidents"].to_numpy()[inside].sum() <= MOST_SINGLE:
        shown = points.iloc[inside]
        rows = rows_at_points(summary, shown.index.to_numpy())
        return Features(grid, zoom, True, _circles(shown, np.arange(len(inside))), rows, summary)
    while len(np.unique(cell)) > MOST_FEATURES:
        level -= 1
        grid = Grid.of(view, level)
        inside, cell = grid.cells_of(located)
    return Features(grid, zoom, False, _circles(points.iloc[inside], cell), None, summary)


def features_of_tile(summary: Summary, tile: Tile, as_cells: bool = False) -> Features:
    """As `features_of`, of exactly one tile of a web map."""
    codes, points = summary.dataset.codes, summary.points
    grid = grid_of(tile)
    inside, cell = grid.cells_of(codes.points.take(points.index.to_numpy()))
    shown = points.iloc[inside]
    if not as_cells and shown["incidents"].sum() <= MOST_SINGLE:
        rows = rows_at_points(summary, shown.index.to_numpy())
        return Features(grid, tile.zoom, True, _circles(shown, np.arange(len(inside))), rows, summary)
    return Features(grid, tile.zoom, False, _circles(shown, cell), None, summary)


@singledispatch
def needs_a_view(summary: Summary) -> bool:
    """Whether there are too many incidents to draw each for itself wherever the map looks."""
    return int(summary.points["incidents"].to_numpy().sum()) > MOST_SINGLE


@singledispatch
def casualties_of_cells(summary: Summary, grid: Grid) -> npt.NDArray[np.int64]:
    """Matching casualties in each cell that has incidents, of the size of a grid's, in the whole world."""
    level = grid.level
    points = summary.points
    column, row = cells_of_points(summary.dataset.codes.points.take(points.index.to_numpy()), level)
    _, cell = np.unique(row * 2**level + column, return_inverse=True)
    return np.bincount(cell, points["casualties"].to_numpy()).astype(np.int64)


@singledispatch
def opened_cell(summary: Summary, level: int, point: int) -> tuple[Box | None, list[str]]:
    """What lies in the cell of a level with a position of `codes.points`, as the `point` of `Features.table` has it: west,
    south, east and north of its matching incidents where they stand at several points; otherwise their identifiers, of
    more than MOST_SINGLE the latest.

    Raises ValueError where there is no such level or point.
    """
    located = summary.dataset.codes.points
    if not 0 <= level <= FINEST_ZOOM + CELLS_OF_A_TILE or not 0 <= point < len(located):
        raise ValueError(f"There is no point {point} on a grid of level {level}.")
    columns, rows = cells_of_points(located, level)
    together = np.flatnonzero((columns == columns[point]) & (rows == rows[point]))
    points = summary.points[summary.points.index.isin(together)]
    if len(points) > 1:
        ends = [points[name] for name in ("longitude", "latitude")]
        west, south = (float(degrees.min()) for degrees in ends)
        east, north = (float(degrees.max()) for degrees in ends)
        return (west, south, east, north), []
    of_points = rows_at_points(summary, points.index.to_numpy())
    latest = of_points[0][-MOST_SINGLE:] if of_points else []
    return None, [*map(str, summary.dataset.incidents["incident_id"].iloc[latest])]


@singledispatch
def number_at(summary: Summary, longitude: float, latitude: float) -> int:
    """How many matching incidents have their dot at exactly this point."""
    points = summary.points
    is_here = (points["longitude"] == longitude) & (points["latitude"] == latitude)
    return int(points["incidents"][is_here].sum())


def cell_sums(summary: Summary, grid: Grid) -> pd.DataFrame:
    """What the cells of `features_of` on a grid are made of, as `circles` takes it: sums, which can be added up."""
    points = summary.points
    inside, cell = grid.cells_of(summary.dataset.codes.points.take(points.index.to_numpy()))
    return pd.DataFrame(_sums_of_cells(points.iloc[inside], cell))


def rows_in(summary: Summary, grid: Grid) -> IntArray:
    """Positions of the matching incidents with a dot in a grid, in order of time."""
    points = summary.points
    inside, _cell = grid.cells_of(summary.dataset.codes.points.take(points.index.to_numpy()))
    of_points = rows_at_points(summary, points.index.to_numpy()[inside])
    return np.array(sorted(row for rows in of_points for row in rows), dtype=np.intp)


def _circles(points: pd.DataFrame, cell: IntArray) -> pd.DataFrame:
    """One row a cell; the points' order decides the cells'."""
    return circles(_sums_of_cells(points, cell))


def _sums_of_cells(points: pd.DataFrame, cell: IntArray) -> dict[str, npt.NDArray[Any]]:
    """Of each cell its number in `cell`, COUNTED, `worst` as a position in WORST_OUTCOMES, `is_near`, `points`, `point`, its
    edges, and `east_sum` and `north_sum`: the coordinates of its incidents, in whole UNITS_A_DEGREE.
    """
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    begins = np.flatnonzero(np.diff(cell, prepend=-1))

    def gathered(values: npt.NDArray[Any], how: np.ufunc = np.add) -> npt.NDArray[Any]:
        values = values[order]
        return how.reduceat(values, begins) if len(begins) else values[:0]

    incidents = points["incidents"].to_numpy()
    sums: dict[str, Any] = {"cell": cell[begins]}
    sums |= {name: gathered(points[name].to_numpy()) for name in (*COUNTED, "casualties")}
    for name, total, low, high in _AXES:
        degrees = points[name].to_numpy()
        sums[low], sums[high] = gathered(degrees, np.minimum), gathered(degrees, np.maximum)
        sums[total] = gathered(np.rint(degrees * UNITS_A_DEGREE).astype(np.int64) * incidents)
    sums["worst"] = gathered(points["worst"].cat.codes.to_numpy(), np.maximum)
    sums["is_near"] = gathered(points["is_near"].to_numpy(), np.logical_or).astype(bool)
    sums["points"] = np.diff(begins, append=len(cell))
    sums["point"] = points.index.to_numpy()[order][begins]
    return sums


def circles(sums: Mapping[Any, Any] | pd.DataFrame) -> pd.DataFrame:
    """The table of `Features`, of sums of cells: their columns by name."""
    sums = {name: np.asarray(values) for name, values in sums.items()}
    table: dict[str, Any] = {}
    for name, total, low, high in _AXES:
        mean = sums[total] / sums["incidents"] / UNITS_A_DEGREE
        # Rounding must not move a mean out of what it is the mean of.
        table[name] = np.clip(mean, sums[low], sums[high])
    table |= {name: sums[name] for name in (*COUNTED, "casualties")}
    table["worst"] = as_outcomes(sums["worst"])
    is_one_point = (sums["west"] == sums["east"]) & (sums["south"] == sums["north"])
    table["is_near"] = sums["is_near"] & is_one_point
    names = [name for name in ("points", "point", "west", "east", "south", "north") if name in sums]
    return pd.DataFrame(table | {name: sums[name] for name in names})
