"""People whom a sentence of a report tells of again: those it named before without an outcome, or as others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.reports.casualties.ledger import Ledger
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.reading.read_sentence import Read


def is_part_killed(mention: Mention) -> bool:
    """Whether some of the people of its sentence have died."""
    return mention.outcome == KILLED and mention.group is not None and mention.group.is_part


def spelt_out(found: list[Mention], before: Sequence[Group]) -> list[Mention]:
    """The mentions, "all three" as those whom the sentence before named: two policemen and an electrician were in the
    car. All three were hurt.
    """
    made: list[Mention] = []
    for mention in found:
        group = mention.group
        is_all = group is not None and not (group.noun and group.category != PRONOUN) and not group.is_part
        size = group.best if group is not None else None
        total = sum(one.best or 0 for one in before)
        if is_all and len(before) > 1 and size is not None and size == total > 1:
            made += [replace(mention, group=replace(one, is_definite=False)) for one in before]
        else:
            made.append(mention)
    return made


def told_again(found: list[Mention], ledger: Ledger) -> list[Mention]:
    """The mentions, people in care as the injured where together they are those counted before: the wounded, a
    lieutenant and a private, were flown out.
    """
    hurt = [mention for mention in found if mention.outcome in (INJURED, TREATED) and mention.group]
    sizes = {m.group.start: m.group.best or 0 for m in hurt if m.group}
    is_mixed = {mention.outcome for mention in hurt} == {INJURED, TREATED}
    if not is_mixed or len(sizes) < 2 or sum(sizes.values()) != ledger.total(INJURED):
        return found
    return [replace(one, outcome=INJURED) if one in hurt else one for one in found]


def named_alone(one: Read) -> Group | None:
    """The first people of a sentence without an outcome, of whom the next one may speak as "he" or "they"."""
    return next(iter(all_named_alone(one)), None)


def all_named_alone(one: Read) -> list[Group]:
    """Everybody in a sentence of whom it says no outcome."""
    spoken_of = {mention.group.start for mention in one.mentions if mention.group}
    return [
        group
        for group in one.people
        if group.category not in (GENERIC, PRONOUN)
        # "His son-in-law and a friend", whatever a friend is.
        or (
            group.category == GENERIC
            and group.noun
            and group.best == 1
            and group.is_more
            and not group.is_own
        )
        if group.start not in spoken_of
        and not group.is_governed
        and not group.is_part
        and group.best is not None
    ]


def as_then(found: list[Mention], caught: int) -> list[Mention]:
    """The mentions, "the others" as all who were left at the time, where they and the dead are all who were caught:
    some of them may have died since.
    """
    dead = sum(one.group.best or 0 for one in found if one.group and one.outcome == KILLED)
    return [
        replace(one, group=replace(one.group, is_rest=False))
        if one.outcome == INJURED
        and one.group
        and one.group.is_rest
        and dead + (one.group.best or 0) == caught
        else one
        for one in found
    ]


def as_new(mention: Mention, ledger: Ledger) -> Mention:
    """Who has died since is somebody else than those who were dead at first."""
    group = mention.group
    if mention.outcome != KILLED or group is None or group.is_part or not ledger.total(KILLED):
        return mention
    dead = {one.category for one in ledger.entries if one.outcome == KILLED}
    # A further soldier of a mission's dead is one of its peacekeepers.
    is_of_mission = group.category == "armed_forces" and dead == {"peacekeeper"}
    category = "peacekeeper" if is_of_mission else group.category
    return replace(mention, group=replace(group, is_more=True, category=category))
