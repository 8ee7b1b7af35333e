"""Which of the groups of a sentence an outcome's words are about: those beside it, as far as they are one list."""

from __future__ import annotations

import re
from typing import Final

from data.reports.outcomes.outcomes import BODY, INJURED, KILLED
from data.reports.people.group import GENERIC, Group
from data.reports.text.sentences import tokens
from data.reports.text.words import Found, Words, plain

_VERB_FIRST: Final = ("ru", "uk", "es")
"""Languages in which the people may stand right behind any verb: получили ранения двое спасателей."""
_OWNER: Final = {"az": re.compile(r"(?<!qad)(?<!gəl)[ıiuü]n$"), "hy": re.compile(r"(?:(?<!ց)ի|ու)$")}
"""The endings of people in those languages who own what is named next."""
_CLAUSES: Final = {
    "en": re.compile(r",?\s+(?:who|whom|whose|that|which)\s", re.IGNORECASE),
    "es": re.compile(r",?\s+(?:que|quien|quienes|a quien|cuyo|cuya)\s", re.IGNORECASE),
    "fr": re.compile(r",?\s+(?:qui|que|dont|auquel)\s", re.IGNORECASE),
    "ru": re.compile(r",\s+(?:\w{1,3}\s)?котор\w+\s", re.IGNORECASE),
    "uk": re.compile(r",\s+(?:\w{1,3}\s)?(?:як(?:ий|а|і|ого|им|их|ими|ому)|що)\s", re.IGNORECASE),
}
"""How a clause begins that says more of the people before it."""
_THINGS: Final = {
    "en": re.compile(
        r"\s(?:(?:in|on|aboard|with|from|by|of|behind|under|inside|through) (?:which|whose)|where)\s", re.I
    ),
    "es": re.compile(
        r"\s(?:(?:en|con|sobre|de|por|a bordo) (?:de )?(?:el|la|los|las)?\s?(?:l )?(?:que|cual|cuales)"
        r"|del (?:que|cual)|donde|cuy[oa]s?)\s",
        re.I,
    ),
    "fr": re.compile(
        r"\s(?:(?:dans|sur|avec|par|sous|derrière|à bord d[ue]) ?(?:le|la|les)?(?:quel(?:le)?s?)"
        r"|à bord (?:duquel|de laquelle|desquels)|où)\s",
        re.I,
    ),
    "ru": re.compile(r",\s(?:в|на|под|из|с|за)\s(?:\w+\s)?котор\w+\s", re.I),
    "uk": re.compile(
        r",\s(?:[ву]|на|під|з|із|за)\s(?:\w+\s)?як(?:ому|ій|их|ого|ої|им|ою|ими)\s|,\sде\s", re.I
    ),
    "ar": re.compile(r"\s(?:الذي|التي)\s(?:كان\w*\s)?"),
}
"""How a clause begins that says who was in, on or at a thing: the trailer in which four teachers were travelling."""
_ON_IT: Final = re.compile(
    plain(r"\s(?:فيها|فيه|على متنها|على متنه|عليها|عليه|بها|به|داخلها|داخله|يستقل\w*|تقل)(?=\s)")
)
"""What closes such a clause in Arabic."""
_BIRTH_YEARS: Final = re.compile(
    r",?\s(?:born (?:in|on) )?(?:19|20)\d\d(?:,?\s(?:and|və|и|та|և|y|et)\s(?:19|20)\d\d)*"
    r"(?:\s(?:года?|годов|року|років) (?:рождения|народження))?(?=,)",
    re.IGNORECASE,
)
"""The years in which people were born, behind their noun: two workers, born in 1985 and 1991, as well as a guard."""
_AFTER_COMMA: Final = re.compile(r"\s*,\s*(?:\w+\s)?")
_PHRASE: Final = 7
"""So many words after people say at most whose they are."""
_OF_NEXT: Final = 6
"""So many words between the last of a list and an outcome that has nobody else."""
_OF_BODY: Final = 3
"""So many words between a body and whose it is, as an article."""
_CLAUSE: Final = 3
"""So many words of what people did stand between them and their outcome, in Arabic."""
_LONGEST_GAP: Final = 110
"""So many letters stand between two people of one list at most."""
_FAR: Final = 22
"""So many words between a group and its outcome at most."""


