"""Tables of OpenDocument spreadsheets (ODS), one a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data.errors import FileError
from data.imports.formats.text.text_table import TextTable, text_table
from data.imports.formats.workbooks.spreadsheet import HIDDEN, MOST_MERGED, MOST_MERGED_COLUMNS
from data.language import N_
from data.limits import Work

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_opendocument(file: str, parts: dict[str, bytes], work: Work) -> list[TextTable]:
    """The sheets of an unpacked OpenDocument file that hold a table, in their order.

    A cell is the value stored in it, not how it is shown; a formula gives its stored value. Raises
    FileError when the file is damaged, declares entities or has more cells than are read.
    """
    if "content.xml" not in parts:
        raise FileError(
            file, "The spreadsheet has no content; open it in a spreadsheet program and save it again."
        )
    sheets = _Sheets(file, work)
    try:
        for event, element in iterparse(io.BytesIO(parts["content.xml"]), ("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{_TABLE}table":
                sheets.begin(element)
            elif event == "end":
                sheets.end(element)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise FileError(
            file, "Its XML is damaged or declares entities; save the spreadsheet again."
        ) from error
    return _without_hidden(sheets.tables, sheets.are_shown)


@dataclass
class _Sheets:
    """The sheets as they come out of the XML."""

    file: str
    work: Work
    tables: list[TextTable] = field(default_factory=list)
    are_shown: list[bool] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    rows: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    next_row: int = 1
    is_in_table: bool = False
    is_hidden: bool = False

    def begin(self, table: Element) -> None:
        """A sheet begins."""
        if self.is_in_table:
            raise FileError(self.file, "A cell holds a table of its own; put that on a sheet of its own.")
        self.rows, self.merged, self.next_row, self.is_in_table = [], [], 1, True
        self.is_hidden = table.get(f"{_TABLE}style-name", "") in self.hidden_styles

    def end(self, element: Element) -> None:
        """A style, a row or a sheet is complete."""
        if element.tag == f"{_STYLE}style":
            if any(part.get(f"{_TABLE}display") == "false" for part in element):
                self.hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table-row":
            self.merged += _merged_rows(self.file, element, self.next_row)
            self.rows.extend(_repeated_row(self.file, element, self.next_row, self.work))
            self.work.check_rows(self.file, len(self.rows))
            self.next_row += _count(self.file, element, f"{_TABLE}number-rows-repeated")
            element.clear()
        elif element.tag == f"{_TABLE}table":
            self.is_in_table = False
            if self.rows:
                name = element.get(f"{_TABLE}name", "")
                table = text_table(self.file, name, self.rows, self.work, len(self.rows), is_padded=True)
                self.tables.append(replace(table, merged=tuple(self.merged[:MOST_MERGED])))
                self.are_shown.append(not self.is_hidden)
            element.clear()


def _without_hidden(sheets: Sequence[TextTable], is_shown: Sequence[bool]) -> list[TextTable]:
    """The sheets that are shown, or all where none is; those left out are named."""
    if all(is_shown) or not any(is_shown):
        return list(sheets)
    hidden = [sheet for sheet, shown in zip(sheets, is_shown, strict=True) if not shown]
    remarks = [HIDDEN.format(sheet=sheet.sheet) for sheet in hidden]
    return [
        replace(sheet, remarks=(*sheet.remarks, *remarks))
        for sheet, shown in zip(sheets, is_shown, strict=True)
        if shown
    ]


def _merged_rows(file: str, row: Element, number: int) -> Iterator[tuple[int, int, int]]:
    """Position, first and last row of each column of the cells that begin here and are merged over several rows."""
    place = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        rows = _count(file, cell, f"{_TABLE}number-rows-spanned")
        if rows > 1 and _text(cell):
            columns = min(_count(file, cell, f"{_TABLE}number-columns-spanned"), MOST_MERGED_COLUMNS)
            yield from ((place + beside, number, number + rows - 1) for beside in range(columns))
        place += _count(file, cell, f"{_TABLE}number-columns-repeated")


def _repeated_row(file: str, row: Element, first: int, work: Work) -> Iterator[tuple[int, Sequence[str]]]:
    cells = _cells(file, row, work)
    if not cells:
        return
    repeats = _count(file, row, f"{_TABLE}number-rows-repeated")
    work.check_rows(file, repeats)
    for number in range(first, first + repeats):
        if number % 5_000 == 0:
            work.at(N_("Reading rows"))
        yield number, cells


def _cells(file: str, row: Element, work: Work) -> list[str]:
    """The cells of a row without the empty ones at its end."""
    cells: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeats = _count(file, cell, f"{_TABLE}number-columns-repeated")
        text = _text(cell)
        if not text:
            empty += repeats
            continue
        work.check_columns(file, len(cells) + empty + repeats)
        cells += [""] * empty + [text] * repeats
        empty = 0
    return cells


def _text(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        day, _, clock = cell.get(f"{_OFFICE}date-value", "").partition("T")
        return f"{day} {clock}" if clock.strip("0:") else day
    if kind in ("float", "percentage", "currency"):
        value = cell.get(f"{_OFFICE}value", "")
        return value.removesuffix(".0")
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{_TEXT}p"))


def _count(file: str, element: Element, name: str) -> int:
    text = element.get(name, "1")
    if not text.isdecimal() or len(text) > 9:
        raise FileError(file, f"“{text[:40]}” is not a number of repetitions; save the spreadsheet again.")
    return max(1, int(text))
