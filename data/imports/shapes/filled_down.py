"""Cells that hold for the rows below them: merged ones of a workbook, and those of a table that lost its merging."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pandas as pd

from data.imports.formats.text.text_table import RowNote, TextTable

MERGED: Final = "The cell is merged with one above; its value holds here too."
FROM_ABOVE: Final = "The cell was empty and holds what the row above says, as in the rest of its column."

_LEAST_SHARE: Final = 0.2
"""Of cells that must be empty where merging was lost."""
_MOST_COLUMNS: Final = 6
_OF_WORDS: Final = re.compile(r"[^\d]*[^\W\d_]{2}[^\d]*")


def filled_down(table: TextTable) -> TextTable:
    """The table with such cells filled, each row with a remark."""
    if table.rows.empty or table.heading is None:
        return table
    if table.merged:
        return _with_merged(table)
    return _with_lost_merging(table)


def _with_merged(table: TextTable) -> TextTable:
    rows = table.rows.copy()
    notes: dict[int, RowNote] = {}
    shift = len(rows.columns) - _width(table)
    for place, first, last in table.merged:
        if place + shift >= len(rows.columns) or first not in rows.index:
            continue
        name = rows.columns[place + shift]
        value = str(rows.at[first, name])
        below = rows.index[(rows.index > first) & (rows.index <= last) & (rows[name] == "")]
        if value.strip() and len(below):
            rows[name] = rows[name].mask(rows.index.isin(below), value)
            for row in below:
                notes.setdefault(int(row), RowNote(int(row), MERGED, f"{name}: {value.strip()}"))
    return replace(table, rows=rows, notes=(*table.notes, *notes.values()))


def _width(table: TextTable) -> int:
    """Columns of the sheet; a section's title may have been put before them."""
    is_added = str(table.rows.columns[0]).split(" (")[0] in ("Section", "District", "Country", "Year")
    assert table.heading is not None
    named = {cell.strip() for cell in table.heading.cells}
    return len(table.rows.columns) - (is_added and str(table.rows.columns[0]) not in named)


def _with_lost_merging(table: TextTable) -> TextTable:
    """Each value of the first column stands once, above the empty cells that it holds for."""
    rows = table.rows
    first = rows.iloc[:, 0].str.strip()
    is_empty = first == ""
    filled = first[~is_empty]
    is_lost = (
        len(rows) >= 3
        and first.iloc[0] != ""
        and is_empty.mean() >= _LEAST_SHARE
        and filled.is_unique
        and bool(
            filled.map(lambda text: _OF_WORDS.fullmatch(text) is not None).all() or _are_codes(rows, is_empty)
        )
    )
    if not is_lost:
        return table
    names = [rows.columns[0]]
    for name in rows.columns[1:_MOST_COLUMNS]:
        texts = rows[name].str.strip()
        is_part = (texts[is_empty] == "").any() and (texts[~is_empty] != "").all()
        if not is_part or (texts[is_empty] == "").mean() < _LEAST_SHARE:
            break
        names.append(name)
    others = rows.drop(columns=names)
    has_data = (others.apply(lambda column: column.str.strip()) != "").any(axis=1)
    changed = rows.copy()
    touched = pd.Series(False, index=rows.index)
    group = (~is_empty).cumsum()
    for name in names:
        texts = changed[name].where(changed[name].str.strip() != "")
        full = texts.groupby(group).ffill() if name != names[0] else texts.ffill()
        new = texts.isna() & full.notna() & has_data
        changed[name] = changed[name].where(~new, full).astype(rows[name].dtype)
        touched |= new
    notes = [
        RowNote(int(row), FROM_ABOVE, f"{names[0]}: {changed.at[row, names[0]]!s}")
        for row in rows.index[touched]
    ]
    return replace(table, rows=changed, notes=(*table.notes, *notes))


def _are_codes(rows: pd.DataFrame, is_empty: pd.Series) -> bool:
    """Whether identifiers stand once for several persons: the second column is empty with the first."""
    if len(rows.columns) < 3:
        return False
    second = rows.iloc[:, 1].str.strip()
    return bool(((second == "") == is_empty).all())
