"""Rows of a table as CSV lines or JSON objects: each different value is written once, in arrays instead of cells."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.exports.hxl_row import tags_of
from data.guard import CALCULATED
from data.text.text_arrays import coded, concatenated, literal

_json_text: Final = json.JSONEncoder(ensure_ascii=False).encode
_QUOTED: Final = r'[",\r\n]'
"""What has a CSV cell quoted (RFC 4180)."""


def csv_header(table: pd.DataFrame, *, is_tagged: bool = False) -> bytes:
    """The line with the names of the columns, written as cells are: the user's own may hold anything.

    `is_tagged` with a line of HXL tags below it.
    """
    lines = [list(map(str, table.columns))]
    if is_tagged:
        lines.append(tags_of(lines[0]))
    arrays = (_csv_cells(pa.array(line, pa.large_string())) for line in lines)
    return b"".join(text_joined(array, ",") + b"\r\n" for array in arrays)


def csv_lines(table: pd.DataFrame) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8), texts `guarded`; b"" for none. Missing numbers are empty cells."""
    if table.empty:
        return b""
    cells = [_texts(table[name], _csv_cells, missing="") for name in table.columns]
    return text_joined(concatenated(*cells, between=","), "\r\n") + b"\r\n"


def json_values(values: pd.Series) -> pa.Array:
    """Each value as JSON; null for a missing number."""
    return _texts(values, _json_texts, missing="null")


def json_objects(members: Mapping[str, pa.Array]) -> pa.Array:
    """Objects of these members, whose values are JSON; as `json.dumps` sets them."""
    pieces: list[pa.Array | str] = []
    for name, values in members.items():
        pieces += [f"{', ' if pieces else '{'}{_json_text(name)}: ", values]
    return concatenated(*pieces, "}")


def text_joined(texts: pa.Array, between: str) -> bytes:
    """All texts as one, in UTF-8."""
    whole = in_groups(texts, np.array([len(texts)]), between)
    return bytes(whole[0].as_buffer())


def in_groups(texts: pa.Array, sizes: npt.NDArray[np.integer], between: str) -> pa.Array:
    """One text for each of so many texts that follow one another; "" for a group of none."""
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return pc.binary_join(pa.LargeListArray.from_arrays(ends, texts), literal(between))


def _texts(values: pd.Series, write: Callable[[pa.Array], pa.Array], missing: str) -> pa.Array:
    """The values as texts, of which `write` gets each that differs."""
    if pd.api.types.is_numeric_dtype(values):
        return pc.fill_null(_numbers(values), missing)
    different, codes = coded(values)
    return write(different).take(pa.array(codes))


def _numbers(values: pd.Series) -> pa.Array:
    """Numbers as Python writes them, null where one is missing."""
    numbers = pa.array(values, from_pandas=True)
    if not pa.types.is_floating(numbers.type):
        return numbers.cast(pa.large_string())
    # Arrow writes 46.0 as 46.
    encoded = numbers.dictionary_encode()
    written = pa.array(map(repr, encoded.dictionary.to_pylist()), pa.large_string())
    return written.take(encoded.indices)


def _csv_cells(texts: pa.Array) -> pa.Array:
    is_calculated = pc.match_substring_regex(texts, f"^{CALCULATED.pattern}")
    cells = pc.if_else(is_calculated, concatenated("'", texts), texts)
    quoted = concatenated('"', pc.replace_substring(cells, '"', '""'), '"')
    return pc.if_else(pc.match_substring_regex(cells, _QUOTED), quoted, cells)


def _json_texts(texts: pa.Array) -> pa.Array:
    return pa.array(map(_json_text, texts.to_pylist()), pa.large_string())
