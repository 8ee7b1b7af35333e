"""The heading of a table where it takes several rows, or is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import pandas as pd

from data.imports.columns.counts.group_counts import group_words, of_one_outcome
from data.imports.columns.fields import FIELDS
from data.imports.formats.text.text_table import RowNote, TextTable
from data.imports.report.ledger import Result
from data.imports.shapes.source_layouts import layout_of
from data.personal_columns import is_personal
from data.text.search_text import folded_words

PART_OF_THE_HEADING: Final = "The row is a part of the heading."
NO_HEADING: Final = (
    "The table has no heading: its first row is an incident like the others. What columns are is known by their "
    "values only; choose the others."
)
STANDARD_LAYOUT: Final = "The table has no heading; its columns are those of {source}, in their usual order."
DEGREES_BY_VALUES: Final = "The table has no heading; “{first}” and “{second}” were read as latitude and longitude, because of their values."

_DAY: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ].*)?|\d{1,2}[ -.]\w{3,9}[ -.,]+\d{2,4}")
_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?%?")
_DEGREES: Final = re.compile(r"-?\d{1,3}\.\d{2,}")
_MOST_SUB_ROWS: Final = 2
_LONGEST_SUB_HEADING: Final = 60
_UNNAMED: Final = re.compile(r"Column \d+ (has no name|is called)")
_SAMPLE_ROWS: Final = 200

_KNOWN: Final = frozenset(
    " ".join(folded_words(header.replace("_", " "))) for field in FIELDS for header in field.headers.split()
)


def with_heading(table: TextTable) -> TextTable:
    """The table with one heading a column: parts of it in rows below put together, a missing one made."""
    if table.heading is None or table.rows.empty or len(table.rows.columns) < 2:
        return table
    if _is_data(table):
        return _with_made_heading(table)
    width = len(table.rows.columns)
    tops = [" ".join(cell.split()) for cell in [*table.heading.cells, *[""] * width][:width]]
    for _ in range(_MOST_SUB_ROWS):
        names = _with_sub_heading(table, tops)
        if names is None:
            break
        tops = names
        first = int(table.rows.index[0])
        note = RowNote(first, PART_OF_THE_HEADING, result=Result.OUT_OF_SCOPE)
        table = replace(
            table,
            rows=table.rows.iloc[1:].set_axis(_unique(names), axis="columns"),
            notes=(*table.notes, note),
            remarks=tuple(remark for remark in table.remarks if not _UNNAMED.match(remark)),
        )
        if table.rows.empty:
            break
    return table


def _is_data(table: TextTable) -> bool:
    """Whether the row taken for the heading is one of the rows: it has days or degrees where they have some."""
    assert table.heading is not None
    cells = [cell.strip() for cell in table.heading.cells]
    if any(" ".join(folded_words(cell)) in _KNOWN for cell in cells):
        return False
    sample = table.rows.head(_SAMPLE_ROWS)
    for place, cell in enumerate(cells[: len(sample.columns)]):
        for pattern in (_DAY, _DEGREES):
            if pattern.fullmatch(cell):
                below = [text.strip() for text in sample.iloc[:, place].tolist() if text.strip()]
                if below and sum(pattern.fullmatch(text) is not None for text in below) >= 0.6 * len(below):
                    return True
    return False


def _with_made_heading(table: TextTable) -> TextTable:
    assert table.heading is not None
    width = len(table.rows.columns)
    cells = [*table.heading.cells, *[""] * width][:width]
    layout, source = layout_of(cells)
    remarks = [remark for remark in table.remarks if not _UNNAMED.match(remark)]
    names = [*layout[:width], *[f"column {place}" for place in range(len(layout) + 1, width + 1)]]
    first = pd.DataFrame([cells], index=[table.heading.row], columns=names, dtype=table.rows.dtypes.iloc[0])
    rows = pd.concat([first, table.rows.set_axis(names, axis="columns")])
    if layout:
        return replace(table, rows=rows, remarks=(*remarks, STANDARD_LAYOUT.format(source=source)))
    remarks.append(NO_HEADING)
    for one, other in pairwise(names):
        if _are_degrees(rows[one], 90) and _are_degrees(rows[other], 180):
            remarks.append(DEGREES_BY_VALUES.format(first=one, second=other))
            rows = rows.rename(columns={one: "latitude", other: "longitude"})
            break
        if _are_degrees(rows[one], 180) and _are_degrees(rows[other], 90):
            remarks.append(DEGREES_BY_VALUES.format(first=other, second=one))
            rows = rows.rename(columns={one: "longitude", other: "latitude"})
            break
    return replace(table, rows=rows, remarks=tuple(remarks))


def _are_degrees(texts: pd.Series, most: float) -> bool:
    filled = [text.strip() for text in texts.head(_SAMPLE_ROWS).tolist() if text.strip()]
    are_decimal = bool(filled) and all(_NUMBER.fullmatch(text) for text in filled)
    with_decimals = sum(_DEGREES.fullmatch(text) is not None for text in filled)
    return (
        are_decimal
        and with_decimals >= 0.6 * len(filled)
        and all(abs(float(text.replace(",", "."))) <= most for text in filled)
    )


def _with_sub_heading(table: TextTable, tops: Sequence[str]) -> list[str] | None:
    """The names with those of the first row below; None where that row is no part of the heading."""
    assert table.heading is not None
    first = [cell.strip() for cell in table.rows.iloc[0].tolist()]
    filled = [place for place, cell in enumerate(first) if cell]
    is_near = table.rows.index[0] <= table.heading.row + _MOST_SUB_ROWS + 1
    if not filled or not is_near or any(_is_value(first[place]) for place in filled):
        return None
    known = [place for place in filled if _is_known(first[place])]
    if len(known) < max(1, len(filled) / 2) and not (known and _fills_the_spans(tops, filled)):
        return None
    opened = [place for place in filled if not tops[place] or tops[place] in tops[:place]]
    of_people = [place for place in filled if group_words(first[place])]
    if not opened and len(of_people) < 2:
        return None
    spanned = _spanned(tops)
    counted = {cell: first.count(cell) for cell in first if cell}
    return [
        _joined(spanned[place], cell, is_alone=counted.get(cell, 0) == 1) if cell else (tops[place] or "")
        for place, cell in enumerate(first)
    ]


def _fills_the_spans(tops: Sequence[str], filled: Sequence[int]) -> bool:
    """Whether a row names just the columns under upper names that span several, at least two of them."""
    blank = {place for place, top in enumerate(tops) if not top}
    begins = {place for place in range(len(tops)) if tops[place] and place + 1 in blank}
    return len(begins) > 1 and set(filled) == blank | begins


def _spanned(tops: Sequence[str]) -> list[str]:
    """The upper names, each holding for the empty cells to its right."""
    spanned: list[str] = []
    for top in tops:
        spanned.append(top or (spanned[-1] if spanned else ""))
    return spanned


def _joined(top: str, cell: str, *, is_alone: bool) -> str:
    both = cell if not top or top.casefold() == cell.casefold() else f"{top} {cell}"
    is_of_people = bool(of_one_outcome(top) or group_words(cell))
    return cell if is_alone and not is_of_people and _is_known(cell) and not is_personal(both) else both


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST_SUB_HEADING or bool(_DAY.fullmatch(cell) or _NUMBER.fullmatch(cell))


def _is_known(cell: str) -> bool:
    return (
        " ".join(folded_words(cell.replace("_", " "))) in _KNOWN
        or bool(group_words(cell) or of_one_outcome(cell))
        or is_personal(cell)
    )


def _unique(names: Sequence[str]) -> list[str]:
    header: list[str] = []
    for place, name in enumerate(names, start=1):
        unique, repeat = name or f"column {place}", 2
        while unique in header:
            unique = f"{name or 'column'} ({repeat})"
            repeat += 1
        header.append(unique)
    return header
