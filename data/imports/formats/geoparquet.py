"""Tables of GeoParquet, and of Parquet without geometry."""

from __future__ import annotations

import io
import json
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from data.errors import FileError
from data.imports.formats.points import crs_of, with_points
from data.imports.formats.spreadsheet import cell_text
from data.imports.formats.text_table import TextTable, text_table
from data.language import N_
from data.limits import Work

MAGIC: Final = b"PAR1"


def read_geoparquet(file: str, content: bytes, work: Work) -> TextTable:
    """The rows of a Parquet file, with points where it has a geometry column in well-known binary.

    Raises FileError when it is damaged, or unpacks to more than is read.
    """
    try:
        return _table(file, content, work)
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        shapely.errors.ShapelyError,
    ) as error:
        raise FileError(file, "The Parquet file is damaged or cut short; export it again.") from error


def _table(file: str, content: bytes, work: Work) -> TextTable:
    stored = pq.ParquetFile(io.BytesIO(content))
    work.check_rows(file, stored.metadata.num_rows)
    work.check_columns(file, len(stored.schema_arrow))
    groups = [stored.metadata.row_group(place) for place in range(stored.metadata.num_row_groups)]
    work.check_unpacked(file, sum(group.total_byte_size for group in groups))
    texts = [field.name for field in stored.schema_arrow if _is_bytes(field.type)]
    # As dictionaries first: a long text that stands a million times is small until it is written out.
    packed = pq.read_table(io.BytesIO(content), read_dictionary=texts, partitioning=None)
    work.at(N_("Reading features"))
    work.check_unpacked(file, sum(_unpacked_bytes(packed[name]) for name in texts))
    geometry, crs = _geometry(stored.schema_arrow)
    names = [
        field.name for field in packed.schema if field.name != geometry and not pa.types.is_nested(field.type)
    ]
    attributes = pd.DataFrame({name: _cells(packed[name]) for name in names}, columns=names, dtype="str")
    if geometry is None or geometry not in packed.column_names:
        return text_table(file, "", _rows(attributes), work, len(attributes))
    blobs = np.array(packed[geometry].to_pylist(), dtype=object)
    return with_points(file, "", attributes, _shapes(blobs), crs_of(file, crs), work)


def _is_bytes(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_string(kind)
        or types.is_binary(kind)
        or types.is_large_string(kind)
        or types.is_large_binary(kind)
    )


def _unpacked_bytes(column: pa.ChunkedArray) -> float:
    return float(sum(_chunk_bytes(chunk) for chunk in column.chunks))


def _chunk_bytes(chunk: Any) -> float:
    if not pa.types.is_dictionary(chunk.type):
        return float(chunk.nbytes)
    lengths = pc.binary_length(chunk.dictionary).cast(pa.int64())
    return float(pc.sum(pc.take(lengths, chunk.indices)).as_py() or 0)


def _geometry(schema: pa.Schema) -> tuple[str | None, str]:
    """The geometry column and its CRS as text, from the metadata of GeoParquet; None without one."""
    described = (schema.metadata or {}).get(b"geo")
    if described is None:
        return None, ""
    geo = json.loads(described)
    name = geo["primary_column"]
    column = geo["columns"][name]
    if column.get("encoding") != "WKB":
        raise ValueError("only well-known binary is read")
    crs = column.get("crs")
    code = crs.get("id") if isinstance(crs, dict) else None
    if isinstance(code, dict):
        return name, f"{code.get('authority')}:{code.get('code')}"
    return name, "" if crs is None else json.dumps(crs)


def _cells(column: pa.ChunkedArray) -> list[str]:
    return [cell_text(value) for value in column.to_pylist()]


def _shapes(blobs: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    shapes: npt.NDArray[np.object_] = shapely.from_wkb(blobs, on_invalid="ignore")
    return shapes


def _rows(attributes: pd.DataFrame) -> Any:
    yield 1, list(attributes.columns)
    yield from enumerate(zip(*(attributes[name] for name in attributes.columns), strict=True), start=2)
