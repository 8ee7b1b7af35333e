"""The typed values of a column's cells, which of them cannot be used, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.language import _
from data.tables.checks.row_problems import BoolArray
from data.tables.schema import (
    FIRST_YEAR,
    LAST_YEAR,
    Column,
    Kind,
)
from data.text.plain_text import NOT_WRITABLE
from data.text.text_arrays import literal, numbers_of

_Converted = tuple[Any, BoolArray, str]
"""The typed values as pandas holds a column, of texts these themselves; which are not usable; what to write instead."""

TEXT: Final = pd.Series(dtype="str").dtype
"""How pandas holds text; to find it by its name takes longer than to use it."""

_FEW: Final = 300
"""Texts up to which Python's own loop over a pattern takes less time than pandas to begin."""


def is_empty(texts: pa.Array) -> BoolArray:
    """Which texts are ""."""
    empty: BoolArray = pc.equal(texts, literal("")).to_numpy(zero_copy_only=False)
    return empty


def matches(texts: pa.Array, pattern: str) -> BoolArray:
    """Which texts a pattern of Python matches from end to end."""
    if len(texts) > _FEW:
        return as_series(texts).str.fullmatch(pattern).to_numpy(dtype=bool)
    whole = re.compile(pattern).fullmatch
    return np.array([whole(text) is not None for text in texts.to_pylist()], dtype=bool)


def as_series(texts: pa.Array) -> pd.Series:
    """The texts as pandas has them."""
    return pd.Series(texts, dtype=TEXT)


def _contains(texts: pa.Array, pattern: str) -> BoolArray:
    if len(texts) > _FEW:
        return as_series(texts).str.contains(pattern).to_numpy(dtype=bool)
    part = re.compile(pattern).search
    return np.array([part(text) is not None for text in texts.to_pylist()], dtype=bool)


def _where(texts: pa.Array, is_kept: BoolArray) -> pa.Array:
    """The texts, and none in place of the others."""
    return texts if is_kept.all() else pc.if_else(pa.array(is_kept), texts, None)


def _as_text(texts: pa.Array, column: Column) -> _Converted:
    return (
        texts,
        _contains(texts, NOT_WRITABLE),
        _("Remove the control character."),
    )


def _as_day(texts: pa.Array, column: Column) -> _Converted:
    is_written_out = matches(texts, r"\d{4}-\d\d-\d\d")
    written = as_series(_where(texts, is_written_out))
    days = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce")
    in_range = days.dt.year.between(FIRST_YEAR, LAST_YEAR).to_numpy(dtype=bool)
    remedy = _("Write a day as YYYY-MM-DD, between {first} and {last}.").format(
        first=FIRST_YEAR, last=LAST_YEAR
    )
    return days.array, ~is_empty(texts) & ~in_range, remedy


def _as_count(texts: pa.Array, column: Column) -> _Converted:
    is_whole = matches(texts, "[0-9]{1,6}")
    counts = _where(texts, is_whole).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return (
        counts,
        ~is_empty(texts) & ~is_whole,
        _("Write a whole number of people, 0 or more, or leave it empty."),
    )


def _as_term(texts: pa.Array, column: Column) -> _Converted:
    terms, known = _terms(column)
    codes = _codes(texts, terms)
    coded = pd.Categorical.from_codes(codes, dtype=known)
    return coded, ~is_empty(texts) & (codes < 0), _("Use one of: {terms}.").format(terms=", ".join(terms))


@cache
def _terms(column: Column) -> tuple[tuple[str, ...], pd.CategoricalDtype]:
    assert column.terms is not None
    terms = tuple(str(term.value) for term in column.terms)
    return terms, pd.CategoricalDtype(list(terms), ordered=True)


def _codes(texts: pa.Array, known: tuple[str, ...]) -> Any:
    """The place of each text among the known ones, -1 of another."""
    found = pc.index_in(texts, value_set=pa.array(known, texts.type))
    return np.asarray(pc.fill_null(found, -1))


def _as_grade(texts: pa.Array, column: Column) -> _Converted:
    assert column.terms is not None
    grades = tuple(str(int(grade)) for grade in column.terms)
    codes = _codes(texts, grades)
    numbers = np.array([*map(int, grades), -1], dtype="int8")[codes]
    return (
        numbers,
        ~is_empty(texts) & (codes < 0),
        _("Use a grade from {first} to {last}.").format(first=grades[0], last=grades[-1]),
    )


def _as_degrees(limit: float) -> Callable[[pa.Array, Column], _Converted]:
    def convert(texts: pa.Array, column: Column) -> _Converted:
        is_plain = matches(texts, r"-?\d{1,3}(\.\d+)?")
        degrees = numbers_of(as_series(_where(texts, is_plain))).to_numpy()
        remedy = _("Write {what} as a decimal number from -{limit} to {limit}, or leave it empty.").format(
            what=_(column.meaning), limit=f"{limit:g}"
        )
        return degrees, ~is_empty(texts) & ~(np.abs(degrees) <= limit), remedy

    return convert


def _as_link(texts: pa.Array, column: Column) -> _Converted:
    refused = r"\s\x00-\x1f\x7f-\x9f<>\"'`\\"
    is_link = matches(texts, rf"https?://[^/?#\[\]{refused}][^{refused}]*")
    return (
        texts,
        ~is_empty(texts) & ~is_link,
        _("Write an address that begins with http:// or https://."),
    )


CONVERSIONS: Final[dict[Kind, Callable[[pa.Array, Column], _Converted]]] = {
    Kind.TEXT: _as_text,
    Kind.KEY: _as_text,
    Kind.DAY: _as_day,
    Kind.COUNT: _as_count,
    Kind.TERM: _as_term,
    Kind.GRADE: _as_grade,
    Kind.LONGITUDE: _as_degrees(180.0),
    Kind.LATITUDE: _as_degrees(90.0),
    Kind.LINK: _as_link,
}
"""For texts without space around them, none of them missing."""
