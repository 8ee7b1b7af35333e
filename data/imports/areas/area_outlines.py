"""The outlines of a table's rows as areas and lines in degrees; what cannot be one is left out with a remark."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import FileError
from data.imports.areas.self_crossings import repaired
from data.imports.formats.spatial.points import outlines_in_degrees
from data.imports.formats.text.text_table import TextTable
from data.language import N_
from data.recorded_areas.table import MOST_CORNERS
from data.statement import Statement, statement

NO_OUTLINE: Final = N_("{file}: rows that have no outline and were left out ({number}): {rows}.")
NOT_USABLE: Final = N_(
    "{file}: rows that have a point, or no area or length, and were left out ({number}): {rows}."
)
REPAIRED: Final = N_("{file}: rows whose outline crosses itself, which was repaired ({number}): {rows}.")
TOO_MUCH: Final = N_(
    "The outlines have {corners} corners, and at most {most} are taken; simplify them, or leave some areas out."
)
NO_DEGREES: Final = N_(
    "Its coordinates are no degrees; export it with the coordinate system that they are in."
)
TOO_WIDE: Final = N_(
    "An outline reaches around half of the globe or more; cut it at 180 degrees, or write longitudes beyond 180 as 181 "
    "and so on."
)

_AREAS: Final = (3, 6)
_LINES: Final = (1, 2, 5)
"""Numbers of kinds of geometries, as shapely gives them."""
_LISTED: Final = 5
_TURN: Final = 360.0


def read_outlines(table: TextTable, remarks: list[Statement]) -> tuple[npt.NDArray[np.object_], list[int]]:
    """The outlines that can be used, and the row of each. Raises FileError for a file whose coordinates cannot be."""
    corners = int(shapely.get_num_coordinates(table.geometries).sum())
    if corners > MOST_CORNERS:
        raise FileError(table.title, statement(TOO_MUCH, corners=corners, most=MOST_CORNERS))
    outlines = outlines_in_degrees(table)
    rows = np.arange(2, len(outlines) + 2)
    is_there = ~(shapely.is_missing(outlines) | shapely.is_empty(outlines))
    is_there &= np.isin(rows, table.rows.index)
    _remark(table, remarks, rows[~is_there], NO_OUTLINE)
    _check_degrees(table, outlines[is_there])
    outlines, rows = outlines[is_there], rows[is_there]
    outlines, crossing = repaired(table, outlines, rows)
    outlines = np.array([_area_or_line(one) for one in outlines], dtype=object)
    is_usable = ~shapely.is_empty(outlines)
    _remark(table, remarks, rows[~is_usable], NOT_USABLE)
    _remark(table, remarks, rows[crossing & is_usable], REPAIRED)
    return _turned(outlines[is_usable]), rows[is_usable].tolist()


def _check_degrees(table: TextTable, outlines: npt.NDArray[np.object_]) -> None:
    if not len(outlines):
        return
    degrees = shapely.get_coordinates(outlines)
    is_finite = bool(np.isfinite(degrees).all())
    if not is_finite or (np.abs(degrees) > [_TURN, 90.0]).any():
        raise FileError(table.title, NO_DEGREES)
    west, _south, east, _north = shapely.bounds(outlines).T
    if not all(_is_cut(one) for one in outlines[east - west >= _TURN / 2]):
        raise FileError(table.title, TOO_WIDE)


def _is_cut(outline: BaseGeometry) -> bool:
    """Whether it was cut into parts at the antimeridian, as RFC 7946 wants it."""
    parts = shapely.bounds(shapely.get_parts(outline))
    return bool(((parts[:, 2] - parts[:, 0]) < _TURN / 2).all())


def _area_or_line(outline: BaseGeometry) -> BaseGeometry:
    """The areas of an outline, or where it has none its lines; empty for points."""
    kind = shapely.get_type_id(outline)
    if kind in _AREAS or kind in _LINES:
        return outline if outline.length else shapely.GeometryCollection()
    parts = shapely.get_parts(outline)
    while np.isin(shapely.get_type_id(parts), 7).any():
        parts = shapely.get_parts(parts)
    for kinds in (_AREAS, _LINES):
        found = parts[np.isin(shapely.get_type_id(parts), kinds)]
        if len(found):
            return shapely.union_all(found)
    return shapely.GeometryCollection()


def _turned(outlines: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """The outlines with their west from -180 to 180, each part for itself."""

    def turned(outline: BaseGeometry) -> BaseGeometry:
        west, _south, east, _north = outline.bounds
        if west >= -180 and east <= 180:
            return outline
        turns = np.floor((west + 180) / _TURN) * _TURN
        return shapely.transform(outline, lambda degrees: degrees - [turns, 0])

    return np.array([turned(one) for one in outlines], dtype=object)


def _remark(table: TextTable, remarks: list[Statement], rows: npt.NDArray[np.intp], what: str) -> None:
    if len(rows):
        listed = ", ".join(map(str, rows[:_LISTED])) + (" …" if len(rows) > _LISTED else "")
        number = int(pd.Series(rows).nunique())
        remarks.append(statement(what, file=table.title, number=number, rows=listed))
