"""Statements: English where they are text, another language where a page shows them, and the same after a journey as JSON."""

from __future__ import annotations

import json
import pickle

import pytest

from data.areas.boundary_join import DISAGREEING
from data.imports.areas.area_outlines import REPAIRED
from data.language import LANGUAGES, speaking
from data.statement import statement, statement_of


def test_a_statement_is_english_text_whoever_reads_it() -> None:
    with speaking("ru"):
        assert statement(REPAIRED, file="a.kml", number=1234, rows="2, 3") == (
            "a.kml: rows whose outline crosses itself, which was repaired (1,234): 2, 3."
        )


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_statement_is_translated_with_its_numbers(language: str) -> None:
    said = statement(DISAGREEING, number=1234, incidents="I{1}")
    with speaking(language):
        text = said.translated()
    assert text != said
    assert "I{1}" in text
    assert "1,234" not in text
    assert "1234" in "".join(letter for letter in text if letter.isdigit())


def test_a_statement_comes_back_from_json_and_pickle() -> None:
    said = statement(REPAIRED, file="{a}", number=2, rows="2")
    for back in (statement_of(json.loads(json.dumps(said.facts))), pickle.loads(pickle.dumps(said))):  # noqa: S301
        assert (back, back.facts) == (said, said.facts)
