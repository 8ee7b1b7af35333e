"""The sentences of a report put together by incident."""

from __future__ import annotations

from collections.abc import Sequence

from data.reports.incidents.another_incident import (
    is_another,
    is_background,
    is_later_elsewhere,
    is_next,
    own_day,
)
from data.reports.incidents.day_of_blast import (
    add_preface,
    begins_with_death,
    share_day,
    take_day,
    take_day_before,
    take_day_of_blast,
)
from data.reports.incidents.event import Event
from data.reports.incidents.subject import (
    is_of_clearance,
    is_of_handover,
    is_of_trial,
    leave_out_recalled,
    names_device,
    reports_ordnance,
)
from data.reports.incidents.summaries import distinguished, points_back
from data.reports.outcomes.outcomes import TREATED, UNHURT, VICTIM
from data.reports.reading.read_sentence import Read
from data.reports.reading.updates import is_update_sentence
from data.reports.report import Reason
from data.reports.text.words import Words
from data.reports.where.toponyms import Finder

_ITEM = 25
"""So far into a sentence the day of an item of a list stands."""
_HEADING_WORDS = 12
_DATING = 6
"""So many sentences behind the first one the day of the blast stands."""
_SHORT = 3
"""So far into a sentence "the first" stands that is one of two named before."""


def events_of(words: Words, finder: Finder, reads: Sequence[Read]) -> list[Event]:
    """The incidents of a report, each with its sentences; empty where it reports none."""
    body = [one for one in reads if one.sentence.paragraph > 0 and one.reason is None]
    if not reports_ordnance(words, reads, body):
        return []
    if is_of_trial(words, reads, body) or is_of_handover(words, reads, body):
        leave_out_recalled(body, reads, is_undated_old=True)
    begins = next(
        (
            number
            for number, one in enumerate(body)
            if one.is_event and not one.is_handled and one.reason is None
        ),
        len(body),
    )
    if is_of_clearance(reads, body[:begins]):
        leave_out_recalled(body[begins:], reads)
        begins = next(
            (number for number, one in enumerate(body) if one.is_event and one.reason is None), len(body)
        )
    begins = _with_heading(finder, body, begins)
    found: list[Event] = []
    for one in body[begins:]:
        _place(words, finder, found, one, reads, body)
        if one is body[begins]:
            take_day_before(found[0], body[: begins + (not one.is_event)])
    titles = [one for one in reads if one.sentence.paragraph == 0]
    if found and found[0].reads[0].has_casualties:
        found[0].follows_device = names_device(words, found[0], titles, body[max(0, begins - 2) : begins])
    share_day(found)
    if found:
        take_day_of_blast(words, found[0], body)
    found = [
        one for one in found if _is_incident(one) and (one is found[0] or _has_groups(one) or _is_listed(one))
    ]
    found = [one for one in found if one.first is not None or any(read.has_people for read in one.reads)]
    found = distinguished(words, finder, found)
    if found:
        add_preface(words, found[0], body[:begins])
    return found


def _with_heading(finder: Finder, body: Sequence[Read], begins: int) -> int:
    """Where the first incident begins: with the day and place that open its paragraph, "17 April, 3 km east of Lyman."."""
    if not 0 < begins < len(body):
        return begins
    before = body[begins - 1]
    is_heading = before.sentence.paragraph == body[begins].sentence.paragraph and bool(before.days)
    is_heading = is_heading and len(before.text.split()) <= _HEADING_WORDS
    return begins - 1 if is_heading and finder.toponyms(before.sentence) else begins


def _place(
    words: Words, finder: Finder, found: list[Event], one: Read, reads: Sequence[Read], body: Sequence[Read]
) -> None:
    """Puts a sentence to the incident so far, to a new one, or aside with its reason."""
    if not found:
        found.append(_begun(words, one, None))
        return
    current = found[-1]
    one.reason = _beside(words, current, one, reads[one.sentence.number - 1])
    if one.reason is not None:
        return
    if begins_with_death(words, current, one):
        current.first = current.last = current.day = None
        _join(words, current, one)
    elif not is_another(words, finder, current, one, body):
        _join(words, current, one)
    elif is_background(words, found[0], one, body):
        one.reason = Reason.OLDER
    else:
        found.append(_begun(words, one, current))
        found[-1].follows_device = is_next(words, finder, current, one) or is_later_elsewhere(
            words, current, one
        )