def chosen(
    words: Words,
    text: str,
    one: Found,
    side: str,
    before: list[Group],
    after: list[Group],
    following: Found | None,
) -> list[Group]:
    """The groups of an outcome; `following` is the outcome after it, to which the last of a list may belong."""
    if side == BODY:
        return _whose_body(words, text, one, before, after)
    left = _chain_before(words, text, one, before)
    right = _chain_after(words, text, one, after, following)
    if side == "before" and words.language not in _VERB_FIRST:
        return left
    if side == "after":
        # In Arabic the people may go before their verb: بأن والد أحدهم أصيب.
        # أن جنديا حاول إسعافهما أصيب: a clause on what they did may stand between.
        is_beside = words.language == "ar" and bool(left)
        is_beside = is_beside and distance(text, left[-1].end, one.start) <= _CLAUSE
        return left if is_beside and not right else right
    if side == "alone":
        return [
            group
            for group in left
            if group.best == 1 and group.category in (GENERIC, "civilian") and not group.is_counted
        ]
    if side in ("before", "verb"):
        gap = text[one.end : right[0].start] if right else ","
        is_inverted = re.fullmatch(r"\s*(?:\w+\s+)?", gap) is not None and not words.has("joins.and", gap)
        return right if is_inverted else left
    if side == "near":
        is_beside = bool(left) and distance(text, left[-1].end, one.start) <= 1
        return left if is_beside or not right else right
    return left or right


def _whose_body(words: Words, text: str, one: Found, before: list[Group], after: list[Group]) -> list[Group]:
    """The people of whom it is the body, right beside the word for it; none of a body that is only hurt: тело мужчины."""
    if words.language in _OWNER:
        return [group for group in before[-1:] if distance(text, group.end, one.start) <= 1]
    return [group for group in after[:1] if distance(text, one.end, group.start) <= _OF_BODY]


def _chain_before(words: Words, text: str, one: Found, before: list[Group]) -> list[Group]:
    if one.key.startswith("outcome.victim"):
        # "A lorry of the engineering troops ran over a mine" says nothing of how many were in it.
        before = [group for group in before if not group.is_governed or group.best is not None]
        owner = _OWNER.get(words.language)
        if owner is not None:
            # Nor does "the farmer's tractor": fermerin traktoru minaya düşüb.
            before = [group for group in before if not owner.search(group.noun) or group.is_counted]
    free = [
        group
        for position, group in enumerate(before)
        if (not group.is_governed or _is_who(words, text, group, one))
        and not (position and _is_in_clause(words, text, before[position - 1], group, one))
    ]
    before = before if not free or before[-1] in free else free
    if (
        not before
        or distance(text, before[-1].end, one.start) > _FAR
        or _is_cut(text, before[-1].end, one.start)
    ):
        return []
    chain = [before[-1]]
    for group in reversed(before[:-1]):
        is_first = len(chain) > 1 and _is_first_of_list(words, text, group.end, chain[0].start)
        if not _is_joined(words, text, group.end, chain[0].start) and not is_first:
            break
        chain.insert(0, group)
    return chain


def _is_who(words: Words, text: str, group: Group, one: Found) -> bool:
    """Whether the outcome is the verb of a clause on the people: good wishes to the two who are being treated."""
    clause = _CLAUSES.get(words.language)
    return clause is not None and clause.fullmatch(text[group.end : one.start]) is not None


def _is_in_clause(words: Words, text: str, subject: Group, group: Group, one: Found) -> bool:
    """Whether a group stands in a clause on the people before it: a tracker who was guiding the troops was killed."""
    if _is_in_a_thing(words, text, subject, group, one):
        return True
    clause = _CLAUSES.get(words.language)
    between, after = text[subject.end : group.start], text[group.end : one.start]
    found = clause.match(between) if clause is not None else None
    if found is None or re.search(r"[;:.]", between + after) or words.has("outcome", between):
        return False
    is_closed = "," in after
    return is_closed if found.group().lstrip().startswith(",") else "," not in between and not is_closed


