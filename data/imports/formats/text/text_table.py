"""A table as it stands in a file: every cell as text, every row with its number in a spreadsheet."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyproj import CRS

from data.errors import FileError
from data.imports.formats.text.plain_rows import PlainRows
from data.imports.report.composed import Composed
from data.imports.report.ledger import NOT_READ, Result
from data.language import N_, counted
from data.limits import Work
from data.text.text_arrays import has_byte, text_array

_CELLS_AT_ONCE: Final = 400_000
_LONGEST_NAME: Final = 200
"""Letters of a column's name; a longer one is cut."""
HXL_TAGS: Final = "A row of HXL tags, which say what the columns are, not of data."
CONTROL_CHARACTER: Final = "A control character was taken out of a text."
_CONTROL: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_BYTES_OF_CONTROLS: Final = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2)
"""At least one of these stands in every text with a control character; the last one begins other letters too."""
_HEADER_WITHIN: Final = 30
"""Rows in which a header is looked for, below titles and empty rows."""

_TEXT: Final = pd.StringDtype(na_value=float("nan"))


class NoRowsError(FileError):
    """A table with a heading alone."""


@dataclass(frozen=True)
class RowNote:
    """A remark about one row of a table."""

    row: int
    reason: str
    """A sentence that is the same for all rows of its kind."""
    found: str = ""
    result: Result = Result.WITH_REMARK
    """Refused, or out of scope where the row is no data, such as a title or a total; else it is read."""

    @property
    def is_read(self) -> bool:
        """Whether the row is in the table."""
        return self.result not in NOT_READ


@dataclass(frozen=True)
class Heading:
    """The row that was taken for the heading, as it stands, and what stands above it."""

    row: int
    cells: tuple[str, ...]
    above: tuple[str, ...] = ()
    """Texts of the rows above that fill one cell only, such as a title."""


@dataclass(frozen=True)
class TextTable:
    """The rows of one sheet, layer or file."""

    file: str
    sheet: str
    """Of a workbook, or layer; "" when the file is one table."""
    rows: pd.DataFrame
    """All columns as text, "" where empty; the index is the row as a spreadsheet counts it, the header
    being 1. In a format without a header the first feature is row 2."""
    notes: tuple[RowNote, ...] = ()
    """Of rows that are read with a remark, or refused or out of scope and not in `rows`."""
    remarks: tuple[str, ...] = ()
    """Remarks about the table as a whole."""
    point_columns: tuple[str, str] | None = None
    """Longitude and latitude columns that come from a geometry, in EPSG:4326."""
    heading: Heading | None = None
    """None where the format names its columns by itself."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """The HXL tag of each column that has one."""
    merged: tuple[tuple[int, int, int], ...] = ()
    """Cells merged over several rows: position of the column, first and last row."""
    areas: float = 0.0
    """Share of the geometries that are areas."""
    composed: tuple[Composed, ...] = ()
    """Cells that were put together from others, with these."""
    geometries: npt.NDArray[np.object_] | None = None
    """As they stand in the file, the first belonging to row 2; None where the file has none."""
    crs: CRS | None = None
    """Of the geometries."""

    @cached_property
    def guesses(self) -> dict[date, Any]:
        """What `guessed_columns` gave, by the day of the last check: several readers ask for the same table."""
        return {}

    @property
    def title(self) -> str:
        """How a reader finds it: the file, and its sheet where it has several."""
        return f"{self.file} ({self.sheet})" if self.sheet else self.file

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the table, and the rows that are not read as data, such as a note below it."""
        below = [note.found for note in self.notes if not note.is_read and note.found]
        return (*(self.heading.above if self.heading else ()), *below)


