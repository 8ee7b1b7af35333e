"""A dataset's own texts in the languages of the page: what is given is used, what cannot be used is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.errors import DatasetError
from data.folders.tables.atlas_tables import read_folder
from data.folders.tables.description import read_description
from data.language import LANGUAGES, speaking
from data.tables.dataset import Dataset
from data.tables.translations import Translation, TranslationError, translations_of
from tests.tables import DESCRIPTION, tables, write_folder

TRANSLATED = sorted(set(LANGUAGES) - {"en"})


def test_a_dataset_is_shown_in_the_language_of_the_page(dataset: Dataset) -> None:
    with speaking("ru"):
        assert dataset.shown_title[1] == "ru"
        assert dataset.actor_label("Russian peacekeepers") == "Российские миротворцы"
        assert dataset.side_label("azerbaijan") == "Азербайджан"
    assert dataset.shown_title == (dataset.title, "en")
    assert dataset.actor_label("Russian peacekeepers") == "Russian peacekeepers"
    assert dataset.side_label("armenia_or_nagorno_karabakh") == "Armenia or Nagorno-Karabakh"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_bundled_data_are_translated_in_whole(dataset: Dataset, language: str) -> None:
    translation = dataset.translations[language]
    assert translation.title
    assert translation.attribution
    assert len(translation.limits) == len(dataset.limits)
    assert set(translation.actors) == set(dataset.casualties["affected_actor"])
    assert set(translation.sides) >= set(dataset.casualties["affected_side"])
    assert set(translation.scopes) == set(dataset.official_totals["scope"])
    assert set(translation.qualifiers) == set(dataset.official_totals["qualifier"]) - {""}


def test_what_is_not_translated_is_shown_as_the_tables_have_it(dataset: Dataset) -> None:
    assert dataset.actor_label("Nobody") == "Nobody"
    assert dataset.side_label("one_side") == "one side"


def test_a_settlement_takes_its_first_alias_of_the_script(dataset: Dataset) -> None:
    expected = {"en": "Suqovuşan", "az": "Suqovuşan", "hy": "Մատաղիս", "ru": "Мадагиз"}
    for language, name in expected.items():
        with speaking(language):
            assert dataset.place_label("Suqovuşan", "AZ-TAR") == name
            assert dataset.place_label("Nowhere", "AZ-TAR") == "Nowhere"


def test_a_folder_with_translations_gives_them(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, tables())
    actors = {"Deminers": "Ականազերծողներ"}
    given = {"hy": {"title": "Միջադեպեր", "actors": actors}}
    (folder / "dataset.json").write_text(json.dumps(DESCRIPTION | {"translations": given}), encoding="utf-8")
    read = read_folder(folder)
    assert read.translations == {"hy": Translation(title="Միջադեպեր", actors=actors)}


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ([], "by language"),
        ({"fr": {}}, "“fr” is not a language of the atlas"),
        ({"ru": []}, "“ru” may hold only title"),
        ({"ru": {"licence": "x"}}, "“ru” may hold only title"),
        ({"ru": {"title": ""}}, "“title” of “ru” needs texts"),
        ({"ru": {"title": 1}}, "“title” of “ru” needs texts"),
        ({"ru": {"title": "a\u0000b"}}, "without control characters"),
        ({"ru": {"limits": ["one"]}}, "needs 2 sentences"),
        ({"ru": {"limits": "ab"}}, "needs 2 sentences"),
        ({"ru": {"actors": ["x"]}}, "“actors” of “ru” needs at most"),
        ({"ru": {"actors": {"a": "x" * 201}}}, "1 to 200 letters"),
        ({"ru": {"sides": {"a": None}}}, "“sides” of “ru” needs texts"),
    ],
)
def test_what_cannot_be_used_is_named(read: Any, words: str) -> None:
    with pytest.raises(TranslationError, match=words):
        translations_of(read, 2)


def test_a_description_with_wrong_translations_is_refused_in_one_sentence() -> None:
    content = json.dumps(DESCRIPTION | {"translations": {"xx": {}}}).encode()
    with pytest.raises(DatasetError, match=r"dataset\.json, column translations"):
        read_description(content)
