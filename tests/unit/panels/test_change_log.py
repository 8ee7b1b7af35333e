"""Readers see what each published edition changed, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from components.panels.change_log import edition_list
from components.panels.coverage import totals
from data.tables.change_log import EditionNote
from data.tables.dataset import Dataset


def text_of(part: object) -> str:
    """The words of a component and of all that is in it."""
    if isinstance(part, list):
        return "".join(map(text_of, part))
    return part if isinstance(part, str) else text_of(getattr(part, "children", "") or "")


def test_each_edition_is_listed_with_its_changes_and_its_reason(dataset: Dataset) -> None:
    notes = (
        EditionNote(date(2026, 11, 29), 1, 2, 0, "Reports of November"),
        EditionNote(date(2026, 11, 28), 165, 0, 0, ""),
    )
    heading, listed = edition_list(replace(dataset, change_log=notes))
    assert text_of(heading) == "Editions"
    assert [text_of(line) for line in listed.children] == [
        "As of 29 Nov 2026: 1 added and 2 revised · Reports of November",
        "As of 28 Nov 2026: 165 added",
    ]
    assert "Reports of November" in text_of(totals(replace(dataset, change_log=notes)))


def test_data_without_editions_have_no_list(dataset: Dataset) -> None:
    assert edition_list(dataset) == []
