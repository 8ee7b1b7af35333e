"""Who was killed and who was injured in one sentence: outcomes joined to the groups of people beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from data.reports.text.sentences import Body, Sentence
from data.reports.text.words import Found, Words
from data.reports.victims.chains import chosen, distance
from data.reports.victims.people import GENERIC, PRONOUN, Group, groups

KILLED: Final = "killed"
INJURED: Final = "injured"
VICTIM: Final = "victim"
"""Caught by the device; what became of them is not said here."""
TREATED: Final = "treated"
UNHURT: Final = "unhurt"

_PART_REACH: Final = 6
"""So many words between "one of whom" and what became of that one."""
_MOST_OUTCOMES: Final = 14
"""A sentence with more of them is a list of figures, not a report of people."""


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


def people_of(words: Words, body: Body, sentence: Sentence) -> list[Group]:
    """Everybody whom a sentence names, whatever became of them."""
    found = outcomes(words, body.plain, sentence.start, sentence.end)
    return (
        [] if len(found) > _MOST_OUTCOMES else groups(words, body.plain, sentence.start, sentence.end, found)
    )


def _joined(words: Words, text: str, found: list[Found], people: list[Group]) -> list[Mention]:
    taken: set[int] = set()
    made: list[Mention] = []
    people = _by_category(words, text, people)
    details = [group for group in people if group.is_part and _is_only_detail(group, people)]
    found, people = _parted(found, people, made)
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
            if group.is_counted or group.end - group.start < one.end - one.start or _is_number(words, group)
        ]
        own = [
            group for group in whole if group.is_counted and group.start < one.start < group.end == one.end
        ]
        own = [group for group in own if group.start not in taken]
        following = _own_outcome_after(text, found[number + 1 :], whole)
        is_of_part = (
            outcome in (KILLED, INJURED)
            and side != "after"
            and _is_of_part(words, text, one, found[:number], details, whole)
        )
        chain = (
            [] if is_of_part else inside or own or chosen(words, text, one, side, before, after, following)
        )
        if outcome not in (VICTIM, TREATED):
            taken.update(group.start for group in chain)
        is_single = one.key.endswith("_one")
        if words.has("joins.among", text, max(0, one.start - 14), one.start):
            # "Two women are among the dead": they were counted with the others.
            continue
        chain = [_added(words, text, one, _pointed(words, text, one, group)) for group in chain]
        made += [Mention(outcome, group, one.start, one.end, is_single) for group in chain]
        if not chain:
            part = _part_beside(text, one, details) if outcome == KILLED or is_of_part else None
            if outcome == KILLED and part is None and _die_of_wounds(text, made, one, first):
                continue
            made.append(Mention(outcome, part, one.start, one.end, is_single))
        if side != "after" and chain and outcome in (KILLED, INJURED):
            for group in _sharing(words, text, one, after, found[number + 1 :]):
                taken.add(group.start)
                made.append(Mention(outcome, group, one.start, one.end, False))
    return _without_care(made)


def _without_care(made: list[Mention]) -> list[Mention]:
    """The mentions without the care of people who are said to be hurt: taken to hospital with burns."""
    known = {one.group.start for one in made if one.group and one.outcome in (KILLED, INJURED)}
    return [
        one for one in made if one.outcome != TREATED or one.group is None or one.group.start not in known
    ]


def _is_number(words: Words, group: Group) -> bool:
    """Whether the noun itself says how many: Arabic "two wounded" is one word."""
    return words.language == "ar" and group.best is not None and group.category == GENERIC


def _part_beside(text: str, one: Found, details: list[Group]) -> Group | None:
    """The part of people of the same sentence of whom the outcome is: wounded four, one of whom has died."""
    before = [group for group in details if group.end <= one.start and group.best]
    is_beside = bool(before) and distance(text, before[-1].end, one.start) <= _PART_REACH
    return before[-1] if is_beside else None


def _is_of_part(
    words: Words, text: str, one: Found, earlier: list[Found], details: list[Group], whole: list[Group]
) -> bool:
    """Whether the outcome is that of a part of people who have one of their own: five hit a mine, two of them died."""
    part = _part_beside(text, one, details)
    if part is None or any(part.start < group.start and group.end <= one.start for group in whole):
        return False
    if any(part.end <= other.start for other in earlier):
        return False
    of = next((group for group in reversed(whole) if group.end <= part.start), None)
    if of is None or (part.best or 0) >= (of.best or 99):
        return False
    if not part.noun and distance(text, part.end, one.start) == 0 and "," in text[of.end : part.start]:
        # "Of the eleven victims, six are dead."
        return True
    return any(
        (of.end <= other.start and other.end <= part.start)
        or (
            other.end <= of.start
            and distance(text, other.end, of.start) <= 1
            and _is_one(words, text, other, of)
        )
        for other in earlier
    )


def _is_one(words: Words, text: str, outcome: Found, group: Group) -> bool:
    """Whether nothing between an outcome and people behind it parts them."""
    between = text[outcome.end : group.start]
    return bool(re.fullmatch(r"\s*(?:\w+\s)?\s*", between)) and not words.has("joins.and", between)


def _die_of_wounds(text: str, made: list[Mention], one: Found, first: int) -> bool:
    """Whether the dead are the injured of the same clause: a porter wounded on Monday has died."""
    last = made[-1] if made else None
    if last is None or last.outcome != INJURED or last.group is None or last.end > one.start:
        return False
    if last.end < first:
        return False
    is_described = distance(text, last.end, last.group.start) == 0 and not re.search(
        r"[,;]", text[last.group.end : one.start]
    )
    if last.group.start > last.start and not is_described:
        return False
    made[-1] = Mention(KILLED, last.group, one.start, one.end, last.is_single)
    return True


def _sharing(words: Words, text: str, one: Found, after: list[Group], later: list[Found]) -> list[Group]:
    """The group that shares the outcome's words before it: an officer died and four civilians, when …."""
    if not after or any(_outcome_and_side(other)[0] != VICTIM for other in later):
        return []
    group = after[0]
    between = words.find("joins.and", text, one.end, group.start)
    is_beside = any(not text[one.end : each.start].strip(" ,") for each in between)
    rest = text[group.end : group.end + 30].lstrip()
    is_closed = rest[:1] in ("", ",", ".", ";") or any(
        each.start == 0 for each in words.find("joins.breaks", rest)
    )
    return [group] if is_beside and is_closed and distance(text, one.end, group.start) <= 3 else []


