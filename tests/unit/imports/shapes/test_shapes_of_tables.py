"""Tables of the shapes that registers have: each gives its incidents, and every row of it has one result."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_files
from data.imports.report.ledger import Result
from tests.foreign_files import zip_file

QUIRKS: Final = Path(__file__).parents[3] / "quirks"
TODAY: Final = date(2026, 11, 28)


def read(content: bytes | str, name: str = "table.csv", columns: ColumnMapping | None = None) -> Import:
    given = content.encode() if isinstance(content, str) else content
    found = read_files([(name, given)], columns, today=TODAY)
    assert sum(found.account.count(result) for result in Result) == found.account.rows_in
    return found


def quirk(name: str, columns: ColumnMapping | None = None) -> Import:
    return read((QUIRKS / name).read_bytes(), name, columns)


def people(found: Import, **chosen: str) -> int:
    rows = found.dataset.casualties
    for name, value in chosen.items():
        rows = rows[rows[name] == value]
    return int(rows["count_best"].sum())


def figures(found: Import) -> tuple[int, int, int]:
    return len(found.dataset.incidents), people(found, outcome="killed"), people(found, outcome="injured")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03_acled_api_response.json", (1, 1, 0)),
        ("12_merged_two_row_header_totals.xlsx", (4, 3, 6)),
        ("13_many_sheets_one_per_year.xlsx", (4, 2, 4)),
        ("19_gpkg_layers_points_hazard_areas.gpkg", (2, 1, 3)),
        ("20_shapefile_no_prj_cp1251.zip", (2, 1, 2)),
        ("25_survey123_export.csv", (2, 1, 6)),
        ("26_repeated_header_sections.csv", (3, 1, 3)),
        ("31_ucdp_candidate_no_header.csv", (1, 3, 0)),
    ],
)
def test_a_table_as_the_field_has_it_gives_its_incidents(name: str, expected: tuple[int, int, int]) -> None:
    assert figures(quirk(name)) == expected


def test_headings_in_two_rows_give_sex_and_age() -> None:
    found = quirk("12_merged_two_row_header_totals.xlsx")
    assert people(found, outcome="injured", sex="male", age_group="adult") == 3
    assert people(found, outcome="killed", sex="female", age_group="child") == 1
    assert found.dataset.incidents["adm1_iso"].tolist() == ["AF-HER", "AF-HER", "AF-HER", "AF-FRA"]
    assert any("2 of the rows with totals agree" in sentence for sentence in found.account.about)


def test_headings_in_three_rows_are_put_together() -> None:
    found = read(
        "Where,,When,Killed,,,,Injured,,,\n,,,Adults,,Children,,Adults,,Children,\n"
        "Province,Village,Date,M,F,M,F,M,F,M,F\nHoms,A,2021-01-01,1,0,0,1,2,0,0,0\n"
        "Hama,B,2021-01-02,0,0,0,0,0,1,0,3\nTotal,,,1,0,0,1,2,1,0,2\n"
    )
    assert figures(found) == (2, 2, 6)
    assert people(found, sex="female", age_group="child") == 4
    assert any("gives 2 for “Injured Children F”; its rows add up to 3" in one for one in found.account.about)


def test_a_hidden_sheet_is_left_out_and_named() -> None:
    about = quirk("13_many_sheets_one_per_year.xlsx").account.about
    assert any("“Hidden old” was left out" in sentence for sentence in about)


def test_lowest_best_and_highest_number_are_one_count() -> None:
    found = read("date,lat,lon,killed_min,killed_est,killed_max\n2021-01-01,34.75,36.75,1,2,4\n")
    counts = found.dataset.casualties[["count_low", "count_best", "count_high"]]
    assert counts.to_numpy().tolist() == [[1, 2, 4]]


def test_parts_of_a_whole_are_counted_once() -> None:
    found = read("Province,Date,Killed,Killed men,Killed women\nHerat,2021-01-01,3,1,1\n")
    assert figures(found) == (1, 3, 0)
    assert people(found, sex="") == 1


def test_what_a_heading_counts_is_kept_in_the_columns_file() -> None:
    mapping = read("Province,Date,Killed men\nHerat,2021-01-01,3\n").mapping
    assert mapping is not None
    assert dict(mapping.counts) == {"Killed men": "killed best male adult"}
    assert ColumnMapping.from_json("columns.json", mapping.to_json()).counts == mapping.counts


@pytest.mark.parametrize(
    "word", ["Total", "Итого", "Cəmi", "Ընդամենը", "المجموع", "Toplam", "Gesamt", "Всього"]
)
def test_totals_are_no_incidents_in_any_language(word: str) -> None:
    found = read(f"Village,Date,Killed,Injured\nA,2021-01-01,1,0\nB,2021-01-02,0,2\n{word},,1,2\n")
    assert figures(found) == (2, 1, 2)


def test_a_total_without_a_word_is_known_by_its_sums() -> None:
    found = read("Village,Date,Killed,Injured\nA,2021-01-01,1,0\nB,2021-01-02,0,2\n,,1,2\n")
    assert figures(found) == (2, 1, 2)
    assert found.account.count(Result.OUT_OF_SCOPE) == 1


def test_a_missing_heading_does_not_cost_the_first_row() -> None:
    found = read("2021-03-01,Homs,34.731,36.712,1\n2021-03-02,Hama,34.812,36.823,0\n")
    assert found.dataset.incidents["latitude"].tolist() == [34.731, 34.812]
    assert any("has no heading" in sentence for sentence in found.account.about)


def test_hxl_tags_say_what_columns_are() -> None:
    found = read(
        "Prov,Wann,Y,X,Tote,Kinder\n#adm1+name,#date+occurred,#geo+lat,#geo+lon,#affected+killed,"
        "#affected+injured+children\nHoms,2021-03-01,34.731,36.712,1,2\n"
    )
    assert figures(found) == (1, 1, 2)
    assert people(found, age_group="child") == 2


def test_cells_that_lost_their_merging_are_filled_with_a_remark() -> None:
    found = read(
        "Province,District,Date,Killed\nHerat,Injil,2021-01-05,1\n,Guzara,2021-01-09,0\n,,2021-02-11,2\n"
        "Farah,Farah,2021-03-02,0\n"
    )
    assert found.dataset.incidents["adm1_iso"].tolist() == ["AF-HER", "AF-HER", "AF-HER", "AF-FRA"]
    assert found.account.count(Result.WITH_REMARK) >= 2


def test_an_empty_cell_of_a_usual_table_stays_empty() -> None:
    found = read(
        "Province,Date,Killed\nHerat,2021-01-05,1\n,2021-01-09,0\nHerat,2021-02-11,2\n,2021-03-02,0\n"
    )
    assert found.dataset.incidents["adm1_iso"].tolist() == ["AF-HER", "", "AF-HER", ""]


def test_victims_without_an_incident_are_refused_and_the_others_counted_once() -> None:
    book = openpyxl.Workbook()
    accidents = book.active
    assert accidents is not None
    for row in (["_index", "Date", "Killed", "Injured"], [1, "2021-01-01", 1, 2], [2, "2021-01-02", 0, 0]):
        accidents.append(row)
    victims = book.create_sheet("victims")
    for row in (
        ["_parent_index", "Sex", "Outcome"],
        [1, "F", "killed"],
        [1, "M", "injured"],
        [9, "M", "injured"],
    ):
        victims.append(row)
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue(), "kobo.xlsx")
    assert figures(found) == (2, 1, 2)
    assert people(found, sex="female") == 1
    assert found.account.count(Result.REFUSED) == 1


def test_areas_are_no_incidents() -> None:
    square = [[[44, 36], [44.1, 36], [44.1, 36.1], [44, 36]]]
    features = [
        {
            "type": "Feature",
            "properties": {"date": "2021-01-01", "status": "SHA"},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
    ]
    found = read(json.dumps({"type": "FeatureCollection", "features": features}), "areas.geojson")
    assert figures(found) == (0, 0, 0)
    assert "area" in found.account.notices[0]


@pytest.mark.parametrize("member", ["data", "results", "value", ""])
def test_records_of_json_are_rows(member: str) -> None:
    records: Any = [{"date": "2021-01-01", "place": {"lat": 34.731, "lon": 36.712}, "killed": 1}]
    found = read(json.dumps({"count": 3, member: records} if member else records), "answer.json")
    assert figures(found) == (1, 1, 0)
    assert found.dataset.incidents["latitude"].tolist() == [34.731]
    assert any("further pages" in sentence for sentence in found.account.about) == bool(member)


def test_a_table_in_the_description_of_a_kmz_is_read() -> None:
    description = (
        "&lt;table&gt;&lt;tr&gt;&lt;td&gt;Date&lt;/td&gt;&lt;td&gt;2021-01-01&lt;/td&gt;&lt;/tr&gt;"
        "&lt;tr&gt;&lt;td&gt;Killed&lt;/td&gt;&lt;td&gt;2&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"
    )
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>A</name>'
        f"<description>{description}</description><Point><coordinates>36.7,34.7,0</coordinates></Point>"
        "</Placemark></Document></kml>"
    )
    assert figures(read(zip_file({"doc.kml": kml.encode()}), "a.kmz")) == (1, 2, 0)


def test_a_shapefile_without_a_system_is_placed_by_the_one_that_a_person_names() -> None:
    without = quirk("20_shapefile_no_prj_cp1251.zip")
    assert without.dataset.incidents["longitude"].isna().all()
    assert any("--crs" in sentence for sentence in without.account.about)
    named = quirk("20_shapefile_no_prj_cp1251.zip", ColumnMapping({}, crs="EPSG:28407"))
    assert named.dataset.incidents["longitude"].round(3).tolist() == [37.917, 37.93]


def test_a_range_that_became_a_date_stays_unknown_with_its_reason() -> None:
    found = quirk("27_excel_ranges_became_dates.csv")
    assert len(found.dataset.incidents) == 5
    reasons = found.account.rows.set_index("row")["reason"]
    assert "is a date" in reasons[2]
    assert "is a date" in reasons[4]
    assert people(found, age_group="child") == 1
