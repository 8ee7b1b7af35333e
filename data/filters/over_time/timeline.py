"""Incidents and people by day, month or year: the one definition of when an incident counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import singledispatch
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.filters.over_time.periods import is_under_three_months
from data.filters.summary import Summary, summary_of
from data.filters.tally import COUNTED
from data.tables.codes import MONTH_NOT_KNOWN, PLACES_OF_A_YEAR
from data.tables.dataset import IntArray

Step = Literal["day", "month", "year"]
DayNumbers = npt.NDArray[np.datetime64]
"""Days, shape (rows,)."""

_PLACES: Final = {"month": PLACES_OF_A_YEAR, "year": 1}
"""Places for rows in one year."""
_PLACES_OF_A_MONTH: Final = 32
"""A month's days, and one place more for incidents whose day is not known."""
_DAY_NOT_KNOWN: Final = 31
_DAY: Final = timedelta(days=1)


LONGEST_BY_MONTH_DAYS: Final = 4 * 366
"""Longer time is shown by year."""


def step_across(first: date, last: date) -> Step:
    """By day for less than three months, by month for up to four years, above by year."""
    if is_under_three_months(first, last):
        return "day"
    return "month" if (last - first).days <= LONGEST_BY_MONTH_DAYS else "year"


@singledispatch
def timeline(summary: Summary, step: Step, across: tuple[date, date] | None = None) -> pd.DataFrame:
    """Matching incidents, and the best figures of their matching casualties, in order of time.

    One row a day, a month or a year, from the first start to the last, or to the ends of `across` where
    those lie further out; time without an incident stands with zeros. Columns `first_day` and
    `last_day` (dates, both inclusive), COUNTED of `data.filters.tally`, `is_known`.

    An incident counts once, in the month or year of its start. By month, where its span crosses
    months or only its year is known, it counts in a row of its year with `is_known` false, which
    stands after December only where there is such an incident. By day it counts on its day only where
    it has a single one; otherwise in a row of its month with `is_known` false after the month's last
    day, or in that of its year. No matching incident and no `across` give no row. Undated incidents
    are in no row; `undated` counts them.
    """
    if step == "day":
        return _by_day(summary, across)
    codes = summary.dataset.codes
    counts = summary.by_month
    found = np.flatnonzero(counts["incidents"][:-1])
    places = _PLACES[step]
    positions_used = codes.first_year * places + (found if step == "month" else found // PLACES_OF_A_YEAR)
    last = min(summary.tally.last, codes.dated - 1)
    if len(found) and summary.tally.last >= codes.dated:
        last = int(summary.rows[np.searchsorted(summary.rows, codes.dated) - 1])
    ends = [summary.tally.first, last] if len(found) else []
    starts = codes.starts[ends].astype("datetime64[D]").tolist()
    numbers = [
        day.year * places + (day.month - 1 if step == "month" else 0) for day in (*starts, *(across or ()))
    ]
    every = np.arange(min(numbers), max(numbers) + 1) if numbers else np.empty(0, dtype=np.intp)
    if step == "month":
        every = np.union1d(every[every % places != MONTH_NOT_KNOWN], positions_used)
    spans = _months(every) if step == "month" else [_year(year) for year in every.tolist()]
    return _rows(
        spans, np.searchsorted(every, positions_used), {name: counts[name][found] for name in COUNTED}
    )


def bar_of_each(summary: Summary, rows: pd.DataFrame, step: Step) -> list[int | None]:
    """For each matching incident, in order of time, the position in `rows` of the row that it counts in; None where
    it is undated. `rows` as `timeline` gives them for the same summary and step.
    """
    at = {span: place for place, span in enumerate(zip(rows["first_day"], rows["last_day"], strict=True))}
    codes, matching = summary.dataset.codes, summary.rows
    dated = matching[matching < codes.dated]
    starts, ends = (of[dated].astype("datetime64[D]").tolist() for of in (codes.starts, codes.ends))
    spans = (
        _span_of(start, end, month != MONTH_NOT_KNOWN, step)
        for start, end, month in zip(
            starts, ends, (codes.month[dated] % PLACES_OF_A_YEAR).tolist(), strict=True
        )
    )
    return [*(at[span] for span in spans), *[None] * (len(matching) - len(dated))]


def _span_of(start: date, end: date, is_month_known: bool, step: Step) -> tuple[date, date]:
    """First and last day of the row in which an incident counts."""
    if step == "year" or not is_month_known:
        return _year(start.year)[:2]
    if step == "day" and start == end:
        return start, end
    return _month(start.year, start.month)


@singledispatch
def undated(summary: Summary) -> int:
    """Matching incidents without a date."""
    matches, dated = summary.matches, summary.dataset.codes.dated
    after = matches.among(slice(max(matches.within.start, dated), max(matches.within.stop, dated)))
    return after.stop - after.start if isinstance(after, slice) else len(after)


def undated_left_out(summary: Summary) -> int:
    """Incidents without a date that match the filter but for its dates; 0 where it asks for none."""
    incident_filter = summary.incident_filter
    selects_dates = incident_filter.date_from is not None or incident_filter.date_to is not None
    if not selects_dates or not summary.dataset.has_undated:
        return 0
    return undated(summary_of(summary.dataset, replace(incident_filter, date_from=None, date_to=None)))


_Span = tuple[date, date, bool]
"""First and last day of a row, and whether it is a time of its own."""


def _by_day(summary: Summary, across: tuple[date, date] | None) -> pd.DataFrame:
    codes = summary.dataset.codes
    rows = summary.rows[summary.rows < codes.dated]
    starts, month = codes.starts[rows].astype("datetime64[D]"), codes.month[rows]
    has_day = (codes.starts[rows] == codes.ends[rows]) & (month % PLACES_OF_A_YEAR != MONTH_NOT_KNOWN)
    places = codes.first_year * PLACES_OF_A_YEAR + month.astype(np.intp)
    positions_used = places * _PLACES_OF_A_MONTH + np.where(has_day, _day_of_month(starts), _DAY_NOT_KNOWN)
    every = np.union1d(_days_between(starts[has_day], across), positions_used)
    people = summary.people_of(rows)
    counts: dict[str, IntArray] = {"incidents": np.ones(len(rows), dtype=np.intp)}
    counts |= {name: people[_COLUMN_OF[name]].to_numpy() for name in COUNTED[1:]}
    return _rows(_days(every), np.searchsorted(every, positions_used), counts)


_COLUMN_OF: Final = {
    "killed": "killed_best",
    "injured": "injured_best",
    "killed_unknown": "killed_unknown",
    "injured_unknown": "injured_unknown",
}
"""The column of `Summary.people_of` that each of COUNTED sums."""


def _days_between(starts: DayNumbers, across: tuple[date, date] | None) -> IntArray:
    """The places of all days from the first to the last of them."""
    days = np.concatenate([starts, np.array(across or (), dtype="datetime64[D]")])
    if not len(days):
        return np.empty(0, dtype=np.intp)
    every = np.arange(days.min(), days.max() + 1)
    years, months = np.divmod(every.astype("datetime64[M]").astype(np.intp), 12)
    return ((years + 1970) * PLACES_OF_A_YEAR + months) * _PLACES_OF_A_MONTH + _day_of_month(every)


def _day_of_month(days: DayNumbers) -> IntArray:
    """From 0."""
    within: IntArray = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.intp)
    return within


