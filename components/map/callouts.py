"""Where the name of an area stands: within it where circles leave room, otherwise outside, at the end of a short line.

The rules of pictures and of the live map, whose half is assets/map/callouts.js; both pass the cases of tests/callouts.json.
Lengths are pixels on screen and points on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

Line = tuple[float, float, float, float]
"""x and y where it begins in its district, and where it meets the box of the name."""
Box = tuple[float, float, float, float]
"""Least x and y, largest x and y."""

ALL_DISTRICTS_ZOOM: Final = 6.0
"""From here every district with incidents is named, before only those with the most."""
MOST_ON_SMALL_MAP: Final = 3
LONGEST: Final = 0.13
"""How long a line may be, as a part of the shorter side of the map."""
SHORTEST: Final = 8.0
"""A shorter line would look like a hyphen."""
_STEP: Final = 8.0
_STARTS: Final = 15
_INSET: Final = 2.5
"""How far within its district a line begins, so that it is seen to."""
_APART: Final = 3.0
"""Between the name and circles, other names or the map's edge."""
_ALL_OF_IT: Final = (-1.0, -0.5, 0.0, 0.5, 1.0)
_MOST_OF_IT: Final = (-0.5, 0.0, 0.5)
"""Of half the width of a name: where it may not lie in another district with incidents; within its own, its ends may."""
_PARTS: Final = 16
"""A line crosses a district where the end of one of so many equal parts lies in it."""
_SPOTS: Final = 17
"""Within an area a name is tried on a grid of as many places each way."""

Numbers = npt.NDArray[np.float64]


class Callout(NamedTuple):
    """The middle of a name, and its line."""

    x: float
    y: float
    line: Line


class Taken(NamedTuple):
    """What of a map is taken: `circles` have x, y and radius; lines to `numbers`, which are circles too, are avoided."""

    circles: Numbers
    numbers: Numbers
    boxes: Sequence[Box]
    lines: Sequence[Line]


def inside(
    area: shapely.Geometry,
    usual: Numbers,
    half: tuple[float, float],
    size: tuple[float, float],
    taken: Taken,
    shaded: shapely.Geometry | None = None,
) -> tuple[float, float] | None:
    """The clear place nearest to the usual one where a name lies in its area: whole, or else with its middle, and then
    hardly in another of `shaded`, the districts with incidents. None where there is none; without `shaded` it has to be
    whole. `half` and `size` are as for `callout`.
    """
    west, south, east, north = shapely.bounds(area)
    across, up = np.meshgrid(np.linspace(west, east, _SPOTS), np.linspace(south, north, _SPOTS))
    spots = np.vstack([usual, np.column_stack([across.ravel(), up.ravel()])])
    edge = np.array(half) + _APART
    spots = spots[((spots > edge) & (spots < np.array(size) - edge)).all(axis=1)]
    shapely.prepare(area)
    spots = spots[shapely.contains_xy(area, spots)]
    spots = spots[_is_free(spots, half, taken)]
    spots = spots[np.argsort(np.hypot(*(spots - usual).T), kind="stable")]
    holds = shapely.contains(area, shapely.box(*(spots - half).T, *(spots + half).T))
    rest = spots[:0] if shaded is None else spots[~_reaches_into(shaded, spots, half, _MOST_OF_IT)]
    for chosen in (spots[holds], rest):
        if len(chosen):
            return float(chosen[0, 0]), float(chosen[0, 1])
    return None


def callout(
    area: shapely.Geometry,
    shaded: shapely.Geometry,
    half: tuple[float, float],
    size: tuple[float, float],
    taken: Taken,
) -> Callout | None:
    """The nearest clear place for a name outside of its district and of all `shaded` ones, which its line does not cross
    either: behind another district with incidents it would be read as that one's. None where every one is too far.

    `half` are half the width and height of the name, `size` those of the whole map.
    """
    largest = max(shapely.get_parts(area), key=shapely.area)
    starts = _starts(largest, taken.circles)
    if not len(starts):
        return None
    longest = LONGEST * min(size)
    spots = _spots(shapely.bounds(largest), half, size, longest)
    spots = spots[~shapely.contains_xy(area, spots) & ~_reaches_into(shaded, spots, half, _ALL_OF_IT)]
    away = np.abs(starts[None, :, :] - spots[:, None, :]) - np.array(half)
    lengths = np.hypot(*np.moveaxis(np.maximum(away, 0.0), 2, 0))
    nearest = lengths.argmin(axis=1) if len(spots) else np.zeros(0, dtype=np.intp)
    length = lengths[np.arange(len(spots)), nearest]
    is_clear = (length >= SHORTEST) & (length <= longest) & _is_free(spots, half, taken)
    found = []
    for at in np.lexsort((spots[:, 1], spots[:, 0], np.round(length, 6))):
        if is_clear[at]:
            x, y = (float(edge) for edge in spots[at])
            found.append(Callout(x, y, _line(starts[nearest[at]], (x, y), half)))
    for circles in (taken.numbers, taken.numbers[:0]):
        for each in found:
            if not _crosses(each.line, circles, taken) and not _crosses_area(each.line, shaded):
                return each
    return None


