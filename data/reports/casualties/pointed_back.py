"""What became of somebody named before: he died; one of them died; her leg was amputated."""

from __future__ import annotations

from dataclasses import replace

from data.reports.casualties.counted_already import is_toll_full
from data.reports.casualties.entry import (
    are_same_people,
    entry_of,
    may_be,
    shrink,
    size_of,
)
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, VICTIM, Mention
from data.reports.people.group import GENERIC, PRONOUN


def add_reference(ledger: Ledger, number: int, outcome: str, mention: Mention) -> None:
    """What became of somebody named before: he died; one of them died; her leg was amputated."""
    group = mention.group
    size = (group.best or group.low) if group else 1
    if group is not None and group.best is None and group.category == PRONOUN:
        # "They died": as many as were caught.
        size = max((one.size for one in ledger.entries if one.outcome == VICTIM), default=size)
    is_plural = bool(group and size > 1)
    had_victims = any(one.outcome == VICTIM for one in ledger.entries)
    if group is None and not mention.is_single and outcome != INJURED:
        size = max((one.size for one in ledger.entries if one.outcome == VICTIM), default=1)
    if outcome == KILLED:
        _kill(ledger, number, mention, size)
    elif outcome in (INJURED, TREATED) and not is_plural:
        if any(one.outcome == VICTIM for one in ledger.entries) and not (
            outcome == TREATED and ledger.total(KILLED) and ledger.total(INJURED)
        ):
            victims = ledger.total(VICTIM)
            ledger.injure_victims(
                number, mention, victims if group is None and not mention.is_single else size
            )
    elif outcome == TREATED and group is not None and group.is_part and ledger.total(INJURED) >= size:
        # "Four soldiers were hurt. Two of them are in a grave condition."
        return
    elif outcome in (INJURED, TREATED) and any(one.outcome == VICTIM for one in ledger.entries):
        ledger.injure_victims(number, mention, size)
    is_open = group is not None and group.is_part and group.best is not None and not group.noun
    is_first = not any(
        one.outcome == INJURED and (one.sentence != number or one.spans[0][0] < mention.start)
        for one in ledger.entries
    )
    if outcome == INJURED and is_open and is_first and not ledger.total(VICTIM):
        ledger.entries.append(entry_of(number, INJURED, mention))
        return
    is_named = group is not None and group.category == PRONOUN and size == 1 and _is_antecedent_new(ledger)
    if (
        outcome == INJURED
        and not had_victims
        and (is_named or all(one.sentence == number for one in ledger.entries))
    ):
        _add_antecedent(ledger, number, INJURED, mention, size)


def _is_antecedent_new(ledger: Ledger) -> bool:
    """Whether the one whom the sentence before named is nobody counted yet: the nephew sat on top; he broke an arm."""
    before = ledger.antecedent
    if before is None or before.best != 1 or not before.noun or ledger.total(VICTIM):
        return False
    return not any(are_same_people(one, before) or one.noun == before.noun for one in ledger.entries)


def _kill(ledger: Ledger, number: int, mention: Mention, size: int) -> None:
    if is_toll_full(ledger, number, size):
        return
    is_he = mention.group is not None and mention.group.category == PRONOUN and size == 1
    if is_he and ledger.total(KILLED) and ledger.antecedent is not None and _is_antecedent_new(ledger):
        before, ledger.antecedent = ledger.antecedent, None
        ledger.entries.append(entry_of(number, KILLED, replace(mention, group=before)))
        return
    injured = [one for one in ledger.entries if one.outcome == INJURED]
    victims = [one for one in ledger.entries if one.outcome == VICTIM]
    is_part = mention.group is not None and mention.group.is_part
    source = victims or injured
    if not source:
        size_before = len(ledger.entries)
        _add_antecedent(ledger, number, KILLED, mention, size)
        if is_part and mention.group and mention.group.best and len(ledger.entries) == size_before:
            ledger.entries.append(entry_of(number, KILLED, mention))
        return
    if not is_part and ledger.total(KILLED) and not victims:
        return
    first = next((one for one in source if one.sentence == number), source[0]) if is_part else source[0]
    if is_part and mention.group and mention.group.category not in (GENERIC, PRONOUN):
        # "One of the soldiers has died": none of the others who were hurt.
        own = [one for one in source if one.category == mention.group.category]
        first = first if first in own or not own else own[0]
    ledger.has_survivors = ledger.has_survivors or (is_part and bool(victims))
    made = replace(
        first,
        outcome=KILLED,
        low=size,
        best=size,
        high=size,
        spans=[*first.spans, (mention.start, mention.end)],
        sentence=number,
    )
    shrink(first, size)
    ledger.entries = [one for one in ledger.entries if one.size > 0]
    ledger.entries.append(made)


def _add_antecedent(ledger: Ledger, number: int, outcome: str, mention: Mention, size: int) -> None:
    """Adds who was named before without an outcome, where the number agrees and nobody is dead yet."""
    group, part = ledger.antecedent, mention.group
    if group and part and not may_be(part.category, group.category) and part.category != PRONOUN:
        return
    is_free = outcome == INJURED or not ledger.total(outcome)
    if group is not None and is_free and size_of(group) == size:
        ledger.entries.append(entry_of(number, outcome, replace(mention, group=group)))
        ledger.antecedent = None
