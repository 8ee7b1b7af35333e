"""The language in which a reader is spoken to: texts from the catalogues, days and numbers by locale.

Whoever answers a reader says first in which language (`speak` or `speaking`); everything below asks
`current`. Files and data addresses speak English. A catalogue is `locales/<language>.po`, kept by
`locales/update.py`; a text that it lacks stays English.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

LANGUAGES: Final = {"en": "English", "az": "Azərbaycanca", "hy": "Հայերեն", "ru": "Русский"}
"""Languages of the interface by code, each in its own words."""

CATALOGUES: Final = Path(__file__).parent / "locales"

_language: ContextVar[str] = ContextVar("language", default="en")


def current() -> str:
    """The code of the language that is spoken now."""
    return _language.get()


def speak(language: str) -> None:
    """Speak a language from now on, in this thread; English for one that the atlas does not have."""
    _language.set(language if language in LANGUAGES else "en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def _(text: str) -> str:
    """A text in the language spoken now; placeholders are filled in afterwards."""
    return translations(current()).gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a text that goes with a number, in the language spoken now."""
    return translations(current()).ngettext(singular, plural, number)


def pgettext(context: str, text: str) -> str:
    """A text in the language spoken now, where one English word needs two translations; English ignores the context."""
    return translations(current()).pgettext(context, text)


def N_(text: str) -> str:
    """The text itself: marks one that is translated where it is used."""
    return text


@lru_cache(maxsize=4096)
def _number_text(number: float, language: str) -> str:
    if type(number) is int and number >= 0:
        # As below, which reads its pattern for each number anew; a filter of a large collection has a hundred new ones.
        return f"{number:,}".replace(",", _separator_of_thousands(language))
    return str(format_decimal(number, locale=_locale(language)))


@lru_cache
def _separator_of_thousands(language: str) -> str:
    return str(format_decimal(1_000, locale=_locale(language)))[1:-3]


def number_text(number: float) -> str:
    """A number as it is written in the language spoken now: 1848 as "1,848" in English."""
    return _number_text(number, current())


@lru_cache(maxsize=4096)
def _short_number_text(number: int, language: str) -> str:
    return str(format_compact_decimal(number, locale=_locale(language)))


def short_number_text(number: int) -> str:
    """A number rounded to be short, as it is written in the language spoken now: 1848 as "2K" in English."""
    return _short_number_text(number, current())


@lru_cache(maxsize=4096)
def _day_text(when: date, language: str) -> str:
    # English as the atlas writes it everywhere: the day before the month, whatever the country.
    pattern = "d MMM y" if language == "en" else "medium"
    written = str(format_date(when, pattern, locale=_locale(language)))
    # Russian and Armenian end with a short word for "year": before a sentence's own full stop it is one too many.
    return written.removesuffix("г.").removesuffix("թ.").rstrip()


def day_text(when: date) -> str:
    """A day as it is written in the language spoken now: "23 Nov 2020" in English."""
    return _day_text(when, current())


def month_text(when: date) -> str:
    """A month with its year in the language spoken now: "Nov 2020" in English."""
    # In Armenian in the order of its days: the year, then the month.
    pattern = "y 'թ'. LLL" if current() == "hy" else "LLL y"
    return str(format_date(when, pattern, locale=_locale(current())))


def year_text(year: int) -> str:
    """A year that a word for "year" follows: "2020" in English, the ordinal "2020-ci" in Azerbaijani."""
    return f"{year}-{_azerbaijani_ending(year)}" if current() == "az" else str(year)


def _azerbaijani_ending(number: int) -> str:
    """The ending of an ordinal, which goes with the vowels of the number's last word."""
    unit, ten, hundred = number % 10, number // 10 % 10, number // 100 % 10
    if unit:
        return {3: "cü", 4: "cü", 6: "cı", 9: "cu"}.get(unit, "ci")
    if ten:
        return {1: "cu", 3: "cu", 4: "cı", 6: "cı", 9: "cı"}.get(ten, "ci")
    return "cü" if hundred else "ci"


def short_day_text(when: date) -> str:
    """A day without its year, for the ticks of an axis: "23 Nov" in English."""
    return str(format_date(when, "d MMM", locale=_locale(current())))


def typed_day_text(when: date) -> str:
    """A day as the calendars show and read it: day, short month and year."""
    return str(format_date(when, "d MMM y", locale=_locale(current())))


def long_day_text(when: date) -> str:
    """A day with its month in full: "23 November 2020" in English."""
    pattern = "d MMMM y" if current() == "en" else "long"
    return str(format_date(when, pattern, locale=_locale(current())))


def list_text(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c" in the language spoken now."""
    return str(format_list(items, locale=_locale("en_GB" if current() == "en" else current())))


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 incident", "131 incidents", "1,848 incidents", for texts that are always English."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def capital(text: str) -> str:
    """The text with a capital letter at its beginning; an Azerbaijani i keeps its dot."""
    first = "İ" if current() == "az" and text.startswith("i") else text[:1].upper()
    return first + text[1:]


def as_sentence(text: str) -> str:
    """The text with the full stop of the language spoken now: "։" in Armenian."""
    return text + ("\N{ARMENIAN FULL STOP}" if current() == "hy" else ".")


def calendar_names() -> dict[str, Any]:
    """Names of months and days of the week as Day.js takes them, Sunday first; none for English, which it has."""
    if current() == "en":
        return {}
    locale = _locale(current())
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "name": current(),
        "months": [str(months["wide"][month]) for month in range(1, 13)],
        "monthsShort": [str(locale.months["format"]["abbreviated"][month]) for month in range(1, 13)],
        "weekdays": [str(days["wide"][day]) for day in week],
        "weekdaysShort": [str(days["abbreviated"][day]) for day in week],
        "weekdaysMin": [str(days["short"][day]) for day in week],
        "weekStart": 1,
        "formats": {},
    }


@lru_cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English and unknown ones have none."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