def _added(words: Words, text: str, one: Found, group: Group) -> Group:
    """The group as one more, where the words beside the outcome say so: a driver was also wounded."""
    between = text[group.end : one.end] if group.end <= one.end else ""
    is_more = (
        len(between) < 60
        and words.has("joins.also", between)
        and not (group.is_definite and not group.is_own)
    )
    return replace(group, is_more=True) if is_more else group


def _parted(found: list[Found], people: list[Group], made: list[Mention]) -> tuple[list[Found], list[Group]]:
    """What is left when "one of the two wounded men has died" became one dead and one injured in `made`."""
    killed = next((one for one in found if _outcome_and_side(one)[0] == KILLED), None)
    injured = next((one for one in found if _outcome_and_side(one)[0] == INJURED), None)
    for part, whole in pairwise(people):
        if not (killed and injured and part.is_part and whole.is_whole and part.best and whole.best):
            continue
        rest = whole.best - part.best
        if rest < 1 or injured.start > whole.end + 12:
            continue
        dead = replace(part, category=whole.category, noun=whole.noun, actor=whole.actor, is_part=False)
        left = replace(whole, low=rest, best=rest, high=rest, is_whole=False)
        made.append(Mention(KILLED, dead, killed.start, killed.end, part.best == 1))
        made.append(Mention(INJURED, left, injured.start, injured.end, rest == 1))
        return (
            [one for one in found if one not in (killed, injured)],
            [one for one in people if one not in (part, whole)],
        )
    return found, people


def _own_outcome_after(text: str, later: list[Found], people: list[Group]) -> Found | None:
    """The next outcome, where no group stands behind it that it could be about."""
    following = next((one for one in later if _outcome_and_side(one)[0] in (KILLED, INJURED, TREATED)), None)
    if following is None or _outcome_and_side(following)[1] == "after":
        return None
    limit = min((one.start for one in later if one.start > following.start), default=len(text))
    behind = [one for one in people if following.end <= one.start and one.end <= limit]
    is_followed = bool(behind) and distance(text, following.end, behind[0].start) <= 3
    return None if is_followed else following


