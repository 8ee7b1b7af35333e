"""Workbooks of Excel before 2007 are read as the later ones are: days, merged cells, hidden sheets."""

from __future__ import annotations

import contextlib
import io
import random
from datetime import date, datetime

import pytest
import xlwt

from data.errors import FileError
from data.imports.formats.open_file import open_file
from data.imports.formats.text.text_table import TextTable
from data.imports.formats.workbooks.spreadsheet import HIDDEN
from data.imports.import_tables import read_files
from data.limits import Work

DAY = xlwt.easyxf(num_format_str="DD.MM.YYYY")
TIME = xlwt.easyxf(num_format_str="DD.MM.YYYY HH:MM")
HEAD = ("Date", "Province", "Lat", "Lon", "Killed", "Injured")


def saved(book: xlwt.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book(*, counts_from_1904: bool = False, first_column: int = 0) -> xlwt.Workbook:
    """A sheet with a title, a province merged over two rows, a day and a time; and a hidden sheet."""
    made = xlwt.Workbook()
    made.dates_1904 = counts_from_1904
    sheet = made.add_sheet("Data")
    sheet.write(0, first_column, "Casualties of 2021")
    for place, name in enumerate(HEAD, start=first_column):
        sheet.write(2, place, name)
    sheet.write_merge(3, 4, first_column + 1, first_column + 1, "Herat")
    sheet.write(3, first_column, date(2021, 3, 12), DAY)
    sheet.write(4, first_column, datetime(2021, 3, 13, 14, 30), TIME)  # noqa: DTZ001 - a workbook has no zones
    for row, numbers in ((3, (34.1123, 62.1545, 1, 0)), (4, (34.2523, 62.2512, 0, 2))):
        for place, number in enumerate(numbers, start=first_column + 2):
            sheet.write(row, place, number)
    hidden = made.add_sheet("Old")
    hidden.visibility = 1
    hidden.write(0, 0, "Date")
    hidden.write(1, 0, "2019-01-01")
    return made


def opened(content: bytes) -> list[TextTable]:
    return open_file("old.xls", content, Work())


@pytest.mark.parametrize("first_column", [0, 2])
@pytest.mark.parametrize("counts_from_1904", [False, True])
def test_days_merged_cells_and_hidden_sheets(counts_from_1904: bool, first_column: int) -> None:
    content = saved(book(counts_from_1904=counts_from_1904, first_column=first_column))
    found = read_files([("old.xls", content)], today=date(2026, 11, 28))
    incidents = found.dataset.incidents
    assert [day.date() for day in incidents["date_start"]] == [date(2021, 3, 12), date(2021, 3, 13)]
    assert incidents["adm1_iso"].tolist() == ["AF-HER", "AF-HER"]
    assert found.dataset.casualties["count_best"].sum() == 3
    assert HIDDEN.format(sheet="Old") in found.account.about
    assert found.account.rows_in == 2


def test_a_row_has_the_number_that_a_spreadsheet_shows() -> None:
    assert opened(saved(book()))[0].rows.index.tolist() == [4, 5]


def test_cells_far_apart_cost_no_more_than_they_are() -> None:
    made = book()
    made.get_sheet(0).write(65_535, 255, "x")
    table = opened(saved(made))[0]
    assert table.rows.index.tolist() == [4, 5]
    assert any(note.row == 65_536 for note in table.notes)


def test_another_old_document_is_no_workbook() -> None:
    content = saved(book()).replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    with pytest.raises(FileError, match="another old Office file"):
        opened(content)


def test_what_is_cut_or_changed_is_read_or_refused_in_a_sentence() -> None:
    chance = random.Random(5)  # noqa: S311 - damage, not a secret
    whole = saved(book())
    for _ in range(150):
        content = bytearray(whole[: chance.randrange(8, len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.randrange(6)):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        with contextlib.suppress(FileError):
            opened(bytes(content))
