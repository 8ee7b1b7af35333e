"""People without a noun: a bare number, or a name with an age."""

from __future__ import annotations

import re

from data.reports.people.described import described, words_before
from data.reports.people.group import GENERIC, Group
from data.reports.people.scanned import AGE_REACH, PART_LAST, Scanned
from data.reports.text.numbers import Number
from data.reports.text.sentences import tokens


def _has_name(text: str) -> bool:
    return any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text))


def bare(scan: Scanned, number: Number, found: list[Group]) -> Group | None:
    """A number without a noun that stands for people: beside what became of them, or a word for people only."""
    if number.start in scan.taken or any(one.start <= number.start < one.end for one in found):
        return None
    if number.best is None and not number.is_people and not _beside_outcome(scan, number, 1):
        return None
    if number.best == 1 and (_is_article(scan, number) or _is_same(scan, number)):
        return None
    if any(0 <= one.start - number.end <= 1 for one in scan.speakers):
        # "Two neighbours said".
        return None
    if not number.is_people and not _beside_outcome(scan, number, 2 if number.in_words else 1):
        return None
    group = Group(number.start, number.end, number.low, number.best, number.high, GENERIC, is_counted=True)
    return described(scan, group, words_before(scan, number.start))


def _is_article(scan: Scanned, number: Number) -> bool:
    """Whether "one" is the article of a noun: une ONG, una mina. Without one it stands right before its outcome."""
    if scan.words.language not in ("fr", "es"):
        return False
    if scan.text[number.start : number.end].lower() not in ("un", "une", "una"):
        return False
    parted = [*scan.partitives, *scan.words.find("joins.out_of", scan.text, number.end, scan.end)]
    return not any(0 <= one.start - number.end <= 1 for one in (*scan.outcomes, *parted))


def _is_same(scan: Scanned, number: Number) -> bool:
    """Whether Arabic "one" says that a family, a place or a day is the same: من عائلة واحدة."""
    if scan.words.language != "ar":
        return False
    parted = [*scan.partitives, *scan.words.find("joins.out_of", scan.text, number.end, scan.end)]
    near = any(0 <= number.start - one.end <= 1 for one in scan.outcomes)
    return not near and not any(0 <= one.start - number.end <= 1 for one in parted)


def named_by_age(scan: Scanned, found: list[Group]) -> list[Group]:
    """People of whom only name and age are given: "Ahmed S., 34", "1981-ci il təvəllüdlü Əli M."."""
    made: list[Group] = []
    for age in scan.ages:
        is_alone = scan.text[age.start : age.start + 1] == ","
        near = [
            group
            for group in (*found, *made)
            if group.start - AGE_REACH <= age.end
            and age.start <= group.end + AGE_REACH
            and not (is_alone and age.end <= group.start)
        ]
        beside = scan.text[max(scan.start, age.start - 24) : min(scan.end, age.end + 24)]
        if not near and re.search(r"\b[^\W\d_][\w'-]*\b", beside) and _has_name(beside):
            made.append(Group(age.start, age.end, 1, 1, 1, GENERIC, age=age.key, is_counted=True))
    return made


def _beside_outcome(scan: Scanned, number: Number, reach: int) -> bool:
    for one in scan.outcomes:
        between = (
            scan.text[number.end : one.start]
            if one.start >= number.end
            else scan.text[one.end : number.start]
        )
        if not re.search(r"[.;()]", between) and len(tokens(between, 0, len(between))) <= reach:
            return True
    more = scan.words.find("joins.additive", scan.text, number.start, min(scan.end, number.end + 14))
    is_last = scan.words.language in PART_LAST
    return bool(more) or any(
        0 <= (number.start - one.end if is_last else one.start - number.end) <= 2 for one in scan.partitives
    )