@dataclass
class _Cells:
    """Rows of one width, kept as columns of text."""

    file: str
    width: int
    work: Work
    numbers: array[int] = field(default_factory=lambda: array("q"))
    waiting: list[Sequence[str]] = field(default_factory=list)
    batches: list[list[pa.Array]] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        self.numbers.append(number)
        self.waiting.append(cells)
        if len(self.waiting) * self.width >= _CELLS_AT_ONCE:
            self.pack()

    def pack(self) -> None:
        if self.waiting:
            self.batches.append([_texts(column) for column in zip(*self.waiting, strict=True)])
            self.work.keep(self.file, sum(column.nbytes for column in self.batches[-1]))
            self.waiting = []

    def add_plain(self, plain: PlainRows, first: int) -> None:
        """The rows from number `first` on. Raises ArrowInvalid where they have not the width, and then adds none."""
        found = []
        rows = len(self.numbers)
        for numbers, columns in plain.batches(self.width, first):
            self.work.at(N_("Reading rows"), 0.5)
            rows += len(numbers)
            self.work.check_rows(self.file, rows)
            found.append((numbers, columns))
        self.pack()
        for numbers, columns in found:
            self.numbers.frombytes(numbers.tobytes())
            self.batches.append(columns)
            self.work.keep(self.file, sum(column.nbytes for column in columns))

    def frame(self, header: Sequence[str]) -> pd.DataFrame:
        self.pack()
        columns = [
            pa.chunked_array([batch[place] for batch in self.batches], pa.large_string())
            for place in range(self.width)
        ]
        index = pd.Index(np.array(self.numbers, dtype=np.int64))
        texts = {name: pd.Series(column, dtype=_TEXT) for name, column in zip(header, columns, strict=True)}
        return pd.DataFrame(texts, columns=list(header)).set_axis(index)


def text_table(
    file: str,
    sheet: str,
    rows: Iterable[tuple[int, Sequence[str]]],
    work: Work,
    size: int = 0,
    notes: Sequence[RowNote] = (),
    remarks: Sequence[str] = (),
    *,
    is_padded: bool = False,
    plain: PlainRows | None = None,
) -> TextTable:
    """The table of numbered rows, whose first full row is the header.

    `size` is the number of rows to come where it is known, for the progress. Empty rows are left out.
    A row with more filled cells than the header has columns is refused, one with fewer cells gets a remark
    unless the format leaves out empty cells at the end (`is_padded`). `plain` are the rows after `rows`; where one of
    them is of another width, ArrowInvalid is raised.
    Raises FileError when there is no header, or no row, or more of either than is read.
    """
    counted = iter(rows)
    heading, names, waiting = _header(file, counted)
    work.check_columns(file, len(names))
    header, header_remarks = _unique(names)
    read, noted = _Cells(file, len(header), work), list[RowNote]()
    tags: dict[str, str] = {}
    most, number = work.limits.rows, heading.row
    for number, cells in chain(waiting, counted):
        if number % 5_000 == 0:
            work.at(N_("Reading rows"), number / size if size else 0.0)
        if not (cells and cells[0].strip()) and not any(map(str.strip, cells)):
            continue
        if len(read.numbers) >= most:
            work.check_rows(file, len(read.numbers) + 1)
        if not read.numbers and all(cell.strip()[:1] in ("", "#") for cell in cells):
            tags = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
            noted.append(RowNote(number, HXL_TAGS, result=Result.OUT_OF_SCOPE))
            continue
        fitted = _fitted(number, cells, len(header), noted, is_padded)
        if fitted is not None:
            read.add(number, fitted)
    if plain is not None:
        read.add_plain(plain, number + 1)
    if not read.numbers and not noted and not notes:
        raise NoRowsError(
            file, f"The table has a header (row {heading.row}) and no rows; choose another file."
        )
    rows_read = _without_controls(read.frame(header), noted)
    # Of the notes some are made while the rows are read.
    noted = [*notes, *noted]
    every_remark = (*remarks, *header_remarks)
    return TextTable(file, sheet, rows_read, tuple(noted), every_remark, heading=heading, tags=tags)


