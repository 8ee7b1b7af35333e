"""People named twice in a sentence, or only beside others: a passenger, a neighbour of 48 years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.outcomes.parts import is_specific
from data.reports.people.group import GENERIC, Group
from data.reports.text.words import Found, Words

_PARTICIPLE: Final = re.compile(r"(?:вш|нен|ненн|страждал|терпіл)(?:ий|ая|ие|его|ую|их|ый|ые|а|і|ого)$")


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
            # "The fourth, a woman of 31," is what the others of the team are.
            is_one_more = before.category == GENERIC and words.has(
                "joins.ordinal", text, before.start, before.end
            )
            is_closer = is_closer and not (is_one_more and group.is_anybody and group.category == "civilian")
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
    is_dash = re.fullmatch(r"(?:\s+[–—-]|՝)\s[^.;–—]{0,40}", between) and group.is_counted
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
