"""Texts, days and numbers in the language that is spoken now."""

from __future__ import annotations

from datetime import date

import pytest

from data.language import current, day_text, number_text, speak, speaking


def test_english_is_spoken_unless_another_language_is_asked_for() -> None:
    assert current() == "en"
    with speaking("ru"):
        assert current() == "ru"
    assert current() == "en"


def test_an_unknown_language_is_english() -> None:
    with speaking("az"):
        speak("xx")
        assert current() == "en"


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "23 Nov 2020", "1,848"),
        ("az", "23 noy 2020", "1.848"),
        ("ru", "23 нояб. 2020\N{NARROW NO-BREAK SPACE}г.", "1\N{NO-BREAK SPACE}848"),
        ("hy", "23 նոյ, 2020 թ.", "1\N{NO-BREAK SPACE}848"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_writes_them(
    language: str, day: str, number: str
) -> None:
    with speaking(language):
        assert (day_text(date(2020, 11, 23)), number_text(1848)) == (day, number)
