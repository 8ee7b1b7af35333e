"""The sentences of a report put together by incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from data.reports.incidents.another_incident import (
    SOON_DAYS,
    is_another,
    is_background,
    is_next,
    own_day,
    places_named,
)
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, UNHURT, VICTIM
from data.reports.people.group import PRONOUN, Group
from data.reports.reading.background import is_update_sentence
from data.reports.reading.read_sentence import Read
from data.reports.report import Reason
from data.reports.text.days import Day
from data.reports.text.words import Words
from data.reports.where.toponyms import Finder

_TRAINING_SENTENCES = 3
"""So many sentences that speak of training make it the subject of the report."""
_STORED_SENTENCES = 4
"""So many sentences of the text say what went off."""
_TRIAL_SENTENCES = 2
"""So many sentences that speak of a court make a trial the subject."""
_DYING_DAYS = 60
"""So long after the blast people are reported to have died of it."""
_ITEM = 25
"""So far into a sentence the day of an item of a list stands."""
_SHORT = 3
"""So far into a sentence "the first" stands that is one of two named before."""
_DEVICE_SENTENCES = 4
"""So far into an incident its device may be named for the first time."""


def events_of(words: Words, finder: Finder, reads: Sequence[Read]) -> list[Event]:
    """The incidents of a report, each with its sentences; empty where it reports none."""
    body = [one for one in reads if one.sentence.paragraph > 0 and one.reason is None]
    if not _reports_ordnance(words, reads, body):
        return []
    if _is_of_trial(words, reads, body):
        _leave_out_recalled(body, reads, is_undated_old=True)
    begins = next(
        (
            number
            for number, one in enumerate(body)
            if one.is_event and not one.is_handled and one.reason is None
        ),
        len(body),
    )
    if _is_of_clearance(reads, body[:begins]):
        _leave_out_recalled(body[begins:], reads)
        begins = next(
            (number for number, one in enumerate(body) if one.is_event and one.reason is None), len(body)
        )
    found: list[Event] = []
    for one in body[begins:]:
        _place(words, finder, found, one, reads, body)
        if one is body[begins]:
            _take_day_before(found[0], body[:begins])
    titles = [one for one in reads if one.sentence.paragraph == 0]
    if found and found[0].reads[0].has_casualties:
        found[0].follows_device = _names_device(words, found[0], titles, body[max(0, begins - 2) : begins])
    _share_day(found)
    if found:
        _take_day_of_blast(words, found[0], body)
    found = [
        one for one in found if _is_incident(one) and (one is found[0] or _has_groups(one) or _is_listed(one))
    ]
    found = [one for one in found if one.first is not None or any(read.has_people for read in one.reads)]
    found = _distinguished(words, finder, found)
    if found:
        _add_preface(words, found[0], body[:begins])
    return found


def _names_device(words: Words, event: Event, titles: Sequence[Read], before: Sequence[Read]) -> bool:
    """Whether the device stands beside the casualties: "Two boys found a shell. One was killed", or after them:
    "A deminer lost a hand. The device was a PMN."
    """
    after = event.reads[1:_DEVICE_SENTENCES]
    near = (*titles, *before, *event.reads[:_DEVICE_SENTENCES])
    is_other = any(one.is_aside or words.has("cause.other", one.text) for one in near)
    return any(one.devices and not one.is_aside for one in before) or (
        not is_other and any(map(_names_what_exploded, after))
    )


def _names_what_exploded(one: Read) -> bool:
    return bool(one.devices) and not one.is_handled and not one.has_people


def _is_of_clearance(reads: Sequence[Read], before: Sequence[Read]) -> bool:
    """Whether the news is of ordnance that was found or cleared: neither title nor first sentences have victims."""
    titles = [one for one in reads if one.sentence.paragraph == 0]
    return not any(one.is_event for one in titles) and any(one.is_handled for one in before)


def _is_of_trial(words: Words, reads: Sequence[Read], body: Sequence[Read]) -> bool:
    """Whether the news is of a court: it hears of incidents that were long before."""
    return (
        sum(words.has("not_ordnance.trial", one.text) for one in (*_titles(reads), *body)) >= _TRIAL_SENTENCES
    )


def _titles(reads: Sequence[Read]) -> list[Read]:
    return [one for one in reads if one.sentence.paragraph == 0]


def _leave_out_recalled(body: Sequence[Read], reads: Sequence[Read], *, is_undated_old: bool = False) -> None:
    """Marks the incidents of earlier days that news of clearance or of a court recalls."""
    published = reads[0].published if reads else None
    for one in body:
        own = own_day(one)
        is_old = (
            is_undated_old if own is None else own.last < (published or own.last) - timedelta(days=SOON_DAYS)
        )
        if one.is_event and is_old:
            one.reason = Reason.OLDER


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
    if _begins_with_death(words, current, one):
        current.first = current.last = current.day = None
        _join(words, current, one)
    elif not is_another(words, finder, current, one, body):
        _join(words, current, one)
    elif is_background(words, found[0], one, body):
        one.reason = Reason.OLDER
    else:
        found.append(_begun(words, one, current))
        found[-1].follows_device = is_next(words, finder, current, one)


def _take_day_before(event: Event, before: Sequence[Read]) -> None:
    """The day that the same paragraph gives right before the incident: "On 15 February the truce was broken twice." """
    near = [one for one in before[-1:] if one.sentence.paragraph == event.reads[0].sentence.paragraph]
    day = next((day for one in near for day in one.days if not day.relation), None)
    if event.first is None and day is not None:
        event.first, event.last, event.day = day.first, day.last, day


def _take_day_of_blast(words: Words, event: Event, body: Sequence[Read]) -> None:
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


def _share_day(found: Sequence[Event]) -> None:
    """The day of the first incident for one of the same summary that names none: each paragraph is one of the day's."""
    for event in found[1:]:
        if event.first is None and not any(one.days or one.statement_days for one in event.reads):
            event.first, event.last, event.day = found[0].first, found[0].last, found[0].day


