"""The people of an incident so far: entries that later sentences add to, take from, raise and sharpen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from data.reports.casualties.entry import (
    UNSPECIFIED,
    Entry,
    is_of_other_generation,
    may_be,
    may_be_of_one_force,
    shrink,
)
from data.reports.outcomes.outcomes import INJURED, KILLED, VICTIM, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group

_SEVERAL_TIMES: Final = 3
_MANY_MORE: Final = 8
"""A sentence behind the news with more than so many times, and so many more than, the people counted is a total."""


@dataclass
class Ledger:
    """The entries of an incident so far, and what is added to and taken out of them; `is_update` where a report tells what
    became of earlier victims.
    """

    is_update: bool = False
    entries: list[Entry] = field(default_factory=list)
    antecedent: Group | None = None
    """Who was named before without an outcome: a man took it apart. He died."""
    crowd: Group | None = None
    """Several who were named before without an outcome: six were on board. Two died, the others were hurt."""
    toll: int | None = None
    """How many have died in all, where the report says so: then whoever is named as dead beyond them is one of them."""
    has_survivors: bool = False
    """Whether some of those who were caught have died, which says that the others were hurt."""

    def total(self, outcome: str) -> int:
        """How many entries of the outcome stand for, at least."""
        return sum(one.size for one in self.entries if one.outcome == outcome)

    def lower(self, outcome: str, size: int) -> None:
        """Takes people out of an outcome until as many are left, those of whom least is known first."""
        for one in sorted(self.entries, key=lambda one: one.category != GENERIC):
            more = self.total(outcome) - size
            if one.outcome == outcome and more > 0:
                shrink(one, min(one.size, more))
        self.entries = [one for one in self.entries if one.outcome != outcome or one.size > 0]

    def raise_to(self, known: Sequence[Entry], group: Group, mention: Mention) -> None:
        """A larger figure of the same people: the first one stays the best, where it is one."""
        if any(one.best is None for one in known):
            first = known[0]
            self.entries = [one for one in self.entries if one not in known[1:]]
            first.low, first.best, first.high = group.low, group.best, group.high
            first.spans.append((min(group.start, mention.start), max(group.end, mention.end)))
        elif (
            len(known) == 1
            and known[0].high is not None
            and group.best is not None
            and group.best <= max(3 * known[0].size, known[0].size + 5)
        ):
            known[0].high = max(known[0].high, group.best)

    def sharpen(self, entry: Entry, group: Group) -> None:
        """Who some people are, as a later sentence tells it."""
        if entry.category in (GENERIC, UNSPECIFIED) and group.category not in (GENERIC, PRONOUN):
            entry.category, entry.noun = group.category, group.noun
        entry.actor = entry.actor or group.actor
        entry.age = entry.age or group.age

    def injure_victims(self, number: int, mention: Mention, count: int | None) -> None:
        """Those who were caught, or so many of them, as injured."""
        victim = next(one for one in self.entries if one.outcome == VICTIM)
        is_open = victim.best is None and count is not None
        size = count if is_open and count is not None else min(count or victim.size, victim.size)
        made = replace(
            victim,
            outcome=INJURED,
            low=size,
            best=size if victim.best is not None or is_open else None,
            high=size,
            spans=[*victim.spans, (mention.start, mention.end)],
            sentence=number,
        )
        self.take_from_victims(size)
        self.entries.append(made)

    def take_from_victims(self, size: int, category: str = GENERIC) -> None:
        """Takes so many out of those of whom it was only said that they were caught."""
        caught = [one for one in self.entries if one.outcome == VICTIM]
        # Of three workers and a policeman who were caught the policeman has died.
        for one in sorted(
            caught, key=lambda one: category == GENERIC or not may_be_of_one_force(one.category, category)
        ):
            taken = min(one.size, size)
            shrink(one, taken)
            size -= taken
        self.entries = [one for one in self.entries if one.outcome != VICTIM or one.size > 0]

    def take_from_injured(self, size: int, group: Group) -> bool:
        """Takes so many out of injured who are more; whether there were any."""
        for one in self.entries:
            if (
                one.outcome == INJURED
                and one.size > size
                and not one.is_rest
                and may_be(one.category, group.category)
                and not is_of_other_generation(one, group)
                and not (one.age and group.age and one.age != group.age)
            ):
                shrink(one, size)
                return True
        return False

    def take_one_of_injured(self, size: int, group: Group) -> None:
        """Takes somebody out of injured who were named one by one: the herder and his brother were hurt. The man died."""
        fitting = [
            one
            for one in self.entries
            if one.outcome == INJURED and one.size == size and may_be(one.category, group.category)
            if not is_of_other_generation(one, group) and not (one.age and group.age and one.age != group.age)
        ]
        is_pointing = group.is_definite and not (group.is_own or group.is_more or group.is_counted)
        if is_pointing and len(fitting) > 1 and not self.total(KILLED):
            self.entries.remove(fitting[0])

    def set_total(self, outcome: str, size: int, span: tuple[int, int]) -> None:
        """The number that the report gives as the last state."""
        own = [one for one in self.entries if one.outcome == outcome]
        if not own:
            self.entries.append(Entry(outcome, size, size, size, GENERIC, spans=[span]))
            return
        more = size - sum(one.size for one in own)
        if more > 0:
            last = max(own, key=lambda one: one.size)
            last.low, last.best, last.high = last.size + more, last.size + more, last.size + more
            last.spans.append(span)

    def is_out_of_proportion(self, found: Sequence[Mention]) -> bool:
        """Whether a sentence counts several times as many as all before it, which is a total of more than this incident."""
        known = sum(one.size for one in self.entries)
        counts = [
            one.group.best or 0 for one in found if one.group and one.outcome in (KILLED, INJURED, VICTIM)
        ]
        return known > 0 and sum(counts) > max(_SEVERAL_TIMES * known, known + _MANY_MORE)
