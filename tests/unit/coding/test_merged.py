"""What a further report adds to an incident."""

from __future__ import annotations

import pytest

from data.coding.merged import merged
from data.store.records.documents import IncidentDocument
from tests.tables import casualty, incident, source


def made(low: str, best: str, high: str, publisher: str = "One", **cells: str) -> IncidentDocument:
    rows = [casualty(count_low=low, count_best=best, count_high=high)]
    return IncidentDocument(incident(**cells), rows, [source(publisher=publisher, url="")])


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        (("1", "1", "1"), ("1", "1", "1"), ["1", "1", "1"]),
        (("1", "1", "1"), ("3", "3", "3"), ["1", "1", "3"]),
        (("2", "3", "4"), ("1", "1", "1"), ["1", "3", "4"]),
        (("1", "1", "1"), ("2", "", ""), ["1", "1", ""]),
        (("", "", ""), ("2", "2", "2"), ["2", "2", "2"]),
    ],
)
def test_figures_become_the_range_of_both(
    old: tuple[str, str, str], new: tuple[str, str, str], both: list[str]
) -> None:
    result = merged(made(*old), made(*new, publisher="Two"))
    (row,) = result.document.casualties
    assert [row[name] for name in ("count_low", "count_best", "count_high")] == both
    assert bool(result.differences) is (old != new)


def test_a_report_that_agrees_makes_several_sources() -> None:
    result = merged(made("1", "1", "1"), made("1", "1", "1", publisher="Two"))
    assert result.differences == ()
    assert result.document.incident["verification_status"] == "multiple_sources"
    assert [row["publisher"] for row in result.document.sources] == ["One", "Two"]


def test_the_same_source_is_not_added_again() -> None:
    result = merged(made("1", "1", "1"), made("1", "1", "1"))
    assert len(result.document.sources) == 1
    assert result.document.incident["verification_status"] == "single_source"


def test_what_was_empty_is_filled_and_what_differs_is_kept_and_noted() -> None:
    old = made("1", "1", "1", device_category="unknown", activity="travelling")
    new = made("1", "1", "1", publisher="Two", device_category="uxo", activity="demining")
    result = merged(old, new)
    assert result.document.incident["device_category"] == "uxo"
    assert result.document.incident["activity"] == "travelling"
    assert result.document.incident["verification_status"] == "conflicting"
    assert (
        "Two: Activity is travelling in the incident and demining in the report."
        in (result.document.incident["notes"])
    )


def test_other_people_are_a_row_of_their_own() -> None:
    new = IncidentDocument(incident(), [casualty(victim_category="journalist")], [source(publisher="Two")])
    result = merged(made("1", "1", "1"), new)
    assert len(result.document.casualties) == 2
    assert len(result.differences) == 1
