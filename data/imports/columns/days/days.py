"""Columns of dates: each different text with the days that it may mean, read as the whole column shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import pandas as pd

from data.imports.dates.calendars import calendar_in
from data.imports.dates.month_words import plain_word
from data.imports.dates.numbers import MIXED_ORDER, UNDECIDED, Reading, orders_of, serial_years
from data.imports.dates.ranges import read_date
from data.imports.dates.span import EMPTY, NoDay, Span, day_span, with_remark
from data.imports.dates.times import TimeOfDay, without_time
from data.imports.dates.weekdays import without_weekday
from data.places.notations.normal_text import ascii_digits

SAME_TIME: Final = (
    "Every time of this column is the same, as where a program writes midnight of another time zone; "
    "the day may be the one after or before."
)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
"""What most tables have: read once a day."""
_FIRST_PLAIN_YEAR: Final = 1900
"""Before it a year may be one of another calendar."""
_FEWEST_TIMES: Final = 2


class DayOrder(StrEnum):
    """Which number stands first where a day is written as three numbers."""

    AUTO = "auto"
    """As the whole column shows."""
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def spans(
    texts: pd.Series, order: DayOrder, today: date, heading: str = "", years: pd.Series | None = None
) -> dict[str, Span | NoDay]:
    """What each different text of a column means.

    The order of day and month is that of the whole column, the calendar what its heading names. `years` are the
    years of the rows where another column has them: they show from which year a spreadsheet counts its days.
    """
    every = [str(text) for text in texts.unique()]
    different = [text for text in every if not _ISO.fullmatch(text)]
    stripped = [without_time(_plain(text)) for text in different]
    calendar = calendar_in(heading)
    days_first, months_first = orders_of([text for text, _time in stripped], calendar)
    reading = Reading(
        today,
        days_first,
        months_first,
        order.value,
        calendar,
        _counts_from_1904(texts, years),
        is_turkish="tarih" in plain_word(heading),
    )
    found = {text: read_date(text, reading) if text.strip() else NoDay(EMPTY) for text in different}
    if _is_one_time([time for _text, time in stripped if time is not None]):
        found = {
            text: with_remark(span, SAME_TIME) if time is not None else span
            for (text, span), (_text, time) in zip(found.items(), stripped, strict=True)
        }
    if len(different) == len(every):
        return found
    days = {day: _iso_day(day, reading) for day in {text[:10] for text in every if _ISO.fullmatch(text)}}
    return {text: found[text] if text in found else days[text[:10]] for text in every}


def lacks_order(span: Span | NoDay) -> bool:
    """Whether nothing in its column shows if the day or the month stands first."""
    if isinstance(span, NoDay):
        return span.reason == MIXED_ORDER
    return UNDECIDED in span.remark


def _iso_day(day: str, reading: Reading) -> Span | NoDay:
    """A day written as YYYY-MM-DD; of the last centuries and of no named calendar it can mean one day only."""
    year = int(day[:4])
    if reading.calendar is None and _FIRST_PLAIN_YEAR <= year < reading.today.year:
        found = day_span(year, int(day[5:7]), int(day[8:]))
        if isinstance(found, Span):
            return found
    return read_date(day, reading)


def _plain(text: str) -> str:
    return without_weekday(plain_word(ascii_digits(text)).strip(" .,;"))


def _is_one_time(times: Sequence[TimeOfDay]) -> bool:
    """Whether all times are one that is neither midnight nor noon, and none says its zone."""
    minutes = {time.minute for time in times}
    return (
        len(times) >= _FEWEST_TIMES
        and len(minutes) == 1
        and minutes.isdisjoint({0, 720})
        and not any(time.is_utc for time in times)
    )


def _counts_from_1904(texts: pd.Series, years: pd.Series | None) -> bool:
    """Whether more of the day numbers of a column agree with the years of their rows when counted from 1904."""
    if years is None:
        return False
    agreeing = [0, 0]
    for text, year in zip(texts.tolist(), years.reindex(texts.index).tolist(), strict=True):
        counted = serial_years(str(text))
        if counted:
            agreeing[0] += str(counted[0]) == str(year)
            agreeing[1] += str(counted[1]) == str(year)
    return agreeing[1] > agreeing[0]
