"""Days and words of a sentence for a time before the news of its report."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from data.reports.reading.read_sentence import Read
from data.reports.text.days import Day
from data.reports.text.words import Found, Words

_A_YEAR: Final = timedelta(days=366)
RECENT_DAYS: Final = 45
"""A day that lies further back is not the news of a report."""
_TO_BIRTH: Final = 8
"""So many letters from a year the words for a birth stand: 1979-cu il təvəllüdlü."""


def is_recent(day: Day, published: date | None) -> bool:
    """Whether the day may be the news of a report of that day of publication."""
    return (
        day.relation != ""
        or published is None
        or published - timedelta(days=RECENT_DAYS) <= day.last <= published + timedelta(days=1)
    )


def is_older(words: Words, one: Read, published: date | None, is_update: bool) -> bool:
    """Whether the sentence tells of an earlier incident."""
    dated = [day for day in one.days if day.is_explicit or day.relation == ""]
    if any(is_recent(day, published) for day in dated if day.is_explicit):
        # An update recalls the day of the blast; another sentence with a recent date is weighed later.
        return words.has("background.recall", one.text) and not is_update
    if words.has("background.recall", one.text):
        return not is_update or speaks_of_older(words, one) or _has_month_alone(words, one)
    if any(not is_recent(day, published) for day in dated):
        return True
    return (
        speaks_of_older(words, one) or _has_other_year(words, one, published) or _has_month_alone(words, one)
    )


def of_earlier_times(words: Words, one: Read, name: str) -> list[Found]:
    """The words of the list that speak of what happened, not of when the device was laid: a mine laid 30 years ago."""
    laid = words.find("background.not_older", one.text)
    return [
        match
        for match in words.find(name, one.text)
        if not any(match.meets(own.start, own.end + 1) for own in laid)
    ]


def speaks_of_older(words: Words, one: Read) -> bool:
    """Whether it has words for an earlier time; "the day before" is one only where the day is known."""
    older = of_earlier_times(words, one, "background.older")
    if one.follows_day or not older:
        return bool(older)
    before = words.find("days.previous_day", one.text)
    return any(not any(match.meets(day.start, day.end) for day in before) for match in older)


def _has_other_year(words: Words, one: Read, published: date | None) -> bool:
    births = words.find("joins.age", one.text)
    years = [
        int(year[1])
        for year in re.finditer(r"(?<![\d.])((?:19|20)\d\d)(?!\d|\.\d|-[а-яա-ֆ])", one.text)
        if not any(0 <= age.start - year.end() <= _TO_BIRTH for age in births)
    ]
    return (
        published is not None
        and any(year < published.year for year in years)
        and not any(day.is_explicit for day in one.days)
    )


def _has_month_alone(words: Words, one: Read) -> bool:
    offset = one.sentence.start
    months = [match for match in words.find("days", one.text) if ".mon" in match.key]
    # "May Allah rest his soul" names no month.
    months = [match for match in months if match.start > 0 or one.text[: match.end] != "May"]
    # Arabic "father" is written like August where the letters of one sound are read as one.
    months = [
        match
        for match in months
        if one.text[match.start : match.end] != "اب"
        or re.search(r"\d", one.text[max(0, match.start - 4) : match.end + 5])
    ]
    return (
        any(
            not any(day.start - offset <= match.start < day.end - offset for day in one.days)
            for match in months
        )
        and not one.days
    )


def has_past_month_alone(words: Words, one: Read, published: date | None) -> bool:
    """Whether it names no day but a month that was over long before: "in March", said in May."""
    if published is None or not _has_month_alone(words, one):
        return False
    months = [
        int(match.key.rpartition("mon")[2]) for match in words.find("days", one.text) if ".mon" in match.key
    ]
    return all((published.month - month) % 12 in range(2, 12) for month in months)


def is_of_years_ago(one: Read, published: date | None) -> bool:
    """Whether all its days are more than a year before the report, which only looks back on them."""
    days = [day for day in one.days if not day.relation]
    return published is not None and bool(days) and all(day.last < published - _A_YEAR for day in days)
