"""Incidents and people by month or year: the one definition of when an incident counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
import pandas as pd

from data.dataset import IntArray
from data.summary import Summary
from data.vocabulary import DatePrecision

Step = Literal["month", "year"]

COUNTS: Final = ("incidents", "killed", "injured")

_PLACES: Final = {"month": 13, "year": 1}
"""Places for rows in one year; the last of the thirteen is for incidents whose month is not known."""
_NOT_KNOWN: Final = 12


def timeline(summary: Summary, step: Step, across: tuple[date, date] | None = None) -> pd.DataFrame:
    """Matching incidents, and the best figures of their matching casualties, in order of time.

    One row a month or a year, from the first start to the last, or to the ends of `across` where
    those lie further out; a month or year without an incident stands with zeros. Columns
    `first_day` and `last_day` (dates, both inclusive), `incidents, killed, injured`,
    `is_month_known`.

    An incident counts once, in the month or year of its start. By month, where its span crosses
    months or only its year is known, it counts in a row of its year with `is_month_known` false,
    which stands after December only where there is such an incident. No matching incident and no
    `across` give no row.
    """
    incidents = summary.dataset.incidents.iloc[summary.rows]
    start, end = incidents["date_start"].dt, incidents["date_end"].dt
    years, months = start.year.to_numpy(dtype=np.intp), start.month.to_numpy(dtype=np.intp) - 1
    is_in_one_month = (years == end.year.to_numpy()) & (months == end.month.to_numpy() - 1)
    is_known = is_in_one_month & (incidents["date_prec"] < DatePrecision.YEAR).to_numpy(dtype=bool)

    places = _PLACES[step]
    found = years * places + (np.where(is_known, months, _NOT_KNOWN) if step == "month" else 0)
    ends = [*(years * places + (months if step == "month" else 0))]
    ends += [day.year * places + (day.month - 1 if step == "month" else 0) for day in across or ()]
    if not ends:
        return _rows(np.empty(0, dtype=np.intp), step).assign(**dict.fromkeys(COUNTS, 0))
    every = np.arange(min(ends), max(ends) + 1)
    if step == "month":
        every = np.union1d(every[every % places != _NOT_KNOWN], found)

    positions = np.searchsorted(every, found)
    people = summary.per_incident.iloc[summary.rows]
    rows = _rows(every, step)
    for name, weights in (
        ("incidents", None),
        ("killed", people["killed_best"].to_numpy()),
        ("injured", people["injured_best"].to_numpy()),
    ):
        rows[name] = np.bincount(positions, weights, minlength=len(every)).astype(np.int64)
    return rows[["first_day", "last_day", *COUNTS, "is_month_known"]]


def _rows(every: IntArray, step: Step) -> pd.DataFrame:
    places = _PLACES[step]
    years, month = every // places, every % places
    is_year = np.full(len(every), step == "year") | (month == _NOT_KNOWN)
    first, last = [], []
    for year, number, whole in zip(years.tolist(), month.tolist(), is_year.tolist(), strict=True):
        first.append(date(year, 1 if whole else number + 1, 1))
        last.append(date(year, 12, 31) if whole or number == 11 else date(year, number + 2, 1) - timedelta(1))
    is_known = np.full(len(every), True) if step == "year" else month != _NOT_KNOWN
    return pd.DataFrame(
        {
            "first_day": pd.Series(first, dtype="object"),
            "last_day": pd.Series(last, dtype="object"),
            "is_month_known": is_known,
        }
    )
