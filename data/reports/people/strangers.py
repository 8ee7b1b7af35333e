"""People whose noun no list has, where a number or an article stands before it: two of his bandmates; three falconers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from data.reports.people.group import GENERIC, Group
from data.reports.text.numbers import Number
from data.reports.text.words import Found, Words

_ENDINGS: Final = {
    "en": re.compile(r"(?:(?:er|or|ist|ian|ee|mate|boy|girl)s|men|women)$"),
    "es": re.compile(r"(?:er[oa]|or(?:e|a)|ista|ari[oa]|ador[ea])s$"),
    "fr": re.compile(r"(?:eur|euse|ier|ière|iste|ien|ienne)s$"),
}
"""The endings of nouns, in the plural, that mostly name people by what they do."""
_OF_THINGS: Final = {
    "en": "tractor trailer motor generator computer container helicopter shelter quarter letter number corner door floor"
    " border river tower power order error paper reactor transformer meter detector excavator bulldozer loader carrier"
    " launcher rocker boulder cylinder trigger splinter folder tanker freighter cruiser hammer counter theater chapter"
    " quarter semester water summer winter hour tree degree knee committee list museum",
    "es": "tractor motor carretera vagonera millares sectores motores tractores carreteras cartera bandera madera cantera"
    " enero febrero dinero metro litro kilometro minero sendero aguacero torre hectarea sector factor vapor error honor"
    " escalera acera primera tercera calendario horario escenario barrio armario diario vestuario dormitorio",
    "fr": "tracteur moteur secteur quartier chantier sentier papier panier escalier transformateur ordinateur générateur"
    " conteneur détecteur facteur heure intérieur palier millier premier dernier métier février janvier rivière carrière"
    " barrière frontière poussière lumière liste piste",
}
"""Such nouns of things, in the singular."""
_OWN: Final = {
    "en": re.compile(
        r"\s+of (?:his|her|their|its) (?:own )?(?P<noun>[^\W\d_]{3,}s|[^\W\d_]*men|[^\W\d_]*women)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(r"\s+de sus? (?:propi[oa]s )?(?P<noun>[^\W\d_]{3,}s)\b", re.IGNORECASE),
    "fr": re.compile(r"\s+de (?:ses|leurs) (?:propres )?(?P<noun>[^\W\d_]{3,}[sx])\b", re.IGNORECASE),
}
"""A part of people who are somebody's."""
_NOUN: Final = re.compile(r"\s+(?:[a-zà-ÿ]+[ -]){0,2}?(?P<noun>[a-zà-ÿ]{5,})\b")
_NOBODY: Final = (
    "device",
    "event",
    "joins.animals",
    "joins.not_people",
    "joins.body",
    "cause.other",
    "amounts",
)
_LINK: Final = re.compile(
    r"\s*(?:,|,?\s(?:and|y|e|et)|,? as well as|,? así como|,? ainsi que)\s", re.IGNORECASE
)


def strangers(
    words: Words,
    text: str,
    end: int,
    counts: Sequence[Number],
    found: Sequence[Group],
    outcomes: Sequence[Found],
) -> list[Group]:
    """The people who have a number that none of `found` has, each named by a noun that no list has.

    They count where they are somebody's (two of her bandmates), and where the noun names people by what they do
    (falconers) and stands in one list with people who are known, or beside what became of them.
    """
    if words.language not in _ENDINGS:
        return []
    made = [group for one in counts if (group := _own(words, text, end, one)) is not None]
    made = [one for one in made if not _is_taken(one, found)]
    doing = [group for one in counts if (group := _by_doing(words, text, end, one)) is not None]
    doing = [one for one in doing if not _is_taken(one, [*found, *made])]
    return made + [one for one in doing if _is_beside(text, one, [*found, *doing], outcomes)]


def _is_taken(group: Group, found: Iterable[Group]) -> bool:
    return any(one.start < group.end and group.start < one.end for one in found)


def _own(words: Words, text: str, end: int, number: Number) -> Group | None:
    behind = _OWN[words.language].match(text[number.end : end])
    if behind is None or any(words.has(name, behind.group()) for name in _NOBODY):
        return None
    last = number.end + behind.end("noun")
    noun = behind["noun"].lower()
    counted = _counted(number, last, GENERIC, noun)
    return replace(counted, is_definite=True, is_own=True, is_more=True)


def _counted(number: Number, last: int, category: str, noun: str) -> Group:
    """So many people as the number says, up to the end of their noun."""
    return Group(number.start, last, number.low, number.best, number.high, category, noun, is_counted=True)


def _by_doing(words: Words, text: str, end: int, number: Number) -> Group | None:
    behind = _NOUN.match(text[number.end : end])
    if behind is None or (number.best or 2) < 2 or any(words.has(name, behind.group()) for name in _NOBODY):
        return None
    noun = behind["noun"].lower()
    things = _OF_THINGS[words.language].split()
    is_of_thing = noun in things or noun.removesuffix("s") in things or noun.removesuffix("es") in things
    if is_of_thing or _ENDINGS[words.language].search(noun) is None:
        return None
    last = number.end + behind.end("noun")
    return replace(_counted(number, last, "civilian", noun), is_loose=True)


def _is_beside(text: str, group: Group, others: Iterable[Group], outcomes: Sequence[Found]) -> bool:
    """Whether it is one of a list of people, or what became of it stands right beside it."""
    for one in others:
        gap = text[group.end : one.start] if one.start >= group.end else text[one.end : group.start]
        is_other = one is not group and (one.start >= group.end or one.end <= group.start)
        if is_other and _LINK.match(gap) and len(gap) < 14:
            return True
    return any(0 <= one.start - group.end <= 1 or 0 <= group.start - one.end <= 1 for one in outcomes)
