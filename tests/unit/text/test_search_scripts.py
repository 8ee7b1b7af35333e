"""Words are found across the scripts of the atlas's languages, on the server as on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pyarrow as pa
import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.option_names import option_names
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.text.search_scripts import latin_word, sound_of_search, sounds, text_sounds, with_latin
from data.text.search_text import folded

WORDS: Final = json.loads(
    (Path(__file__).parents[2] / "words_across_scripts.json").read_text(encoding="utf-8")
)
"""A folded word, the same in Latin letters, and its sound; the page's scripts are tested on the same."""


@pytest.mark.parametrize(("word", "latin", "sound"), WORDS)
def test_a_word_in_other_letters_is_written_in_latin_ones(word: str, latin: str, sound: str) -> None:
    assert (latin_word(word), sound_of_search(word)) == (latin, sound)


def test_many_texts_sound_as_each_of_them() -> None:
    texts = ["", " xocali", " xocali  khojaly", " агдам akna", " 阿", " aa", " "]
    together = text_sounds(pa.array(texts, pa.large_string())).to_pylist()
    assert [text.split() for text in together] == [sounds(text).split() for text in texts]
    assert with_latin(" мадагиз madagiz") == " мадагиз madagiz madagiz"


@pytest.mark.parametrize(
    ("words", "same_as"),
    [
        ("Акна", "Akna"),
        ("Աղդամ", "Ağdam"),
        ("Суговушан", "Suqovuşan"),
        ("Кельбаджар", "Kəlbəcər"),
        ("Алханлы", "Alxanlı"),
        ("Карвачар", "Karvachar"),
        ("Մադագիզ", "Madagiz"),
    ],
)
def test_a_name_is_found_in_another_script(dataset: Dataset, words: str, same_as: str) -> None:
    def found(requested: str) -> set[int]:
        return set(summary_of(dataset, IncidentFilter(words=requested)).rows.tolist())

    assert found(same_as)
    assert found(words) >= found(same_as)
    assert len(found(words)) < 60


def test_districts_in_a_list_have_their_sounds(dataset: Dataset) -> None:
    names = option_names(dataset, "district", ["AZ-XCI"])["AZ-XCI"]
    assert f" {sound_of_search(folded('Ходжалы').strip())}" in names.partition(" |")[2]
