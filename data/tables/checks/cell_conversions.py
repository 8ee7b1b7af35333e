"""The typed values of a column's cells, which of them cannot be used, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd

from data.language import _
from data.plain_text import NOT_WRITABLE
from data.tables.schema import (
    FIRST_YEAR,
    LAST_YEAR,
    Column,
    Kind,
)
from data.text_arrays import numbers_of

_Converted = tuple[pd.Series, pd.Series, str]
"""The typed values, which of them are not usable, and what to write instead."""


def _as_text(values: pd.Series, column: Column) -> _Converted:
    return (
        values,
        values.str.contains(NOT_WRITABLE),
        _("Remove the control character."),
    )


def _as_day(values: pd.Series, column: Column) -> _Converted:
    is_written_out = values.str.fullmatch(r"\d{4}-\d\d-\d\d")
    days = pd.to_datetime(values.where(is_written_out), format="%Y-%m-%d", errors="coerce")
    in_range = days.dt.year.between(FIRST_YEAR, LAST_YEAR)
    remedy = _("Write a day as YYYY-MM-DD, between {first} and {last}.").format(
        first=FIRST_YEAR, last=LAST_YEAR
    )
    return days, (values != "") & ~in_range, remedy


def _as_count(values: pd.Series, column: Column) -> _Converted:
    is_whole = values.str.fullmatch("[0-9]{1,6}")
    counts = pd.to_numeric(values.where(is_whole), errors="coerce").astype("float64")
    return (
        counts,
        (values != "") & ~is_whole,
        _("Write a whole number of people, 0 or more, or leave it empty."),
    )


def _as_term(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    terms = [str(term.value) for term in column.terms]
    is_term = values.isin(terms)
    coded = pd.Series(
        pd.Categorical(values.where(is_term), categories=terms, ordered=True), index=values.index
    )
    return coded, (values != "") & ~is_term, _("Use one of: {terms}.").format(terms=", ".join(terms))


def _as_grade(values: pd.Series, column: Column) -> _Converted:
    assert column.terms is not None
    grades = [str(int(grade)) for grade in column.terms]
    is_grade = values.isin(grades)
    numbers = pd.to_numeric(values.where(is_grade, "-1")).astype("int8")
    return (
        numbers,
        (values != "") & ~is_grade,
        _("Use a grade from {first} to {last}.").format(first=grades[0], last=grades[-1]),
    )


def _as_degrees(limit: float) -> Callable[[pd.Series, Column], _Converted]:
    def convert(values: pd.Series, column: Column) -> _Converted:
        is_plain = values.str.fullmatch(r"-?\d{1,3}(\.\d+)?")
        degrees = numbers_of(values if is_plain.all() else values.where(is_plain))
        remedy = _("Write {what} as a decimal number from -{limit} to {limit}, or leave it empty.").format(
            what=_(column.meaning), limit=f"{limit:g}"
        )
        return degrees, (values != "") & ~(degrees.abs() <= limit), remedy

    return convert


def _as_link(values: pd.Series, column: Column) -> _Converted:
    refused = r"\s\x00-\x1f\x7f-\x9f<>\"'`\\"
    is_link = values.str.fullmatch(rf"https?://[^/?#\[\]{refused}][^{refused}]*")
    return values, (values != "") & ~is_link, _("Write an address that begins with http:// or https://.")


CONVERSIONS: Final[dict[Kind, Callable[[pd.Series, Column], _Converted]]] = {
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