def _without_controls(rows: pd.DataFrame, noted: list[RowNote]) -> pd.DataFrame:
    """The rows without control characters, each row that had some with a note."""
    for name in rows.columns:
        texts = rows[name]
        if not has_byte(text_array(texts), _BYTES_OF_CONTROLS):
            continue
        has_control = texts.str.contains(_CONTROL)
        if has_control.any():
            rows[name] = texts.str.replace(_CONTROL, " ", regex=True)
            noted += [
                RowNote(int(row), CONTROL_CHARACTER, f"{name}: {rows.at[row, name]!s}")
                for row in rows.index[has_control]
            ]
    return rows


def without_rows(table: TextTable, notes: Sequence[RowNote]) -> TextTable:
    """The table with these notes, and without the rows that are not read."""
    left_out = [note.row for note in notes if not note.is_read]
    return replace(table, rows=table.rows.drop(index=left_out), notes=(*table.notes, *notes))


def _header(
    file: str, rows: Iterator[tuple[int, Sequence[str]]]
) -> tuple[Heading, list[str], list[tuple[int, Sequence[str]]]]:
    """The header as it stands and as names, and the rows below it that were looked at to find it."""
    first = list(islice(rows, _HEADER_WITHIN))
    filled = [sum(1 for cell in cells if cell.strip()) for _, cells in first]
    if not filled or max(filled) == 0:
        raise FileError(file, "There is no table in this file; choose another.")
    # A title above the table fills one cell; the header fills about as many as the rows below it.
    enough = 1 if max(filled) < 3 else 2
    place = next(place for place, count in enumerate(filled) if count >= enough)
    number, cells = first[place]
    names = [" ".join(without_surrogates(cell).split())[:_LONGEST_NAME] for cell in cells]
    while names and not names[-1]:
        names.pop()
    # Of a heading in two rows the first may end before the table does.
    names += [""] * (_usual_width(first[place + 1 :]) - len(names))
    above = tuple(
        next(cell.strip() for cell in row if cell.strip())
        for (_, row), count in zip(first[:place], filled[:place], strict=True)
        if count == 1
    )
    return Heading(number, tuple(cells), above), names, first[place + 1 :]


def _usual_width(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """How far most rows are filled; 0 without rows."""
    widths = sorted(
        max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
        for _, cells in rows
    )
    return widths[(len(widths) - 1) // 2] if widths else 0


def _unique(names: list[str]) -> tuple[list[str], list[str]]:
    """The header with a name for each column, and what was changed."""
    header: list[str] = []
    remarks = []
    for place, name in enumerate(names, start=1):
        unique = name or f"column {place}"
        repeat = 2
        while unique in header:
            unique = f"{name or 'column'} ({repeat})"
            repeat += 1
        if unique != name:
            was = f"Column {place} is called “{name}” like another" if name else f"Column {place} has no name"
            remarks.append(f"{was}; here it is “{unique}”.")
        header.append(unique)
    return header, remarks


def _fitted(
    number: int, cells: Sequence[str], width: int, notes: list[RowNote], is_padded: bool
) -> Sequence[str] | None:
    """The cells in the header's width; None for a row that is refused."""
    if len(cells) == width:
        return cells
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            reason = "The row has more cells than the header has columns; check its delimiters and quotation marks."
            notes.append(
                RowNote(
                    number,
                    reason,
                    f"{counted(len(cells), 'cell')}, {counted(width, 'column')}",
                    Result.REFUSED,
                )
            )
            return None
        return cells[:width]
    if not is_padded:
        notes.append(
            RowNote(number, "The row has fewer cells than the header; the missing ones were taken as empty.")
        )
    return [*cells, *[""] * (width - len(cells))]


def _texts(column: Sequence[str]) -> pa.Array:
    try:
        return pa.array(column, pa.large_string())
    except UnicodeEncodeError:
        return pa.array([without_surrogates(cell) for cell in column], pa.large_string())


def without_surrogates(text: str) -> str:
    """The text with a question mark for each half of a letter, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
