"""How a file is understood before it is read: its source, its columns, and a look at its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import pandas as pd

from data.readers.column_mapping import ColumnMapping
from data.readers.guess_columns import guessed_columns
from data.readers.limits import UPLOAD, Limits, Work
from data.readers.open_file import open_file
from data.readers.own_tables import are_own_tables
from data.readers.personal_columns import personal_columns
from data.readers.recognised import KNOWN_SOURCES
from data.readers.text_table import TextTable

_SHOWN_ROWS: Final = 5


@dataclass(frozen=True)
class Understood:
    """What a person sees and may correct before an import."""

    source: str
    """What the file was recognised as; "" for a table whose columns are to be chosen."""
    mapping: ColumnMapping | None
    """The guess for such a table, which may lack a date; None where the columns are known."""
    columns: tuple[str, ...]
    """What can be chosen from; of columns about persons only an age, for child or adult."""
    columns_dropped: tuple[str, ...]
    first_rows: pd.DataFrame
    """The first rows, without any column about persons."""


def understood(name: str, content: bytes, limits: Limits = UPLOAD, today: date | None = None) -> Understood:
    """How a file is understood. Raises FileError for what cannot be opened."""
    work = Work(limits)
    tables = open_file(name, content, work)
    known = [source.title for table in tables for source in KNOWN_SOURCES if source.recognises(table)]
    if are_own_tables(tables):
        known = ["the atlas's own tables"]
    if known:
        return _described(tables[0], ", ".join(dict.fromkeys(known)), None)
    guesses = [guessed_columns(table, today or datetime.now(UTC).date()) for table in tables]
    # The sheet of which most is understood is the one with the incidents.
    best = max(range(len(tables)), key=lambda place: len(guesses[place].columns))
    return _described(tables[best], "", guesses[best])


def _described(table: TextTable, source: str, mapping: ColumnMapping | None) -> Understood:
    personal = personal_columns(table.rows.columns)
    chosen_from = [name for name in table.rows.columns if name not in personal]
    if mapping is not None:
        chosen_from += [name for name in personal if name in mapping.columns.values()]
    shown = table.rows[[name for name in chosen_from if name not in personal]].head(_SHOWN_ROWS)
    return Understood(source, mapping, tuple(chosen_from), tuple(personal), shown)
