"""The word lists: every one can be read, has what the rules ask for, and compiles."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from data.reports.report import Reason
from data.reports.text.words import FOLDER, LANGUAGES, compiled, plain, words_of
from data.tables.vocabulary import Activity, DeviceCategory, VictimCategory

NEEDED = (
    "numbers",
    "amounts",
    "joins",
    "people.generic",
    "people.civilian",
    "people.armed_forces",
    "people.deminer",
    "outcome.killed",
    "outcome.injured",
    "outcome.unhurt",
    "outcome.victim",
    "event.explosion",
    "device.antipersonnel_mine",
    "device.antivehicle_mine",
    "device.mine_unspecified",
    "device.uxo",
    "not_ordnance.mining",
    "cause.other",
    "background.total",
    "background.older",
    "background.teaser",
    "background.denied",
    "said.verbs",
    "activity",
    "claims",
    "actors",
    "nationalities",
    "sources.names",
)
SIDES = {"before", "after", "verb", "either", "near", "alone", "around", "owned", "within", "body"}


def test_each_language_has_a_file_and_no_other_file_is_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*LANGUAGES, "any"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_list_that_the_rules_use(language: str) -> None:
    words = words_of(language)
    assert [name for name in NEEDED if not words.keys(name)] == []
    assert {f"days.mon{month}" for month in range(1, 13)} <= set(words.keys("days"))
    assert {f"days.day{day}" for day in range(1, 8)} <= set(words.keys("days"))


@pytest.mark.parametrize("name", [*LANGUAGES, "any"])
def test_every_phrase_compiles_and_the_names_of_lists_are_those_of_the_vocabularies(name: str) -> None:
    tables: dict[str, Any] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    assert set(tables.get("device", {})) <= {term.value for term in DeviceCategory}
    assert set(tables.get("activity", {})) <= {term.value for term in Activity}
    assert set(tables.get("roles", {})) <= {term.value for term in VictimCategory}
    people = {"generic", "pronoun", "employee"} | {term.value for term in VictimCategory}
    assert set(tables.get("people", {})) <= people
    for lists in tables.get("outcome", {}).values():
        assert {side.removesuffix("_one") for side in lists} <= SIDES
    for phrases in all_lists(tables):
        assert all(isinstance(phrase, str) and phrase.strip() for phrase in phrases)
        assert phrases == [] or compiled(phrases) is not None


def all_lists(table: dict[str, Any]) -> list[list[str]]:
    lists = [value for value in table.values() if isinstance(value, list)]
    return lists + [one for value in table.values() if isinstance(value, dict) for one in all_lists(value)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("anti-tank mine*", "An anti tank mines, antitank mine", ["anti tank mines", "antitank mine"]),
        ("was … hurt", "was seriously hurt; was there and hurt", ["was seriously hurt"]),
        ("погиб*", "Погибшие и непогибший", ["Погибшие"]),
        ("(hit|struck) a mine", "struck  a\nmine", ["struck  a\nmine"]),
        ("قتل", "قُتل طفل", ["قُتل"]),
        ("# days ago", "12 days ago", ["12 days ago"]),
    ],
)
def test_a_phrase_means_what_the_manual_says(phrase: str, text: str, found: list[str]) -> None:
    pattern = compiled([phrase])
    assert pattern is not None
    assert [match.group() for match in re.finditer(pattern, text)] == found


def test_the_plain_form_keeps_every_position() -> None:
    text = "ё’\u00a0«Ё» \u202eأ\u200fى\u00ad"
    assert len(plain(text)) == len(text)


def test_every_reason_has_a_label() -> None:
    assert all(reason.label for reason in Reason)
