"""What a text of a date gives: the days that it may mean, or the reason why it is none."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from data.tables.schema import FIRST_YEAR, LAST_YEAR
from data.tables.vocabulary import DatePrecision


@dataclass(frozen=True)
class Span:
    """The days that a text may mean, both ends included."""

    start: date
    end: date
    precision: DatePrecision
    remark: str = ""
    """Sentences, with a space between them."""
    utc_minute: int | None = None
    """Minute of the day, where the text gives the time in UTC."""


@dataclass(frozen=True)
class NoDay:
    """Why a text is no day."""

    reason: str


EMPTY: Final = "There is no date."
NOT_A_DAY: Final = "The date is no day of the calendar; correct it."
NOT_UNDERSTOOD: Final = "The date is not understood; write it as YYYY-MM-DD, YYYY-MM or YYYY."
OUT_OF_RANGE: Final = f"The date is not between {FIRST_YEAR} and {LAST_YEAR}; correct it."
MORE_THAN_A_YEAR: Final = "The date is a span of more than a year, too long for one incident."
BACKWARD: Final = "The date is a span whose last day stands before the first; correct it."
OPEN_ENDED: Final = "The date only says before or after when it was; write the span of days."
NO_YEAR: Final = "The date has no year; write it as YYYY-MM-DD."
UNKNOWN: Final = "The date is said to be unknown."
LONGEST_DAYS: Final = 366


def day_span(year: int, month: int, day: int, remark: str = "") -> Span | NoDay:
    """One day of the Gregorian calendar; of a year from 2443 on, one of the Buddhist calendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    try:
        found = date(year, month, day)
    except ValueError:
        return NoDay(NOT_A_DAY)
    return Span(found, found, DatePrecision.DAY, remark)


def month_span(year: int, month: int) -> Span | NoDay:
    """All days of a month."""
    if not 1 <= month <= 12:
        return NoDay(NOT_A_DAY)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    last = calendar.monthrange(year, month)[1]
    return Span(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)


def year_span(year: int) -> Span | NoDay:
    """All days of a year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    return Span(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)


def months_span(year: int, first: int, last: int, remark: str = "") -> Span | NoDay:
    """All days from one month of a year to another; the last may be of the next year, counted on from 12."""
    start, end = month_span(year, first), month_span(year + (last - 1) // 12, (last - 1) % 12 + 1)
    if isinstance(start, NoDay) or isinstance(end, NoDay):
        return NoDay(OUT_OF_RANGE)
    return from_to(start.start, end.end, remark)


def from_to(start: date, end: date, remark: str = "") -> Span | NoDay:
    """The span of days between two, both included."""
    days = (end - start).days + 1
    if days < 1:
        return NoDay(BACKWARD)
    if days > LONGEST_DAYS:
        return NoDay(MORE_THAN_A_YEAR)
    return Span(start, end, precision_of(days), remark)


def week_span(year: int, week: int) -> Span | NoDay:
    """The seven days of a week as ISO 8601 counts them."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return NoDay(NOT_A_DAY)
    return Span(monday, monday + timedelta(6), DatePrecision.WEEK)


def precision_of(days: int) -> DatePrecision:
    """The closest grade that a span of so many days, both ends counted, allows."""
    limits = (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    )
    return next((grade for longest, grade in limits if days <= longest), DatePrecision.YEAR)


def with_remark(span: Span | NoDay, remark: str) -> Span | NoDay:
    """The span with a sentence more."""
    if isinstance(span, NoDay) or not remark or remark in span.remark:
        return span
    return replace(span, remark=f"{span.remark} {remark}".strip())
