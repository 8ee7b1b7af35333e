"""Folding a text twice changes nothing more, and every beginning of its words finds it."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.text.search_text import folded, folded_texts, folded_words

scripts = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    "aA İıIşŞəƏçğЁёЙйՄատևée\u0301ß'_-|. 12", max_size=30
)


@given(text=scripts)
def test_folding_is_done_in_one_step(text: str) -> None:
    words = folded_words(text)
    assert folded_words(" ".join(words)) == words


@given(text=scripts)
def test_case_does_not_count(text: str) -> None:
    assert folded(text) == folded(text.casefold())


@given(text=scripts, other=scripts)
def test_words_of_two_texts_are_those_of_each(text: str, other: str) -> None:
    assert folded(f"{text} | {other}") == folded(text) + folded(other)


@given(text=scripts, data=st.data())
def test_the_beginning_of_every_word_is_found(text: str, data: st.DataObject) -> None:
    for word in folded_words(text):
        beginning = word[: data.draw(st.integers(1, len(word)))]
        assert f" {beginning}" in folded(text)


@given(text=scripts)
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(letter.isalnum() for word in folded_words(text) for letter in word)


@given(texts=st.lists(scripts | st.text("\n\r\u2028 ab_é", max_size=9), max_size=8))
def test_many_texts_at_once_have_the_words_that_each_has_alone(texts: list[str]) -> None:
    folded_at_once = folded_texts(pa.array(texts, pa.large_string())).to_pylist()
    assert [text.split() for text in folded_at_once] == [folded_words(text) for text in texts]
    assert all(text.startswith(" ") for text in folded_at_once)
