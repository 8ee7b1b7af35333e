"""Whether people are some of those whom earlier sentences count: a boy of three children, the other two of them."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.casualties.entry import (
    Entry,
    are_same_people,
    entry_of,
    is_told_of,
    may_be,
    may_be_of_one_force,
    may_be_relatives,
    may_be_some_of,
    size_of,
)
from data.reports.outcomes.outcomes import INJURED, KILLED, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group


def is_rest_of_known(known: Sequence[Entry], group: Group) -> bool:
    """Whether it says how the others of those counted are: three children were hurt. A boy is in a grave condition,
    the other two have light wounds.
    """
    told = sum(each.size for one in known for each in one.details)
    is_rest = group.is_rest and group.is_counted and group.category == GENERIC and not group.noun
    return is_rest and told > 0 and told + size_of(group) == sum(one.size for one in known)


def tells_number(known: Sequence[Entry], group: Group) -> bool:
    """Whether it says how many they were: border guards were hurt. Two servicemen of the service were hurt."""
    one = known[0]
    if len(known) > 1 or one.best is not None or one.is_counted or not (group.is_counted and group.best):
        return False
    if group.is_part or not may_be_of_one_force(one.category, group.category):
        return False
    one.low, one.best, one.high = group.low, group.best, group.high
    return True


def tells_of_some(number: int, known: Sequence[Entry], mention: Mention, group: Group) -> bool:
    """Whether these are some of those who were counted without a word on who they are, five with a policeman."""
    is_someone = group.category == GENERIC and group.best == 1 and bool(group.noun) and group.is_other
    is_new = (group.is_more and not group.is_other) or group.is_part or group.is_of_one
    if is_new or group.best is None or (group.category in (GENERIC, PRONOUN) and not is_someone):
        return False
    if any(is_told_of(each, group) for one in known for each in one.details):
        return True
    size = size_of(group)
    of = next(
        (
            one
            for one in known
            if (one.is_open or (one.best is not None and may_be_some_of(one, group)))
            if size <= one.size - sum(each.size for each in one.details)
            if not (one.is_rest and not group.is_definite)
            if not group.is_own or is_someone or may_be_relatives(one)
        ),
        None,
    )
    if of is None or size >= sum(one.size for one in known):
        return False
    if of.category == GENERIC and group.age:
        return False
    if of.is_loose and of.category != GENERIC and not may_be(of.category, group.category):
        return False
    of.details.append(entry_of(number, mention.outcome, mention))
    return True


def is_known_to_be_hurt(one: Entry, number: int, group: Group) -> bool:
    """Whether those who are caught are people counted before, or some of them: two spouses were hurt. The woman
    trod on a mine.
    """
    if are_same_people(one, group):
        return True
    is_told = one.outcome in (KILLED, INJURED) and one.sentence < number and one.best is not None
    is_new = group.is_more or group.is_own or group.is_part
    return is_told and not is_new and size_of(group) < one.size and may_be_some_of(one, group)
