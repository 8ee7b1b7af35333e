"""Tables as field offices of further countries write them: what stands in them is read, or said to be not read."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from data.errors import FileError
from data.imports.import_tables import Import, read_upload


def read(text: str, name: str = "table.csv") -> Import:
    return read_upload(name, text.encode())


def points(found: Import) -> list[tuple[float, float]]:
    """Latitude and longitude of each incident."""
    rows = found.dataset.incidents[["latitude", "longitude"]].astype("float64").round(4)
    return [tuple(row) for row in rows.to_numpy().tolist()]


def people(found: Import) -> tuple[int, int]:
    """Killed and injured in all."""
    counts = found.dataset.casualties.groupby("outcome", observed=True)["count_best"].sum()
    return int(counts.get("killed", 0)), int(counts.get("injured", 0))


@pytest.mark.parametrize("heads", ["GPS N,GPS E", "Lat,Long", "c1,c2"])
def test_degrees_and_minutes_in_two_columns_are_no_two_points(heads: str) -> None:
    found = read(
        f"Accident date,Village,{heads},dead,hurt\n"
        "05/06/09,Ban Napia,19 26.512,103 12.310,0,2\n17/06/09,Ban Khai,19 30.100,103 15.905,1,0\n"
    )
    assert points(found) == [(19.4419, 103.2052), (19.5017, 103.2651)]
    assert people(found) == (1, 2)


def test_a_list_of_records_lies_deeper_in_an_answer() -> None:
    places = [{"lat": 32.81, "lng": 13.19}, {"lat": 32.83, "lng": 13.22}]
    events = [
        {"incidentDate": "2020-07-05", "location": place, "casualties": {"killed": 1, "injured": 2}}
        for place in places
    ]
    found = read(json.dumps({"status": {"code": 200}, "result": {"page": 1, "incidents": events}}), "a.json")
    assert points(found) == [(32.81, 13.19), (32.83, 13.22)]
    assert people(found) == (2, 4)


def test_a_part_of_the_people_in_words_is_not_added() -> None:
    found = read(
        "Date;Latitude;Longitude;Bilan\n3 février 2020;14.95 N;5.72 O;2 morts, 1 blessé\n"
        "9 mars 2020;14.31 N;2.74 O;trois morts dont un enfant et cinq blessés\n"
    )
    assert people(found) == (5, 6)


@pytest.mark.parametrize(
    ("low", "high"), [("inj_min", "inj_max"), ("inj min", "inj max"), ("Injured low", "Injured high")]
)
def test_short_words_for_injured_make_a_range(low: str, high: str) -> None:
    found = read(
        f"date,lat,lon,killed,{low},{high}\n2018-10-14,2.04,45.3,1,4,10\n2018-11-02,2.13,45.1,0,1,2\n"
    )
    injured = found.dataset.casualties.query("outcome == 'injured'")
    assert injured[["count_low", "count_high"]].astype(int).to_numpy().tolist() == [[4, 10], [1, 2]]


def test_a_military_date_group_in_local_time_is_a_day() -> None:
    found = read("DTG (local),lat,lon,KIA,WIA\n021130DMAR11,32.07,64.83,1,0\n051540DMAR11,31.6,64.2,0,1\n")
    assert [day.isoformat() for day in found.dataset.incidents["date_start"].dt.date] == [
        "2011-03-02",
        "2011-03-05",
    ]


def test_whole_days_under_a_heading_for_days() -> None:
    found = read(
        "اليوم,خط العرض,خط الطول,قتلى\n١٢ شباط ٢٠٢٤,35.01,37.12,3\nالثلاثاء 20/2/2024,35.33,40.14,0\n"
    )
    assert [day.isoformat() for day in found.dataset.incidents["date_start"].dt.date] == [
        "2024-02-12",
        "2024-02-20",
    ]


def test_plural_headings_of_a_grid_with_its_zone() -> None:
    found = read(
        "Date\tEastings\tNorthings\tUTM Zone\tKilled\n2009-11-14\t697500\t1217400\t35P\t1\n2009-12-02\t698500\t1218400\t35P\t0\n"
    )
    assert points(found)[0] == (11.0075, 28.8076)


def test_an_abbreviation_of_a_country_names_ordnance() -> None:
    found = read(
        "Tarix;Koordinatlar;Hadisənin növü;Yaralanıb\n05.06.2021;40.17, 46.04;Tank əleyhinə mina;3\n"
        "23.09.2021;39.98, 46.91;PHS;1\n"
    )
    assert list(found.dataset.incidents["device_category"]) == ["antivehicle_mine", "uxo"]


def test_a_second_heading_row_under_merged_cells_may_be_letters() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Caza", "Village", "Accident", "", "Casualties", "", "", "Coordinates", ""])
    sheet.append(["", "", "Date", "Item", "K", "I", "Total", "N", "E"])
    for cells in ("C1:D1", "E1:G1", "H1:I1", "A1:A2", "B1:B2"):
        sheet.merge_cells(cells)
    sheet.append(["Tyre", "Siddiqine", "2007-02-03", "M77", 0, 2, 2, 33.19, 35.31])
    sheet.append(["Tyre", "Qana", "2007-02-09", "BLU-63", 1, 0, 1, 33.2092, 35.2991])
    file = io.BytesIO()
    book.save(file)
    found = read_upload("a.xlsx", file.getvalue())
    assert points(found) == [(33.19, 35.31), (33.2092, 35.2991)]
    assert people(found) == (1, 2)


@pytest.mark.parametrize(("beginning", "program"), [(b"<stata_dta>", "Stata"), (b"$FL2@(#)", "SPSS")])
def test_files_of_statistics_programs_are_named(beginning: bytes, program: str) -> None:
    with pytest.raises(FileError, match=program):
        read_upload("a.dta", beginning + bytes(200))
