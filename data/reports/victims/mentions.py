"""Who was killed and who was injured in one sentence: outcomes joined to the groups of people beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from data.reports.text.sentences import Body, Sentence
from data.reports.text.words import Found, Words
from data.reports.victims.chains import chosen, distance
from data.reports.victims.either import with_either
from data.reports.victims.group import GENERIC, PRONOUN, Group
from data.reports.victims.outcomes import (
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
from data.reports.victims.parts import (
    by_category,
    is_only_detail,
    is_outcome_of_part,
    part_beside,
    parted,
    spelt_out_behind,
    without_appositions,
    without_companions,
    without_sums,
)
from data.reports.victims.people import groups
from data.reports.victims.pronouns import of_nearest

_MOST_OUTCOMES: Final = 14
"""A sentence with more of them is a list of figures, not a report of people."""

_BUT: Final = re.compile(
    r"(?<!\w)(?:but|yet|though|pero|aunque|mais|но|однако|але|проте|amma|ancaq|lakin|բայց|սակայն|لكن\w*)(?!\w)",
    re.I,
)
_IS_PARTICIPLE: Final = re.compile(r"(?:ված|(?:нн|вш|пілі?|ранен)(?:ый|ий|ая|а|ого|ые|ие|і|их|ых))$")
"""The endings of what describes somebody by his wounds, in Armenian, Russian and Ukrainian."""
_NOBODY: Final = ("device", "event", "joins.animals", "joins.not_people", "cause.other", "amounts")
_UNKNOWN_AFTER: Final = {
    "es": r"\s+(?:también |además |igualmente |a )*(?:una?|otr[oa]) (?P<noun>[^\W\d_]{4,})",
    "fr": r"\s+(?:aussi |également )*(?:une?|une? autre) (?P<noun>[^\W\d_]{4,})",
    "en": r"\s+(?:also |to )*(?:an?|another) (?P<noun>[^\W\d_]{4,})",
}
"""Somebody right behind an outcome, after an article: falleció un guía."""
_UNKNOWN_BEFORE: Final = {
    "es": r"(?:\w+,?\s){0,2}?(?:una?|otr[oa]) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
    "fr": r"(?:\w+,?\s){0,2}?(?:une?|une? autre) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
    "en": r"(?:\w+,?\s){0,2}?(?:an?|another) (?P<noun>[^\W\d_]{4,})[^.;:]{0,70}",
}
"""The same before one that follows its people."""
_LATER: Final = re.compile(r"\s(?:después|más tarde|antes|atrás)")
"""What follows a time instead of somebody: murió un rato después."""
_OWN: Final = (KILLED, INJURED, TREATED, SURVIVED)
"""Outcomes that people before them have instead of one said earlier."""
_WITH_ARTICLES: Final = ("en", "es", "fr")
_AS_WELL: Final = 5
"""So many words behind an outcome "as did", "así como" stand at most."""
_FAR_AS_WELL: Final = 16
"""The same behind a comma: died when a mine exploded, as did a driver."""
_OF_AS_WELL: Final = 4
"""So many words behind them their people stand at most."""
_OWN_NEXT: Final = 12
"""So many words behind people their own outcome stands at most."""
_BESIDE: Final = 40
"""So many letters from an outcome animals may stand that it is theirs."""


def mentions(words: Words, body: Body, sentence: Sentence) -> list[Mention]:
    """The casualties of a sentence, those that are caught by the device or unhurt among them."""
    found = outcomes(words, body.plain, sentence.start, sentence.end)
    if len(found) > _MOST_OUTCOMES:
        return []
    people = groups(words, body.plain, sentence.start, sentence.end, found, body.whole)
    made = _joined(words, body.plain, found, people)
    made = [_with_unknown_noun(words, body.plain, sentence, one, people) for one in made]
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


def _with_unknown_noun(
    words: Words, text: str, sentence: Sentence, one: Mention, people: list[Group]
) -> Mention:
    """The mention with somebody whose noun no list has, where an article stands before it: a tracker also lost his life."""
    article = _UNKNOWN_AFTER.get(words.language)
    if one.group is not None or article is None or one.outcome not in (KILLED, INJURED):
        return one
    after = re.match(article, text[one.end : sentence.end], re.IGNORECASE)
    is_named = after is not None and words.language == "es" and not _LATER.match(text, one.end + after.end())
    if any(group.category != PRONOUN for group in people) and not is_named:
        return one
    before = re.fullmatch(_UNKNOWN_BEFORE[words.language], text[sentence.start : one.start], re.IGNORECASE)
    found, offset = (after, one.end) if after else (before, sentence.start)
    if found is None or any(words.has(name, found.group()) for name in _NOBODY):
        return one
    start, end = offset + found.start("noun"), offset + found.end("noun")
    is_more = words.has("joins.also", found.group()) or words.has("joins.additive", found.group())
    noun = text[start:end].lower()
    group = Group(start, end, 1, 1, 1, "civilian", noun=noun, is_counted=True, is_more=is_more)
    return replace(one, group=group)


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
        chain = _without_carers(words, outcome, spelt_out_behind(text, one, chain, after))
        if _says_nothing(text, one, side, chain, made, found[number + 1 :]):
            continue
        if side in (WITHIN, AROUND, OWNED):
            chain = _owners(words, text, made, one, side, inside, before)
            if not chain and (inside or side != WITHIN or _is_told(made)):
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
        chain = [_added(words, text, one, _pointed(words, text, one, group)) for group in chain]
        made += [
            Mention(outcome, group, one.start, one.end, is_single, is_body=side == BODY) for group in chain
        ]
        if not chain and outcome in (KILLED, INJURED) and _is_of_animals(words, text, one):
            continue
        if not chain:
            part = part_beside(words, text, one, details) if outcome == KILLED or is_of_part else None
            if outcome == KILLED and part is None and _die_of_wounds(words, text, made, one, first):
                continue
            made.append(Mention(outcome, part, one.start, one.end, is_single))
        is_shared = side != "after" and bool(chain) and outcome in (KILLED, INJURED)
        left = [group for group in after if is_shared and group.start not in of_chain]
        sharing = _sharing(words, text, one, left, found[number + 1 :])
        taken.update(group.start for group in sharing)
        made += [Mention(outcome, group, one.start, one.end, False) for group in sharing]
    made += _left_unsaid(text, found, whole, made)
    made = _dead_of_their_wounds(text, made)
    made = _without_those_who_died(words, _with_rest_of_whole(words, text, people, made))
    return _without_care(made)


def _is_told(made: list[Mention]) -> bool:
    """Whether somebody is said to be hurt before."""
    return any(one.outcome == INJURED and one.group for one in made)


def _without_carers(words: Words, outcome: str, chain: list[Group]) -> list[Group]:
    """The people in care without those who bring them in: rescuers took her to hospital."""
    if outcome != TREATED:
        return chain
    return [
        group
        for group in chain
        if group.best is not None or group.is_counted or not words.has("joins.carers", group.noun)
    ]


def _dead_of_their_wounds(text: str, made: list[Mention]) -> list[Mention]:
    """The mentions, whose wounds describe them behind the verb as the dead: скончался раненный в среду солдат."""
    for number, one in enumerate(made):
        later = next(
            (
                other
                for other in made[number + 1 :]
                if other.outcome == INJURED and other.group and 0 <= other.group.start - other.end <= 1
            ),
            None,
        )
        if one.outcome != KILLED or one.group is not None or later is None or later.start < one.end:
            continue
        is_participle = _IS_PARTICIPLE.search(text[later.start : later.end].lower())
        if is_participle and not re.search(r"[,;.։]", text[one.end : later.start]):
            return [
                replace(one, group=later.group, is_of_wounds=True) if each is one else each
                for each in made
                if each is not later
            ]
    return made


def _says_nothing(
    text: str, one: Found, side: str, chain: list[Group], made: list[Mention], later: list[Found]
) -> bool:
    """Whether the words are of nobody: a body whose nobody says, its wounds, or those of people who died of them."""
    if side == WITHIN:
        return _die_at_once(text, one, later)
    return not chain and (side == BODY or _is_of_body(text, one, made))


def _is_of_body(text: str, one: Found, made: list[Mention]) -> bool:
    """Whether the words for wounds or care stand in the clause of a body: the body of a man with blast wounds."""
    is_hurt = outcome_and_side(one)[0] in (INJURED, TREATED)
    return is_hurt and any(
        other.is_body and other.end <= one.start and not re.search(r"[.;:]", text[other.end : one.start])
        for other in made
    )


def _unless_negated(words: Words, text: str, one: Found) -> tuple[str, str]:
    """The outcome and the side of its people; unhurt where a "not" stands before it."""
    outcome, side = outcome_and_side(one)
    is_unhurt = outcome not in (UNHURT, VICTIM) and is_negated(words, text, one)
    return UNHURT if is_unhurt else outcome, side


def _die_at_once(text: str, one: Found, later: list[Found]) -> bool:
    """Whether it is said right behind that they died: двое пострадавших скончались."""
    return (
        bool(later)
        and outcome_and_side(later[0])[0] == KILLED
        and distance(text, one.end, later[0].start) <= 2
    )


def _owners(
    words: Words,
    text: str,
    made: list[Mention],
    one: Found,
    side: str,
    inside: list[Group],
    before: list[Group],
) -> list[Group]:
    """The people whose injuries are named, in the words for them or right before."""
    if side == WITHIN:
        return _further_within(words, text, made, inside)
    return _not_told_before(words, text, made, inside or _right_before(one, before))


def _further_within(words: Words, text: str, made: list[Mention], inside: list[Group]) -> list[Group]:
    """The people within words for what they have, without those who were told of right before: two were hurt, the
    first has a broken leg.
    """
    is_told = any(one.outcome in (INJURED, TREATED) and one.group for one in made)
    return [
        group
        for group in inside
        if not is_told
        or group.is_more
        or not (group.category == GENERIC or words.has("joins.ordinal", text, group.start, group.end))
        or (group.is_counted and not group.is_rest and group.is_definite)
    ]


def _right_before(one: Found, before: list[Group]) -> list[Group]:
    return [group for group in before if one.start - group.end <= 1]


def _not_told_before(words: Words, text: str, made: list[Mention], chain: list[Group]) -> list[Group]:
    """The people of whose injuries it is told, without those who were among the injured before: five were hurt, the
    injuries of two are severe. Of injured told one by one the next is a further one: the injuries of the third.
    """
    injured = [one.group for one in made if one.outcome in (INJURED, TREATED) and one.group is not None]
    if not injured:
        return chain
    is_list = all(group.best == 1 for group in injured)
    return [
        group for group in chain if is_list and words.has("joins.ordinal", text, group.start - 12, group.end)
    ]


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


def _left_unsaid(text: str, found: list[Found], people: list[Group], made: list[Mention]) -> list[Mention]:
    """Those of whom a dash stands for the outcome said before: one was hit in the leg, the second — in the arm."""
    known = {mention.group.start for mention in made if mention.group}
    added: list[Mention] = []
    for group in people:
        before = [one for one in made if one.end <= group.start and one.outcome in (KILLED, INJURED)]
        if group.start in known or not before or group.best != 1:
            continue
        dash = re.match(r"\s*[—–]\s", text[group.end : group.end + 4])
        is_last = not any(one.start >= group.end for one in found)
        if dash and is_last and not re.search(r"[.;]", text[before[-1].end : group.start]):
            added.append(replace(before[-1], group=group))
    return added


def _without_care(made: list[Mention]) -> list[Mention]:
    """The mentions without the care of people who are said to be hurt: taken to hospital with burns."""
    known = {one.group.start for one in made if one.group and one.outcome in (KILLED, INJURED)}
    told = [one.end for one in made if one.group and one.outcome == INJURED]
    return [
        one
        for one in made
        if one.outcome != TREATED
        or (one.group is None and not any(end <= one.start for end in told))
        or (one.group and not (one.group.start in known or _is_of_those_hurt(one.group, made)))
    ]


def _is_of_those_hurt(group: Group, made: list[Mention]) -> bool:
    """Whether people in care are those whose injuries stand before: two were hurt, both are in hospital."""
    if group.noun and group.category != PRONOUN:
        return False
    return any(
        one.outcome == INJURED
        and one.group is not None
        and one.group.end <= group.start
        and one.group.best == group.best
        for one in made
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


def _without_those_who_died(words: Words, made: list[Mention]) -> list[Mention]:
    """The injured without one who is named again in the same sentence as dead: a sapper and two of his colleagues
    were hurt, the sapper died later.
    """
    dead = [
        one.group
        for one in made
        if one.outcome == KILLED
        and one.group is not None
        and one.group.noun
        and one.group.best == 1
        and not (one.group.is_counted or one.group.is_more or one.group.is_own)
        and (one.group.is_definite or words.language not in _WITH_ARTICLES)
    ]
    return [
        one
        for one in made
        if one.outcome != INJURED
        or one.group is None
        or one.group.best != 1
        or one.group.is_own
        or not any(
            group.noun == one.group.noun and group.age in ("", one.group.age) and group.start > one.group.end
            for group in dead
        )
    ]


def _is_number(words: Words, group: Group) -> bool:
    """Whether the noun itself says how many: Arabic "two wounded" is one word."""
    return words.language == "ar" and group.best is not None and group.category == GENERIC


def _die_of_wounds(words: Words, text: str, made: list[Mention], one: Found, first: int) -> bool:
    """Whether the dead are the injured of the same clause: a porter wounded on Monday has died."""
    last = made[-1] if made else None
    if last is None or last.outcome != INJURED or last.group is None or last.end > one.start:
        return False
    if last.end < first or words.has("joins.own", text, last.end, one.start):
        # "Two soldiers were wounded, their leader was killed": whatever a leader is called.
        return False
    is_described = distance(text, last.end, last.group.start) <= (
        2 if last.group.age else 0
    ) and not re.search(r"[,;]", text[last.group.end : one.start])
    if last.group.start > last.start and not is_described:
        return False
    made[-1] = Mention(
        KILLED, last.group, one.start, one.end, last.is_single, is_of_wounds=last.group.start > last.start
    )
    return True


def _sharing(words: Words, text: str, one: Found, after: list[Group], later: list[Found]) -> list[Group]:
    """The group that shares the outcome's words before it: an officer died and four civilians, when …."""
    if not after:
        return []
    group = after[0]
    later = [
        other
        for other in later
        if other.start < group.start or distance(text, group.end, other.start) < _OWN_NEXT
    ]
    if any(outcome_and_side(other)[0] != VICTIM for other in later):
        return []
    between = words.find("joins.and", text, one.end, group.start)
    as_well = words.find("joins.as_well", text, one.end, group.start)
    if any(
        distance(text, one.end, each.start) <= (_FAR_AS_WELL if text[each.start - 2] == "," else _AS_WELL)
        for each in as_well
    ):
        return [group] if distance(text, as_well[-1].end, group.start) <= _OF_AS_WELL else []
    is_beside = any(not text[one.end : each.start].strip(" ,") for each in between)
    rest = text[group.end : group.end + 30].lstrip()
    # "A boy lost an eye and his classmate two fingers."
    is_closed = rest[:1] in ("", ",", ".", ";") or any(
        each.start == 0 for kind in ("joins.breaks", "joins.body") for each in words.find(kind, rest)
    )
    return [group] if is_beside and is_closed and distance(text, one.end, group.start) <= 3 else []


def _added(words: Words, text: str, one: Found, group: Group) -> Group:
    """The group as one more, where the words beside the outcome say so: a driver was also wounded."""
    between = text[group.end : one.end] if group.end <= one.end else ""
    gap = text[one.end : group.start].strip()
    if any(found.start == 0 and found.end == len(gap) for found in words.find("joins.and_also", gap)):
        # "Splinters hit a neighbour, too": задело и соседку.
        return replace(group, is_more=True)
    is_more = (
        len(between) < 60
        and words.has("joins.also", between)
        and not (group.is_definite and not group.is_own)
    )
    return replace(group, is_more=True) if is_more else group


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
