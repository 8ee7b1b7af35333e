"""Who some of those counted before are, named in a sentence of its own: four were hurt. Two of the injured are police."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from data.reports.casualties.entry import entry_of, shrink, size_of
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, Mention, outcomes
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.reading.read_sentence import Read
from data.reports.text.sentences import Body
from data.reports.text.words import Found, Words

_AMONG: Final = "joins.among_hurt"
_BESIDE: Final = 24
"""So many letters before people "the rest are" stands."""
_OPENING: Final = 24
"""So far into a sentence "of them" stands that opens it."""


def parts_named_later(words: Words, body: Body, one: Read, before: Read | None = None) -> list[Mention]:
    """The people of whom the sentence only says who they are among the dead, or the injured, of an earlier one;
    empty where it says anything else of casualties. "Of them" are those of `before`, the sentence before.
    """
    start, end = one.sentence.start, one.sentence.end
    among = words.find(_AMONG, body.plain, start, end)
    if not among and before is not None:
        among = _of_them(words, one, before)
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
    made = [Mention(outcome, group, only.start, only.end, False) for group in counted if group is not None]
    left = next((group for group in named if made and _is_rest(words, body.plain, group, start)), None)
    if left is not None:
        made.append(Mention(outcome, replace(left, is_rest=True), only.start, only.end, False))
    return made


def _is_rest(words: Words, text: str, group: Group, start: int) -> bool:
    """Whether the sentence says who all the others are: one of the injured is a guard, the rest are soldiers."""
    before = words.find("joins.remaining", text, max(start, group.start - _BESIDE), group.start)
    return group.best is None and bool(before) and "," not in text[before[-1].end : group.start]


def _of_them(words: Words, one: Read, before: Read) -> list[Found]:
    """The words "of them" with which a sentence without an outcome opens, as those of the last people of the one
    before.
    """
    counted = [
        m for m in before.mentions if m.outcome in (KILLED, INJURED) and m.group and m.group.is_counted
    ]
    if one.mentions or one.explosions or not counted:
        return []
    return [
        Found(
            one.sentence.start + found.start,
            one.sentence.start + found.end,
            f"{_AMONG}.{counted[-1].outcome}",
        )
        for found in words.find("joins.of_them", one.text[:_OPENING])
    ][:1]


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


def name_parts(ledger: Ledger, number: int, found: Sequence[Mention]) -> None:
    """Says who some of those counted before are; adds them where nobody was counted."""
    rest = next((one.group for one in found if one.group and one.group.is_rest), None)
    for one in found:
        group = one.group
        assert group is not None
        if group is rest:
            continue
        own = [entry for entry in ledger.entries if entry.outcome == one.outcome]
        if not own:
            ledger.entries.append(entry_of(number, one.outcome, one))
            continue
        open_entries = [entry for entry in own if entry.category == GENERIC]
        whole = next(
            (entry for entry in open_entries if entry.best is None or entry.size >= size_of(group)), None
        )
        if whole is None or any(entry.category == group.category for entry in own):
            continue
        shrink(whole, size_of(group))
        if whole.best is None:
            whole.low = max(whole.low, 1)
        ledger.entries.append(entry_of(number, one.outcome, one))
    ledger.entries = [one for one in ledger.entries if one.size > 0 or one.best is None]
    for entry in ledger.entries:
        is_left = entry.category == GENERIC and entry.sentence != number
        if is_left and any(one.group and one.outcome == entry.outcome for one in found):
            entry.category = rest.category if rest is not None else "civilian"
