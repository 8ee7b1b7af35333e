"""Some people in the ledger of an incident, and whether a group of another sentence is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from data.reports.outcomes.outcomes import KILLED, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group

UNSPECIFIED: Final = "security_forces_unspecified"
_SECURITY: Final = frozenset({UNSPECIFIED, "armed_forces", "police_security"})


@dataclass
class Entry:
    """Some people with what became of them."""

    outcome: str
    low: int
    best: int | None
    high: int | None
    category: str
    noun: str = ""
    age: str = ""
    actor: str = ""
    sentence: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_rest: bool = False
    """Whether those who died since are not among them: the remaining two are in hospital."""
    generation: str = ""
    """As that of the group."""
    is_vague: bool = False
    """As that of the group."""
    is_loose: bool = False
    """As that of the group."""
    is_counted: bool = False
    """As that of the group."""
    sex: str = ""
    """As that of the group."""
    is_own: bool = False
    """As that of the group."""
    is_broad: bool = False
    """As that of the group."""
    details: list[Entry] = field(default_factory=list)
    """Who they are, as later sentences tell of some of them."""

    @property
    def is_open(self) -> bool:
        """Whether later sentences may still say who they are."""
        return self.best is not None and (self.category == GENERIC or self.is_loose)

    @property
    def size(self) -> int:
        """Its number, or the least it may be."""
        return self.best if self.best is not None else self.low


def size_of(group: Group) -> int:
    """Its number, or the least it may be."""
    return group.best if group.best is not None else group.low


def shrink(entry: Entry, size: int) -> None:
    """Takes so many people out of the entry."""
    entry.low = max(entry.low - size, 0)
    entry.best = None if entry.best is None else max(entry.best - size, 0)
    entry.high = None if entry.high is None else max(entry.high - size, 0)


def entry_of(number: int, outcome: str, mention: Mention) -> Entry:
    """The people of a mention that has a group, as an entry of its sentence."""
    group = mention.group
    assert group is not None
    span = (min(group.start, mention.start), max(group.end, mention.end))
    return Entry(
        outcome,
        group.low,
        group.best,
        group.high,
        group.category,
        group.noun,
        group.age,
        group.actor,
        number,
        [span],
        group.is_rest,
        group.generation,
        group.is_vague,
        group.is_loose,
        group.is_counted,
        group.sex,
        group.is_own,
        group.is_broad,
    )


def are_generic(known: Sequence[Entry]) -> bool:
    """Whether no entry says who the people are."""
    return all(one.category == GENERIC or (not one.noun) for one in known)


def with_details(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of whom later sentences tell all replaced by these: five were hurt; a driver …, four fitters …."""
    dead = [one for one in entries if one.outcome == KILLED]
    made: list[Entry] = []
    for one in entries:
        left = [each for each in one.details if not any(_alike(each.noun, other.noun) for other in dead)]
        parts = left if sum(each.size for each in one.details) > one.size else one.details
        is_told = one.is_open and bool(parts) and sum(each.size for each in parts) == one.size
        made += parts if is_told else [one]
    return made


def are_other_people(known: Sequence[Entry], groups: Sequence[Group]) -> bool:
    """Whether equal numbers are yet different people: other ages, or somebody's other relative."""
    if len(known) != 1 or len(groups) != 1:
        return False
    one, group = known[0], groups[0]
    if {one.sex, group.sex} == {"female", "male"}:
        return True
    if one.age and group.age:
        return one.age != group.age
    if _is_beside_somebodys(one, group):
        return True
    if one.category in (GENERIC, PRONOUN) or group.category in (GENERIC, PRONOUN):
        return False
    if not may_be(one.category, group.category):
        return True
    return group.is_own and not _alike(one.noun, group.noun)


def is_of_other_generation(one: Entry, group: Group) -> bool:
    """Whether the group is a parent and the entry are children: the mother is none of the three girls."""
    return {one.generation, group.generation} == {"parents", "children"}


def may_be_some_of(one: Entry, group: Group) -> bool:
    """Whether the group may be some of the entry's people: a boy of three children, a driver of six passengers; no
    woman of two men, and no farmer of two electricians.
    """
    if {one.sex, group.sex} == {"female", "male"} or is_of_other_generation(one, group):
        return False
    if group.actor and one.actor != group.actor:
        # "A Rwandan soldier" is none of an army's own two.
        return False
    if one.category != group.category or one.category != "civilian":
        return one.category == group.category
    is_child = group.generation == "children"
    if one.generation == "children":
        return is_child or (group.is_kin and not group.generation)
    if one.is_broad:
        return True
    return bool(one.sex) and not is_child and one.sex == (group.sex or one.sex)


