"""The chart of a brief as a picture or a drawing, for documents that write the rest."""

from __future__ import annotations

import math
from typing import Final

from matplotlib.figure import Figure

from components.brief.chart.bars import Bars
from components.brief.contents import Brief
from components.brief.map.picture import Ending, picture
from components.brief.map.sheet_rows import Sheet
from components.brief.map.sheet_text import MM, PALETTE, text_width, wrapped

_SIZE: Final = 7.5
"""Points of the chart's type."""
_ROW: Final = 11.0
"""Points of a bar by actor with the gap to the next."""
_HEAD: Final = 14.0
_COLUMNS_MM: Final = 27.0
_COLOURS: Final = {"killed": PALETTE.killed, "injured": PALETTE.injured}


def chart_height_mm(bars: Bars) -> float:
    """How tall a chart has to be."""
    return (_HEAD + _ROW * len(bars.categories)) / MM if bars.by == "actor" else _COLUMNS_MM


def chart_picture(brief: Brief, bars: Bars, ending: Ending, width_mm: float, dpi: int = 250) -> bytes:
    """A file with the bars under their title, in light colours; the same bars always give the same bytes."""
    paper = PALETTE.panel if ending == "png" else "none"
    draw = _draw_rows if bars.by == "actor" else _draw_columns

    def compose(figure: Figure) -> None:
        sheet = Sheet(figure)
        _draw_head(sheet, bars)
        draw(sheet, bars)

    return picture(brief, ending, width_mm, chart_height_mm(bars), dpi, compose, paper)


def _draw_head(sheet: Sheet, bars: Bars) -> None:
    """The title, and at the right end what the colours mean."""
    x = sheet.width
    for outcome in reversed(bars.series):
        x -= text_width(outcome, _SIZE)
        sheet.text(x, _SIZE, outcome, _SIZE, PALETTE.text)
        x -= _SIZE * 1.2
        sheet.rectangle(x, _SIZE * 0.25, _SIZE * 0.8, _SIZE * 0.8, facecolor=_COLOURS[outcome])
        x -= _SIZE
    sheet.text(
        0, _SIZE, wrapped(bars.title, _SIZE, x, is_bold=True, most=1)[0], _SIZE, PALETTE.text, is_bold=True
    )


def _draw_rows(sheet: Sheet, bars: Bars) -> None:
    """Bars by actor: killed and injured one after the other, their numbers at the end."""
    names = [wrapped(name, _SIZE, sheet.width * 0.36, most=1)[0] for name, _ in bars.categories]
    left = max(text_width(name, _SIZE) for name in names) + _SIZE
    totals = [sum(numbers) for numbers in zip(*bars.series.values(), strict=True)]
    a_person = (sheet.width - left - 18 * _SIZE) / max(totals)
    for row, (name, numbers) in enumerate(zip(names, zip(*bars.series.values(), strict=True), strict=True)):
        y = _HEAD + row * _ROW
        sheet.text(left - _SIZE * 0.6, y + _SIZE, name, _SIZE, PALETTE.text, horizontalalignment="right")
        x = left
        for outcome, number in zip(bars.series, numbers, strict=True):
            if number:
                sheet.rectangle(x, y + 0.8, number * a_person, _ROW - 2.6, facecolor=_COLOURS[outcome])
            x += number * a_person
        words = ", ".join(
            f"{number:,} {outcome}" for outcome, number in zip(bars.series, numbers, strict=True) if number
        )
        sheet.text(x + _SIZE * 0.5, y + _SIZE, words, _SIZE, PALETTE.text)


def _draw_columns(sheet: Sheet, bars: Bars) -> None:
    """Columns by month or year over a scale, injured on top of killed."""
    groups = any(group for _, group in bars.categories)
    bottom = sheet.height - _SIZE * (2.6 if groups else 1.4)
    totals = [sum(numbers) for numbers in zip(*bars.series.values(), strict=True)]
    step = _step(max(totals))
    top = math.ceil(max(totals) / step) * step
    left = text_width(f"{top:,}", _SIZE) + _SIZE * 0.6
    a_person = (bottom - _HEAD - _SIZE * 0.4) / top
    for value in range(0, top + 1, step):
        y = bottom - value * a_person
        sheet.line((left, sheet.width), y, color=PALETTE.line if value else PALETTE.quiet_text, linewidth=0.5)
        sheet.text(
            left - _SIZE * 0.4,
            y + _SIZE * 0.36,
            f"{value:,}",
            _SIZE,
            PALETTE.quiet_text,
            horizontalalignment="right",
        )
    wide = (sheet.width - left) / len(totals)
    bar = min(wide * 0.72, 26.0)
    for at, numbers in enumerate(zip(*bars.series.values(), strict=True)):
        y = bottom
        for outcome, number in zip(bars.series, numbers, strict=True):
            y -= number * a_person
            x = left + (at + 0.5) * wide - bar / 2
            if number:
                sheet.rectangle(x, y, bar, number * a_person, facecolor=_COLOURS[outcome], zorder=3)
    _draw_names(sheet, bars, left, wide, bottom)


def _draw_names(sheet: Sheet, bars: Bars, left: float, wide: float, bottom: float) -> None:
    """The names under the columns, some left out where there is no room, and under months their year."""
    longest = max(text_width(name, _SIZE) for name, _ in bars.categories) + _SIZE * 0.6
    every = max(1, math.ceil(longest / wide))
    shown = ""
    for at, (name, group) in enumerate(bars.categories):
        x = left + (at + 0.5) * wide
        if at % every == 0:
            sheet.text(x, bottom + _SIZE * 1.15, name, _SIZE, PALETTE.text, horizontalalignment="center")
        if group != shown:
            sheet.text(
                x, bottom + _SIZE * 2.35, group, _SIZE, PALETTE.quiet_text, horizontalalignment="center"
            )
            shown = group


def _step(highest: int) -> int:
    """Between the lines of a scale with at most four of them: 1, 2 or 5 times a power of ten."""
    least = max(1, math.ceil(highest / 4))
    ten = int("1" + "0" * (len(str(least)) - 1))
    return next(factor * ten for factor in (1, 2, 5, 10) if factor * ten >= least)
