"""Waypoints of GPX as rows."""

from __future__ import annotations

import pytest

from data.errors import FileError
from data.imports.formats.spatial.gpx import EACH_WAYPOINT, read_gpx
from data.imports.formats.text.text_table import TextTable
from data.imports.import_tables import read_upload
from data.limits import Work

NAMESPACE = 'xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="a device"'
TRACK = '<trk><trkseg><trkpt lat="1" lon="2"><time>2021-01-01T00:00:00Z</time></trkpt></trkseg></trk>'


def gpx(*parts: str) -> bytes:
    return f'<?xml version="1.0"?>\n<gpx {NAMESPACE}>{"".join(parts)}</gpx>'.encode()


def waypoint(inner: str, latitude: str = "40.327", longitude: str = "46.773") -> str:
    return f'<wpt lat="{latitude}" lon="{longitude}">{inner}</wpt>'


def read(*parts: str) -> TextTable:
    return read_gpx("points.gpx", gpx(*parts), Work())


def test_a_waypoint_is_a_row_with_its_point() -> None:
    table = read(
        waypoint(
            "<ele>12.5</ele><time>2020-11-23T08:00:00Z</time><name>A-1</name><sym>Flag</sym><sat>7</sat>"
        )
    )
    assert table.rows[["name", "time", "sym", "ele"]].to_numpy().tolist() == [
        ["A-1", "2020-11-23T08:00:00Z", "Flag", "12.5"]
    ]
    assert "sat" not in table.rows
    assert table.point_columns is not None
    assert table.rows[list(table.point_columns)].to_numpy().tolist() == [["46.773", "40.327"]]


def test_tracks_and_routes_are_left_out_and_counted() -> None:
    table = read(waypoint("<name>A-1</name>"), TRACK, TRACK, "<rte><rtept lat='1' lon='2'/></rte>")
    assert len(table.rows) == 1
    assert table.remarks == (
        EACH_WAYPOINT,
        "Not read: 2 tracks and 1 route; a line walked or planned is no incident.",
    )


def test_lines_of_a_description_are_columns_and_a_comment_that_repeats_it_goes() -> None:
    text = "Killed: 1\nDevice: UXO"
    rows = read(waypoint(f"<cmt>{text}</cmt><desc>{text}</desc>")).rows
    assert rows[["Killed", "Device"]].to_numpy().tolist() == [["1", "UXO"]]
    assert not {"cmt", "desc"} & set(rows.columns)


def test_a_waypoint_whose_place_is_no_number_stays_without_a_point() -> None:
    table = read(waypoint("<name>a</name>", latitude="?"), waypoint("<name>b</name>"))
    assert table.rows["name"].tolist() == ["a", "b"]
    assert [note.row for note in table.notes] == [2]


def test_waypoints_of_a_phone_are_incidents() -> None:
    found = read_upload(
        "phone.gpx",
        gpx(
            waypoint("<time>2020-11-23T08:00:00Z</time><desc>AP mine, 1 killed, 2 injured</desc>"),
            waypoint("<time>2020-11-24T08:00:00Z</time><desc>UXO, 1 injured</desc>"),
            TRACK,
        ),
    )
    incidents, casualties = found.dataset.incidents, found.dataset.casualties
    assert [day.isoformat() for day in incidents["date_start"].dt.date] == ["2020-11-23", "2020-11-24"]
    assert list(incidents["device_category"]) == ["antipersonnel_mine", "uxo"]
    assert incidents[["longitude", "latitude"]].drop_duplicates().to_numpy().tolist() == [[46.773, 40.327]]
    assert casualties.groupby("outcome", observed=True)["count_best"].sum().to_dict() == {
        "injured": 3,
        "killed": 1,
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (gpx(TRACK), r"has no waypoints \(only 1 track\)"),
        (gpx(), "has no waypoints; mark each incident"),
        (gpx(waypoint("<name>"))[:-20], "damaged, cut short or declares entities"),
        (b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx><wpt>&a;</wpt></gpx>', "declares entities"),
    ],
)
def test_what_has_no_waypoints_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence):
        read_gpx("points.gpx", content, Work())
