"""Rows that are no incidents: titles of sections, repeated headings, subtotals and totals, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from data.imports.formats.text.text_table import RowNote, TextTable, without_rows
from data.imports.report.composed import Composed
from data.imports.report.ledger import Result
from data.imports.shapes.days_in_months import DAYS_IN_MONTHS, are_months, day_column, with_months
from data.personal_columns import is_personal
from data.places.naming.country_names import country_code
from data.places.naming.district_names import bundled_district_names
from data.text.excerpt import excerpt
from data.text.search_text import folded_words

REPEATED_HEADING: Final = "The heading is repeated in this row."
SECTION: Final = "The row is the title of the rows below it."
NOTE_BELOW: Final = "The row is a note, no incident."
TOTAL: Final = "The row is a total of others, no incident."
TOTALS_AGREE: Final = "{count} of the rows with totals agree with the rows that they sum."
TOTAL_DIFFERS: Final = "Row {row} (“{name}”) gives {there} for “{column}”; its rows add up to {here}."

_TOTAL_WORDS: Final = frozenset(
    "".join(folded_words(word))
    for word in (
        "total totals subtotal subtotals totales totaux sum sums итого всего итог подытог сумма разом усього всього підсумок підсумки cemi cem yekun toplam"
        " aratoplam ընդամենը գումար المجموع مجموع الاجمالي اجمالي جمع gesamt summe insgesamt zwischensumme gesamtsumme soma somme suma razem"
        " ukupno ჯამი သုံးစွဲ စုစုပေါင်း សរុប jami បូក 合计 总计 小计 合計 tong kabuuan jumlah".split()
    )
)
_DAY: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|^\d{1,2}[ .-]\w{3,9}[ .,-]+\d{2,4}$")
_NUMBER: Final = re.compile(r"-?\d{1,9}(\.0+)?|\d{1,3}(,\d{3})+")
_LONGEST_TITLE: Final = 100
_MOST_LOOKED_AT: Final = 20_000
_MOST_DIFFERENCES: Final = 10
_MOST_SUMS: Final = 300
"""Rows whose numbers are compared with the sums of those above."""


@dataclass
class _Rows:
    table: TextTable
    names: Sequence[str]
    cells: Mapping[int, Sequence[str]]
    """The texts of rows that may be no incidents, by the row's number."""
    usual: int
    """Filled cells of a usual row."""


def only_data(table: TextTable) -> TextTable:
    """The table without rows that are no incidents; titles of sections stand in a column of their own."""
    if len(table.rows) < 2 or len(table.rows.columns) < 3 or table.point_columns is not None:
        return table
    rows = _looked_at(table)
    repeated = _repeated_headings(table)
    totals = [row for row in rows.cells if _is_total(rows, row)]
    totals += _sums_without_a_word(rows, [*repeated, *totals])
    titles = _titles(rows, {*repeated, *totals})
    if not (repeated or totals or titles):
        return table
    notes = [RowNote(row, REPEATED_HEADING, result=Result.OUT_OF_SCOPE) for row in repeated]
    notes += [RowNote(row, TOTAL, _first(rows.cells[row]), Result.OUT_OF_SCOPE) for row in sorted(totals)]
    ends = _ends_of_sections(table, titles)
    notes += [
        RowNote(row, SECTION if row in ends else NOTE_BELOW, text, Result.OUT_OF_SCOPE)
        for row, text in titles.items()
    ]
    left = without_rows(table, notes)
    remarks = _differences(table, left.rows, sorted(totals), [*titles, *repeated])
    left = replace(left, remarks=(*left.remarks, *remarks))
    return _with_sections(left, {row: text for row, text in titles.items() if row in ends}, bool(ends))


