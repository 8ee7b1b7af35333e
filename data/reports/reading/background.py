"""Why a sentence of a report is background: a total, an older incident, another cause."""

from __future__ import annotations

from datetime import date
from typing import Final

from data.reports.outcomes.outcomes import INJURED, KILLED, VICTIM
from data.reports.reading.earlier_times import (
    has_past_month_alone,
    is_of_years_ago,
    is_older,
    of_earlier_times,
    speaks_of_older,
)
from data.reports.reading.read_sentence import Read, has_number
from data.reports.reading.totals import is_total
from data.reports.reading.updates import is_update_sentence
from data.reports.report import Reason
from data.reports.text.words import Words

_MANY: Final = 40
"""So many casualties far from the lead, without an explosion beside them, are a total."""
_OPENING_QUOTES: Final = '«"“„'
_CLOSING_QUOTES: Final = '»"”“'
_OPENING: Final = 40
"""So far into a sentence "ten years ago" speaks of all of it; later it may say when a mine was laid."""


def mark_background(
    words: Words, one: Read, published: date | None, *, is_lead: bool, is_update: bool
) -> None:
    """Marks what the sentence is about, and the reason why it is background where it is."""
    text = one.text
    restates = is_update and words.has("background.restated", text)
    is_recalled = restates or (is_update and one.has_people and not is_update_sentence(words, one))
    one.is_aside = words.has("cause.other", text) or (not is_lead and speaks_of_older(words, one))
    one.is_of_incident = words.has("event.happened", text)
    is_handled = one.is_of_ordnance and words.has("cause.handled", text)
    goes_off = words.has("event.went_off", text) and not words.has("cause.blown_up", text)
    is_blown_up = words.has("cause.blown_up", text) and not one.has_casualties
    one.is_handled = (is_handled and not one.has_people and not goes_off) or is_blown_up
    one.reason = _past_reason(words, one, published, is_lead, is_update) or _other_reason(
        words, one, is_recalled
    )
    one.is_recalled = is_recalled and one.reason is None


def _past_reason(
    words: Words, one: Read, published: date | None, is_lead: bool, is_update: bool
) -> Reason | None:
    """Why a sentence with figures is of another time: a total, or an older incident."""
    is_counted = has_number(words, one)
    if not (one.has_casualties or one.explosions or (one.devices and is_counted)):
        return None
    if is_total(words, one, published, is_lead) and (is_counted or one.has_people):
        return Reason.TOTAL
    is_caught = any(mention.outcome == VICTIM for mention in one.mentions)
    if not one.explosions and not is_caught and _largest(one) >= (2 * _MANY if is_lead else _MANY):
        return Reason.TOTAL
    if any(match.end <= _OPENING for match in of_earlier_times(words, one, "background.long_ago")):
        return Reason.OLDER
    if has_past_month_alone(words, one, published) or is_of_years_ago(one, published):
        return Reason.OLDER
    may_be_older = not is_lead or words.has("background.recall", one.text) or _recalls(words, one)
    return Reason.OLDER if may_be_older and is_older(words, one, published, is_update) else None


def _recalls(words: Words, one: Read) -> bool:
    """Whether a sentence of the lead looks back behind the news: "Last month three civilians were killed there"."""
    is_further = words.has("joins.additive", one.text)
    return one.follows_day and not (one.is_of_ordnance or is_further) and speaks_of_older(words, one)


def _other_reason(words: Words, one: Read, is_recalled: bool) -> Reason | None:
    """Why a sentence is no incident of ordnance: denied, outdated, or of another cause."""
    if words.has("background.denied", one.text) and (one.is_event or has_number(words, one)):
        return Reason.DENIED
    if words.has("background.not_counted", one.text[:_OPENING]) and one.is_event:
        return Reason.OTHER_CAUSE
    is_outdated = words.has("background.initial", one.text) and not is_recalled
    if is_outdated and (one.has_casualties or one.explosions):
        return Reason.OUTDATED
    is_training = words.has("not_ordnance.training", one.text) or words.has("not_ordnance.depot", one.text)
    is_staged = words.has("not_ordnance.staged", one.text) and one.is_event
    if (
        is_staged
        or (is_training and _is_in_quotes(one))
        or _is_other_cause(words, one)
        or (one.is_event and is_training and not _has_sure_device(one))
    ):
        return Reason.OTHER_CAUSE
    return None


def _is_in_quotes(one: Read) -> bool:
    """Whether all that became of people stands in quotation marks: two of the crew «died» in the exercise."""
    told = [m for m in one.mentions if m.outcome in (KILLED, INJURED)]
    offset = one.sentence.start
    return bool(told) and all(
        one.text[max(0, m.start - offset - 1) : m.start - offset] in tuple(_OPENING_QUOTES)
        and one.text[m.end - offset : m.end - offset + 1] in tuple(_CLOSING_QUOTES)
        for m in told
    )


def _largest(one: Read) -> int:
    return max((m.group.best for m in one.mentions if m.group and m.group.best), default=0)


def _has_sure_device(one: Read) -> bool:
    return any(not device.key.endswith(("mine_unspecified", "erw_unspecified")) for device in one.devices)


def _is_other_cause(words: Words, one: Read) -> bool:
    if words.has("cause.attack", one.text):
        return one.is_event
    if not words.has("cause.other", one.text):
        return False
    is_caught = any(mention.outcome == VICTIM for mention in one.mentions)
    devices = [device for device in one.devices if not device.key.endswith("erw_unspecified")]
    return one.is_event and not devices and not is_caught
