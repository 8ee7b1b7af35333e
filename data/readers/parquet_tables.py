"""A table of the atlas's own form as Parquet or GeoParquet, which large collections are kept in."""

from __future__ import annotations

import json
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from data.schema import Table

_SECONDS_A_DAY: Final = 86_400
_POINT: Final = 0
"""Shapely's type of a point."""
NOT_A_POINT: Final = "not a point"


def parquet_texts(table: Table, content: pa.Buffer) -> tuple[pd.DataFrame, list[str]]:
    """The columns that the schema knows as text, as `data.schema.check` takes them, and the names of the others.

    The first row has number 2, as in a table with a header. A missing value is "". Where there is neither
    longitude nor latitude, the points of a GeoParquet file give them, in EPSG:4326. Raises ValueError,
    OSError or an ArrowException when the file is damaged.
    """
    stored = pq.ParquetFile(pa.BufferReader(content))
    geometry = _geometry(stored.schema_arrow)
    known = [column.name for column in table.columns if column.name in stored.schema_arrow.names]
    surplus = [name for name in stored.schema_arrow.names if name not in {*known, geometry}]
    texts = {name: _texts(stored.read([name]).column(0)) for name in known}
    if geometry is not None and not {"longitude", "latitude"} & set(known) and _has_degrees(table):
        texts |= _degrees(content, geometry)
    rows = pd.RangeIndex(2, stored.metadata.num_rows + 2)
    return pd.DataFrame(
        {name: pd.Series(held, rows, dtype="str") for name, held in texts.items()}, rows
    ), surplus


def _has_degrees(table: Table) -> bool:
    return "longitude" in {column.name for column in table.columns}


def _geometry(schema: pa.Schema) -> str | None:
    """The geometry column of a GeoParquet file; None of another one."""
    described = (schema.metadata or {}).get(b"geo")
    if described is None:
        return None
    name: str = json.loads(described)["primary_column"]
    return name if name in schema.names else None


def _degrees(content: pa.Buffer, geometry: str) -> dict[str, Any]:
    points = gpd.read_parquet(pa.BufferReader(content), columns=[geometry]).geometry
    if points.crs is not None and points.crs != "EPSG:4326":
        points = points.to_crs("EPSG:4326")
    shapes = points.to_numpy()
    is_there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    is_odd = is_there & (shapely.get_type_id(shapes) != _POINT)
    texts = {}
    for name, numbers in (("longitude", shapely.get_x(shapes)), ("latitude", shapely.get_y(shapes))):
        written = pd.Series(
            _texts(pa.chunked_array([pa.array(np.round(numbers, 9), from_pandas=True)])), dtype="str"
        )
        texts[name] = written.mask(is_odd, NOT_A_POINT).to_numpy()
    return texts


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """A column as text; whole numbers without a point, days as YYYY-MM-DD."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_floating(kind):
        written = _numbers(column)
    elif pa.types.is_timestamp(kind):
        written = _moments(column)
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise ValueError(f"a column of {kind} holds no text")
    else:
        written = column.cast(pa.large_string())
    return pc.fill_null(written, pa.scalar("", pa.large_string())).combine_chunks()


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    written = column.cast(pa.large_string())
    written = pc.replace_substring_regex(written, r"\.0$", "")
    # Numbers near 0 are written with an exponent, which no table has.
    has_exponent = pc.fill_null(pc.match_substring(written, "e"), False)
    if not pc.any(has_exponent).as_py():
        return written
    plain = [
        f"{number:.9f}" if np.isfinite(number) else str(number)
        for number in column.filter(has_exponent).to_pylist()
    ]
    return pc.replace_with_mask(
        written.combine_chunks(), has_exponent.combine_chunks(), pa.array(plain, pa.large_string())
    )


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days as YYYY-MM-DD; a moment within a day keeps its time, which is refused where a day is expected."""
    seconds = column.cast(pa.timestamp("s", column.type.tz), safe=False)
    day = pc.strftime(seconds, format="%Y-%m-%d")
    is_midnight = pc.equal(seconds, pc.floor_temporal(seconds, unit="day"))
    written = pc.if_else(is_midnight, day, pc.strftime(seconds, format="%Y-%m-%dT%H:%M:%S"))
    return written.cast(pa.large_string())
