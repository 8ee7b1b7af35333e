"""Two dates in one text: "23–24.11.2020", "30 Nov – 2 Dec 2020", "2020-11-23/2020-11-24"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from data.imports.dates.calendars import calendar_in
from data.imports.dates.month_words import joined_names, plain_word
from data.imports.dates.numbers import SHORT_YEAR, Reading
from data.imports.dates.span import NOT_UNDERSTOOD, OPEN_ENDED, UNKNOWN, NoDay, Span, from_to, with_remark
from data.imports.dates.times import epoch_span, without_time
from data.imports.dates.weekdays import without_weekday
from data.imports.dates.words import NIGHT_OF, in_words
from data.places.notations.normal_text import ascii_digits

LONGEST: Final = 80
"""Letters of a date; in a longer text none is looked for."""
FUTURE: Final = "The date lies in the future; check the year and its calendar."

_UNKNOWN: Final = re.compile(
    r"unknown|not known|unclear|n/?a|undated|no date|n\.?d\.?|неизвестн\w*|н/д|нет данных|немае даних|no data|невідом\w*|не установлен\w*|без даты|б/д|namelum|bilinmiyor|desconocid\w*|inconnue?"
    r"|sin fecha|sans date|نامعلوم|غیر معروف|مجهول|անհայտ|\?+|-+"
)
_ZEROS: Final = re.compile(r"0{4}[-./]?00?[-./]?00?|00?[-./]00?[-./](?:0{4}|00)|0{4}")
"""What a database writes for no day."""
_AND: Final = r"(?:\s*(?:--?|/|&|,|…|\.\.)\s*|\s+(?:to|till|until|through|and|or|и|та|по|до|на|или|або|a|à|y|e|et|o|ou|au|al|bis|auf(?: den)?|zum|para|und|ve|do|i|ile|və|تا|الی|إلی|و|–)\s+)"
_FROM: Final = r"(?:(?:from|between|с|со|з|від|между|du|de|del|des|entre(?: el)?|vom|zwischen|من|بین|از)\s+)?"
_DAYS_OF_MONTH: Final = re.compile(
    rf"{_FROM}(\d{{1,2}})(?:st|nd|rd|th|-?го|-?е|\.)?{_AND}(?:el |le |the )?(\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?((?:\s*\.\s*(?:\d{{1,2}}|[ivx]+)\s*\.|\s*/\s*\d{{1,2}}\s*/|[\s.-]*(?:de |of )?[^\W\d_][^\d]*)\s*'?\d{{2,4}}.*)"
)
_NIGHT: Final = re.compile(r"^(?:(?:в|у) )?(?:ночь|ночи|ніч) |^overnight |^(?:the )?night (?:of|between) ")
_MONTH_DAYS: Final = re.compile(
    r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*(?:-|/|and|to|&)\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_SPLIT: Final = re.compile(
    r"\s+(?:--?|/|to|till|until|through|and|по|до|и|та|al?|au|bis|und|y|et|تا|الی|إلی)\s+|(?<=\d)\s*--?\s*(?=\d)|(?<=\D)\s*-\s*(?=\D)|/|(?<=\w)\s*-\s*(?=\w)"
)


def read_date(text: str, reading: Reading) -> Span | NoDay:
    """The days that a text of a date may mean, or why it is none."""
    if len(text) > LONGEST:
        return NoDay(NOT_UNDERSTOOD)
    plain = without_weekday(joined_names(plain_word(ascii_digits(text))).strip(" .,;\"'"))
    if (epoch := epoch_span(plain)) is not None:
        return epoch
    named = calendar_in(re.sub(r"\d+", " ", plain)) if re.search(r"[^\W\d_]", plain) else None
    reading = reading if named is None else replace(reading, calendar=named)
    bare, time = without_time(plain)
    if _ZEROS.fullmatch(bare):
        return NoDay(UNKNOWN)
    found = _one_or_two(bare, reading)
    if isinstance(found, NoDay):
        return NoDay(UNKNOWN) if _UNKNOWN.fullmatch(plain) and plain != "nan" else found
    if time is not None and time.is_utc and found.start == found.end:
        found = Span(found.start, found.end, found.precision, found.remark, time.minute)
    is_future = found.start > reading.today and SHORT_YEAR not in found.remark
    return with_remark(found, FUTURE) if is_future else found


def _one_or_two(text: str, reading: Reading) -> Span | NoDay:
    single = in_words(text, reading)
    if not (isinstance(single, NoDay) and single.reason in (NOT_UNDERSTOOD, OPEN_ENDED)):
        return single
    for first, second in _parts(text):
        start, end = in_words(first, reading), in_words(second, reading)
        if isinstance(start, Span) and isinstance(end, Span):
            return from_to(
                start.start, end.end, " ".join(filter(None, dict.fromkeys((start.remark, end.remark))))
            )
    return single


def _parts(text: str) -> list[tuple[str, str]]:
    """Ways of taking a text apart into a first and a last date, what the first lacks taken from the last."""
    found: list[tuple[str, str]] = []
    night = NIGHT_OF.sub("", _NIGHT.sub("", text))
    for one in (text, night):
        if days := _DAYS_OF_MONTH.fullmatch(one):
            found.append((days[1] + days[3], days[2] + days[3]))
        if days := _MONTH_DAYS.fullmatch(one):
            found.append((f"{days[2]} {days[1]} {days[4]}", f"{days[3]} {days[1]} {days[4]}"))
    bare = re.sub(rf"^{_FROM}", "", night)
    for split in _SPLIT.finditer(bare):
        first, second = bare[: split.start()].strip(), bare[split.end() :].strip()
        if not first or not second:
            continue
        year = re.search(r"\d{4}", second)
        if re.search(r"\d{4}", first):
            found.append((first, second))
        elif year:
            found.append(
                (
                    f"{first.rstrip('.')}.{year[0]}"
                    if first[-1:].isdigit() or first.endswith(".")
                    else f"{first} {year[0]}",
                    second,
                )
            )
    return found
