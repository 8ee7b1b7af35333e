"""Whether a sentence of a report is about another incident: another day, or another place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from data.places.search import km_apart
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import INJURED, KILLED, UNHURT, VICTIM
from data.reports.reading.read_sentence import Read
from data.reports.text.days import Day
from data.reports.text.words import Words
from data.reports.where.candidates import ONE_NAME_FOR_ALL
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym
from data.reports.where.toponyms import Finder

_APART_KM = 12.0
_FAR_APART_KM = 60.0
"""A place so far from the seat of a district is not in it."""
_OPENING = 60
"""So far into a sentence the words for a further incident stand."""
_STEM = 4
"""So many letters of a name that its cases share."""
SOON_DAYS = 3
"""An explosion that lies further before the first one of a report is background, unless the report lists events."""


def is_another(words: Words, finder: Finder, current: Event, one: Read, body: Sequence[Read]) -> bool:
    """Whether the sentence is about another incident than the one so far."""
    if is_next(words, finder, current, one) or is_later_elsewhere(words, current, one):
        return True
    return _opens_at_another_hour(words, finder, current, one, body) or _is_of_ordnance_elsewhere(
        words, finder, current, one, body
    )


def _is_of_ordnance_elsewhere(
    words: Words, finder: Finder, current: Event, one: Read, body: Sequence[Read]
) -> bool:
    """Whether ordnance went off on another day or at another place."""
    if not one.is_of_ordnance or not (one.has_people or one.explosions):
        return False
    if not one.has_people and _opens_another(finder, current, one):
        return True
    if _opens_elsewhere(finder, current, one, body):
        return True
    if one.is_recalled or one.is_handled:
        return False
    if words.has("background.separate", one.text[:60]) and one.has_people and _has_own_place(finder, one):
        return True
    if one.has_people and _is_on_another_day(current, one):
        return True
    if any(day.relation == "next" for day in one.days) and one.has_people:
        is_caught = any(mention.outcome == VICTIM for mention in one.mentions)
        if is_caught or places_named(finder, one):
            return True
    return one.has_people and _is_elsewhere(finder, current, one)


def is_next(words: Words, finder: Finder, current: Event, one: Read) -> bool:
    """Whether it begins with the next incident in so many words, on a day or at a place of its own: "The second
    incident occurred on Sunday".
    """
    if not words.has("background.next_incident", one.text[:_OPENING]) or one.is_handled:
        return False
    is_elsewhere = _is_in_another_district(finder, current, one) or _is_elsewhere(finder, current, one)
    return _is_on_another_day(current, one) or is_elsewhere


def is_later_elsewhere(words: Words, current: Event, one: Read) -> bool:
    """Whether it tells of other people who were hurt days later and somewhere else: "Three days later a woman was killed
    in another village".
    """
    is_later = any(day.relation == "next" for day in one.days) and current.first is not None
    is_new = any(
        m.outcome in (KILLED, INJURED, VICTIM) and m.group and not m.group.is_definite for m in one.mentions
    )
    is_other = one.is_handled or one.is_recalled or one.is_aside
    return is_later and is_new and not is_other and words.has("background.other_place", one.text)


def _opens_another(finder: Finder, current: Event, one: Read) -> bool:
    """Whether a paragraph begins with the explosion of another day and place; who was hurt comes next."""
    is_first = all(read.sentence.paragraph < one.sentence.paragraph for read in current.reads)
    is_told = bool(one.explosions) and bool(one.devices) and not one.is_handled and not one.is_aside
    return is_first and is_told and _is_on_another_day(current, one) and _is_elsewhere(finder, current, one)


def _opens_elsewhere(finder: Finder, current: Event, one: Read, body: Sequence[Read]) -> bool:
    """Whether a paragraph of a summary begins with what went off in another district or place, be it the same day."""
    is_first = all(read.sentence.paragraph < one.sentence.paragraph for read in current.reads)
    is_caught = any(mention.outcome == VICTIM for mention in one.mentions)
    is_told = bool(one.devices) and (bool(one.explosions) or is_caught)
    if not is_first or not is_told or one.is_handled or one.is_aside:
        return False
    paragraph = [read for read in body if read.sentence.paragraph == one.sentence.paragraph]
    if not any(map(_has_new_victims, paragraph)) or not _is_told_out(current):
        return False
    return _is_in_another_district(finder, current, one) or _is_elsewhere(finder, current, one)


def _opens_at_another_hour(
    words: Words, finder: Finder, current: Event, one: Read, body: Sequence[Read]
) -> bool:
    """Whether a paragraph begins with an hour, or a day, and another place, and tells what went off there and who was
    hurt: "At nine a woodcutter … in the district of A.", "At noon policemen in the town of B …".
    """
    paragraph = [read for read in body if read.sentence.paragraph == one.sentence.paragraph]
    if one is not paragraph[0] or one.is_handled or one.is_aside or one.is_recalled:
        return False
    if any(read.sentence.paragraph == one.sentence.paragraph for read in current.reads):
        return False
    if not words.has("days_hour", one.text[:_OPENING]) and not (
        one.days and _is_on_another_day(current, one)
    ):
        return False
    opening = paragraph[:2]
    is_told = any(read.devices for read in paragraph) and any(
        read.explosions
        or any(m.outcome == VICTIM for m in read.mentions)
        # "20 April, Beryslav. A woman was injured by a PFM-1."
        or (read.devices and read.has_casualties and not read.is_aside)
        for read in opening
    )
    if not is_told or not any(map(_has_new_victims, paragraph)) or not _is_told_out(current):
        return False
    is_elsewhere = _is_in_another_district(finder, current, one) or _is_outside(finder, current, one)
    return is_elsewhere or _is_elsewhere(finder, current, one, is_event=True)


def _is_outside(finder: Finder, current: Event, one: Read) -> bool:
    """Whether its settlements lie in none of the districts that the sentences so far name as where it was."""
    codes = {code for name in _smaller_districts(finder, current.reads) for code in _codes([name])}
    places = [
        place
        for name in places_named(finder, one)
        if name.cue in (SETTLEMENT, NEAR, "inside")
        for place in name.places
        if place.adm1_iso[:2] in {code[:2] for code in codes}
    ]
    return bool(places) and not any(place.adm1_iso in codes for place in places)


def _has_new_victims(one: Read) -> bool:
    """Whether people come in who were not named before: two firefighters were hurt; not "the soldier was flown out"."""
    groups = [mention.group for mention in one.mentions if mention.group and mention.outcome != UNHURT]
    return any(not group.is_definite or group.is_own or group.is_counted for group in groups)


def _is_told_out(current: Event) -> bool:
    """Whether the sentences so far say what became of those whom they name as caught."""
    caught = any(m.outcome == VICTIM and m.group for read in current.reads for m in read.mentions)
    return not caught or any(read.has_casualties for read in current.reads)


def _is_in_another_district(finder: Finder, current: Event, one: Read) -> bool:
    """Whether it names a district, and the sentences so far another one and not this."""
    own, known = _smaller_districts(finder, [one]), _smaller_districts(finder, current.reads)
    names = [name for read in current.reads for name in finder.toponyms(read.sentence)]
    if any(name.text.lower()[:_STEM] == other.text.lower()[:_STEM] for name in own for other in names):
        return False
    if own and known:
        return True
    settled = [name for name in names if name.cue in (SETTLEMENT, NEAR) and not name.is_elsewhere]
    if own and any(_are_far(name, other) for name in own for other in settled):
        return True
    provinces, others = (
        {name.text.lower()[:_STEM] for name in some if name.cue == PROVINCE}
        for some in (finder.toponyms(one.sentence), names)
    )
    if provinces and others and not provinces & others:
        return True
    codes, other_codes = _codes(finder.toponyms(one.sentence)), _codes(names)
    return bool(codes) and bool(other_codes) and not codes & other_codes


def _are_far(one: Toponym, other: Toponym) -> bool:
    """Whether all places of the one name lie far from all of the other."""
    distances = [
        km_apart((a.longitude, a.latitude), (b.longitude, b.latitude))
        for a in one.places
        for b in other.places
    ]
    return bool(distances) and min(distances) > _FAR_APART_KM


def _codes(names: Sequence[Toponym]) -> set[str]:
    """The districts of the first level of names that may be in no other one."""
    return {
        name.districts[0].adm1_iso
        for name in names
        if len(name.districts) == 1 and name.cue and not name.is_elsewhere and not name.country
    }


def _smaller_districts(finder: Finder, reads: Sequence[Read]) -> list[Toponym]:
    """The raions, townships and municipalities named as where something happened; no provinces."""
    return [
        toponym
        for read in reads
        for toponym in finder.toponyms(read.sentence)
        if not toponym.is_elsewhere and not toponym.country
        if toponym.cue == DISTRICT
        or (toponym.cue == PROVINCE and any(one.adm0 in ONE_NAME_FOR_ALL for one in toponym.districts))
    ]


def _is_on_another_day(current: Event, one: Read) -> bool:
    own = own_day(one)
    if own is None or current.first is None or current.last is None:
        return False
    return own.last < current.first or own.first > current.last


def own_day(one: Read) -> Day | None:
    """The first day that it gives by itself, not as the day before or after another."""
    return next((day for day in one.days if not day.relation), None)


def _has_own_place(finder: Finder, one: Read) -> bool:
    return bool(places_named(finder, one)) or any(
        toponym.districts for toponym in finder.toponyms(one.sentence)
    )


def places_named(finder: Finder, one: Read) -> list[Toponym]:
    """The names of settlements and districts in it where something may have happened."""
    return [
        toponym
        for toponym in finder.toponyms(one.sentence)
        if not toponym.is_elsewhere
        and (toponym.places or toponym.cue in (SETTLEMENT, DISTRICT, NEAR))
        and not toponym.country
        and (toponym.cue in (SETTLEMENT, NEAR, DISTRICT, "inside") or not toponym.districts)
    ]


def _is_elsewhere(finder: Finder, current: Event, one: Read, *, is_event: bool = False) -> bool:
    """Whether its place is another than that of the sentences so far; `is_event` where something surely happened there."""
    own = [toponym for toponym in places_named(finder, one) if toponym.cue in (SETTLEMENT, NEAR, "inside")]
    known = [
        toponym
        for read in current.reads
        for toponym in places_named(finder, read)
        if toponym.cue in (SETTLEMENT, NEAR, "inside")
    ]
    known = [toponym for toponym in known if not toponym.districts or toponym.cue in (SETTLEMENT, NEAR)]
    own = [toponym for toponym in own if not toponym.districts or toponym.cue in (SETTLEMENT, NEAR)]
    if (
        not own
        or not known
        or not (
            is_event
            or one.explosions
            or any(mention.outcome == VICTIM or mention.group for mention in one.mentions)
        )
    ):
        return False
    return not any(_are_near(a, b) for a in own for b in known)


def _are_near(one: Toponym, other: Toponym) -> bool:
    if one.text.lower()[:4] == other.text.lower()[:4]:
        return True
    return any(
        km_apart((a.longitude, a.latitude), (b.longitude, b.latitude)) <= _APART_KM
        for a in one.places
        for b in other.places
    ) or (not one.places or not other.places)


def is_background(words: Words, main: Event, one: Read, body: Sequence[Read]) -> bool:
    """Whether an explosion on another day is older context of the first one."""
    own = own_day(one)
    if own is None or main.first is None or words.has("background.separate", one.text[:60]):
        return False
    is_list = _is_list(body)
    return not is_list and own.last < main.first - timedelta(days=SOON_DAYS)


def _is_list(body: Sequence[Read]) -> bool:
    """Whether the report lists events, each with its date."""
    dated = [one for one in body if any(day.is_explicit for day in one.days) and one.is_event]
    return (
        len(dated) >= 2
        and sum(
            any(day.start - one.sentence.start < 25 for day in one.days if day.is_explicit) for one in dated
        )
        >= 2
    )
