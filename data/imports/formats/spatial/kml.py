"""Tables of KML: one row a placemark."""

from __future__ import annotations

import io
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
from data.limits import Work

_PLAIN: Final = ("name", "description", "address")
_SHAPES: Final = ("Point", "LineString", "Polygon")


def read_kml(file: str, content: bytes, work: Work) -> TextTable:
    """The placemarks as rows: name, description, day, and their extended data. No link is followed.

    Raises FileError when it is not KML, or its XML declares entities.
    """
    attributes: list[dict[str, str]] = []
    shapes: list[object] = []
    root = ""
    try:
        for event, element in iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
            root = root or _tag(element)
            if root != "kml":
                raise FileError(file, f"This XML is “{root[:40]}”, not KML; the atlas reads no other XML.")
            if event == "end" and _tag(element) == "Placemark":
                attributes.append(_attributes(element))
                shapes.append(_shape(element))
                work.check_rows(file, len(shapes))
                element.clear()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise FileError(
            file, "Its XML is damaged, cut short or declares entities; export it again."
        ) from error
    if not shapes:
        raise FileError(file, "This KML has no placemarks; export the layer itself, not a link to it.")
    _put_days_in_one_column(attributes)
    work.check_columns(file, len({name for row in attributes for name in row}))
    return with_points(file, "", attributes, np.array(shapes, dtype=object), crs_of(file, WGS84), work)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attributes(placemark: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in placemark.iter():
        tag = _tag(element)
        text = (element.text or "").strip()
        if tag in _PLAIN and text:
            found.setdefault(tag, text)
        elif tag in ("when", "begin") and text:
            found.setdefault("date", text)
        elif tag == "SimpleData":
            found[element.get("name", "")] = text
        elif tag == "Data":
            values = (child.text for child in element if _tag(child) == "value")
            found[element.get("name", "")] = (next(values, "") or "").strip()
    if description := found.get("description", ""):
        cells, text = cells_and_text(description) if "<" in description else labelled(description)
        del found["description"]
        found = {**cells, **found} if not text else {**cells, **found, "description": text}
    return found


def _put_days_in_one_column(attributes: list[dict[str, str]]) -> None:
    """Enter the day of a time stamp where other placemarks have theirs, if it is called alike."""
    others = {name for row in attributes for name in row if name != "date" and name.casefold() == "date"}
    if len(others) != 1:
        return
    name = others.pop()
    for row in attributes:
        if "date" in row and not row.get(name):
            row[name] = row.pop("date")


def _shape(placemark: Element) -> object:
    """The first point, line or outer ring; None without one that can be read."""
    for element in placemark.iter():
        if _tag(element) in _SHAPES:
            text = next((child.text or "" for child in element.iter() if _tag(child) == "coordinates"), "")
            try:
                places = [tuple(map(float, place.split(",")[:2])) for place in text.split()]
                match _tag(element):
                    case "Point":
                        return shapely.Point(places[0])
                    case "LineString":
                        return shapely.LineString(places)
                    case _:
                        return shapely.Polygon(places)
            except (ValueError, IndexError, TypeError, shapely.errors.ShapelyError):
                return None
    return None
