"""Rows of delimited text read as whole columns, where the text can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.guard import without_guard

FIRST_LINES: Final = 200
"""Lines that are read one by one: titles, heading and the first rows."""
_BYTES_AT_ONCE: Final = 8_000_000
_BEGINS_WITH_A_LETTER: Final = r"^[!-~]"
_NOT_PLAIN: Final = ("\x00", "\ufffd")
"""A zero byte, and the letter that stands for a lost one, of which its row has a remark."""


@dataclass(frozen=True)
class PlainRows:
    """Rows of one line each, whose quotation marks stand around whole cells."""

    text: str
    delimiter: str
    longest_cell: int
    """Letters; the reader of single rows takes no longer ones."""

    def batches(self, width: int, first: int) -> Iterator[tuple[npt.NDArray[np.int64], list[pa.Array]]]:
        """The numbers and the columns of the rows, of which the first has the number `first`, without empty ones.

        Raises ArrowInvalid where a row has not `width` cells.
        """
        names = [str(place) for place in range(width)]
        with arrow_csv.open_csv(
            pa.BufferReader(self.text.encode()),
            arrow_csv.ReadOptions(use_threads=False, block_size=_BYTES_AT_ONCE, column_names=names),
            arrow_csv.ParseOptions(delimiter=self.delimiter, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        ) as reader:
            for batch in reader:
                if any(_longest(column) > self.longest_cell for column in batch.columns):
                    raise pa.ArrowInvalid("A cell is too long.")
                numbers = np.arange(first, first + batch.num_rows)
                first += batch.num_rows
                columns = [_unguarded(column) for column in batch.columns]
                if len(empty := _empty_rows(columns)):
                    filled = np.delete(np.arange(batch.num_rows), empty)
                    numbers, columns = numbers[filled], [column.take(pa.array(filled)) for column in columns]
                yield numbers, columns


def parted(text: str, delimiter: str, longest_cell: int) -> tuple[str, PlainRows | None]:
    """The first lines of a text, and the rows after them where they are plain; else the whole text."""
    head, rest = _halves(text)
    if not rest or any(letter in text for letter in _NOT_PLAIN) or text.count("\r") != text.count("\r\n"):
        return text, None
    if '"' in text and '"' in _whole_cells(delimiter).sub("", text):
        return text, None
    return head, PlainRows(rest, delimiter, longest_cell)


def _halves(text: str) -> tuple[str, str]:
    end = 0
    for _ in range(FIRST_LINES):
        end = text.find("\n", end) + 1
        if not end:
            return text, ""
    # Empty lines at the end are no rows.
    return text[:end], text[end:].rstrip("\r\n")


def _whole_cells(delimiter: str) -> re.Pattern[str]:
    """Cells of one line with quotation marks around them, and none inside but doubled ones."""
    between = re.escape(delimiter)
    return re.compile(rf'(?:(?<=[{between}\n])|\A)"[^"\r\n]*(?:""[^"\r\n]*)*"(?=[{between}\r\n]|\Z)')


def _longest(column: pa.Array) -> int:
    return int(pc.max(pc.utf8_length(column)).as_py() or 0)


def _empty_rows(columns: list[pa.Array]) -> list[int]:
    """The places of rows of which no cell has a letter."""
    rows = np.arange(len(columns[0]))
    for place, column in enumerate(columns):
        some = column.take(pa.array(rows)) if place else column
        has_letter = pc.match_substring_regex(some, _BEGINS_WITH_A_LETTER)
        rows = rows[~has_letter.to_numpy(zero_copy_only=False)]
        if not len(rows):
            return []
    return [row for row in rows.tolist() if not any(column[row].as_py().strip() for column in columns)]


def _unguarded(column: pa.Array) -> pa.Array:
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pa.array([without_guard(cell) for cell in column.to_pylist()], pa.large_string())
