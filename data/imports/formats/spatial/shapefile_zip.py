"""Tables of zipped shapefiles, one a layer."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

import numpy as np
import pandas as pd
import shapefile
import shapely

from data.errors import FileError
from data.imports.formats.spatial.points import crs_of, with_points
from data.imports.formats.text.text_encoding import decoded
from data.imports.formats.text.text_table import TextTable
from data.imports.formats.workbooks.spreadsheet import cell_text
from data.language import N_, counted
from data.limits import Work

NO_SYSTEM: Final = "The shapefile has no .prj; its coordinates were taken for degrees in EPSG:4326."
NO_DEGREES: Final = "The shapefile has no .prj, and its coordinates are no degrees; name their coordinate system with --crs or on the page."
_MAGIC: Final = b"\x00\x00\x27\x0a"
_HEADER_BYTES: Final = 100
_TABLES: Final = (".csv", ".xlsx", ".ods", ".geojson", ".kml", ".gpkg", ".parquet")
"""Endings of what may be called like a shapefile and is a table of its own."""


def without_question(table: TextTable) -> TextTable:
    """The table without the question for its coordinate system, which a person has named."""
    left = tuple(remark for remark in table.remarks if remark != NO_DEGREES)
    return table if left == table.remarks else replace(table, remarks=left)


def read_shapefiles(file: str, parts: dict[str, bytes], work: Work) -> list[TextTable]:
    """The layers of an unpacked archive, each a .shp with its .dbf; none where it has none.

    Raises FileError when one is damaged, or its parts hold different numbers of rows.
    """
    by_name = {name.lower(): part for name, part in parts.items()}
    stems = sorted(name.removesuffix(".shp") for name in by_name if name.endswith(".shp"))
    if stems and len(by_name) < len(parts):
        raise FileError(
            file, "Two files of the archive differ only in capital letters; give each another name."
        )
    return [_layer(file, stem, by_name, work) for stem in stems]


def is_part_of_shapefile(name: str, parts: dict[str, bytes]) -> bool:
    """Whether a file of an archive belongs to one of its shapefiles."""
    stem = name.lower().rpartition(".")[0].removesuffix(".shp")
    return any(other.lower() == f"{stem}.shp" for other in parts) and not name.lower().endswith(_TABLES)


def _layer(file: str, stem: str, parts: dict[str, bytes], work: Work) -> TextTable:
    if f"{stem}.dbf" not in parts:
        raise FileError(
            file, f"{stem}.shp stands without {stem}.dbf, its table; zip all files of the shapefile."
        )
    if parts[f"{stem}.shp"][:4] != _MAGIC:
        raise FileError(file, f"{stem}.shp is not a shapefile; export the layer again.")
    system = decoded(file, parts[f"{stem}.prj"])[0] if f"{stem}.prj" in parts else ""
    name = PurePosixPath(stem).name
    try:
        _check_counts(file, stem, parts)
        attributes, shapes, deleted = _features(file, stem, parts, work)
    except (
        shapefile.ShapefileException,
        struct.error,
        ValueError,
        LookupError,
        OSError,
        EOFError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    ) as error:
        raise FileError(
            file, f"{stem}.shp or its .dbf is damaged or cut short; export the layer again."
        ) from error
    table = with_points(file, name, attributes, np.array(shapes, dtype=object), crs_of(file, system), work)
    remarks = [*table.remarks]
    if not system:
        points = [pd.to_numeric(table.rows[name], errors="coerce") for name in table.point_columns or ()]
        are_degrees = all(not (numbers.abs() > 180).any() for numbers in points)
        remarks.append(NO_SYSTEM if are_degrees else NO_DEGREES)
    if deleted:
        remarks.append(f"{stem}.dbf marks {counted(deleted, 'row')} as deleted, left out.")
    return replace(table, remarks=tuple(remarks))


def _check_counts(file: str, stem: str, parts: dict[str, bytes]) -> None:
    """Raises FileError when the parts of a layer hold different numbers of rows."""
    counts = {".dbf": _rows_of_table(parts[f"{stem}.dbf"])}
    counts |= {".shp": _shapes_in(parts[f"{stem}.shp"])}
    if f"{stem}.shx" in parts:
        # The index knows which shapes count; a program that edits may leave others where they were.
        counts[".shx"] = (len(parts[f"{stem}.shx"]) - _HEADER_BYTES) // 8
        counts[".shp"] = min(counts[".shp"], counts[".shx"])
    if len(set(counts.values())) > 1:
        listed = ", ".join(f"{ending} {rows:,}" for ending, rows in counts.items())
        raise FileError(
            file, f"The parts of {stem} hold different numbers of rows ({listed}); export the layer again."
        )


def _rows_of_table(table: bytes) -> int:
    """The rows that a .dbf declares. Raises ValueError when it has fewer."""
    rows, header, length = struct.unpack_from("<LHH", table, 4)
    if len(table) < header + rows * length:
        raise ValueError("cut short")
    return int(rows)


def _shapes_in(shapes: bytes) -> int:
    """How many whole shapes a .shp has, whatever its header declares."""
    number, at = 0, _HEADER_BYTES
    while at + 8 <= len(shapes):
        (words,) = struct.unpack_from(">i", shapes, at + 4)
        at += 8 + 2 * words
        if words < 2 or at > len(shapes):
            break
        number += 1
    return number


def _features(
    file: str, stem: str, parts: dict[str, bytes], work: Work
) -> tuple[list[dict[str, str]], list[object], int]:
    """Attributes and shapes of the rows, and how many of them are marked as deleted."""
    attributes: list[dict[str, str]] = []
    shapes: list[object] = []
    index = parts.get(f"{stem}.shx")
    with shapefile.Reader(
        shp=io.BytesIO(_with_its_length(parts[f"{stem}.shp"])),
        dbf=io.BytesIO(parts[f"{stem}.dbf"]),
        shx=None if index is None else io.BytesIO(_with_its_length(index)),
        encoding=_encoding(stem, parts),
        encodingErrors="replace",
    ) as layer:
        names = [field[0] for field in layer.fields if field[0] != "DeletionFlag"]
        work.check_columns(file, len(names))
        work.check_rows(file, layer.numRecords)
        records = layer.iterRecords(deleted_as_None=True)
        for number, (shape, record) in enumerate(zip(layer.iterShapes(), records, strict=True)):
            if number % 5_000 == 0:
                work.at(N_("Reading features"))
            if record is not None:
                facts = record.as_dict()
                attributes.append({name: cell_text(facts.get(name)).strip() for name in names})
                shapes.append(_shape(shape))
        return attributes, shapes, layer.numRecords - len(shapes)


def _with_its_length(part: bytes) -> bytes:
    """A .shp or .shx whose header declares the length that it has."""
    return part[:24] + struct.pack(">i", len(part) // 2) + part[28:]


def _encoding(stem: str, parts: dict[str, bytes]) -> str:
    """What the .cpg says; else UTF-8 where the table is that, and Windows-1252 or 1251 where it is not."""
    named = parts.get(f"{stem}.cpg", b"").decode("ascii", "ignore").strip().lower()
    named = f"cp{named}" if named.isdecimal() else named.replace("windows-", "cp").replace("ansi ", "cp")
    try:
        "".encode(named or "utf-8")
        if named:
            return named
        parts[f"{stem}.dbf"].decode("utf-8")
    except UnicodeDecodeError:
        return decoded(stem, parts[f"{stem}.dbf"].replace(b"\x00", b" "))[1]
    except LookupError:
        pass
    return "utf-8"


def _shape(shape: Any) -> object:
    if shape is None or shape.shapeType == shapefile.NULL:
        return None
    try:
        return shapely.geometry.shape(shape.__geo_interface__)
    except (
        shapely.errors.ShapelyError,
        shapefile.ShapefileException,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ):
        return None
