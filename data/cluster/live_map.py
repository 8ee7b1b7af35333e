"""What to draw for a part of the map, of a dataset whose incidents the workers of a cluster have."""

from __future__ import annotations

from math import floor
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.cluster.live_summary import LiveSummary
from data.extent import Box
from data.filters.on_map.grid import CELLS_OF_A_TILE, FINEST_ZOOM, Grid, View, cell_at
from data.filters.on_map.level_of_detail import (
    MOST_FEATURES,
    MOST_SINGLE,
    Features,
    casualties_of_cells,
    features_of,
    needs_a_view,
    number_at,
    opened_cell,
)

MOST_CELLS: Final = 200_000
"""Cells of a grid that parts count; a view with more is none that a screen has."""
_FINEST: Final = int(FINEST_ZOOM) + CELLS_OF_A_TILE


@needs_a_view.register
def _(summary: LiveSummary) -> bool:
    return summary.dot_incidents > MOST_SINGLE


@features_of.register
def _(summary: LiveSummary, view: View, as_cells: bool = False) -> Features:
    zoom = floor(view.zoom)
    level = zoom + CELLS_OF_A_TILE
    while (grid := Grid.of(view, level)).columns * grid.rows > MOST_CELLS:
        level -= 1
    cells = summary.answers.cells(summary.incident_filter, grid)
    if not as_cells and cells["incidents"].sum() <= MOST_SINGLE:
        parts = summary.answers.all("excerpt of cells", summary.incident_filter, grid)
        return features_of(summary.excerpt(parts), view)
    while len(cells) > MOST_FEATURES:
        level -= 1
        grid = Grid.of(view, level)
        cells = summary.answers.cells(summary.incident_filter, grid)
    return Features(grid, zoom, False, cells, None, summary)


@casualties_of_cells.register
def _(summary: LiveSummary, grid: Grid) -> npt.NDArray[np.int64]:
    """Of the cells of the grid alone where those of the world are too many to be sent."""
    side = 2**grid.level
    world = Grid(grid.level, 0, side, 0, side)
    parts = summary.answers.all("casualties of cells", summary.incident_filter, world)
    if any(part is None for part in parts):
        cells = summary.answers.cells(summary.incident_filter, grid)
        return cells["casualties"].to_numpy(dtype=np.int64)
    sums: npt.NDArray[np.int64] = pd.concat(parts).groupby(level=0).sum().to_numpy(dtype=np.int64)
    return sums


@opened_cell.register
def _(summary: LiveSummary, level: int, point: int) -> tuple[Box | None, list[str]]:
    """`point` is the number of the cell."""
    if not 0 <= level <= _FINEST or not 0 <= point < 4**level:
        raise ValueError(f"There is no cell {point} on a grid of level {level}.")
    row, column = divmod(point, 2**level)
    grid = Grid(level, column, 1, row, 1)
    for cell in summary.answers.cells(summary.incident_filter, grid).to_dict("records"):
        if cell["points"] > 1:
            return (cell["west"], cell["south"], cell["east"], cell["north"]), []
        parts = summary.answers.all("identifiers of cells", summary.incident_filter, grid)
        return None, [one for part in parts for one in part][-MOST_SINGLE:]
    return None, []


@number_at.register
def _(summary: LiveSummary, longitude: float, latitude: float) -> int:
    """In the finest cell there is, of about ten centimetres."""
    column, row = cell_at(longitude, latitude, _FINEST)
    cells = summary.answers.cells(summary.incident_filter, Grid(_FINEST, column, 1, row, 1))
    return int(cells["incidents"].sum())
