"""The same time before a period, and the period of a filter: what a comparison opens with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.days import days_of_matches
from data.filters.summary import summary_of
from data.tables.dataset import Dataset

_DAY = timedelta(days=1)


class Opening(NamedTuple):
    """Two sides that a comparison opens with, A being earlier."""

    a: IncidentFilter
    b: IncidentFilter
    reason: str
    """"period": B is the filter's period, A the same time before; "until": the filter ends at a day, which divides;
    "year": the filter has no period, B is the last twelve months; "latest": nor does anything match in them, B is the
    twelve months that end with the month of the last match; "" where no period was found.
    """


def opening(dataset: Dataset, query: IncidentFilter) -> Opening:
    """The period of a filter and the same time before it; without a period the last twelve months in which it has any.

    A filter that only ends at a day has no time before it: that day then divides. A period that begins but does not
    end is as long as until the day of the last check.
    """
    last = last_known_day(dataset)
    if query.date_from is not None:
        end = query.date_to or max(last, query.date_from)
        return Opening(_between(query, *time_before(query.date_from, end)), query, "period")
    if query.date_to is not None and query.date_to < date.max:
        after = replace(query, date_from=query.date_to + _DAY, date_to=None)
        return Opening(query, after, "until")
    if not summary_of(dataset, query).incidents:
        return Opening(query, query, "")
    first = months_later(last + _DAY, -12)
    b = replace(query, date_from=first)
    days = days_of_matches(summary_of(dataset, query))
    if summary_of(dataset, b).incidents or days is None:
        return Opening(_between(query, *time_before(first, last)), b, "year")
    next_month = months_later(days.latest_start.replace(day=1), 1)
    first, last = months_later(next_month, -12), next_month - _DAY
    return Opening(_between(query, *time_before(first, last)), _between(query, first, last), "latest")


def is_time_before(dataset: Dataset, a: IncidentFilter, b: IncidentFilter) -> bool:
    """Whether A asks for the same as B in the same time before."""
    if b.date_from is None or a.date_from is None or a.date_to is None:
        return False
    end = b.date_to or max(last_known_day(dataset), b.date_from)
    return a == _between(b, *time_before(b.date_from, end))


def time_before(first: date, last: date) -> tuple[date, date]:
    """First and last day of the same time before, both inclusive: as many months where it is whole months, from any
    day of a month to the day before the same one, and otherwise as many days. No day lies before 1 January 1.
    """
    after = last + _DAY if last < date.max else last
    months = (after.year - first.year) * 12 + after.month - first.month
    is_whole = months > 0 and months_later(first, months) == after and first.day <= 28
    if is_whole and first.year * 12 + first.month - months > 12:
        return months_later(first, -months), first - _DAY
    days = (after - first).days
    start = date.fromordinal(max(first.toordinal() - days, 1))
    return start, max(first - _DAY, start) if first > date.min else start


def is_under_three_months(first: date, last: date) -> bool:
    """Whether the days from `first` to `last`, both inclusive, end before the same day three months later: time that
    is shown by day. assets/timeline/time_step.js decides the same; tests/short_periods.json holds the cases of both.
    """
    return first <= last and first.year < date.max.year and last + _DAY < months_later(first, 3)


def last_known_day(dataset: Dataset) -> date:
    """The day of the last check, or of the last incident where that is later."""
    return max(dataset.as_of, dataset.last_day or dataset.as_of)


def days_of(dataset: Dataset, query: IncidentFilter) -> int:
    """How many days a filter asks for, both ends included: without a first day from the first incident of the data on,
    and never beyond the last day of which anything is known.
    """
    last = last_known_day(dataset)
    begin, end = query.date_from or dataset.first_day or last, query.date_to or last
    return max((min(end, last) - begin).days + 1, 0)


def begins_unchecked(dataset: Dataset, query: IncidentFilter) -> bool:
    """Whether the period of a filter begins after the last day of which anything is known."""
    return query.date_from is not None and query.date_from > last_known_day(dataset)


def _between(query: IncidentFilter, first: date, last: date) -> IncidentFilter:
    return replace(query, date_from=first, date_to=last)


def months_later(day: date, months: int) -> date:
    """The same day of another month, the first of the next where that month is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year + month // 12, month % 12 + 1, 1)
