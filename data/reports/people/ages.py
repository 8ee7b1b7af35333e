"""Ages in years in a sentence, so that they are not counted as people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from data.reports.text.numbers import Number
from data.reports.text.words import Found, Words

_LISTED: Final = re.compile(r"\s*,\s*|\s+\w{1,3}\s+")
"""What stands between the numbers of a list."""
_AGES_ALONE: Final = re.compile(
    r",\s\d{1,2}(?:,\s\d{1,2})*\s(?:and|и|та|і|й|və|և|y|et|و)\s?\d{1,2}(?=[,.;)])"
)
_NEAR: Final = 40
_OLDEST: Final = 100


def ages(words: Words, text: str, start: int, end: int) -> list[Found]:
    """Ages in years with the numbers in them; the key is the number."""
    found = []
    for one in words.find("joins.age", text, start, end):
        before = re.search(
            r"(?<!\d)((?:19|20)\d\d|\d{1,3})\s*[-–]?\s*$", text[max(start, one.start - 6) : one.start]
        )
        if before:
            found.append(Found(one.start - len(before.group()), one.end, before[1]))
    for one in words.find("joins.age_before", text, start, end):
        last = min(end, one.end + 24)
        stop = re.search(r"[,;.]", text[one.end : last])
        last = one.end + stop.start() if stop else last
        figures = re.finditer(r"\d{1,2}", text[one.end : last])
        found += [Found(one.start, one.end + figure.end(), figure.group()) for figure in figures]
        named = words.find("numbers", text, one.end, last)
        found += [Found(one.start, word.end, word.key.rpartition(".")[2]) for word in named]
    alone = list(re.finditer(r",\s(\d{1,2}),|\((\d{1,2})\)", text[start:end]))
    if words.language == "en":
        alone += re.finditer(
            r"(?<=man|boy|irl) of ()(\d{1,2})(?=[,.;:]|\s(?:and|who|was|has))", text[start:end]
        )
    return found + [Found(start + age.start(), start + age.end(), age[1] or age[2]) for age in alone]


def age_lists(words: Words, text: str, start: int, end: int, found: list[Number]) -> list[list[Number]]:
    """Numbers that are several ages, each list in its order: nine and eleven years; 10, 12 и 14 лет; aged four and six."""
    lists = _before_years(words, text, start, end, found)
    for listed in _behind_people(text, start, end, found):
        if not any(one is other for known in lists for one in known for other in listed):
            lists.append(listed)
    known = {one.start for listed in lists for one in listed}
    for age in words.find("joins.age_before", text, start, end):
        listed = [one for one in found if one.best is not None and 0 <= one.start - age.end <= 1]
        for one in [one for one in found if listed and one.start > listed[0].start]:
            if one.best is None or not _LISTED.fullmatch(text[listed[-1].end : one.start]):
                break
            listed.append(one)
        if len(listed) > 1 and not any(one.start in known for one in listed):
            lists.append(listed)
    return lists


def _before_years(words: Words, text: str, start: int, end: int, found: list[Number]) -> list[list[Number]]:
    """Numbers that stand before a word for years of age: 10, 12 и 14 лет."""
    lists = []
    for age in words.find("joins.age", text, start, end):
        listed = [one for one in found if one.best is not None and one.end <= age.start + 1][-1:]
        if not listed or text[listed[0].end : age.start].strip(" -"):
            continue
        for one in reversed(found[: found.index(listed[0])]):
            if one.best is None or not _LISTED.fullmatch(text[one.end : listed[0].start]):
                break
            listed.insert(0, one)
        if len(listed) > 1:
            lists.append(listed)
    return lists


def _behind_people(text: str, start: int, end: int, found: list[Number]) -> Iterator[list[Number]]:
    """Figures between commas behind a number of people that are as many: his two sons, 8 and 11, died."""
    for listed in _AGES_ALONE.finditer(text, start, end):
        inside = [one for one in found if listed.start() <= one.start and one.end <= listed.end()]
        before = [one for one in found if one.end <= listed.start()][-1:]
        is_near = bool(before) and listed.start() - before[0].end < _NEAR and before[0].best == len(inside)
        if is_near and all(one.best and one.best < _OLDEST for one in inside):
            yield inside
