"""Sheets of an OpenDocument spreadsheet, cell by cell as their values are stored."""

from __future__ import annotations

import pytest

from data.errors import FileError
from data.imports.formats.text.text_table import TextTable
from data.imports.formats.workbooks.archive import members
from data.imports.formats.workbooks.opendocument import read_opendocument
from data.limits import Work
from tests.foreign_files import ods_file

HEADING = (
    "<table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell>"
    "<table:table-cell><text:p>Killed</text:p></table:table-cell></table:table-row>"
)


def read(rows: str, before: str = "") -> list[TextTable]:
    work = Work()
    return read_opendocument("rows.ods", members("rows.ods", ods_file(rows, before), work), work)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def value(kind: str, stored: str, shown: str) -> str:
    name = "date-value" if kind == "date" else "value"
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{stored}"><text:p>{shown}</text:p></table:table-cell>'


def test_a_cell_is_the_value_stored_in_it_not_how_it_is_shown() -> None:
    cells = row(value("date", "2020-11-23", "23/11/20"), value("float", "2.0", "2,00"))
    [table] = read(HEADING + cells)
    assert table.rows.to_numpy().tolist() == [["2020-11-23", "2"]]


def test_a_time_of_the_day_stays_with_its_day_and_midnight_does_not() -> None:
    cells = [row(value("date", f"2020-11-23T{clock}", ""), value("float", "1", "")) for clock in ("07:30:00", "00:00:00")]  # fmt: skip
    [table] = read(HEADING + "".join(cells))
    assert table.rows["Date"].tolist() == ["2020-11-23 07:30:00", "2020-11-23"]


def test_a_row_that_is_repeated_is_as_many_rows() -> None:
    cells = row(
        value("date", "2020-11-23", ""), value("float", "1", ""), attributes='table:number-rows-repeated="3"'
    )
    [table] = read(HEADING + cells)
    assert table.rows["Killed"].tolist() == ["1", "1", "1"]
    assert table.rows.index.tolist() == [2, 3, 4]


def test_empty_rows_that_are_repeated_to_the_end_of_the_sheet_are_none() -> None:
    empty = row("<table:table-cell/>", attributes='table:number-rows-repeated="1048000"')
    [table] = read(HEADING + row(value("date", "2020-11-23", ""), value("float", "1", "")) + empty)
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (HEADING + row(value("float", "1", ""), attributes='table:number-rows-repeated="many"'), ""),
        (HEADING, '<!DOCTYPE a [<!ENTITY b "c">]>'),
        (f"{HEADING}<table:table-row>", ""),
    ],
)
def test_what_cannot_be_read_is_refused(rows: str, before: str) -> None:
    with pytest.raises(FileError):
        read(rows, before)
