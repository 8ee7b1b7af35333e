"""Telegraphic notes, ranges, deaths after the blast and further people: numbers of killed and injured."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report

CASES = Path(__file__).with_name("notes_and_updates.jsonl")
"""Made-up reports with the right sums of best counts; nothing in them happened."""


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("one", cases(), ids=lambda one: f"{one['language']}: {one['text'][:60]}")
def test_a_report_gives_its_numbers_of_killed_and_injured(one: dict[str, Any]) -> None:
    published = date.fromisoformat(one["published"])
    (draft,) = drafts_of(Report(one["text"], "", published, "", one["language"])).incidents
    sums = dict.fromkeys(("killed", "injured"), 0)
    for row in draft.casualties:
        assert row.count_best is not None
        sums[row.outcome] += row.count_best
    assert sums == {"killed": one["killed"], "injured": one["injured"]}
    assert all(row.quotes for row in draft.casualties)


def test_killed_and_wounded_with_one_number_are_neither_in_arabic() -> None:
    text = "قتل وجرح خمسة أشخاص، أمس الأربعاء، جراء انفجار لغم بسيارتهم قرب بلدة السخنة."
    (draft,) = drafts_of(Report(text, "", date(2021, 3, 4), "", "ar")).incidents
    assert draft.casualties == ()


def test_soldiers_shorthand_is_of_soldiers() -> None:
    text = "08 MAY, MENAKA, MALI. Landmine strike on convoy 12 km N of Menaka. 2 KIA, 3 WIA."
    (draft,) = drafts_of(Report(text, "", date(2023, 5, 10), "", "en")).incidents
    assert {row.victim_category for row in draft.casualties} == {"armed_forces"}
