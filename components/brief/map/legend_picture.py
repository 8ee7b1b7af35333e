"""What stands around a picture of the map: headline, legend and the lines that every output carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from components.brief.contents import Brief
from components.brief.map.legend_lines import DrawMark, line_entries
from components.brief.map.sheet_rows import LEADING, Row, Scale, Sheet, text_rows
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, printable, text_width, wrapped
from components.map.legend import (
    RING_PX,
    cell_diameters,
    diameters,
    range_text,
)
from components.map.legend_words import (
    colour_note,
    nothing_shaded,
    outcomes_in_words,
    shade_heading,
    size_heading,
)
from components.theme import outcome_colour
from data.filters.on_map.shade_classes import shade_classes
from data.filters.summary import Summary
from data.language import number_text, short_number_text
from data.recorded_areas.drawing import kinds_drawn
from data.wording.phrases import DISCLAIMER, SAFETY_LINE

_SIZES_SHOWN: Final = (1, 5, 15)


def header(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """The message as title, dataset and filter in words, and the headline figures with their ranges."""
    size = scale.text
    about = f"{brief.title} · {brief.filter_text}"
    return [
        *text_rows(brief.message, size * 1.6, width, PALETTE.text, is_bold=True, most=3),
        *text_rows(about, size * 1.1, width, PALETTE.quiet_text, most=4),
        _gap(size * 0.35),
        *_figures(brief, width, size),
    ]


def footer(brief: Brief, width: float, scale: Scale, map_note: str) -> list[Row]:
    """Safety line, edition, disclaimer, how the map is projected, attribution."""
    size = max(SMALLEST_TEXT, scale.text * 0.88)
    about_map, about_data = (
        f"{DISCLAIMER} {map_note}.",
        f"{brief.attribution} · {brief.edition_text}",
    )
    apart = [
        row for text in (about_map, about_data) for row in text_rows(text, size, width, PALETTE.quiet_text)
    ]
    joined = text_rows(f"{about_map} {about_data}", size, width, PALETTE.quiet_text)
    safety = text_rows(SAFETY_LINE, scale.text, width, PALETTE.text, is_bold=True)
    return [*safety, *min(apart, joined, key=len)]


def drawn_rows(texts: Iterable[str], width: float, scale: Scale) -> list[Row]:
    """How many incidents are on the map, as the first block of a legend."""
    return [row for text in texts for row in text_rows(text, scale.text, width, PALETTE.text)]


def legend_blocks(
    brief: Brief, width: float, scale: Scale, marks_chosen: bool, fullest: int | None = None
) -> list[list[Row]]:
    """Circles, sizes and districts: a heading and its entries each.

    `fullest` are the casualties of the largest circles where these are cells, and None where they are incidents.
    """
    circles = _circles(brief.summary, scale, width, marks_chosen, is_cells=fullest is not None)
    heading = size_heading(brief.dataset, brief.summary.chooses_people)
    if not heading:
        return [circles, _districts(brief, scale, width)]
    sizes = _sizes(heading, scale, width) if fullest is None else _cell_sizes(heading, scale, width, fullest)
    return [circles, sizes, _districts(brief, scale, width)]


def lines_block(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """Recorded areas and reference lines under a heading; nothing where none are drawn."""
    entries = line_entries(brief, scale)
    heading = "Recorded areas" if kinds_drawn(brief.dataset) else "Reference lines"
    return _block(heading, entries, scale, width) if entries else []


def lines_row(brief: Brief, width: float, scale: Scale) -> list[Row]:
    """Recorded areas and reference lines beside each other, or under each other where they need more than the width."""
    entries, indent = line_entries(brief, scale), scale.text * 2.4
    if not entries:
        return []
    lengths = [indent + text_width(printable(text), scale.text) + scale.text * 1.5 for _, text in entries]
    lines: list[list[int]] = [[]]
    for at, length in enumerate(lengths):
        if lines[-1] and sum(lengths[each] for each in lines[-1]) + length > width:
            lines.append([])
        lines[-1].append(at)
    return [
        row
        for line in lines
        for row in _beside([entries[at] for at in line], lengths[line[0] :], scale, width)
    ]


def _beside(
    entries: list[tuple[DrawMark, str]], lengths: list[float], scale: Scale, width: float
) -> list[Row]:
    """Entries beside each other; one alone in as many rows as it needs."""
    if len(entries) == 1:
        return _entry(*entries[0], scale, width)
    rows = [_entry(draw, text, scale, width)[0] for draw, text in entries]

    def draw_all(sheet: Sheet, x: float, top: float) -> None:
        for row, length in zip(rows, lengths, strict=False):
            row.draw(sheet, x, top)
            x += length

    return [Row(rows[0].height, draw_all)]


def _circles(summary: Summary, scale: Scale, width: float, marks_chosen: bool, is_cells: bool) -> list[Row]:
    diameter = 11 * scale.mark

    def dot(worst: str) -> DrawMark:
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

    entries: list[tuple[DrawMark, str]] = [
        (dot(worst), words) for worst, words in outcomes_in_words(summary.dataset).items()
    ]
    if not is_cells:
        entries.append((ring, "ring: near this place"))
    if marks_chosen:
        entries.append((chosen, "the selected incident"))
    heading = "Circle: all incidents of a small area" if is_cells else "Circle: incidents at a place"
    note = (
        text_rows(colour_note(summary.chooses_people), scale.text, width, PALETTE.quiet_text)
        if summary.chooses_people
        else []
    )
    return [*_block(heading, entries, scale, width), *note]


def _sizes(heading: str, scale: Scale, width: float) -> list[Row]:
    shown = [(float(diameters(people)), str(people)) for people in _SIZES_SHOWN]
    note = "A number is the count of incidents at one point; where it does not fit, a line joins it to its circle. Covered circles have none."
    return _size_rows(heading, shown, note, scale, width)


def _cell_sizes(heading: str, scale: Scale, width: float, fullest: int) -> list[Row]:
    shown = [people for people in (fullest // 20, fullest // 4, fullest) if people]
    sizes = cell_diameters(shown, fullest).tolist()
    note = "It stands at the mean of their places. A number counts the incidents; small circles have none."
    for write in (number_text, short_number_text):
        texts = [*map(write, shown[:-1]), f"≥ {write(fullest)}"]
        if _size_width(sizes, texts, scale) <= width:
            break
    return _size_rows(heading, [*zip(sizes, texts, strict=True)], note, scale, width)


def _size_width(diameters_px: list[float], texts: list[str], scale: Scale) -> float:
    """Of circles with texts beside them, as `_size_rows` draws them."""
    apart = 0.35 * len(texts) + 1.2 * (len(texts) - 1)
    letters = sum(text_width(text, scale.text) for text in texts)
    return sum(diameters_px) * scale.mark + letters + apart * scale.text


def _size_rows(
    heading: str, shown: list[tuple[float, str]], note: str, scale: Scale, width: float
) -> list[Row]:
    """Circles of these diameters in pixels with the people that they stand for, and a note."""
    size = scale.text
    height = max(diameter for diameter, _ in shown) * scale.mark + size * 0.5

    def draw(sheet: Sheet, x: float, top: float) -> None:
        for diameter_px, people in shown:
            diameter = diameter_px * scale.mark
            sheet.circle(x + diameter / 2, top + height / 2, diameter, color=PALETTE.quiet_text)
            x += diameter + size * 0.35
            sheet.text(x, top + height / 2 + size * 0.36, people, size, PALETTE.text)
            x += text_width(people, size) + size * 1.2

    return [
        *_heading(heading, scale, width),
        Row(height, draw),
        *text_rows(note, size, width, PALETTE.quiet_text),
    ]


def _districts(brief: Brief, scale: Scale, width: float) -> list[Row]:
    measure = brief.view.measure
    ranges, heading = (
        shade_classes(brief.dataset, measure),
        shade_heading(measure, brief.summary.chooses_people),
    )
    if not ranges:
        nothing = text_rows(nothing_shaded(brief.dataset, measure), scale.text, width, PALETTE.quiet_text)
        return [*_heading(heading, scale, width), *nothing]

    def swatch(colour: str) -> DrawMark:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            box = (x - scale.text * 0.8, y - scale.text * 0.48, scale.text * 1.6, scale.text * 0.96)
            sheet.rectangle(*box, facecolor=colour, edgecolor=PALETTE.shaded_line, linewidth=0.5)

        return draw

    ramp = PALETTE.district_ramp[: len(ranges)]
    entries = [(swatch(colour), range_text(*ends)) for colour, ends in zip(ramp, ranges, strict=True)]
    return _block(heading, entries, scale, width)


def _block(heading: str, entries: Iterable[tuple[DrawMark, str]], scale: Scale, width: float) -> list[Row]:
    rows = _heading(heading, scale, width)
    for draw, text in entries:
        rows += _entry(draw, text, scale, width)
    return rows


def _heading(text: str, scale: Scale, width: float) -> list[Row]:
    return text_rows(text, scale.text, width, PALETTE.text, is_bold=True)


def _entry(draw_mark: DrawMark, text: str, scale: Scale, width: float) -> list[Row]:
    indent, size = scale.text * 2.4, scale.text
    lines = wrapped(text, size, width - indent)
    first = max(size * LEADING * 1.08, 14.5 * scale.mark)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        draw_mark(sheet, x + indent * 0.4, top + first / 2)
        for number, line in enumerate(lines):
            baseline = top + first / 2 + size * 0.36 + number * size * LEADING
            sheet.text(x + indent, baseline, line, size, PALETTE.text)

    return [Row(first + (len(lines) - 1) * size * LEADING, draw)]


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
    for figure in brief.figures:
        number, after = printable(figure.number), f"{figure.word} {printable(figure.remark)}".strip()
        written = [
            (figure.lead, ordinary, PALETTE.text, False),
            (number, large, colours.get(figure.kind, PALETTE.text), True),
            (after, ordinary, PALETTE.text, False),
        ]
        parts = [part for part in written if part[0]]
        wide = sum(text_width(text, size, bold) for text, size, _, bold in parts) + ordinary * 0.45
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        for text, size, colour, bold in parts:
            lines[-1].append((x, text, size, colour, bold))
            x += text_width(text, size, bold) + ordinary * 0.45
        x += ordinary
    return lines


def _gap(height: float) -> Row:
    return Row(height, lambda _sheet, _x, _top: None)
