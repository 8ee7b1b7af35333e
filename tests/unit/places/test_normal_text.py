"""Digits, marks and signs of any script in one way of writing."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from data.places.notations.normal_text import ascii_digits, one_form


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("٤٠٫٣٢٧", "40.327"),
        ("۴۰٫۳۲۷", "40.327"),
        ("४०", "40"),
        ("40º 19′ 37″ N", "40° 19' 37\" N"),
        ("40&deg;19''", '40°19"'),
        ("−46,7", "-46,7"),
        ("46.7،\u00a040.3", "46.7, 40.3"),
        ("\u200e46.7\u202c\t 40.3\r\n", "46.7 40.3"),
        ("Ağdam", "Ağdam"),
        ("", ""),
    ],
)
def test_a_text_is_written_in_one_way(written: str, expected: str) -> None:
    assert ascii_digits(written) == expected


def test_a_text_that_was_written_so_already_stays() -> None:
    assert ascii_digits(ascii_digits("٤٠º ١٩′")) == ascii_digits("٤٠º ١٩′")


def test_arabic_and_persian_keyboards_write_one_word_alike() -> None:
    assert one_form("كابل") == one_form("کابل")
    assert one_form("علي") == one_form("علی")
    assert one_form("کا\u0640بل") == one_form("کابل")


def test_every_digit_of_unicode_is_known() -> None:
    digits = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdecimal()]
    assert len(digits) > 600
    assert all(ascii_digits(digit) == str(unicodedata.decimal(digit)) for digit in digits)
