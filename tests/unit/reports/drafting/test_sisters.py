"""The same kind of sentence in all eight languages: what holds in one of them has to hold in its sisters."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.places.search import km_apart
from data.reports.drafting.drafts import drafts_of
from data.reports.report import Draft, Report

SISTERS = Path(__file__).with_name("sister_reports.jsonl")
"""Made-up reports, each kind in all eight languages, with what is right; nothing in them happened.

An incident has its day and rows, and where the kind is about places a point, or a district without one.
"""
NEAR_KM = 25


def sisters() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SISTERS.read_text(encoding="utf-8").splitlines()]


def rows(draft: Draft) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in draft.casualties:
        assert row.count_best is not None
        counts[(row.victim_category, row.outcome)] += row.count_best
    return counts


@pytest.mark.parametrize("one", sisters(), ids=lambda one: f"{one['language']}: {one['text'][:120]}")
def test_a_report_gives_its_incidents_as_its_sisters_do(one: dict[str, Any]) -> None:
    published = date.fromisoformat(one["published"])
    report = Report(one["text"], one["title"], published, one["publisher"], one["language"])
    drafts = drafts_of(report).incidents
    assert len(drafts) == len(one["incidents"])
    for draft, right in zip(drafts, one["incidents"], strict=True):
        assert draft.date_start == date.fromisoformat(right["date_start"])
        assert rows(draft) == {(category, outcome): count for category, outcome, count in right["rows"]}
        if "adm1_iso" in right:
            assert draft.adm1_iso == right["adm1_iso"]
        if "point" in right and right["point"] is None:
            assert draft.longitude is None
        elif "point" in right:
            assert draft.longitude is not None
            assert draft.latitude is not None
            assert km_apart((draft.longitude, draft.latitude), tuple(right["point"])) <= NEAR_KM
