"""Days whose month stands in the name of their sheet or in its title: a sheet “March” of the 12th and the 13th."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from data.imports.columns.days.year_of_title import year_of_title
from data.imports.columns.fields import HEADINGS
from data.imports.dates.month_words import joined_names, month_of, plain_word
from data.imports.formats.text.text_table import TextTable
from data.imports.report.composed import Composed
from data.imports.shapes.days_in_months import day_column
from data.places.notations.normal_text import ascii_digits
from data.text.search_text import folded_words

DAYS_OF_SHEET: Final = (
    "The days in the column “{column}” were read with the month of the sheet or of its title: {month}."
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:\.0)?\.?"
_DAYS: Final = rf"{_DAY}(?:\s*[-–]\s*{_DAY})?"
_IN_NUMBERS: Final = re.compile(r"(?:19|20)\d\d[-._/ ](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-._/ ](?:19|20)\d\d")
_ENGLISH: Final = (
    "January February March April May June July August September October November December".split()
)


def with_days_of_sheet(table: TextTable) -> TextTable:
    """The table with such days as whole dates; without a year anywhere they get the month alone, to be refused as that."""
    if table.rows.empty or _has_months(table.rows):
        return table
    month = _month_of(table)
    column = day_column(table.rows) if month else None
    if column is None:
        return table
    year = "" if _has_years(table.rows) else year_of_title(table)
    named = f"{month} {year}".strip()
    cells = table.rows[column].map(ascii_digits).str.strip()
    is_bare = cells.str.fullmatch(_DAYS)
    days = cells.str.replace(r"\.0\b", "", regex=True).str.rstrip(".") + " " + named
    rows = table.rows.assign(**{column: days.where(is_bare, cells).astype(table.rows[column].dtype)})
    remark = DAYS_OF_SHEET.format(column=column, month=named)
    composed = Composed.of(rows[column], {column: table.rows[column]})
    return replace(table, rows=rows, remarks=(*table.remarks, remark), composed=(*table.composed, composed))


def _has_months(rows: pd.DataFrame) -> bool:
    return _has_any(rows, "month")


def _has_years(rows: pd.DataFrame) -> bool:
    return _has_any(rows, "year")


def _has_any(rows: pd.DataFrame, field: str) -> bool:
    names = {"".join(folded_words(name)) for name in HEADINGS[field]}
    return any("".join(folded_words(str(column))) in names for column in rows.columns)


def _month_of(table: TextTable) -> str:
    """The one month that the name of the sheet has, or the title above the heading; "" without one or with several."""
    above = table.heading.above if table.heading else ()
    for title in (table.sheet, *above):
        text = ascii_digits(title).strip()
        if found := _IN_NUMBERS.fullmatch(text):
            return _ENGLISH[int(found[1] or found[2]) - 1]
        # “آب” is a month, “do” and “si” are not.
        words = re.findall(r"[^\W\d]{3,}|[\u0600-\u06ff]{2}", joined_names(plain_word(text)))
        months = {named: word for word in words if (named := month_of(word))}
        if months:
            return months.popitem()[1].replace("_", " ") if len(months) == 1 else ""
    return ""
