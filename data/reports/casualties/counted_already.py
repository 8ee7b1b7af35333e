"""Whether people of a sentence are those whom earlier sentences have with this outcome."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.casualties.among_known import (
    is_rest_of_known,
    tells_number,
    tells_of_some,
)
from data.reports.casualties.entry import (
    Entry,
    are_generic,
    are_same_people,
    is_named_again,
    is_pointed_at,
    may_point_to,
    size_of,
)
from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, Mention
from data.reports.people.group import GENERIC, Group


def has_already(ledger: Ledger, number: int, outcome: str, mention: Mention, group: Group) -> bool:
    """Whether earlier sentences have these people with this outcome; then they are only told more closely."""
    span = (group.start, mention.end)
    own = [one for one in ledger.entries if one.outcome == outcome]
    if any(one.sentence == number and one.noun == group.noun and span in one.spans for one in own):
        return True
    if group.is_kin and not (group.is_own or group.is_more) and any(one.noun == group.noun for one in own):
        # "Mum and the baby did not make it, Mum died at once."
        return True
    known = [one for one in own if one.sentence != number]
    is_both = group.is_definite and group.is_counted and not (group.noun or group.is_own)
    if is_both and size_of(group) == sum(one.size for one in own):
        # "A soldier and a driver were hurt, both have splinter wounds."
        return True
    if not known:
        return False
    if _is_within(ledger, number, outcome, known, mention):
        return True
    if group.is_more:
        return False
    return _is_told_before(ledger, number, known, mention, group)


def _is_within(ledger: Ledger, number: int, outcome: str, known: Sequence[Entry], mention: Mention) -> bool:
    """Whether the people are some of the known, though they are called others: the rest, or one of a toll."""
    group = mention.group
    assert group is not None
    if outcome == INJURED and is_rest_of_known(known, group):
        return True
    if outcome == KILLED and is_toll_full(ledger, number, size_of(group)):
        return True
    return group.is_other and tells_of_some(number, known, mention, group)


def _is_told_before(
    ledger: Ledger, number: int, known: Sequence[Entry], mention: Mention, group: Group
) -> bool:
    """Whether people who are not called further ones are the known, or some of them."""
    if is_pointed_at(known, group):
        return True
    if tells_number(known, group) or tells_of_some(number, known, mention, group):
        return True
    same = next(
        (
            one
            for one in known
            if are_same_people(one, group) or _is_repeated_later(ledger, number, one, group)
        ),
        None,
    )
    if same is not None:
        ledger.sharpen(same, group)
        return True
    size, total = size_of(group), sum(one.size for one in known)
    is_of_all = group.is_broad and {one.category for one in known} == {group.category}
    # An agronomist was burnt. Two workers have scratches.
    is_of_all = is_of_all and not all(one.size == 1 and one.noun and not one.is_broad for one in known)
    if (group.category == GENERIC or group.is_loose or is_of_all) and size > total:
        ledger.raise_to(known, group, mention)
        return True
    if group.best is None or (group.category == GENERIC and not group.age):
        return True
    is_pointing = group.is_definite and not group.is_own
    is_pointing = is_pointing and any(may_point_to(one, group) for one in known)
    return size < total and (
        is_pointing
        or (
            are_generic(known)
            and not any(one.is_rest for one in known)
            and not (group.age or (group.is_own and group.noun))
        )
    )


def _is_repeated_later(ledger: Ledger, number: int, one: Entry, group: Group) -> bool:
    """Whether an update has told of these people before its first sentence is read: the man, then her husband."""
    is_later = ledger.is_update and one.sentence > number
    return is_later and one.category == group.category and one.size == size_of(group)


def turns(ledger: Ledger, number: int, outcome: str, mention: Mention, group: Group) -> bool:
    """Whether the people stand with another outcome: the driver, who lost both legs, has died."""
    for one in ledger.entries:
        if one.outcome in (KILLED, INJURED) and one.outcome != outcome and one.sentence != number:
            if not is_named_again(one, group):
                continue
            if outcome == KILLED and one.size == size_of(group):
                one.outcome = KILLED
                one.spans.append((mention.start, mention.end))
                return True
            return outcome == INJURED
    return False


def is_toll_full(ledger: Ledger, number: int, size: int) -> bool:
    """Whether earlier sentences name as many dead as the toll has."""
    dead = sum(one.size for one in ledger.entries if one.outcome == KILLED and one.sentence != number)
    return ledger.toll is not None and 0 < dead <= ledger.toll < dead + size
