"""One sheet a month: the days of the rows, the month of the sheet, the year of a title."""

from __future__ import annotations

import io
from datetime import date
from itertools import product
from typing import Final

import pytest
from openpyxl import Workbook

from data.imports.import_tables import Import, read_files

MONTHS: Final = {
    "en": ("January", "March", "August"),
    "short": ("Jan", "Mar", "Aug"),
    "fr": ("Janvier", "Mars", "Août"),
    "es": ("Enero", "Marzo", "Agosto"),
    "ru": ("Январь", "Март", "Август"),
    "uk": ("Січень", "Березень", "Серпень"),
    "ar": ("كانون الثاني", "آذار", "آب"),
    "numbers": ("01.2019", "03.2019", "08.2019"),
}
WHERE: Final = ("title", "sheet", "file")
"""Where the year stands."""
DAYS: Final = ((4, 17), (1, 31), (9, 30))


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(sheets: dict[str, list[list[object]]], name: str = "accidents.xlsx") -> Import:
    return read_files([(name, workbook(sheets))], today=date(2026, 11, 30))


def days(found: Import) -> list[str]:
    return sorted(found.dataset.incidents["date_start"].dt.strftime("%Y-%m-%d").tolist())


@pytest.mark.parametrize(
    ("language", "where"),
    [
        *product(("en", "numbers"), WHERE),
        # Where a year stands has nothing to do with the language of a month.
        *zip(("short", "fr", "es", "ru", "uk", "ar"), WHERE * 2, strict=True),
    ],
)
def test_days_take_the_month_of_their_sheet_and_the_year_of_a_title(language: str, where: str) -> None:
    sheets: dict[str, list[list[object]]] = {}
    for month, numbers in zip(MONTHS[language], DAYS, strict=True):
        rows: list[list[object]] = [["Accident register 2019"]] if where == "title" else []
        rows.append(["Day", "Village", "Lat", "Lon", "Killed", "Injured"])
        rows += [[day, "Alpha", 13.35, 12.65, 1, day % 3] for day in numbers]
        sheets[f"{month} 2019" if where == "sheet" and language != "numbers" else month] = rows
    found = read(sheets, "register 2019.xlsx" if where == "file" else "register.xlsx")
    assert days(found) == [
        "2019-01-04", "2019-01-17", "2019-03-01", "2019-03-31", "2019-08-09", "2019-08-30",
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [".", "/"])
def test_a_day_and_its_month_take_the_year_of_the_title(separator: str) -> None:
    rows: list[list[object]] = [["Accident log 2022"], ["Date (DD/MM)", "X", "Y", "Killed", "Injured"]]
    rows += [[f"{day:02}{separator}{month:02}", 37.26, 49.21, 1, 0] for day, month in ((3, 2), (19, 5))]
    found = read({"Q1": rows})
    assert days(found) == ["2022-02-03", "2022-05-19"]
    assert found.account.rows["reason"].str.contains("The date has no year").all()


def test_without_a_year_anywhere_no_year_is_made_up() -> None:
    rows: list[list[object]] = [["Day", "Lat", "Lon", "Killed"], [7, 15.12, 44.12, 1], [19, 15.22, 44.22, 0]]
    found = read({"March": rows, "April": rows})
    assert not len(found.dataset.incidents)
    assert found.account.rows["reason"].str.startswith("The date has no year").all()


def test_a_table_with_months_of_its_own_is_left_as_it_is() -> None:
    rows: list[list[object]] = [
        ["Year", "Month", "Day", "Lat", "Lon", "Killed"],
        [2020, 5, 7, 15.12, 44.12, 1],
    ]
    assert days(read({"March": rows})) == ["2020-05-07"]
