"""Days named in a sentence: dates, weekdays, and words that count from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from data.reports.text.numbers import numbers
from data.reports.text.sentences import Body, Sentence, tokens
from data.reports.text.words import Found, Words

_ISO: Final = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_NUMERIC: Final = re.compile(r"(?<![\d.:/])(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?![\d/])")
_DAY_BEFORE: Final = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:st|nd|rd|th|er|º|\.|-?(?:го|е|ого|ci|cı|cu|cü|ին|ը))?(?:\s*(?:-|–|—|/|and|to|y|al|et|au|и|на|та|й|և|və|و|إلى|الي)\s*(\d{1,2}))?"
    r"\s*(?:de|of|day of)?\s*$"
)
_DAY_AFTER: Final = re.compile(
    r"^\.?\s*(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:(?:\s*(?:-|–|—|/|and|to|və|ilə|և)\s*|-?(?:d[aə]n|ի լույս|ից)\s+)(\d{1,2}))?(?!\d)(?!:\d)(?:-?\w{0,4})?"
)
_YEAR_AFTER: Final = re.compile(r"^\.?[\s,]*(?:de\s+|del\s+|of\s+|من\s+)?((?:19|20)\d\d)(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH_NAMES_AFTER_DAY: Final = ("az", "hy", "en")
_ALSO_A_VERB: Final = ("sat", "sun", "wed")
"""English abbreviations of weekdays that are other words in small letters: her widow sat in the front row."""


@dataclass(frozen=True)
class Day:
    """A day or a span of days that a sentence names."""

    start: int
    end: int
    first: date
    last: date
    prec: int
    """As `date_prec`."""
    is_explicit: bool
    """Whether it is named by date, not by weekday or by "yesterday"."""
    relation: str = ""
    """ "same", "next" or "previous" where it counts from the day of the sentence before."""
    shift: int = 0
    """So many days after that one it is, where it has a relation."""


def days(words: Words, body: Body, sentence: Sentence, published: date | None) -> list[Day]:
    """The days of a sentence in their order; those that need the day of publication only where it is known."""
    text = body.plain
    found = [
        *_numeric(text, sentence),
        *(
            _in_last_year(words, text, sentence, published, day)
            for day in _months(words, text, sentence, published)
        ),
        *(_relative(words, text, sentence, published) if published else ()),
        *_related(words, text, sentence),
    ]
    found_days: list[Day] = []
    for one in sorted(found, key=lambda day: (day.start, -day.end, day.relation != "")):
        if found_days and _repeats(text, found_days[-1], one):
            found_days[-1] = replace(one, start=found_days[-1].start)
        elif not found_days or one.start >= found_days[-1].end:
            found_days.append(one)
        elif found_days[-1].end < one.end and one.is_explicit:
            found_days[-1] = one
    return found_days


def _repeats(text: str, before: Day, one: Day) -> bool:
    """Whether a day is named twice: "on Tuesday, 4 June"."""
    is_same = (before.first, before.last, before.relation) == (one.first, one.last, one.relation)
    # "Wed 8 May", said more than a week later.
    is_weekday = one.is_explicit and not (before.is_explicit or before.relation or one.relation)
    is_weekday = is_weekday and before.first == before.last and one.first == one.last
    is_same = is_same or (is_weekday and before.first.weekday() == one.first.weekday())
    return is_same and bool(re.fullmatch(r"[\s,(]+", text[before.end : one.start]))


def is_of_the_report(words: Words, text: str, day: Day, acts: list[tuple[int, int]]) -> bool:
    """Whether the day is when something was said, not when it happened: "said on Sunday"."""
    verbs = words.find("said.verbs", text, max(0, day.start - 90), min(len(text), day.end + 50))
    verbs = [
        one
        for one in verbs
        if not re.search(r"[.!?։]\s|[;\n]", text[min(one.end, day.end) : max(one.start, day.start)])
    ]
    nearest = min((_words_between(text, day, one.start, one.end) for one in verbs), default=99)
    if nearest > 4 or _closes_an_act(text, day, verbs, acts):
        return False
    act = min((_words_between(text, day, *one) for one in acts), default=99)
    return nearest < act or (nearest == 0 and act > 0 and any(one.end <= day.start for one in verbs))


def _closes_an_act(text: str, day: Day, verbs: list[Found], acts: list[tuple[int, int]]) -> bool:
    """Whether the day is the last word of what happened, before a comma: hit a mine near Hadrut yesterday, police said."""
    if not re.match(r"\s?,", text[day.end : day.end + 2]):
        return False
    before = [end for _, end in acts if end <= day.start and not re.search(r"[,;:]", text[end : day.start])]
    return bool(before) and not any(max(before) <= one.start < day.start for one in verbs)


def _words_between(text: str, day: Day, start: int, end: int) -> int:
    if start < day.end and day.start < end:
        return 0
    between = text[end : day.start] if end <= day.start else text[day.end : start]
    if day.end <= start and not re.search(r"\w", between):
        # "On Thursday, 13 October, the governor said": the comma does not part them.
        return 0
    return len(tokens(between, 0, len(between))) + 5 * between.count(",")


def _numeric(text: str, sentence: Sentence) -> Iterator[Day]:
    for found in _ISO.finditer(text, sentence.start, sentence.end):
        yield from _day(found, int(found[1]), int(found[2]), int(found[3]))
    for found in _NUMERIC.finditer(text, sentence.start, sentence.end):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        yield from _day(found, year, int(found[2]), int(found[1]))


def _day(found: re.Match[str], year: int, month: int, day: int) -> Iterator[Day]:
    if (when := _date(year, month, day)) is not None:
        yield Day(found.start(), found.end(), when, when, 1, True)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months(words: Words, text: str, sentence: Sentence, published: date | None) -> Iterator[Day]:
    names = [one for one in words.find("days", text, sentence.start, sentence.end) if ".mon" in one.key]
    for one in names:
        month = int(one.key.rpartition("mon")[2])
        begin = max(sentence.start, one.start - 24)
        before = _DAY_BEFORE.search(text[begin : one.start])
        ordinal = None if before else _ordinal(words, text, begin, one.start)
        tail = text[one.end : min(sentence.end, one.end + 24)]
        after = None if before or ordinal else _DAY_AFTER.match(tail)
        if before:
            yield from _dated(published, month, before, begin + before.start(), one.end, tail)
        elif ordinal:
            day, start = ordinal
            yield from _spanned(published, month, day, day, start, one.end, _YEAR_AFTER.match(tail))
        elif after and words.language in _MONTH_NAMES_AFTER_DAY and 1 <= int(after[1]) <= 31:
            year = _YEAR_AFTER.match(tail[after.end() :])
            if year and _is_birth(words, text, one.end + after.end() + year.end()):
                year = None
            year = year or _YEAR.search(text[max(sentence.start, one.start - 14) : one.start])
            last = int(after[2]) if after[2] else int(after[1])
            yield from _spanned(published, month, int(after[1]), last, one.start, one.end + after.end(), year)


def _in_last_year(words: Words, text: str, sentence: Sentence, published: date | None, day: Day) -> Day:
    """The day a year before, where the words beside it say so instead of a year: "on 4 June of last year"."""
    if published is None or _YEAR.search(text[day.start : min(sentence.end, day.end + 10)]):
        return day
    beside = [
        one
        for one in words.find("days.last_year", text, sentence.start, sentence.end)
        if re.fullmatch(r"[\s,(]*(?:\w{1,3}[\s,]*)?", text[min(day.end, one.end) : max(day.start, one.start)])
    ]
    first, last = (_date(published.year - 1, end.month, end.day) for end in (day.first, day.last))
    if not beside or first is None or last is None:
        return day
    return replace(
        day, start=min(day.start, beside[0].start), end=max(day.end, beside[0].end), first=first, last=last
    )


def _is_birth(words: Words, text: str, end: int) -> bool:
    """Whether a year is that of somebody's birth: 1967-ci il təvəllüdlü."""
    return any(one.start - end <= 2 for one in words.find("joins.age", text, end, min(len(text), end + 30)))


