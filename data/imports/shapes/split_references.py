"""References of MGRS and UTM whose parts stand in several columns, in a heading or in a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.formats.text.text_table import RowNote
from data.imports.shapes.joined_columns import Whole, share_that_fits, words_of_part

MAY_LACK_ZEROS: Final = (
    "The easting and northing have a digit less than those of other rows: they may be rougher, or lack a zero at the front. "
    "They were not used; write them as text with all their digits."
)

_ENOUGH: Final = 0.8
"""Share of filled cells that must be a part of a reference; the others are remarked on one by one."""
_ZONE: Final = re.compile(r"(?i)\d{1,2}\s*[C-HJ-NP-X]")
_SQUARE: Final = re.compile(r"(?i)[A-HJ-NP-Z]\s?[A-HJ-NP-V]")
_ZONE_AND_SQUARE: Final = re.compile(r"(?i)\d{1,2}\s*[C-HJ-NP-X][\s-]*[A-HJ-NP-Z]{2}")
_METRES: Final = re.compile(r"\d{1,5}(?:\.0)?")
_BOTH: Final = re.compile(r"(\d{2,5})[\s/,;-]+(\d{2,5})|\d{4}|\d{6}|\d{8}|\d{10}")
"""Easting and northing within a square in one cell, of as many digits each."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_EAST: Final = frozenset("e east easting eastings este est ost восток x".split())
_NORTH: Final = frozenset("n north northing northings norte nord север y".split())
_OF_GRID: Final = re.compile(r"(?i)mgrs|usng|grid|сетк|сітк|figure?|\bfig\b|cuadr[ií]cula|coord|координ|ref")
_OF_SQUARES: Final = re.compile(r"(?i)mgrs|usng|grid|squ?are?|\bsq\b|100\s*km|квадрат|cuadr|carr[ée]|quadra")
_IN_HEADING: Final = re.compile(r"(?<!\w)(\d{1,2}\s?[C-HJ-NP-X])(?:\s*([A-HJ-NP-Z]{2}))?(?!\w)")
_ZONE_IN_TITLE: Final = re.compile(
    r"(?i:zone|gzd|зон[аеы]|zona|fuseau|huso|mgrs|usng|utm)\W{0,3}(\d{1,2}\s?[C-HJ-NP-X])(?!\w)"
    r"|(?<!\w)(\d{1,2}\s?[C-HJ-NP-X])\W{0,3}(?i:mgrs|usng|zone)"
)
_GRID_WORD: Final = re.compile(r"(?i)mgrs|usng|grid|сетк|сітк")
_SHORT_REFERENCE: Final = re.compile(r"\d{2,5}[\s/,-]?\d{2,5}")
_SQUARE_REFERENCE: Final = re.compile(r"(?i)[A-HJ-NP-Z]{2}\s*\d{1,5}[\s/,-]?\d{1,5}")
_UTM: Final = re.compile(r"(?i)utm")
_METRES_OF_UTM: Final = re.compile(r"(?i)(?:[EX]\W{0,2})?0?\d{6}(?:[.,]\d+)?\s*(?:m\s*)?[EX]?[\s/,;-]+(?:[NY]\W{0,2})?\d{6,7}(?:[.,]\d+)?(?:\s*m)?\s*[NY]?")  # fmt: skip