def _outcome_and_side(one: Found) -> tuple[str, str]:
    _, outcome, side = one.key.split(".")
    return outcome, side.removesuffix("_one")


def _blocks(other: Found, one: Found) -> bool:
    """Whether the words between belong to the other outcome: victims may be killed in the same breath."""
    weak = (VICTIM, TREATED)
    return _outcome_and_side(other)[0] not in weak or _outcome_and_side(one)[0] in weak


def _by_category(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups, those of other work told apart: of seven people, two of them soldiers, five are not."""
    made: list[Group] = []
    for group in people:
        of = next((one for one in reversed(made) if not one.is_part), None)
        if of is None or not _is_of_other_category(words, text, of, group):
            made.append(group)
            continue
        rest = (of.best or 0) - (group.best or 0)
        category = of.category
        if category == GENERIC:
            other = next(
                (one.category for one in made if is_specific(one) and one.category != group.category), ""
            )
            category = other if group.category == "civilian" else "civilian"
        made[made.index(of)] = replace(of, low=rest, best=rest, high=rest, category=category or of.category)
        made.append(replace(group, is_part=False))
    return made


def _is_of_other_category(words: Words, text: str, of: Group, part: Group) -> bool:
    between = text[of.end : part.start]
    return (
        part.is_part
        and part.is_counted
        and is_specific(part)
        and part.category != of.category
        and not words.has("joins.of_them", text, part.start, part.end)
        and bool(of.best and part.best and part.best < of.best)
        and of.high is not None
        and len(between) < 40
        and not re.search(r"[;:.]", between)
    )


def _is_only_detail(group: Group, people: list[Group]) -> bool:
    """Whether the part is of a group of the same sentence, which has it already."""
    return any(other.start < group.start and not other.is_part for other in people)


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
            is_closer = before.category in (GENERIC, "civilian") and is_specific(group)
            kept[-1] = replace(
                before,
                age=before.age or group.age,
                actor=before.actor or group.actor,
                category=group.category if is_closer else before.category,
            )
        else:
            kept.append(group)
    return kept


def _is_apposition(words: Words, text: str, before: Group, group: Group, is_list: bool) -> bool:
    between = text[before.end : group.start]
    if words.language == "ar" and text[group.start : group.start + 1] == "و":
        return False
    if between == " " and not group.is_counted and group.best == before.best:
        # "Two children, brothers" without a comma: طفلان شقيقان.
        return True
    after = text[group.end : group.end + 40]
    if (
        not re.match(r"\s*[,(]", between)
        or len(between) > 45
        or words.has("joins.and", between)
        or (group.is_counted and (not group.best == before.best == 1 or text[group.start].isdigit()))
    ):
        return False
    closed = bool(re.match(r"[^,;.]{0,30}[,)]", after)) or words.language in ("az", "hy")
    if re.match(r"\s*,\s*an?\s", between) and re.match(r"[^;.]{0,110},", text[group.end : group.end + 112]):
        closed = True
    is_last = not is_list and group.best == before.best == 1 and re.match(r"[^,;]{0,40}[.!?]?\s*$", after)
    if is_last and group.category == before.category and not group.is_own:
        # "A soldier was killed, a sergeant." A list of two has an "and".
        closed = True
    if not closed or re.match(r"\s*,?\s*(?:and|и|та|və|y|et)\s", after):
        return False
    same_size = before.best == group.best
    return (
        (same_size and not group.is_own)
        or (is_list and group.best is None)
        or (group.best is None and before.best is not None and before.best > 1)
    )


def _is_negated(words: Words, text: str, one: Found) -> bool:
    before = words.find("negation.before", text, max(0, one.start - 14), one.start + 1)
    return any(not text[no.end : one.start].strip() for no in before if no.end <= one.start)


def is_specific(group: Group) -> bool:
    """Whether the group says who the people are."""
    return group.category not in (GENERIC, PRONOUN)
