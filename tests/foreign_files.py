"""Files as other people make them, in every form that the atlas opens, made in code."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd

Rows = Sequence[Mapping[str, Any]]
"""Rows of one table; all have the same columns."""


def csv_file(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as delimited text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets."""
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods_file(content_rows: str, before: str = "") -> bytes:
    """A spreadsheet whose one sheet has these rows, as XML; `before` stands before the root element."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet 1">{content_rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_file(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )


def zip_file(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def layer(rows: Rows, crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    """The rows with points from their `longitude` and `latitude`, which are in EPSG:4326, in another CRS."""
    table = pd.DataFrame(rows)
    points = gpd.points_from_xy(table.pop("longitude"), table.pop("latitude"), crs="EPSG:4326")
    return gpd.GeoDataFrame(table, geometry=points).to_crs(crs)


def geojson_file(rows: Rows, **members: Any) -> bytes:
    """A feature collection; `members` are added to it."""
    features = [
        {
            "type": "Feature",
            "properties": {
                name: value for name, value in row.items() if name not in ("longitude", "latitude")
            },
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        }
        for row in rows
    ]
    return json.dumps(
        {"type": "FeatureCollection", **members, "features": features}, ensure_ascii=False
    ).encode()


def kml_file(rows: Rows, before: str = "") -> bytes:
    """Placemarks with extended data."""
    marks = []
    for row in rows:
        cells = "".join(
            f'<Data name="{name}"><value>{value}</value></Data>'
            for name, value in row.items()
            if name not in ("longitude", "latitude")
        )
        point = f"<Point><coordinates>{row['longitude']},{row['latitude']},0</coordinates></Point>"
        marks.append(f"<Placemark><ExtendedData>{cells}</ExtendedData>{point}</Placemark>")
    root = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(marks)}</Document></kml>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}{root}'.encode()
