"""People whom a noun names, with their number and age."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.people.described import described, words_before
from data.reports.people.group import PRONOUN, Group
from data.reports.people.scanned import AGE_REACH, Scanned
from data.reports.text.numbers import Number
from data.reports.text.words import Found

_IS_THEIRS: Final = re.compile(r"l[aə]r[ıi]$")


def _named_people(text: str) -> int:
    """How many names follow a noun, as in "deminers Ivan K. and Petro S."; 0 where they are not two or more."""
    name = r"(?:[^\W\d_a-zа-яёіїєґա-և][\w'-]*\.?\s?){1,3}"
    found = re.match(rf"\s+{name}(?:,\s+{name})*\s*(?:and|и|й|та|və|և|ու|y|et)\s+{name}", text)
    return found.group().count(",") + 2 if found else 0


def _implied(kind: str) -> tuple[int, int | None, int | None]:
    return {"one": (1, 1, 1), "two": (2, 2, 2)}.get(kind, (2, None, None))


def with_noun(scan: Scanned, noun: Found) -> Group:
    """The people of a noun, with the number before it; the number is then taken."""
    category, _, kind = noun.key.removeprefix("people.").rpartition(".")
    generation, sex = _found_in(scan, "joins.generation", noun), _found_in(scan, "joins.sex", noun)
    own = next((one for one in scan.colleagues if one.start < noun.start < one.end), None)
    left = words_before(scan, own.start if own else noun.start)
    is_of_them = False
    first = left[0].start if left else noun.start
    number = next(
        (
            one
            for one in reversed(scan.counts)
            if first < one.end
            and one.end <= (own.start if own else noun.start) + 1
            and one.start not in scan.taken
        ),
        None,
    )
    if number is None and kind == "many":
        number, is_of_them = _count_of_them(scan, noun), True
    is_of_them = is_of_them and number is not None
    if number is None and left and left[0].text == "من":
        # Arabic: three of the herders, which are three herders.
        number = next((one for one in scan.counts if 0 <= left[0].start - one.end <= 1), None)
    named = _named_people(scan.text[noun.end : min(scan.end, noun.end + 80)]) if kind == "many" else 0
    named = named or (_count_of_ages(scan, noun) if kind == "many" and number is None else 0)
    group = Group(
        noun.start,
        noun.end,
        *((named, named, named) if named else _implied(kind)),
        category,
        scan.text[noun.start : noun.end].lower(),
        sex=sex.key.removeprefix("joins.sex.") if sex and kind != "two" else "",
        is_anybody=_found_in(scan, "joins.anybody", noun) is not None,
        is_kin=_found_in(scan, "joins.kin", noun) is not None,
        is_broad=_found_in(scan, "joins.broad", noun) is not None,
        generation=generation.key.removeprefix("joins.generation.") if generation else "",
    )
    group = replace(group, is_counted=bool(named))
    if number is not None and kind == "two" and number.best == 1:
        # "One couple" are two people.
        scan.taken.add(number.start)
        number = None
    if number is not None and category != PRONOUN:
        scan.taken.add(number.start)
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
            for one in scan.ages
            if group.start - 25 <= one.start <= noun.end + 14 and _is_age_of_noun(scan, one, noun)
        ),
        None,
    )
    if age and kind == "many" and _IS_THEIRS.search(group.noun) and not group.is_counted:
        # Azerbaijani "5 yaşlı qızları" is their one daughter of five.
        group = replace(group, low=1, best=1, high=1)
    if _is_parent_of(scan, group):
        group = replace(group, is_anybody=True, is_definite=True)
    return described(scan, replace(group, age=age.key if age else ""), left)


def _found_in(scan: Scanned, name: str, noun: Found) -> Found | None:
    """What a list says of a noun; Arabic "and" is written as one word with it."""
    text = scan.text[noun.start : noun.end]
    found = scan.words.find(name, text)
    if not found and scan.words.language == "ar" and text.startswith("و"):
        found = scan.words.find(name, text[1:])
    return found[0] if found else None


def _is_parent_of(scan: Scanned, group: Group) -> bool:
    """Whether it only says how many children somebody has: a father of two from Doboj; the mother of three children."""
    if group.generation != "parents" or group.best != 1:
        return False
    return any(
        0 <= one.start - group.end <= 4 and (one.best or 0) > 1
        for one in scan.counts
        if re.fullmatch(r"\s(?:of|de)?\s?", scan.text[group.end : one.start])
    )


def _count_of_them(scan: Scanned, noun: Found) -> Number | None:
    """The number of a part before what those are: two of them policemen; двое из них — военные."""
    for one in scan.counts:
        if one.end > noun.start or one.start in scan.taken:
            continue
        between = scan.text[one.end : noun.start]
        part = next(iter(scan.words.find("joins.of_them", between)), None)
        if part and not re.sub(r"[\s,—–-]", "", between[: part.start] + between[part.end :]):
            return one
    return None


def _count_of_ages(scan: Scanned, noun: Found) -> int:
    """How many ages stand with people, which are as many: boys of nine and eleven years; 0 for none or one."""
    for listed in scan.age_lists:
        first, last = listed[0].start, listed[-1].end
        if any(one.best == len(listed) and one.end < noun.start for one in scan.counts) and scan.text[
            scan.start : noun.start
        ].endswith(", "):
            # "Two shepherds, brothers aged 17 and 22," are two.
            continue
        if len(listed) > 1 and len(scan.text[min(noun.end, last) : max(noun.start, first)]) < AGE_REACH:
            return len(listed)
    return 0


def _is_age_of_noun(scan: Scanned, age: Found, noun: Found) -> bool:
    between = scan.text[min(age.end, noun.end) : max(age.start, noun.start)]
    if scan.text[age.start : age.start + 1] == "," and age.end <= noun.start:
        # "killed Ahmed S., 34, and his cousin": the age is of the name before it.
        return False
    return (
        not any(
            other.start >= min(age.end, noun.end) and other.end <= max(age.start, noun.start)
            for other in scan.nouns
        )
        and ";" not in between
    )
