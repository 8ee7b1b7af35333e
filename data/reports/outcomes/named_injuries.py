"""Whose injuries are named: in the words for them, or right before."""

from __future__ import annotations

from data.reports.outcomes.outcomes import (
    INJURED,
    TREATED,
    WITHIN,
    Mention,
)
from data.reports.people.group import GENERIC, Group
from data.reports.text.words import Found, Words


def is_told(made: list[Mention]) -> bool:
    """Whether somebody is said to be hurt before."""
    return any(one.outcome == INJURED and one.group for one in made)


def owners(
    words: Words,
    text: str,
    made: list[Mention],
    one: Found,
    side: str,
    inside: list[Group],
    before: list[Group],
) -> list[Group]:
    """The people whose injuries are named, in the words for them or right before."""
    if side == WITHIN:
        return _further_within(words, text, made, inside)
    return _not_told_before(words, text, made, inside or _right_before(one, before))


def _further_within(words: Words, text: str, made: list[Mention], inside: list[Group]) -> list[Group]:
    """The people within words for what they have, without those who were told of right before: two were hurt, the
    first has a broken leg.
    """
    has_told = any(one.outcome in (INJURED, TREATED) and one.group for one in made)
    return [
        group
        for group in inside
        if not has_told
        or group.is_more
        or not (group.category == GENERIC or words.has("joins.ordinal", text, group.start, group.end))
        or (group.is_counted and not group.is_rest and group.is_definite)
    ]


def _right_before(one: Found, before: list[Group]) -> list[Group]:
    return [group for group in before if one.start - group.end <= 1]


def _not_told_before(words: Words, text: str, made: list[Mention], chain: list[Group]) -> list[Group]:
    """The people of whose injuries it is told, without those who were among the injured before: five were hurt, the
    injuries of two are severe. Of injured told one by one the next is a further one: the injuries of the third.
    """
    injured = [one.group for one in made if one.outcome in (INJURED, TREATED) and one.group is not None]
    if not injured:
        return chain
    is_list = all(group.best == 1 for group in injured)
    return [
        group for group in chain if is_list and words.has("joins.ordinal", text, group.start - 12, group.end)
    ]