def may_be_relatives(one: Entry) -> bool:
    """Whether somebody's relatives may be among them: among the members of a family, not among his three playmates."""
    return (one.is_broad or one.category == GENERIC) and not one.is_own


def may_be(category: str, other: str) -> bool:
    """Whether people of one category may be those of another: equal, or one of them says less."""
    if category == other or GENERIC in (category, other):
        return True
    return UNSPECIFIED in (category, other) and {category, other} <= _SECURITY


def may_be_of_one_force(category: str, other: str) -> bool:
    """The same, border guards being called servicemen, too."""
    return may_be(category, other) or {category, other} <= _SECURITY


def are_same_people(one: Entry, group: Group) -> bool:
    """Whether the group may be that of the entry: by age, else by noun, category and number."""
    if one.age and group.age:
        return one.age == group.age
    if {one.sex, group.sex} == {"female", "male"}:
        return False
    if one.is_vague and one.size == 1 and group.best == 1 and group.is_definite and not group.is_own:
        # "A third was wounded. The medic has already gone home."
        return True
    if _is_beside_somebodys(one, group):
        # "His partner was hurt. A paramedic was hit in the neck."
        return False
    size = group.best if group.best is not None else group.low
    fits = may_be(one.category, group.category) or group.category == PRONOUN
    if _alike(one.noun, group.noun) and (one.size == size or group.is_definite):
        return True
    return fits and one.size == size and (not group.is_own or one.size > 1)


def _is_beside_somebodys(one: Entry, group: Group) -> bool:
    """Whether the entry is somebody's helper or relative, and the group somebody with a noun that fits not anybody."""
    is_exact = not (group.is_anybody or group.is_broad)
    return one.is_own and _is_another_noun(one, group) and (one.category == GENERIC or is_exact)


def _is_another_noun(one: Entry, group: Group) -> bool:
    """Whether somebody is named by a noun of his own, not as one known."""
    has_noun = group.category not in (GENERIC, PRONOUN) and bool(one.noun)
    return has_noun and not group.is_definite and not _alike(one.noun, group.noun)


def is_somebody_else(one: Entry, group: Group) -> bool:
    """Whether the people in care are not those who died, because another noun is theirs: the son is in hospital."""
    has_noun = group.category not in (GENERIC, PRONOUN) and bool(group.noun)
    return one.outcome == KILLED and has_noun and not _alike(one.noun, group.noun)


def is_pointed_at(known: Sequence[Entry], group: Group) -> bool:
    """Whether "the man", whatever he is, is one of the known: a deminer died. The dead man was from Sisak."""
    is_back = group.is_definite and not (group.is_own or group.is_counted)
    fitting = [one for one in known if {one.sex, group.sex} != {"female", "male"}]
    return (
        is_back
        and group.is_anybody
        and group.best == 1
        and any(not (one.age and group.age) or one.age == group.age for one in fitting)
        and not any(one.category == group.category for one in known)
    )


def is_named_again(one: Entry, group: Group) -> bool:
    """Whether the group is that of the entry: by age, or by its noun where it points back."""
    if one.age and group.age:
        return one.age == group.age
    return _alike(one.noun, group.noun) and (group.is_definite or bool(group.age)) and not group.is_more


def may_point_to(one: Entry, group: Group) -> bool:
    """Whether "the driver" may be one of the entry: of several people, not of five fruit pickers."""
    if group.category in (GENERIC, PRONOUN) or group.is_anybody or group.is_counted or not group.noun:
        return True
    return (
        one.category != "civilian"
        or one.is_open
        or _alike(one.noun, group.noun)
        or may_be_some_of(one, group)
    )


def is_told_of(one: Entry, group: Group) -> bool:
    """Whether it is somebody of whom an earlier sentence told more: a boy of twelve … the boy."""
    if one.size != size_of(group) or group.is_more:
        return False
    return one.age == group.age if one.age and group.age else _alike(one.noun, group.noun)


def _alike(noun: str, other: str) -> bool:
    if not noun or not other:
        return False
    return noun.rsplit(maxsplit=1)[-1][:5] == other.rsplit(maxsplit=1)[-1][:5]
