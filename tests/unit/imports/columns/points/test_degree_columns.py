"""Columns of longitude and latitude with few digits make their rows rougher, and say how rough."""

from __future__ import annotations

import pytest

from tests.unit.imports.columns.points.test_point_columns import read

HEADING = "Date,Longitude,Latitude\n"


@pytest.mark.parametrize(
    ("rows", "grade", "note"),
    [
        ("2021-01-01,46,40\n2021-01-02,47,41\n", 5, "The coordinate is written to 111.3 km."),
        ("2021-01-01,46.9,40.3\n2021-01-02,46.8,40.4\n", 2, "The coordinate is written to 11.13 km."),
    ],
)
def test_degrees_of_few_digits_say_how_far_they_reach(rows: str, grade: int, note: str) -> None:
    incidents = read(HEADING + rows).dataset.incidents
    assert incidents["where_prec"].tolist() == [grade, grade]
    assert incidents["notes"].tolist() == [note, note]


def test_one_fine_number_tells_that_zeros_at_the_end_were_left_out() -> None:
    found = read(HEADING + "2021-01-01,46.9,40.3\n2021-01-02,46.81,40.4\n")
    assert found.dataset.incidents["notes"].tolist() == ["", ""]
    assert found.account.remarks_by_reason == {}


def test_minutes_without_seconds_are_rough_where_decimals_beside_them_are_not() -> None:
    incidents = read(HEADING + "2021-01-01,46°55',40°20'\n2021-01-02,46.812,40.345\n").dataset.incidents
    assert incidents["notes"].tolist() == ["The coordinate is written to 1.855 km.", ""]
