"""Who some of those counted before are, named in a sentence of its own: four were hurt. Two of the injured are police."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.reports.read_sentence import Read
from data.reports.text.sentences import Body
from data.reports.text.words import Words
from data.reports.victims.group import GENERIC, PRONOUN, Group
from data.reports.victims.outcomes import INJURED, KILLED, Mention, outcomes

_AMONG: Final = "joins.among_hurt"


def parts_named_later(words: Words, body: Body, one: Read) -> list[Mention]:
    """The people of whom the sentence only says who they are among the dead, or the injured, of an earlier one;
    empty where it says anything else of casualties.
    """
    start, end = one.sentence.start, one.sentence.end
    among = words.find(_AMONG, body.plain, start, end)
    if len(among) != 1:
        return []
    only = among[0]
    outcome = only.key.rpartition(".")[2]
    if outcome not in (KILLED, INJURED):
        return []
    others = [
        found for found in outcomes(words, body.plain, start, end) if not found.meets(only.start, only.end)
    ]
    named = [group for group in one.people if group.category not in (GENERIC, PRONOUN)]
    named = [group for group in named if not only.start <= group.start < only.end or group.is_counted]
    if others or not named or words.has("joins.also", body.plain, start, end):
        return []
    counted = [_counted(group, named, one.people) for group in named]
    return [Mention(outcome, group, only.start, only.end, False) for group in counted if group is not None]


def _counted(group: Group, named: list[Group], people: list[Group]) -> Group | None:
    """The group with its number, which may stand before it: four of the injured are soldiers, the fifth is a guard;
    None where none is given.
    """
    if group.best is not None and group.is_counted:
        return group
    first = max((one.end for one in named if one.end <= group.start), default=0)
    numbers = [
        one for one in people if one.is_counted and one.category == GENERIC and not one.noun and one.best
    ]
    before = [one for one in numbers if first <= one.start and one.end <= group.start]
    if len(named) == 1 and len(numbers) == 1:
        before = numbers
    if not before:
        return group if group.best == 1 else None
    number = before[-1]
    return replace(group, low=number.low, best=number.best, high=number.high, is_counted=True)