def _is_in_a_thing(words: Words, text: str, subject: Group, group: Group, one: Found) -> bool:
    """Whether a group stands in a clause on a thing of the people before it: the driver of the lorry in which four
    porters were travelling was killed.
    """
    clause = _THINGS.get(words.language)
    between, after = text[subject.end : group.start], text[group.end : one.start]
    found = clause.search(f"{between} ") if clause is not None else None
    is_told = any(words.has(f"outcome.{name}", between) for name in (KILLED, INJURED))
    if found is None or re.search(r"[;:.]", between + after) or is_told:
        return False
    if words.language == "ar":
        return _ON_IT.search(f"{between} {after} ") is not None
    # The clause has a verb of its own behind the people, or before them: en el que viajaban dos maestros.
    has_verb = bool(after.strip()) or bool(between[found.end() :].strip())
    # "were riding was killed" is found as one outcome.
    own = words.find("outcome", text, one.start + 1, one.end)
    return has_verb or (len(own) == 1 and own[0].end == one.end and " " in text[own[0].start : own[0].end])


def _chain_after(
    words: Words, text: str, one: Found, after: list[Group], following: Found | None
) -> list[Group]:
    if one.key.startswith("outcome.victim"):
        # "Carrying it to a blacksmith" says nothing of him.
        after = [group for group in after if not group.is_governed or group.is_counted]
    if not after or distance(text, one.end, after[0].start) > 8 or _is_cut(text, one.end, after[0].start):
        return []
    chain = [after[0]]
    for group in after[1:]:
        if not _is_joined(words, text, chain[-1].end, group.start):
            break
        chain.append(group)
    if following is None or not _is_of_next(text, chain, following):
        return chain
    return chain[: _last_clause(words, text, chain)]


def _last_clause(words: Words, text: str, chain: list[Group]) -> int:
    """Where the people of the next outcome begin: one died, a driver and two children were hurt."""
    last = len(chain) - 1
    while last > 1 and _has_and(words, text, chain[last - 1], chain[last]):
        last -= 1
    is_apart = text[chain[last - 1].end : chain[last].start].lstrip().startswith(",")
    return last if is_apart else len(chain) - 1


def _has_and(words: Words, text: str, before: Group, after: Group) -> bool:
    between = text[before.end : after.start]
    return words.has("joins.and", between) or (words.language == "ar" and text[after.start] == "و")


def _is_of_next(text: str, chain: list[Group], following: Found) -> bool:
    """Whether the last of a list stands right before the next outcome: a herder died, two men were hurt."""
    if len(chain) < 2:
        return False
    is_apart = chain[-1].is_more or _AFTER_COMMA.fullmatch(text[chain[-2].end : chain[-1].start])
    return distance(text, chain[-1].end, following.start) <= (_OF_NEXT if is_apart else 1)


def _is_joined(words: Words, text: str, start: int, end: int) -> bool:
    """Whether two groups are one list: a soldier and a porter; a man, his wife and two children."""
    between = _without_initials(text[start:end])
    if len(between) > _LONGEST_GAP or re.search(r"[.;:()]", between):
        return False
    # In Arabic "and" is written as one word with what follows it.
    has_and = words.has("joins.and", between) or (words.language == "ar" and text[end : end + 1] == "و")
    if words.has("joins.including", between) and between.count(",") <= 1:
        # "Six people of one patrol, among them two guides": the two were told apart from the six.
        return True
    return has_and or (bool(re.fullmatch(r"\s*,?\s*(?:[^\s,]+\s){0,3}", between)) and "," in between)


def _is_first_of_list(words: Words, text: str, start: int, end: int) -> bool:
    """Whether people with what they belong to stand before those of a list: three officers of a patrol unit, a driver
    and a cook.
    """
    between = text[start:end]
    parts = between.split(",")
    is_plain = len(parts) == 2 and len(parts[0].split()) <= _PHRASE and len(parts[1].split()) <= 2
    return is_plain and not re.search(r"[.;:()—]", between) and not words.has("outcome", between)


def distance(text: str, start: int, end: int) -> int:
    """How many words and signs stand between two positions."""
    return len(tokens(text, start, end))


def _is_cut(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"[;]|[.!?։․]\s", _without_initials(text[start:end])))


def _without_initials(text: str) -> str:
    """The text without the stops behind initials, and ages in brackets: Mykola T. and his son; a man (62)."""
    text = re.sub(r"\(\d{1,3}\)", "", text)
    text = _BIRTH_YEARS.sub("", text)
    text = re.sub(r"\b(?:[^\W\d_]\.){2,}", "UN", text)
    return re.sub(r"(?<![^\W\d_])([^\W\d_])\.(?=\s|$)", r"\1", text)
