"""Tables of delimited text (CSV, TSV): any usual delimiter, in the encodings of `text_encoding`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

import pyarrow as pa

from data.errors import FileError
from data.guard import without_guard
from data.imports.formats.text.code_pages import CODE_PAGES
from data.imports.formats.text.plain_rows import parted
from data.imports.formats.text.text_encoding import LOST, decoded
from data.imports.formats.text.text_table import RowNote, TextTable, text_table
from data.imports.report.ledger import Result
from data.limits import Work

DELIMITERS: Final = (",", ";", "\t", "|")
BAD_QUOTES: Final = "The row has a quotation mark that is not closed, or stands inside a cell; correct it."
LOOSE_QUOTES: Final = (
    "A quotation mark of the row is not closed, or stands inside a cell; it was read as a letter."
)
LOST_LETTER: Final = "A letter of the row cannot be read, because its bytes are not UTF-8; “�” stands for it."
MOST_LINES: Final = 100
"""Lines of one row: more of them are several rows between two quotation marks that do not belong together."""
LONGEST_CELL: Final = 1_000_000
_SAMPLE_LETTERS: Final = 100_000
_SAMPLE_ROWS: Final = 100


def read_delimited_text(file: str, content: bytes, work: Work) -> TextTable:
    """The rows of a file of delimited text. Raises FileError when it is none."""
    text, encoding = decoded(file, content)
    if text.lstrip()[:1] == "<":
        raise FileError(
            file, "This is markup (XML or HTML), not a table; the atlas reads no such files but KML and GPX."
        )
    delimiter = _delimiter(text)
    remarks = [] if encoding == "utf-8" else [_not_in_utf_8(_NAMES[encoding])]
    if delimiter != ",":
        remarks.append(f"Cells are separated by {_SPOKEN[delimiter]}.")
    size = text.count("\n") + 1
    head, plain = parted(text, delimiter, LONGEST_CELL)
    notes: list[RowNote] = []
    if plain is not None:
        # A row of another width is one that only the reader of single rows can speak about.
        with suppress(pa.ArrowInvalid):
            rows = _rows(head, delimiter, notes)
            return text_table(file, "", rows, work, size, notes, remarks, plain=plain)
        notes.clear()
    return text_table(file, "", _rows(text, delimiter, notes), work, size, notes, remarks)


def _not_in_utf_8(encoding: str) -> str:
    sentence = f"The file is not in UTF-8 and was read as {encoding}"
    # Which of the codes of one byte a letter it is can only be guessed.
    return (
        f"{sentence}."
        if encoding.startswith("UTF")
        else f"{sentence}; if letters look wrong, save it as UTF-8."
    )


_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    **{page.encoding: page.name for page in CODE_PAGES},
}
_SPOKEN: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def _rows(text: str, delimiter: str, notes: list[RowNote]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    has_lost = LOST in text
    for number, cells in _records(text, delimiter, notes):
        if has_lost and any(LOST in cell for cell in cells):
            notes.append(RowNote(number, LOST_LETTER, next(cell for cell in cells if LOST in cell)))
        yield number, [without_guard(cell) for cell in cells] if "'" in "".join(cells) else cells


def _records(text: str, delimiter: str, notes: list[RowNote]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; where quotation marks are wrong, line by line from there on."""
    number, begin = 0, 0
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width = _fitness(text[:_SAMPLE_LETTERS], delimiter)[1]
    while True:
        begin = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            break
        number += 1
        if reader.line_num - begin > 1 and len(cells) != width > 1:
            break
        yield number, cells
    left = list(islice(io.StringIO(text, newline=""), begin, None))
    yield from _line_by_line(left, delimiter, width, number, notes)


def _line_by_line(
    lines: list[str], delimiter: str, width: int, number: int, notes: list[RowNote]
) -> Iterator[tuple[int, list[str]]]:
    """Rows of a text whose quotation marks are wrong somewhere: each wrong line costs one row and no other."""
    place = 0
    while place < len(lines):
        number += 1
        cells, used = _next_row(lines, place, delimiter, width)
        if cells is not None:
            yield number, cells
        else:
            loose = _loosely(lines[place], delimiter, width)
            if loose is None:
                notes.append(RowNote(number, BAD_QUOTES, lines[place].strip(), result=Result.REFUSED))
            else:
                notes.append(RowNote(number, LOOSE_QUOTES, lines[place].strip()))
                yield number, loose
        place += used


def _next_row(lines: list[str], place: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The cells of the row that begins here, over as many lines as it needs, and how many those are."""
    chunk = ""
    for used, line in enumerate(lines[place : place + MOST_LINES], start=1):
        chunk += line
        if used > 1 and '"' not in line:
            continue
        try:
            found = list(csv.reader(io.StringIO(chunk, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        if len(found) == 1 and (used == 1 or len(found[0]) == width):
            return found[0], used
    return None, 1


def _loosely(line: str, delimiter: str, width: int) -> list[str] | None:
    """The cells of a line whose quotation marks are letters like others; None where it has not the usual number."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            rows = list(csv.reader([line], delimiter=delimiter, quoting=quoting))
        except csv.Error:
            continue
        if len(rows) == 1 and len(rows[0]) == width:
            return [cell.strip() for cell in rows[0]]
    return None


def _delimiter(text: str) -> str:
    """The delimiter that parts the first rows into the same number of cells, as many as possible."""
    sample = text[:_SAMPLE_LETTERS]
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter parts the rows into the same number of cells, and that number.

    Where the first row has this number too, wide rows count more: a comma of decimals or of a heading's units
    parts every row into a few cells, and one text with a semicolon too many does not speak against many columns.
    """
    widths: Counter[int] = Counter()
    first = 0
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        for cells in islice(rows, _SAMPLE_ROWS):
            first = first or len(cells)
            widths[len(cells)] += 1
    except csv.Error:
        return 0.0, 0
    split = {width: number for width, number in widths.items() if width > 1}
    if not split:
        return 0.0, 0
    width, number = max(split.items(), key=lambda item: item[1])
    share = number / widths.total()
    return share * (width if width == first else 1), width
