"""Words are compared by their bare letters, in any script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from data.text.search_text import folded, folded_words

PAIRS: Final = json.loads((Path(__file__).parents[2] / "folded_words.json").read_text(encoding="utf-8"))
"""What is written and what is typed to find it; the page's scripts are tested on the same."""


@pytest.mark.parametrize(("written", "typed"), PAIRS)
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
