"""Points, days and people as registers of other layouts write them: five made files of each kind, read as they were put in."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import mgrs
import pandas as pd
import pyproj
import pytest

from data.imports.import_tables import Import, read_files
from data.imports.report.ledger import Result
from tests.examples import seeds


@dataclass(frozen=True)
class Put:
    """One incident that a file is made of."""

    day: date
    longitude: float
    latitude: float
    killed: int
    injured: int


def made(seed: int, west: float = 37.0, south: float = 48.0) -> list[Put]:
    chance = random.Random(seed)  # noqa: S311 - for a table, not a secret
    first = date(2021, 1, 4)
    return [
        Put(
            first + timedelta(days=40 * number + chance.randrange(12)),
            round(west + chance.random(), 5),
            round(south + chance.random() / 2, 5),
            chance.randrange(1, 4),
            chance.randrange(1, 6),
        )
        for number in range(chance.randrange(4, 9))
    ]


def text(rows: Sequence[Sequence[object]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def sexagesimal(degrees: float) -> tuple[int, int, float]:
    whole, minutes = int(degrees), degrees % 1 * 60
    return whole, int(minutes), round(minutes % 1 * 60, 2)


def in_six_columns(puts: list[Put]) -> bytes:
    head = "Date,Lat deg,Lat min,Lat sec,Long deg,Long min,Long sec,Killed,Injured".split(",")
    return text(
        [head]
        + [
            [one.day, *sexagesimal(one.latitude), *sexagesimal(one.longitude), one.killed, one.injured]
            for one in puts
        ]
    )


def in_spanish_columns_of_degrees(puts: list[Put]) -> bytes:
    head = [
        "Fecha", "Latitud grados", "Latitud minutos", "Longitud grados", "Longitud minutos", "Muertos", "Heridos",
    ]  # fmt: skip
    rows = []
    for one in puts:
        north, east = ((int(value), round(value % 1 * 60, 4)) for value in (one.latitude, one.longitude))
        rows.append([f"{one.day:%d/%m/%Y}", *north, *east, one.killed, one.injured])
    return text([head, *rows])


def with_letters_beside(puts: list[Put]) -> bytes:
    head = ["Date", "Latitude", "N/S", "Longitude", "E/W", "Killed", "Injured"]
    return text(
        [head] + [[one.day, one.latitude, "N", one.longitude, "E", one.killed, one.injured] for one in puts]
    )


def with_a_zone_in_the_heading(puts: list[Put]) -> bytes:
    to_metres = pyproj.Transformer.from_crs(4326, 32637, always_xy=True)
    rows = []
    for one in puts:
        east, north = to_metres.transform(one.longitude, one.latitude)
        rows.append([one.day, round(east), round(north), one.killed, one.injured])
    return text([["Date", "UTM X (WGS84 37N)", "UTM Y (WGS84 37N)", "Killed", "Injured"], *rows])


def in_gauss_kruger(puts: list[Put]) -> bytes:
    to_metres = pyproj.Transformer.from_crs(4326, 28407, always_xy=True)
    rows = []
    for one in puts:
        east, north = to_metres.transform(one.longitude, one.latitude)
        rows.append([f"{one.day:%d.%m.%Y}", round(north), round(east), one.killed, one.injured])
    return text([["Дата", "X (СК-42 зона 7)", "Y (СК-42 зона 7)", "Погибло", "Ранено"], *rows], ";")


def references(puts: list[Put]) -> list[str]:
    return [str(mgrs.MGRS().toMGRS(one.latitude, one.longitude)) for one in puts]


def with_mgrs_in_pieces(puts: list[Put]) -> bytes:
    rows = []
    for one, reference in zip(puts, references(puts), strict=True):
        # As a number a spreadsheet loses zeros at the front.
        pieces = [reference[:3], reference[3:5], int(reference[5:10]), int(reference[10:])]
        rows.append([one.day, *pieces, one.killed, one.injured])
    return text([["Date", "Grid zone", "Square", "Easting", "Northing", "Killed", "Injured"], *rows])


def with_a_zone_in_the_grid_heading(puts: list[Put]) -> bytes:
    found = references(puts)
    zone = found[0][:3]
    rows = [
        [one.day, reference.removeprefix(zone), one.killed, one.injured]
        for one, reference in zip(puts, found, strict=True)
    ]
    return text([["Date", f"MGRS ({zone})", "Killed", "Injured"], *rows])


def with_map_links(puts: list[Put]) -> bytes:
    head = ["التاريخ", "رابط الموقع", "قتلى", "جرحى"]
    link = "https://www.google.com/maps?q="
    return text(
        [head] + [[one.day, f"{link}{one.latitude},{one.longitude}", one.killed, one.injured] for one in puts]
    )


def with_turkish_letters(puts: list[Put]) -> bytes:
    rows = []
    for one in puts:
        pair = " ".join(
            f"{whole}°{minutes:02}'{seconds}\"{letter}"
            for (whole, minutes, seconds), letter in (
                (sexagesimal(one.latitude), "K"),
                (sexagesimal(one.longitude), "D"),
            )
        )
        rows.append([f"{one.day:%d.%m.%Y}", pair, one.killed, one.injured])
    return text([["Olay tarihi", "Konum", "Şehit", "Yaralı"], *rows], ";")


def below_groups(puts: list[Put]) -> bytes:
    head = [
        "SubmissionDate", "g_event-date_of_accident", "g_event-location-Latitude", "g_event-location-Longitude", "g_cas-dead",
        "g_cas-wounded", "KEY",
    ]  # fmt: skip
    later = timedelta(days=30)
    return text(
        [head]
        + [
            [one.day + later, one.day, one.latitude, one.longitude, one.killed, one.injured, f"uuid:{number}"]
            for number, one in enumerate(puts)
        ]
    )


def in_bosnian(puts: list[Put]) -> bytes:
    head = ["Datum nesreće", "Općina", "Geografska širina", "Geografska dužina", "Poginuli", "Povrijeđeni"]
    return text(
        [head]
        + [
            [f"{one.day:%d.%m.%Y}.", "", one.latitude, one.longitude, one.killed, one.injured] for one in puts
        ],
        ";",
    )


def by_weeks_and_days_of_the_year(puts: list[Put]) -> bytes:
    rows = []
    for number, one in enumerate(puts):
        year, week, day = one.day.isocalendar()
        written = f"{year}-W{week:02}-{day}" if number % 2 else f"{one.day:%Y-%j}"
        rows.append([written, one.latitude, one.longitude, one.killed, one.injured])
    return text([["date", "lat", "lon", "killed", "injured"], *rows])


def below_months(puts: list[Put]) -> bytes:
    rows: list[list[object]] = [["Date", "Village", "Lat", "Lon", "Killed", "Injured"]]
    month = ""
    for one in puts:
        if f"{one.day:%B %Y}" != month:
            month = f"{one.day:%B %Y}"
            rows.append([month, "", "", "", "", ""])
        rows.append([one.day.day, "Testville", one.latitude, one.longitude, one.killed, one.injured])
    return text(rows)


def as_placemarks_with_labels(puts: list[Put]) -> bytes:
    marks = "".join(
        f"<Placemark><name>Accident</name><description><![CDATA[<b>Date:</b> {one.day}<br><b>Killed:</b> {one.killed}<br/>"
        f"Injured: {one.injured}]]></description><Point><coordinates>{one.longitude},{one.latitude}</coordinates></Point></Placemark>"
        for one in puts
    )
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


KINDS: Final[dict[str, Callable[[list[Put]], bytes]]] = {
    function.__name__: function
    for function in (
        in_six_columns,
        in_spanish_columns_of_degrees,
        with_letters_beside,
        with_a_zone_in_the_heading,
        in_gauss_kruger,
        with_mgrs_in_pieces,
        with_a_zone_in_the_grid_heading,
        with_map_links,
        with_turkish_letters,
        below_groups,
        in_bosnian,
        by_weeks_and_days_of_the_year,
        below_months,
        as_placemarks_with_labels,
    )
}


def read(name: str, content: bytes) -> Import:
    found = read_files([(name, content)], today=date(2026, 11, 28))
    account = found.account
    assert sum(account.count(result) for result in Result) == account.rows_in == len(account.rows)
    return found


@pytest.mark.parametrize("seed", seeds(5))
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_put_in_comes_out_and_the_account_adds_up(kind: str, seed: int) -> None:
    puts = made(seed)
    found = read("made.kml" if "placemarks" in kind else "made.csv", KINDS[kind](puts))
    incidents = found.dataset.incidents.sort_values("date_start")
    assert [day.date() for day in incidents["date_start"]] == [one.day for one in puts]
    assert set(incidents["date_prec"]) == {1}
    near = pytest.approx([one.longitude for one in puts], abs=0.002)
    assert incidents["longitude"].tolist() == near
    assert incidents["latitude"].tolist() == pytest.approx([one.latitude for one in puts], abs=0.002)
    best = found.dataset.casualties.groupby("outcome", observed=True)["count_best"].sum()
    assert (best["killed"], best["injured"]) == (
        sum(one.killed for one in puts),
        sum(one.injured for one in puts),
    )


def test_southern_and_western_letters_beside_the_numbers_count() -> None:
    rows = [
        ["Date", "Lat", "Hemisphere", "Lon", "Dir", "Killed"],
        ["2021-03-12", "25.95", "S", "32.58", "E", "1"],
        ["2021-03-13", "7.15", "N", "75.82", "W", "1"],
    ]
    incidents = read("made.csv", text(rows)).dataset.incidents
    assert incidents[["longitude", "latitude"]].to_numpy().tolist() == [[32.58, -25.95], [-75.82, 7.15]]


def test_a_short_link_has_a_remark_and_the_others_their_points() -> None:
    rows = [
        ["Date", "Map", "Killed"],
        ["2021-03-12", "https://www.google.com/maps?q=34.73,36.71", "1"],
        ["2021-03-13", "https://www.google.com/maps?q=34.74,36.72", "1"],
        ["2021-03-14", "https://maps.app.goo.gl/abc", "1"],
    ]
    found = read("made.csv", text(rows))
    assert found.dataset.incidents["longitude"].notna().tolist() == [True, True, False]
    assert "is not followed" in found.account.to_text()


def test_codes_beside_numbers_are_no_grid_reference() -> None:
    rows = [
        ["date", "code", "number", "fatalities", "latitude", "longitude"],
        ["2021-03-12", "1TST", "1", "2", "9.1", "1.2"],
        ["2021-03-13", "2TST", "2", "1", "9.2", "1.3"],
    ]
    found = read("made.csv", text(rows))
    assert found.dataset.casualties["count_best"].sum() == 3


def test_the_day_of_an_entry_is_taken_only_without_another_and_says_so() -> None:
    rows = [["Submission date", "lat", "lon", "killed"], ["2021-03-12", "48.5", "37.9", "1"]]
    found = read("made.csv", text(rows))
    assert found.dataset.incidents["date_start"].tolist() == [pd.Timestamp("2021-03-12")]
    assert "its heading says when the record was made" in found.account.to_text()


@pytest.mark.parametrize(
    ("heading", "months"), [("Tarih", (6, 8)), ("Tarix", (3, 5))], ids=["Turkish", "Azerbaijani"]
)
def test_a_season_that_two_languages_call_differently_is_read_by_the_heading(
    heading: str, months: tuple[int, int]
) -> None:
    found = read("made.csv", text([[heading, "lat", "lon", "killed"], ["2021 yazı", "38.5", "41.9", "1"]]))
    incident = found.dataset.incidents.iloc[0]
    assert (incident["date_start"].month, incident["date_end"].month) == months
