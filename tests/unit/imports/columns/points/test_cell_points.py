"""Points in one cell, with a remark on each that is not read."""

from __future__ import annotations

import pytest

from tests.unit.imports.columns.points.test_point_columns import read


def test_a_square_of_a_kilometre_says_how_coarse_it_is() -> None:
    found = read("Date,MGRS\n2021-01-01,38TPK6363\n2021-01-02,38T PK 6298 6782\n")
    assert any("1 km" in reason for reason in found.account.remarks_by_reason)
    assert sorted(found.dataset.incidents["notes"]) == ["", "The coordinate is written to 1 km."]


@pytest.mark.parametrize(
    "cell",
    [
        "38TPK636",
        "https://goo.gl/maps/abc",
        "///filled.count.soap",
        "PK 6298 6782",
        "40°70' N 46°10' E",
        "somewhere",
    ],
)
def test_what_is_not_read_gets_a_remark_on_its_row(cell: str) -> None:
    found = read(f'Date,Coordinates\n2021-01-01,"{cell}"\n2021-01-02,"40.345, 46.919"\n')
    row = found.account.rows.set_index("row").loc[2]
    assert row["result"] == "read with a remark"
    assert cell in row["found"]


def test_a_short_plus_code_is_completed_from_the_place_of_the_row() -> None:
    found = read("Date,Plus code,Village,Country\n2021-01-01,8WV9+XC,Tartar,Azerbaijan\n")
    assert any("completed from the place" in reason for reason in found.account.remarks_by_reason)
