"""Words are compared by their bare letters, in any script."""

from __future__ import annotations

import pytest

from data.search_text import folded, folded_words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Tərtər", "Terter"),
        ("TƏRTƏR", "terter"),
        ("Qazançı", "Qazanci"),
        ("QAZANÇI", "qazançı"),
        ("İsmayıllı", "ismayilli"),
        ("Suqovuşan", "SUQOVUSAN"),
        ("Ağdərə", "agdere"),
        ("Göygöl", "goygol"),
        ("Ёлка", "елка"),
        ("МАДАГИЗ", "мадагиз"),
        ("Горадиз Й", "горадиз и"),
        ("ՄԱՏԱՂԻՍ", "մատաղիս"),
        ("Երևան", "երեւան"),
        ("e\u0301tude", "étude"),
        ("Straße", "STRASSE"),
        ("ℌadrut", "hadrut"),
    ],
)
def test_case_and_diacritics_do_not_count(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)
    assert folded_words(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("Талыш", "Talish"), ("mine", "mines"), ("Şuşa", "Susan"), ("հ", "h")]
)
def test_scripts_and_other_letters_do_count(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_words_are_taken_apart_at_everything_that_is_not_a_letter_or_digit() -> None:
    assert folded_words("Allahk’uchular|Аллах-кулу (M_12), 3km!") == [
        *("allahk", "uchular", "аллах", "кулу"),
        *("m", "12", "3km"),
    ]


@pytest.mark.parametrize("text", ["", "  ", "…", "“”", "_", "- – —", "\u0301"])
def test_punctuation_alone_has_no_word(text: str) -> None:
    assert folded_words(text) == []
    assert folded(text) == ""


@pytest.mark.parametrize(
    ("beginning", "is_found"), [("agh", True), ("ara", True), ("dara", False), ("a", True)]
)
def test_a_word_is_found_by_its_beginning_only(beginning: str, is_found: bool) -> None:
    assert (f" {beginning}" in folded("Aghdara, Arax")) == is_found
