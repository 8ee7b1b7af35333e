"""Files made to harm: small ones that unpack to gigabytes, that have no end, or that hide their rows; made in code.

`HOSTILE` has each with what its refusal says, `STRANGE` those that are read, for what they lead to.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapefile
import shapely

from tests.foreign_files import csv_file, geojson_file, kml_file, ods_file, xlsx_file, zip_file

_LONG: Final = "a" * 9_000_000
_OFTEN: Final = 300
_A_LITTLE_MORE: Final = 56
"""So many of the text above are 504 MB, where 500 MB are taken."""
ROW: Final = {"date": "2020-11-23", "killed": "1", "longitude": 46.77, "latitude": 40.33}


def parquet(**columns: object) -> bytes:
    """A Parquet file of these columns."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def dictionary_text() -> bytes:
    """0.4 MB in which one text of 9 MB stands 300 times, stored once."""
    places = pa.array(np.zeros(_OFTEN, dtype=np.int32))
    return parquet(date=pa.DictionaryArray.from_arrays(places, pa.array([_LONG])), killed=[1] * _OFTEN)


def text_views() -> bytes:
    """Texts that are stored each time, and a little more than are taken."""
    return parquet(date=pa.array([_LONG] * _A_LITTLE_MORE, pa.string_view()))


def fixed_bytes() -> bytes:
    return parquet(date=pa.array([_LONG.encode()] * _A_LITTLE_MORE, pa.binary(len(_LONG))))


def wide_nothing() -> bytes:
    """80 columns of 900,000 cells in which nothing is, 576 MB in memory."""
    return parquet(**{f"c{number}": pa.nulls(900_000, pa.int64()) for number in range(80)})


def many_groups() -> bytes:
    """The same text in row groups each of which is small."""
    file = io.BytesIO()
    table = pa.table({"date": pa.array(["a" * 1_000_000] * 20).dictionary_encode()})
    with pq.ParquetWriter(file, table.schema) as writer:
        for _ in range(40):
            writer.write_table(table)
    return file.getvalue()


def deep_metadata() -> bytes:
    """GeoParquet whose description is nested a hundred thousand times."""
    schema = pa.schema([("date", pa.string())], metadata={b"geo": b"[" * 100_000 + b"]" * 100_000})
    file = io.BytesIO()
    pq.write_table(pa.table({"date": ["2020-11-23"]}, schema), file)
    return file.getvalue()


def endless_catalogue() -> bytes:
    """A GeoPackage whose list of layers is a query without an end."""
    return package(
        "ALTER TABLE gpkg_contents RENAME TO hidden",
        "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT hidden.* FROM hidden, n",
    )


def calculated_layer() -> bytes:
    return package(
        "ALTER TABLE accidents RENAME TO hidden", "CREATE VIEW accidents AS SELECT * FROM hidden, hidden h"
    )


def package(*statements: str) -> bytes:
    """A GeoPackage of one row, changed by some statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        point = gpd.GeoDataFrame(
            {"date": ["2020-11-23"], "killed": [1]}, geometry=[shapely.Point(46.77, 40.33)], crs="EPSG:4326"
        )
        point.to_file(path, layer="accidents")
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA legacy_alter_table = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return path.read_bytes()


def shapes(rows: int, tables: int | None = None) -> dict[str, bytes]:
    """The parts of a shapefile of points with so many rows, its table with another number where one is given."""
    parts: dict[str, bytes] = {}
    for count in (tables or rows, rows):
        streams = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
        with shapefile.Writer(**streams, shapeType=shapefile.POINT) as writer:
            writer.field("date", "C", 10)
            writer.field("killed", "N", 5)
            for number in range(count):
                writer.point(46.7 + number / 100, 40.3)
                writer.record("2020-11-23", number)
        found = {f"a.{ending}": stream.getvalue() for ending, stream in streams.items()}
        parts = found if not parts else found | {"a.dbf": parts["a.dbf"]}
    return parts


def shapes_cut_short() -> bytes:
    """Twelve rows, of which the second shape declares a length that it has not."""
    parts = shapes(12)
    broken = bytearray(parts["a.shp"])
    struct.pack_into(">i", broken, 100 + 28 + 4, 1_000)
    return zip_file(parts | {"a.shp": bytes(broken)})


def namesakes() -> bytes:
    """An archive with two members of one name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.csv", csv_file([ROW]))
        archive.writestr("a.csv", csv_file([ROW] * 2))
    return file.getvalue()


