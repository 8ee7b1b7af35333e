"""A sheet and the rows that it is set in.

Each row knows its height and how to draw itself, so that a column can be measured before it is
drawn. Lengths are points (1/72 inch), y counts from the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

from components.brief.map.sheet_text import MM, SMALLEST_TEXT, font_of, wrapped

LEADING: Final = 1.28
"""From line to line, as a part of the text's size."""


class Sheet:
    """A figure to write and draw on in points from its upper left corner."""

    def __init__(self, figure: Figure) -> None:
        width, height = figure.get_size_inches() * 72
        self.width, self.height = float(width), float(height)
        self.axes = figure.add_axes((0, 0, 1, 1), zorder=2)
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, self.width), ylim=(self.height, 0))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        colour: str,
        is_bold: bool = False,
        **more: Any,
    ) -> None:
        """Write printable text, nothing in it being a formula."""
        self.axes.add_artist(
            Text(
                x,
                baseline,
                text,
                color=colour,
                fontproperties=font_of(size, is_bold),
                parse_math=False,
                verticalalignment="baseline",
                **more,
            )
        )

    def circle(self, x: float, y: float, diameter: float, **style: Any) -> None:
        self.axes.add_patch(Circle((x, y), diameter / 2, **({"linewidth": 0} | style)))

    def rectangle(self, x: float, y: float, width: float, height: float, **style: Any) -> None:
        self.axes.add_patch(Rectangle((x, y), width, height, **({"linewidth": 0} | style)))

    def line(self, xs: tuple[float, float], y: float, **style: Any) -> None:
        self.axes.add_line(Line2D(xs, (y, y), **style))


@dataclass(frozen=True)
class Row:
    """One line of a column."""

    height: float
    draw: Callable[[Sheet, float, float], None]
    """Draw on a sheet, from x and the row's top."""


def height_of(rows: Iterable[Row]) -> float:
    """Points of the rows under each other."""
    return sum(row.height for row in rows)


def draw_rows(sheet: Sheet, rows: Iterable[Row], x: float, top: float) -> float:
    """Draw the rows under each other; where the last one ends."""
    for row in rows:
        row.draw(sheet, x, top)
        top += row.height
    return top


def text_rows(
    text: str, size: float, width: float, colour: str, is_bold: bool = False, most: int = 9
) -> list[Row]:
    """A text as rows of wrapped lines."""

    def row(line: str) -> Row:
        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.text(x, top + size, line, size, colour, is_bold)

        return Row(size * LEADING, draw)

    return [row(line) for line in wrapped(text, size, width, is_bold, most)]


@dataclass(frozen=True)
class Scale:
    """How large things are on a sheet."""

    text: float
    """Points of ordinary text."""
    mark: float
    """Points of a pixel of the screen's circles."""


def scale_of(width: float, height: float) -> Scale:
    """Sizes for a sheet of this many points: those of the screen on a sheet of 240 mm, never unreadable."""
    part = min(1.15, max(0.5, (width * height) ** 0.5 / (190 * MM)))
    return Scale(text=max(SMALLEST_TEXT, 7.6 * part), mark=0.75 * max(0.6, min(1.0, part)))