def _starts(area: shapely.Geometry, circles: Numbers) -> Numbers:
    """Points within an area, on a grid; those that no circle covers where there are any."""
    west, south, east, north = shapely.bounds(area)
    steps = (np.arange(_STARTS) + 0.5) / _STARTS
    across, up = np.meshgrid(west + (east - west) * steps, south + (north - south) * steps)
    points = np.column_stack([across.ravel(), up.ravel()])
    inside = points[shapely.contains_xy(area, points)]
    around = [(_INSET, 0.0), (-_INSET, 0.0), (0.0, _INSET), (0.0, -_INSET)]
    is_deep = np.all([shapely.contains_xy(area, inside + step) for step in around], axis=0)
    deep = inside[is_deep] if is_deep.any() else inside
    away = np.hypot(*np.moveaxis(deep[:, None, :] - circles[None, :, :2], 2, 0))
    is_seen = (away >= circles[:, 2]).all(axis=1)
    return deep[is_seen] if is_seen.any() else deep


def _spots(bounds: Numbers, half: tuple[float, float], size: tuple[float, float], longest: float) -> Numbers:
    """The middles to try around an area, all names on the map being whole."""
    least = np.maximum(bounds[:2] - longest - half, np.array(half) + _APART)
    most = np.minimum(bounds[2:] + longest + half, np.array(size) - half - _APART)
    across, up = (np.arange(low, high, _STEP) for low, high in zip(least, most, strict=True))
    xs, ys = np.meshgrid(across, up)
    return np.column_stack([xs.ravel(), ys.ravel()])


def _reaches_into(
    area: shapely.Geometry, spots: Numbers, half: tuple[float, float], parts: Sequence[float]
) -> npt.NDArray[np.bool_]:
    """Whether a part of a name with its middle at each spot lies in an area."""
    places = [spots + np.array([part * half[0], 0.0]) for part in parts]
    reaches: npt.NDArray[np.bool_] = np.any([shapely.contains_xy(area, place) for place in places], axis=0)
    return reaches


def _is_free(spots: Numbers, half: tuple[float, float], taken: Taken) -> npt.NDArray[np.bool_]:
    """Whether a name with its middle at each spot is clear of circles, names and lines."""
    reach = np.array(half) + _APART
    away = np.maximum(np.abs(spots[:, None, :] - taken.circles[None, :, :2]) - reach, 0.0)
    is_free: npt.NDArray[np.bool_] = np.all(np.hypot(*np.moveaxis(away, 2, 0)) >= taken.circles[:, 2], axis=1)
    boxes = np.array(taken.boxes, dtype=np.float64).reshape(-1, 4)
    least, most = spots - reach, spots + reach
    overlaps = (least[:, None, :] < boxes[None, :, 2:]) & (most[:, None, :] > boxes[None, :, :2])
    is_free &= ~np.any(np.all(overlaps, axis=2), axis=1)
    for at in np.flatnonzero(is_free) if taken.lines else ():
        (west, south), (east, north) = least[at].tolist(), most[at].tolist()
        is_free[at] = not any(_meets_box(line, (west, south, east, north)) for line in taken.lines)
    return is_free


def _line(start: Numbers, spot: tuple[float, float], half: tuple[float, float]) -> Line:
    ends = [
        min(max(float(at), middle - reach), middle + reach)
        for at, middle, reach in zip(start, spot, half, strict=True)
    ]
    return float(start[0]), float(start[1]), ends[0], ends[1]


def _crosses(line: Line, circles: Numbers, taken: Taken) -> bool:
    """Whether a line crosses circles, names or other lines."""
    return (
        any(_distance(line, circle) < circle[2] for circle in circles)
        or any(_meets_box(line, box) for box in taken.boxes)
        or any(_meet(line, other) for other in taken.lines)
    )


def _crosses_area(line: Line, area: shapely.Geometry) -> bool:
    start, end = np.array(line[:2]), np.array(line[2:])
    parts = start + (end - start) * (np.arange(1, _PARTS + 1) / _PARTS)[:, None]
    return bool(shapely.contains_xy(area, parts).any())


def _distance(line: Line, point: Numbers) -> float:
    """From a point to the nearest one of a line."""
    x0, y0, x1, y1 = line
    across, up = x1 - x0, y1 - y0
    whole = across * across + up * up
    part = ((point[0] - x0) * across + (point[1] - y0) * up) / whole if whole else 0.0
    part = min(max(part, 0.0), 1.0)
    return float(np.hypot(x0 + part * across - point[0], y0 + part * up - point[1]))


def _turn(line: Line, x: float, y: float) -> float:
    return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])


def _meet(one: Line, other: Line) -> bool:
    """Whether two lines cross each other."""
    return (
        _turn(one, *other[:2]) * _turn(one, *other[2:]) < 0
        and _turn(other, *one[:2]) * _turn(other, *one[2:]) < 0
    )


def _meets_box(line: Line, box: Box) -> bool:
    """Whether a line begins or ends in a box, or crosses one of its diagonals."""
    west, south, east, north = box
    if any(west < x < east and south < y < north for x, y in (line[:2], line[2:])):
        return True
    return _meet(line, (west, south, east, north)) or _meet(line, (west, north, east, south))
