"""The document of an incident that a report's draft gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.coding.coded import coord_method_of, document_of
from data.reports.drafting.drafts import drafts_of
from data.reports.report import Report
from data.store.records import records

TEXT = "On 3 May 2023 a mine exploded {where}, Azerbaijan. One civilian was killed and two soldiers were injured."


@pytest.mark.parametrize(
    ("where", "method"),
    [
        ("in the town of Tartar", "settlement"),
        ("near the village of Talish in Tartar district", "settlement"),
        ("12 km north-east of the town of Barda", "described_offset"),
        ("in the Tartar district", "none"),
    ],
)
def test_the_point_comes_from_the_settlement_unless_a_distance_moves_it(where: str, method: str) -> None:
    (draft,) = drafts_of(Report(TEXT.format(where=where), language="en")).incidents
    assert coord_method_of(draft) == method


def test_each_row_of_casualties_has_its_own_words_and_each_field_those_it_rests_on() -> None:
    text = TEXT.format(where="in the Tartar district")
    (draft,) = drafts_of(Report(text, language="en")).incidents
    stored = records.Report(7, "", "P", "", "", "en", text, datetime(2023, 5, 4, tzinfo=UTC), "A")
    evidence = document_of(stored, draft).evidence
    assert [(one["row"]["outcome"], one["quote"]) for one in evidence["casualties"]] == [
        ("killed", "One civilian was killed"),
        ("injured", "two soldiers were injured"),
    ]
    assert {one["report"] for quotes in evidence.values() for one in quotes} == {7}
    assert [one["quote"] for one in evidence["date_start"]] == ["3 May 2023"]
