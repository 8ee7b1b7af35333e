"""A report read sentence by sentence: what each one says, and whether it is background."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from data.reports.outcomes.mentions import mentions, people_of
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED
from data.reports.reading.background import mark_background
from data.reports.reading.denials import mark_denied
from data.reports.reading.devices import device_words
from data.reports.reading.read_sentence import Read
from data.reports.reading.teasers import mark_teasers
from data.reports.reading.totals import speaks_of_total
from data.reports.reading.updates import is_update_sentence, tolls
from data.reports.report import Reason, Report
from data.reports.text.days import Day, days, is_of_the_report
from data.reports.text.sentences import Body, Sentence
from data.reports.text.words import Found, Words

_LEAD_SENTENCES: Final = 3
"""So many sentences of the first paragraph are the news; a report of one paragraph ends with its background."""
_FEARED: Final = 16
"""So many letters stand between words such as "in case of" and the explosion at most."""
_DATELINE: Final = re.compile(r"^[^.!?\n]{0,60}?(?:\s[-–—]\s|[.:,]\s|$)")


def read(words: Words, body: Body, report: Report) -> list[Read]:
    """All sentences of the report, the title's first; background is marked."""
    found = [_read(words, body, sentence, report.published) for sentence in body.sentences]
    is_update = any(is_update_sentence(words, one) for one in found[:4]) or bool(
        tolls(words, body.plain[:600])
    )
    mark_teasers(words, body, found)
    lead = next(
        (one.sentence.paragraph for one in found if one.sentence.paragraph > 0 and one.reason is None), 1
    )
    opening, has_day = 0, False
    for one in found:
        if one.reason is None and one.sentence.paragraph > 0:
            one.follows_day = has_day
            opening += one.sentence.paragraph <= lead
            is_lead = one.sentence.paragraph <= lead and opening <= _LEAD_SENTENCES
            mark_background(words, one, report.published, is_lead=is_lead, is_update=is_update)
            before = found[one.sentence.number - 1] if one.sentence.number else one
            is_of_total = before.reason is Reason.TOTAL or speaks_of_total(words, before)
            if one.reason is None and before.text.endswith(";") and is_of_total and not one.days:
                # "In eight years they cleared 411; two soldiers died" is one statement.
                one.reason = Reason.TOTAL
            has_day = has_day or (one.is_event and one.reason is None and bool(one.days))
    mark_denied(words, found)
    _take_back_outdated(words, found)
    return found


def _take_back_outdated(words: Words, found: list[Read]) -> None:
    """A first figure that no other one replaces is the figure: "a provisional toll of 35 dead"."""
    current = [one for one in found if one.reason is None]
    has_toll = any(tolls(words, one.text) for one in current)
    counted = {outcome for one in current for outcome in _counts(one)}
    for one in found:
        own = KILLED if KILLED in _counts(one) else INJURED
        is_replaced = bool(counted) if not _counts(one) else own in counted
        if one.reason is Reason.OUTDATED and not (has_toll or is_replaced):
            one.reason = None


def _counts(one: Read) -> set[str]:
    """The outcomes for which it gives a number of people."""
    return {
        mention.outcome
        for mention in one.mentions
        if mention.outcome in (KILLED, INJURED)
        and mention.group is not None
        and mention.group.best is not None
    }


def _read(words: Words, body: Body, sentence: Sentence, published: date | None) -> Read:
    text = body.plain
    people = mentions(words, body, sentence)
    explosions = _that_happened(words, text, sentence)
    devices = device_words(words, text, sentence.start, sentence.end)
    named = days(words, body, sentence, published)
    acts = [(one.start, one.end) for one in people if one.group or one.outcome != TREATED] + [
        (one.start, one.end)
        for one in (*explosions, *words.find("event.happened", text, sentence.start, sentence.end))
    ]
    first = next((one.start for one in body.sentences if one.paragraph > 0), 0)
    happened = [
        day
        for day in named
        if not is_of_the_report(words, text, day, acts)
        and re.search(r"[^\W\d_]", text[sentence.start : day.start] + text[day.end : sentence.end])
        and not _is_dateline(text, sentence, day, published, first)
        and not _is_of_telling(words, text, sentence, day, named, acts)
    ]
    happened = _without_since(words, text, sentence, happened)
    statement_days = [
        day
        for day in named
        if day not in happened
        and (
            is_of_the_report(words, text, day, acts)
            or _is_dateline(text, sentence, day, published, first)
            or _is_of_telling(words, text, sentence, day, named, acts)
        )
    ]
    named_people = people_of(words, body, sentence)
    made = Read(
        sentence,
        body.words(sentence),
        people,
        named_people,
        explosions,
        devices,
        happened,
        statement_days,
        published,
    )
    made.is_at_clearance = words.has("event.at_clearance", made.text)
    return made


def _that_happened(words: Words, text: str, sentence: Sentence) -> list[Found]:
    """The explosions without those that may happen: an ambulance for use in the event of a mine accident."""
    feared = words.find("event.feared", text, sentence.start, sentence.end)
    return [
        one
        for one in words.find("event.explosion", text, sentence.start, sentence.end)
        # Azerbaijani and Armenian have such words behind: mina partlayışı təhlükəsi.
        if not any(
            0 <= one.start - each.end <= _FEARED
            or (words.language in ("az", "hy") and 0 <= each.start - one.end <= 1)
            for each in feared
        )
    ]


def _without_since(words: Words, text: str, sentence: Sentence, found: list[Day]) -> list[Day]:
    """The days without one from which something lasts, where another is named: a fire that has burned since Thursday
    set off a mine on Saturday.
    """
    kept = []
    for day in found:
        before = words.find("days_since", text, max(sentence.start, day.start - 12), day.start)
        if not any(not text[one.end : day.start].strip() for one in before):
            kept.append(day)
    return kept or found


def _is_of_telling(
    words: Words, text: str, sentence: Sentence, day: Day, named: list[Day], acts: list[tuple[int, int]]
) -> bool:
    """Whether it was told on that day what happened on an earlier one: on 15 March staff of the hospital told us that
    a man had been brought in on 11 March.
    """
    if words.language == "ar" and _is_told_on(words, text, sentence, day):
        return True
    verb = next(iter(words.find("said.verbs", text, day.end, sentence.end)), None)
    if verb is None or any(day.end <= start < verb.start for start, _ in acts):
        return False
    return any(other.start >= verb.end and not other.relation and other.first < day.first for other in named)


def _is_told_on(words: Words, text: str, sentence: Sentence, day: Day) -> bool:
    """Whether an Arabic sentence opens with who said it on that day, and then what: أفاد مصدر أمني، اليوم الأربعاء، بمقتل."""
    verbs = words.find("said.verbs", text, sentence.start, min(sentence.end, sentence.start + 14))
    if not verbs or day.start - verbs[0].end > 90:
        return False
    return re.match(r"\s*\d*\s*[،,]\s*(?:ب|ان|عن)", text[day.end : day.end + 14]) is not None


def _is_dateline(text: str, sentence: Sentence, day: Day, published: date | None, first: int) -> bool:
    """Whether the day stands where agencies put place and date of their dispatch: "KABUL, May 6 -"."""
    if (
        sentence.start > first + 90
        or day.start - sentence.start > 50
        or not day.is_explicit
        or day.first != published
    ):
        return False
    after = text[day.end : day.end + 3]
    return bool(re.match(r"\s*(?:[-–—.:/]|\(|$|\n)", after)) or day.end >= sentence.end - 1
