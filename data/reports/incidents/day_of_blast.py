"""The day of an incident, out of the days that its sentences name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from data.reports.incidents.another_incident import (
    own_day,
)
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import KILLED, UNHURT
from data.reports.reading.read_sentence import Read
from data.reports.reading.updates import is_update_sentence
from data.reports.text.days import Day
from data.reports.text.words import Words

_DYING_DAYS = 60
"""So long after the blast people are reported to have died of it."""


def take_day_before(event: Event, before: Sequence[Read]) -> None:
    """The day that the same paragraph gives right before the incident: "On 15 February the truce was broken twice." """
    near = [one for one in before[-1:] if one.sentence.paragraph == event.reads[0].sentence.paragraph]
    day = next((day for one in near for day in one.days if not day.relation), None)
    if event.first is None and day is not None:
        event.first, event.last, event.day = day.first, day.last, day


def take_day_of_blast(words: Words, event: Event, body: Sequence[Read]) -> None:
    """The day of the blast for that on which somebody died of it, where a later sentence gives it: "A sergeant died
    on Sunday. He was wounded on 15 April."
    """
    own = next((one for one in event.reads if event.day in one.days), None)
    if event.first is None or own is None or not is_update_sentence(words, own):
        return
    first = event.first - timedelta(days=_DYING_DAYS)
    for one in body:
        tells = one.is_event or one.is_of_ordnance or bool(one.people)
        is_other = one is own or one.is_handled or one.is_aside or one.reason is not None
        day = next((day for day in one.days if not day.relation and first <= day.last < event.first), None)
        paragraph = [read for read in body if read.sentence.paragraph == one.sentence.paragraph]
        if day is not None and tells and not is_other and any(read.has_people for read in paragraph):
            event.first, event.last, event.day = day.first, day.last, day
            return


def share_day(found: Sequence[Event]) -> None:
    """The day of the first incident for one of the same summary that names none: each paragraph is one of the day's."""
    for event in found[1:]:
        if event.first is None and not any(one.days or one.statement_days for one in event.reads):
            event.first, event.last, event.day = found[0].first, found[0].last, found[0].day


def begins_with_death(words: Words, current: Event, one: Read) -> bool:
    """Whether the sentences so far only say that somebody has died, and this one when that victim was caught."""
    own = own_day(one)
    is_death = all(is_update_sentence(words, read) and not read.is_of_ordnance for read in current.reads)
    is_before = own is not None and current.first is not None and own.first < current.first
    return is_death and is_before and one.is_of_ordnance and not _has_new_people(one)


def _has_new_people(one: Read) -> bool:
    groups = [m.group for m in one.mentions if m.group and m.outcome != UNHURT]
    return any(group.is_counted and not group.is_definite for group in groups)


def add_preface(words: Words, event: Event, preface: Sequence[Read]) -> None:
    """Adds what stands before the event itself: "Terrible news from Olovo this morning".

    Its day goes before the one on which somebody died of the wounds.
    """
    is_of_death = event.first is not None and all(
        event.day not in one.days or is_update_sentence(words, one) or _is_of_dying(words, one)
        for one in event.reads
    )
    event.reads = [*preface, *event.reads]
    # The week in which mines were cleared is no day of a blast.
    day = next(
        (
            day
            for one in preface
            for day in one.days
            if not (day.relation or (one.is_handled and day.first < day.last))
        ),
        None,
    )
    is_earlier = day is not None and event.first is not None and day.first < event.first
    if day is not None and (event.first is None or (is_of_death and is_earlier)):
        event.first, event.last, event.day = day.first, day.last, day


def take_day(words: Words, event: Event, one: Read, before: Event | None = None) -> None:
    """The day that a sentence gives, unless an earlier one has given a better one."""
    is_of_death = bool(one.explosions) and is_update_sentence(words, one)
    if (eve := _eve_of_death(words, event, one)) is not None:
        event.first = event.last = eve.first
        event.day = eve
        return
    for day in sorted(one.days, key=lambda day: day.first) if is_of_death else one.days:
        if day.relation:
            if before is not None and before.first and before.last and event.first is None:
                shift = timedelta(days=day.shift)
                event.first, event.last, event.day = before.first + shift, before.last + shift, day
            continue
        is_better = event.first is None or (
            event.day is not None
            and day.prec < event.day.prec
            and event.first <= day.first <= (event.last or day.first)
            # "A mine went off there last week. On Friday another one was made safe."
            and not (one.is_handled or (words.has("cause.handled", one.text) and not one.is_event))
        )
        # "The convoy was struck on Wednesday", not "the police said today".
        is_next = one.sentence.number == event.reads[0].sentence.number + 1 and day.last != one.published
        is_closer = (
            bool(one.people) if event.first is not None else (one.people or is_next) and _is_near(event, one)
        )
        is_closer = is_better and is_closer
        if is_better and (one.is_event or one.is_of_ordnance or one.is_of_incident or is_closer):
            event.first, event.last, event.day = day.first, day.last, day
            return


def _is_near(event: Event, one: Read) -> bool:
    """Whether it may tell what went before the blast: they left on Saturday; not far behind the news."""
    is_told = not (one.is_aside or one.is_handled)
    return is_told and one.sentence.paragraph <= event.reads[0].sentence.paragraph + 1


def _eve_of_death(words: Words, event: Event, one: Read) -> Day | None:
    """The day of the blast where it was the day before somebody died of it: "A farmer, who had trodden on a mine the day
    before, died in hospital on Monday", be it in two sentences; None where nothing says so.
    """
    eve = next((day for day in one.days if day.relation == "previous"), None)
    if eve is None or not one.is_of_ordnance:
        return None
    if _is_of_dying(words, one):
        death = own_day(one)
    else:
        first = event.reads[0]
        is_death = _is_of_dying(words, first) or not first.is_of_ordnance
        is_told = event.day is not None and is_death and any(m.outcome == KILLED for m in first.mentions)
        death = event.day if is_told and event.day in event.reads[0].days else None
    if death is None or death.relation or death.first != death.last:
        return None
    blast = death.first - timedelta(days=1)
    return replace(eve, first=blast, last=blast, prec=1, relation="")


def _is_of_dying(words: Words, one: Read) -> bool:
    """Whether it says that somebody died later: in hospital, or of the wounds."""
    is_dead = any(mention.outcome == KILLED for mention in one.mentions)
    return is_update_sentence(words, one) or (is_dead and words.has("background.hospital", one.text))
