"""What stands around a picture of the map: headline, legend and the lines that every output carries.

A sheet is set in rows: each knows its height and how to draw itself, so that a column can be
measured before it is drawn. Lengths are points (1/72 inch), y counts from the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

from components.brief.contents import Brief
from components.map_figure import RING_PX
from components.map_legend import MEASURES, classes, diameters, highest, shade_of
from components.theme import PALETTES, Palette, outcome_colour
from data.districts import layer
from data.wording import DISCLAIMER, SAFETY_LINE

PALETTE: Final[Palette] = PALETTES["light"]
"""Paper is light, whatever the screen was."""

MM: Final = 72 / 25.4
"""Points in a millimetre."""

SMALLEST_TEXT: Final = 6.5
"""Points; smaller is not read in print."""

FONTS: Final = {
    is_bold: Path(matplotlib.get_data_path(), "fonts", "ttf", name)
    for is_bold, name in ((False, "DejaVuSans.ttf"), (True, "DejaVuSans-Bold.ttf"))
}
"""DejaVu Sans comes with Matplotlib and has Latin with ə, Cyrillic and Armenian."""

DASHES: Final[dict[str, tuple[float, ...]]] = {"line_of_contact_1994": (3.0, 2.0), "oblast_1991": (1.0, 1.5)}
"""Reference lines by identifier, in widths of the line."""

_LEADING: Final = 1.28
_SIZES_SHOWN: Final = (1, 5, 15)
_NO_GLYPH: Final = "\N{WHITE SQUARE}"


@lru_cache(maxsize=4096)
def _advance(letter: str, is_bold: bool) -> float:
    """Width of a letter as a part of the font's size."""
    font = get_font(str(FONTS[is_bold]))
    return float(font.load_char(ord(letter), LoadFlags.NO_SCALE).horiAdvance) / float(font.units_per_EM)


@lru_cache(maxsize=2)
def _letters(is_bold: bool) -> frozenset[int]:
    return frozenset(get_font(str(FONTS[is_bold])).get_charmap())


def printable(text: str) -> str:
    """The text on one line, with a square for every letter that the font lacks."""
    known = _letters(False) & _letters(True)
    return "".join(
        letter if ord(letter) in known and letter.isprintable() else _NO_GLYPH
        for letter in " ".join(text.split())
    )


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """Width in points of printable text."""
    return size * sum(_advance(letter, is_bold) for letter in text)


def wrapped(text: str, size: float, width: float, is_bold: bool = False, most: int = 9) -> list[str]:
    """Printable lines no wider than `width`; after `most` lines the text ends with "…"."""
    lines: list[str] = []
    for word in printable(text).split(" "):
        for piece in _pieces(word, size, width, is_bold):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and text_width(longer, size, is_bold) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last} …", size, is_bold) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last} …"]
    return lines


def _pieces(word: str, size: float, width: float, is_bold: bool) -> Iterable[str]:
    """The word, cut where it is wider than a line."""
    while word and text_width(word, size, is_bold) > width:
        end = 1
        while text_width(word[: end + 1], size, is_bold) <= width:
            end += 1
        yield word[:end]
        word = word[end:]
    if word:
        yield word


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


def font_of(size: float, is_bold: bool = False) -> FontProperties:
    """The font that ships with Matplotlib, whatever the machine has."""
    return FontProperties(fname=str(FONTS[is_bold]), size=size)


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


