"""What the account of an import says of its tables: their rows, columns and totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from data.imports.formats.text.text_table import RowNote, TextTable
from data.imports.report.account import Total
from data.imports.report.ledger import Ledger, Result
from data.imports.sources.imsma import VICTIM_AGE
from data.personal_columns import is_personal, personal_columns
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome

_COMPARED: Final = ("Victims", "Killed", "Injured")
"""Totals of an input that a dataset has too; the others are only mentioned."""


def ledger_of(table: TextTable) -> Ledger:
    """A ledger of all rows of a table, with what was found out while the file was opened."""
    not_read = [note.row for note in table.notes if not note.is_read]
    rows = table.rows.index.union(pd.Index(not_read, dtype="int64"))
    ledger = Ledger(table.file, table.sheet, rows)
    ledger.composed += table.composed
    by_reason: dict[tuple[str, Result], list[RowNote]] = {}
    for note in table.notes:
        if note.row in rows:
            by_reason.setdefault((note.reason, note.result), []).append(note)
    enters = {
        Result.WITH_REMARK: ledger.remark,
        Result.REFUSED: ledger.refuse,
        Result.OUT_OF_SCOPE: ledger.leave_out,
    }
    for (reason, result), notes in by_reason.items():
        enter = enters[result]
        enter(pd.Index([note.row for note in notes]), reason, [note.found for note in notes])
    return ledger


def columns_not_read(tables: Sequence[TextTable], read: set[tuple[str, str]]) -> list[str]:
    """The columns of all tables that nothing was read from, without personal ones."""
    return [
        f"{table.title}: {name}"
        for table in tables
        for name in table.rows.columns
        if (table.title, name) not in read
        and name not in (table.point_columns or ())
        and not is_personal(name)
    ]


def columns_dropped(tables: Sequence[TextTable], read: set[tuple[str, str]]) -> list[str]:
    """The personal columns; of an age in years with what was read of it."""
    return [
        f"{table.title}: {name}"
        + (" (only child or adult was kept)" if (table.title, name) in read or name == VICTIM_AGE else "")
        for table in tables
        for name in personal_columns(table.rows.columns)
    ]


def compared_totals(totals: Mapping[str, int], dataset: Dataset) -> list[Total]:
    """The totals of the input that a dataset has too, beside those of the dataset."""
    counts = dataset.casualties["count_best"].fillna(dataset.casualties["count_low"]).fillna(0)
    in_dataset = {
        outcome.value.capitalize(): int(counts[dataset.casualties["outcome"] == outcome.value].sum())
        for outcome in Outcome
    }
    in_dataset["Victims"] = in_dataset["Killed"] + in_dataset["Injured"]
    return [Total(what, totals[what], in_dataset[what]) for what in _COMPARED if what in totals]


def other_totals(totals: Mapping[str, int]) -> list[str]:
    """A sentence for each of the other totals of the input."""
    return [f"{what}: {number:,} in the input." for what, number in totals.items() if what not in _COMPARED]


def rows_in_no_total(tables: Sequence[TextTable]) -> list[str]:
    """A sentence where rows were refused before their cells were known, so that no total counts their people."""
    rows = sum(note.result is Result.REFUSED for table in tables for note in table.notes)
    if not rows:
        return []
    which = "The cells of 1 refused row" if rows == 1 else f"The cells of {rows:,} refused rows"
    return [f"{which} could not be read; people in them are in no total, not in that of the input either."]
