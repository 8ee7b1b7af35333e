"""What two periods, and all periods of their length before them, count of a filter; sums of parts of a dataset add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import singledispatch

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from data.filters.summary import Summary
from data.tables.codes import day_number
from data.tables.dataset import IntArray


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """As many days just before."""
        day = timedelta(days=1)
        return Period(self.first - self.days * day, self.first - day)


@dataclass(frozen=True, eq=False)
class PeriodSums:
    """The matching incidents that began in a period, and in the one before it, by district.

    Both tables have the same rows: the districts with an incident in either period, in order of their codes, NO_DISTRICT
    among them. Columns `incidents` and those of `Tally.people`.
    """

    now: pd.DataFrame
    before: pd.DataFrame
    reaching_in: int
    """Incidents that may have happened within the period but began before it."""
    reaching_out: int
    """Incidents of the period that may have happened after it."""


@singledispatch
def period_sums(summary: Summary, period: Period, has_before: bool) -> PeriodSums:
    """The sums of a period; without `has_before` the one before it counts nothing."""
    ends = _ends(summary, period, 3)
    now = _by_district(summary, summary.rows[ends[1] : ends[0]])
    before = _by_district(summary, summary.rows[ends[2] if has_before else ends[1] : ends[1]])
    is_there = (now["incidents"] + before["incidents"]) > 0
    return PeriodSums(now[is_there], before[is_there], *_spans(summary, period))


def added(parts: Sequence[PeriodSums]) -> PeriodSums:
    """The sums of all parts together."""
    now, before = (
        pd.concat(tables).groupby(level=0, sort=True).sum()
        for tables in ([part.now for part in parts], [part.before for part in parts])
    )
    return PeriodSums(
        now, before, sum(part.reaching_in for part in parts), sum(part.reaching_out for part in parts)
    )


@singledispatch
def histories(summary: Summary, period: Period, earlier: int, districts: Sequence[str]) -> IntArray:
    """How many matching incidents began in a period and in so many `earlier` ones of its length, the latest first.

    Shape (1 + districts, 1 + earlier): the first row is of all incidents.
    """
    # Incidents stand in order of their first days, so that each period is a stretch of them.
    ends = _ends(summary, period, earlier + 2)
    counts = ends[:-1] - ends[1:]
    codes, rows = summary.dataset.codes, summary.rows[ends[-1] : ends[0]]
    named = codes.places["counts_in"].cat
    place = {code: at for at, code in enumerate(districts)}
    of_name = np.array([place.get(str(name), -1) for name in named.categories], dtype=np.intp)
    group = of_name[named.codes.to_numpy(dtype=np.intp)[codes.place[rows]]]
    number = np.repeat(np.arange(earlier, -1, -1), counts[::-1])
    of_one = np.flatnonzero(group >= 0)
    cells = group[of_one] * len(counts) + number[of_one]
    by_district = np.bincount(cells, minlength=len(districts) * len(counts))
    return np.vstack([counts, by_district.reshape(len(districts), len(counts))])


def _ends(summary: Summary, period: Period, number: int) -> IntArray:
    """Where in the matching rows a period and the ones before it end, behind their last incident, the latest first."""
    last_days = day_number(period.last) - period.days * np.arange(number)
    rows = np.searchsorted(summary.dataset.codes.starts, last_days.astype(np.int32), side="right")
    return np.searchsorted(summary.rows, rows)


def _by_district(summary: Summary, rows: IntArray) -> pd.DataFrame:
    """Incidents and people of these rows in each district that the dataset has."""
    codes, people = summary.dataset.codes, summary.tally.people
    named = codes.places["counts_in"].cat
    district = named.codes.to_numpy(dtype=np.intp)[codes.place[rows]]
    shape = (len(named.categories), codes.patterns)
    patterns = coo_array((np.ones(len(rows), dtype=np.int64), (district, codes.pattern[rows])), shape=shape)
    names = pd.Index(named.categories.astype("str"), name="adm1_iso")
    sums = pd.DataFrame(patterns.tocsr() @ people.to_numpy(), index=names, columns=people.columns)
    sums.insert(0, "incidents", np.bincount(district, minlength=len(names)))
    return sums


def _spans(summary: Summary, period: Period) -> tuple[int, int]:
    """How many matching incidents reach into a period from before, and how many from it beyond its end."""
    codes, rows = summary.dataset.codes, summary.rows
    first, last = day_number(period.first), day_number(period.last)
    days = np.array([first - codes.longest_days, first, last + 1], dtype=np.int32)
    begin, middle, end = np.searchsorted(rows, np.searchsorted(codes.starts, days))
    before, within = rows[begin:middle], rows[middle:end]
    return int((codes.ends[before] >= first).sum()), int((codes.ends[within] > last).sum())
