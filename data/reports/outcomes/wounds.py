"""People who died of the wounds that the same sentence tells of, and bodies with their wounds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.outcomes.chains import distance
from data.reports.outcomes.outcomes import (
    BODY,
    INJURED,
    KILLED,
    TREATED,
    WITHIN,
    Mention,
    outcome_and_side,
)
from data.reports.people.group import Group
from data.reports.text.words import Found, Words

_WITH_ARTICLES: Final = ("en", "es", "fr")
_IS_PARTICIPLE: Final = re.compile(r"(?:ված|(?:нн|вш|пілі?|ранен)(?:ый|ий|ая|а|ого|ые|ие|і|их|ых))$")
"""The endings of what describes somebody by his wounds, in Armenian, Russian and Ukrainian."""


def dead_of_their_wounds(text: str, made: list[Mention]) -> list[Mention]:
    """The mentions, whose wounds describe them behind the verb as the dead: скончался раненный в среду солдат."""
    for number, one in enumerate(made):
        later = next(
            (
                other
                for other in made[number + 1 :]
                if other.outcome == INJURED and other.group and 0 <= other.group.start - other.end <= 1
            ),
            None,
        )
        if one.outcome != KILLED or one.group is not None or later is None or later.start < one.end:
            continue
        is_participle = _IS_PARTICIPLE.search(text[later.start : later.end].lower())
        if is_participle and not re.search(r"[,;.։]", text[one.end : later.start]):
            return [
                replace(one, group=later.group, is_of_wounds=True) if each is one else each
                for each in made
                if each is not later
            ]
    return made


def die_of_wounds(words: Words, text: str, made: list[Mention], one: Found, first: int) -> bool:
    """Whether the dead are the injured of the same clause: a porter wounded on Monday has died."""
    last = made[-1] if made else None
    if last is None or last.outcome != INJURED or last.group is None or last.end > one.start:
        return False
    if last.end < first or words.has("joins.own", text, last.end, one.start):
        # "Two soldiers were wounded, their leader was killed": whatever a leader is called.
        return False
    is_described = distance(text, last.end, last.group.start) <= (
        2 if last.group.age else 0
    ) and not re.search(r"[,;]", text[last.group.end : one.start])
    if last.group.start > last.start and not is_described:
        return False
    made[-1] = Mention(
        KILLED, last.group, one.start, one.end, last.is_single, is_of_wounds=last.group.start > last.start
    )
    return True


def without_those_who_died(words: Words, made: list[Mention]) -> list[Mention]:
    """The injured without one who is named again in the same sentence as dead: a sapper and two of his colleagues
    were hurt, the sapper died later.
    """
    dead = [
        one.group
        for one in made
        if one.outcome == KILLED
        and one.group is not None
        and one.group.noun
        and one.group.best == 1
        and not (one.group.is_counted or one.group.is_more or one.group.is_own)
        and (one.group.is_definite or words.language not in _WITH_ARTICLES)
    ]
    return [
        one
        for one in made
        if one.outcome != INJURED
        or one.group is None
        or one.group.best != 1
        or one.group.is_own
        or not any(
            group.noun == one.group.noun and group.age in ("", one.group.age) and group.start > one.group.end
            for group in dead
        )
    ]


def says_nothing(
    text: str, one: Found, side: str, chain: list[Group], made: list[Mention], later: list[Found]
) -> bool:
    """Whether the words are of nobody: a body whose nobody says, its wounds, or those of people who died of them."""
    if side == WITHIN:
        return _die_at_once(text, one, later)
    return not chain and (side == BODY or _is_of_body(text, one, made))


def _is_of_body(text: str, one: Found, made: list[Mention]) -> bool:
    """Whether the words for wounds or care stand in the clause of a body: the body of a man with blast wounds."""
    is_hurt = outcome_and_side(one)[0] in (INJURED, TREATED)
    return is_hurt and any(
        other.is_body and other.end <= one.start and not re.search(r"[.;:]", text[other.end : one.start])
        for other in made
    )


def _die_at_once(text: str, one: Found, later: list[Found]) -> bool:
    """Whether it is said right behind that they died: двое пострадавших скончались."""
    return (
        bool(later)
        and outcome_and_side(later[0])[0] == KILLED
        and distance(text, one.end, later[0].start) <= 2
    )
