"""Numbers in a sentence, in figures and in words, with what is said of their exactness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from data.reports.text.words import Found, Words

MOST: Final = 100_000

_FIGURES: Final = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+)(?![\w%°:/]|[.,]\d|-\d|\s*%)", re.UNICODE
)
_RANGE: Final = re.compile(r"(?<![\w.,:/-])(\d{1,3})\s*[-–—]\s*(\d{1,3})(?![\w%°:/]|[.,]\d)")
_TO: Final = re.compile(
    r"\s(?:or|and possibly|and perhaps|and maybe|possibly|или|а возможно,?|або|чи|və ya|կամ|o|ou|أو)\s"
)
_BETWEEN: Final = re.compile(r"(?:between|from|между|от|між|від|entre|de|بين|من)\s$")
_AND: Final = re.compile(r"\s(?:and|to|и|до|та|і|й|y|et|a|à|إلى)\s")
"""Between the ends of a range."""
_WIDEST: Final = 4
_ARABIC_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class Number:
    """A number or a word that stands for one."""

    start: int
    end: int
    low: int
    best: int | None
    """None where only "several" is said."""
    high: int | None
    """None where it is open, as after "at least"."""
    in_words: bool = False
    is_people: bool = False
    """Whether the word is only used of people, as Russian «двое»."""


def numbers(words: Words, text: str, start: int, end: int) -> list[Number]:
    """The numbers between two positions, ages, years and ordinals among them."""
    part = text[:end].translate(_ARABIC_DIGITS)
    found: list[Number] = []
    for match in _RANGE.finditer(part, start, end):
        low, high = int(match[1]), int(match[2])
        if low < high:
            found.append(Number(match.start(), match.end(), low, low, high))
    for match in _FIGURES.finditer(part, start, end):
        value = int(re.sub(r"\D", "", match["number"])[:9])
        if value <= MOST and not any(one.start <= match.start() < one.end for one in found):
            found.append(Number(match.start(), match.end(), value, value, value))
    for one in words.find("numbers", text, start, end):
        value = int(one.key.rpartition(".")[2])
        found.append(Number(one.start, one.end, value, value, value, in_words=True))
    people = words.find("people_numbers", text, start, end)
    found += [
        Number(one.start, one.end, int(one.key[-1]), int(one.key[-1]), int(one.key[-1]), True, True)
        for one in people
    ]
    distinct: dict[int, Number] = {}
    for number in sorted(found, key=lambda one: (one.start, -one.end, not one.is_people)):
        distinct.setdefault(number.start, number)
    vague = words.find("amounts.several", text, start, end)
    # Azerbaijani "several" has the word for one in it: bir neçə.
    distinct = {
        place: one
        for place, one in distinct.items()
        if not any(some.start <= place and one.end < some.end for some in vague)
    }
    ordered = _without_overlaps([distinct[place] for place in sorted(distinct)])
    spanned = _spanned(text, start, _composed(text, ordered))
    return [_qualified(words, text, start, one) for one in spanned] + _several(vague, ordered)


def _without_overlaps(found: list[Number]) -> list[Number]:
    found_numbers: list[Number] = []
    for one in found:
        if not found_numbers or one.start >= found_numbers[-1].end:
            found_numbers.append(one)
    return found_numbers


def _composed(text: str, found: list[Number]) -> list[Number]:
    """Twenty-five, двадцать пять, veintiún mil: numbers in words side by side as one."""
    composed: list[Number] = []
    for one in found:
        before = composed[-1] if composed else None
        gap = text[before.end : one.start].strip().lower() if before else None
        if (
            before
            and gap in ("", "-", "and", "y", "et", "و")
            and one.in_words
            and (value := _joined(before, one))
        ):
            composed[-1] = Number(before.start, one.end, value, value, value, True, one.is_people)
        else:
            composed.append(one)
    return composed


def _spanned(text: str, start: int, found: list[Number]) -> list[Number]:
    """Two numbers that are the ends of one range as one: between four and six; three or four; от двух до пяти."""
    spanned: list[Number] = []
    for one in found:
        before = spanned[-1] if spanned else None
        gap = text[before.end : one.start].lower() if before else ""
        is_opened = before is not None and bool(_BETWEEN.search(text[start : before.start].lower()))
        is_range = _TO.fullmatch(gap) or (is_opened and _AND.fullmatch(gap))
        if (
            before
            and is_range
            and before.best
            and one.best
            and before.best < one.best <= _WIDEST * before.best
        ):
            spanned[-1] = Number(
                before.start, one.end, before.best, before.best, one.best, one.in_words, one.is_people
            )
        else:
            spanned.append(one)
    return spanned


def _joined(one: Number, other: Number) -> int | None:
    if one.best is None or other.best is None:
        return None
    if other.best in (100, 1000) and one.best < other.best and one.best > 0:
        return one.best * other.best
    if (
        one.in_words
        and one.best >= 20
        and one.best % 10 == 0
        and 0 < other.best < min(10 ** (len(str(one.best)) - 1), 100)
    ):
        is_tens_and_units = one.best < 100 and other.best < 10
        return one.best + other.best if is_tens_and_units or one.best >= 100 else None
    return None


def _qualified(words: Words, text: str, start: int, number: Number) -> Number:
    """The number with "at least", "more than" and the like that stand before it."""
    before = max(start, number.start - 40)
    for one in words.find("amounts", text, before, number.end):
        if one.start < number.start and number.start >= one.end and not text[one.end : number.start].strip():
            kind = one.key.rpartition(".")[2]
            if kind in ("at_least", "more_than"):
                return Number(
                    one.start, number.end, number.low, number.best, None, number.in_words, number.is_people
                )
            if kind == "about":
                return Number(
                    one.start,
                    number.end,
                    number.low,
                    number.best,
                    number.high,
                    number.in_words,
                    number.is_people,
                )
    return number


def _several(vague: list[Found], found: list[Number]) -> list[Number]:
    return [
        Number(one.start, one.end, 2, None, None, True)
        for one in vague
        if not any(one.start <= number.end + 1 and number.start <= one.end + 1 for number in found)
    ]
