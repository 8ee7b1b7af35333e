"""What the words beside a name say of it: a settlement, a district, near it, elsewhere, where the report was sent from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from data.reports.text.sentences import Body, Sentence, tokens
from data.reports.text.words import Found, Words, longest
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym

BEARINGS: Final = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_PREPOSITION: Final = 4
"""Words of so many letters (from, bound for) are of the name right behind them only."""
_BESIDE: Final = re.compile(r",\s*(?:just |to the |au |à |à l['’]|al |a |к |на )?(?:the )?")
"""Between a name and the direction in which it lies from another one."""
_DATELINE: Final = re.compile(
    r"^\s*(?:\([A-Z]{2,5}\)\s*)?(?:[-–—:]|\.\s+\d|,\s+\d{1,2}\s|,\s+\w+\.?\s+\d{1,2}\b|\.\s)"
)


@dataclass(frozen=True)
class Cues:
    """The words of a report that say what the names beside them are."""

    words: Words
    body: Body


def settled_cue(before: str, after: str) -> str:
    """The cue of a name out of those of the words before and behind it."""
    for cue in (SETTLEMENT, DISTRICT, PROVINCE):
        if after == cue or (before == cue and after == ""):
            return cue
    if before == SETTLEMENT:
        return SETTLEMENT
    return NEAR if NEAR in (before, after) else before


def with_cue(cues: Cues, sentence: Sentence, toponym: Toponym) -> Toponym:
    """The name with its cue, and whether it is elsewhere, or on a road."""
    text = cues.body.plain
    before, after = cue_before(cues, sentence, toponym.start), cue_after(cues, sentence, toponym.end)
    near = max(sentence.start, toponym.start - 45)
    clause = max((text.rfind(mark, near, toponym.start) for mark in ",;(—"), default=-1)
    elsewhere = cues.words.find(
        "place.not_here", text, max(near, clause + 1 if clause > 0 else near), toponym.end
    )
    roads = cues.words.find("place.road", text, max(sentence.start, toponym.start - 60), toponym.start)
    is_elsewhere = any(
        one.start < one.end <= toponym.end + 1
        # "On the road from X" leads to where it was.
        and not any(road.start < one.start and one.end <= road.end for road in roads)
        and (one.end - one.start > _PREPOSITION or len(tokens(text, one.end, toponym.start)) <= 2)
        for one in elsewhere
    )
    following = cues.words.find(
        "place.not_here_after", text, toponym.end, min(sentence.end, toponym.end + 30)
    )
    is_elsewhere = is_elsewhere or any(one.start - toponym.end <= 2 for one in following)
    is_on_road = cues.words.has(
        "place.road", text, max(sentence.start, toponym.start - 60), toponym.start
    ) or cues.words.has("place.road_after", text, toponym.end, min(sentence.end, toponym.end + 40))
    cue = settled_cue(before, after)
    is_division = bool(toponym.districts or toponym.country)
    if cue in ("", "inside") and not is_division and _lies_beside(cues, sentence, toponym.end):
        cue = SETTLEMENT
    if (
        cues.words.language in ("ru", "uk")
        and re.search(r"щин[аиіеую]$|щиною$", toponym.text)
        and not toponym.districts
    ):
        cue = DISTRICT
    is_elsewhere = (
        is_elsewhere or _is_dateline(cues, sentence, toponym) or _is_other_name(cues, sentence, toponym)
    )
    return replace(toponym, cue=cue, is_elsewhere=is_elsewhere and cue != NEAR, is_on_road=is_on_road)


def _lies_beside(cues: Cues, sentence: Sentence, end: int) -> bool:
    """Whether the report says where the place lies, as of a place that is not known to all: Ain Zara, south of Tripoli."""
    last = min(sentence.end, end + 30)
    ways = of_kinds(cues, BEARINGS, end, last)
    return any(
        re.fullmatch(_BESIDE, cues.body.plain[end : one.start].lower())
        and cues.words.has("place.of", cues.body.plain, one.end, min(sentence.end, one.end + 6))
        for one in ways
    )


def _is_dateline(cues: Cues, sentence: Sentence, toponym: Toponym) -> bool:
    """Whether it is where the report was sent from: "KABUL, May 6 -"."""
    if sentence.paragraph == 0 or toponym.start - sentence.start > 25 or toponym.start != sentence.start:
        return False
    is_first = all(one.paragraph == 0 or one.start >= sentence.start for one in cues.body.sentences[:2])
    return is_first and bool(_DATELINE.match(cues.body.plain[toponym.end : toponym.end + 30]))


def _is_other_name(cues: Cues, sentence: Sentence, toponym: Toponym) -> bool:
    """Whether it stands in brackets behind a place where somebody was taken."""
    before = cues.body.plain[max(sentence.start, toponym.start - 60) : toponym.start]
    if not before.rstrip().endswith("("):
        return False
    return cues.words.has("place.not_here", before)


def cue_before(cues: Cues, sentence: Sentence, start: int) -> str:
    """What the words right before a position call the name there; "" where they call it nothing."""
    text, begin = cues.body.plain, max(sentence.start, start - 40)
    if cues.words.language == "fr" and text[start - 1 : start] == "'":
        # "près d'Ariha" is read as "près de Ariha".
        text = text[: start - 2] + ("de" if text[start - 2] == "d" else "  ")
    for name in ("settlement_before", "district_before", "province_before", "near", "inside"):
        for one in cues.words.find(f"place.{name}", text, begin, start):
            between = text[one.end : start].strip().strip("\"'«»“”„#").strip()
            if between in ("", "the", "la", "el", "le") or (
                name == "near" and between.lower() in ("the", "of", "de", "от")
            ):
                return {
                    "settlement_before": SETTLEMENT,
                    "district_before": DISTRICT,
                    "province_before": PROVINCE,
                }.get(name, name)
    return ""


def cue_after(cues: Cues, sentence: Sentence, end: int) -> str:
    """What the words right behind a position call the name there; "" where they call it nothing."""
    text, last = cues.body.plain, min(sentence.end, end + 30)
    for name in ("settlement_after", "district_after", "province_after", "near_after"):
        for one in cues.words.find(f"place.{name}", text, end, last):
            if text[end : one.start].strip().strip("\"'«»“”") in ("", "s", "'s"):
                return name.removesuffix("_after")
    return ""


def of_kinds(cues: Cues, kinds: Iterable[str], start: int, end: int) -> list[Found]:
    """The words of several lists of places, none overlapping a longer one."""
    text = cues.body.plain
    return longest(one for kind in kinds for one in cues.words.find(f"place.{kind}", text, start, end))
