"""One sentence with the words that name people and the numbers that count them."""

from __future__ import annotations

import re
from typing import Final

from data.reports.people.ages import age_lists, ages
from data.reports.people.counts import OF_OWN, is_age_of, is_count, is_negated
from data.reports.people.group import GENERIC, PRONOUN
from data.reports.people.speakers import is_speaker
from data.reports.text.numbers import numbers
from data.reports.text.sentences import tokens
from data.reports.text.words import Found, Words, longest

PART_LAST: Final = ("az", "hy")
"""Languages that name the whole before its part: üç nəfərdən ikisi."""
AGE_REACH: Final = 30
"""So many letters from an age a noun may stand that it is the age of."""
_FROM_THEM: Final = {"az": re.compile(r"l[aə]rd[aə]n$"), "hy": re.compile(r"երից$")}
_OUT_OF_ONE: Final = re.compile(r"d[aə]n\s(?:biri|ikisi|üçü|dördü|beşi|altısı|\d+-?[ıiuü]|\d+ nəfəri)(?!\w)")
"""In Azerbaijani a number is followed by the singular: dörd üzvündən ikisi."""
"""The endings of people in those languages of whom a part follows."""
_ADJECTIVE: Final = re.compile(r"(?:[ыи]й|ого|ому|[ыи]м|ая|ую|[ыи]х|ые)$")


