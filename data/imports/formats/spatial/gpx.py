"""Tables of GPX: one row a waypoint of a phone or a GPS device."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data.errors import FileError
from data.imports.formats.spatial.html_cells import cells_and_text, labelled
from data.imports.formats.spatial.points import WGS84, crs_of, with_points
from data.imports.formats.text.text_table import TextTable
from data.language import counted
from data.limits import Work

_WAYPOINT: Final = "wpt"
_COLUMNS: Final = ("name", "time", "cmt", "desc", "type", "sym", "ele")
"""Of a waypoint's elements those that may say something of an incident; the others are about the receiver."""
_LINES: Final = {"trk": ("track", "tracks"), "rte": ("route", "routes")}
EACH_WAYPOINT: Final = (
    "Each waypoint was read as a row, whatever it marks, and its time is when it was marked. "
    "Delete camps and turning points first."
)
LEFT_OUT: Final = "Not read: {lines}; a line walked or planned is no incident."


def read_gpx(file: str, content: bytes, work: Work) -> TextTable:
    """The waypoints as rows: name, time, comment, description, type, symbol and height. Tracks and routes are counted.

    Raises FileError when it is not GPX, holds no waypoint, or its XML declares entities.
    """
    rows: list[dict[str, str]] = []
    points: list[object] = []
    lines = dict.fromkeys(_LINES, 0)
    try:
        for _event, element in iterparse(io.BytesIO(content), ("end",), forbid_dtd=True):
            tag = _tag(element)
            if tag == _WAYPOINT:
                rows.append(_row(element))
                points.append(_point(element))
                work.check_rows(file, len(rows))
            elif tag in lines:
                lines[tag] += 1
            if tag in (_WAYPOINT, *_LINES):
                element.clear()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise FileError(
            file, "Its XML is damaged, cut short or declares entities; export it again."
        ) from error
    left = " and ".join(counted(number, *_LINES[tag]) for tag, number in lines.items() if number)
    if not rows:
        only = f" (only {left})" if left else ""
        raise FileError(
            file, f"This GPX has no waypoints{only}; mark each incident as a waypoint, and export these."
        )
    work.check_columns(file, len({name for row in rows for name in row}))
    table = with_points(file, "", rows, np.array(points, dtype=object), crs_of(file, WGS84), work)
    remarks = (EACH_WAYPOINT, LEFT_OUT.format(lines=left)) if left else (EACH_WAYPOINT,)
    return replace(table, remarks=(*table.remarks, *remarks))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _row(waypoint: Element) -> dict[str, str]:
    """What a waypoint says; “Killed: 2” on lines of its own in a description are columns of their own."""
    found = {tag: text for child in waypoint if (tag := _tag(child)) in _COLUMNS and (text := _text(child))}
    if found.get("cmt") == found.get("desc"):
        # Garmin's programs write the same text twice.
        found.pop("cmt", None)
    for name in ("desc", "cmt"):
        if text := found.pop(name, ""):
            cells, left = cells_and_text(text) if "<" in text else labelled(text)
            found = {**cells, **found} | ({name: left} if left else {})
    return found


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _point(waypoint: Element) -> object:
    """The point of its attributes; None where these are no numbers."""
    try:
        return shapely.Point(float(waypoint.get("lon", "")), float(waypoint.get("lat", "")))
    except ValueError:
        return None
