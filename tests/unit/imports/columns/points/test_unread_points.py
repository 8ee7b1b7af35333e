"""A row without a point says so where something in it looks like one."""

from __future__ import annotations

from tests.unit.imports.columns.points.test_point_columns import read


def test_a_point_in_a_column_that_is_not_read_gets_a_remark() -> None:
    found = read(
        "Date,Remarks of the team,Longitude,Latitude\n"
        "2021-01-01,at 38TPK 62983 67821,,\n2021-01-02,at 38TPK 62983 67821,46.812,40.345\n"
    )
    rows = found.account.rows.set_index("row")
    assert rows.loc[2, "found"] == "at 38TPK 62983 67821"
    # The other has its point.
    assert rows.loc[3, "result"] == "read"


def test_half_a_grid_is_no_point() -> None:
    found = read("Date,Easting,Northing,Zone\n2021-01-01,662983,,38T\n2021-01-02,662983,4467821,38T\n")
    assert any("Only one of easting and northing" in reason for reason in found.account.remarks_by_reason)
    assert found.dataset.incidents["longitude"].isna().tolist() == [True, False]
