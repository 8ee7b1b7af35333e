"""Days whose month stands in the title of their section: “March 2021” above rows of the 12th and the 13th."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.imports.columns.fields import HEADINGS
from data.imports.dates.month_words import month_of, plain_word
from data.text.search_text import folded_words

DAYS_IN_MONTHS: Final = "The days in the column “{column}” were read with the month of the title above them."
_TITLE: Final = re.compile(r"([^\W\d_]+)[\s,.]+((?:19|20)\d\d)(?:\s*[^\W\d_]{1,4}\.?)?")
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])\.?"
_LEAST_SHARE: Final = 0.8


def are_months(titles: Sequence[str]) -> bool:
    """Whether every title is a month of a year."""
    found = [_TITLE.fullmatch(plain_word(title)) for title in titles]
    return bool(found) and all(one is not None and month_of(one[1]) is not None for one in found)


def day_column(rows: pd.DataFrame) -> str | None:
    """The column of days of the month: called so or as a date, with hardly anything but numbers up to 31."""
    names = {"".join(folded_words(name)) for name in (*HEADINGS["date"], *HEADINGS["day"])}
    for column in map(str, rows.columns):
        filled = rows[column].str.strip()
        filled = filled[filled != ""]
        is_called_so = "".join(folded_words(column)) in names
        if is_called_so and len(filled) and filled.str.fullmatch(_DAY).mean() >= _LEAST_SHARE:
            return column
    return None


def with_months(days: pd.Series, months: pd.Series) -> pd.Series:
    """Each bare day with its month; other cells as they are."""
    cells = days.str.strip()
    is_bare = cells.str.fullmatch(_DAY) & (months != "")
    return cells.where(~is_bare, cells.str.rstrip(".") + " " + months)
