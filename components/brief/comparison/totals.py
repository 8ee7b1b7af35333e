"""The totals of a comparison under its maps: a line for each side and one for their difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from components.brief.comparison.contents import ComparedBrief
from components.brief.map.sheet_rows import LEADING, Row, Scale, Sheet
from components.brief.map.sheet_text import PALETTE, wrapped
from data.wording.comparisons.difference import signed, totals_named
from data.wording.phrases import people

_PEOPLE: Final = ("killed", "injured")
_WEIGHTS: Final = {True: 3.0, False: 1.3}
"""How wide a column is beside the others, by whether it counts people, which have ranges."""
_SIDE_WEIGHT: Final = 0.7
_GAP: Final = 0.8
"""Between columns, as a part of the text's size."""


def table_cells(brief: ComparedBrief) -> list[list[str]]:
    """The header, A, B and B − A, a column each of the totals that the comparison asks for."""
    lines = totals_named(brief.comparison)
    return [
        ["", *(name for name, _line in lines)],
        ["A", *(people(line.a) for _name, line in lines)],
        ["B", *(people(line.b) for _name, line in lines)],
        ["B − A", *(signed(line) for _name, line in lines)],
    ]


def totals_rows(brief: ComparedBrief, width: float, scale: Scale) -> list[Row]:
    """The same as rows of a sheet, each with a line above it; a cell that is too wide breaks into lines."""
    weights = [
        _SIDE_WEIGHT,
        *(_WEIGHTS[line.measure in _PEOPLE] for line in brief.comparison.chosen_totals),
    ]
    widths = [width * weight / sum(weights) for weight in weights]
    header, *sides = table_cells(brief)
    return [
        _row(header, widths, scale.text, is_bold=True),
        *(_row(cells, widths, scale.text, is_bold=cells is sides[-1]) for cells in sides),
    ]


def _row(cells: Sequence[str], widths: Sequence[float], size: float, is_bold: bool) -> Row:
    gap = size * _GAP
    broken = [
        wrapped(cell, size, width - gap, is_bold or not at)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    lines = max(len(cell) for cell in broken)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.line((x, x + sum(widths)), top, color=PALETTE.line, linewidth=0.5)
        for at, cell in enumerate(broken):
            for number, line in enumerate(cell):
                baseline = top + size * (1.15 + LEADING * number)
                sheet.text(x + sum(widths[:at]), baseline, line, size, PALETTE.text, is_bold or not at)

    return Row(size * (LEADING * lines + 0.35), draw)