def header(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """Title, filter in words and headline figures."""
    size = scale.text
    return [
        *_text_rows(brief.title, size * 1.6, width, PALETTE.text, is_bold=True, most=3),
        *_text_rows(brief.filter_text, size * 1.1, width, PALETTE.quiet_text, most=3),
        _gap(size * 0.35),
        *_figures(brief, width, size),
    ]


def footer(brief: Brief, width: float, scale: Scale, map_note: str) -> list[Row]:
    """Safety line, edition, disclaimer, how the map is projected, attribution."""
    size = max(SMALLEST_TEXT, scale.text * 0.88)
    about_map, about_data = f"{DISCLAIMER} {map_note}.", f"{brief.dataset.attribution} · {brief.edition_text}"
    apart = [
        row for text in (about_map, about_data) for row in _text_rows(text, size, width, PALETTE.quiet_text)
    ]
    joined = _text_rows(f"{about_map} {about_data}", size, width, PALETTE.quiet_text)
    safety = _text_rows(SAFETY_LINE, scale.text, width, PALETTE.text, is_bold=True)
    return [*safety, *min(apart, joined, key=len)]


def drawn_rows(texts: Iterable[str], width: float, scale: Scale) -> list[Row]:
    """How many incidents are on the map, as the first block of a legend."""
    return [row for text in texts for row in _text_rows(text, scale.text, width, PALETTE.text)]


def legend_blocks(brief: Brief, width: float, scale: Scale, marks_chosen: bool) -> list[list[Row]]:
    """Circles, sizes and districts: a heading and its entries each."""
    return [_circles(scale, width, marks_chosen), _sizes(scale, width), _districts(brief, scale, width)]


def lines_block(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """The reference lines under a heading; nothing where they are not drawn."""
    if not brief.view.lines:
        return []
    return _block("Reference lines", _line_entries(scale), scale, width)


def lines_row(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """The reference lines beside each other, or under each other where they need more than the width."""
    if not brief.view.lines:
        return []
    entries, indent = _line_entries(scale), scale.text * 2.4
    lengths = [indent + text_width(printable(text), scale.text) + scale.text * 1.5 for _, text in entries]
    if sum(lengths) > width:
        return [row for draw, text in entries for row in _entry(draw, text, scale, width)]
    rows = [_entry(draw, text, scale, width)[0] for draw, text in entries]

    def draw_all(sheet: Sheet, x: float, top: float) -> None:
        for row, length in zip(rows, lengths, strict=True):
            row.draw(sheet, x, top)
            x += length

    return [Row(rows[0].height, draw_all)]


def _circles(scale: Scale, width: float, marks_chosen: bool) -> list[Row]:
    diameter = 11 * scale.mark

    def dot(worst: str) -> _Draw:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            sheet.circle(x, y, diameter, color=outcome_colour(PALETTE, worst))

        return draw

    def ring(sheet: Sheet, x: float, y: float) -> None:
        colour = PALETTE.text
        sheet.circle(x, y, diameter * 0.85 + RING_PX * scale.mark, color=colour)
        sheet.circle(x, y, diameter * 0.85 + (RING_PX - 2.5) * scale.mark, color=PALETTE.map_halo)
        sheet.circle(x, y, diameter * 0.85, color=colour)

    def chosen(sheet: Sheet, x: float, y: float) -> None:
        line = {"edgecolor": PALETTE.accent, "linewidth": 2.5 * scale.mark}
        sheet.circle(x, y, diameter + 2.5 * scale.mark, facecolor="none", **line)

    entries: list[tuple[_Draw, str]] = [
        (dot("killed"), "someone killed"),
        (dot("injured"), "injured, nobody killed"),
        (dot(""), "no casualties"),
        (ring, "ring: near this place"),
    ]
    if marks_chosen:
        entries.append((chosen, "the selected incident"))
    return _block("Circle: incidents at a place", entries, scale, width)


def _sizes(scale: Scale, width: float) -> list[Row]:
    size, shown = scale.text, [float(diameters(people)) * scale.mark for people in _SIZES_SHOWN]
    height = max(shown) + size * 0.5

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for people, diameter in zip(_SIZES_SHOWN, shown, strict=True):
            sheet.circle(x + diameter / 2, top + height / 2, diameter, color=PALETTE.quiet_text)
            x += diameter + size * 0.35
            sheet.text(x, top + height / 2 + size * 0.36, str(people), size, PALETTE.text)
            x += text_width(str(people), size) + size * 1.2

    return [
        *_heading("Size: killed and injured", scale, width),
        Row(height, draw),
        *_text_rows(
            "A number counts the incidents at one point; hidden circles have none.",
            size,
            width,
            PALETTE.quiet_text,
        ),
    ]


def _districts(brief: Brief, scale: Scale, width: float) -> list[Row]:
    ranges = classes(highest(brief.summary, brief.view.measure))
    heading = f"District: {MEASURES[brief.view.measure].lower()}"
    if not ranges:
        nothing = _text_rows("none with this filter", scale.text, width, PALETTE.quiet_text)
        return [*_heading(heading, scale, width), *nothing]

    def swatch(colour: str) -> _Draw:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            box = (x - scale.text * 0.8, y - scale.text * 0.48, scale.text * 1.6, scale.text * 0.96)
            sheet.rectangle(*box, facecolor=colour, edgecolor=PALETTE.district_line, linewidth=0.5)

        return draw

    entries = [
        (
            swatch(PALETTE.district_ramp[shade_of(index, len(ranges))]),
            f"{low:,}" if low == high else f"{low:,}–{high:,}",
        )
        for index, (low, high) in enumerate(ranges)
    ]
    return _block(heading, entries, scale, width)


def _line_entries(scale: Scale) -> list[tuple[_Draw, str]]:
    def dashed(dash: tuple[float, ...]) -> _Draw:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            half = scale.text * 0.9
            style = {"color": PALETTE.reference_line, "linewidth": 1.2, "dash_capstyle": "butt"}
            sheet.line((x - half, x + half), y, linestyle=(0, dash), **style)

        return draw

    names = layer("reference_lines").set_index("line_id")["name_en"]
    return [(dashed(dash), str(names.get(line_id, line_id))) for line_id, dash in DASHES.items()]


_Draw = Callable[[Sheet, float, float], None]
"""Draws a mark around its middle."""


def _block(heading: str, entries: Iterable[tuple[_Draw, str]], scale: Scale, width: float) -> list[Row]:
    rows = _heading(heading, scale, width)
    for draw, text in entries:
        rows += _entry(draw, text, scale, width)
    return rows


def _heading(text: str, scale: Scale, width: float) -> list[Row]:
    return _text_rows(text, scale.text, width, PALETTE.text, is_bold=True)


def _entry(draw_mark: _Draw, text: str, scale: Scale, width: float) -> list[Row]:
    indent, size = scale.text * 2.4, scale.text
    lines = wrapped(text, size, width - indent)
    first = max(size * _LEADING * 1.08, 14.5 * scale.mark)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        draw_mark(sheet, x + indent * 0.4, top + first / 2)
        for number, line in enumerate(lines):
            baseline = top + first / 2 + size * 0.36 + number * size * _LEADING
            sheet.text(x + indent, baseline, line, size, PALETTE.text)

    return [Row(first + (len(lines) - 1) * size * _LEADING, draw)]


def _figures(brief: Brief, width: float, size: float) -> list[Row]:
    """The headline numbers in a row, smaller or in several rows where it is narrow; ranges in ordinary size."""
    for large, ordinary in ((2.0, 1.1), (1.6, 1.0)):
        sizes = size * large, max(SMALLEST_TEXT, size * ordinary)
        lines = _figure_lines(brief, width, *sizes)
        if len(lines) == 1:
            break

    def row(line: list[_Figure]) -> Row:
        def draw(sheet: Sheet, left: float, top: float) -> None:
            for offset, text, letter_size, colour, is_bold in line:
                sheet.text(left + offset, top + sizes[0] * 0.87, text, letter_size, colour, is_bold)

        return Row(sizes[0] * 1.17, draw)

    return [row(line) for line in lines]


_Figure = tuple[float, str, float, str, bool]
"""Where a piece of the headline begins, its text, size, colour and weight."""


def _figure_lines(brief: Brief, width: float, large: float, ordinary: float) -> list[list[_Figure]]:
    colours = {"killed": PALETTE.killed, "injured": PALETTE.injured}
    lines: list[list[_Figure]] = [[]]
    x = 0.0
    for figure, word in brief.figures:
        number, _, remark = printable(figure).partition(" ")
        parts = [
            (number, large, colours.get(word, PALETTE.text), True),
            (f"{word} {remark}".strip(), ordinary, PALETTE.text, False),
        ]
        wide = sum(text_width(text, size, bold) for text, size, _, bold in parts) + ordinary * 0.45
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        for text, size, colour, bold in parts:
            lines[-1].append((x, text, size, colour, bold))
            x += text_width(text, size, bold) + ordinary * 0.45
        x += ordinary
    return lines


def _text_rows(
    text: str, size: float, width: float, colour: str, is_bold: bool = False, most: int = 9
) -> list[Row]:
    def row(line: str) -> Row:
        def draw(sheet: Sheet, x: float, top: float) -> None:
            sheet.text(x, top + size, line, size, colour, is_bold)

        return Row(size * _LEADING, draw)

    return [row(line) for line in wrapped(text, size, width, is_bold, most)]


def _gap(height: float) -> Row:
    return Row(height, lambda _sheet, _x, _top: None)
