"""Who was killed and who was injured in one sentence: outcomes joined to the groups of people beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from data.reports.text.sentences import Body, Sentence, tokens
from data.reports.text.words import Found, Words
from data.reports.victims.people import GENERIC, PRONOUN, Group, groups

KILLED: Final = "killed"
INJURED: Final = "injured"
VICTIM: Final = "victim"
"""Caught by the device; what became of them is not said here."""
TREATED: Final = "treated"
UNHURT: Final = "unhurt"

_MOST_OUTCOMES: Final = 14
"""A sentence with more of them is a list of figures, not a report of people."""
_FAR: Final = 22
"""So many words between a group and its outcome at most."""


@dataclass(frozen=True)
class Mention:
    """People of one sentence with what became of them."""

    outcome: str
    group: Group | None
    """None where only the outcome is said, of somebody named before."""
    start: int
    end: int
    """The span of the outcome's words."""
    is_single: bool
    """Whether the outcome's words are of one person."""


def outcomes(words: Words, text: str, start: int, end: int) -> list[Found]:
    """The words for what became of people, the longest first where several overlap."""
    return words.find("outcome", text, start, end)


def mentions(words: Words, body: Body, sentence: Sentence) -> list[Mention]:
    """The casualties of a sentence, those that are caught by the device or unhurt among them."""
    found = outcomes(words, body.plain, sentence.start, sentence.end)
    if len(found) > _MOST_OUTCOMES:
        return []
    people = groups(words, body.plain, sentence.start, sentence.end, found)
    return _joined(words, body.plain, found, people)


def _joined(words: Words, text: str, found: list[Found], people: list[Group]) -> list[Mention]:
    taken: set[int] = set()
    made: list[Mention] = []
    whole = [
        group
        for group in people
        if not group.is_whole and not (group.is_part and _is_only_detail(group, people))
    ]
    whole = _without_appositions(words, text, whole)
    for number, one in enumerate(found):
        outcome, side = _outcome_and_side(one)
        if outcome != UNHURT and outcome != VICTIM and _is_negated(words, text, one):
            outcome = UNHURT
        first = max((other.end for other in found[:number] if _blocks(other, one)), default=-1)
        last = min((other.start for other in found[number + 1 :] if _blocks(other, one)), default=len(text))
        before = [
            group
            for group in whole
            if first <= group.start and group.end <= one.start + 1 and group.start not in taken
        ]
        after = [
            group
            for group in whole
            if one.end <= group.start + 1 and group.end <= last and group.start not in taken
        ]
        inside = [
            group
            for group in whole
            if one.start <= group.start and group.end <= one.end and group.start not in taken
            if group.is_counted or group.end - group.start < one.end - one.start
        ]
        own = [
            group for group in whole if group.is_counted and group.start < one.start < group.end == one.end
        ]
        own = [group for group in own if group.start not in taken]
        chain = inside or own or _chosen(words, text, one, side, before, after)
        if outcome not in (VICTIM, TREATED):
            taken.update(group.start for group in chain)
        is_single = one.key.endswith("_one")
        if words.has("joins.among", text, max(0, one.start - 14), one.start):
            # "Two women are among the dead": they were counted with the others.
            continue
        chain = [_added(words, text, one, _pointed(words, text, one, group)) for group in chain]
        made += [Mention(outcome, group, one.start, one.end, is_single) for group in chain]
        if not chain:
            made.append(Mention(outcome, None, one.start, one.end, is_single))
    return made


def _added(words: Words, text: str, one: Found, group: Group) -> Group:
    """The group as one more, where the words beside the outcome say so: a driver was also wounded."""
    between = text[group.end : one.end] if group.end <= one.end else ""
    is_more = (
        len(between) < 60
        and words.has("joins.also", between)
        and not (group.is_definite and not group.is_own)
    )
    return replace(group, is_more=True) if is_more else group


def _outcome_and_side(one: Found) -> tuple[str, str]:
    _, outcome, side = one.key.split(".")
    return outcome, side.removesuffix("_one")


def _blocks(other: Found, one: Found) -> bool:
    """Whether the words between belong to the other outcome: victims may be killed in the same breath."""
    weak = (VICTIM, TREATED)
    return _outcome_and_side(other)[0] not in weak or _outcome_and_side(one)[0] in weak


