"""Groups of people in a sentence: how many, who, and whether they were named before."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.people.kin import without_owners
from data.reports.people.nouns import with_noun
from data.reports.people.partitives import is_whole, parted
from data.reports.people.scanned import PART_LAST, Scanned
from data.reports.people.strangers import strangers
from data.reports.people.without_noun import bare, named_by_age
from data.reports.text.words import Found, Words

_WITH_OTHERS: Final = frozenset({"local_official", "journalist"})
"""Those whose companions are mostly none of them."""


def groups(
    words: Words, text: str, start: int, end: int, outcomes: list[Found], written: str = ""
) -> list[Group]:
    """The groups between two positions, in their order; `outcomes` are what became of people, for bare numbers;
    `written` is the text as it stands, in which Arabic "a girl" ends otherwise than "his child".
    """
    scan = Scanned(words, text, start, end, outcomes, written)
    found = [with_noun(scan, noun) for noun in scan.nouns]
    free = [one for one in scan.counts if one.start not in scan.taken]
    found += strangers(words, text, end, free, found, outcomes)
    found += [group for number in scan.counts if (group := bare(scan, number, found)) is not None]
    found += named_by_age(scan, found)
    found = [
        one
        for one in found
        # "Three of their comrades" are no "they".
        if one.category != PRONOUN
        or not any(other.start <= one.start and one.end <= other.end for other in found if other is not one)
    ]
    found = without_owners(words, text, sorted(found, key=lambda one: one.start))
    with_parts = [parted(scan, group) for group in found]
    marked = [
        replace(group, is_whole=is_whole(scan, before, group, after))
        for before, group, after in zip(
            [None, *with_parts], with_parts, [*with_parts[1:], None], strict=False
        )
    ]
    wholes = [None, *marked] if words.language in PART_LAST else [*marked[1:], None]
    marked = [_of_whole(group, whole) for group, whole in zip(marked, wholes, strict=False)]
    return [_as_one_more(words, text, group, marked[:number]) for number, group in enumerate(marked)]


def _as_one_more(words: Words, text: str, group: Group, before: list[Group]) -> Group:
    """Who only has an ordinal number, or is somebody's comrade, with what those before him are: two policemen died,
    a third was hurt; a sergeant and two of his men.
    """
    is_comrade = group.is_own and group.is_counted
    if group.category != GENERIC or not (
        is_comrade or words.has("joins.ordinal", text, group.start, group.end)
    ):
        return group
    known = [
        one for one in before if one.best and not one.is_governed and one.category not in (GENERIC, PRONOUN)
    ]
    if not known or (is_comrade and known[-1].category in _WITH_OTHERS):
        return group
    return replace(group, category=known[-1].category, is_vague=not is_comrade)


def _of_whole(group: Group, whole: Group | None) -> Group:
    """The part of people with what those are: one of the rescuers is a rescuer."""
    is_bare = group.is_part and (group.category == PRONOUN or (group.category == GENERIC and not group.noun))
    if whole is None or not whole.is_whole or not is_bare or whole.category in (GENERIC, PRONOUN):
        return group
    return replace(group, category=whole.category, actor=group.actor or whole.actor)
