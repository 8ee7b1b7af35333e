"""Where a row was, from whichever of its columns says it, with a remark on each point that is not read."""

from __future__ import annotations

import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_upload

TARTAR = pytest.approx((46.919, 40.345), abs=0.001)


def read(text: str, columns: ColumnMapping | None = None) -> Import:
    return read_upload("points.csv", text.encode(), columns)


def points(found: Import) -> list[tuple[float, float]]:
    rows = found.dataset.incidents.sort_values("incident_id")
    return list(zip(rows["longitude"], rows["latitude"], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Date,MGRS\n2021-01-01,38TPK 62983 67821\n",
        "Date,Grid\n2021-01-01,38TPK6298367821\n",
        'Date,Map link\n2021-01-01,"https://maps.google.com/?q=40.345,46.919"\n',
        "Date,Easting,Northing,Zone\n2021-01-01,662983,4467821,38T\n",
        "Date,Easting,Northing,Zone\n2021-01-01,662983,4467821,38\n",
        "Date,Easting,Northing,CRS\n2021-01-01,662983,4467821,EPSG:32638\n",
        "Date,Easting UTM 38N,Northing UTM 38N\n2021-01-01,662983,4467821\n",
        "Date,Longitude,Latitude,Country\n2021-01-01,46919,40345,Azerbaijan\n",
        'Date,Longitude,Latitude,Country\n2021-01-01,"46°55\'08"" O","40°20\'42"" N",Azerbaijan\n',
        'Date,Longitude,Latitude\n2021-01-01,,"40.345, 46.919"\n',
        "Date,lon_lat\n2021-01-01,46.919 40.345\n",
        'Date,Location\n2021-01-01,"at the bridge, 38T PK 62983 67821"\n',
    ],
)
def test_a_point_is_found_in_whichever_column_has_it(text: str) -> None:
    assert points(read(text))[0] == TARTAR


def test_a_person_names_the_system_of_the_metres() -> None:
    text = "Date,Easting,Northing\n2021-01-01,662983,4467821\n"
    assert "name its coordinate system" in " ".join(read(text).account.remarks_by_reason)
    assert points(read(text, ColumnMapping({}, crs="EPSG:32638")))[0] == TARTAR


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
