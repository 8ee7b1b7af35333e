"""The people of an incident as rows: one per actor, category and outcome, each with a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.reports.casualties.entry import Entry
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.report import CasualtyRow, Quote

_NEAR = 3
"""So many sentences apart two members of a force of many nations are taken for countrymen."""
_ACTORS = {
    "civilian": "Civilians",
    "armed_forces": "armed forces",
    "police_security": "police and border guards",
    "security_forces_unspecified": "security forces",
    "peacekeeper": "peacekeepers",
    "deminer": "deminers",
    "emergency_service": "emergency service",
    "journalist": "Journalists",
    "local_official": "Local officials",
}


def rows_of(entries: Sequence[Entry], whole: str) -> tuple[CasualtyRow, ...]:
    """One row per actor, category and outcome, with the words of the whole report that it rests on."""
    rows: dict[tuple[str, str, str], CasualtyRow] = {}
    for one in entries:
        key = (_actor(one), one.category, one.outcome)
        known = rows.get(key)
        quotes = tuple(Quote(start, end, whole[start:end]) for start, end in dict.fromkeys(one.spans))
        row = CasualtyRow(*key, one.low, one.best, one.high, quotes)
        rows[key] = row if known is None else _sum(known, row)
    return tuple(rows.values())


def completed(entries: list[Entry], crowd: Group | None) -> list[Entry]:
    """The entries, each with a category: that of the people in the same sentence, or of all others, or of the crowd
    that they were in, or civilian.
    """
    known = [one for one in entries if one.category not in (GENERIC, PRONOUN)]
    other = crowd.category if crowd is not None and crowd.category not in (GENERIC, PRONOUN) else "civilian"
    for one in entries:
        if one.category in (GENERIC, PRONOUN):
            near = _whose(one, known) or [other for other in known if other.sentence == one.sentence] or known
            kinds = list(dict.fromkeys(other.category for other in near))
            is_of_others = bool(one.noun) and set(kinds) <= {"journalist", "local_official"}
            if (len(kinds) > 1 and set(kinds) & {"journalist", "local_official", "civilian"}) or is_of_others:
                # "A journalist was killed, four people were hurt": they are not said to be journalists.
                kinds = ["civilian"]
            one.category = kinds[0] if kinds else other
            one.actor = one.actor or next(
                (other.actor for other in near if other.category == one.category), ""
            )
    for one in entries:
        actors = {other.actor for other in entries if other.category == one.category and other.actor}
        is_only = len({other.actor for other in entries if other.actor}) == 1
        if not one.actor and len(actors) == 1 and is_only and not _is_of_another_sentence(one, entries):
            one.actor = next(iter(actors))
    return entries


def _is_of_another_sentence(one: Entry, entries: Sequence[Entry]) -> bool:
    """Whether somebody new, in a sentence of his own, serves in a force of many nations: nobody says in whose."""
    own = [other for other in entries if other.category == one.category and other.actor]
    is_near = any(abs(other.sentence - one.sentence) <= _NEAR for other in own)
    return one.category == "peacekeeper" and not is_near


def _whose(one: Entry, known: Sequence[Entry]) -> list[Entry]:
    """Who was named last before somebody's comrades, who are what he is; empty for others."""
    before = [other for other in known if other.spans[0][0] < one.spans[0][0]]
    return [max(before, key=lambda other: other.spans[0][0])] if one.is_own and before else []


def _actor(entry: Entry) -> str:
    name = _ACTORS.get(entry.category, "")
    if entry.category in ("civilian", "journalist", "local_official"):
        return name
    return f"{entry.actor} {name}" if entry.actor else name[:1].upper() + name[1:]


def _sum(row: CasualtyRow, other: CasualtyRow) -> CasualtyRow:
    """Two rows of the same actor, category and outcome as one."""
    best = None if row.count_best is None or other.count_best is None else row.count_best + other.count_best
    high = None if row.count_high is None or other.count_high is None else row.count_high + other.count_high
    return replace(
        row,
        count_low=(row.count_low or 0) + (other.count_low or 0),
        count_best=best,
        count_high=high,
        quotes=tuple(dict.fromkeys([*row.quotes, *other.quotes])),
    )