def _ordinal(words: Words, text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The day of the month in words: الثامن من كانون الأول."""
    for one in words.find("ordinals", text, begin, end):
        if len(tokens(text, one.end, end)) <= 1:
            return int(one.key.rpartition(".")[2]), one.start
    return None


def _dated(
    published: date | None, month: int, before: re.Match[str], start: int, end: int, tail: str
) -> Iterator[Day]:
    first, last = int(before[1]), int(before[2] or before[1])
    year = _YEAR_AFTER.match(tail)
    yield from _spanned(published, month, first, last, start, end + (year.end() if year else 0), year)


def _spanned(
    published: date | None,
    month: int,
    first: int,
    last: int,
    start: int,
    end: int,
    year: re.Match[str] | None,
) -> Iterator[Day]:
    number = int(year[1]) if year else _year(published, month, last)
    if number is None:
        return
    begin, close = _date(number, month, first), _date(number, month, last)
    if begin is None or close is None or close < begin:
        return
    yield Day(start, end, begin, close, 1 if begin == close else 2, True)


def _year(published: date | None, month: int, day: int) -> int | None:
    """The last year in which the day had come when the report was published."""
    if published is None:
        return None
    when = _date(published.year, month, day) or _date(published.year, month, 28)
    return (
        published.year if when is not None and when <= published + timedelta(days=1) else published.year - 1
    )


def _relative(words: Words, text: str, sentence: Sentence, published: date) -> Iterator[Day]:
    for one in _day_words(words, text, sentence):
        kind = one.key.removeprefix("days.")
        if kind.startswith("day") and kind[3:].isdigit():
            yield _weekday(one, published, int(kind[3:]))
        elif kind in ("today", "yesterday", "before_yesterday"):
            back = {"today": 0, "yesterday": 1, "before_yesterday": 2}[kind]
            when = published - timedelta(days=back)
            yield Day(one.start, one.end, when, when, 1, False)
        elif kind == "weekend":
            saturday = published - timedelta(days=(published.weekday() - 5) % 7 or 7)
            if published.weekday() == 6:
                saturday = published - timedelta(days=1)
            yield Day(one.start, one.end, saturday, saturday + timedelta(days=1), 2, False)
        elif kind == "last_week":
            monday = published - timedelta(days=published.weekday() + 7)
            yield Day(one.start, one.end, monday, monday + timedelta(days=6), 3, False)
        elif kind == "this_week":
            monday = published - timedelta(days=published.weekday())
            if monday < published:
                yield Day(one.start, one.end, monday, published, 2, False)
        elif kind == "days_ago":
            yield from _ago(words, text, one, published, 1)


def _day_words(words: Words, text: str, sentence: Sentence) -> list[Found]:
    named = words.find("days", text, sentence.start, sentence.end)
    if words.language != "en":
        return named
    return [one for one in named if text[one.start : one.end] not in _ALSO_A_VERB]


def _weekday(one: Found, published: date, weekday: int) -> Day:
    """The last such day; the day of publication itself counts."""
    when = published - timedelta(days=(published.weekday() + 1 - weekday) % 7)
    return Day(one.start, one.end, when, when, 1, False)


def _ago(words: Words, text: str, one: Found, published: date, length: int) -> Iterator[Day]:
    for number in numbers(words, text, one.start, one.end):
        if number.best and number.best <= 31:
            when = published - timedelta(days=number.best * length)
            yield Day(one.start, one.end, when, when, 1, False)
            return


def _related(words: Words, text: str, sentence: Sentence) -> Iterator[Day]:
    for name, shift in (("same", 0), ("next", 1), ("previous", -1)):
        for one in words.find(f"days.{name}_day", text, sentence.start, sentence.end):
            yield Day(one.start, one.end, date.min, date.min, 1, False, name, shift)
    for one in words.find("days.days_later", text, sentence.start, sentence.end):
        number = next(iter(numbers(words, text, one.start, one.end)), None)
        yield Day(
            one.start, one.end, date.min, date.min, 1, False, "next", (number.best if number else 0) or 2
        )
