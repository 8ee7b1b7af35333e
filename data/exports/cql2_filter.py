"""Which rows of a table a CQL2 text selects (OGC 21-065r2), with SQL's three values: a missing number is neither.

The text is parsed by the library `cql2`; what it says is worked out here on whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import box, shape

from data.errors import FilterError
from data.tables.dataset import BoolArray
from data.text.search_text import folded

GEOMETRY: Final = "geometry"
LONGEST_TEXT: Final = 2_000
"""Characters of a CQL2 text; longer ones are refused."""
DEEPEST: Final = 40
"""Operations within each other."""

_COMPARED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "t_before": lambda left, right: left < right,
    "t_after": lambda left, right: left > right,
    "t_equals": lambda left, right: left == right,
}


def selected(table: pd.DataFrame, text: str) -> BoolArray:
    """Which rows hold what the text says; days are texts as 2020-11-23, and compare as such.

    `table` has the columns that the text may name, with `longitude` and `latitude` for `geometry`.
    Raises FilterError for a text that is no CQL2, names another column, or uses what is not offered.
    """
    expression = parsed(text)
    try:
        found = _value(expression, table, 0)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, ShapelyError) as error:
        raise FilterError("filter", f"“filter” compares what cannot be compared: {text[:80]}") from error
    if not isinstance(found, pd.Series) or found.dtype != "boolean":
        raise FilterError("filter", f"“filter” is no condition: {text[:80]}")
    return found.fillna(False).to_numpy(dtype=bool)


def parsed(text: str) -> Any:
    """The CQL2 JSON of a CQL2 text. Raises FilterError where it is none, or the library is not installed."""
    try:
        import cql2  # an extra
    except ImportError as error:
        raise FilterError(
            "filter", "“filter” needs the extra “ogc” of the atlas; its host can install it."
        ) from error
    if len(text) > LONGEST_TEXT:
        raise FilterError("filter", f"“filter” is longer than {LONGEST_TEXT:,} letters.")
    if text.count("(") > DEEPEST:
        raise FilterError("filter", f"“filter” nests deeper than {DEEPEST} brackets.")
    try:
        return cql2.parse_text(text).to_json()
    except Exception as error:
        raise FilterError("filter", f"“filter” is not CQL2 text: {text[:80]}") from error


def _value(node: Any, table: pd.DataFrame, depth: int) -> Any:
    """A column, a constant, a list or a condition (`boolean` with missing values)."""
    if depth > DEEPEST:
        raise FilterError("filter", f"“filter” nests deeper than {DEEPEST} operations.")
    if isinstance(node, list):
        return [_value(part, table, depth + 1) for part in node]
    if not isinstance(node, Mapping):
        return node
    if "op" in node:
        return _operation(node["op"].lower(), node["args"], table, depth)
    if "property" in node:
        return _column(node["property"], table)
    for name, read in _CONSTANTS.items():
        if name in node:
            return read(node)
    raise FilterError("filter", "“filter” holds something that is not offered.")


def _column(name: str, table: pd.DataFrame) -> Any:
    name = name.removeprefix("properties.")
    if name == GEOMETRY:
        return GEOMETRY
    if name not in table:
        known = ", ".join(table.columns)
        raise FilterError(
            "filter", f"“filter” names “{name[:40]}”, which incidents do not have; use {known}."
        )
    column = table[name]
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("Float64")
    texts = column.astype("string")
    return texts.mask(texts == "")


def _operation(name: str, arguments: list[Any], table: pd.DataFrame, depth: int) -> Any:
    values = [_value(argument, table, depth + 1) for argument in arguments]
    if name in ("and", "or"):
        result = values[0]
        for value in values[1:]:
            result = result & value if name == "and" else result | value
        return result
    if name == "not":
        return ~values[0]
    if name in _COMPARED:
        return _condition(_COMPARED[name](*values), table)
    if name in _OFFERED:
        return _condition(_OFFERED[name](values, table), table)
    if name in ("casei", "accenti"):
        fold = str.casefold if name == "casei" else folded
        (value,) = values
        return fold(value) if isinstance(value, str) else value.map(fold, na_action="ignore").astype("string")
    if name.startswith("s_"):
        return _condition(_spatial(name, values, table), table)
    raise FilterError("filter", f"“filter” uses “{name[:40]}”, which is not offered.")


def _condition(result: Any, table: pd.DataFrame) -> pd.Series:
    if isinstance(result, bool):
        return pd.Series(result, index=table.index, dtype="boolean")
    return pd.Series(result, index=table.index).astype("boolean")


def _is_null(values: list[Any], table: pd.DataFrame) -> Any:
    if isinstance(values[0], str) and values[0] == GEOMETRY:
        return table["longitude"].isna()
    return values[0].isna()


def _like(values: list[Any], _table: pd.DataFrame) -> Any:
    column, pattern = values
    # % is any text, _ any letter, as in SQL; a backslash takes the next letter as it is.
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    known = {"%": ".*", "_": "."}
    regular = "".join(known.get(part) or re.escape(part[-1]) for part in parts)
    return column.str.fullmatch(regular, flags=re.DOTALL)


def _during(values: list[Any], _table: pd.DataFrame) -> Any:
    column, (first, last) = values
    return ((column >= first) | (first == "..")) & ((column <= last) | (last == ".."))


_OFFERED: Final[Mapping[str, Callable[[list[Any], pd.DataFrame], Any]]] = {
    "isnull": _is_null,
    "like": _like,
    "between": lambda values, _table: (values[0] >= values[1]) & (values[0] <= values[2]),
    "in": lambda values, _table: values[0].isin(values[1]).astype("boolean").mask(values[0].isna()),
    "t_during": _during,
}

_SPATIAL: Final = {
    "s_intersects": shapely.intersects,
    "s_within": shapely.within,
    "s_disjoint": shapely.disjoint,
}


def _spatial(name: str, values: list[Any], table: pd.DataFrame) -> pd.Series:
    if name not in _SPATIAL:
        raise FilterError("filter", f"“filter” uses “{name[:40]}”, which is not offered.")
    areas = [value for value in values if not isinstance(value, str)]
    if len(values) != 2 or len(areas) != 1:
        raise FilterError("filter", f"“{name}” compares “{GEOMETRY}” with one area.")
    has_point = table["longitude"].notna().to_numpy()
    points = shapely.points(
        table["longitude"].to_numpy(dtype=float)[has_point],
        table["latitude"].to_numpy(dtype=float)[has_point],
    )
    found = pd.array(np.zeros(len(table), dtype=bool), dtype="boolean")
    found[has_point] = _SPATIAL[name](points, areas[0])
    found[~has_point] = pd.NA
    return pd.Series(found, index=table.index)


def _box(numbers: list[float]) -> tuple[float, float, float, float]:
    if len(numbers) != 4 or not all(np.isfinite(number) for number in numbers):
        raise FilterError("filter", "A box has four numbers: west, south, east, north.")
    west, south, east, north = numbers
    return west, south, east, north


_CONSTANTS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "date": lambda node: node["date"],
    "timestamp": lambda node: node["timestamp"][:10],
    "interval": lambda node: [end if isinstance(end, str) else _end(end) for end in node["interval"]],
    "bbox": lambda node: box(*_box(node["bbox"])),
    "coordinates": shape,
    "geometries": shape,
}
"""By the name that tells a constant of CQL2 JSON."""


def _end(node: Mapping[str, str]) -> str:
    return node.get("date") or node["timestamp"][:10]
