"""Incidents and people by month or year: the one definition of when an incident counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
import pandas as pd

from data.filters.summary import Summary, summary_of
from data.filters.tally import COUNTED
from data.tables.codes import MONTH_NOT_KNOWN, PLACES_OF_A_YEAR
from data.tables.dataset import IntArray

Step = Literal["month", "year"]


_PLACES: Final = {"month": PLACES_OF_A_YEAR, "year": 1}
"""Places for rows in one year."""


def timeline(summary: Summary, step: Step, across: tuple[date, date] | None = None) -> pd.DataFrame:
    """Matching incidents, and the best figures of their matching casualties, in order of time.

    One row a month or a year, from the first start to the last, or to the ends of `across` where
    those lie further out; a month or year without an incident stands with zeros. Columns
    `first_day` and `last_day` (dates, both inclusive), COUNTED of `data.filters.tally`, `is_month_known`.

    An incident counts once, in the month or year of its start. By month, where its span crosses
    months or only its year is known, it counts in a row of its year with `is_month_known` false,
    which stands after December only where there is such an incident. No matching incident and no
    `across` give no row. Undated incidents are in no row; `undated` counts them.
    """
    codes = summary.dataset.codes
    counts = summary.tally.by_month
    found = np.flatnonzero(counts["incidents"][:-1])
    places = _PLACES[step]
    held = codes.first_year * places + (found if step == "month" else found // PLACES_OF_A_YEAR)
    last = min(summary.tally.last, codes.dated - 1)
    if len(found) and summary.tally.last >= codes.dated:
        last = int(summary.rows[np.searchsorted(summary.rows, codes.dated) - 1])
    ends = [summary.tally.first, last] if len(found) else []
    starts = codes.starts[ends].astype("datetime64[D]").tolist()
    numbers = [
        day.year * places + (day.month - 1 if step == "month" else 0) for day in (*starts, *(across or ()))
    ]
    if not numbers:
        return _rows(np.empty(0, dtype=np.intp), step).assign(**dict.fromkeys(COUNTED, 0))
    every = np.arange(min(numbers), max(numbers) + 1)
    if step == "month":
        every = np.union1d(every[every % places != MONTH_NOT_KNOWN], held)
    rows, at = _rows(every, step), np.searchsorted(every, held)
    for place, name in enumerate(COUNTED, start=2):
        rows.insert(place, name, np.bincount(at, counts[name][found], len(every)).astype(np.int64))
    return rows


def undated(summary: Summary) -> int:
    """Matching incidents without a date."""
    return int(summary.tally.by_month["incidents"][-1])


def undated_left_out(summary: Summary) -> int:
    """Incidents without a date that match the filter but for its dates; 0 where it asks for none."""
    asked = summary.asked
    starts = summary.dataset.incidents["date_start"]
    asks_for_dates = asked.date_from is not None or asked.date_to is not None
    # Undated incidents stand last.
    if not asks_for_dates or starts.empty or not pd.isna(starts.iloc[-1]):
        return 0
    return undated(summary_of(summary.dataset, replace(asked, date_from=None, date_to=None)))


def _rows(every: IntArray, step: Step) -> pd.DataFrame:
    places = _PLACES[step]
    years, month = every // places, every % places
    is_year = np.full(len(every), step == "year") | (month == MONTH_NOT_KNOWN)
    first, last = [], []
    for year, number, whole in zip(years.tolist(), month.tolist(), is_year.tolist(), strict=True):
        first.append(date(year, 1 if whole else number + 1, 1))
        last.append(date(year, 12, 31) if whole or number == 11 else date(year, number + 2, 1) - timedelta(1))
    is_known = np.full(len(every), True) if step == "year" else month != MONTH_NOT_KNOWN
    return pd.DataFrame(
        {
            "first_day": pd.Series(first, dtype="object"),
            "last_day": pd.Series(last, dtype="object"),
            "is_month_known": is_known,
        }
    )
