"""Groups of people in a sentence: how many, who, and whether they were named before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.people.group import EMPLOYEE, GENERIC, PRONOUN, Group
from data.reports.people.kin import without_owners
from data.reports.people.scanned import Scanned
from data.reports.people.strangers import strangers
from data.reports.text.numbers import Number
from data.reports.text.sentences import Token, tokens
from data.reports.text.words import Found, Words

_REACH: Final = 4
"""So many words before a noun its number may stand."""
_ROLE_REACH: Final = 10
_PART_LAST: Final = ("az", "hy")
"""Languages that name the whole before its part: üç nəfərdən ikisi."""
_ARABIC_FEMININE: Final = "ة"
_IS_THEIRS: Final = re.compile(r"l[aə]r[ıi]$")
_OF_ANY_ROLE: Final = frozenset(
    {GENERIC, EMPLOYEE, "civilian", "armed_forces", "police_security", "security_forces_unspecified"}
)
"""Categories of nouns that the words of a role beside them make more exact."""
_WITH_OTHERS: Final = frozenset({"local_official", "journalist"})
"""Those whose companions are mostly none of them."""
_AGE_REACH: Final = 30
"""So many letters from an age a noun may stand that it is the age of."""


def groups(
    words: Words, text: str, start: int, end: int, outcomes: list[Found], written: str = ""
) -> list[Group]:
    """The groups between two positions, in their order; `outcomes` are what became of people, for bare numbers;
    `written` is the text as it stands, in which Arabic "a girl" ends otherwise than "his child".
    """
    scan = _Scan(words, text, start, end, outcomes, written)
    found = [scan.with_noun(noun) for noun in scan.nouns]
    free = [one for one in scan.counts if one.start not in scan.taken]
    found += strangers(words, text, end, free, found, outcomes)
    found += [group for number in scan.counts if (group := scan.bare(number, found)) is not None]
    found += scan.named_by_age(found)
    found = [
        one
        for one in found
        # "Three of their comrades" are no "they".
        if one.category != PRONOUN
        or not any(other.start <= one.start and one.end <= other.end for other in found if other is not one)
    ]
    found = without_owners(words, text, sorted(found, key=lambda one: one.start))
    parted = [scan.parted(group) for group in found]
    marked = [
        replace(group, is_whole=scan.is_whole(before, group, after))
        for before, group, after in zip([None, *parted], parted, [*parted[1:], None], strict=False)
    ]
    wholes = [None, *marked] if words.language in _PART_LAST else [*marked[1:], None]
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


class _Scan(Scanned):
    """Makes groups of the words and numbers of one sentence."""

    def with_noun(self, noun: Found) -> Group:
        category, _, kind = noun.key.removeprefix("people.").rpartition(".")
        generation, sex = self._said("joins.generation", noun), self._said("joins.sex", noun)
        own = next((one for one in self.colleagues if one.start < noun.start < one.end), None)
        left = self._before(own.start if own else noun.start)
        is_of_them = False
        first = left[0].start if left else noun.start
        number = next(
            (
                one
                for one in reversed(self.counts)
                if first < one.end
                and one.end <= (own.start if own else noun.start) + 1
                and one.start not in self.taken
            ),
            None,
        )
        if number is None and kind == "many":
            number, is_of_them = self._count_of_them(noun), True
        is_of_them = is_of_them and number is not None
        if number is None and left and left[0].text == "من":
            # Arabic: three of the herders, which are three herders.
            number = next((one for one in self.counts if 0 <= left[0].start - one.end <= 1), None)
        named = _named_people(self.text[noun.end : min(self.end, noun.end + 80)]) if kind == "many" else 0
        named = named or (self._count_of_ages(noun) if kind == "many" and number is None else 0)
        group = Group(
            noun.start,
            noun.end,
            *((named, named, named) if named else _implied(kind)),
            category,
            self.text[noun.start : noun.end].lower(),
            sex=sex.key.removeprefix("joins.sex.") if sex and kind != "two" else "",
            is_anybody=self._said("joins.anybody", noun) is not None,
            is_kin=self._said("joins.kin", noun) is not None,
            is_broad=self._said("joins.broad", noun) is not None,
            generation=generation.key.removeprefix("joins.generation.") if generation else "",
        )
        group = replace(group, is_counted=bool(named))
        if number is not None and kind == "two" and number.best == 1:
            # "One couple" are two people.
            self.taken.add(number.start)
            number = None
        if number is not None and category != PRONOUN:
            self.taken.add(number.start)
            group = replace(
                group,
                start=min(number.start, noun.start),
                low=number.low,
                best=number.best,
                high=number.high,
                is_counted=True,
                is_part=is_of_them,
            )
        age = next(
            (
                one
                for one in self.ages
                if group.start - 25 <= one.start <= noun.end + 14 and self._same(one, noun)
            ),
            None,
        )
        if age and kind == "many" and _IS_THEIRS.search(group.noun) and not group.is_counted:
            # Azerbaijani "5 yaşlı qızları" is their one daughter of five.
            group = replace(group, low=1, best=1, high=1)
        if self._is_parent_of(group):
            group = replace(group, is_anybody=True, is_definite=True)
        return self._described(replace(group, age=age.key if age else ""), left)

    def _said(self, name: str, noun: Found) -> Found | None:
        """What a list says of a noun; Arabic "and" is written as one word with it."""
        text = self.text[noun.start : noun.end]
        found = self.words.find(name, text)
        if not found and self.words.language == "ar" and text.startswith("و"):
            found = self.words.find(name, text[1:])
        return found[0] if found else None

    def _is_parent_of(self, group: Group) -> bool:
        """Whether it only says how many children somebody has: a father of two from Doboj; the mother of three children."""
        if group.generation != "parents" or group.best != 1:
            return False
        return any(
            0 <= one.start - group.end <= 4 and (one.best or 0) > 1
            for one in self.counts
            if re.fullmatch(r"\s(?:of|de)?\s?", self.text[group.end : one.start])
        )

    def _count_of_them(self, noun: Found) -> Number | None:
        """The number of a part before what those are: two of them policemen; двое из них — военные."""
        for one in self.counts:
            if one.end > noun.start or one.start in self.taken:
                continue
            between = self.text[one.end : noun.start]
            part = next(iter(self.words.find("joins.of_them", between)), None)
            if part and not re.sub(r"[\s,—–-]", "", between[: part.start] + between[part.end :]):
                return one
        return None

    def _count_of_ages(self, noun: Found) -> int:
        """How many ages stand with people, which are as many: boys of nine and eleven years; 0 for none or one."""
        for listed in self.age_lists:
            first, last = listed[0].start, listed[-1].end
            if any(one.best == len(listed) and one.end < noun.start for one in self.counts) and self.text[
                self.start : noun.start
            ].endswith(", "):
                # "Two shepherds, brothers aged 17 and 22," are two.
                continue
            if len(listed) > 1 and len(self.text[min(noun.end, last) : max(noun.start, first)]) < _AGE_REACH:
                return len(listed)
        return 0

    def bare(self, number: Number, found: list[Group]) -> Group | None:
        """A number without a noun that stands for people: beside what became of them, or a word for people only."""
        if number.start in self.taken or any(one.start <= number.start < one.end for one in found):
            return None
        if number.best is None and not number.is_people and not self._beside_outcome(number, 1):
            return None
        if number.best == 1 and (self._is_article(number) or self._is_same(number)):
            return None
        if any(0 <= one.start - number.end <= 1 for one in self.speakers):
            # "Two neighbours said".
            return None
        if not number.is_people and not self._beside_outcome(number, 2 if number.in_words else 1):
            return None
        group = Group(
            number.start, number.end, number.low, number.best, number.high, GENERIC, is_counted=True
        )
        return self._described(group, self._before(number.start))

    def _is_article(self, number: Number) -> bool:
        """Whether "one" is the article of a noun: une ONG, una mina. Without one it stands right before its outcome."""
        if self.words.language not in ("fr", "es"):
            return False
        if self.text[number.start : number.end].lower() not in ("un", "une", "una"):
            return False
        parted = [*self.partitives, *self.words.find("joins.out_of", self.text, number.end, self.end)]
        return not any(0 <= one.start - number.end <= 1 for one in (*self.outcomes, *parted))

    def _is_same(self, number: Number) -> bool:
        """Whether Arabic "one" says that a family, a place or a day is the same: من عائلة واحدة."""
        if self.words.language != "ar":
            return False
        parted = [*self.partitives, *self.words.find("joins.out_of", self.text, number.end, self.end)]
        near = any(0 <= number.start - one.end <= 1 for one in self.outcomes)
        return not near and not any(0 <= one.start - number.end <= 1 for one in parted)

    def named_by_age(self, found: list[Group]) -> list[Group]:
        """People of whom only name and age are given: "Ahmed S., 34", "1981-ci il təvəllüdlü Əli M."."""
        made: list[Group] = []
        for age in self.ages:
            is_alone = self.text[age.start : age.start + 1] == ","
            near = [
                group
                for group in (*found, *made)
                if group.start - _AGE_REACH <= age.end
                and age.start <= group.end + _AGE_REACH
                and not (is_alone and age.end <= group.start)
            ]
            beside = self.text[max(self.start, age.start - 24) : min(self.end, age.end + 24)]
            if not near and re.search(r"\b[^\W\d_][\w'-]*\b", beside) and _has_name(beside):
                made.append(Group(age.start, age.end, 1, 1, 1, GENERIC, age=age.key, is_counted=True))
        return made

    def parted(self, group: Group) -> Group:
        """The group, marked as a part of another where it is one."""
        is_part = any(
            one.end <= group.start + 1
            and group.start - one.end < 60
            and not self._has_own_outcome(one, group)
            and not re.search(r"[;:.—]", self.text[one.end : group.start])
            and not any(one.end <= other.start and other.end <= group.start for other in self.outcomes)
            for one in self.including
        )
        if self.words.language in _PART_LAST:
            is_part = is_part or any(0 <= group.start - one.end <= 2 for one in self.partitives)
        else:
            is_part = is_part or any(
                0 <= one.start - group.end <= 2
                and "," not in self.text[group.end : one.start]
                and not any(own.start == one.start for own in self.colleagues)
                for one in self.partitives
                if group.noun == "" or self._names_people(one) or self.words.has("joins.elder", group.noun)
            )
        is_part = is_part and not self._is_of_one(group)
        is_part = is_part or self.words.has("joins.of_them", self.text, group.start, group.end)
        is_part = is_part or (not group.noun and self._is_out_of(group))
        is_part = is_part or group.is_part
        is_named_behind = self._is_included(group)
        return replace(group, is_part=is_part or is_named_behind, is_named_behind=is_named_behind)

    def _is_included(self, group: Group) -> bool:
        """Whether words that end its clause call it a part: a lieutenant of the police among them."""
        return any(
            re.fullmatch(r"[^.,;:]{0,40},?\s", self.text[group.end : one.start])
            and re.match(r"\s*(?:[.,;:)]|$)", self.text[one.end : self.end])
            for one in self.words.find("joins.included", self.text, group.end, self.end)
        )

    def _has_own_outcome(self, including: Found, group: Group) -> bool:
        """Whether a number behind the part has an outcome of its own: nine dead, including four women, and 14 wounded."""
        is_outcome = any(one.start < group.end == one.end for one in self.outcomes)
        if is_outcome and self.words.has("joins.and", self.text, including.end, group.start):
            # "Two dead, among them the mayor, and four wounded."
            return True
        if is_outcome and "," in self.text[including.end : group.start] and group.is_counted:
            # "Seven dead, among them two girls, four wounded."
            return True
        if group.noun or not any(0 <= one.start - group.end <= 1 for one in self.outcomes):
            return False
        return any(including.end <= one.start and one.end < group.start for one in self.counts)

    def _is_out_of(self, part: Group) -> bool:
        """Whether people named at the beginning of the clause are those it is a part of: of the five wounded, two …"""
        for one in self.words.find("joins.out_of", self.text, self.start, part.start):
            before = self.text[self.start : one.start].rstrip()
            is_first = not before or before[-1] in ",;:—–"
            whole = [n for n in self.counts if 0 <= n.start - one.end <= 2 and n.end < part.start]
            if is_first and whole and (whole[0].best or 0) > (part.best or 99):
                return True
        return False

    def _names_people(self, partitive: Found) -> bool:
        """Whether "of them", not "of the", which any noun may follow."""
        return self.words.has("joins.of_them", self.text, partitive.start, partitive.end)

    def is_whole(self, before: Group | None, group: Group, after: Group | None) -> bool:
        """Whether only a part of the group is meant: one of the three men; üç nəfərdən biri."""
        if self.words.language not in _PART_LAST:
            return before is not None and before.is_part and self._is_part_of(before, group)
        has_own = any(0 <= group.start - one.end <= 2 for one in self.outcomes)
        is_split = any(group.start <= one.start <= group.end + 1 for one in self.partitives)
        return after is not None and after.is_part and is_split and not has_own

    def _is_part_of(self, part: Group, whole: Group) -> bool:
        """Whether the words between say that the one is a part of the other."""
        between = [one for one in self.partitives if part.end <= one.start + 1 and one.start < whole.start]
        return bool(between) and whole.start - part.end < 30

    def _described(self, group: Group, left: list[Token]) -> Group:
        begin = min(left[0].start if left else group.start, group.start)
        is_more = self.words.has("joins.additive", self.text, begin, group.end)
        is_own = self.words.has("joins.own", self.text, begin, group.end)
        is_own = is_own and self.written[group.end - 1] != _ARABIC_FEMININE
        is_own = is_own or self._is_of_one(group) or self._is_of_somebody(group)
        is_definite = is_own or self.words.has("joins.definite", self.text, begin, group.end)
        is_definite = is_definite or group.is_definite
        after = self.words.find("joins.additive", self.text, group.end, min(self.end, group.end + 16))
        is_more = is_more or any(
            0 <= one.start - group.end <= 2 and "," not in self.text[group.end : one.start] for one in after
        )
        # "A colleague", "his team leader" is not the one who was named before.
        is_other = not is_more and (
            group.category == GENERIC
            and (is_own or not is_definite)
            and self.words.has("joins.somebody_else", self.text, group.start, group.end)
        )
        return replace(
            group,
            category=(category := self._category(group, begin)),
            is_loose=group.category == EMPLOYEE and category == "civilian",
            is_more=(is_more or is_other) and not (is_definite and not is_own),
            is_other=is_other,
            is_governed=self._is_governed(group.start if group.is_counted else begin)
            or self._is_beside_others(group),
            is_definite=is_definite or group.category == PRONOUN,
            is_own=is_own,
            is_of_one=self._is_of_one(group),
            # "The two others in hospital are none of those who died."
            is_rest=self.words.has("joins.remaining", self.text, begin, group.end)
            or ((is_more or is_other) and is_definite and not is_own and group.is_counted),
            actor=self._actor(begin, group.end),
        )

    def _is_of_one(self, group: Group) -> bool:
        """Whether it is somebody of one of those named before: the grandmother of one of them; onlardan birinin nənəsi."""
        is_first = self.words.language in _PART_LAST
        return any(
            0 <= (group.start - one.end if is_first else one.start - group.end) <= 1 for one in self.of_one
        )

    def _is_of_somebody(self, group: Group) -> bool:
        """Whether it is somebody's relative by a possessive: the boy's elder cousin."""
        noun = group.end - len(group.noun)
        before = self.text[max(self.start, noun - 30) : noun]
        is_possessive = self.words.language == "en" and bool(re.search(r"(?:\w's|s') (?:\w+ ){0,2}$", before))
        # "A fourth child, the girls' brother," says only who the child is.
        is_possessive = is_possessive and re.search(r",[^,]*$", before) is None
        kin = self.words.find("joins.kin", self.text, noun, group.end) if is_possessive else []
        return any(one.start == noun and one.end == group.end for one in kin)

    def _is_beside_others(self, group: Group) -> bool:
        """Whether a pronoun only says with whom others were: the villager who was with him."""
        if group.category != PRONOUN:
            return False
        before = self.words.find("joins.with", self.text, max(self.start, group.start - 14), group.start)
        return any(not self.text[one.end : group.start].strip() for one in before)

    def _is_governed(self, begin: int) -> bool:
        first = max(self.start, begin - 12)
        before = self.words.find("joins.governing", self.text, first, begin + 4)
        return any(
            not re.sub(
                r"\b(?:an?|the|his|her|their|un[ae]?|les?|la|el|los|las)\b",
                "",
                self.text[one.end : begin + 4].lower()[: max(0, begin - one.end)],
            ).strip()
            for one in before
            if one.end <= begin + 4
        )

    def _category(self, group: Group, begin: int) -> str:
        last = self._after(group.end)
        if group.category in (PRONOUN,):
            return group.category
        for role in self.roles:
            kind = role.key.removeprefix("roles.")
            # A sapper of the peacekeepers is one of them.
            is_open = group.category in _OF_ANY_ROLE or (kind, group.category) == ("peacekeeper", "deminer")
            is_beside = begin <= role.start < group.end - len(group.noun) or group.end <= role.start <= last
            if is_beside and is_open:
                return kind
        if group.category == EMPLOYEE:
            # "Employees of an organisation were hurt during mine clearance" are its deminers.
            is_clearing = self.words.has("event.at_clearance", self.text, self.start, self.end)
            return "deminer" if is_clearing else "civilian"
        return group.category

    def _actor(self, begin: int, end: int) -> str:
        last = self._after(end)
        near = [one for one in self.nations if begin <= one.start <= last]
        near.sort(key=lambda one: not one.key.endswith("Nagorno-Karabakh"))
        return near[0].key.removeprefix("nationalities.") if near else ""

    def _before(self, start: int) -> list[Token]:
        """The words before a noun that belong to it."""
        tokens_left: list[Token] = []
        for token in reversed([one for one in self.tokens if one.end <= start]):
            if len(tokens_left) >= _REACH or not (token.text[0].isalnum() or token.text in "-'\"«»“”"):
                break
            if token.text == "-" and self.text[token.start - 1].isspace():
                # "Two people - a driver and a guard."
                break
            around = [one for one in self.outcomes if not one.start < token.start < start < one.end]
            if any(one.meets(token.start, token.end) for one in (*around, *self.nouns)):
                break
            tokens_left.append(token)
            if self.words.has("joins.breaks", token.text):
                # An article belongs to the noun, but nothing before it does.
                break
        return tokens_left[::-1]

    def _after(self, end: int) -> int:
        """How far what is said of a noun reaches behind it."""
        last, count = end, 0
        for token in self.tokens:
            if token.start < end:
                continue
            if token.text in ",;:.()—–-«" or count >= _ROLE_REACH or self.words.has("joins.and", token.text):
                break
            if any(one.meets(token.start, token.end) for one in (*self.outcomes, *self.nouns)):
                break
            last, count = token.end, count + 1
        return last

    def _beside_outcome(self, number: Number, reach: int) -> bool:
        for one in self.outcomes:
            between = (
                self.text[number.end : one.start]
                if one.start >= number.end
                else self.text[one.end : number.start]
            )
            if not re.search(r"[.;()]", between) and len(tokens(between, 0, len(between))) <= reach:
                return True
        more = self.words.find("joins.additive", self.text, number.start, min(self.end, number.end + 14))
        is_last = self.words.language in _PART_LAST
        return bool(more) or any(
            0 <= (number.start - one.end if is_last else one.start - number.end) <= 2
            for one in self.partitives
        )

    def _same(self, age: Found, noun: Found) -> bool:
        between = self.text[min(age.end, noun.end) : max(age.start, noun.start)]
        if self.text[age.start : age.start + 1] == "," and age.end <= noun.start:
            # "killed Ahmed S., 34, and his cousin": the age is of the name before it.
            return False
        return (
            not any(
                other.start >= min(age.end, noun.end) and other.end <= max(age.start, noun.start)
                for other in self.nouns
            )
            and ";" not in between
        )


def _named_people(text: str) -> int:
    """How many names follow a noun, as in "deminers Ivan K. and Petro S."; 0 where they are not two or more."""
    name = r"(?:[^\W\d_a-zа-яёіїєґա-և][\w'-]*\.?\s?){1,3}"
    found = re.match(rf"\s+{name}(?:,\s+{name})*\s*(?:and|и|й|та|və|և|ու|y|et)\s+{name}", text)
    return found.group().count(",") + 2 if found else 0


def _has_name(text: str) -> bool:
    return any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", text))


def _implied(kind: str) -> tuple[int, int | None, int | None]:
    return {"one": (1, 1, 1), "two": (2, 2, 2)}.get(kind, (2, None, None))
