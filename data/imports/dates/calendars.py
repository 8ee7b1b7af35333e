"""Days of other calendars as Gregorian ones, and which calendar a year or a heading shows."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from convertdate import coptic, islamic, persian

from data.imports.dates.month_words import Calendar, plain_word
from data.imports.dates.span import NOT_A_DAY, OUT_OF_RANGE, NoDay, Span, day_span, from_to, month_span
from data.tables.schema import FIRST_YEAR, LAST_YEAR

READ_FROM: Final[dict[Calendar, str]] = {
    Calendar.SOLAR_HIJRI: "The date was read as one of the Solar Hijri calendar.",
    Calendar.ISLAMIC: "The date was read as one of the Islamic calendar, counted by its tables; it may be a day earlier or later.",
    Calendar.BUDDHIST: "The year was read as one of the Buddhist calendar.",
    Calendar.ETHIOPIAN: "The date was read as one of the Ethiopian calendar.",
}
NO_DAY_OF: Final[dict[Calendar, str]] = {
    Calendar.SOLAR_HIJRI: "The date is no day of the Solar Hijri calendar; correct it.",
    Calendar.ISLAMIC: "The date is no day of the Islamic calendar; correct it.",
    Calendar.BUDDHIST: NOT_A_DAY,
    Calendar.ETHIOPIAN: "The date is no day of the Ethiopian calendar; correct it.",
    Calendar.GREGORIAN: NOT_A_DAY,
}

_BUDDHIST_YEARS: Final = 543
_HIJRI_YEARS: Final = range(1300, 1500)
_ETHIOPIAN_TO_COPTIC: Final = 276
_HEADINGS: Final = (
    (
        Calendar.SOLAR_HIJRI,
        r"shamsi|solar|jalali|persian|khorshidi|afghan|شمسی|جلالی|خورشیدی|(?<!\w)ه\.? ?ش(?!\w)",
    ),
    (
        Calendar.ISLAMIC,
        r"hijri|hijra|hegir|islamic|qamari|lunar|هجری|هجر|قمری|(?<!\w)ه(?!\.?\w)|(?<!\w)ah(?!\w)|хиджр",
    ),
    (Calendar.BUDDHIST, r"buddhis|(?<!\w)b\.? ?e\.?(?!\w)|พ\.? ?ศ|ព\.? ?ស|ព\.ស"),
    (Calendar.ETHIOPIAN, r"ethiop|(?<!\w)e\.? ?c\.?(?!\w)|(?<!\w)eth\.?(?!\w)|ዓ\.? ?ም|amete mihret"),
    (Calendar.GREGORIAN, r"gregorian|miladi|میلادی|милад|(?<!\w)g\.? ?c\.?(?!\w)|(?<!\w)ce(?!\w)"),
)


def calendar_in(words: str) -> Calendar | None:
    """The calendar that a heading or the words beside a date name; None where they name none."""
    plain = plain_word(words).replace("_", " ")
    return next((calendar for calendar, pattern in _HEADINGS if re.search(pattern, plain)), None)


def calendar_of_year(year: int, today: date) -> Calendar:
    """The calendar in which a year is one of the last century, where nothing names it.

    A year of four digits from 1300 to 1499 is Solar Hijri, or Islamic where it lies in the Solar future.
    """
    if year in _HIJRI_YEARS:
        return Calendar.SOLAR_HIJRI if year <= today.year - 621 else Calendar.ISLAMIC
    if FIRST_YEAR + _BUDDHIST_YEARS <= year <= today.year + _BUDDHIST_YEARS:
        return Calendar.BUDDHIST
    return Calendar.GREGORIAN


def day_in(calendar: Calendar, year: int, month: int, day: int, remark: str = "") -> Span | NoDay:
    """The Gregorian day of a day of a calendar."""
    if calendar is Calendar.GREGORIAN:
        return day_span(year, month, day, remark)
    remark = f"{remark} {READ_FROM[calendar]}".strip()
    if calendar is Calendar.BUDDHIST:
        return day_span(year - _BUDDHIST_YEARS, month, day, remark)
    if not _exists(calendar, year, month, day):
        return NoDay(NO_DAY_OF[calendar])
    return _in_range(_gregorian(calendar, year, month, day), remark)


def month_in(calendar: Calendar, year: int, month: int) -> Span | NoDay:
    """The Gregorian days of a month of a calendar."""
    if calendar is Calendar.GREGORIAN:
        return month_span(year, month)
    first = day_in(calendar, year, month, 1)
    if isinstance(first, NoDay):
        return first
    if calendar is Calendar.BUDDHIST:
        span = month_span(year - _BUDDHIST_YEARS, month)
        return span if isinstance(span, NoDay) else from_to(span.start, span.end, first.remark)
    last = max(
        day
        for day in range(28 if calendar is not Calendar.ETHIOPIAN else 5, 32)
        if _exists(calendar, year, month, day)
    )
    end = _gregorian(calendar, year, month, last)
    return from_to(first.start, end, first.remark)


def year_in(calendar: Calendar, year: int) -> Span | NoDay:
    """The Gregorian days of a year of a calendar."""
    first = day_in(calendar, year, 1, 1)
    if isinstance(first, NoDay):
        return first
    following = day_in(calendar, year + 1, 1, 1)
    end = date(LAST_YEAR, 12, 31) if isinstance(following, NoDay) else following.start - timedelta(1)
    return from_to(first.start, end, first.remark)


def _exists(calendar: Calendar, year: int, month: int, day: int) -> bool:
    if calendar is Calendar.SOLAR_HIJRI:
        return 1 <= month <= 12 and 1 <= day <= persian.month_length(year, month)
    if calendar is Calendar.ISLAMIC:
        return 1 <= month <= 12 and 1 <= day <= islamic.month_length(year, month)
    longest = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    return 1 <= month <= 13 and 1 <= day <= longest


def _gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    if calendar is Calendar.SOLAR_HIJRI:
        return date(*persian.to_gregorian(year, month, day))
    if calendar is Calendar.ISLAMIC:
        return date(*islamic.to_gregorian(year, month, day))
    return date(*coptic.to_gregorian(year - _ETHIOPIAN_TO_COPTIC, month, day))


def _in_range(found: date, remark: str) -> Span | NoDay:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return NoDay(OUT_OF_RANGE)
    return day_span(found.year, found.month, found.day, remark)
