"""The columns of a known source in a table where some were cut, renamed or written in capitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from data.imports.columns.guessing.guess_columns import guessed_columns
from data.imports.formats.text.text_table import TextTable


def columns_by_source_name(
    table: TextTable, names: Iterable[str], field_of: Mapping[str, str], by_values: Mapping[str, str | None]
) -> dict[str, str]:
    """The table's column for each of the source's names: by its name however written, then as its values show
    (`by_values`), else by the field of the atlas (`field_of`) that its header stands for. Missing ones are absent.
    """
    written = {plain_name(column): str(column) for column in table.rows.columns}
    found = {name: written[name] for name in names if name in written}
    for name, column in by_values.items():
        if column is not None and column not in found.values():
            found.setdefault(name, column)
    missing = [name for name in field_of if name not in found]
    guess = guessed_columns(table, date(2100, 1, 1)).columns if missing else {}
    for name in missing:
        column = guess.get(field_of[name])
        if column is not None and column not in found.values():
            found[name] = column
    return found


def plain_name(column: object) -> str:
    """A header as sources write theirs: small letters, words joined by _."""
    return "_".join(str(column).strip().lower().replace("-", " ").split())
