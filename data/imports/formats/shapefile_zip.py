"""Tables of zipped shapefiles, one a layer."""

from __future__ import annotations

import io
import struct
from pathlib import PurePosixPath
from typing import Any, Final

import numpy as np
import shapefile
import shapely

from data.errors import FileError
from data.imports.formats.points import crs_of, with_points
from data.imports.formats.spreadsheet import cell_text
from data.imports.formats.text_encoding import decoded
from data.imports.formats.text_table import TextTable
from data.language import N_
from data.limits import Work

_MAGIC: Final = b"\x00\x00\x27\x0a"


def read_shapefiles(file: str, parts: dict[str, bytes], work: Work) -> list[TextTable]:
    """The layers of an unpacked archive, each a .shp with its .dbf. Raises FileError when one is damaged."""
    by_name = {name.lower(): part for name, part in parts.items()}
    stems = sorted(name.removesuffix(".shp") for name in by_name if name.endswith(".shp"))
    return [_layer(file, stem, by_name, work) for stem in stems]


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
        attributes, shapes = _features(file, stem, parts, work)
    except (
        shapefile.ShapefileException,
        struct.error,
        ValueError,
        LookupError,
        OSError,
        EOFError,
        TypeError,
    ) as error:
        raise FileError(
            file, f"{stem}.shp or its .dbf is damaged or cut short; export the layer again."
        ) from error
    table = with_points(file, name, attributes, np.array(shapes, dtype=object), crs_of(file, system), work)
    if system:
        return table
    remark = "The shapefile has no .prj; its coordinates were taken for degrees in EPSG:4326."
    return TextTable(file, name, table.rows, table.notes, (*table.remarks, remark), table.point_columns)


def _features(
    file: str, stem: str, parts: dict[str, bytes], work: Work
) -> tuple[list[dict[str, str]], list[object]]:
    attributes: list[dict[str, str]] = []
    shapes: list[object] = []
    with shapefile.Reader(
        shp=io.BytesIO(parts[f"{stem}.shp"]),
        dbf=io.BytesIO(parts[f"{stem}.dbf"]),
        encoding=_encoding(stem, parts),
        encodingErrors="replace",
    ) as layer:
        names = [field[0] for field in layer.fields if field[0] != "DeletionFlag"]
        work.check_columns(file, len(names))
        for number, feature in enumerate(layer.iterShapeRecords(), start=1):
            work.check_rows(file, number)
            if number % 5_000 == 0:
                work.at(N_("Reading features"))
            record = feature.record.as_dict()
            attributes.append({name: cell_text(record.get(name)).strip() for name in names})
            shapes.append(_shape(feature.shape))
    return attributes, shapes


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
