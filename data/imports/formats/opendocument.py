"""Tables of OpenDocument spreadsheets (ODS), one a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data.errors import FileError
from data.imports.formats.text_table import TextTable, text_table
from data.language import N_
from data.limits import Work

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
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
    sheets: list[TextTable] = []
    rows: list[tuple[int, Sequence[str]]] = []
    next_row, is_in_table = 1, False
    try:
        for event, element in iterparse(io.BytesIO(parts["content.xml"]), ("start", "end"), forbid_dtd=True):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    if is_in_table:
                        raise FileError(
                            file, "A cell holds a table of its own; put that on a sheet of its own."
                        )
                    rows, next_row, is_in_table = [], 1, True
            elif element.tag == f"{_TABLE}table-row":
                rows.extend(_repeated_row(file, element, next_row, work))
                work.check_rows(file, len(rows))
                next_row += _count(file, element, f"{_TABLE}number-rows-repeated")
                element.clear()
            elif element.tag == f"{_TABLE}table":
                is_in_table = False
                if rows:
                    name = element.get(f"{_TABLE}name", "")
                    sheets.append(text_table(file, name, rows, work, len(rows), is_padded=True))
                element.clear()
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise FileError(
            file, "Its XML is damaged or declares entities; save the spreadsheet again."
        ) from error
    return sheets


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