def _beside(words: Words, current: Event, one: Read, before: Read) -> Reason | None:
    """Why casualties are not of the incident so far: another day without ordnance, or the paragraph tells another story."""
    if not one.has_people or one.is_of_ordnance or one.is_recalled or is_update_sentence(words, one):
        return None
    own = own_day(one)
    if own is not None and current.first is not None and current.last is not None:
        if own.last < current.first:
            return None if _dates_the_blast(current, one) else Reason.OLDER
        if own.first > current.last and not words.has("outcome.killed", one.text):
            return None if _tells_of_care(words, one) else Reason.UNCLEAR
        if own.first > current.last and any(
            mention.group and mention.group.is_counted for mention in one.mentions
        ):
            return Reason.UNCLEAR
    if before.sentence.paragraph == one.sentence.paragraph and not one.days:
        if before.reason in (Reason.OLDER, Reason.OTHER_CAUSE, Reason.UNCLEAR, Reason.TOTAL):
            return before.reason
        if _tells_of_another_day(current, before):
            return Reason.OLDER
        if before.is_aside and not before.is_event and (before.days or not before.devices):
            is_attack = words.has("cause.other", before.text) or own_day(before) is not None
            return Reason.OTHER_CAUSE if is_attack else None
    return None


def _dates_the_blast(current: Event, one: Read) -> bool:
    """Whether it says by date when it happened, while the first sentences only name a weekday: the incident occurred on
    17 May, said behind "a statement of Monday".
    """
    own = own_day(one)
    is_dated = own is not None and own.is_explicit and one.is_of_incident and not _has_new_people(one)
    is_vague = current.day is not None and not current.day.is_explicit
    return is_dated and is_vague and one.sentence.number - current.reads[0].sentence.number <= _DATING


def _has_new_people(one: Read) -> bool:
    return any(m.group and m.outcome != UNHURT and not m.group.is_definite for m in one.mentions)


def _tells_of_care(words: Words, one: Read) -> bool:
    """Whether it only says how people named before are cared for: "The first was brought to hospital on Monday"."""
    groups = [m.group for m in one.mentions if m.group and m.outcome != UNHURT]
    is_care = any(m.outcome == TREATED for m in one.mentions)
    is_of_two = any(found.start < _SHORT for found in words.find("joins.of_two", one.text))
    is_of_known = bool(groups) and all(points_back(group) for group in groups)
    return is_care and (is_of_known or (is_of_two and not groups)) and not one.explosions


def _tells_of_another_day(current: Event, before: Read) -> bool:
    """Whether the sentence before begins another story without ordnance, on a day before that of the incident: on
    26 September a convoy was attacked; eleven soldiers were killed.
    """
    own = own_day(before)
    if own is None or current.first is None or before in current.reads[:1]:
        return False
    return own.last < current.first and not before.is_of_ordnance and not before.has_people


def _begun(words: Words, one: Read, before: Event | None) -> Event:
    event = Event([one])
    take_day(words, event, one, before)
    return event


def _join(words: Words, event: Event, one: Read) -> None:
    event.reads.append(one)
    take_day(words, event, one)


def _has_groups(event: Event) -> bool:
    """Whether it says who was hurt or caught, or that nobody was; a further explosion without that is an echo of the
    first.
    """
    has_unhurt = any(m.outcome == UNHURT for one in event.reads[:2] for m in one.mentions)
    is_caught = any(m.outcome == VICTIM for m in event.reads[0].mentions) and bool(event.reads[0].days)
    return (has_unhurt and is_caught) or any(
        m.group and m.outcome != UNHURT for one in event.reads for m in one.mentions
    )


def _is_listed(event: Event) -> bool:
    """Whether it begins with a day and a device that went off: an item of a list, in which nobody need be hurt."""
    first = event.reads[0]
    has_day = any(day.is_explicit and day.start - first.sentence.start < _ITEM for day in first.days)
    return has_day and bool(first.explosions) and bool(first.devices) and not first.is_handled


def _is_incident(event: Event) -> bool:
    """Whether ordnance went off: somebody was caught or hurt by it, or it is said that it exploded."""
    is_of_ordnance = any(one.is_of_ordnance and one.is_event and not one.is_handled for one in event.reads)
    return (is_of_ordnance or event.follows_device) and (
        any(one.has_people for one in event.reads) or any(one.explosions for one in event.reads)
    )
