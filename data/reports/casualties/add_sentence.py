"""Adds what a sentence says of the casualties to those of an incident, nobody twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.reports.casualties.among_known import (
    is_known_to_be_hurt,
    tells_number,
)
from data.reports.casualties.caught import is_beside_caught, is_sum, named_as_caught, of_the_caught
from data.reports.casualties.counted_already import has_already, turns
from data.reports.casualties.entry import (
    are_generic,
    are_other_people,
    are_same_people,
    entry_of,
    is_named_again,
    is_of_other_generation,
    is_somebody_else,
    may_be,
    size_of,
)
from data.reports.casualties.ledger import Ledger
from data.reports.casualties.pointed_back import add_reference
from data.reports.casualties.the_rest import injure_rest, is_rest, is_state_of_rest
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, VICTIM, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group


def add_sentence(ledger: Ledger, number: int, found: Sequence[Mention]) -> None:
    """Adds what one sentence says."""
    parts = [one for one in found if one.outcome == KILLED and one.group and one.group.is_part]
    first = min((one.group.start for one in parts if one.group), default=0)
    is_of_injured = any(
        one.outcome in (INJURED, TREATED) and one.group and one.group.start < first for one in found
    )
    if ledger.antecedent is not None and (ledger.antecedent.best or 0) > 1:
        ledger.crowd = ledger.antecedent
    later = parts if is_of_injured else []
    for outcome in (VICTIM, KILLED, INJURED, TREATED):
        own = [one for one in found if one.outcome == outcome and one not in later]
        if own:
            _add(ledger, number, outcome, own)
    if later:
        _add(ledger, number, KILLED, later)


def _add(ledger: Ledger, number: int, outcome: str, found: Sequence[Mention]) -> None:
    if _tells_how(ledger, outcome, number, found):
        return
    found = [_counted_before(ledger, outcome, one) for one in found]
    counted = [one for one in found if one.group and not one.group.is_part and one.group.category != PRONOUN]
    if counted and _repeats(ledger, outcome, counted, number):
        _refine(ledger, outcome, counted, number)
    else:
        for one in counted:
            _add_group(ledger, number, outcome, one)
    for one in found:
        if one not in counted:
            add_reference(ledger, number, outcome, one)


def _tells_how(ledger: Ledger, outcome: str, number: int, found: Sequence[Mention]) -> bool:
    """Whether it only parts those who are known: three were killed. Two of them died at once, the third later."""
    groups = [one.group for one in found if one.group]
    if len(groups) < 2 or len(groups) < len(found) or not any(group.is_part for group in groups):
        return False
    known = [one for one in ledger.entries if one.outcome == outcome and one.sentence != number]
    sizes = [group.best for group in groups]
    are_all = None not in sizes and sum(size or 0 for size in sizes) == sum(one.size for one in known)
    return are_all and outcome in (KILLED, INJURED)


def _counted_before(ledger: Ledger, outcome: str, mention: Mention) -> Mention:
    """The people with the number of those named before without an outcome: three boys found it. The boys were hurt."""
    group, before = mention.group, ledger.antecedent
    if group is None or before is None or outcome not in (KILLED, INJURED) or ledger.total(outcome):
        return mention
    if group.best is not None or group.is_more or before.category != group.category or not before.best:
        return mention
    if before.best < 2:
        return mention
    ledger.antecedent = None
    return replace(
        mention, group=replace(group, low=before.low, best=before.best, high=before.high, is_counted=True)
    )


def _repeats(ledger: Ledger, outcome: str, found: Sequence[Mention], number: int) -> bool:
    """Whether these are the same people whom earlier sentences have, in sum."""
    known = [one for one in ledger.entries if one.outcome == outcome and one.sentence != number]
    groups = [one.group for one in found if one.group]
    if not known or any(group.is_more for group in groups):
        return not ledger.is_update and (
            bool(known)
            and _sum(groups) == sum(one.size for one in known)
            and len(known) > 0
            and are_generic(known)
        )
    if _sum(groups) != sum(one.size for one in known) or any(one.best is None for one in known):
        return False
    return not are_other_people(known, groups)


def _sum(groups: Sequence[Group]) -> int:
    return sum(group.best if group.best is not None else group.low for group in groups)


def _refine(ledger: Ledger, outcome: str, found: Sequence[Mention], number: int) -> None:
    known = [one for one in ledger.entries if one.outcome == outcome and one.sentence != number]
    groups = [one.group for one in found if one.group]
    if any(group.category != GENERIC for group in groups) and (
        are_generic(known)
        or (
            len(groups) > len(known)
            and len({group.category for group in groups} - {GENERIC, PRONOUN})
            > len({one.category for one in known})
        )
    ):
        is_open = [one for one in known if one.high is None]
        ledger.entries = [one for one in ledger.entries if one not in known]
        for one in found:
            entry = entry_of(number, outcome, one)
            if is_open and len(found) == 1:
                entry.high = None
            ledger.entries.append(entry)
        return
    for entry, group in zip(known, groups, strict=False):
        entry.age = entry.age or group.age
        entry.actor = entry.actor or group.actor


def _add_group(ledger: Ledger, number: int, outcome: str, mention: Mention) -> None:
    group = mention.group
    assert group is not None
    if outcome == VICTIM:
        if not any(is_known_to_be_hurt(one, number, group) for one in ledger.entries) and not (
            is_sum(ledger, number, group)
        ):
            ledger.entries.append(entry_of(number, outcome, mention))
    elif outcome in (INJURED, TREATED) and is_state_of_rest(ledger, group):
        ledger.lower(INJURED, group.best or 0)
    elif outcome in (INJURED, TREATED) and is_rest(ledger, group):
        injure_rest(ledger, number, mention)
    elif outcome == TREATED:
        # "Four other passengers are still in hospital" are none of those who have died since.
        is_left = group.is_rest or (ledger.is_update and group.is_more and group.is_counted)
        _add_treated(ledger, number, replace(mention, group=replace(group, is_rest=is_left)))
    elif not has_already(ledger, number, outcome, mention, group) and not turns(
        ledger, number, outcome, mention, group
    ):
        mention = replace(mention, group=of_the_caught(ledger, named_as_caught(ledger, number, group)))
        if not is_beside_caught(ledger, group):
            ledger.take_from_victims(size_of(group), group.category)
        if outcome == KILLED and (
            ledger.is_update or mention.is_of_wounds or _is_of_injured(ledger, number, group)
        ):
            is_taken = ledger.take_from_injured(size_of(group), group)
            if not (is_taken or ledger.is_update):
                ledger.take_one_of_injured(size_of(group), group)
        ledger.entries.append(entry_of(number, outcome, mention))


def _is_of_injured(ledger: Ledger, number: int, group: Group) -> bool:
    """Whether the dead is one of several injured of earlier sentences: the older girl died on Sunday."""
    earlier = [
        one
        for one in ledger.entries
        if one.outcome == INJURED and one.sentence < number and may_be(one.category, group.category)
        if not is_of_other_generation(one, group)
    ]
    is_pointing = group.is_definite and not (group.is_own or group.is_more or group.is_counted)
    return is_pointing and not ledger.total(KILLED) and sum(one.size for one in earlier) > size_of(group)


def _add_treated(ledger: Ledger, number: int, mention: Mention) -> None:
    group = mention.group
    assert group is not None
    victims = [one for one in ledger.entries if one.outcome == VICTIM]
    is_both = group.is_definite and group.is_counted and not group.is_own
    if is_both and ledger.total(INJURED) >= size_of(group):
        # "An officer and a driver were hurt; both were taken to hospital."
        return
    hurt = [one for one in ledger.entries if one.outcome == INJURED and one.sentence != number]
    if hurt and tells_number(hurt, group):
        # "Children were hurt. Brothers of ten and twelve years were taken to hospital."
        return
    if hurt and group.best is None and sum(one.size for one in hurt) > 1:
        # "The teenagers were taken to hospital" are those who were hurt, not the shepherd who trod on the mine.
        return
    if victims:
        ledger.injure_victims(number, mention, group.best)
    elif group.is_more and group.best is not None and not ledger.total(INJURED):
        ledger.entries.append(entry_of(number, INJURED, mention))
    elif not any(
        (are_same_people(one, group) and not is_somebody_else(one, group)) or is_named_again(one, group)
        for one in ledger.entries
        if one.sentence != number
    ) and not any(one.outcome == INJURED and one.sentence != number for one in ledger.entries):
        is_new = all(is_somebody_else(one, group) for one in ledger.entries if one.sentence != number)
        is_indefinite = group.is_counted or group.age or not group.is_definite or group.is_own
        if is_new or is_indefinite:
            ledger.entries.append(entry_of(number, INJURED, mention))
    elif group.age and ledger.is_update and not any(one.age == group.age for one in ledger.entries):
        ledger.entries.append(entry_of(number, INJURED, mention))
