"""Tables of JSON that is a list of records: answers of ACLED's, KoBo's, ODK's, ArcGIS' and other addresses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely

from data.errors import FileError
from data.imports.formats.spatial.points import crs_of, with_points
from data.imports.formats.text.text_table import TextTable, text_table
from data.imports.formats.workbooks.spreadsheet import cell_text
from data.limits import Work

_LISTS: Final = (
    "data",
    "results",
    "result",
    "value",
    "records",
    "items",
    "rows",
    "features",
    "incidents",
    "events",
)
"""Members of an answer that hold its records."""
_DEEPEST: Final = 4
_GEOMETRIES: Final = frozenset("Point MultiPoint LineString MultiLineString Polygon MultiPolygon".split())
_COUNTS: Final = ("count", "total_count", "totalcount", "total")
_NEXT_PAGES: Final = ("next", "nextpageurl", "@odata.nextlink", "next_page", "nextpage")

FEWER_THAN_COUNTED: Final = "The answer says that there are {count:,} records, and holds {present:,}; the others are on further pages."

FURTHER_PAGES: Final = (
    "The answer names a further page of records, which is not in this file; here are {present:,} of them."
)


def records_of(parsed: object) -> list[dict[str, Any]] | None:
    """The records of an answer; None where there are none, or where they are GeoJSON features."""
    if isinstance(parsed, list):
        found = parsed
    elif isinstance(parsed, dict):
        found = _list_in(parsed)
    else:
        return None
    records = [one for one in found if isinstance(one, dict)]
    is_of_features = isinstance(parsed, dict) and parsed.get("type") == "FeatureCollection"
    is_of_features |= any(one.get("type") == "Feature" or "properties" in one for one in records)
    if not records or len(records) < len(found) or is_of_features:
        return None
    return _of_whole(records, parsed) if isinstance(parsed, dict) else records


def _list_in(parsed: dict[str, Any], depth: int = 0) -> list[Any]:
    """The list of an answer that holds its records: one of a usual name, or else the only one of records."""
    by_name = {name.lower(): value for name, value in parsed.items() if isinstance(value, list) and value}
    if usual := [by_name[name] for name in _LISTS if name in by_name]:
        return usual[0]
    of_records = [value for value in by_name.values() if all(isinstance(one, dict) for one in value)]
    if of_records or depth >= _DEEPEST:
        return of_records[0] if len(of_records) == 1 else []
    # Some answers put their list into an object: {"result": {"incidents": [...]}}.
    below = [_list_in(value, depth + 1) for value in parsed.values() if isinstance(value, dict)]
    filled = [found for found in below if found]
    return filled[0] if len(filled) == 1 else []


class _Records(list[dict[str, Any]]):
    """Records, with what the answer around them says."""

    number: int | None = None
    has_more_pages: bool = False
    wkid: int | None = None


def _of_whole(records: Iterable[dict[str, Any]], parsed: dict[str, Any]) -> _Records:
    found = _Records(records)
    members = {name.lower(): value for name, value in parsed.items()}
    count = next((members[name] for name in _COUNTS if name in members), None)
    found.number = count if isinstance(count, int) and not isinstance(count, bool) else None
    found.has_more_pages = any(isinstance(members.get(name), str) and members[name] for name in _NEXT_PAGES)
    system = parsed.get("spatialReference")
    wkid = system.get("latestWkid", system.get("wkid")) if isinstance(system, dict) else None
    found.wkid = wkid if isinstance(wkid, int) else None
    return found


def table_of_records(file: str, records: list[dict[str, Any]], work: Work) -> TextTable:
    """The records as rows; what is nested in them is joined by a point. Raises FileError when there are too many."""
    work.check_rows(file, len(records))
    are_features = all(isinstance(one.get("attributes"), dict) for one in records)
    flat = [_flat(one["attributes"] if are_features else one) for one in records]
    names = list(dict.fromkeys(name for row in flat for name in row))
    work.check_columns(file, len(names))
    count = getattr(records, "number", None)
    remarks = []
    if isinstance(count, int) and count > len(records):
        remarks.append(FEWER_THAN_COUNTED.format(count=count, present=len(records)))
    elif getattr(records, "has_more_pages", False):
        remarks.append(FURTHER_PAGES.format(present=len(records)))
    if are_features and any(isinstance(one.get("geometry"), dict) for one in records):
        shapes = np.array([_esri_point(one.get("geometry")) for one in records], dtype=object)
        wkid = getattr(records, "wkid", None)
        return with_points(file, "", flat, shapes, crs_of(file, f"EPSG:{wkid}" if wkid else ""), work)
    if not names:
        raise FileError(file, "The records of this JSON are empty; choose another file.")
    rows = [(number, [row.get(name, "") for name in names]) for number, row in enumerate(flat, start=2)]
    return text_table(file, "", [(1, names), *rows], work, len(rows), remarks=remarks)


def _flat(values: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in values.items():
        path = f"{before}{name}"
        if isinstance(value, dict) and value.get("type") in _GEOMETRIES and "coordinates" in value:
            # A point in the notation of GeoJSON is one cell: which number is the longitude is part of it.
            found[path] = json.dumps(value)
        elif isinstance(value, dict) and depth < _DEEPEST:
            found |= _flat(value, f"{path}.", depth + 1)
        elif isinstance(value, (dict, list)):
            numbers = isinstance(value, list) and all(isinstance(one, (int, float)) for one in value)
            found[path] = " ".join(map(str, value)) if numbers else json.dumps(value, ensure_ascii=False)
        else:
            found[path] = cell_text(value)
    return found


def _esri_point(geometry: object) -> object:
    if not isinstance(geometry, dict):
        return None
    x, y = geometry.get("x"), geometry.get("y")
    if isinstance(x, (int, float)) and isinstance(y, (int, float)):
        return shapely.Point(x, y)
    rings = geometry.get("rings")
    try:
        return shapely.Polygon(rings[0]) if isinstance(rings, list) and rings else None
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        return None
