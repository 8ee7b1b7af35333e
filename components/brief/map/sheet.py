"""The sheet around a map: where the map stands, its legend, its notes and its scale bar."""

from __future__ import annotations

from typing import Final

from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from components.brief.contents import Brief
from components.brief.map import ground_map as ground_map_drawing
from components.brief.map.canvas import MapCanvas, MapFrame, detail_on
from components.brief.map.circles import draw_chosen, draw_circles, draw_numbers
from components.brief.map.ground import Box, Ground, ground_of, scale_bar
from components.brief.map.labels import draw_labels
from components.brief.map.layers import (
    draw_areas,
    draw_graticule,
    draw_land,
    draw_lines,
    draw_selection,
    draw_shading,
    draw_waters,
    write_degrees,
)
from components.brief.map.legend_picture import (
    drawn_rows,
    footer,
    header,
    legend_blocks,
    lines_block,
    lines_row,
)
from components.brief.map.sheet_rows import Row, Scale, Sheet, draw_rows, height_of, scale_of
from components.brief.map.sheet_text import MM, PALETTE, SMALLEST_TEXT, text_width
from components.map.ground.layers import shaded_districts
from data.filters.on_map.level_of_detail import needs_a_view
from data.filters.on_map.outside import drawn_outside

_OUTSIDE: Final = "{:,} of those on the map lie outside this frame"


def compose(brief: Brief, figure: Figure, furniture: bool, legend: bool) -> None:
    """Lay out the sheet and draw its parts: the legend beside the map, or below it on a narrow sheet."""
    sheet = Sheet(figure)
    scale = scale_of(sheet.width, sheet.height)
    margin = 5 * MM if furniture else 0.0
    inner = sheet.width - 2 * margin
    top, bottom = margin, sheet.height - margin
    if furniture:
        top = draw_rows(sheet, header(brief, inner, scale), margin, top) + scale.text * 0.4
        # A latitude takes the same room wherever it is.
        lines = footer(brief, inner, scale, projection_note(40.0))
        bottom -= height_of(lines) + scale.text * 0.5
    room = margin, top, margin + inner, bottom
    if legend:
        drawn = _with_legend(brief, sheet, room, scale, furniture)
    else:
        drawn = MapFrame(margin, top, ground_of(brief, inner, bottom - top))
    draw_map(MapCanvas(brief, sheet, drawn, scale), has_scale_bar=legend)
    if furniture:
        note = projection_note(drawn.ground.latitude)
        draw_rows(sheet, footer(brief, inner, scale, note), margin, bottom + scale.text * 0.5)


def _with_legend(brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool) -> MapFrame:
    """Draw the legend in a column at the right, on a low or narrow sheet at the bottom too."""
    left, top, right, bottom = room
    if right - left >= 1.1 * (bottom - top):
        for notes_below in (False, True):
            if drawn := _beside(brief, sheet, room, scale, has_counts, notes_below):
                return drawn
    return _below(brief, sheet, room, scale, has_counts)


def _beside(
    brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool, notes_below: bool
) -> MapFrame | None:
    """The legend in a column, its notes in it or below the map; None where it does not suit the room."""
    left, top, right, bottom = room
    width = min(0.36 * (right - left), scale.text * 20)
    gap = scale.text * 0.8
    if notes_below:
        bottom -= _notes_height(brief, right - left, scale, has_counts) + gap * 0.6
    ground = ground_of(brief, right - left - width - 1.6 * gap, bottom - top)
    blocks = legend_blocks(
        brief, width, scale, brief.chosen is not None, detail_on(brief, ground, scale).fullest
    )
    if not notes_below:
        blocks.insert(0, drawn_rows(_counts(brief, ground, has_counts), width, scale))
        blocks += [lines_block(brief, width, scale)]
    blocks = [rows for rows in blocks if rows]
    free_px = bottom - top - sum(height_of(rows) for rows in blocks)
    is_mostly_empty = free_px > 0.45 * (bottom - top) and right - left < 1.5 * (bottom - top)
    gap = min(gap, free_px / len(blocks))
    if gap < 2.0 or is_mostly_empty:
        return None
    y = top
    for rows in blocks:
        y = draw_rows(sheet, rows, right - width, y) + gap
    if notes_below:
        draw_rows(
            sheet, _notes(brief, ground, right - left, scale, has_counts), left, bottom + scale.text * 0.5
        )
    return MapFrame(left, top, ground)


def _below(brief: Brief, sheet: Sheet, room: Box, scale: Scale, has_counts: bool) -> MapFrame:
    """The legend in three columns under the map."""
    left, top, right, bottom = room
    gap = scale.text * 1.2
    width = (right - left - 2 * gap) / 3
    has_chosen = brief.chosen is not None
    # Whether the map shows cells follows from its height, and this from the legend's.
    may_be = [None, 1] if needs_a_view(brief.summary) else [None]
    legend_top = bottom - max(
        height_of(rows)
        for fullest in may_be
        for rows in legend_blocks(brief, width, scale, has_chosen, fullest)
    )
    notes_top = legend_top - _notes_height(brief, right - left, scale, has_counts) - scale.text * 0.4
    ground = ground_of(brief, right - left, notes_top - top - scale.text * 0.5)
    columns = legend_blocks(brief, width, scale, has_chosen, detail_on(brief, ground, scale).fullest)
    draw_rows(sheet, _notes(brief, ground, right - left, scale, has_counts), left, notes_top)
    for number, rows in enumerate(columns):
        draw_rows(sheet, rows, left + number * (width + gap), legend_top)
    return MapFrame(left, top, ground)


