"""Outlines that cross themselves: repaired, or refused before a check or a repair that would not end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from data.errors import FileError
from data.imports.formats.text.text_table import TextTable
from data.language import N_
from data.statement import statement

_FEW_CORNERS: Final = 5_000
"""Outlines with fewer are checked in little time, whatever their form."""
_MOST_PAIRS: Final = 50_000_000
"""Of sides whose boxes overlap: checks and simplification look at each, ten million a second."""
_FEW_FOR_REPAIR: Final = 100
_MOST_CROSSINGS: Final = 50_000
"""Of sides: each becomes a corner of the repaired outline."""
_SAMPLE: Final = 64
"""Sides of an outline that are compared with all others."""
_POLYGON: Final = int(shapely.GeometryType.POLYGON)


@dataclass(frozen=True)
class _Sides:
    """The sides of the rings of an outline, an array a coordinate: a side goes from `x`, `y` to `x_end`, `y_end`."""

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    x_end: npt.NDArray[np.float64]
    y_end: npt.NDArray[np.float64]

    @cached_property
    def boxes(self) -> tuple[npt.NDArray[np.float64], ...]:
        """West, south, east and north of each."""
        lower = np.minimum(self.x, self.x_end), np.minimum(self.y, self.y_end)
        return *lower, np.maximum(self.x, self.x_end), np.maximum(self.y, self.y_end)

    def overlapping(self, side: int) -> npt.NDArray[np.intp]:
        """The sides whose boxes touch that of a side."""
        west, south, east, north = self.boxes
        return np.flatnonzero(
            (west <= east[side]) & (east >= west[side]) & (south <= north[side]) & (north >= south[side])
        )


_Count = Callable[[_Sides, int], int]
"""With how many sides a side forms a pair of the kind that is counted."""


def repaired(
    table: TextTable, outlines: npt.NDArray[np.object_], rows: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """The outlines of rows of a table, all of them valid, and which of them were not.

    What such an outline encloses once or several times is inside. Raises FileError for outlines that are too tangled.
    """
    corners = shapely.get_num_coordinates(outlines)
    large = corners >= _FEW_CORNERS
    _check(table, outlines[large], rows[large], _overlaps, _MOST_PAIRS)
    crossing = ~shapely.is_valid(outlines)
    tangled = crossing & (corners >= _FEW_FOR_REPAIR)
    _check(table, outlines[tangled], rows[tangled], _crossings, _MOST_CROSSINGS)
    whole = outlines.copy()
    whole[crossing] = shapely.make_valid(outlines[crossing], method="structure", keep_collapsed=True)
    return whole, crossing


def _check(
    table: TextTable,
    outlines: npt.NDArray[np.object_],
    rows: npt.NDArray[np.intp],
    count: _Count,
    most: int,
) -> None:
    """Raises FileError where pairs of sides, estimated for all outlines together, are more than `most`."""
    pairs = np.array([_pairs_of_sides(one, count) for one in outlines])
    if pairs.sum() <= most:
        return
    worst = pairs.argmax()
    corners = int(shapely.get_num_coordinates(outlines[worst]))
    raise FileError(
        table.title,
        statement(
            N_(
                "The outline of row {row} has {corners} corners, and too many of its sides cross each other or lie side "
                "by side; draw it anew, or simplify it."
            ),
            row=int(rows[worst]),
            corners=corners,
        ),
    )


def _pairs_of_sides(outline: shapely.Geometry, count: _Count) -> float:
    """About how many pairs of sides of an outline `count` finds, from a sample that is the same each time."""
    sides = _sides(outline)
    if not len(sides.x):
        return 0.0
    sample = np.random.default_rng(0).integers(len(sides.x), size=_SAMPLE)
    return float(np.mean([count(sides, int(one)) for one in sample])) * len(sides.x)


def _sides(outline: shapely.Geometry) -> _Sides:
    parts = shapely.get_parts(outline)
    while (shapely.get_type_id(parts) > _POLYGON).any():
        parts = shapely.get_parts(parts)
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == _POLYGON])
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    is_side = ring[1:] == ring[:-1]
    (x, y), (x_end, y_end) = corners[:-1][is_side].T.copy(), corners[1:][is_side].T.copy()
    return _Sides(x, y, x_end, y_end)


def _overlaps(sides: _Sides, side: int) -> int:
    return len(sides.overlapping(side))


def _crossings(sides: _Sides, side: int) -> int:
    """How many sides cross a side, so that each has an end on both sides of the other."""
    near = sides.overlapping(side)
    here = tuple(axis[side] for axis in (sides.x, sides.y, sides.x_end, sides.y_end))
    there = tuple(axis[near] for axis in (sides.x, sides.y, sides.x_end, sides.y_end))
    return int((_is_between(here, there) & _is_between(there, here)).sum())


def _is_between(line: tuple[Any, ...], ends: tuple[Any, ...]) -> npt.NDArray[np.bool_]:
    """Whether the line through two points has two ends on different sides."""
    x, y, x_end, y_end = line
    along, across = x_end - x, y_end - y
    first = along * (ends[1] - y) - across * (ends[0] - x)
    second = along * (ends[3] - y) - across * (ends[2] - x)
    return np.asarray(np.sign(first) * np.sign(second) < 0)
