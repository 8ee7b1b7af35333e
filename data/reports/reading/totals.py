"""Totals over a longer time: 60 people since January."""

from __future__ import annotations

import re
from datetime import date

from data.reports.outcomes.outcomes import VICTIM
from data.reports.reading.earlier_times import is_recent
from data.reports.reading.read_sentence import Read
from data.reports.reading.updates import tolls
from data.reports.text.days import Day
from data.reports.text.words import Words


def is_total(words: Words, one: Read, published: date | None, is_lead: bool) -> bool:
    """Whether the figures of the sentence are a total over a longer time, or of no day."""
    if not speaks_of_total(words, one):
        return False
    is_of_day = any(
        day.relation == "" and is_recent(day, published) and not _follows_since(words, one, day)
        for day in one.days
    )
    if is_of_day and one.explosions and (one.devices or one.is_of_incident):
        return False
    if not one.has_casualties and not is_lead:
        return bool(re.search(r"\d{2,}", one.text)) or not one.explosions
    recent = [day for day in one.days if is_recent(day, published) and not _follows_since(words, one, day)]
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
