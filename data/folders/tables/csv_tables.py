"""The rows of a table as text, out of a CSV file."""

from __future__ import annotations

import csv
import io

import pandas as pd

from data.errors import DatasetError, RowProblem
from data.folders.tables.refusals import refusal
from data.guard import without_guard
from data.tables.schema import Table


def csv_rows(table: Table, content: bytes) -> pd.DataFrame:
    """The rows as text, indexed by their row in the file; a row of another length refuses the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refusal(table.file, f"Line {line} is not UTF-8; save the file as UTF-8.") from error
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        remedy = "This is not a table of comma-separated values with a header; save it as CSV."
        raise refusal(table.file, remedy) from error
    numbered = [(number, row) for number, row in enumerate(rows, start=2) if row]
    if problems := [*_repeated(table, header), *_ragged(table, len(header), numbered)]:
        raise DatasetError(problems)
    index = pd.Index([number for number, _ in numbered], dtype="int64")
    columns = zip(*(row for _, row in numbered), strict=True) if numbered else [()] * len(header)
    return pd.DataFrame(
        {
            name: _unguarded(pd.Series(cells, index, dtype="str"))
            for name, cells in zip(header, columns, strict=True)
        },
        index=index,
    )


def _unguarded(texts: pd.Series) -> pd.Series:
    has_apostrophe = texts.str.startswith("'")
    return (
        texts.where(~has_apostrophe, texts[has_apostrophe].map(without_guard))
        if has_apostrophe.any()
        else texts
    )


def _repeated(table: Table, header: list[str]) -> list[RowProblem]:
    twice = sorted({name for name in header if header.count(name) > 1})
    return [RowProblem(table.file, 1, name, name, "The column stands twice; keep one.") for name in twice]


def _ragged(table: Table, width: int, numbered: list[tuple[int, list[str]]]) -> list[RowProblem]:
    remedy = f"The row has not the {width} cells of the header; check its commas and quotation marks."
    wrong = [(number, row) for number, row in numbered if len(row) != width]
    return [RowProblem(table.file, number, None, ",".join(row), remedy) for number, row in wrong]
