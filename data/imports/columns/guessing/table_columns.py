"""The columns of a table of unknown layout, for the person who corrects how they were understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from data.imports.columns.column_mapping import READ_FROM_PERSONAL, ColumnMapping
from data.imports.columns.guessing.guess_columns import guessed_columns
from data.imports.formats.text.text_table import TextTable
from data.personal_columns import is_personal
from data.text.excerpt import excerpt

EXAMPLES: Final = 3
_EXAMPLE_ROWS: Final = 200
_LONGEST_EXAMPLE: Final = 40


@dataclass(frozen=True)
class TableColumns:
    """What can be chosen for the fields of the atlas, and what was chosen."""

    title: str
    """The file, and its sheet where it has several."""
    examples: Mapping[str, tuple[str, ...]]
    """The first different values of each column, in the order of the table; none of a personal column."""
    mapping: ColumnMapping
    sheets: tuple[str, ...] = ()
    """The sheets or layers of the file, where it has several."""


def columns_of(tables: Sequence[TextTable], mapping: ColumnMapping | None = None) -> TableColumns:
    """The columns of the table that a mapping is of, or without one of that of which most is understood.

    `tables` are those of one file, at least one.
    """
    sheets = tuple(table.sheet for table in tables if table.sheet)
    if mapping is not None and mapping.sheet:
        tables = [table for table in tables if table.sheet == mapping.sheet] or tables
    if mapping is None:
        guesses = [guessed_columns(table, datetime.now(UTC).date()) for table in tables]
        best = max(range(len(tables)), key=lambda place: len(guesses[place].columns))
        table, mapping = tables[best], guesses[best]
    else:
        needed = set(mapping.columns.values())
        fitting = [table for table in tables if needed <= set(table.rows.columns)]
        table = max(fitting or tables, key=lambda one: len(one.rows))
    return TableColumns(
        table.title,
        {str(column): _examples(table, str(column)) for column in table.rows.columns},
        mapping,
        sheets,
    )


def may_stand_for(column: str, field: str) -> bool:
    """Whether a column may be chosen for a field: what is personal only for an age group."""
    return not is_personal(column) or field in READ_FROM_PERSONAL


def _examples(table: TextTable, column: str) -> tuple[str, ...]:
    if is_personal(column):
        return ()
    values = table.rows[column].head(_EXAMPLE_ROWS).str.strip()
    different = values[values != ""].unique()[:EXAMPLES]
    return tuple(excerpt(str(text), _LONGEST_EXAMPLE) for text in different)
