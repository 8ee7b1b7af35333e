"""The licence of data that somebody brings, as a sentence that a reader understands."""

from __future__ import annotations

import pytest

from data.imports.import_tables import read_files
from data.imports.recognised import KNOWN_SOURCES
from data.language import LANGUAGES, speaking
from data.tables.licence import (
    ACLED_TERMS,
    NO_LICENCE_FROM_CENTRE,
    NO_LICENCE_FROM_PORTAL,
    UNSTATED,
    joined,
    licence_text,
)
from tests.foreign_files import csv_file

SENTENCES = (UNSTATED, NO_LICENCE_FROM_CENTRE, NO_LICENCE_FROM_PORTAL, ACLED_TERMS)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_known_of_a_licence_is_stated_in_the_reader_s_language(sentence: str, language: str) -> None:
    with speaking(language):
        assert licence_text(sentence) not in ("", sentence)
        assert licence_text(f"CC BY 4.0 · {sentence}") == f"CC BY 4.0 · {licence_text(sentence)}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["CC BY 4.0", "ODbL 1.0", ""])
def test_the_name_of_a_licence_stays_as_it_is(name: str, language: str) -> None:
    with speaking(language):
        assert licence_text(name) == name


def test_the_same_licence_of_several_sources_stands_once() -> None:
    assert joined([UNSTATED, "CC BY 4.0", UNSTATED]) == f"{UNSTATED} · CC BY 4.0"


def test_of_a_table_of_one_s_own_no_licence_is_claimed() -> None:
    found = read_files([("a.csv", csv_file([{"Date": "2020-11-23", "Killed": "1"}]))])
    assert found.dataset.licence == UNSTATED


def test_each_known_source_names_a_licence_or_says_a_sentence_that_is_translated() -> None:
    assert {source.licence for source in KNOWN_SOURCES} - set(SENTENCES) == {"CC BY 4.0 (UCDP)"}
