"""Easting and northing in columns of their own, in the zone of their row or the system of their table."""

from __future__ import annotations

from data.imports.columns.column_mapping import ColumnMapping
from tests.unit.imports.columns.points.test_point_columns import TARTAR, points, read


def test_a_person_names_the_system_of_the_metres() -> None:
    text = "Date,Easting,Northing\n2021-01-01,662983,4467821\n"
    assert "name its coordinate system" in " ".join(read(text).account.remarks_by_reason)
    assert points(read(text, ColumnMapping({}, crs="EPSG:32638")))[0] == TARTAR


def test_a_zone_without_a_letter_lies_where_those_of_the_other_rows_do() -> None:
    rows = "2021-01-01,662983,4467821,38T\n2021-01-02,662983,4467821,38\n2021-01-03,a,4467821,38T\n"
    found = read("Date,Easting,Northing,Zone\n" + rows)
    assert points(found)[:2] == [TARTAR, TARTAR]
    assert any("The UTM zone has no letter" in reason for reason in found.account.remarks_by_reason)
    # What is no number is no point.
    assert str(found.account.rows.set_index("row").loc[4, "found"]).endswith("Easting: a; Northing: 4467821")