def _days(every: IntArray) -> list[_Span]:
    spans = _months(every // _PLACES_OF_A_MONTH)
    for row, (place, day) in enumerate(
        zip((every // _PLACES_OF_A_MONTH).tolist(), (every % _PLACES_OF_A_MONTH).tolist(), strict=True)
    ):
        if place % PLACES_OF_A_YEAR == MONTH_NOT_KNOWN:
            continue
        first, last, _ = spans[row]
        exact = first + day * _DAY
        spans[row] = (first, last, False) if day == _DAY_NOT_KNOWN else (exact, exact, True)
    return spans


def _months(every: IntArray) -> list[_Span]:
    spans = []
    for year, month in zip(
        (every // PLACES_OF_A_YEAR).tolist(), (every % PLACES_OF_A_YEAR).tolist(), strict=True
    ):
        first, last, _ = _year(year)
        if month == MONTH_NOT_KNOWN:
            spans.append((first, last, False))
            continue
        spans.append((*_month(year, month + 1), True))
    return spans


def _month(year: int, month: int) -> tuple[date, date]:
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY
    return date(year, month, 1), last


def _year(year: int) -> _Span:
    return date(year, 1, 1), date(year, 12, 31), True


def _rows(spans: list[_Span], at: IntArray, counts: dict[str, IntArray]) -> pd.DataFrame:
    """A row a span; `counts` are of what stands in the rows `at`."""
    first, last, is_known = zip(*spans, strict=True) if spans else ((), (), ())
    sums = {
        name: np.bincount(at, values, len(spans)).astype(np.int64) if spans else np.empty(0, dtype=np.int64)
        for name, values in counts.items()
    }
    return pd.DataFrame(
        {
            "first_day": pd.Series(first, dtype="object"),
            "last_day": pd.Series(last, dtype="object"),
            **sums,
            "is_known": np.array(is_known, dtype=bool),
        }
    )
