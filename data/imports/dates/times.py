"""The time of the day beside a date: taken off, with its minute where it is in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from data.imports.dates.span import Span, day_span
from data.tables.vocabulary import DatePrecision

EPOCH: Final = "The date is a number of seconds or milliseconds since 1970, in UTC."

_TIME: Final = re.compile(
    r"(?:(?<=\d)t|[\s,]+(?:at|um|gegen|ca\.?|à|a|as|às|alle|klo|a las|в|о|saat|soat|الساعه|ساعت)\s+|[\s,]+|^)(\d{1,2})(?:[:h]\s?(\d{2})(?:[:m]\s?(\d{2})(?:[.,]\d+)?)?|(?=\s*[ap]\.?m\b|\s*uhr\b))s?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>z\b|utc|gmt)?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\((?!\?)[^)]*\))?(?:\s*(?:h|hrs?|hours|ч|uhr))?(?=[\s,;]|$)"
)
_MILITARY: Final = re.compile(r"(\d\d)([01]\d|2[0-3])([0-5]\d)\s*([a-z])\s*([a-z]{3})\s*(\d{4}|\d\d)")
"""Day, hour, minute, zone, month and year as armed forces write them: 231430ZNOV20."""
_DOTTED_TIME: Final = re.compile(r"(?<=\d{4})[\s,]+([01]?\d|2[0-3])\.([0-5]\d)$")
_EPOCH: Final = re.compile(r"(\d{10}|\d{12,13}|\d{16}|\d{19})(?:\.\d*)?|(\d(?:\.\d+)?e\+?(?:0?9|1[12]))")
_FIRST: Final = 315_532_800
"""Seconds from 1970 to 1980: a smaller number is none of an incident."""
_LAST: Final = 4_102_444_800
"""To 2100."""


class TimeOfDay(NamedTuple):
    """A time that stood beside a date."""

    minute: int
    """Of the day."""
    is_utc: bool


def without_time(text: str) -> tuple[str, TimeOfDay | None]:
    """The text in small letters without a time of the day, and the time."""
    if military := _MILITARY.fullmatch(text):
        day, hours, minutes, zone, month, year = military.groups()
        return f"{day} {month} {year}", TimeOfDay(int(hours) * 60 + int(minutes), zone == "z")
    found = _TIME.search(text) or _DOTTED_TIME.search(text)
    if not found:
        return text, None
    hour, minute = int(found[1]), int(found[2] or 0)
    groups = found.groupdict()
    half = (groups.get("half") or "")[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return text, None
    offset = groups.get("offset")
    is_utc = not (offset and offset.strip("+-").strip("0:")) and bool(groups.get("zone") or offset)
    rest = text[: found.start()] + " " + text[found.end() :]
    return rest.strip(" ,;"), TimeOfDay(hour % 24 * 60 + minute, is_utc)


def epoch_span(text: str) -> Span | None:
    """The day of a number of seconds, milli-, micro- or nanoseconds since 1970; None for another text."""
    found = _EPOCH.fullmatch(text)
    if not found:
        return None
    number = float(found[1] or found[2])
    while number > _LAST:
        number /= 1_000
    if not _FIRST <= number <= _LAST:
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    day = day_span(at.year, at.month, at.day, EPOCH)
    if not isinstance(day, Span):
        return None
    return Span(day.start, day.end, DatePrecision.DAY, EPOCH, at.hour * 60 + at.minute)
