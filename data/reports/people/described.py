"""What the words beside people say of them: further ones, somebody's, of which force and country."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.people.group import EMPLOYEE, GENERIC, PRONOUN, Group
from data.reports.people.scanned import PART_LAST, Scanned
from data.reports.text.sentences import Token

_REACH: Final = 4
"""So many words before a noun its number may stand."""
_ROLE_REACH: Final = 10
_ARABIC_FEMININE: Final = "ة"
_OF_ANY_ROLE: Final = frozenset(
    {GENERIC, EMPLOYEE, "civilian", "armed_forces", "police_security", "security_forces_unspecified"}
)
"""Categories of nouns that the words of a role beside them make more exact."""


def described(scan: Scanned, group: Group, left: list[Token]) -> Group:
    """The people with what the words before and behind them say; `left` are the words before that are theirs."""
    begin = min(left[0].start if left else group.start, group.start)
    is_more = scan.words.has("joins.additive", scan.text, begin, group.end)
    is_own = scan.words.has("joins.own", scan.text, begin, group.end)
    is_own = is_own and scan.written[group.end - 1] != _ARABIC_FEMININE
    is_own = is_own or is_of_one(scan, group) or _is_of_somebody(scan, group)
    is_definite = is_own or scan.words.has("joins.definite", scan.text, begin, group.end)
    is_definite = is_definite or group.is_definite
    after = scan.words.find("joins.additive", scan.text, group.end, min(scan.end, group.end + 16))
    is_more = is_more or any(
        0 <= one.start - group.end <= 2 and "," not in scan.text[group.end : one.start] for one in after
    )
    # "A colleague", "his team leader" is not the one who was named before.
    is_other = not is_more and (
        group.category == GENERIC
        and (is_own or not is_definite)
        and scan.words.has("joins.somebody_else", scan.text, group.start, group.end)
    )
    return replace(
        group,
        category=(category := _category(scan, group, begin)),
        is_loose=group.category == EMPLOYEE and category == "civilian",
        is_more=(is_more or is_other) and not (is_definite and not is_own),
        is_other=is_other,
        is_governed=_is_governed(scan, group.start if group.is_counted else begin)
        or _is_beside_others(scan, group),
        is_definite=is_definite or group.category == PRONOUN,
        is_own=is_own,
        is_of_one=is_of_one(scan, group),
        # "The two others in hospital are none of those who died."
        is_rest=scan.words.has("joins.remaining", scan.text, begin, group.end)
        or ((is_more or is_other) and is_definite and not is_own and group.is_counted),
        actor=_actor(scan, begin, group.end),
    )


def is_of_one(scan: Scanned, group: Group) -> bool:
    """Whether it is somebody of one of those named before: the grandmother of one of them; onlardan birinin nənəsi."""
    is_first = scan.words.language in PART_LAST
    return any(
        0 <= (group.start - one.end if is_first else one.start - group.end) <= 1 for one in scan.of_one
    )


def _is_of_somebody(scan: Scanned, group: Group) -> bool:
    """Whether it is somebody's relative by a possessive: the boy's elder cousin."""
    noun = group.end - len(group.noun)
    before = scan.text[max(scan.start, noun - 30) : noun]
    is_possessive = scan.words.language == "en" and bool(re.search(r"(?:\w's|s') (?:\w+ ){0,2}$", before))
    # "A fourth child, the girls' brother," says only who the child is.
    is_possessive = is_possessive and re.search(r",[^,]*$", before) is None
    kin = scan.words.find("joins.kin", scan.text, noun, group.end) if is_possessive else []
    return any(one.start == noun and one.end == group.end for one in kin)


def _is_beside_others(scan: Scanned, group: Group) -> bool:
    """Whether a pronoun only says with whom others were: the villager who was with him."""
    if group.category != PRONOUN:
        return False
    before = scan.words.find("joins.with", scan.text, max(scan.start, group.start - 14), group.start)
    return any(not scan.text[one.end : group.start].strip() for one in before)


def _is_governed(scan: Scanned, begin: int) -> bool:
    first = max(scan.start, begin - 12)
    before = scan.words.find("joins.governing", scan.text, first, begin + 4)
    return any(
        not re.sub(
            r"\b(?:an?|the|his|her|their|un[ae]?|les?|la|el|los|las)\b",
            "",
            scan.text[one.end : begin + 4].lower()[: max(0, begin - one.end)],
        ).strip()
        for one in before
        if one.end <= begin + 4
    )


def _category(scan: Scanned, group: Group, begin: int) -> str:
    last = _reach_behind(scan, group.end)
    if group.category in (PRONOUN,):
        return group.category
    for role in scan.roles:
        kind = role.key.removeprefix("roles.")
        # A sapper of the peacekeepers is one of them.
        is_open = group.category in _OF_ANY_ROLE or (kind, group.category) == ("peacekeeper", "deminer")
        is_beside = begin <= role.start < group.end - len(group.noun) or group.end <= role.start <= last
        if is_beside and is_open:
            return kind
    if group.category == EMPLOYEE:
        # "Employees of an organisation were hurt during mine clearance" are its deminers.
        is_clearing = scan.words.has("event.at_clearance", scan.text, scan.start, scan.end)
        return "deminer" if is_clearing else "civilian"
    return group.category


def _actor(scan: Scanned, begin: int, end: int) -> str:
    last = _reach_behind(scan, end)
    near = [one for one in scan.nations if begin <= one.start <= last]
    near.sort(key=lambda one: not one.key.endswith("Nagorno-Karabakh"))
    return near[0].key.removeprefix("nationalities.") if near else ""


def words_before(scan: Scanned, start: int) -> list[Token]:
    """The words before a noun that belong to it."""
    tokens_left: list[Token] = []
    for token in reversed([one for one in scan.tokens if one.end <= start]):
        if len(tokens_left) >= _REACH or not (token.text[0].isalnum() or token.text in "-'\"«»“”"):
            break
        if token.text == "-" and scan.text[token.start - 1].isspace():
            # "Two people - a driver and a guard."
            break
        around = [one for one in scan.outcomes if not one.start < token.start < start < one.end]
        if any(one.meets(token.start, token.end) for one in (*around, *scan.nouns)):
            break
        tokens_left.append(token)
        if scan.words.has("joins.breaks", token.text):
            # An article belongs to the noun, but nothing before it does.
            break
    return tokens_left[::-1]


def _reach_behind(scan: Scanned, end: int) -> int:
    """How far what is said of a noun reaches behind it."""
    last, count = end, 0
    for token in scan.tokens:
        if token.start < end:
            continue
        if token.text in ",;:.()—–-«" or count >= _ROLE_REACH or scan.words.has("joins.and", token.text):
            break
        if any(one.meets(token.start, token.end) for one in (*scan.outcomes, *scan.nouns)):
            break
        last, count = token.end, count + 1
    return last
