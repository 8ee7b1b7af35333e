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
from dataclasses import replace
from itertools import chain
from typing import Final

import numpy as np
import shapely

from data.errors import FileError
from data.imports.formats.spatial.points import crs_of, with_points
from data.imports.formats.text.text_table import TextTable, text_table
from data.imports.formats.workbooks.spreadsheet import cell_text
from data.language import N_, counted
from data.limits import Work

MAGIC: Final = b"SQLite format 3\x00"
_ENVELOPE_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_STEPS_BETWEEN_CHECKS: Final = 100_000
_LONGEST_VALUE: Final = 10_000_000
_LONGEST_PROGRAM: Final = 100_000
"""Steps of the program that a query is; one of a thousand columns has some thousands."""

_CATALOGUE: Final = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")
_KINDS: Final = (
    "SELECT lower(name), type, upper(coalesce(sql, '')) FROM sqlite_master WHERE type IN ('table', 'view')"
)
_LISTED: Final = """
    SELECT table_name, data_type FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY table_name
"""
_GEOMETRY: Final = """
    SELECT columns.column_name, systems.organization, systems.organization_coordsys_id, systems.definition
    FROM gpkg_geometry_columns AS columns JOIN gpkg_spatial_ref_sys AS systems ON systems.srs_id = columns.srs_id
    WHERE columns.table_name = ?
"""
_COUNT: Final = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?"
_STYLES: Final = "layer_styles"
"""Where QGIS keeps how layers are drawn."""


def read_geopackage(file: str, content: bytes, work: Work) -> list[TextTable]:
    """The layers of features and the tables of attributes that have rows, by name.

    Raises FileError when the package is damaged, has none, or one that is a view or a virtual table.
    """
    with closing(sqlite3.connect(":memory:")) as package:
        try:
            package.deserialize(_without_journal(content))
            _restrict(package, work)
            if package.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                raise sqlite3.DatabaseError("damaged")
            tables = _tables(file, package, work)
        except MemoryError:
            raise
        except (sqlite3.Error, OverflowError, TypeError, ValueError, AttributeError) as error:
            work.at(N_("Reading features"))  # which raises when it was the clock that stopped it
            raise FileError(file, "The GeoPackage is damaged or cut short; export it again.") from error
    if not tables:
        raise FileError(file, "The GeoPackage has no layer of features with rows; export the layer again.")
    return tables


def _tables(file: str, package: sqlite3.Connection, work: Work) -> list[TextTable]:
    kinds = {name: (kind, sql) for name, kind, sql in package.execute(_KINDS)}
    for name in _CATALOGUE:
        _refuse_what_is_calculated(file, name, kinds)
    tables = []
    for name, kind in package.execute(_LISTED).fetchall():
        if name == _STYLES:
            continue
        _refuse_what_is_calculated(file, str(name), kinds)
        if not _has_rows(package, name):
            continue
        if kind == "attributes":
            tables.append(_counted(_without_geometry(file, package, name, work), package, kinds))
            continue
        geometries = package.execute(_GEOMETRY, (name,)).fetchall()
        if len(geometries) != 1:
            raise FileError(
                file,
                f"The layer “{name[:80]}” has {len(geometries)} geometry columns with a known coordinate system, "
                "and one is needed; export it again.",
            )
        tables.append(_counted(_layer(file, package, (name, *geometries[0]), work), package, kinds))
    return tables


def _counted(table: TextTable, package: sqlite3.Connection, kinds: dict[str, tuple[str, str]]) -> TextTable:
    """The table; with a remark where the package counts other rows of it than were read."""
    if kinds.get("gpkg_ogr_contents", ("", ""))[0] != "table":
        return table
    counts = package.execute(_COUNT, (table.sheet,)).fetchall()
    read = len(table.rows) + sum(not note.is_read for note in table.notes)
    if not counts or not isinstance(counts[0][0], int) or counts[0][0] == read:
        return table
    remark = (
        f"The package counts {counted(counts[0][0], 'row')} in “{table.sheet}”, and {read:,} {'was' if read == 1 else 'were'} "
        "read; if rows are missing, export it again."
    )
    return replace(table, remarks=(*table.remarks, remark))


def _refuse_what_is_calculated(file: str, name: str, kinds: dict[str, tuple[str, str]]) -> None:
    """Raises FileError unless this is a plain table: what is calculated has no end that is known before."""
    kind, sql = kinds.get(name.lower(), ("", ""))
    if kind != "table" or sql.lstrip().startswith("CREATE VIRTUAL"):
        what = "is missing" if not kind else "is a view" if kind == "view" else "is a virtual table"
        raise FileError(
            file,
            f"“{name[:80]}” {what} in this GeoPackage, and only plain tables are read; export the layers as such.",
        )


def _without_journal(content: bytes) -> bytes:
    """The database with its journal mode set to none: what is kept in memory cannot open a write-ahead log."""
    return content[:18] + b"\x01\x01" + content[20:]


def _restrict(package: sqlite3.Connection, work: Work) -> None:
    package.execute("PRAGMA trusted_schema = OFF")
    package.execute("PRAGMA query_only = ON")
    package.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    package.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    package.setlimit(sqlite3.SQLITE_LIMIT_VDBE_OP, _LONGEST_PROGRAM)
    ends = work.started + work.limits.seconds
    package.set_progress_handler(lambda: int(time.monotonic() > ends), _STEPS_BETWEEN_CHECKS)


def _has_rows(package: sqlite3.Connection, table: str) -> bool:
    return package.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1").fetchone() is not None  # noqa: S608


def _layer(
    file: str, package: sqlite3.Connection, layer: tuple[str, str, str, int, str], work: Work
) -> TextTable:
    table, geometry, organization, code, definition = layer
    names = _columns(file, package, table, work, geometry)
    attributes, shapes = [], []
    for row in _rows(file, package, table, [geometry, *names], work):
        shapes.append(_geometry(row[0]))
        attributes.append({name: _text(value) for name, value in zip(names, row[1:], strict=True)})
    crs = crs_of(file, f"{organization}:{code}" if organization.upper() == "EPSG" else definition)
    return with_points(file, table, attributes, np.array(shapes, dtype=object), crs, work)


def _without_geometry(file: str, package: sqlite3.Connection, table: str, work: Work) -> TextTable:
    names = _columns(file, package, table, work)
    rows = _rows(file, package, table, names, work)
    texts = ((number, [*map(_text, row)]) for number, row in enumerate(rows, start=2))
    return text_table(file, table, chain([(1, names)], texts), work)


def _columns(file: str, package: sqlite3.Connection, table: str, work: Work, geometry: str = "") -> list[str]:
    """The columns of a table but its geometry and the identifier that a package keeps for itself."""
    listed = package.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    names = [
        str(row[1]) for row in listed if row[1] != geometry and not (row[5] and row[1] in ("fid", "ogc_fid"))
    ]
    work.check_columns(file, len(names))
    return names


def _rows(
    file: str, package: sqlite3.Connection, table: str, names: list[str], work: Work
) -> Iterator[tuple[object, ...]]:
    """The values of the columns, row by row, as many as are read and of no more bytes."""
    size_bytes = 0.0
    rows = package.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)}")  # noqa: S608 - quoted
    for number, row in enumerate(rows, start=1):
        if number % 5_000 == 0:
            work.at(N_("Reading features"))
        work.check_rows(file, number)
        size_bytes += sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
        work.check_unpacked(file, size_bytes)
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
