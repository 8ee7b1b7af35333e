"""Tables of GeoPackages, one a layer of features.

Read by SQLite itself in memory, without extensions: only plain tables that the package lists as features,
never a view or a virtual table, which could read other files.
"""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Final

import numpy as np
import shapely

from data.errors import FileError
from data.imports.formats.points import crs_of, with_points
from data.imports.formats.spreadsheet import cell_text
from data.imports.formats.text_table import TextTable
from data.language import N_
from data.limits import Work

MAGIC: Final = b"SQLite format 3\x00"
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_STEPS_BETWEEN_CHECKS: Final = 100_000
_LONGEST_VALUE: Final = 10_000_000

_LAYERS: Final = """
    SELECT contents.table_name, columns.column_name, systems.organization, systems.organization_coordsys_id,
        systems.definition
    FROM gpkg_contents AS contents
    JOIN gpkg_geometry_columns AS columns ON columns.table_name = contents.table_name
    JOIN gpkg_spatial_ref_sys AS systems ON systems.srs_id = columns.srs_id
    JOIN sqlite_master AS master ON master.name = contents.table_name
    WHERE contents.data_type = 'features' AND master.type = 'table' AND master.sql NOT LIKE 'CREATE VIRTUAL%'
    ORDER BY contents.table_name
"""


def read_geopackage(file: str, content: bytes, work: Work) -> list[TextTable]:
    """The layers of features, by name. Raises FileError when the package is damaged or has none."""
    with closing(sqlite3.connect(":memory:")) as package:
        try:
            package.deserialize(_without_journal(content))
            _restrict(package, work)
            layers = package.execute(_LAYERS).fetchall()
            tables = [_layer(file, package, layer, work) for layer in layers if _has_rows(package, layer[0])]
        except (sqlite3.Error, OverflowError, MemoryError, TypeError, UnicodeError) as error:
            raise FileError(file, "The GeoPackage is damaged or cut short; export it again.") from error
    if not tables:
        raise FileError(file, "The GeoPackage has no layer of features with rows; export the layer again.")
    return tables


def _without_journal(content: bytes) -> bytes:
    """The database with its journal mode set to none: what is kept in memory cannot open a write-ahead log."""
    return content[:18] + b"\x01\x01" + content[20:]


def _restrict(package: sqlite3.Connection, work: Work) -> None:
    package.execute("PRAGMA trusted_schema = OFF")
    package.execute("PRAGMA query_only = ON")
    package.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    package.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    ends = work.started + work.limits.seconds
    package.set_progress_handler(lambda: int(time.monotonic() > ends), _STEPS_BETWEEN_CHECKS)


def _has_rows(package: sqlite3.Connection, table: str) -> bool:
    return package.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1").fetchone() is not None  # noqa: S608


def _layer(
    file: str, package: sqlite3.Connection, layer: tuple[str, str, str, int, str], work: Work
) -> TextTable:
    table, geometry, organization, code, definition = layer
    listed = package.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    # The identifier that a package keeps for itself says nothing about an incident.
    names = [
        str(row[1]) for row in listed if row[1] != geometry and not (row[5] and row[1] in ("fid", "ogc_fid"))
    ]
    work.check_columns(file, len(names))
    asked = ", ".join(map(_quoted, [geometry, *names]))
    rows = package.execute(f"SELECT {asked} FROM {_quoted(table)}")  # noqa: S608 - names are quoted
    attributes, shapes = [], []
    for number, row in enumerate(_watched(rows, work), start=1):
        work.check_rows(file, number)
        shapes.append(_geometry(row[0]))
        attributes.append({name: _text(value) for name, value in zip(names, row[1:], strict=True)})
    crs = crs_of(file, f"{organization}:{code}" if organization.upper() == "EPSG" else definition)
    return with_points(file, table, attributes, np.array(shapes, dtype=object), crs, work)


def _watched(rows: sqlite3.Cursor, work: Work) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        if number % 5_000 == 0:
            work.at(N_("Reading features"))
        yield row


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _text(value: object) -> str:
    return "" if isinstance(value, bytes) else cell_text(value)


def _geometry(blob: object) -> object:
    """The shape of a GeoPackage blob: a header, an envelope, then well-known binary. None when it is none."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) < 8:
        return None
    envelope = _ENVELOPE_BYTES.get((blob[3] >> 1) & 0b111)
    if envelope is None:
        return None
    try:
        return shapely.from_wkb(blob[8 + envelope :])
    except (shapely.errors.ShapelyError, struct.error, ValueError):
        return None
