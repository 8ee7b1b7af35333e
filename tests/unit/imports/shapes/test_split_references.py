"""Grid references in two, three and four columns, with the zone in a column, a heading or a title."""

from __future__ import annotations

import random
from typing import Final

import mgrs
import pyproj
import pytest

from data.imports.import_tables import Import, read_files

ROWS: Final = 6


def points(seed: int) -> list[tuple[float, float]]:
    chance = random.Random(seed)  # noqa: S311 - for a table, not a secret
    return [(42.1 + chance.random() * 5, 33.1 + chance.random() * 2.5) for _ in range(ROWS)]


def parts(longitude: float, latitude: float, digits: int) -> tuple[str, str, str, str]:
    text = mgrs.MGRS().toMGRS(latitude, longitude, MGRSPrecision=digits)
    return text[:3], text[3:5], text[5 : 5 + digits], text[5 + digits :]


def read(head: str, rows: list[str], above: str = "") -> Import:
    lines = [above] if above else []
    return read_files([("grid.csv", "\n".join([*lines, head, *rows]).encode())])


def assert_near(found: Import, expected: list[tuple[float, float]], metres: float) -> None:
    geod = pyproj.Geod(ellps="WGS84")
    rows = found.dataset.incidents.sort_values("date_start")
    assert (rows["coord_method"] == "reported").all()
    for longitude, latitude, (east, north) in zip(rows["longitude"], rows["latitude"], expected, strict=True):
        assert geod.inv(longitude, latitude, east, north)[2] < metres


@pytest.mark.parametrize("digits", [3, 4, 5])
@pytest.mark.parametrize("gap", ["", " "])
def test_zone_with_square_and_the_digits_in_two_columns(digits: int, gap: str) -> None:
    put = points(digits)
    rows = []
    for day, one in enumerate(put, start=1):
        zone, square, east, north = parts(*one, digits)
        rows.append(f"2021-03-0{day};{zone}{gap}{square};{east}{gap}{north};{day % 2};1")
    found = read("Date;GZD & square;Grid;Killed;Injured", rows)
    assert_near(found, put, 2 * 10.0 ** (5 - digits))


@pytest.mark.parametrize("where", ["column", "heading", "title"])
def test_the_zone_stands_in_a_column_a_heading_or_a_title(where: str) -> None:
    put = [(east, north) for east, north in points(9) if parts(east, north, 5)[0] == "38S"]
    rows = []
    for day, one in enumerate(put, start=1):
        zone, square, east, north = parts(*one, 5)
        own = f"{zone};" if where == "column" else ""
        rows.append(f"2021-03-0{day};{own}{square};{east};{north};0;1")
    head = {
        "column": "Date;Zone;Square;Easting;Northing;Killed;Injured",
        "heading": "Date;MGRS square (zone 38S);E;N;Killed;Injured",
        "title": "Date;Square;Easting;Northing;Killed;Injured",
    }[where]
    found = read(head, rows, "Accidents; all in MGRS 38S" if where == "title" else "")
    if where == "title":
        found = read(head, rows, "Accidents (all in MGRS zone 38S);;;;;")
    assert_near(found, put, 2)


def test_without_a_zone_every_row_has_a_remark_and_no_point() -> None:
    rows = [
        f"2021-03-0{day};{';'.join(parts(*one, 4)[1:])};0;1" for day, one in enumerate(points(3), start=1)
    ]
    found = read("Date;Square;Grid E;Grid N;Killed;Injured", rows)
    assert found.dataset.incidents["longitude"].isna().all()
    assert found.account.rows["reason"].str.contains("no zone before its letters").all()


def test_zeros_that_a_spreadsheet_took_away_are_put_back_or_requested() -> None:
    rows = [
        "2021-03-01;38S;LF;32170;23306;1",
        "2021-03-02;38S;LF;1234;23306;1",
        "2021-03-03;38S;LF;1234;2330;1",
    ]
    found = read("Date;Zone;Square;Easting;Northing;Killed", rows)
    incidents = found.dataset.incidents.sort_values("date_start")
    expected = mgrs.MGRS().toLatLon("38SLF0123423306")
    assert incidents["latitude"].iloc[1] == pytest.approx(expected[0], abs=1e-4)
    assert incidents["longitude"].iloc[1] == pytest.approx(expected[1], abs=1e-4)
    assert incidents["longitude"].isna().tolist() == [False, False, True]
    assert "a digit less than those of other rows" in str(found.account.rows["reason"].iloc[2])


def test_references_of_two_lengths_are_each_as_rough_as_they_are_written() -> None:
    rows = ["2021-03-01;LF;0317;0847;1", "2021-03-02;LF;556;754;1"]
    found = read("Date;MGRS square (zone 38S);E;N;Killed", rows)
    expected = mgrs.MGRS().toLatLon("38SLF556754")
    incidents = found.dataset.incidents.sort_values("date_start")
    assert incidents["latitude"].iloc[1] == pytest.approx(expected[0], abs=2e-3)
    assert incidents["longitude"].iloc[1] == pytest.approx(expected[1], abs=2e-3)


def test_metres_of_a_zone_that_the_heading_names() -> None:
    rows = ["2021-03-01;E 0654321 N 5012345;1", "2021-03-02;0651000 / 5030000;1"]
    found = read("Date;Coordinates (UTM 33T);Killed", rows)
    back = pyproj.Transformer.from_crs(32633, 4326, always_xy=True)
    assert_near(found, [back.transform(654321, 5012345), back.transform(651000, 5030000)], 2)