def workbook(pattern: bytes, replacement: bytes) -> bytes:
    """A workbook of three rows whose sheet is changed."""
    with zipfile.ZipFile(io.BytesIO(xlsx_file({"a": [ROW] * 3}))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    changed = re.sub(pattern, replacement, sheet)
    assert changed != sheet
    return zip_file(parts | {"xl/worksheets/sheet1.xml": changed})


def table_in_a_cell() -> bytes:
    cell = "<table:table-cell><text:p>date</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}</table:table-row>"
    nested = f'<table:table-row><table:table-cell><table:table table:name="b">{row}</table:table></table:table-cell></table:table-row>'
    return ods_file(row + row + nested)


def two_lists() -> bytes:
    one = json.loads(geojson_file([ROW]))["features"]
    return f'{{"type": "FeatureCollection", "features": {json.dumps(one)}, "features": {json.dumps(one)}}}'.encode()


HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "dictionary.parquet": (dictionary_text, "more than 500 MB"),
    "views.parquet": (text_views, "more than 500 MB"),
    "fixed.parquet": (fixed_bytes, "more than 500 MB"),
    "wide.parquet": (wide_nothing, "more than 500 MB"),
    "groups.parquet": (many_groups, "more than 500 MB"),
    "deep.parquet": (deep_metadata, "nested too deeply"),
    "catalogue.gpkg": (endless_catalogue, "“gpkg_contents” is a view"),
    "view.gpkg": (calculated_layer, "“accidents” is a view"),
    "shapes.zip": (shapes_cut_short, "different numbers of rows"),
    "table.zip": (lambda: zip_file(shapes(5, 9)), "different numbers of rows"),
    "capitals.zip": (lambda: zip_file(shapes(1) | {"A.SHP": b""}), "only in capital letters"),
    "namesakes.zip": (namesakes, "2 files called a.csv"),
    "nameless.zip": (lambda: zip_file({"a.csv": b"x"}).replace(b"a.csv", b"\0.csv"), "damaged or cut short"),
    "far.xlsx": (lambda: workbook(rb'<row r="3"', b'<row r="999999999"'), "a row 999,999,999 after row 2"),
    "twice.xlsx": (lambda: workbook(rb'<row r="3"', b'<row r="2"'), "a row 2 after row 2"),
    "nested.ods": (table_in_a_cell, "a table of its own"),
    "lists.geojson": (two_lists, "several lists of features"),
    "deep.geojson": (lambda: b'{"features": [' + b'{"a":' * 50_000, "not JSON|too deeply"),
    "wide.csv": (lambda: b",".join(b"c%d" % n for n in range(5_000)) + b"\n1\n", "5,000 columns"),
    "bomb.zip": (lambda: zip_file({"a.csv": b"0" * 525_000_000}), "more than 500 MB"),
}
"""Each with a part of the sentence that refuses it."""

STRANGE: Final[dict[str, Callable[[], bytes]]] = {
    "days.parquet": lambda: parquet(
        date=pa.array([2**30, -(2**30), 18_589], pa.int32()).cast(pa.date32()), killed=[1, 2, 3]
    ),
    "moments.parquet": lambda: parquet(
        date=pa.array([2**62, -(2**62), 1_606_089_600_000_000]).cast(pa.timestamp("us")), killed=[1, 2, 3]
    ),
    "surrogate.geojson": lambda: geojson_file([ROW]).replace(b'"killed"', b'"a\\ud800": "\\udfff", "killed"'),
    "properties.geojson": lambda: geojson_file([ROW] * 2).replace(
        b'"properties": {', b'"properties": 1, "x": {', 1
    ),
    "entity.kml": lambda: kml_file([ROW | {"name": "\u202e\x7f\ufffe"}]),
}
"""Read as tables, however odd: what is wrong in them is told row by row."""