def _is_only_detail(group: Group, people: list[Group]) -> bool:
    """Whether the part is of a group of the same sentence, which has it already."""
    return any(other.start < group.start and not other.is_part for other in people)


def _chosen(
    words: Words, text: str, one: Found, side: str, before: list[Group], after: list[Group]
) -> list[Group]:
    left = _chain_before(words, text, one, before)
    right = _chain_after(words, text, one, after)
    if side == "before":
        return left
    if side == "after":
        return right
    if side == "alone":
        return [
            group
            for group in left
            if group.best == 1 and group.category == "civilian" and not group.is_counted
        ]
    if side == "near":
        is_beside = bool(left) and _distance(text, left[-1].end, one.start) <= 1
        return left if is_beside or not right else right
    return left or right


def _pointed(words: Words, text: str, one: Found, group: Group) -> Group:
    """The group as one named before, where the outcome's word describes it: the injured man."""
    if 0 <= group.start - one.end <= 1 and words.has(
        "joins.definite", text, max(0, one.start - 10), one.start
    ):
        return replace(group, is_definite=True)
    return group


def _without_appositions(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups without those that say again who another one is: a passenger, a neighbour of 48 years, was hurt."""
    kept: list[Group] = []
    for number, group in enumerate(people):
        before = kept[-1] if kept else None
        if before is not None and _is_apposition(words, text, before, group, number > 1 and len(kept) > 1):
            kept[-1] = replace(before, age=before.age or group.age, actor=before.actor or group.actor)
        else:
            kept.append(group)
    return kept


def _is_apposition(words: Words, text: str, before: Group, group: Group, is_list: bool) -> bool:
    between = text[before.end : group.start]
    after = text[group.end : group.end + 40]
    if (
        not re.match(r"\s*[,(]", between)
        or len(between) > 45
        or words.has("joins.and", between)
        or group.is_counted
    ):
        return False
    closed = bool(re.match(r"[^,;.]{0,30}[,)]", after)) or words.language in ("az", "hy")
    if re.match(r"\s*,\s*an?\s", between) and re.match(r"[^;.]{0,110},", text[group.end : group.end + 112]):
        closed = True
    if not closed or re.match(r"\s*,?\s*(?:and|и|та|və|y|et)\s", after):
        return False
    same_size = before.best == group.best
    return (
        (same_size and not group.is_own)
        or (is_list and group.best is None)
        or (group.best is None and before.best is not None and before.best > 1)
    )


def _chain_before(words: Words, text: str, one: Found, before: list[Group]) -> list[Group]:
    free = [group for group in before if not group.is_governed]
    before = before if not free or before[-1] in free else free
    if (
        not before
        or _distance(text, before[-1].end, one.start) > _FAR
        or _is_cut(text, before[-1].end, one.start)
    ):
        return []
    chain = [before[-1]]
    for group in reversed(before[:-1]):
        if not _is_joined(words, text, group.end, chain[0].start):
            break
        chain.insert(0, group)
    return chain


def _chain_after(words: Words, text: str, one: Found, after: list[Group]) -> list[Group]:
    if not after or _distance(text, one.end, after[0].start) > 8 or _is_cut(text, one.end, after[0].start):
        return []
    chain = [after[0]]
    for group in after[1:]:
        if not _is_joined(words, text, chain[-1].end, group.start):
            break
        chain.append(group)
    return chain


def _is_joined(words: Words, text: str, start: int, end: int) -> bool:
    """Whether two groups are one list: a soldier and a porter; a man, his wife and two children."""
    between = text[start:end]
    if len(between) > 90 or re.search(r"[.;:()]", between):
        return False
    has_and = words.has("joins.and", between)
    return has_and or (bool(re.fullmatch(r"\s*,?\s*(?:[^\s,]+\s){0,3}", between)) and "," in between)


def _distance(text: str, start: int, end: int) -> int:
    return len(tokens(text, start, end))


def _is_cut(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"[;]|[.!?։]\s", text[start:end]))


def _is_negated(words: Words, text: str, one: Found) -> bool:
    before = words.find("negation.before", text, max(0, one.start - 14), one.start + 1)
    return any(not text[no.end : one.start].strip() for no in before if no.end <= one.start)


def is_specific(group: Group) -> bool:
    """Whether the group says who the people are."""
    return group.category not in (GENERIC, PRONOUN)
