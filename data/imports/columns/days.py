"""Days as people write them, with how closely each is known."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import pandas as pd

from data.search_text import folded_words
from data.tables.schema import FIRST_YEAR, LAST_YEAR
from data.tables.vocabulary import DatePrecision


class DayOrder(StrEnum):
    """Which number stands first where a day is written as three numbers."""

    AUTO = "auto"
    """As the whole column shows."""
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class Span:
    """The days that a text may mean, both ends included."""

    start: date
    end: date
    precision: DatePrecision
    remark: str = ""


@dataclass(frozen=True)
class NoDay:
    """Why a text is no day."""

    reason: str


EMPTY: Final = "There is no date."
NOT_A_DAY: Final = "The date is no day of the calendar; correct it."
NOT_UNDERSTOOD: Final = "The date is not understood; write it as YYYY-MM-DD, YYYY-MM or YYYY."
OUT_OF_RANGE: Final = f"The date is not between {FIRST_YEAR} and {LAST_YEAR}; correct it."
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

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_ISO_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBERS: Final = re.compile(
    r"(\d{1,2})\s*([./ -])\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d\d)(?:[ ,T]+\d{1,2}:.*)?\.?"
)
_SHORT: Final = re.compile(r"(\d{1,2})[-/. ]+([^\W\d_]+)[-/., ]+['’]?(\d\d)")
"""As spreadsheets write a day in short, 23-Nov-20: the month in letters leaves no doubt of the order."""
_MONTH: Final = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_YEAR: Final = re.compile(r"(\d{4})(?:\.0)?")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL: Final = date(1899, 12, 30)
_DATED_SERIALS: Final = range(10_000, 73_050)
"""1927 to 2099: outside, a number of five digits is no day number of an incident."""

_MONTH_BEGINNINGS: Final = (
    "jan janv ene янв yan հունվ",
    "feb fev февр фев fevr փետր",
    "mar mart март мар mars մարտ",
    "apr abr avr апр ապր",
    "may mai май мая մայ",
    "jun juin июн iyun հունիս",
    "jul juil июл iyul հուլիս",
    "aug ago aou авг avq օգոս",
    "sep set сент сен sentyabr սեպտ",
    "oct окт okt հոկտ",
    "nov ноя noy նոյ",
    "dec dic дек dek դեկտ",
)
"""How the months begin in English, Spanish, French, Russian, Azerbaijani and Armenian, January first."""

_LONGEST_WORD: Final = {
    beginning: month for month, words in enumerate(_MONTH_BEGINNINGS, start=1) for beginning in words.split()
}


def spans(texts: pd.Series, order: DayOrder, today: date) -> dict[str, Span | NoDay]:
    """What each different text of a column means, the order of day and month told by the whole column."""
    different = [str(text) for text in texts.unique()]
    days_first, months_first = _orders(different)
    return {text: _span(text.strip(), order, days_first, months_first, today) for text in different}


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


def precision_of(days: int) -> DatePrecision:
    """The closest grade that a span of so many days, both ends counted, allows."""
    limits = (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    )
    return next((grade for longest, grade in limits if days <= longest), DatePrecision.YEAR)


def _orders(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether some text can only have the day first, and whether some can only have the month first."""
    days_first = months_first = False
    for text in texts:
        found = _NUMBERS.fullmatch(text.strip())
        if found:
            days_first |= int(found[1]) > 12 >= int(found[3])
            months_first |= int(found[3]) > 12 >= int(found[1])
    return days_first, months_first


_LONGEST: Final = 60
"""Letters of a date; in a longer text none is looked for."""


def _span(text: str, order: DayOrder, days_first: bool, months_first: bool, today: date) -> Span | NoDay:
    if not text:
        return NoDay(EMPTY)
    if len(text) > _LONGEST:
        return NoDay(NOT_UNDERSTOOD)
    if found := _ISO.fullmatch(text) or _ISO_COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
        if day == 0:
            return year_span(year) if month == 0 else month_span(year, month)
        return _day(year, month, day)
    if found := _NUMBERS.fullmatch(text):
        return _three_numbers(found, order, days_first, months_first, today)
    if found := _MONTH.fullmatch(text):
        return month_span(int(found[1] or found[4]), int(found[2] or found[3]))
    if found := _YEAR.fullmatch(text):
        return year_span(int(found[1]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _DATED_SERIALS:
        counted = _FIRST_SERIAL + timedelta(int(found[1]))
        return Span(counted, counted, DatePrecision.DAY, SERIAL)
    return _in_words(text, today)


def _three_numbers(
    found: re.Match[str], order: DayOrder, days_first: bool, months_first: bool, today: date
) -> Span | NoDay:
    first, second = int(found[1]), int(found[3])
    year, remark = _full_year(found[4], today)
    if order is DayOrder.MONTH_FIRST:
        return _day(year, first, second, remark)
    if order is DayOrder.DAY_FIRST or first == second:
        return _day(year, second, first, remark)
    if days_first and months_first:
        if max(first, second) <= 12:
            return NoDay(MIXED_ORDER)
        day, month = (first, second) if first > 12 else (second, first)
        return _day(year, month, day, MIXED_BUT_PLAIN)
    if months_first:
        return _day(year, first, second, remark)
    # Where days are written with dots, the day stands first in every country.
    is_told = days_first or found[2] == "."
    return _day(year, second, first, remark or ("" if is_told else UNDECIDED))


def _full_year(text: str, today: date) -> tuple[int, str]:
    if len(text) == 4:
        return int(text), ""
    year = today.year // 100 * 100 + int(text)
    return (year if year <= today.year else year - 100), SHORT_YEAR


def _day(year: int, month: int, day: int, remark: str = "") -> Span | NoDay:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    try:
        found = date(year, month, day)
    except ValueError:
        return NoDay(NOT_A_DAY)
    return Span(found, found, DatePrecision.DAY, remark)


def _in_words(text: str, today: date) -> Span | NoDay:
    """23 Nov 2020, 23-Nov-20, November 23rd, 2020, 23 ноября 2020 г., Noyabr 2020, 2020-ci il noyabrın 23-ü."""
    short = _SHORT.fullmatch(text)
    if short and (month := _month_of("".join(folded_words(short[2])))):
        year, remark = _full_year(short[3], today)
        return _day(year, month, int(short[1]), remark)
    words = [word for word in folded_words(re.sub(r"\d{1,2}:\d\d.*", "", text)) if word]
    months = [month for word in words if (month := _month_of(word))]
    numbers = [int(digits[0]) for word in words if (digits := re.match(r"\d+", word))]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if 0 < number <= 31]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return NoDay(NOT_UNDERSTOOD)
    return _day(years[0], months[0], days[0]) if days else month_span(years[0], months[0])


def _month_of(word: str) -> int | None:
    beginnings = [beginning for beginning in _FOLDED_BEGINNINGS if word.startswith(beginning)]
    return _FOLDED_BEGINNINGS[max(beginnings, key=len)] if beginnings else None


_FOLDED_BEGINNINGS: Final = {
    "".join(folded_words(beginning)): month for beginning, month in _LONGEST_WORD.items()
}
