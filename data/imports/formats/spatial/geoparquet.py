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
from data.imports.formats.spatial.points import crs_of, with_points
from data.imports.formats.text.text_table import TextTable, text_table
from data.imports.formats.workbooks.spreadsheet import cell_text
from data.language import N_, counted
from data.limits import Work

MAGIC: Final = b"PAR1"
_CELL_BYTES: Final = 8
"""What each cell takes beside its text."""


def read_geoparquet(file: str, content: bytes, work: Work) -> TextTable:
    """The rows of a Parquet file, with points where it has a geometry column in well-known binary.

    Raises FileError when it is damaged, holds another number of rows than it declares, or unpacks to more than is
    read: by what it declares before it is read, and by row group and column while it is.
    """
    try:
        return _table(file, content, work)
    except (MemoryError, FileError):
        raise
    except RecursionError as error:
        raise FileError(
            file, "The metadata of the Parquet file are nested too deeply; export it again."
        ) from error
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        shapely.errors.ShapelyError,
    ) as error:
        raise FileError(file, "The Parquet file is damaged or cut short; export it again.") from error


def _table(file: str, content: bytes, work: Work) -> TextTable:
    metadata = pq.read_metadata(io.BytesIO(content))
    work.check_rows(file, metadata.num_rows)
    work.check_columns(file, metadata.num_columns)
    work.check_unpacked(file, _declared_bytes(metadata))
    # Texts as dictionaries: a long one that stands a million times is small until it is written out.
    stored = pq.ParquetFile(io.BytesIO(content), metadata=metadata, read_dictionary=_texts_in(metadata))
    geometry, crs = _geometry(stored.schema_arrow)
    names = [
        field.name
        for field in stored.schema_arrow
        if field.name == geometry or not pa.types.is_nested(field.type)
    ]
    columns = _read(file, stored, names, work)
    attributes = pd.DataFrame(
        {name: pd.Series(_cells(columns[name]), dtype="str") for name in names if name != geometry},
        index=pd.RangeIndex(metadata.num_rows),
    )
    if geometry is None or geometry not in columns:
        return text_table(file, "", _rows(attributes), work, len(attributes))
    blobs = np.array(columns[geometry].to_pylist(), dtype=object)
    return with_points(file, "", attributes, _shapes(blobs), crs_of(file, crs), work)


def _declared_bytes(metadata: pq.FileMetaData) -> float:
    """What the columns take when nothing in them repeats; of texts only what the file has of them."""
    groups = [metadata.row_group(place) for place in range(metadata.num_row_groups)]
    widths: list[int] = [
        metadata.schema.column(place).length or _CELL_BYTES for place in range(metadata.num_columns)
    ]
    return float(metadata.num_rows * sum(widths) + sum(group.total_byte_size for group in groups))


def _texts_in(metadata: pq.FileMetaData) -> list[str]:
    """The columns whose values have no fixed length, texts and bytes of every kind."""
    columns = (metadata.schema.column(place) for place in range(metadata.num_columns))
    return [
        column.path for column in columns if column.physical_type == "BYTE_ARRAY" and "." not in column.path
    ]


def _read(file: str, stored: pq.ParquetFile, names: list[str], work: Work) -> dict[str, pa.ChunkedArray]:
    """The columns, read one by one of each row group, so that what they unpack to is known in time."""
    unpacked = 0.0
    groups: dict[str, list[pa.ChunkedArray]] = {name: [] for name in names}
    for group in range(stored.num_row_groups):
        rows = stored.metadata.row_group(group).num_rows
        for place, name in enumerate(names):
            work.at(N_("Reading features"), (group + place / len(names)) / stored.num_row_groups)
            (column,) = stored.read_row_group(group, columns=[name]).columns
            if len(column) != rows:
                raise FileError(
                    file,
                    f"A part of the file declares {counted(rows, 'row')} and holds {len(column):,}; export it again.",
                )
            unpacked += sum(_chunk_bytes(chunk) for chunk in column.chunks) + rows * _CELL_BYTES
            work.check_unpacked(file, unpacked)
            groups[name].append(column)
    columns = {
        name: pa.chunked_array(
            [chunk for part in parts for chunk in part.chunks], stored.schema_arrow.field(name).type
        )
        for name, parts in groups.items()
    }
    if any(len(column) != stored.metadata.num_rows for column in columns.values()):
        raise FileError(
            file,
            f"The file declares {counted(stored.metadata.num_rows, 'row')}, and its parts have another number; export it again.",
        )
    return columns


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
    return [text for chunk in column.chunks for text in _texts(chunk)]


def _texts(chunk: Any) -> list[str]:
    """The texts of a part of a column; equal ones of a dictionary are one object."""
    if pa.types.is_dictionary(chunk.type):
        different = [*map(cell_text, chunk.dictionary.to_pylist()), ""]
        return [different[code] for code in pc.fill_null(chunk.indices, len(different) - 1).to_pylist()]
    if pa.types.is_null(chunk.type):
        return [""] * len(chunk)
    if pa.types.is_temporal(chunk.type):
        return _times(chunk)
    return [cell_text(value) for value in chunk.to_pylist()]


def _times(chunk: Any) -> list[str]:
    """Days and moments; one that no calendar here has, as Arrow writes it, so that its row is refused."""
    try:
        return [cell_text(value) for value in chunk.to_pylist()]
    except (OverflowError, ValueError):
        pass
    texts = []
    for value in chunk:
        try:
            texts.append(cell_text(value.as_py()))
        except (OverflowError, ValueError):
            texts.append(str(value.cast(pa.string())))
    return texts


def _shapes(blobs: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    shapes: npt.NDArray[np.object_] = shapely.from_wkb(blobs, on_invalid="ignore")
    return shapes


def _rows(attributes: pd.DataFrame) -> Any:
    yield 1, list(attributes.columns)
    yield from enumerate(zip(*(attributes[name] for name in attributes.columns), strict=True), start=2)
