"""Whether a number counts people: not a year, a day, an age, things or animals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from data.reports.text.numbers import Number
from data.reports.text.words import Found, Words

_OF_THEM: Final = re.compile(r"(?:biri|ikisi|üçü|dördü|beşi|altısı|yeddisi|səkkizi|doqquzu)")
"""Azerbaijani numbers of some of those named before, which count nothing behind them: ikisi partlayışdan …"""
OF_OWN: Final = re.compile(r"\b(?:of (?:his|her|their|its)|de (?:sus?|ses|leurs)) ", re.IGNORECASE)
"""What a part of people is somebody's by."""


def is_count(words: Words, text: str, start: int, end: int, nouns: Sequence[Found], number: Number) -> bool:
    """Whether the number is one of people, as far as the words beside it say."""
    if words.language == "az" and _OF_THEM.fullmatch(text[number.start : number.end].lower()):
        return True
    if not number.in_words and _is_of_a_month(words, text, start, end, number):
        return False
    if not number.in_words and number.best is not None and 1900 <= number.best <= 2100:
        after = text[number.end : number.end + 1]
        return after.isspace() and any(
            noun.start - number.end < 3 and noun.start >= number.end for noun in nouns
        )
    tail = text[number.end : min(end, number.end + 30)]
    own = OF_OWN.match(tail.lstrip())
    # "Two of his goats" are as much nobody as two goats.
    offset = len(tail) - len(tail.lstrip(" -")) + (own.end() if own else 0)
    last = min(end, number.end + 40)
    found = [
        *words.find("joins.not_people", text, number.end, last),
        *words.find("joins.animals", text, number.end, last),
    ]
    return not any(
        one.start <= number.end + max(offset, 1) + 1
        and not any(one.meets(noun.start, noun.end) for noun in nouns)
        for one in found
    )


def is_negated(words: Words, text: str, start: int, number: Number) -> bool:
    """Whether the number is the one that is not right: не двое, а трое."""
    before = words.find("negation.before", text, max(start, number.start - 8), number.start)
    return any(not text[one.end : number.start].strip() for one in before)


def is_age_of(words: Words, text: str, start: int, nouns: Sequence[Found], number: Number) -> bool:
    """Whether the number right behind one person is the age: a woman of about thirty and her sister."""
    before = re.search(
        r"\s+of (?:(?:about|around|some|roughly|nearly|almost|just|only|barely) )?$",
        text[start : number.start],
    )
    if words.language != "en" or before is None:
        return False
    end = start + before.start()
    is_of_one = any(noun.end == end and noun.key.endswith(".one") for noun in nouns)
    return is_of_one and not any(0 <= noun.start - number.end <= 2 for noun in nouns)


def _is_of_a_month(words: Words, text: str, start: int, end: int, number: Number) -> bool:
    near = words.find("days", text, max(start, number.start - 12), min(end, number.end + 16))
    months = [one for one in near if ".mon" in one.key]
    return any(0 <= number.start - one.end <= 1 or 0 <= one.start - number.end <= 4 for one in months)
