"""Halves of a month or a year, and quarters whose number stands behind their word."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from data.imports.dates.calendars import month_in
from data.imports.dates.numbers import Reading
from data.imports.dates.span import NOT_UNDERSTOOD, NoDay, Span, from_to

_FIRST: Final = (
    r"(?:1\s?(?:st|a|o|er|ere|re|я|е|ша|ше|\.)?\.?[oaº°]?|i|first|primera?o?|primeir[ao]|premiere?|перв\w+|перш\w+|erste\w*|birinci|ilk|prv[aio]"
    r"|الاولی?|اول)"
)
_SECOND: Final = (
    r"(?:2\s?(?:nd|a|o|e|de|eme|я|е|га|ге|\.)?\.?[oaº°]?|ii|second|segund[ao]|deuxieme|seconde?|втор\w+|друг\w+|zweite\w*|ikinci|son|drug[aio]"
    r"|الثانی[ه]?|دوم)"
)
_HALF: Final = (
    r"(?:half(?:[ -]year)?|quinzaine|quincena|quinzena|mitad|metade|moitie|halfte|halbjahr|semester|semestre|semestri"
    r"|половин\w*|полугоди\w*|півріччя|piv\w*|polovin\w*|polugod\w*|yarisi\w*|النصف|نصف|نیمه)"
)
_OF: Final = r"(?:[\s,/-]+(?:of|in|de|du|del|do|da|des|des jahres|im|vom|من|از|عام|سنه|سال))*[\s,/-]+"
_ORDINAL: Final = rf"(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"^(?:la |le |a |o |el |en la |na |в )?{_ORDINAL}\s*-?\s*{_HALF}{_OF}(?P<rest>.+)$",
        rf"^{_HALF}\s+{_ORDINAL}{_OF}(?P<rest>.+)$",
        rf"^(?P<rest>.+?)(?:\s+yili\w*)?\s+{_ORDINAL}\s+{_HALF}$",
        rf"^{_ORDINAL}\s*(?P<rest>[^\W\d_]+halfte \d{{4}})$",
    )
)
_COMPOUND: Final = re.compile(r"halfte(?= \d{4}$)")
_QUARTERS: Final = (
    ("الاول", "اول", "1", "birinci", "ilk"),
    ("الثانی", "دوم", "2", "ikinci"),
    ("الثالث", "سوم", "3", "ucuncu"),
    ("الرابع", "چهارم", "4", "dorduncu", "son"),
)
_NUMBER_OF: Final = {word: number for number, words in enumerate(_QUARTERS, start=1) for word in words}
_NUMBER: Final = "|".join(_NUMBER_OF)
_QUARTER: Final = (
    # ماه (month) may have been left out before as a word beside a number.
    re.compile(rf"^(?:الربع|ربع|سه\s*(?:ماه)?ه)\s+(?P<number>{_NUMBER}){_OF}(?P<year>\d{{4}})$"),
    re.compile(rf"^(?P<year>\d{{4}})(?:\s+yili\w*)?\s+(?P<number>{_NUMBER})\.?\s+ceyre\w+$"),
)
_MONTH_DAYS: Final = 31
_HALF_MONTH: Final = 15
_HALF_YEAR: Final = 6


def half_or_quarter(
    text: str, reading: Reading, in_words: Callable[[str, Reading], Span | NoDay]
) -> Span | NoDay | None:
    """The days of "second half of 2020", "1ère quinzaine de mai 2021", "الربع الثانی 2021"; None for another text.

    The text is folded; `in_words` reads the month or year that it is a part of.
    """
    for form in _QUARTER:
        if found := form.search(text):
            last = 3 * _NUMBER_OF[found["number"]]
            return months_in(reading, int(found["year"]), last - 2, last)
    for form in _FORMS:
        if found := form.search(text):
            rest = _COMPOUND.sub("", found["rest"])
            return _half(rest, found["first"] is not None, reading, in_words)
    return None


def months_in(reading: Reading, year: int, first: int, last: int, remark: str = "") -> Span | NoDay:
    """All days from one month to another of a year of the calendar that its number shows."""
    start, end = (month_in(reading.calendar_of(year), year, month) for month in (first, last))
    if isinstance(start, NoDay):
        return start
    if isinstance(end, NoDay):
        return end
    return from_to(start.start, end.end, " ".join(filter(None, (start.remark, remark))))


def _half(
    rest: str, is_first: bool, reading: Reading, in_words: Callable[[str, Reading], Span | NoDay]
) -> Span | NoDay | None:
    if year := re.fullmatch(r"(\d{4})", rest):
        first = 1 if is_first else 1 + _HALF_YEAR
        return months_in(reading, int(year[1]), first, first + _HALF_YEAR - 1)
    whole = in_words(rest, reading)
    if isinstance(whole, NoDay):
        return whole
    days = (whole.end - whole.start).days + 1
    if not 2 * _HALF_MONTH - 2 <= days <= _MONTH_DAYS:
        return NoDay(NOT_UNDERSTOOD)
    middle = whole.start + timedelta(_HALF_MONTH)
    if is_first:
        return from_to(whole.start, middle - timedelta(1), whole.remark)
    return from_to(middle, whole.end, whole.remark)
