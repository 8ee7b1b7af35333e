"""The others of people who were caught or counted before: two died, the rest were hurt."""

from __future__ import annotations

from dataclasses import replace

from data.reports.casualties.entry import (
    entry_of,
)
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, VICTIM, Mention
from data.reports.people.group import GENERIC, Group


def is_state_of_rest(ledger: Ledger, group: Group) -> bool:
    """Whether an update says how many are left of the injured: the eight other injured are still in hospital."""
    is_left = group.is_rest or (group.is_more and group.is_definite)
    is_known = group.best is not None and ledger.total(INJURED) > group.best
    return (
        ledger.is_update and is_left and is_known and group.category == GENERIC and bool(ledger.total(KILLED))
    )


def is_rest(ledger: Ledger, group: Group) -> bool:
    """Whether "the others" are those who are left of people named before."""
    if group.category == GENERIC and not group.noun and group.best and (group.is_rest or group.is_more):
        # "One of the workers lost a foot; the other two have shrapnel wounds."
        return group.best == ledger.total(VICTIM)
    is_open = group.best is None and group.category == GENERIC and group.is_definite
    left = ledger.total(VICTIM) or ((ledger.crowd.best or 0) - ledger.total(KILLED) if ledger.crowd else 0)
    return is_open and left > 0 and not ledger.total(INJURED)


def injure_rest(ledger: Ledger, number: int, mention: Mention) -> None:
    """Adds the others of those who were caught, or of the crowd, as injured."""
    victims = ledger.total(VICTIM)
    if victims:
        ledger.injure_victims(number, mention, victims)
    elif ledger.crowd is not None and mention.group is not None:
        left = (ledger.crowd.best or 0) - ledger.total(KILLED)
        group = replace(mention.group, low=left, best=left, high=left, category=ledger.crowd.category)
        ledger.entries.append(entry_of(number, INJURED, replace(mention, group=group)))
