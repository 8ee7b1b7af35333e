"""The matching incidents as GeoParquet 1.1: typed columns and points, written in parts of any number of incidents."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from data.exports.rows import PEOPLE, columns_of, row_parts
from data.exports.summary_json import dataset_entry
from data.filters.summary import Summary

CONTENT_TYPE: Final = "application/vnd.apache.parquet"
GEOMETRY: Final = "geometry"
_DAYS: Final = ("date_start", "date_end")
_NUMBERS: Final = ("longitude", "latitude")
_COUNTS: Final = ("date_prec", "where_prec", *PEOPLE, "killed_all", "injured_all")


def parquet_parts(summary: Summary) -> Iterator[bytes]:
    """The rows of `data.exports.rows.rows` as a Parquet file, in parts: one row group each.

    Days are days, figures whole numbers, missing ones null; points are WKB in OGC:CRS84, null where the map draws
    none. The same dataset and filter give the same bytes.
    """
    schema = _schema(summary)
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, "w"), schema, compression="zstd") as writer:
        for rows in row_parts(summary):
            writer.write_table(_table(rows, schema))
            yield sink.taken()
    yield sink.taken()


def to_parquet(summary: Summary) -> bytes:
    """The whole file."""
    return b"".join(parquet_parts(summary))


def _schema(summary: Summary) -> pa.Schema:
    fields = [pa.field(name, _type(name)) for name in columns_of(summary)]
    described = {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        # Without a "crs" it is OGC:CRS84, longitude before latitude.
        "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    dataset = summary.dataset
    about = {
        b"geo": json.dumps(described).encode(),
        b"dataset": json.dumps(dataset_entry(summary), ensure_ascii=False).encode(),
        b"licence": dataset.licence.encode(),
        b"attribution": dataset.attribution.encode(),
    }
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())], metadata=about)


def _type(name: str) -> pa.DataType:
    if name in _DAYS:
        return pa.date32()
    if name in _NUMBERS:
        return pa.float64()
    return pa.int32() if name in _COUNTS else pa.string()


def _table(rows: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    columns = [_column(rows[field.name], field) for field in schema if field.name != GEOMETRY]
    has_point = rows["longitude"].notna().to_numpy(dtype=bool)
    points = np.full(len(rows), None, dtype=object)
    there = rows.loc[has_point, ["longitude", "latitude"]].to_numpy(dtype=float)
    points[has_point] = shapely.to_wkb(shapely.points(there))
    return pa.Table.from_arrays([*columns, pa.array(points, pa.binary())], schema=schema)


def _column(values: pd.Series, field: pa.Field) -> pa.Array:
    if field.name in _DAYS:
        days = pd.to_datetime(values.mask(values == ""), format="%Y-%m-%d")
        return pa.array(days, pa.timestamp("ns"), from_pandas=True).cast(pa.date32())
    if field.type == pa.string():
        return pa.array(values.astype("str"), field.type, from_pandas=True)
    return pa.array(values, field.type, from_pandas=True)


class _Sink(io.RawIOBase):
    """A file that is only appended to: what was written is taken away, and its length remembered."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, part: Any) -> int:
        """Take a part."""
        self._parts.append(bytes(part))
        self._length += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        """Bytes written so far."""
        return self._length

    def taken(self) -> bytes:
        """What was written since the last time."""
        content, self._parts = b"".join(self._parts), []
        return content
