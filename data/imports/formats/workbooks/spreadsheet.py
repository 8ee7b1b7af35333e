"""Tables of XLSX workbooks, one a sheet."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from openpyxl import load_workbook

from data.errors import FileError
from data.imports.formats.text.text_table import NoRowsError, RowNote, TextTable, text_table
from data.imports.formats.workbooks.archive import members
from data.language import N_
from data.limits import Work

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
_ROW: Final = re.compile(rb"<(?:\w+:)?row(?:\s[^>]*)?>")
_NUMBER: Final = re.compile(rb"\sr\s*=\s*[\"'](\d{1,18})[\"']")
LAST_ROW: Final = 1_048_576
"""Of a sheet."""
_MARKUP_THAT_EXPANDS: Final = ("<!DOCTYPE", "<!ENTITY")

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED: Final = 50_000
MOST_MERGED_COLUMNS: Final = 20
Merged = tuple[tuple[int, int, int], ...]
"""Position of a column, first and last row, of each merged cell."""

HIDDEN: Final = "The hidden sheet “{sheet}” was left out; show it in the workbook to have it read."
STORED_VALUE: Final = "A cell holds a formula; the value stored with it was read."
NO_STORED_VALUE: Final = (
    "A cell holds a formula without a stored value and was read as empty; put the value itself there."
)


def read_spreadsheet(file: str, content: bytes, work: Work) -> list[TextTable]:
    """The sheets of a workbook that hold a table, in their order; formulas give the value stored with them.

    Nothing is calculated and no link is followed. Raises FileError when the workbook cannot be read.
    """
    parts = members(file, content, work)
    refuse_entities(file, parts)
    worksheets = {
        name: part for name, part in parts.items() if "/worksheets/" in name and name.endswith(".xml")
    }
    has_formulas = any(map(_FORMULA.search, worksheets.values()))
    for sheet in worksheets.values():
        _check_row_numbers(file, sheet)
    merged = {name: _merged_rows(part) for name, part in worksheets.items()}
    del parts, worksheets
    try:
        with warnings.catch_warnings():
            # What a sheet holds beside its cells (validation, drawings) is not read and need not be.
            warnings.simplefilter("ignore")
            return list(_sheets(file, content, has_formulas, merged, work))
    except (FileError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        raise FileError(
            file, "The workbook is damaged; open it in a spreadsheet program and save it again."
        ) from error


def refuse_entities(file: str, parts: dict[str, bytes]) -> None:
    """Raises FileError when XML in an archive declares a document type or entities."""
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels", ".kml")):
            continue
        for declaration in _MARKUP_THAT_EXPANDS:
            if any(declaration.encode(encoding) in part for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
                raise FileError(
                    file,
                    "Its XML declares entities, which could read other files; the atlas refuses such a file.",
                )


def _check_row_numbers(file: str, sheet: bytes) -> None:
    """Raises FileError when rows of a sheet are not in order: of two with one number only the first would be read."""
    last = 0
    for row in _ROW.finditer(sheet):
        number = _NUMBER.search(row[0])
        if number is None:
            last += 1
            continue
        if not last < int(number[1]) <= LAST_ROW:
            raise FileError(
                file,
                f"A sheet has a row {int(number[1]):,} after row {last:,}; open it in a spreadsheet program and save "
                "it again.",
            )
        last = int(number[1])


def _sheets(
    file: str, content: bytes, has_formulas: bool, merged: Mapping[str, Merged], work: Work
) -> Iterator[TextTable]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    with_formulas = None
    if has_formulas:
        with_formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"] or workbook.worksheets
    remarks = [HIDDEN.format(sheet=sheet.title) for sheet in workbook.worksheets if sheet not in shown]
    is_any_read = False
    for sheet in shown:
        sheet.reset_dimensions()
        notes = [] if with_formulas is None else _formula_notes(sheet, with_formulas[sheet.title], work)
        rows = _rows(sheet, work)
        first = next(rows, None)
        if first is None:
            continue
        try:
            table = text_table(file, sheet.title, _again(first, rows), work, notes=notes, is_padded=True)
        except NoRowsError:
            if sheet is shown[-1] and not is_any_read:
                raise
            continue
        is_any_read = True
        cells = merged.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), ())
        yield replace(table, merged=cells, remarks=(*table.remarks, *remarks))


def _merged_rows(part: bytes) -> Merged:
    """The cells of a sheet that are merged over several rows of one or more columns."""
    found = []
    for letters, first, other_letters, last in _MERGED.findall(part):
        if int(last) > int(first):
            columns = range(_place(letters.decode()), _place(other_letters.decode()) + 1)
            found += [(place, int(first), int(last)) for place in columns[:MOST_MERGED_COLUMNS]]
    return tuple(found[:MOST_MERGED])


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _again(
    first: tuple[int, Sequence[str]], rows: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    yield first
    yield from rows


def _rows(sheet: Any, work: Work) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, as texts without empty cells at their end."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number % 5_000 == 0:
            work.at(N_("Reading rows"))
        filled = len(cells)
        while filled and cells[filled - 1] is None:
            filled -= 1
        if filled:
            yield number, [cell_text(cell) for cell in cells[:filled]]


def _formula_notes(values: Any, formulas: Any, work: Work) -> list[RowNote]:
    formulas.reset_dimensions()
    notes = []
    rows = zip(values.iter_rows(values_only=True), formulas.iter_rows(), strict=False)
    for number, (stored, cells) in enumerate(rows, start=1):
        if number % 5_000 == 0:
            work.at(N_("Reading formulas"))
        for value, cell in zip(stored, cells, strict=False):
            if cell.data_type == "f":
                reason = NO_STORED_VALUE if value is None else STORED_VALUE
                notes.append(RowNote(number, reason, str(cell.value)))
    return notes


def cell_text(value: object) -> str:
    """A cell's value as text: days as YYYY-MM-DD, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if math.isnan(value):  # how a missing number is stored
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, timedelta):
        return str(value.days) if value == timedelta(value.days) else str(value)
    return str(value)


def is_workbook(content: bytes) -> bool:
    """Whether an archive holds a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False
