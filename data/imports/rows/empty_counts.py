"""Empty cells in columns of numbers of people: nobody, or a number that nobody recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.imports.columns.cells import texts_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.counts.people_counts import people_counts
from data.imports.formats.text.text_table import TextTable
from data.imports.report.ledger import Ledger
from data.imports.rows.coded_rows import casualty_rows
from data.tables.vocabulary import NOT_STATED

EMPTY_COUNT: Final = (
    "The number of {outcome} is empty where other rows write 0; it is not recorded for this incident."
)
EMPTY_PART: Final = (
    "A part of the number of {outcome} (men, women, boys, girls or others) is empty where other rows write 0; "
    "it is not recorded for this incident."
)
ALWAYS_WRITTEN: Final = "The number of {outcome} is empty, though this source always writes one; it is not recorded for this incident."
EMPTY_IS_NOBODY: Final = (
    "The column “{column}” is empty in {rows} and never 0: an empty cell was read as nobody."
)


def writes_zeros(texts: pd.Series) -> bool:
    """Whether a column of numbers of people writes 0 where there was nobody."""
    return any(count.high == 0 for count in people_counts(texts).values())


def columns_with_zeros(table: TextTable, mapping: ColumnMapping) -> frozenset[str]:
    """The columns of numbers of people that write 0 where there was nobody, in whatever row."""
    named = {mapping.columns.get(name) for name in ("killed", "injured")} - {None}
    columns = {str(column) for column in (*named, *mapping.counts)}
    return frozenset(column for column in columns if writes_zeros(texts_of(table.rows, column)))


def not_recorded(texts: Sequence[pd.Series], index: pd.Index, *, has_zeros: bool) -> pd.Series:
    """Which rows say nothing in any of the columns of an outcome, where one of these writes 0 for nobody."""
    is_empty = pd.Series(bool(texts) and has_zeros, index=index)
    for one in texts:
        is_empty &= one.loc[index] == ""
    return is_empty


def unknown_rows(rows: pd.Index, outcome: str, ledger: Ledger, remark: str) -> pd.DataFrame:
    """Casualty rows from 0 upwards, of rows that leave the number empty though nobody is a number too; each with the remark."""
    ledger.remark(rows, remark.format(outcome=outcome))
    return casualty_rows(
        rows, affected_actor=NOT_STATED, victim_category="unknown", outcome=outcome, count_low=0
    )
