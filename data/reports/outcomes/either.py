"""Numbers of people of whom it is not said which of two things became of them: 463 were killed or injured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.reports.outcomes.outcomes import INJURED, KILLED, Mention, outcome_and_side
from data.reports.people.group import Group
from data.reports.text.sentences import tokens
from data.reports.text.words import Found, Words

_OWN: Final = (KILLED, INJURED)
_GAP: Final = 3
"""So many words stand between two outcomes at most that share their people."""
_OWN_PEOPLE: Final = 10
"""So many letters before a verb the people stand that it is of."""
_FALLEN: Final = 5
"""So many words stand before "between dead and wounded" behind its verb."""
_BEFORE: Final = 8
"""So many letters before Arabic "between a dead and a wounded" its first word stands."""


def with_either(
    words: Words, text: str, found: Sequence[Found], people: Sequence[Group], made: list[Mention]
) -> list[Mention]:
    """The mentions, those of outcomes that an "or" joins marked, where neither outcome has a number of its own."""
    starts = {one.start for one in found if _is_both(words, text, one)}
    for one, after in pairwise(found):
        kinds = {outcome_and_side(one)[0], outcome_and_side(after)[0]}
        between = text[one.end : after.start]
        is_near = len(tokens(text, one.end, after.start)) <= _GAP and not set(between) & set(",;.:()")
        has_people = any(one.end <= group.start and group.end <= after.start for group in people)
        if kinds == {*_OWN} and is_near and not has_people and _is_joined(words, text, one, after, people):
            starts |= {one.start, after.start}
            # Arabic: six fell between dead and wounded.
            starts |= {
                other.start
                for other in found
                if words.language == "ar"
                and outcome_and_side(other)[0] in _OWN
                and other.end <= one.start
                and not set(text[other.end : one.start]) & set(".;:")
                and len(tokens(text, other.end, one.start)) <= _FALLEN
            }
    return [
        replace(one, is_either=True) if one.start in starts and one.outcome in _OWN else one for one in made
    ]


def _are_one_verb(text: str, one: Found, after: Found, people: Sequence[Group]) -> bool:
    """Whether Arabic "killed and wounded" stands before people of whom nobody says which: قتل وجرح خمسة أشخاص."""
    is_beside = not text[one.end : after.start].strip() and text[after.start] == "و"
    is_before = {outcome_and_side(one)[1], outcome_and_side(after)[1]} == {"after"}
    named = [group for group in people if group.end <= one.start and one.start - group.end <= _OWN_PEOPLE]
    return is_beside and is_before and not named


def _is_joined(words: Words, text: str, one: Found, after: Found, people: Sequence[Group]) -> bool:
    if words.language == "ar" and _are_one_verb(text, one, after, people):
        return True
    if words.language == "ar" and words.has("joins.either", text, max(0, one.start - _BEFORE), one.start):
        return text[one.end : after.start].strip() in ("", "و")
    return words.has("joins.either", text, one.end, after.start)


def _is_both(words: Words, text: str, one: Found) -> bool:
    """Whether the words of one outcome hold the other, too: were killed or hurt."""
    outcome = outcome_and_side(one)[0]
    if outcome not in _OWN:
        return False
    for each in words.find("joins.either", text, one.start, one.end):
        parts = [
            *words.find("outcome", text, one.start, each.start),
            *words.find("outcome", text, each.end, one.end),
        ]
        if {outcome_and_side(part)[0] for part in parts} >= {*_OWN}:
            return True
    return False
