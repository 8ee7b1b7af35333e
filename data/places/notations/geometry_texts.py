"""Geometries that stand in a cell: well-known text, well-known binary as hexadecimal digits, and GeoJSON."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pyproj
import shapely
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from data.places.notations.reading import Notation, PointReading, Unread
from data.places.notations.systems import degrees_of

BAD_GEOMETRY: Final = "The geometry in the cell is not well formed; it was not used."
NO_SYSTEM: Final = "The coordinate system of the geometry is not known; it was not used."

_LONGEST: Final = 20_000
_WKT: Final = re.compile(
    r"(?i)\s*(?:SRID\s*=\s*(\d{1,6})\s*;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\b\s*(?:Z|M|ZM)?\s*[(E].*",
    re.DOTALL,
)
_HEX: Final = re.compile(r"0[01][0-9A-Fa-f]{40,}")
_EMPTY: Final = re.compile(r"(?i)\s*(?:SRID\s*=\s*\d+\s*;)?\s*[A-Z]+\s*(?:Z|M|ZM)?\s*EMPTY\s*")


def read_geometry(text: str) -> PointReading | Unread | None:
    """The point of a geometry, or one inside a line or an area; None for another text, or an empty geometry."""
    if not 10 < len(text) <= _LONGEST:
        return None
    if found := _WKT.fullmatch(text):
        return (
            None
            if _EMPTY.fullmatch(text)
            else _read(lambda: shapely.from_wkt(_body(text)), int(found[1] or 4326))
        )
    if _HEX.fullmatch(text.strip()):
        return _read(lambda: shapely.from_wkb(bytes.fromhex(text.strip())), 0)
    if text.lstrip()[:1] == "{" and '"coordinates"' in text:
        return _read(lambda: _from_json(text), 4326)
    return None


def is_empty_geometry(text: str) -> bool:
    """Whether a cell holds a geometry that is written as empty."""
    return bool(_EMPTY.fullmatch(text))


def _body(text: str) -> str:
    return re.sub(r"(?i)^\s*SRID\s*=\s*\d+\s*;", "", text)


def _from_json(text: str) -> Any:
    content = json.loads(text)
    return shape(content.get("geometry") or content)


def _read(geometry_of: Any, srid: int) -> PointReading | Unread | None:
    try:
        geometry = geometry_of()
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        RecursionError,
        shapely.errors.ShapelyError,
    ):
        return Unread(BAD_GEOMETRY)
    if geometry is None or geometry.is_empty:
        return None
    is_point = geometry.geom_type == "Point" or (
        geometry.geom_type == "MultiPoint" and len(geometry.geoms) == 1
    )
    point = geometry.centroid if is_point else geometry.representative_point()
    at = _in_degrees(point.x, point.y, srid or shapely.get_srid(geometry) or 4326)
    if at is None:
        return Unread(NO_SYSTEM)
    return PointReading(*at, Notation.GEOMETRY, is_line_or_area=not is_point)


def _in_degrees(x: float, y: float, srid: int) -> tuple[float, float] | None:
    try:
        system = pyproj.CRS.from_epsg(srid)
    except CRSError:
        return None
    return (x, y) if system.is_geographic else degrees_of(system, x, y)