def _looked_at(table: TextTable) -> _Rows:
    is_filled = np.column_stack(
        [(table.rows[name].str.strip() != "").to_numpy() for name in table.rows.columns]
    )
    filled = is_filled.sum(axis=1)
    usual = int(np.median(filled))
    may_be = filled < max(usual, 2)
    for name in table.rows.columns[:3]:
        column = table.rows[name]
        if len(column) <= _MOST_LOOKED_AT:
            may_be |= column.map(_has_total_word).to_numpy(dtype=bool)
    chosen = table.rows[may_be].head(_MOST_LOOKED_AT)
    texts = zip(*[chosen[name].str.strip().tolist() for name in chosen.columns], strict=True)
    cells = {int(row): list(map(str, one)) for row, one in zip(chosen.index.tolist(), texts, strict=True)}
    return _Rows(table, [str(name) for name in chosen.columns], cells, usual)


def _has_total_word(text: str) -> bool:
    if not text or len(text) > _LONGEST_TITLE:
        return False
    words = folded_words(text)
    return len(words) <= 6 and not _TOTAL_WORDS.isdisjoint(words)


def _first(cells: Sequence[str]) -> str:
    return next((text for text in cells if text), "")


def _is_total(rows: _Rows, row: int) -> bool:
    cells = [text for text in rows.cells[row] if text]
    words = [text for text in cells if not _NUMBER.fullmatch(text)]
    if not words or any(_DAY.search(text) for text in cells):
        return False
    return any(_has_total_word(text) for text in words) and len(words) <= 2


def _sums_without_a_word(rows: _Rows, known: Sequence[int]) -> list[int]:
    """Rows of numbers and at most one word, without a day, whose every number is the sum of the rows above it."""
    table = rows.table
    found: list[int] = []
    may_be = [
        row
        for row, cells in rows.cells.items()
        if row not in known and sum(map(bool, cells)) <= 0.8 * rows.usual and _has_few_words(cells)
    ]
    for row in may_be[:_MOST_SUMS]:
        numbers = {
            name: _value(text)
            for name, text in zip(rows.names, rows.cells[row], strict=True)
            if _NUMBER.fullmatch(text)
        }
        if len(numbers) < 2 or not any(numbers.values()):
            continue
        place = table.rows.index.get_loc(row)
        above = table.rows.iloc[:place].drop(index=[*known, *found], errors="ignore")
        last = max((other for other in [*known, *found] if other < row), default=-1)
        for part in (above, above[above.index > last]):
            if len(part) > 1 and all(_sum(part[name]) == number for name, number in numbers.items()):
                found.append(row)
                break
    return found


def _has_few_words(cells: Sequence[str]) -> bool:
    words = [text for text in cells if text and not _NUMBER.fullmatch(text)]
    return len(words) <= 1 and not any(_DAY.search(text) for text in words)


def _repeated_headings(table: TextTable) -> list[int]:
    names = [str(name) for name in table.rows.columns]
    first = table.rows[names[0]].str.strip().str.casefold() == names[0].casefold()
    same = [
        row
        for row, cells in table.rows[first].iterrows()
        if sum(
            str(cell).strip().casefold() == name.casefold() for cell, name in zip(cells, names, strict=True)
        )
        >= max(2, len(names) / 2)
    ]
    return [int(str(row)) for row in same]


def _titles(rows: _Rows, others: set[int]) -> dict[int, str]:
    """Rows of one cell of words in a table of several columns, each with its text."""
    if rows.usual < 3:
        return {}
    alone = {}
    for row in rows.cells:
        texts = [text for text in rows.cells[row] if text]
        if row in others or len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE:
            continue
        is_of_words = re.search(r"[^\W\d_]{2}", texts[0]) or re.fullmatch(r"(19|20)\d\d", texts[0])
        if is_of_words and not _DAY.search(texts[0]):
            alone[int(row)] = texts[0]
    are_few = len(alone) * 2 < len(rows.table.rows)
    return alone if are_few or are_months(list(alone.values())) else {}


def _ends_of_sections(table: TextTable, titles: dict[int, str]) -> set[int]:
    """The titles that have rows below them, before the table's end."""
    last = max((int(row) for row in table.rows.index if row not in titles), default=0)
    return {row for row in titles if row < last}


