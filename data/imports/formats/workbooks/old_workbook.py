"""Tables of XLS workbooks, as Excel wrote them before 2007, one a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Sheet
from xlrd.xldate import XLDateError, xldate_as_datetime

from data.errors import FileError
from data.imports.formats.text.text_table import NoRowsError, TextTable, text_table
from data.imports.formats.workbooks.spreadsheet import (
    HIDDEN,
    MOST_MERGED,
    MOST_MERGED_COLUMNS,
    Merged,
    cell_text,
)
from data.language import N_
from data.limits import Work

MAGIC: Final = b"\xd0\xcf\x11\xe0"
_PROTECTED_PART: Final = "EncryptedPackage".encode("utf-16-le")
_PROTECTED: Final = "The workbook is protected by a password; save it without one."
_NO_WORKBOOK: Final = (
    "This is a damaged workbook of an Excel before 2007, or another old Office file; save its table as .xlsx."
)
_DayZero = Literal[0, 1]
"""Whether days are counted from 1900 or from 1904."""
_FIRST_DAY: Final = 1.0
"""A smaller number is a time of the day alone."""


def read_old_workbook(file: str, content: bytes, work: Work) -> list[TextTable]:
    """The sheets of a workbook that hold a table, in their order; formulas give the value stored with them.

    Nothing is calculated and no link is followed. Raises FileError when the workbook cannot be read.
    """
    if _PROTECTED_PART in content:
        raise FileError(file, _PROTECTED)
    try:
        # Merged cells come with the formatting alone; of a row only the cells that are there are kept.
        with xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        ) as workbook:
            return list(_sheets(file, workbook, work))
    except (FileError, MemoryError):
        raise
    except XLRDError as error:
        raise FileError(file, _PROTECTED if "encrypted" in str(error) else _NO_WORKBOOK) from error
    except Exception as error:  # xlrd raises whatever a damaged record leads it to
        raise FileError(file, _NO_WORKBOOK) from error


def _sheets(file: str, workbook: xlrd.Book, work: Work) -> Iterator[TextTable]:
    sheets = workbook.sheets()
    shown = [sheet for sheet in sheets if sheet.visibility == 0] or sheets
    remarks = [HIDDEN.format(sheet=sheet.name) for sheet in sheets if sheet not in shown]
    is_any_read = False
    for sheet in shown:
        rows = list(_rows(sheet, workbook.datemode, work))
        if not rows:
            continue
        try:
            table = text_table(file, sheet.name, rows, work, len(rows), is_padded=True)
        except NoRowsError:
            if sheet is shown[-1] and not is_any_read:
                raise
            continue
        is_any_read = True
        yield replace(table, merged=_merged_rows(sheet), remarks=(*table.remarks, *remarks))


def _rows(sheet: Sheet, counts_from: _DayZero, work: Work) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, as texts without empty cells at their end."""
    for row in range(sheet.nrows):
        if row % 5_000 == 0:
            work.at(N_("Reading rows"), row / sheet.nrows)
        texts = [
            _text(kind, value, counts_from)
            for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        ]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield row + 1, texts


def _text(kind: int, value: object, counts_from: _DayZero) -> str:
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _day(value, counts_from)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(value))
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))  # type: ignore[call-overload]
    return cell_text(value)


def _day(number: float, counts_from: _DayZero) -> str:
    """The day of a number of days since 1900 or 1904; a number that is none stays as it is."""
    try:
        found: datetime = xldate_as_datetime(number, counts_from)
    except (XLDateError, OverflowError, ValueError):
        return cell_text(number)
    return cell_text(found.time() if number < _FIRST_DAY else found)


def _merged_rows(sheet: Sheet) -> Merged:
    """The cells that are merged over several rows of one or more columns."""
    found: list[tuple[int, int, int]] = []
    for first_row, after_row, first_column, after_column in sheet.merged_cells:
        if after_row - first_row > 1:
            columns = range(first_column, after_column)[:MOST_MERGED_COLUMNS]
            found += [(column, first_row + 1, after_row) for column in columns]
    return tuple(found[:MOST_MERGED])
