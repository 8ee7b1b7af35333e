"""People who are a part of others of their sentence, or are named twice in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.reports.outcomes.chains import distance
from data.reports.outcomes.outcomes import (
    INJURED,
    KILLED,
    Mention,
    outcome_and_side,
)
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.text.words import Found, Words

_NEAR: Final = 40
"""So many letters from people the part of them stands that has other work."""
_FAR: Final = 120
"""The same for one whom words right beside it call a part: several were hurt when …, a policeman among them."""
_PART_REACH: Final = 6
"""So many words between "one of whom" and what became of that one."""


def part_beside(words: Words, text: str, one: Found, details: list[Group]) -> Group | None:
    """The part of people of the same sentence of whom the outcome is: wounded four, one of whom has died."""
    before = [group for group in details if group.end <= one.start and group.best]
    is_beside = bool(before) and distance(text, before[-1].end, one.start) <= _PART_REACH
    if is_beside and words.has("joins.remaining", text, before[-1].end, one.start):
        # "Four were killed, including a soldier, and the rest were wounded."
        return None
    return before[-1] if is_beside else None


def is_outcome_of_part(
    words: Words, text: str, one: Found, earlier: list[Found], details: list[Group], whole: list[Group]
) -> bool:
    """Whether the outcome is that of a part of people who have one of their own: five hit a mine, two of them died."""
    part = part_beside(words, text, one, details)
    if part is None or any(part.start < group.start and group.end <= one.start for group in whole):
        return False
    if any(part.end <= other.start for other in earlier):
        return False
    of = next((group for group in reversed(whole) if group.end <= part.start), None)
    if of is None or (part.best or 0) >= (of.best or 99):
        return False
    if not part.noun and distance(text, part.end, one.start) == 0 and "," in text[of.end : part.start]:
        # "Of the eleven victims, six are dead."
        return True
    return any(
        (of.end <= other.start and other.end <= part.start)
        or (
            other.end <= of.start
            and distance(text, other.end, of.start) <= 1
            and _is_one(words, text, other, of)
        )
        for other in earlier
    )


def _is_one(words: Words, text: str, outcome: Found, group: Group) -> bool:
    """Whether nothing between an outcome and people behind it parts them."""
    between = text[outcome.end : group.start]
    return bool(re.fullmatch(r"\s*(?:\w+\s)?\s*", between)) and not words.has("joins.and", between)


def parted(found: list[Found], people: list[Group], made: list[Mention]) -> tuple[list[Found], list[Group]]:
    """What is left when "one of the two wounded men has died" became one dead and one injured in `made`."""
    killed = next((one for one in found if outcome_and_side(one)[0] == KILLED), None)
    injured = next((one for one in found if outcome_and_side(one)[0] == INJURED), None)
    for part, whole in pairwise(people):
        if not (killed and injured and part.is_part and whole.is_whole and part.best and whole.best):
            continue
        rest = whole.best - part.best
        if rest < 1 or injured.start > whole.end + 12:
            continue
        dead = replace(part, category=whole.category, noun=whole.noun, actor=whole.actor, is_part=False)
        left = replace(whole, low=rest, best=rest, high=rest, is_whole=False)
        made.append(Mention(KILLED, dead, killed.start, killed.end, part.best == 1))
        made.append(Mention(INJURED, left, injured.start, injured.end, rest == 1))
        return (
            [one for one in found if one not in (killed, injured)],
            [one for one in people if one not in (part, whole)],
        )
    return found, people


def by_category(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups, those of other work told apart: of seven people, two of them soldiers, five are not."""
    made: list[Group] = []
    for group in people:
        of = next(
            (
                one
                for one in reversed(made)
                if not one.is_part and one.category != PRONOUN and one.told_from < 0
            ),
            None,
        )
        is_plain = group.category == "civilian" and of is not None and of.category == GENERIC
        others = [
            one.category
            for one in people
            if is_specific(one) and one.category != "civilian" and (one.is_counted or not one.is_governed)
        ]
        if (
            of is None
            or (is_plain and not (others and group.is_counted))
            or not _is_of_other_category(words, text, of, group)
        ):
            made.append(group)
            continue
        if of.is_more and not of.noun and group.best == 1 and of.category == GENERIC:
            # "Four more, a captain among them," are more of those named before.
            made[made.index(of)] = replace(of, category=group.category, actor=group.actor)
            made.append(group)
            continue
        rest = None if of.best is None else of.best - (group.best or 0)
        low = max(of.low - (group.best or 0), 1) if rest is None else rest
        category = of.category
        if category == GENERIC:
            category = others[0] if group.category == "civilian" else "civilian"
        made[made.index(of)] = replace(
            of, low=low, best=rest, high=rest, category=category, is_loose=of.category == GENERIC
        )
        made.append(replace(group, is_part=False, told_from=of.start))
    return made


def _is_of_other_category(words: Words, text: str, of: Group, part: Group) -> bool:
    between = text[of.end : part.start]
    return (
        part.is_part
        and (part.is_counted or (part.best == 1 and of.category == GENERIC))
        and is_specific(part)
        and part.category != of.category
        and not (words.has("joins.of_them", text, part.start, part.end) and not part.is_counted)
        and bool(part.best)
        and (_is_open(of) or bool(of.best and part.best and part.best < of.best and of.high is not None))
        and len(between) < (_FAR if _is_called_part(words, text, part) else _NEAR)
        and not re.search(r"[;:.]", between)
    )


def _is_called_part(words: Words, text: str, part: Group) -> bool:
    """Whether words right beside it say that it is a part: among them a policeman; a policeman among them."""
    before = words.find("joins.including", text, max(0, part.start - _NEAR), part.start)
    return part.is_named_behind or any(part.start - one.end <= 3 for one in before)


def _is_open(of: Group) -> bool:
    """Whether nothing is said of how many and who they are: several people, an officer among them."""
    return of.best is None and of.category == GENERIC and of.is_counted


def is_only_detail(group: Group, people: list[Group]) -> bool:
    """Whether the part is of a group of the same sentence, which has it already."""
    return any(other.start < group.start and not (other.is_part or other.is_whole) for other in people)


def is_specific(group: Group) -> bool:
    """Whether the group says who the people are."""
    return group.category not in (GENERIC, PRONOUN)
