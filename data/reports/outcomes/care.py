"""People in care: those who are hurt, not those who bring them in."""

from __future__ import annotations

from data.reports.outcomes.outcomes import (
    INJURED,
    KILLED,
    TREATED,
    Mention,
)
from data.reports.people.group import PRONOUN, Group
from data.reports.text.words import Words


def without_carers(words: Words, outcome: str, chain: list[Group]) -> list[Group]:
    """The people in care without those who bring them in: rescuers took her to hospital."""
    if outcome != TREATED:
        return chain
    return [
        group
        for group in chain
        if group.best is not None or group.is_counted or not words.has("joins.carers", group.noun)
    ]


def without_care(made: list[Mention]) -> list[Mention]:
    """The mentions without the care of people who are said to be hurt: taken to hospital with burns."""
    known = {one.group.start for one in made if one.group and one.outcome in (KILLED, INJURED)}
    told = [one.end for one in made if one.group and one.outcome == INJURED]
    return [
        one
        for one in made
        if one.outcome != TREATED
        or (one.group is None and not any(end <= one.start for end in told))
        or (one.group and not (one.group.start in known or _is_of_those_hurt(one.group, made)))
    ]


def _is_of_those_hurt(group: Group, made: list[Mention]) -> bool:
    """Whether people in care are those whose injuries stand before: two were hurt, both are in hospital."""
    if group.noun and group.category != PRONOUN:
        return False
    return any(
        one.outcome == INJURED
        and one.group is not None
        and one.group.end <= group.start
        and one.group.best == group.best
        for one in made
    )
