"""Dates that are written in numbers: year first or last, packed, by week, or with the month in Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from data.imports.dates.calendars import calendar_of_year, day_in, month_in, year_in
from data.imports.dates.month_words import ROMAN_MONTHS, Calendar
from data.imports.dates.span import (
    NO_YEAR,
    NOT_A_DAY,
    OUT_OF_RANGE,
    NoDay,
    Span,
    day_span,
    week_span,
    with_remark,
)
from data.tables.schema import FIRST_YEAR, LAST_YEAR
from data.tables.vocabulary import DatePrecision

MIXED_ORDER: Final = (
    "In this column some dates begin with the day and some with the month, and this one could be either; "
    "write it as YYYY-MM-DD."
)
MIXED_BUT_PLAIN: Final = (
    "Other dates of this column are written in another order; this one has only one reading."
)
UNDECIDED: Final = (
    "Nothing in this column shows whether the day or the month stands first; read as day first. "
    "Choose the order in the columns if it is the other."
)
SHORT_YEAR: Final = "The year has two digits and was taken for the nearest that is not in the future."
SERIAL: Final = "The date is a spreadsheet's day number, counted from 1900."
SERIAL_1904: Final = (
    "The date is a spreadsheet's day number, counted from 1904, as the year of the row shows."
)
PACKED: Final = "The date was read as day, month and year without separators."

_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日.]?")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*([./ -])\s*(\d{1,2})\s*[./ -]\s*'?(\d{4}|\d\d)\.?")
_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\.?")
_ROMAN: Final = re.compile(r"(\d{1,2})\s*[./ -]\s*([ivx]{1,4})\s*[./ -]\s*(\d{4}|\d\d)\.?")
_ROMAN_MONTH: Final = re.compile(r"([ivx]{1,4})\s*[./ -]\s*(\d{4})")
_MONTH: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})月?|(\d{1,2})\s*[-/.]\s*(\d{4})")
_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?年?")
_NO_DAY: Final = re.compile(
    r"(?:[x?_-]{1,2}|0{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})|(\d{4})[-/.](\d{1,2})[-/.](?:[x?_-]{1,2}|0{1,2})"
)
_NO_MONTH: Final = re.compile(
    r"(?:[x?_-]{1,2}|0{1,2})[./ -]+(?:[x?_-]{1,2}|0{1,2})[./ -]+(\d{4})|(\d{4})[-/.](?:[x?_-]{1,2}|0{1,2})(?:[-/.](?:[x?_-]{1,2}|0{1,2}))?"
)
_WEEK: Final = re.compile(
    r"(\d{4})[\s-]*w(?:eek|k)?[\s.-]*(\d{1,2})|w(?:eek|k)?[\s.-]*(\d{1,2})[\s,/-]*(?:of )?(\d{4})"
)
_DAY_OF_WEEK: Final = re.compile(r"(\d{4})-?w(\d{2})-?([1-7])")
_DAY_OF_YEAR: Final = re.compile(r"(\d{4})-([0-3]\d{2})")
"""Days as ISO 8601 counts them, by week or through the year."""
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL: Final = date(1899, 12, 30)
_DAYS_TO_1904: Final = 1_462
_DATED_SERIALS: Final = range(10_000, 73_050)
"""1927 to 2099: outside, a number of five digits is no day number of an incident."""


@dataclass(frozen=True)
class Reading:
    """How the dates of one column are read."""

    today: date
    days_first: bool = False
    """Whether some date of the column can only have the day first."""
    months_first: bool = False
    """Whether some can only have the month first."""
    chosen: str = "auto"
    """The order that a person chose: auto, day_first or month_first."""
    calendar: Calendar | None = None
    """What the heading names."""
    counts_from_1904: bool = False
    is_turkish: bool = False
    """Whether the heading is Turkish: a season has another name in Azerbaijani."""

    def calendar_of(self, year: int) -> Calendar:
        """The calendar of a year: what is named, or else what its number shows."""
        if self.calendar is None or (
            self.calendar is not Calendar.GREGORIAN and self._is_surely_gregorian(year)
        ):
            return calendar_of_year(year, self.today)
        return self.calendar

    def _is_surely_gregorian(self, year: int) -> bool:
        return self.calendar is not Calendar.ETHIOPIAN and FIRST_YEAR <= year <= LAST_YEAR


def orders_of(texts: list[str], calendar: Calendar | None = None) -> tuple[bool, bool]:
    """Whether some text can only have the day first, and whether some can only have the month first."""
    days_first = months_first = False
    # The Ethiopian year has a thirteenth month of five or six days.
    months = 13 if calendar is Calendar.ETHIOPIAN else 12
    for text in texts:
        found = _NUMBERS.fullmatch(text)
        if found:
            days_first |= int(found[1]) > months >= int(found[3])
            months_first |= int(found[3]) > months >= int(found[1])
    return days_first, months_first


def in_numbers(text: str, reading: Reading) -> Span | NoDay | None:
    """The days of a plain text without a time that is all numbers; None for another text."""
    return (
        _year_first(text, reading)
        or _numbers(text, reading)
        or _without_year(text)
        or _rough(text, reading)
        or _roman(text, reading)
        or _week(text)
        or _serial(text, reading)
    )


def _year_first(text: str, reading: Reading) -> Span | NoDay | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        calendar = reading.calendar_of(year)
        if day == 0:
            return year_in(calendar, year) if month == 0 else month_in(calendar, year, month)
        return day_in(calendar, year, month, day)
    if found := _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
        span = day_in(reading.calendar_of(year), year, month, day)
        last = int(text[4:])
        if (
            isinstance(span, NoDay)
            and FIRST_YEAR <= last <= reading.today.year
            and span.reason == OUT_OF_RANGE
        ):
            return with_remark(day_span(last, int(text[2:4]), int(text[:2])), PACKED)
        return span
    return None


def _numbers(text: str, reading: Reading) -> Span | NoDay | None:
    found = _NUMBERS.fullmatch(text)
    if not found or int(found[1]) == 0 or int(found[3]) == 0:
        return None
    first, second = int(found[1]), int(found[3])
    year, remark = full_year(found[4], reading.today)
    calendar = reading.calendar_of(year)
    if reading.chosen == "month_first":
        return day_in(calendar, year, first, second, remark)
    if reading.chosen == "day_first" or first == second:
        return day_in(calendar, year, second, first, remark)
    if reading.days_first and reading.months_first:
        if max(first, second) <= 12:
            return NoDay(MIXED_ORDER)
        day, month = (first, second) if first > 12 else (second, first)
        return day_in(calendar, year, month, day, MIXED_BUT_PLAIN)
    if reading.months_first:
        return day_in(calendar, year, first, second, remark)
    # Where days are written with dots, the day stands first in every country.
    is_decided = reading.days_first or found[2] == "." or calendar is not Calendar.GREGORIAN
    return day_in(calendar, year, second, first, remark or ("" if is_decided else UNDECIDED))


def _without_year(text: str) -> NoDay | None:
    """Day and month alone, as 05.01 or 3/2."""
    found = _DAY_AND_MONTH.fullmatch(text)
    if found is None or min(map(int, found.groups())) > 12 or not 0 < max(map(int, found.groups())) <= 31:
        return None
    return NoDay(NO_YEAR)


def _rough(text: str, reading: Reading) -> Span | NoDay | None:
    """A month or a year, alone or with marks for what is not known."""
    if found := _NO_MONTH.fullmatch(text):
        year = int(found[1] or found[2])
        return year_in(reading.calendar_of(year), year)
    if found := _NO_DAY.fullmatch(text):
        year = int(found[2] or found[3])
        return month_in(reading.calendar_of(year), year, int(found[1] or found[4]))
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return month_in(reading.calendar_of(year), year, month)
    if found := _YEAR.fullmatch(text):
        return year_in(reading.calendar_of(int(found[1])), int(found[1]))
    return None


def _roman(text: str, reading: Reading) -> Span | NoDay | None:
    if (found := _ROMAN.fullmatch(text)) and found[2] in ROMAN_MONTHS:
        year, remark = full_year(found[3], reading.today)
        return day_span(year, ROMAN_MONTHS[found[2]], int(found[1]), remark)
    if (found := _ROMAN_MONTH.fullmatch(text)) and found[1] in ROMAN_MONTHS:
        return month_in(Calendar.GREGORIAN, int(found[2]), ROMAN_MONTHS[found[1]])
    return None


def _week(text: str) -> Span | NoDay | None:
    if found := _DAY_OF_WEEK.fullmatch(text):
        return _iso_day(int(found[1]), f"{found[1]}-W{found[2]}-{found[3]}", "%G-W%V-%u")
    if found := _DAY_OF_YEAR.fullmatch(text):
        return _iso_day(int(found[1]), f"{found[1]}-{found[2]}", "%Y-%j")
    found = _WEEK.fullmatch(text)
    return week_span(int(found[1] or found[4]), int(found[2] or found[3])) if found else None


def _iso_day(year: int, text: str, form: str) -> Span | NoDay:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    try:
        at = datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return NoDay(NOT_A_DAY)
    return day_span(at.year, at.month, at.day)


def _serial(text: str, reading: Reading) -> Span | NoDay | None:
    found = _SERIAL.fullmatch(text)
    if not found or int(found[1]) not in _DATED_SERIALS:
        return None
    days = int(found[1]) + (_DAYS_TO_1904 if reading.counts_from_1904 else 0)
    counted = _FIRST_SERIAL + timedelta(days)
    remark = SERIAL_1904 if reading.counts_from_1904 else SERIAL
    return Span(counted, counted, DatePrecision.DAY, remark)


def serial_years(text: str) -> tuple[int, int] | None:
    """The years of a spreadsheet's day number, counted from 1900 and from 1904; None for another text."""
    found = _SERIAL.fullmatch(text)
    if not found or int(found[1]) not in _DATED_SERIALS:
        return None
    days = int(found[1])
    return (_FIRST_SERIAL + timedelta(days)).year, (_FIRST_SERIAL + timedelta(days + _DAYS_TO_1904)).year


def full_year(text: str, today: date) -> tuple[int, str]:
    """A year of four digits, and what is to be remarked of one that was written with two."""
    if len(text) == 4:
        return int(text), ""
    year = today.year // 100 * 100 + int(text)
    return (year if year <= today.year else year - 100), SHORT_YEAR
