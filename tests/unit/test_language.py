"""Texts, days and numbers in the language that is spoken now."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_decimal

from data.language import (
    LANGUAGES,
    as_sentence,
    calendar_names,
    capital,
    current,
    day_text,
    list_text,
    long_day_text,
    month_text,
    number_text,
    speak,
    speaking,
    typed_day_text,
    year_text,
)


def test_english_is_spoken_unless_another_language_is_requested() -> None:
    assert current() == "en"
    with speaking("ru"):
        assert current() == "ru"
    assert current() == "en"


def test_an_unknown_language_is_english() -> None:
    with speaking("az"):
        speak("xx")
        assert current() == "en"


@pytest.mark.parametrize(
    ("language", "days", "number"),
    [
        ("en", {"23 Nov 2020"}, "1,848"),
        ("az", {"23 noy 2020"}, "1.848"),
        ("ru", {"23 нояб. 2020"}, "1\N{NO-BREAK SPACE}848"),
        # As Babel 2.18 has it, and Babel 2.19.
        ("hy", {"23 նոյ, 2020", "2020 թ. նոյ 23"}, "1\N{NO-BREAK SPACE}848"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_writes_them(
    language: str, days: set[str], number: str
) -> None:
    with speaking(language):
        assert day_text(date(2020, 11, 23)) in days
        assert number_text(1848) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_numbers_are_written_as_babel_writes_them(language: str) -> None:
    numbers = [0, 7, 10, 100, 999, 1_000, 1_848, 9_999, 10_000, 123_456, 1_000_000, 98_765_432, 1_234_567_890]
    with speaking(language):
        written = [number_text(number) for number in [*numbers, -1_848]]
    assert written == [format_decimal(number, locale=language) for number in [*numbers, -1_848]]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "a, b and c"), ("az", "a, b və c"), ("hy", "a, b և c"), ("ru", "a, b и c")],
)
def test_a_list_ends_as_the_language_ends_it(language: str, expected: str) -> None:
    with speaking(language):
        assert list_text(["a", "b", "c"]) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "a."), ("az", "a."), ("hy", "a\N{ARMENIAN FULL STOP}"), ("ru", "a.")]
)
def test_a_sentence_ends_with_the_full_stop_of_its_language(language: str, expected: str) -> None:
    with speaking(language):
        assert as_sentence("a") == expected


def test_a_month_is_written_in_the_order_of_the_days_of_its_language() -> None:
    texts = {}
    for language in LANGUAGES:
        with speaking(language):
            texts[language] = month_text(date(2017, 12, 31))
    assert texts == {"en": "Dec 2017", "az": "dek 2017", "hy": "2017 թ. դեկ", "ru": "дек. 2017"}


def test_an_azerbaijani_year_has_the_ending_of_its_last_word() -> None:
    years = "1900-cü 1996-cı 1999-cu 2000-ci 2010-cu 2020-ci 2021-ci 2023-cü 2026-cı 2030-cu 2040-cı 2050-ci"
    with speaking("az"):
        assert " ".join(year_text(int(text[:4])) for text in years.split()) == years
    with speaking("ru"):
        assert year_text(2024) == "2024"


def test_a_whole_date_has_its_month_in_full() -> None:
    assert long_day_text(date(2020, 11, 23)) == "23 November 2020"
    with speaking("ru"):
        assert long_day_text(date(2020, 11, 23)).startswith("23 ноября 2020")


@pytest.mark.parametrize(("language", "expected"), [("en", "Ied"), ("az", "İed"), ("ru", "Ied")])
def test_an_azerbaijani_capital_i_keeps_its_dot(language: str, expected: str) -> None:
    with speaking(language):
        assert capital("ied") == expected
        assert capital("") == ""


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_calendars_show_days_as_the_placeholder_does(language: str) -> None:
    with speaking(language):
        names = calendar_names()
        assert [len(names[key]) for key in ("months", "monthsShort", "weekdays", "weekdaysMin")] == [
            12,
            12,
            7,
            7,
        ]
        assert typed_day_text(date(2020, 11, 23)) == f"23 {names['monthsShort'][10]} 2020"


def test_the_week_of_a_calendar_begins_with_sunday_in_its_list() -> None:
    with speaking("ru"):
        assert calendar_names()["weekdays"][0] == "воскресенье"
