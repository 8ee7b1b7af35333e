"""Features of GeoJSON as rows: their properties, and longitude and latitude of each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.errors import FileError
from data.imports.formats.spatial.geojson import read_geojson
from data.imports.formats.text.text_table import TextTable
from data.limits import Work
from tests.foreign_files import geojson_file

ROW = {"Date": "2020-11-23", "Killed": 2, "longitude": 46.773, "latitude": 40.327}


def read(content: bytes) -> TextTable:
    return read_geojson("points.geojson", content, Work())


def points(table: TextTable) -> list[tuple[str, str]]:
    assert table.point_columns is not None
    longitude, latitude = table.point_columns
    return list(zip(table.rows[longitude], table.rows[latitude], strict=True))


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_properties_are_columns_of_text_and_points_are_degrees() -> None:
    table = read(geojson_file([ROW, {**ROW, "Killed": None}]))
    assert table.rows["Killed"].tolist() == ["2", ""]
    assert table.rows.index.tolist() == [2, 3]
    assert points(table) == [("46.773", "40.327")] * 2


def test_features_one_a_line_are_read_as_a_collection_is() -> None:
    lines = [feature({"type": "Point", "coordinates": [46.5, 40]}, Date=day) for day in ("2020", "2021")]
    table = read("\n".join(map(json.dumps, lines)).encode())
    assert table.rows["Date"].tolist() == ["2020", "2021"]
    assert points(table) == [("46.5", "40")] * 2


def test_another_coordinate_system_of_the_collection_becomes_degrees() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32638"}}
    table = read(geojson_file([{**ROW, "longitude": 500_000, "latitude": 4_427_757}], crs=crs))
    [(longitude, latitude)] = points(table)
    assert (float(longitude), float(latitude)) == pytest.approx((45.0, 40.0), abs=1e-5)


def test_a_line_is_a_point_inside_it_with_a_remark_and_a_missing_geometry_leaves_the_row() -> None:
    line = {"type": "LineString", "coordinates": [[46, 40], [47, 40]]}
    table = read(json.dumps({"features": [feature(line, Date="2020"), feature(None, Date="2021")]}).encode())
    assert table.rows["Date"].tolist() == ["2020", "2021"]
    [(longitude, latitude), none] = points(table)
    assert 46 <= float(longitude) <= 47
    assert (latitude, none) == ("40", ("", ""))
    assert sorted(note.row for note in table.notes) == [2, 3]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"type": "FeatureCollection", "features": []}', "no GeoJSON and no list of records"),
        (b'{"type": "FeatureCollection", "features": [', "This is not JSON: it breaks off"),
        (b"Date,Killed\n2020,1\n", "This is not JSON"),
    ],
)
def test_what_is_no_geojson_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        read(content)
