"""Statements: English where they are text, another language where a page shows them, and the same after a journey as JSON."""

from __future__ import annotations

import json
import pickle

import pytest

from data.areas.boundary_join import DISAGREEING
from data.errors import FileError
from data.imports.areas.area_outlines import REPAIRED
from data.language import LANGUAGES, speaking
from data.recorded_areas.table import TOO_MUCH
from data.statement import packed, refusal, statement, statement_of, translated, unpacked


def test_a_statement_is_english_text_whoever_reads_it() -> None:
    with speaking("ru"):
        assert statement(REPAIRED, file="a.kml", number=1234, rows="2, 3") == (
            "a.kml: rows whose outline crosses itself, which was repaired (1,234): 2, 3."
        )


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_statement_is_translated_with_its_numbers(language: str) -> None:
    sentence = statement(DISAGREEING, number=1234, incidents="I{1}")
    with speaking(language):
        text = sentence.translated()
    assert text != sentence
    assert "I{1}" in text
    assert "1,234" not in text
    assert "1234" in "".join(letter for letter in text if letter.isdigit())


def test_a_statement_comes_back_from_json_and_pickle() -> None:
    sentence = statement(REPAIRED, file="{a}", number=2, rows="2")
    for back in (statement_of(json.loads(json.dumps(sentence.facts))), pickle.loads(pickle.dumps(sentence))):  # noqa: S301
        assert (back, back.facts) == (sentence, sentence.facts)


def test_a_refusal_names_its_file_and_is_stated_in_the_language_of_a_page() -> None:
    values = {"areas": 1, "corners": 3_000_000, "most_areas": 20_000, "most": 1_000_000}
    why = refusal(FileError("a{1}.kml", statement(TOO_MUCH, **values)))
    back = unpacked(json.loads(json.dumps(packed(why))))
    assert (str(back), back) == (str(FileError("a{1}.kml", statement(TOO_MUCH, **values))), why)
    with speaking("ru"):
        sentence = translated(back)
    assert sentence.startswith("a{1}.kml: Участков: 1, вершин: 3")
    assert "3,000,000" not in sentence


@pytest.mark.parametrize("text", ["", "plain {with braces}", "The file is empty; choose another."])
def test_a_plain_sentence_is_translated_where_the_catalogues_have_it(text: str) -> None:
    assert unpacked(json.loads(json.dumps(packed(text)))) == text
    assert refusal(FileError("", text)) == text
    with speaking("az"):
        is_known = text.startswith("The file")
        assert (translated(text) == text) != is_known
        assert translated(refusal(FileError("b.csv", text))).startswith("b.csv: ")
