"""A table of the atlas's own form as Parquet or GeoParquet, which large collections are kept in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from data.errors import DatasetError, RowProblem
from data.tables.schema import INCIDENTS, Kind, Table

_SECONDS_A_DAY: Final = 86_400
_POINT: Final = 0
"""Shapely's type of a point."""
NOT_A_POINT: Final = "not a point"
_TRIED: Final = 50_000
"""Rows at the beginning of a column that tell whether it repeats itself."""
_DEGREES: Final = ("longitude", "latitude")


class ParquetRows:
    """The rows of a table as text, as `data.tables.checks.row_checks.check` takes them; each column is read when it is requested.

    Text that repeats comes as categories. The first row has number 2, as in a table with a header. A missing value
    is "". Where there is neither longitude nor latitude, the points of a GeoParquet file give them, in EPSG:4326.
    Raises DatasetError when the file is damaged.
    """

    columns: tuple[str, ...]
    """All but the geometry, those that the schema does not know among them."""
    index: pd.RangeIndex

    def __init__(self, table: Table, file: str, content: pa.Buffer) -> None:
        self._file, self._content = file, content
        with _refused_when_damaged(file):
            described = pq.read_metadata(pa.BufferReader(content))
            repeating = _texts_of(table, described.schema.to_arrow_schema().names)
            self._stored = pq.ParquetFile(
                pa.BufferReader(content), metadata=described, read_dictionary=repeating
            )
            self._geometry = _geometry(self._stored.schema_arrow)
        names = [name for name in self._stored.schema_arrow.names if name != self._geometry]
        self._has_degrees_of_points = (
            self._geometry is not None and table is INCIDENTS and not {*_DEGREES} & {*names}
        )
        self.columns = (*names, *(_DEGREES if self._has_degrees_of_points else ()))
        schema = self._stored.schema_arrow
        self.text_columns = tuple(
            name for name in self.columns if name in schema.names and _is_plain(schema.field(name).type)
        )
        """Those of which each cell is one text or number."""
        self.index = pd.RangeIndex(2, self._stored.metadata.num_rows + 2)

    def __getitem__(self, name: str) -> pd.Series:
        with _refused_when_damaged(self._file):
            if self._has_degrees_of_points and name in _DEGREES:
                return pd.Series(self._degrees[name], self.index, dtype="str")
            return _as_series(self._pieces(name), self.index)

    def _pieces(self, name: str) -> Iterator[pa.ChunkedArray]:
        """A column in parts that are not large."""
        for number in range(self._stored.num_row_groups):
            yield self._stored.read_row_group(number, columns=[name]).column(0)

    @cached_property
    def _degrees(self) -> dict[str, Any]:
        assert self._geometry is not None
        return _degrees(self._content, self._geometry)


def _is_plain(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind))


@contextmanager
def _refused_when_damaged(file: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        remedy = (
            "This is not a table in Parquet, or it is damaged or holds more than texts, numbers and days. "
            "Export it again."
        )
        raise DatasetError([RowProblem(file, None, None, None, remedy)]) from error


def _texts_of(table: Table, names: list[str]) -> list[str]:
    """Those of the columns in which texts repeat: they are read faster, and in less memory, by their different texts."""
    keys = {column.name for column in table.columns if column.kind is Kind.KEY}
    return [column.name for column in table.columns if column.name in {*names} - keys]


def _as_series(pieces: Iterator[pa.ChunkedArray], rows: pd.RangeIndex) -> pd.Series:
    """A column as text; as categories when it repeats itself."""
    first = next(pieces, pa.chunked_array([], pa.large_string()))
    if _repeats(first.slice(0, _TRIED)):
        return pd.Series(_categories([_encoded(first), *map(_encoded, pieces)]), rows)
    texts = [_texts(first), *map(_texts, pieces)]
    return pd.Series(texts[0] if len(texts) == 1 else pa.concat_arrays(texts), rows, dtype="str")


def _encoded(piece: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column by its different values."""
    kind = piece.type
    if pa.types.is_dictionary(kind):
        return piece
    is_plain = pa.types.is_primitive(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind)
    whole = piece if is_plain else pa.chunked_array([_texts(piece)])
    return whole.dictionary_encode()


def _repeats(piece: pa.ChunkedArray) -> bool:
    """Whether most values stand there more than once."""
    different = sum(len(chunk.indices.unique()) for chunk in _encoded(piece).chunks)
    return different <= len(piece) / 2 and len(piece) > 0


def _categories(encoded: list[pa.ChunkedArray]) -> pd.Categorical:
    """The texts of a column in parts, each different one once."""
    chunks = (
        pa.chunked_array([chunk for piece in encoded for chunk in piece.chunks]).unify_dictionaries().chunks
    )
    # Unlike values can have one text; "" stands last, where the code -1 of a missing value finds it.
    texts = pa.concat_arrays(
        [_texts(pa.chunked_array([chunks[0].dictionary])), pa.array([""], pa.large_string())]
    )
    dictionary = texts.dictionary_encode()
    number = dictionary.indices.to_numpy()
    codes = np.concatenate([number[pc.fill_null(chunk.indices, -1).to_numpy()] for chunk in chunks])
    return pd.Categorical.from_codes(codes, pd.Index(dictionary.dictionary.to_pandas(), dtype="str"))


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
    one = written.chunk(0) if written.num_chunks == 1 else written.combine_chunks()
    return pc.fill_null(one, "") if one.null_count else one


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
