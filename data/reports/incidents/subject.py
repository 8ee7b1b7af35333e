"""What the news of a report is: ordnance that went off, clearance, a court, or training."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from data.reports.incidents.another_incident import (
    SOON_DAYS,
    own_day,
)
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import VICTIM
from data.reports.people.group import PRONOUN
from data.reports.reading.read_sentence import Read
from data.reports.report import Reason
from data.reports.text.words import Words

_TRAINING_SENTENCES = 3
"""So many sentences that speak of training make it the subject of the report."""
_STORED_SENTENCES = 4
"""So many sentences of the text say what went off."""
_TRIAL_SENTENCES = 2
"""So many sentences that speak of a court make a trial the subject."""
_DEVICE_SENTENCES = 4
"""So far into an incident its device may be named for the first time."""


def names_device(words: Words, event: Event, titles: Sequence[Read], before: Sequence[Read]) -> bool:
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


def is_of_clearance(reads: Sequence[Read], before: Sequence[Read]) -> bool:
    """Whether the news is of ordnance that was found or cleared: neither title nor first sentences have victims."""
    titles = [one for one in reads if one.sentence.paragraph == 0]
    return not any(one.is_event for one in titles) and any(one.is_handled for one in before)


def is_of_trial(words: Words, reads: Sequence[Read], body: Sequence[Read]) -> bool:
    """Whether the news is of a court: it hears of incidents that were long before."""
    return (
        sum(words.has("not_ordnance.trial", one.text) for one in (*_titles(reads), *body)) >= _TRIAL_SENTENCES
    )


def is_of_handover(words: Words, reads: Sequence[Read], body: Sequence[Read]) -> bool:
    """Whether the news is of land that was given back after clearance: its casualties are those of earlier years."""
    news = (*_titles(reads), *body[:1])
    return any(words.has("not_ordnance.handover", one.text) for one in news) and not any(
        one.is_event for one in news
    )


def _titles(reads: Sequence[Read]) -> list[Read]:
    return [one for one in reads if one.sentence.paragraph == 0]


def leave_out_recalled(body: Sequence[Read], reads: Sequence[Read], *, is_undated_old: bool = False) -> None:
    """Marks the incidents of earlier days that news of clearance or of a court recalls."""
    published = reads[0].published if reads else None
    for one in body:
        own = own_day(one)
        is_old = (
            is_undated_old if own is None else own.last < (published or own.last) - timedelta(days=SOON_DAYS)
        )
        if one.is_event and is_old:
            one.reason = Reason.OLDER


def reports_ordnance(words: Words, reads: Sequence[Read], body: Sequence[Read]) -> bool:
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
