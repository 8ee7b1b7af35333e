"""Sentences that speak of several incidents together."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.incidents.another_incident import (
    places_named,
)
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import INJURED, KILLED, VICTIM
from data.reports.people.group import Group
from data.reports.reading.read_sentence import Read
from data.reports.text.words import Words
from data.reports.where.toponyms import Finder


def _sums_up(lead: Read, rest: Sequence[Read]) -> bool:
    """Whether the lead has as many killed, or injured, as the sentences after it together."""
    for outcome in (KILLED, INJURED):
        total, own = _counted([lead], outcome), _counted(rest, outcome)
        if total > 1 and total in (own, own + _counted(rest, VICTIM)):
            return True
    return False


def _counted(reads: Sequence[Read], outcome: str) -> int:
    groups = [m.group for one in reads for m in one.mentions if m.outcome == outcome and m.group]
    return sum(group.best or 0 for group in groups if not (group.is_part or points_back(group)))


def points_back(group: Group) -> bool:
    """Whether it is somebody named before: the man lost a leg."""
    return group.is_definite and not group.is_own and not group.is_counted


def distinguished(words: Words, finder: Finder, found: list[Event]) -> list[Event]:
    """The incidents without the sentences that speak of several of them together."""
    if len(found) < 2:
        return found
    first, lead = found[0], found[0].reads[0]
    placed = [number for number, one in enumerate(first.reads) if places_named(finder, one) and one.is_event]
    is_plural = words.has("background.several_incidents", lead.text)
    is_apart = first.first != found[1].first and not _sums_up(lead, [*first.reads[1:], *found[1].reads])
    is_sum = _sums_up(lead, [*first.reads[1:], *found[1].reads])
    has_own = any(one.days and one.is_event for one in first.reads[1:])
    if not is_plural and (placed[:1] == [0] or is_apart) and not (is_sum and has_own and not lead.days):
        return found
    if is_sum and placed[:1] == [0]:
        placed = [1]
    if placed and (placed[0] > 0 or len(first.reads) > 1):
        count = max(placed[0], 1)
        summary, first.reads = first.reads[:count], first.reads[count:]
    elif any(one.has_people for one in first.reads[1:]):
        summary, first.reads = [lead], first.reads[1:]
    else:
        summary, found = first.reads, found[1:]
    for event in found:
        event.summary = summary
        if event.first is None:
            event.first, event.last, event.day = first.first, first.last, first.day
    return found
