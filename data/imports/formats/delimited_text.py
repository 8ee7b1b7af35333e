"""Tables of delimited text (CSV, TSV): any usual delimiter, in the encodings of `text_encoding`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from data.errors import FileError
from data.guard import without_guard
from data.imports.formats.text_encoding import decoded
from data.imports.formats.text_table import TextTable, text_table
from data.limits import Work

DELIMITERS: Final = (",", ";", "\t", "|")
LONGEST_CELL: Final = 1_000_000
_SAMPLE_LETTERS: Final = 100_000
_SAMPLE_ROWS: Final = 100


def read_delimited_text(file: str, content: bytes, work: Work) -> TextTable:
    """The rows of a file of delimited text. Raises FileError when it is none."""
    text, encoding = decoded(file, content)
    if text.lstrip()[:1] == "<":
        raise FileError(
            file, "This is markup (XML or HTML), not a table; the atlas reads no such file but KML."
        )
    delimiter = _delimiter(text)
    remarks = [] if encoding == "utf-8" else [_not_in_utf_8(_NAMES[encoding])]
    if delimiter != ",":
        remarks.append(f"Cells are separated by {_SPOKEN[delimiter]}.")
    size = text.count("\n") + 1
    return text_table(file, "", _rows(file, text, delimiter), work, size, remarks=remarks)


def _not_in_utf_8(encoding: str) -> str:
    said = f"The file is not in UTF-8 and was read as {encoding}"
    # Which of the codes of one byte a letter it is can only be guessed.
    return (
        f"{said}; if letters look wrong, save it as UTF-8." if encoding.startswith("Windows") else f"{said}."
    )


_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
}
_SPOKEN: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def _rows(file: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if "'" in "".join(cells):
                cells = [without_guard(cell) for cell in cells]  # noqa: PLW2901 - only where there may be one
            yield number, cells
    except csv.Error as error:
        if "field larger" in str(error):
            said = f"has a cell of more than {LONGEST_CELL:,} letters; a quotation mark may not be closed."
        else:
            said = "has a quotation mark that is not closed, or stands inside a cell; correct it."
        raise FileError(file, f"Row {number + 1} {said}") from error


def _delimiter(text: str) -> str:
    """The delimiter that parts the first rows into the same number of cells, as many as possible."""
    sample = text[:_SAMPLE_LETTERS]
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for place, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if place == _SAMPLE_ROWS:
                break
            widths[len(cells)] += 1
    except csv.Error:
        return 0.0, 0
    split = {width: rows for width, rows in widths.items() if width > 1}
    if not split:
        return 0.0, 0
    width, rows = max(split.items(), key=lambda item: item[1])
    return rows / widths.total(), width