def _with_sections(table: TextTable, titles: dict[int, str], has_sections: bool) -> TextTable:
    if not has_sections or table.rows.empty:
        return table
    starts = sorted(titles)
    above = table.heading.above[-1] if table.heading is not None and table.heading.above else ""
    places = np.searchsorted(starts, table.rows.index.to_numpy(), side="right")
    texts = [above if place == 0 else titles[starts[place - 1]] for place in places]
    sections = pd.Series(texts, index=table.rows.index, dtype=table.rows.dtypes.iloc[0])
    if are_months(list(titles.values())) and (days := day_column(table.rows)) is not None:
        whole = table.rows.assign(**{days: with_months(table.rows[days], sections)})
        composed = Composed.of(whole[days], {days: table.rows[days]})
        remark = DAYS_IN_MONTHS.format(column=days)
        return replace(
            table, rows=whole, remarks=(*table.remarks, remark), composed=(*table.composed, composed)
        )
    name = _section_name(sorted(set(texts) - {""}), [str(name) for name in table.rows.columns])
    return replace(table, rows=pd.concat([sections.rename(name), table.rows], axis="columns"))


def _section_name(titles: list[str], names: Sequence[str]) -> str:
    """What the titles are: districts, countries, years, or the table's own sections."""
    taken = {name.casefold() for name in names}
    kinds: dict[str, Callable[[str], bool]] = {
        "District": lambda text: len(bundled_district_names().named(text)) > 0,
        "Country": lambda text: bool(country_code(text)),
        "Year": lambda text: re.fullmatch(r"(19|20)\d\d", text) is not None,
    }
    for kind, is_one in kinds.items():
        if kind.casefold() not in taken and titles and all(map(is_one, titles)):
            return kind
    name, repeat = "Section", 2
    while name.casefold() in taken or is_personal(name):
        name, repeat = f"Section ({repeat})", repeat + 1
    return name


def _differences(
    table: TextTable, left: pd.DataFrame, totals: Sequence[int], bounds: Sequence[int]
) -> list[str]:
    """What totals say that their rows do not, and how many agree."""
    remarks, agreeing = [], 0
    for row in totals:
        place = int(table.rows.index.searchsorted(row))
        cells = dict(
            zip(map(str, table.rows.columns), table.rows.iloc[place].str.strip().tolist(), strict=True)
        )
        before = [other for other in (*totals, *bounds) if other < row]
        block = left[(left.index < row) & (left.index > max(before, default=-1))]
        parts = [part for part in (block, left[left.index < row], left) if len(part)]
        numbers = {name: _value(text) for name, text in cells.items() if _NUMBER.fullmatch(text)}
        numbers = {
            name: number for name, number in numbers.items() if name in left and _is_of_numbers(left[name])
        }
        if not numbers or not parts:
            continue
        wrong = [
            {name: number for name, number in numbers.items() if _sum(part[name]) != number} for part in parts
        ]
        nearest = min(range(len(parts)), key=lambda place: len(wrong[place]))
        agreeing += not wrong[nearest]
        remarks += [
            TOTAL_DIFFERS.format(
                row=row,
                name=excerpt(_first(list(cells.values())), 40),
                there=f"{number:,}",
                column=name,
                here=f"{_sum(parts[nearest][name]):,}",
            )
            for name, number in wrong[nearest].items()
        ]
    if agreeing:
        remarks.insert(0, TOTALS_AGREE.format(count=agreeing))
    return remarks[:_MOST_DIFFERENCES]


def _is_of_numbers(texts: pd.Series) -> bool:
    filled = [text.strip() for text in texts.head(500).tolist() if text.strip()]
    return bool(filled) and sum(_NUMBER.fullmatch(text) is not None for text in filled) >= 0.5 * len(filled)


def _value(text: str) -> int:
    return int(float(text.replace(",", "")))


def _sum(texts: pd.Series) -> int:
    return sum(_value(text.strip()) for text in texts.tolist() if _NUMBER.fullmatch(text.strip()))