@dataclass(frozen=True)
class _Digits:
    """The columns of easting and northing within a square: two, or one with both."""

    columns: tuple[str, ...]

    def texts(self, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """As a reference has them, and which are left out because zeros may be missing at their front."""
        cells = [
            rows[name].str.strip().str.replace(r"(?<=\d)\.0$", "", regex=True).astype(object)
            for name in self.columns
        ]
        if len(cells) == 1:
            return cells[0], pd.Series(False, index=rows.index)
        are_numbers = cells[0].str.fullmatch(_METRES) & cells[1].str.fullmatch(_METRES)
        lengths = [cell.where(are_numbers, "").str.len() for cell in cells]
        most = int(max(length.max() for length in lengths))
        keeps_zeros = any((cell.str.startswith("0") & (cell.str.len() > 1)).any() for cell in cells)
        are_even = lengths[0] == lengths[1]
        # A spreadsheet takes away zeros at the front: of two numbers of unlike length, at least of one.
        is_shortened = are_numbers & ~are_even & (not keeps_zeros)
        is_open = are_numbers & are_even & (lengths[0] == most - 1) & (not keeps_zeros)
        padded = [cell.where(~is_shortened, cell.str.zfill(most)) for cell in cells]
        is_given = (cells[0] != "") & (cells[1] != "")
        # Half of a reference stays, to be remarked on.
        return (padded[0] + " " + padded[1]).where(is_given, padded[0] + padded[1]), is_open


def references(rows: pd.DataFrame, titles: Sequence[str], is_axis: Callable[[str], bool]) -> Iterator[Whole]:
    """An MGRS reference in pieces: zone, square of 100 km, easting and northing within it.

    The zone may stand in a column, in the heading of a part, or in a title of the table; without any the reference is
    put together as it stands, to be remarked on. Beside columns of degrees (`is_axis`) nothing is put together.
    """
    names = [str(name) for name in rows.columns]
    zones = _fitting(rows, names, _ZONE.fullmatch)
    squares = _fitting(rows, names, _SQUARE.fullmatch)
    both = _fitting(rows, names, _ZONE_AND_SQUARE.fullmatch)
    named = "" if both or zones else _named_zone(names, titles)
    if both:
        first = both[:1]
    elif zones and squares:
        first = [zones[0], squares[0]]
    else:
        # Two letters may be anything; only a heading makes them a square.
        first = [name for name in squares if _OF_SQUARES.search(name)][:1]
    digits = _digits(rows, names, first) if first else None
    if digits is None or any(map(is_axis, {*names} - {*first, *digits.columns})):
        return
    texts = pd.Series("", index=rows.index, dtype=object)
    for column in first:
        texts += rows[column].str.strip().astype(object)
    figures, is_open = digits.texts(rows)
    is_given = (texts != "") | (figures != "")
    whole = ((named + texts) + " " + figures).str.strip().where(is_given, "")
    notes = tuple(RowNote(int(row), MAY_LACK_ZEROS, str(whole.at[row])) for row in rows.index[is_open])
    yield Whole("MGRS", (*first, *digits.columns), whole.where(~is_open, ""), notes)


def _fitting(rows: pd.DataFrame, names: Sequence[str], fits: Callable[[str], object]) -> list[str]:
    return [name for name in names if share_that_fits(rows[name], fits) >= _ENOUGH]


def _named_zone(names: Sequence[str], titles: Sequence[str]) -> str:
    """The one zone that headings of a grid or titles name; "" where none or several do."""
    found = {
        _bare(zone) for name in names if _OF_SQUARES.search(name) for zone, _ in _IN_HEADING.findall(name)
    }
    if not found:
        matches = [match for title in titles for match in _ZONE_IN_TITLE.findall(title)]
        found = {_bare(one or other) for one, other in matches}
    return found.pop() if len(found) == 1 else ""


def _bare(zone: str) -> str:
    return zone.replace(" ", "").upper()


def _digits(rows: pd.DataFrame, names: Sequence[str], first: Sequence[str]) -> _Digits | None:
    """The columns of easting and northing that belong to a square; None without them."""
    others = [name for name in names if name not in first]
    metres = [name for name in others if share_that_fits(rows[name], _METRES.fullmatch) >= _ENOUGH]
    east, north = (
        next((name for name in metres if words & {*words_of_part(name)}), "") for words in (_EAST, _NORTH)
    )
    if east and north and east != north:
        return _Digits((east, north))
    after = names.index(first[-1]) + 1
    whole = [
        name
        for name in others
        if (name in names[after : after + 1] or _OF_GRID.search(name))
        and share_that_fits(rows[name], _has_both) >= _ENOUGH
    ]
    if whole:
        return _Digits((whole[0],))
    beside = [name for name in names[after : after + 2] if name in metres and _OF_GRID.search(name)]
    return _Digits((beside[0], beside[1])) if len(beside) == 2 else None


def _has_both(cell: str) -> bool:
    found = _BOTH.fullmatch(cell)
    if found is None or _YEAR.fullmatch(cell):
        return False
    return found[1] is None or len(found[1]) == len(found[2])


def prefixed(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    """Columns of references without the zone or the square that their heading names."""
    for column in map(str, rows.columns):
        found = _IN_HEADING.search(column)
        if not found:
            continue
        if _GRID_WORD.search(column):
            shape = _SHORT_REFERENCE if found[2] else _SQUARE_REFERENCE
        elif _UTM.search(column):
            shape = _METRES_OF_UTM
        else:
            continue
        cells = rows[column].str.strip()
        is_short = cells.str.fullmatch(shape)
        if is_short.any():
            prefix = "".join(filter(None, found.groups())).replace(" ", "")
            yield column, prefix, cells.where(~is_short, prefix + " " + cells)