class Scanned:
    """One sentence with the words and numbers that groups are made of."""

    def __init__(
        self, words: Words, text: str, start: int, end: int, outcomes: list[Found], written: str
    ) -> None:
        self.words, self.text, self.start, self.end = words, text, start, end
        self.written = written or text
        self.tokens = tokens(text, start, end)
        self.outcomes = outcomes
        ordnance = words.find("device", text, start, end)
        self._ordnance = ordnance if words.language in ("ar", "es", "fr") else []
        named = words.find("people", text, start, end)
        self.speakers = [noun for noun in named if is_speaker(words, text, start, end, outcomes, noun)]
        self.nouns = [
            noun
            for noun in named
            # The personnel of an anti-personnel mine are nobody.
            if not any(
                one.start < noun.end and noun.end <= one.end and noun.start > one.start for one in ordnance
            )
            and not any(
                noun.meets(one.start, one.end)
                and one.end - one.start > noun.end - noun.start
                and not (
                    one.start < noun.start < noun.end < one.end
                    and self._may_hold(one, noun)
                    and not words.has("joins.carers", text, noun.start, noun.end)
                )
                for one in outcomes
            )
            and text[noun.end : noun.end + 1] not in ("'",)
            and not re.match(r"'s\b", text[noun.end : noun.end + 2])
            and noun not in self.speakers
            and not self._counts_a_mine(noun)
            and not any(
                # "Another PFM-1" is nobody.
                0 <= one.start - noun.end <= 1 and words.has("joins.additive", text, noun.start, noun.end)
                for one in ordnance
            )
            and not self._counts_a_blast(noun)
            and not self._describes_a_thing(noun)
        ]
        including = words.find("joins.including", text, start, end)
        # Azerbaijani "among them" begins with a pronoun: o cümlədən.
        self.nouns = [
            noun
            for noun in self.nouns
            if PRONOUN not in noun.key
            or not any(one.start == noun.start and noun.end < one.end for one in including)
        ]
        self.roles = words.find("roles", text, start, end)
        self.nouns = [noun for noun in self._heads(self.nouns) if not self._is_of_a_name(noun)]
        self.nations = words.find("nationalities", text, start, end)
        self.ages = ages(words, text, start, end)
        self.of_one = words.find("joins.of_one", text, start, end)
        self.nouns = [
            noun
            for noun in self.nouns
            # "The grandmother of one of them": she, not they.
            if not any(one.start <= noun.start and noun.end <= one.end for one in self.of_one)
        ]
        self.including = including
        self.partitives = longest([*words.find("joins.partitive", text, start, end), *self._out_of_people()])
        self.colleagues = longest([*words.find("joins.colleagues", text, start, end), *self._of_somebody()])
        found = numbers(words, text, start, end)
        self.age_lists = age_lists(words, text, start, end, found)
        of_ages = {number.start for listed in self.age_lists for number in listed}
        self.counts = [
            number
            for number in found
            if not any(one.meets(number.start, number.end) for one in (*self.ages, *self.of_one))
            and number.start not in of_ages
            and is_count(words, text, start, end, self.nouns, number)
            and not is_negated(words, text, start, number)
            and not is_age_of(words, text, start, self.nouns, number)
        ]
        self.taken: set[int] = set()

    @staticmethod
    def _may_hold(outcome: Found, noun: Found) -> bool:
        """Whether the words of an outcome may stand around its people: فقد مزارع ساقيه; травмы третьего лёгкие."""
        if outcome.key.endswith((".around", ".within")):
            return True
        return outcome.key.endswith(".after") and GENERIC not in noun.key

    def _counts_a_mine(self, noun: Found) -> bool:
        """Whether the word is that of a further device, behind its noun: لغم ثان."""
        is_behind = any(0 <= noun.start - one.end <= 1 for one in self._ordnance)
        return is_behind and any(
            self.words.has(name, self.text, noun.start, noun.end)
            for name in ("joins.ordinal", "joins.additive")
        )

    def _counts_a_blast(self, noun: Found) -> bool:
        """Whether the word is that of a further explosion: hurt by a second blast; بانفجار ثان."""
        if not self.words.has("joins.ordinal", self.text, noun.start, noun.end):
            return False
        first, last = max(self.start, noun.start - 16), min(self.end, noun.end + 16)
        return any(
            not self.text[min(noun.end, one.end) : max(noun.start, one.start)].strip()
            for one in self.words.find("event.blast", self.text, first, last)
            if not one.meets(noun.start, noun.end)
        )

    def _describes_a_thing(self, noun: Found) -> bool:
        """Whether the word is an adjective of what is nobody, or stands for one: военный автобус, polis avtomobili."""
        named = self.words.find("joins.attributive", self.text, noun.start, noun.end)
        is_noun = any((one.start, one.end) == (noun.start, noun.end) for one in named)
        if not (is_noun or _ADJECTIVE.search(self.text[noun.start : noun.end].lower())):
            return False
        after = self.words.find("joins.described", self.text, noun.end, min(self.end, noun.end + 16))
        return any(not self.text[noun.end : one.start].strip(' «"') for one in after)

    def _is_of_a_name(self, noun: Found) -> bool:
        """Whether the noun is a part of what a force is called: Civilian Joint Task Force."""
        return any(
            role.start <= noun.start and noun.end + 3 < role.end and role.end - role.start > 12
            for role in self.roles
        )

    def _out_of_people(self) -> list[Found]:
        """Where people are named of whom a part is meant: из строителей, operatorlardan, բնակիչներից."""
        many = [noun for noun in self.nouns if noun.key.endswith(".many")]
        endings = _FROM_THEM.get(self.words.language)
        if endings is not None:
            return [noun for noun in many if endings.search(self.text[noun.start : noun.end].lower())] + [
                noun
                for noun in self.nouns
                if self.words.language == "az"
                and noun not in many
                and _OUT_OF_ONE.match(self.text.lower(), noun.end - 3)
            ]
        if self.words.language not in ("en", "ru", "uk", "es"):
            return []
        return [
            Found(one.start, noun.end, one.key)
            for one in self.words.find("joins.out_of", self.text, self.start, self.end)
            for noun in many
            if noun.start - one.end == 1
        ]

    def _of_somebody(self) -> list[Found]:
        """Where people are named of whom a part is somebody's: of her toddlers; de ses nièces."""
        return [
            Found(before.start(), noun.end, noun.key)
            for noun in self.nouns
            if noun.key.endswith(".many")
            and (before := OF_OWN.search(self.text, max(self.start, noun.start - 12), noun.start))
            and before.end() == noun.start
        ]

    def _heads(self, nouns: list[Found]) -> list[Found]:
        """The nouns without those that only describe the next one: civilian porter, его коллега."""
        if self.words.language in ("es", "fr", "ar"):
            return nouns
        return [
            noun
            for noun, after in zip(nouns, [*nouns[1:], None], strict=False)
            if after is None
            or self.text[noun.end : after.start].strip(" -")
            or (noun.key.endswith(".many") and not (self.words.language == "en" and self._is_role(noun)))
        ]

    def _is_role(self, noun: Found) -> bool:
        """Whether the noun is what a role is called, as in police major."""
        return any(role.start == noun.start and role.end == noun.end for role in self.roles)
