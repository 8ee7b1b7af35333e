"""Who was killed and who was injured in one sentence: outcomes joined to the groups of people beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.reports.outcomes.appositions import (
    spelt_out_behind,
    without_appositions,
    without_companions,
    without_sums,
)
from data.reports.outcomes.care import without_care, without_carers
from data.reports.outcomes.chains import chosen, distance
from data.reports.outcomes.either import with_either
from data.reports.outcomes.named_injuries import is_told, owners
from data.reports.outcomes.outcomes import (
    AROUND,
    BODY,
    INJURED,
    KILLED,
    OWNED,
    SURVIVED,
    TREATED,
    UNHURT,
    VICTIM,
    WITHIN,
    Mention,
    blocks,
    is_negated,
    outcome_and_side,
    outcomes,
)
from data.reports.outcomes.parts import by_category, is_only_detail, is_outcome_of_part, part_beside, parted
from data.reports.outcomes.pronouns import of_nearest
from data.reports.outcomes.sharing import added, left_unsaid, sharing
from data.reports.outcomes.unknown_nouns import with_unknown_noun
from data.reports.outcomes.wounds import (
    dead_of_their_wounds,
    die_of_wounds,
    says_nothing,
    without_those_who_died,
)
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.people.groups import groups
from data.reports.text.sentences import Body, Sentence
from data.reports.text.words import Found, Words

_MOST_OUTCOMES: Final = 14
"""A sentence with more of them is a list of figures, not a report of people."""


_BUT: Final = re.compile(
    r"(?<!\w)(?:but|yet|though|pero|aunque|mais|но|однако|але|проте|amma|ancaq|lakin|բայց|սակայն|لكن\w*)(?!\w)",
    re.I,
)


_OWN: Final = (KILLED, INJURED, TREATED, SURVIVED)
"""Outcomes that people before them have instead of one said earlier."""


_BESIDE: Final = 40
"""So many letters from an outcome animals may stand that it is theirs."""


def mentions(words: Words, body: Body, sentence: Sentence) -> list[Mention]:
    """The casualties of a sentence, those that are caught by the device or unhurt among them."""
    found = outcomes(words, body.plain, sentence.start, sentence.end)
    if len(found) > _MOST_OUTCOMES:
        return []
    people = groups(words, body.plain, sentence.start, sentence.end, found, body.whole)
    made = _joined(words, body.plain, found, people)
    made = [with_unknown_noun(words, body.plain, sentence, one, people) for one in made]
    made = with_either(words, body.plain, found, people, made)
    made = _with_nouns(words, body.plain, people, made)
    made = _hurt_after_all(body.plain, people, made)
    return _told_further(words, body.plain, sentence, of_nearest(words, body.plain, people, made))


def _hurt_after_all(text: str, people: list[Group], made: list[Mention]) -> list[Mention]:
    """The mentions, people as unhurt of whom the same clause says so further on: was thrown out but was not hurt."""
    found = list(made)
    for before, one in pairwise(made):
        is_same = one.outcome == UNHURT and one.group is None and before.outcome == INJURED
        group = before.group
        if not is_same or group is None or before.end > one.start or group.start > before.start:
            continue
        between = text[before.end : one.start]
        is_alone = not any(before.end <= other.start < one.start for other in people)
        if is_alone and _BUT.search(between) and not re.search(r"[.;:]", between):
            found[found.index(before)] = replace(before, outcome=UNHURT)
            found.remove(one)
    return found


def _told_further(words: Words, text: str, sentence: Sentence, made: list[Mention]) -> list[Mention]:
    """The mentions of people who are not those of the sentence before: "Besides, three soldiers were hurt"."""
    first = next(iter(words.find("joins.further", text, sentence.start, sentence.end)), None)
    if first is None or text[sentence.start : first.start].strip(' «"—–-'):
        return made
    return [
        replace(one, group=replace(one.group, is_more=True))
        if one.group and one.outcome in (KILLED, INJURED) and not one.group.is_part
        else one
        for one in made
    ]


def _with_nouns(words: Words, text: str, people: list[Group], made: list[Mention]) -> list[Mention]:
    """The mentions with the noun of their own sentence that a pronoun stands for: with him was a helper — he died."""
    spoken_of = {one.group.start for one in made if one.group}
    found = []
    for one in made:
        group, noun = one.group, None
        if group is not None and group.category == PRONOUN and group.best == 1 and one.outcome != UNHURT:
            nouns = [
                other
                for other in people
                if other.end <= group.start and other.category != PRONOUN and other.best == 1
            ]
            is_alone = len(nouns) == 1 and nouns[0].start not in spoken_of
            between = text[nouns[0].end : group.start] if is_alone else ""
            if re.match(r"\s*[—–;:-]\s", between) and not words.has("said.verbs", between):
                noun = nouns[0]
            elif one.outcome == VICTIM and is_alone and not re.search(r"[.;:]", between):
                # "A woman was gathering leaves when she stepped on it."
                noun = nouns[0]
        found.append(one if noun is None else replace(one, group=noun))
    return found


def people_of(words: Words, body: Body, sentence: Sentence) -> list[Group]:
    """Everybody whom a sentence names, whatever became of them."""
    found = outcomes(words, body.plain, sentence.start, sentence.end)
    return (
        []
        if len(found) > _MOST_OUTCOMES
        else groups(words, body.plain, sentence.start, sentence.end, found, body.whole)
    )


def _joined(words: Words, text: str, found: list[Found], people: list[Group]) -> list[Mention]:
    taken: set[int] = set()
    made: list[Mention] = []
    people = by_category(words, text, people)
    details = [group for group in people if group.is_part and is_only_detail(group, people)]
    found, people = parted(found, people, made)
    whole = [
        group
        for group in people
        if not group.is_whole and not (group.is_part and is_only_detail(group, people))
    ]
    whole = without_companions(words, text, whole)
    whole = without_appositions(words, text, without_sums(words, text, whole))
    told_apart = [group for group in whole if group.told_from >= 0]
    whole = [group for group in whole if group.told_from < 0]
    for number, one in enumerate(found):
        outcome, side = _unless_negated(words, text, one)
        first = max((other.end for other in found[:number] if blocks(other, one)), default=-1)
        last = min((other.start for other in found[number + 1 :] if blocks(other, one)), default=len(text))
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
            and is_outcome_of_part(words, text, one, found[:number], details, whole)
        )
        chain = (
            [] if is_of_part else inside or own or chosen(words, text, one, side, before, after, following)
        )
        chain = without_carers(words, outcome, spelt_out_behind(text, one, chain, after))
        if says_nothing(text, one, side, chain, made, found[number + 1 :]):
            continue
        if side in (WITHIN, AROUND, OWNED):
            chain = owners(words, text, made, one, side, inside, before)
            if not chain and (inside or side != WITHIN or is_told(made)):
                continue
        of_chain = {group.start for group in chain}
        chain = [*chain, *(group for group in told_apart if group.told_from in of_chain)]
        if outcome not in (VICTIM, TREATED, SURVIVED):
            taken.update(group.start for group in chain)
        is_single = one.key.endswith("_one")
        is_among = words.has("joins.among", text, max(0, one.start - 14), one.start)
        if is_among and not (chain := _also_among(words, text, chain, one)):
            # "Two women are among the dead": they were counted with the others.
            continue
        chain = [added(words, text, one, _pointed(words, text, one, group)) for group in chain]
        made += [
            Mention(outcome, group, one.start, one.end, is_single, is_body=side == BODY) for group in chain
        ]
        if not chain and outcome in (KILLED, INJURED) and _is_of_animals(words, text, one):
            continue
        if not chain:
            part = part_beside(words, text, one, details) if outcome == KILLED or is_of_part else None
            if outcome == KILLED and part is None and die_of_wounds(words, text, made, one, first):
                continue
            made.append(Mention(outcome, part, one.start, one.end, is_single))
        is_shared = side != "after" and bool(chain) and outcome in (KILLED, INJURED)
        left = [group for group in after if is_shared and group.start not in of_chain]
        sharers = sharing(words, text, one, left, found[number + 1 :])
        taken.update(group.start for group in sharers)
        made += [Mention(outcome, group, one.start, one.end, False) for group in sharers]
    made += left_unsaid(words, text, found, whole, made)
    made = dead_of_their_wounds(text, made)
    made = without_those_who_died(words, _with_rest_of_whole(words, text, people, made))
    return without_care(made)


def _unless_negated(words: Words, text: str, one: Found) -> tuple[str, str]:
    """The outcome and the side of its people; unhurt where a "not" stands before it."""
    outcome, side = outcome_and_side(one)
    is_unhurt = outcome not in (UNHURT, VICTIM) and is_negated(words, text, one)
    return UNHURT if is_unhurt else outcome, side


def _also_among(words: Words, text: str, chain: list[Group], one: Found) -> list[Group]:
    """The people who are among the dead or the injured beside those named before: two drivers are also among them."""
    counted = [replace(group, is_more=True) for group in chain if group.is_counted]
    if not counted:
        return []
    first, last = min(counted[0].end, one.end), max(counted[-1].start, one.start)
    return counted if words.has("joins.also", text, first, last) else []


def _is_of_animals(words: Words, text: str, one: Found) -> bool:
    """Whether animals, not people, stand beside the outcome: eleven sheep were killed."""
    first, last = max(0, one.start - _BESIDE), min(len(text), one.end + _BESIDE)
    near = words.find("joins.animals", text, first, last)
    return any(
        re.fullmatch(r"\s*(?:\w+\s+){0,2}", text[min(one.end, beast.end) : max(one.start, beast.start)])
        for beast in near
    )


def _with_rest_of_whole(words: Words, text: str, people: list[Group], made: list[Mention]) -> list[Mention]:
    """The mentions, "the rest" with its number where a part of all has died: of the six passengers two died, the
    rest were injured.
    """
    for part, whole in [*pairwise(people), *pairwise(people[::-1])]:
        if not (part.is_part and whole.is_whole and part.best and whole.best and part.best < whole.best):
            continue
        dead = next((one for one in made if one.outcome == KILLED and one.group == part), None)
        for number, one in enumerate(made):
            is_open = one.outcome == INJURED and (one.group is None or one.group.best is None)
            if dead is None or not is_open or one.start < dead.end:
                continue
            if words.has("joins.remaining", text, dead.end, one.start):
                rest = whole.best - part.best
                group = replace(whole, low=rest, best=rest, high=rest, is_whole=False, is_more=True)
                return [*made[:number], replace(one, group=group), *made[number + 1 :]]
    return made


def _is_number(words: Words, group: Group) -> bool:
    """Whether the noun itself says how many: Arabic "two wounded" is one word."""
    return words.language == "ar" and group.best is not None and group.category == GENERIC


def _own_outcome_after(text: str, later: list[Found], people: list[Group]) -> Found | None:
    """The next outcome, where no group stands behind it that it could be about."""
    following = next((one for one in later if outcome_and_side(one)[0] in _OWN), None)
    if following is None or outcome_and_side(following)[1] == "after":
        return None
    limit = min((one.start for one in later if one.start > following.start), default=len(text))
    behind = [one for one in people if following.end <= one.start and one.end <= limit]
    is_apart = bool(behind) and behind[0].is_more and text[following.end :].lstrip().startswith(",")
    is_followed = bool(behind) and not is_apart and distance(text, following.end, behind[0].start) <= 3
    return None if is_followed else following


def _pointed(words: Words, text: str, one: Found, group: Group) -> Group:
    """The group as one named before, where the outcome's word describes it: the injured man."""
    if 0 <= group.start - one.end <= 1 and words.has(
        "joins.definite", text, max(0, one.start - 10), one.start
    ):
        return replace(group, is_definite=True)
    return group