def _notes(brief: Brief, ground: Ground, width: float, scale: Scale, has_counts: bool) -> list[Row]:
    """What is drawn and what the lines are, over the whole width."""
    return _note_rows(brief, _counts(brief, ground, has_counts), width, scale)


def _notes_height(brief: Brief, width: float, scale: Scale, has_counts: bool) -> float:
    """The most that the notes need, whatever ground the map then shows."""
    counts = [brief.drawn_text] if has_counts else []
    if brief.view.zoom is not None:
        counts.append(_OUTSIDE.format(brief.summary.drawn))
    return height_of(_note_rows(brief, counts, width, scale))


def _note_rows(brief: Brief, counts: list[str], width: float, scale: Scale) -> list[Row]:
    return [*drawn_rows(["; ".join(counts)] if counts else [], width, scale), *lines_row(brief, width, scale)]


def _counts(brief: Brief, ground: Ground, has_counts: bool) -> list[str]:
    return [*([brief.drawn_text] if has_counts else []), *outside(brief, ground)]


def outside(brief: Brief, ground: Ground) -> list[str]:
    """A sentence when the view leaves drawn incidents off the map; otherwise nothing."""
    seen = ground.cut(shaded_districts(brief.dataset), margin=0.0)["adm1_iso"]
    incidents = drawn_outside(brief.summary, ground.shares, [*map(str, seen)])
    return [_OUTSIDE.format(incidents)] if incidents else []


def projection_note(latitude: float) -> str:
    """How the map is projected, and where its scale bar holds."""
    side = "S" if latitude < 0 else "N"
    return f"Web Mercator projection, scale bar true at {abs(latitude):.1f}° {side}"


def draw_map(drawn: MapCanvas, has_scale_bar: bool) -> None:
    """Everything on the map, from the sea up to its frame."""
    draw_land(drawn)
    ground_map = drawn.brief.drawn_ground_map
    features = ground_map_drawing.features_on(drawn, ground_map) if ground_map else []
    if ground_map:
        draw_waters(drawn)
        ground_map_drawing.draw_areas(drawn, ground_map, features)
    draw_shading(drawn)
    if ground_map:
        ground_map_drawing.draw_roads(drawn, features)
    else:
        draw_waters(drawn)
    draw_graticule(drawn)
    draw_lines(drawn)
    draw_areas(drawn)
    draw_selection(drawn)
    draw_circles(drawn)
    draw_chosen(drawn)
    if not drawn.brief.summary.incidents:
        _draw_nothing_matches(drawn)
    if has_scale_bar:
        _draw_scale_bar(drawn)
    # Names first: a number finds room on its own circle, the name of a district that is full of them finds no other.
    draw_labels(drawn, ground_map_drawing.names_on(features, drawn.brief.map_names))
    draw_numbers(drawn)
    write_degrees(drawn)
    frame = Rectangle((0, 0), drawn.ground.width, drawn.ground.height, fill=False)
    drawn.add(frame, edgecolor=PALETTE.country_line, linewidth=1.0, clip_on=True)


def _draw_nothing_matches(drawn: MapCanvas) -> None:
    size, text = drawn.scale.text * 1.15, "No incident matches this filter."
    half = text_width(text, size, is_bold=True) / 2 + size, size * 1.1
    x, y = drawn.ground.width / 2, drawn.ground.height - half[1] - size
    box = Rectangle((x - half[0], y - half[1]), 2 * half[0], 2 * half[1])
    drawn.add(box, facecolor=PALETTE.panel, edgecolor=PALETTE.line, linewidth=0.6)
    drawn.room.take((x, y), half)
    drawn.write(x, y, text, size, PALETTE.text, is_bold=True)


def _draw_scale_bar(drawn: MapCanvas) -> None:
    """The scale bar with an arrow to the north beside it, which is up on every map."""
    length, text = scale_bar(drawn.ground)
    size = max(SMALLEST_TEXT, drawn.scale.text * 0.92)
    arrow = size * 1.5
    half = (max(length, text_width(text, size)) + arrow) / 2 + 3, size * 1.05
    away = 2.2 * MM
    xs = away + half[0], drawn.ground.width - away - half[0]
    ys = away + half[1], drawn.ground.height - away - half[1]
    corners = [(x, y) for y in ys for x in xs]
    x, y = next((corner for corner in corners if drawn.room.is_free(corner, half)), corners[0])
    drawn.room.take((x, y), half)
    box = Rectangle((x - half[0], y - half[1]), 2 * half[0], 2 * half[1])
    drawn.add(box, facecolor=PALETTE.map_halo, linewidth=0, alpha=0.8)
    middle = x - arrow / 2
    for start, colour in ((-0.5, PALETTE.text), (0.0, PALETTE.panel)):
        part = Rectangle((middle + start * length, y - half[1] + 3), length / 2, 2.4)
        drawn.add(part, facecolor=colour, edgecolor=PALETTE.text, linewidth=0.6)
    drawn.write(middle, y + half[1] - size * 0.72, text, size, PALETTE.text)
    _draw_north(drawn, x + half[0] - 2 - arrow / 2, y - half[1] + 2, size)


def _draw_north(drawn: MapCanvas, x: float, bottom: float, size: float) -> None:
    shape = [(0.0, 2.0), (0.36, 0.95), (0.0, 1.2), (-0.36, 0.95)]
    arrow = Polygon([(x + across * size, bottom + up * size) for across, up in shape])
    drawn.add(arrow, facecolor=PALETTE.text, linewidth=0)
    drawn.write(x, bottom + size * 0.45, "N", size, PALETTE.text)
