"""People who are a part of others of their sentence, or are named twice in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.reports.outcomes.chains import distance
from data.reports.outcomes.outcomes import (
    INJURED,
    KILLED,
    Mention,
    outcome_and_side,
)
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.text.words import Found, Words

_NEAR: Final = 40
"""So many letters from people the part of them stands that has other work."""
_FAR: Final = 120
"""The same for one whom words right beside it call a part: several were hurt when …, a policeman among them."""
_PARTICIPLE: Final = re.compile(r"(?:вш|нен|ненн|страждал|терпіл)(?:ий|ая|ие|его|ую|их|ый|ые|а|і|ого)$")
_PART_REACH: Final = 6
"""So many words between "one of whom" and what became of that one."""


def part_beside(words: Words, text: str, one: Found, details: list[Group]) -> Group | None:
    """The part of people of the same sentence of whom the outcome is: wounded four, one of whom has died."""
    before = [group for group in details if group.end <= one.start and group.best]
    is_beside = bool(before) and distance(text, before[-1].end, one.start) <= _PART_REACH
    if is_beside and words.has("joins.remaining", text, before[-1].end, one.start):
        # "Four were killed, including a soldier, and the rest were wounded."
        return None
    return before[-1] if is_beside else None


def is_outcome_of_part(
    words: Words, text: str, one: Found, earlier: list[Found], details: list[Group], whole: list[Group]
) -> bool:
    """Whether the outcome is that of a part of people who have one of their own: five hit a mine, two of them died."""
    part = part_beside(words, text, one, details)
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


def parted(found: list[Found], people: list[Group], made: list[Mention]) -> tuple[list[Found], list[Group]]:
    """What is left when "one of the two wounded men has died" became one dead and one injured in `made`."""
    killed = next((one for one in found if outcome_and_side(one)[0] == KILLED), None)
    injured = next((one for one in found if outcome_and_side(one)[0] == INJURED), None)
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


def by_category(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups, those of other work told apart: of seven people, two of them soldiers, five are not."""
    made: list[Group] = []
    for group in people:
        of = next(
            (
                one
                for one in reversed(made)
                if not one.is_part and one.category != PRONOUN and one.told_from < 0
            ),
            None,
        )
        is_plain = group.category == "civilian" and of is not None and of.category == GENERIC
        others = [
            one.category
            for one in people
            if is_specific(one) and one.category != "civilian" and (one.is_counted or not one.is_governed)
        ]
        if (
            of is None
            or (is_plain and not (others and group.is_counted))
            or not _is_of_other_category(words, text, of, group)
        ):
            made.append(group)
            continue
        if of.is_more and not of.noun and group.best == 1 and of.category == GENERIC:
            # "Four more, a captain among them," are more of those named before.
            made[made.index(of)] = replace(of, category=group.category, actor=group.actor)
            made.append(group)
            continue
        rest = None if of.best is None else of.best - (group.best or 0)
        low = max(of.low - (group.best or 0), 1) if rest is None else rest
        category = of.category
        if category == GENERIC:
            category = others[0] if group.category == "civilian" else "civilian"
        made[made.index(of)] = replace(
            of, low=low, best=rest, high=rest, category=category, is_loose=of.category == GENERIC
        )
        made.append(replace(group, is_part=False, told_from=of.start))
    return made


def _is_of_other_category(words: Words, text: str, of: Group, part: Group) -> bool:
    between = text[of.end : part.start]
    return (
        part.is_part
        and (part.is_counted or (part.best == 1 and of.category == GENERIC))
        and is_specific(part)
        and part.category != of.category
        and not (words.has("joins.of_them", text, part.start, part.end) and not part.is_counted)
        and bool(part.best)
        and (_is_open(of) or bool(of.best and part.best and part.best < of.best and of.high is not None))
        and len(between) < (_FAR if _is_called_part(words, text, part) else _NEAR)
        and not re.search(r"[;:.]", between)
    )


