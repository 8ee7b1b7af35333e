"""People who share the words of an outcome before them: an officer died and four civilians; as did the driver."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.reports.outcomes.chains import distance
from data.reports.outcomes.outcomes import (
    INJURED,
    KILLED,
    VICTIM,
    Mention,
    outcome_and_side,
)
from data.reports.people.group import Group
from data.reports.text.words import Found, Words

_NEXT: Final = 24
"""So many letters behind a dash what somebody has stands."""
_AS_WELL: Final = 5
"""So many words behind an outcome "as did", "así como" stand at most."""
_FAR_AS_WELL: Final = 16
"""The same behind a comma: died when a mine exploded, as did a driver."""
_OF_AS_WELL: Final = 4
"""So many words behind them their people stand at most."""
_OWN_NEXT: Final = 12
"""So many words behind people their own outcome stands at most."""


def sharing(words: Words, text: str, one: Found, after: list[Group], later: list[Found]) -> list[Group]:
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


def left_unsaid(
    words: Words, text: str, found: list[Found], people: list[Group], made: list[Mention]
) -> list[Mention]:
    """Those of whom a dash stands for the outcome said before: one was hit in the leg, the second — in the arm."""
    known = {mention.group.start for mention in made if mention.group}
    added: list[Mention] = []
    for group in people:
        before = [one for one in made if one.end <= group.start and one.outcome in (KILLED, INJURED)]
        if group.start in known or not before or group.best != 1:
            continue
        dash = re.match(r"\s*[—–]\s", text[group.end : group.end + 4])
        later = min((one.start for one in found if one.start >= group.end), default=len(text))
        is_last = later == len(text) or bool(re.search(r"[,;]", text[group.end : later]))
        if dash and is_last and not re.search(r"[.;]", text[before[-1].end : group.start]):
            # "He was fatally hurt, and his helper — a concussion."
            is_hurt = words.has("joins.injury", text, group.end, min(later, group.end + _NEXT))
            outcome = INJURED if is_hurt else before[-1].outcome
            added.append(replace(before[-1], group=group, outcome=outcome))
    return added


def added(words: Words, text: str, one: Found, group: Group) -> Group:
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
