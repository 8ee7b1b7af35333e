"""People caught by the device, of whom a later sentence says what became of them."""

from __future__ import annotations

from dataclasses import replace

from data.reports.casualties.entry import (
    size_of,
)
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, VICTIM
from data.reports.people.group import GENERIC, PRONOUN, Group


def is_sum(ledger: Ledger, number: int, group: Group) -> bool:
    """Whether the people caught are all those whose outcomes earlier sentences have: one was killed, one hurt. Two
    brothers trod on a mine.
    """
    known = [one for one in ledger.entries if one.outcome in (KILLED, INJURED) and one.sentence != number]
    is_split = {one.outcome for one in known} == {KILLED, INJURED} and not (group.is_more or group.is_own)
    is_known = is_split and all(one.best is not None for one in known)
    return is_known and group.best == sum(one.size for one in known)


def is_beside_caught(ledger: Ledger, group: Group) -> bool:
    """Whether there are too many of them to be among those caught: he trod on it, two others were hurt."""
    caught = [one for one in ledger.entries if one.outcome == VICTIM]
    is_known = bool(caught) and all(one.best is not None for one in caught)
    return group.is_more and is_known and ledger.total(VICTIM) < size_of(group)


def of_the_caught(ledger: Ledger, group: Group) -> Group:
    """Some of those who were caught with what they are: three deminers were caught. One died."""
    caught = [one for one in ledger.entries if one.outcome == VICTIM]
    kinds = {one.category for one in caught} - {GENERIC, PRONOUN}
    if group.category != GENERIC or len(kinds) != 1 or is_beside_caught(ledger, group):
        return group
    return replace(group, category=kinds.pop(), actor=group.actor or caught[0].actor)


def named_as_caught(ledger: Ledger, number: int, group: Group) -> Group:
    """The people with the category of those who were caught before: a sapper stepped on it. The man lost a foot."""
    caught = [one for one in ledger.entries if one.outcome == VICTIM and one.sentence != number]
    is_same = len(caught) == 1 and caught[0].size == size_of(group) and group.category == "civilian"
    if is_same and not (group.is_more or group.is_own or group.is_counted):
        return replace(group, category=caught[0].category, actor=group.actor or caught[0].actor)
    return group