def _begins_with_death(words: Words, current: Event, one: Read) -> bool:
    """Whether the sentences so far only say that somebody has died, and this one when that victim was caught."""
    own = own_day(one)
    is_death = all(is_update_sentence(words, read) and not read.is_of_ordnance for read in current.reads)
    is_before = own is not None and current.first is not None and own.first < current.first
    return is_death and is_before and one.is_of_ordnance and not _has_new_people(one)


def _has_new_people(one: Read) -> bool:
    groups = [m.group for m in one.mentions if m.group and m.outcome != UNHURT]
    return any(group.is_counted and not group.is_definite for group in groups)


def _add_preface(words: Words, event: Event, preface: Sequence[Read]) -> None:
    """Adds what stands before the event itself: "Terrible news from Olovo this morning".

    Its day goes before the one on which somebody died of the wounds.
    """
    is_of_death = event.first is not None and all(
        event.day not in one.days or is_update_sentence(words, one) for one in event.reads
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


def _beside(words: Words, current: Event, one: Read, before: Read) -> Reason | None:
    """Why casualties are not of the incident so far: another day without ordnance, or the paragraph tells another story."""
    if not one.has_people or one.is_of_ordnance or one.is_recalled or is_update_sentence(words, one):
        return None
    own = own_day(one)
    if own is not None and current.first is not None and current.last is not None:
        if own.last < current.first:
            return Reason.OLDER
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


def _tells_of_care(words: Words, one: Read) -> bool:
    """Whether it only says how people named before are cared for: "The first was brought to hospital on Monday"."""
    groups = [m.group for m in one.mentions if m.group and m.outcome != UNHURT]
    is_care = any(m.outcome == TREATED for m in one.mentions)
    is_of_two = any(found.start < _SHORT for found in words.find("joins.of_two", one.text))
    points_back = bool(groups) and all(_points_back(group) for group in groups)
    return is_care and (points_back or (is_of_two and not groups)) and not one.explosions


def _tells_of_another_day(current: Event, before: Read) -> bool:
    """Whether the sentence before begins another story without ordnance, on a day before that of the incident: on
    26 September a convoy was attacked; eleven soldiers were killed.
    """
    own = own_day(before)
    if own is None or current.first is None or before in current.reads[:1]:
        return False
    return own.last < current.first and not before.is_of_ordnance and not before.has_people


def _reports_ordnance(words: Words, reads: Sequence[Read], body: Sequence[Read]) -> bool:
    """Whether a sentence that is no background speaks of ordnance that went off."""
    titles = [one for one in reads if one.sentence.paragraph == 0]
    trained = [words.has("not_ordnance.training", one.text) for one in reads]
    opens_with = any(trained[:3]) and not any(
        device.key.endswith("_mine") for one in body for device in one.devices
    )
    is_training = sum(trained) >= (_TRAINING_SENTENCES - 1 if opens_with else _TRAINING_SENTENCES)
    if is_training or not any(one.is_event for one in body):
        return False
    devices = [device for one in (*titles, *body) for device in one.devices]
    sure = [device for device in devices if not device.key.endswith("mine_unspecified")]
    if _is_of_stored(words, (*titles, *body[:_STORED_SENTENCES])):
        return False
    if any(words.has("not_ordnance.mining", one.text) for one in (*titles, *body[:3])):
        if not any(one.explosions for one in body):
            return False
        land = [one for one in devices if words.has("not_ordnance.sure_mine", _text_of(one, reads))]
        return bool(sure or land) and any(one.is_event for one in body)
    is_clearance = any(one.is_at_clearance for one in (*titles, *body))
    if is_clearance and any(one.has_people and (one.is_at_clearance or one.has_casualties) for one in body):
        return True
    return bool(devices) or any(mention.outcome == VICTIM for one in body for mention in one.mentions)


def _is_of_stored(words: Words, news: Sequence[Read]) -> bool:
    """Whether the news is of ammunition or explosives that somebody kept or worked with, and nobody was caught by any."""
    is_caught = any(
        m.outcome == VICTIM and m.group and m.group.category != PRONOUN for one in news for m in one.mentions
    )
    return not is_caught and any(words.has("not_ordnance.stored", one.text) for one in news)


def _text_of(found: object, reads: Sequence[Read]) -> str:
    start, end = found.start, found.end  # type: ignore[attr-defined]
    for one in reads:
        if one.sentence.start <= start < one.sentence.end:
            return one.text[start - one.sentence.start : end - one.sentence.start]
    return ""


def _begun(words: Words, one: Read, before: Event | None) -> Event:
    event = Event([one])
    _take_day(words, event, one, before)
    return event


def _join(words: Words, event: Event, one: Read) -> None:
    event.reads.append(one)
    _take_day(words, event, one)


def _take_day(words: Words, event: Event, one: Read, before: Event | None = None) -> None:
    """The day that a sentence gives, unless an earlier one has given a better one."""
    is_of_death = bool(one.explosions) and is_update_sentence(words, one)
    if (eve := _eve_of_death(words, event, one)) is not None:
        event.first = event.last = eve.first
        event.day = eve
        return
    for day in sorted(one.days, key=lambda day: day.first) if is_of_death else one.days:
        if day.relation:
            if before is not None and before.first and before.last and event.first is None:
                shift = timedelta(days={"same": 0, "next": 1, "previous": -1}[day.relation])
                event.first, event.last, event.day = before.first + shift, before.last + shift, day
            continue
        is_better = event.first is None or (
            event.day is not None
            and day.prec < event.day.prec
            and event.first <= day.first <= (event.last or day.first)
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


def _sums_up(lead: Read, rest: Sequence[Read]) -> bool:
    """Whether the lead has as many killed, or injured, as the sentences after it together."""
    for outcome in (KILLED, INJURED):
        total, own = _counted([lead], outcome), _counted(rest, outcome)
        if total > 1 and total in (own, own + _counted(rest, VICTIM)):
            return True
    return False


def _counted(reads: Sequence[Read], outcome: str) -> int:
    groups = [m.group for one in reads for m in one.mentions if m.outcome == outcome and m.group]
    return sum(group.best or 0 for group in groups if not (group.is_part or _points_back(group)))


def _points_back(group: Group) -> bool:
    """Whether it is somebody named before: the man lost a leg."""
    return group.is_definite and not group.is_own and not group.is_counted


def _distinguished(words: Words, finder: Finder, found: list[Event]) -> list[Event]:
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