def _is_called_part(words: Words, text: str, part: Group) -> bool:
    """Whether words right beside it say that it is a part: among them a policeman; a policeman among them."""
    before = words.find("joins.including", text, max(0, part.start - _NEAR), part.start)
    return part.is_named_behind or any(part.start - one.end <= 3 for one in before)


def _is_open(of: Group) -> bool:
    """Whether nothing is said of how many and who they are: several people, an officer among them."""
    return of.best is None and of.category == GENERIC and of.is_counted


def is_only_detail(group: Group, people: list[Group]) -> bool:
    """Whether the part is of a group of the same sentence, which has it already."""
    return any(other.start < group.start and not (other.is_part or other.is_whole) for other in people)


def without_appositions(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups without those that say again who another one is: a passenger, a neighbour of 48 years, was hurt."""
    groups_left: list[Group] = []
    for number, group in enumerate(people):
        before = groups_left[-1] if groups_left else None
        if before is not None and _is_apposition(
            words, text, before, group, number > 1 and len(groups_left) > 1
        ):
            is_closer = before.category in (GENERIC, "civilian", "armed_forces") and is_specific(group)
            is_closer = is_closer and not (before.category == "armed_forces" and group.category == "civilian")
            groups_left[-1] = replace(
                before,
                age=before.age or group.age,
                actor=before.actor or group.actor,
                category=group.category if is_closer else before.category,
            )
        else:
            groups_left.append(group)
    return groups_left


def without_companions(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups without those who only stand in a clause on others: a woman, who was talking to a man, was hurt."""
    groups_left: list[Group] = []
    for group in people:
        before = groups_left[-1] if groups_left else None
        if before is None or not _stands_in_clause_on(words, text, before, group):
            groups_left.append(group)
    return groups_left


def _stands_in_clause_on(words: Words, text: str, before: Group, group: Group) -> bool:
    between = text[before.end : group.start]
    opening = next(iter(words.find("joins.relative", between)), None)
    if opening is None or "," in between[opening.end :] or re.search(r"[.;:]", between):
        return False
    if not re.fullmatch(r"[^,]{0,30},\s*(?:\w+\s)?", between[: opening.start]):
        return False
    rest = re.match(r"[^,.;:—]*", text[group.end :])
    clause = between[opening.start :] + (rest.group() if rest else "")
    return not words.has("outcome", clause)


def _is_apposition(words: Words, text: str, before: Group, group: Group, is_list: bool) -> bool:
    between = text[before.end : group.start]
    if words.has("outcome", between) or words.has("people.pronoun", between):
        # "The herder, the policeman who ran to help him": somebody else.
        return False
    if words.language == "ar" and text[group.start : group.start + 1] == "و":
        return False
    if group.is_more and group.is_counted:
        # "A sapper was killed, one more sapper was hurt."
        return False
    if between == " " and not group.is_counted and group.best in (None, before.best):
        # "Two children, brothers" without a comma: طفلان شقيقان; dos guardias indígenas.
        return True
    if _is_named_twice(words, before, group, between) or _is_closed_by_outcome(words, text, before, group):
        return True
    after = text[group.end : group.end + 40]
    if (
        not re.match(r"\s*[,(]", between)
        or len(between) > 45
        or words.has("joins.and", between)
        or words.has("joins.including", between)
        or (group.is_counted and not _are_the_same_number(text, before, group))
    ):
        return False
    closed = bool(re.match(r"[^,;.]{0,30}[,)]", after)) or words.language in ("az", "hy")
    if re.match(r"\s*,\s*an?\s", between) and re.match(r"[^;.]{0,110},", text[group.end : group.end + 112]):
        closed = True
    ends = r"[^,;]{0,40}[.!?]?\s*$|\s*[.;]"
    is_last = not is_list and group.best == before.best == 1 and re.match(ends, after)
    is_of_force = {before.category, group.category} == {"armed_forces", "police_security"}
    if is_last and (group.category == before.category or is_of_force) and not group.is_own:
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


def _is_closed_by_outcome(words: Words, text: str, before: Group, group: Group) -> bool:
    """Whether it says who one is of whom it was said where he belongs: the guard of the plant, an employee of a firm,
    was hurt.
    """
    opens = re.fullmatch(
        r"\s(?:of|at|from|de|du|des|del|d')\s?[^,;.()]{1,40},\s(?:an?|une?|una)?\s?",
        text[before.end : group.start],
    )
    closes = re.match(r"[^,;.]{0,70},\s", text[group.end : group.end + 74])
    if opens is None or closes is None or (group.is_counted and group.best != 1) or before.best != 1:
        return False
    end = group.end + closes.end()
    return any(one.start == end for one in words.find("outcome", text, end, end + 40))


def _is_called_also(words: Words, before: Group, group: Group, between: str) -> bool:
    """Whether it is said what the people are, too: the driver of the group, also a peacekeeper."""
    comma = between.rfind(",")
    also = words.find("joins.also", between, comma + 1) if comma >= 0 else []
    is_beside = any(not (between[comma + 1 : one.start] + between[one.end :]).strip() for one in also)
    return is_beside and comma < 40 and not group.is_counted and group.best == before.best


def _is_named_twice(words: Words, before: Group, group: Group, between: str) -> bool:
    """Whether the words between say that these are the people before them."""
    is_dash = re.fullmatch(r"\s+[–—-]\s[^.;–—]{0,40}", between) and group.is_counted
    if is_dash and group.best == before.best and (group.best or 0) > 1:
        # "Two more children – brothers of 12 and 15 years".
        return True
    return _is_called_also(words, before, group, between) or _is_participle_of(before, group, between)


def _is_participle_of(before: Group, group: Group, between: str) -> bool:
    """Whether the people are those before a comma, called by what became of them, in Russian and Ukrainian: a builder,
    пострадавший при подрыве, has died.
    """
    is_plain = group.category == GENERIC and not group.is_counted and group.best == before.best
    return between == ", " and is_plain and bool(_PARTICIPLE.search(group.noun))


def _are_the_same_number(text: str, before: Group, group: Group) -> bool:
    """Whether the number of people named behind others says nothing new: one; his two companions, both soldiers."""
    is_both = group.is_definite and not group.is_own and group.best == before.best == 2
    return (is_both or group.best == before.best == 1) and not text[group.start].isdigit()


def without_sums(words: Words, text: str, people: list[Group]) -> list[Group]:
    """The groups without one that those behind it spell out: four civilians, a driver and three traders, died."""
    for number, whole in enumerate(people):
        parts: list[Group] = []
        for group in people[number + 1 :]:
            before = parts[-1] if parts else whole
            between = text[before.end : group.start]
            opens = r"\s*[,:(–—-]\s*(?:\w+\s)?" if not parts else r"[^.;:]{0,60}"
            is_listed = not parts or "," in between or words.has("joins.and", between)
            if not re.fullmatch(opens, between) or not is_listed or group.is_part or group.best is None:
                break
            parts.append(group)
            total = sum(part.best or 0 for part in parts)
            if len(parts) > 1 and total == whole.best and whole.is_counted and all(map(is_specific, parts)):
                return [*people[:number], *people[number + 1 :]]
    return people


def spelt_out_behind(text: str, one: Found, chain: list[Group], after: list[Group]) -> list[Group]:
    """The people of an outcome, spelt out behind it where the list makes up their number: five were hurt: a sergeant,
    three privates and a nurse.
    """
    sign = re.search(r"(?::|\s[—–-])\s", text[one.end : after[-1].end]) if after else None
    if sign is None or len(chain) != 1 or not chain[0].is_counted or chain[0].end > one.end + sign.start():
        return chain
    listed = [group for group in after if group.start >= one.end + sign.end()]
    parts: list[Group] = []
    for group in listed:
        between = text[parts[-1].end : group.start] if parts else ""
        if group.best is None or re.search(r"[.;:()]", between):
            break
        parts.append(replace(group, actor=group.actor or chain[0].actor))
        if len(parts) > 1 and sum(part.best or 0 for part in parts) == chain[0].best:
            return parts
    return chain


def is_specific(group: Group) -> bool:
    """Whether the group says who the people are."""
    return group.category not in (GENERIC, PRONOUN)
