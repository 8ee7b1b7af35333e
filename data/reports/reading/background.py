"""Why a sentence of a report is background: a total, an older incident, another cause."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from data.reports.outcomes.outcomes import VICTIM
from data.reports.reading.read_sentence import Read
from data.reports.report import Reason
from data.reports.text.days import Day
from data.reports.text.sentences import Body
from data.reports.text.words import Found, Words

_A_YEAR: Final = timedelta(days=366)
RECENT_DAYS: Final = 45
"""A day that lies further back is not the news of a report."""
_NO: Final = re.compile(
    r"(?:no|nope|not true|wrong|нет|неправда|ложь|ні|yox|xeyr|yalan|ոչ|սուտ է|falso|mentira|non|faux|لا|كذب)\W*",
    re.IGNORECASE,
)
"""A sentence that only denies the one before it."""
_MANY: Final = 40
"""So many casualties far from the lead, without an explosion beside them, are a total."""
_TO_BIRTH: Final = 8
"""So many letters from a year the words for a birth stand: 1979-cu il təvəllüdlü."""
_OPENING: Final = 40
"""So far into a sentence "ten years ago" speaks of all of it; later it may say when a mine was laid."""


def is_update_sentence(words: Words, one: Read) -> bool:
    """Whether it says what became of victims of an earlier day: one of the injured has died."""
    updates = words.find("background.update", one.text)
    # "The leg could not be saved": nobody died.
    limbs = words.find("outcome.injured.alone_one", one.text) if updates else []
    is_of_death = any(not any(limb.meets(own.start, own.end) for limb in limbs) for own in updates)
    is_of_death = is_of_death or any(mention.is_of_wounds for mention in one.mentions)
    is_of_death = is_of_death and not words.has("background.at_once", one.text)
    return is_of_death or bool(tolls(words, one.text))


def tolls(words: Words, text: str) -> list[Found]:
    """The words of a passage for a toll that has grown; those of the injured end with `toll_injured`."""
    injured = words.find("background.toll_injured", text)
    killed = [
        one
        for one in words.find("background.toll", text)
        if not one.key.endswith("_injured") and not any(own.meets(one.start, one.end) for own in injured)
    ]
    return [*injured, *killed]


def mark_teasers(words: Words, body: Body, found: list[Read]) -> None:
    """Marks the headlines of other news, which stand between or behind the paragraphs."""
    is_list = False
    paragraph = -1
    for position, one in enumerate(found):
        if one.sentence.paragraph == 0:
            continue
        text = one.text.strip()
        starts = any(
            match.start <= 2 for match in words.find("background.teaser", text, 0, min(len(text), 60))
        )
        is_new = one.sentence.paragraph != paragraph
        paragraph = one.sentence.paragraph
        is_open = not text.endswith((".", "!", "?", "։", "”", "»", '"', "…", "؟"))
        gap = body.plain[found[position - 1].sentence.end - 1 : one.sentence.start + 1]
        if starts and (len(text) < 200 or is_open or ":" in text[:30]):
            one.reason = Reason.TEASER
            is_list = True
        elif is_list and (
            (is_new and is_open and len(text) < 130)
            or "|" in gap
            or (not is_new and found[position - 1].text.endswith(":"))
        ):
            one.reason = Reason.TEASER
        elif is_new or (is_list and not is_open and not is_new):
            is_list = False


def mark_background(
    words: Words, one: Read, published: date | None, *, is_lead: bool, is_update: bool
) -> None:
    """Marks what the sentence is about, and the reason why it is background where it is."""
    text = one.text
    restates = is_update and words.has("background.restated", text)
    is_recalled = restates or (is_update and one.has_people and not is_update_sentence(words, one))
    one.is_aside = words.has("cause.other", text) or (not is_lead and _speaks_of_older(words, one))
    one.is_of_incident = words.has("event.happened", text)
    is_handled = one.is_of_ordnance and words.has("cause.handled", text)
    goes_off = words.has("event.went_off", text) and not words.has("cause.blown_up", text)
    one.is_handled = (is_handled or words.has("cause.blown_up", text)) and not one.has_people and not goes_off
    one.reason = _past_reason(words, one, published, is_lead, is_update) or _other_reason(
        words, one, is_recalled
    )
    one.is_recalled = is_recalled and one.reason is None


def _past_reason(
    words: Words, one: Read, published: date | None, is_lead: bool, is_update: bool
) -> Reason | None:
    """Why a sentence with figures is of another time: a total, or an older incident."""
    has_number = _has_number(words, one)
    if not (one.has_casualties or one.explosions or (one.devices and has_number)):
        return None
    if _is_total(words, one, published, is_lead) and (has_number or one.has_people):
        return Reason.TOTAL
    is_caught = any(mention.outcome == VICTIM for mention in one.mentions)
    if not one.explosions and not is_caught and _largest(one) >= (2 * _MANY if is_lead else _MANY):
        return Reason.TOTAL
    if any(match.end <= _OPENING for match in _of_earlier_times(words, one, "background.long_ago")):
        return Reason.OLDER
    if _has_past_month_alone(words, one, published) or _is_of_years_ago(one, published):
        return Reason.OLDER
    may_be_older = not is_lead or words.has("background.recall", one.text) or _recalls(words, one)
    return Reason.OLDER if may_be_older and _is_older(words, one, published, is_update) else None


def _recalls(words: Words, one: Read) -> bool:
    """Whether a sentence of the lead looks back behind the news: "Last month three civilians were killed there"."""
    is_further = words.has("joins.additive", one.text)
    return one.follows_day and not (one.is_of_ordnance or is_further) and _speaks_of_older(words, one)


def _other_reason(words: Words, one: Read, is_recalled: bool) -> Reason | None:
    """Why a sentence is no incident of ordnance: denied, outdated, or of another cause."""
    if words.has("background.denied", one.text) and (one.is_event or _has_number(words, one)):
        return Reason.DENIED
    is_outdated = words.has("background.initial", one.text) and not is_recalled
    if is_outdated and (one.has_casualties or one.explosions):
        return Reason.OUTDATED
    is_training = words.has("not_ordnance.training", one.text) or words.has("not_ordnance.depot", one.text)
    is_staged = words.has("not_ordnance.staged", one.text) and one.is_event
    if (
        is_staged
        or _is_other_cause(words, one)
        or (one.is_event and is_training and not _has_sure_device(one))
    ):
        return Reason.OTHER_CAUSE
    return None


def _largest(one: Read) -> int:
    return max((m.group.best for m in one.mentions if m.group and m.group.best), default=0)


def _has_number(words: Words, one: Read) -> bool:
    in_words = words.has("numbers", one.text) or words.has("people_numbers", one.text)
    return in_words or bool(re.search(r"\d", one.text))


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


def _is_total(words: Words, one: Read, published: date | None, is_lead: bool) -> bool:
    if not speaks_of_total(words, one):
        return False
    is_of_day = any(
        day.relation == "" and _is_recent(day, published) and not _follows_since(words, one, day)
        for day in one.days
    )
    if is_of_day and one.explosions and (one.devices or one.is_of_incident):
        return False
    if not one.has_casualties and not is_lead:
        return bool(re.search(r"\d{2,}", one.text)) or not one.explosions
    recent = [day for day in one.days if _is_recent(day, published) and not _follows_since(words, one, day)]
    counts = [m.group.best for m in one.mentions if m.group and m.group.best]
    if is_lead and max(counts, default=0) < 12 and any(m.outcome == VICTIM for m in one.mentions):
        return False
    return not recent


def speaks_of_total(words: Words, one: Read) -> bool:
    """Whether it has words of a total; "a mine buried since the war" is none."""
    totals = words.find("background.total", one.text)
    # "Between 8 and 10 June" is a day.
    totals = [
        match
        for match in totals
        if not any(
            match.meets(day.start - one.sentence.start, day.end - one.sentence.start) for day in one.days
        )
    ]
    # Nor is "the number of the injured has risen to five" one.
    grown = tolls(words, one.text) if totals else []
    totals = [match for match in totals if not any(match.meets(own.start, own.end) for own in grown)]
    buried = words.find("background.not_total", one.text) if totals else []
    return any(not any(match.meets(own.start, own.end + 1) for own in buried) for match in totals)


def _follows_since(words: Words, one: Read, day: Day) -> bool:
    offset = one.sentence.start
    return any(0 <= day.start - offset - match.end <= 4 for match in words.find("background.total", one.text))


def _is_recent(day: Day, published: date | None) -> bool:
    return (
        day.relation != ""
        or published is None
        or published - timedelta(days=RECENT_DAYS) <= day.last <= published + timedelta(days=1)
    )


def _is_older(words: Words, one: Read, published: date | None, is_update: bool) -> bool:
    dated = [day for day in one.days if day.is_explicit or day.relation == ""]
    if any(_is_recent(day, published) for day in dated if day.is_explicit):
        # An update recalls the day of the blast; another sentence with a recent date is weighed later.
        return words.has("background.recall", one.text) and not is_update
    if words.has("background.recall", one.text):
        return not is_update or _speaks_of_older(words, one) or _has_month_alone(words, one)
    if any(not _is_recent(day, published) for day in dated):
        return True
    return (
        _speaks_of_older(words, one) or _has_other_year(words, one, published) or _has_month_alone(words, one)
    )


def _of_earlier_times(words: Words, one: Read, name: str) -> list[Found]:
    """The words of the list that speak of what happened, not of when the device was laid: a mine laid 30 years ago."""
    laid = words.find("background.not_older", one.text)
    return [
        match
        for match in words.find(name, one.text)
        if not any(match.meets(own.start, own.end + 1) for own in laid)
    ]


def _speaks_of_older(words: Words, one: Read) -> bool:
    """Whether it has words for an earlier time; "the day before" is one only where the day is known."""
    older = _of_earlier_times(words, one, "background.older")
    if one.follows_day or not older:
        return bool(older)
    before = words.find("days.previous_day", one.text)
    return any(not any(match.meets(day.start, day.end) for day in before) for match in older)


def _has_other_year(words: Words, one: Read, published: date | None) -> bool:
    births = words.find("joins.age", one.text)
    years = [
        int(year[1])
        for year in re.finditer(r"(?<![\d.])((?:19|20)\d\d)(?!\d|\.\d|-[а-яա-ֆ])", one.text)
        if not any(0 <= age.start - year.end() <= _TO_BIRTH for age in births)
    ]
    return (
        published is not None
        and any(year < published.year for year in years)
        and not any(day.is_explicit for day in one.days)
    )


def _has_month_alone(words: Words, one: Read) -> bool:
    offset = one.sentence.start
    months = [match for match in words.find("days", one.text) if ".mon" in match.key]
    # "May Allah rest his soul" names no month.
    months = [match for match in months if match.start > 0 or one.text[: match.end] != "May"]
    # Arabic "father" is written like August where the letters of one sound are read as one.
    months = [
        match
        for match in months
        if one.text[match.start : match.end] != "اب"
        or re.search(r"\d", one.text[max(0, match.start - 4) : match.end + 5])
    ]
    return (
        any(
            not any(day.start - offset <= match.start < day.end - offset for day in one.days)
            for match in months
        )
        and not one.days
    )


def _has_past_month_alone(words: Words, one: Read, published: date | None) -> bool:
    """Whether it names no day but a month that was over long before: "in March", said in May."""
    if published is None or not _has_month_alone(words, one):
        return False
    months = [
        int(match.key.rpartition("mon")[2]) for match in words.find("days", one.text) if ".mon" in match.key
    ]
    return all((published.month - month) % 12 in range(2, 12) for month in months)


def _is_of_years_ago(one: Read, published: date | None) -> bool:
    """Whether all its days are more than a year before the report, which only looks back on them."""
    days = [day for day in one.days if not day.relation]
    return published is not None and bool(days) and all(day.last < published - _A_YEAR for day in days)


def _denies_claim(words: Words, before: Read, one: Read) -> bool:
    """Whether a sentence without figures says that the one before it is unproven: the claim could not be verified."""
    is_beside = before.sentence.paragraph == one.sentence.paragraph and before.reason is None
    is_plain = not (one.is_event or _has_number(words, one))
    return is_beside and is_plain and before.has_casualties and words.has("background.denied", one.text)


def mark_denied(words: Words, found: list[Read]) -> None:
    """What a denial takes back, in the sentence before it: "Earlier channels wrote of three dead. That is not true."""
    for position, (before, one) in enumerate(pairwise(found)):
        if _denies_claim(words, before, one) and any(other.has_casualties for other in found[:position]):
            before.reason = Reason.DENIED
            before.is_figure_denied = words.has("background.figure", one.text)
            continue
        if _NO.fullmatch(one.text.strip()) and (before.has_casualties or _has_number(words, before)):
            # "The radio said two were injured. No."
            before.reason = Reason.DENIED
            continue
        if one.reason is not Reason.DENIED or one.has_casualties:
            continue
        is_beside = before.sentence.paragraph == one.sentence.paragraph
        is_of_figure = before.has_casualties and words.has("background.figure", one.text)
        if is_beside and is_of_figure and any(other.has_casualties for other in found[:position]):
            before.reason = Reason.DENIED
            continue
        if before.reason is Reason.OUTDATED or (is_beside and words.has("background.initial", before.text)):
            before.reason = Reason.DENIED
