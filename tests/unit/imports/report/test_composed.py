"""The account shows what the cells of a row say, not the text that the reader made of several."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from data.imports.import_tables import read_upload


def found_in(name: str, content: bytes | str) -> list[str]:
    """What the account of a file has found, of rows for which there is something to say."""
    imported = read_upload(name, content.encode() if isinstance(content, str) else content)
    return [text for text in imported.account.rows["found"] if text]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_day_of_three_columns_is_shown_as_they_are() -> None:
    table = (
        "Year,Month,Day,Village,Country,Killed\n2020,2,30,Agdam,Azerbaijan,1\n2020,3,1,Agdam,Azerbaijan,1\n"
    )
    assert "Day: 30; Month: 2; Year: 2020" in found_in("table.csv", table)


@pytest.mark.parametrize("sheet", ["2019", "Accidents 2019"])
def test_a_day_whose_year_is_that_of_its_sheet_is_shown_without_it(sheet: str) -> None:
    rows: list[list[object]] = [
        ["Date", "Village", "Killed"],
        ["12 March", "Agdam", 1],
        ["31 April", "Agdam", 2],
    ]
    found = found_in("table.xlsx", workbook({sheet: rows, "notes": [["a"], ["b"]]}))
    assert "Date: 31 April" in found
    assert not any("2019" in text for text in found)


def test_a_day_and_a_month_beside_the_year_of_their_sheet_are_dated() -> None:
    head = ["Day", "Month", "Village", "Killed"]
    book = workbook(
        {
            "2008": [head, [4, "January", "Agdam", 1], [30, "February", "Agdam", 1]],
            "2009": [head, [21, "май", "Agdam", 2]],
        }
    )
    imported = read_upload("years.xlsx", book)
    days = imported.dataset.incidents["date_start"].dt.strftime("%Y-%m-%d").tolist()
    assert sorted(days) == ["2008-01-04", "2009-05-21"]
    assert "Day: 30; Month: February" in imported.account.rows["found"].tolist()


def test_a_point_of_several_columns_is_shown_as_they_are() -> None:
    head = "Date,Latitude,Longitude,Killed\n"
    assert "Longitude: 47.1453; Latitude: 139.6009" in found_in(
        "a.csv", head + "2020-01-02,139.6009,47.1453,1\n"
    )
    head = "Date,Zone,Easting,Northing,Killed\n"
    found = found_in("b.csv", head + "2020-01-02,38N,649948,4408725,1\n2020-01-03,38N,649948,none,1\n")
    assert "Zone: 38N; Easting: 649948; Northing: 4408725" in found
    assert "Easting: 649948; Northing: none" in " | ".join(found)


def test_degrees_in_pieces_are_shown_as_they_are() -> None:
    table = "Date,Lat deg,Lat min,Lat sec,Lon deg,Lon min,Lon sec,Killed\n2020-01-02,39,75,1,46,45,7,1\n2020-01-03,39,48,55,46,45,7,1\n"
    [found] = [text for text in found_in("a.csv", table) if "75" in text]
    assert "Lat deg: 39; Lat min: 75; Lat sec: 1" in found


def test_several_numbers_in_one_cell_are_shown_as_they_are() -> None:
    table = "Date,Village,Country,Killed (M/F)\n2020-01-02,Agdam,Azerbaijan,1/2\n2020-01-03,Agdam,Azerbaijan,1/x\n"
    found = found_in("a.csv", table)
    assert any("1/x" in text for text in found)


def test_words_of_people_are_shown_as_they_are() -> None:
    rows = (
        "2020-01-02,Agdam,Azerbaijan,1 killed 2 injured\n" * 3
        + "2020-01-05,Agdam,Azerbaijan,some people hurt\n"
    )
    found = found_in("a.csv", "Date,Village,Country,Casualties\n" + rows)
    assert any("some people hurt" in text for text in found)


def test_a_cell_that_says_by_itself_what_was_found_stays_as_it_is() -> None:
    assert found_in(
        "a.csv", "Date,Village,Country,Killed\n2020-02-31,Agdam,Azerbaijan,1\n2020-02-03,Agdam,Azerbaijan,1\n"
    ) == ["2020-02-31"]


def test_a_value_from_above_and_a_cleaned_one_are_shown_with_their_columns() -> None:
    rows = "Herat,2021-01-05,1\n,2021-01-09,2\nFarah,2021-02-11,0\n,2021-03-01,2\n"
    assert "Province: Herat" in found_in("a.csv", f"Province,Date,Killed\n{rows}")
    table = "Date,Country,Killed,Summary\n2020-01-02,Azerbaijan,1,Boy \x07touched a shell\n"
    assert found_in("b.csv", table)[0].startswith("Summary: Boy  touched a shell")
