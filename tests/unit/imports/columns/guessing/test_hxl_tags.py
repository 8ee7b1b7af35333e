"""The field that an HXL tag names, and whom a tag counts."""

from __future__ import annotations

import pytest

from data.imports.columns.counts.group_counts import GroupCount
from data.imports.columns.guessing.hxl_tags import field_of_tag, tagged_group


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#date", "date"),
        ("#date+start", "date"),
        ("#date+end", "date_end"),
        ("#date+reported", "published"),
        ("#geo+lat", "latitude"),
        (" #GEO +Lon ", "longitude"),
        ("#affected+killed", "killed"),
        ("#affected+wounded", "injured"),
        ("#event+id", "incident_id"),
        ("#event+code", "incident_id"),
        ("#adm1+name", "district"),
        ("#country+code+v_iso2", "country"),
        ("#meta+url", "url"),
    ],
)
def test_a_tag_names_a_field(tag: str, field: str) -> None:
    assert field_of_tag(tag) == field


@pytest.mark.parametrize("tag", ["#adm1+code", "#affected+killed+total", "#affected+killed+f", "#date+precision", "#sector", "#affected", ""])  # fmt: skip
def test_a_code_a_total_a_part_of_the_people_and_an_unknown_tag_name_none(tag: str) -> None:
    assert field_of_tag(tag) == ""


def test_a_tag_of_a_part_of_the_people_says_which() -> None:
    assert tagged_group("#affected+killed+f+children") == GroupCount(
        "killed", sex="female", age_group="child"
    )
    assert tagged_group("#affected+injured+military") == GroupCount("injured", victim_category="armed_forces")
    assert tagged_group("#affected+killed") is None
    assert tagged_group("#affected+f") is None
