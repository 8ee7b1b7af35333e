"""Whose soldiers, peacekeepers or deminers they are: two forces in one sentence, in eight languages."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report
from data.reports.text import words
from data.reports.text.words import LANGUAGES, plain, words_of, written_out

FORCES = Path(__file__).with_name("forces_of_wordings.jsonl")
"""Made-up sentences with the right rows by actor. Nothing in them happened.

The last ones hold the name of a country that only says where it was, or that is somebody's name or a town's.
"""


def wordings() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FORCES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("one", wordings(), ids=lambda one: f"{one['language']}: {one['text'][:60]}")
def test_people_have_their_own_nation_and_not_that_of_others(one: dict[str, Any]) -> None:
    (draft,) = drafts_of(Report(one["text"], "", date(2024, 5, 16), "", one["language"])).incidents
    rows = Counter((row.affected_actor, row.outcome, row.count_best) for row in draft.casualties)
    assert rows == Counter(tuple(row) for row in one["rows"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "малина, грузить груз, индейцы, того, немой, турка кофе"),
        ("en", "polish the floor with poles, a guinea pig, Chadwick, jordans"),
        ("uk", "малина, малі діти, того дня, росичка"),
        ("es", "la china, la policía de Líbano, los indios, María Jordana"),
        ("fr", "la malice, un turbot, un Jordan"),
        ("ar", "تركيز, هندسة, المالية, ملايين, السويداء"),
    ],
)
def test_words_that_only_begin_like_a_nation_are_none(language: str, text: str) -> None:
    found = {text[one.start : one.end] for one in words_of(language).find("nationalities", text)}
    assert found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_knows_the_nations_of_the_others(language: str) -> None:
    everywhere = {key for one in LANGUAGES for key in words_of(one).keys("nationalities")}
    rare = {
        key for key in everywhere if sum(key in words_of(one).keys("nationalities") for one in LANGUAGES) < 6
    }
    missing = everywhere - rare - set(words_of(language).keys("nationalities"))
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_look_for_letters_passes_over_no_phrase(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = words_of(language)
    phrases = [phrase for key in looking.keys("nationalities") for phrase in looking.phrases(key)]
    one_each = [re.sub(r"\([^()]*\)\?|\|[^()]*(?=\))|[()*?\\]", "", phrase) for phrase in phrases]
    texts = [text for one in one_each for text in (plain(one), plain(one.upper()))]
    quick = [looking.find("nationalities", text) for text in texts]
    monkeypatch.setattr(words, "_MANY_LISTS", len(phrases))
    assert quick == [looking.find("nationalities", text) for text in texts]
    assert sum(map(bool, quick)) > len(phrases)


def test_a_shorthand_stands_for_its_line_and_an_unknown_one_is_named() -> None:
    assert written_out(["{people} of X"], {"people": "(troops|men)"}) == ["(troops|men) of X"]
    with pytest.raises(ValueError, match=r"\{nobody\} .* \[shorthand\]"):
        written_out(["{nobody} of X"], {})
