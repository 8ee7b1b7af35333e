"""Placemarks of KML as rows."""

from __future__ import annotations

import pytest

from data.errors import FileError
from data.imports.formats.spatial.kml import read_kml
from data.imports.formats.text.text_table import TextTable
from data.limits import Work
from tests.foreign_files import kml_file


def read(*placemarks: str) -> TextTable:
    marks = "".join(f"<Placemark>{one}</Placemark>" for one in placemarks)
    content = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'
    return read_kml("points.kml", content.encode(), Work())


POINT = "<Point><coordinates>46.773,40.327,0</coordinates></Point>"


def test_extended_data_are_columns_and_the_point_is_its_longitude_and_latitude() -> None:
    table = read_kml(
        "points.kml",
        kml_file([{"Date": "2020-11-23", "Killed": "2", "longitude": 46.773, "latitude": 40.327}]),
        Work(),
    )
    assert table.rows[["Date", "Killed"]].to_numpy().tolist() == [["2020-11-23", "2"]]
    assert table.point_columns is not None
    assert table.rows[list(table.point_columns)].to_numpy().tolist() == [["46.773", "40.327"]]


def test_name_description_and_day_of_a_placemark_are_columns() -> None:
    when = "<TimeStamp><when>2020-11-23</when></TimeStamp>"
    table = read(f"<name>Ağdam</name><description>a mine</description>{when}{POINT}")
    row = table.rows.iloc[0]
    assert (row["name"], row["description"], row["date"]) == ("Ağdam", "a mine", "2020-11-23")


def test_a_table_in_the_description_gives_columns_of_its_own() -> None:
    html = "&lt;table&gt;&lt;tr&gt;&lt;td&gt;Killed&lt;/td&gt;&lt;td&gt;2&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
    rows = read(f"<description>{html}</description>{POINT}").rows
    assert rows["Killed"].tolist() == ["2"]
    assert "description" not in rows


def test_a_placemark_without_a_shape_stays_a_row_with_a_note() -> None:
    table = read(f"<name>a</name>{POINT}", "<name>b</name>")
    assert table.rows["name"].tolist() == ["a", "b"]
    assert [note.row for note in table.notes] == [3]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<gpx></gpx>", "This XML is “gpx”, not KML"),
        (b"<kml><Document></Document></kml>", "has no placemarks"),
        (b"<kml><Document><Placemark>", "damaged, cut short or declares entities"),
        (b'<!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "declares entities"),
    ],
)
def test_what_is_no_kml_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        read_kml("points.kml", content, Work())
