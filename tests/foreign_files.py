"""Files as other people make them, in every form that the atlas opens, made in code."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

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


GED_EVENT: Final[dict[str, Any]] = {
    "id": "1001",
    "year": "2021",
    "type_of_violence": "1",
    "conflict_name": "Somewhere: Government",
    "side_a": "Government of Somewhere",
    "side_b": "CPC",
    "number_of_sources": "2",
    "source_article": '"Radio A,2021-05-17,Three die in explosion of a mine";"B,2021-05-18,Landmine kills three"',
    "source_office": "",
    "source_date": "",
    "source_headline": "Three die in explosion of a mine;Landmine kills three",
    "source_original": "police",
    "where_prec": "1",
    "where_coordinates": "Bouar town",
    "where_description": "near Bouar",
    "adm_1": "Nana-Mambéré prefecture",
    "adm_2": "",
    "longitude": 15.59317,
    "latitude": 5.933314,
    "country": "Central African Republic",
    "date_prec": "1",
    "date_start": "2021-05-16T00:00:00",
    "date_end": "2021-05-16T00:00:00",
    "deaths_a": "2",
    "deaths_b": "0",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "low": "3",
    "best": "3",
    "high": "3",
}
"""A row of the UCDP Georeferenced Event Dataset: three people killed by a mine, one of them a civilian."""
