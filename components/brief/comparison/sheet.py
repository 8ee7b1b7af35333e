"""The picture of a comparison: its message, two maps of one ground and one scale, their legend and the notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

from components.brief.comparison.contents import ComparedBrief
from components.brief.comparison.totals import totals_rows
from components.brief.contents import Brief
from components.brief.map.canvas import MapCanvas, MapFrame
from components.brief.map.ground import Ground, ground_around
from components.brief.map.legend_picture import footer, legend_blocks
from components.brief.map.picture import Ending, picture
from components.brief.map.sheet import draw_map, outside, projection_note
from components.brief.map.sheet_rows import Row, Scale, Sheet, draw_rows, height_of, scale_of, text_rows
from components.brief.map.sheet_text import MM, PALETTE
from components.map.detail import Detail, details_of
from data.extent import around
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.grid import FINEST_ZOOM
from data.filters.summary import summary_of

SIDES: Final = ("A", "B")


def comparison_picture(
    brief: ComparedBrief,
    ending: Ending,
    width_mm: float = 254.0,
    height_mm: float = 143.0,
    has_title: bool = True,
) -> bytes:
    """A file with both maps, always in light colours; the same brief always gives the same bytes.

    Without its title, totals and foot it stands in a document that has them.
    """
    return picture(brief, ending, width_mm, height_mm, 200, lambda figure: compose(brief, figure, has_title))


def compose(brief: ComparedBrief, figure: Figure, has_title: bool) -> None:
    """Lay out the sheet and draw its parts."""
    sheet = Sheet(figure)
    scale = scale_of(sheet.width, sheet.height)
    margin = 5 * MM if has_title else 0.0
    inner, top, bottom = sheet.width - 2 * margin, margin, sheet.height - margin
    if has_title:
        top = draw_rows(sheet, _title(brief, inner, scale), margin, top) + scale.text * 0.6
        bottom -= height_of(footer(brief, inner, scale, projection_note(40.0))) + scale.text * 0.5
    gap = scale.text * 1.2
    width = (inner - gap) / 2
    lefts = margin, margin + width + gap
    totals = totals_rows(brief, inner, scale) if has_title else []
    heads = [
        _head(name, side, width, scale, has_figures=not totals)
        for name, side in zip(SIDES, brief.sides, strict=True)
    ]
    columns = _legend(brief, (inner - 2 * gap) / 3, scale)
    legend_top = bottom - max(height_of(column) for column in columns)
    totals_top = legend_top - (height_of(totals) + scale.text * 0.8 if totals else 0.0)
    map_top = top + max(height_of(head) for head in heads) + scale.text * 0.3
    ground = _ground(brief, width, totals_top - map_top - scale.text * 2.9)
    for left, head in zip(lefts, heads, strict=True):
        draw_rows(sheet, head, left, top)
    details = _details(brief, ground, scale)
    for left, side, detail in zip(lefts, brief.sides, details, strict=True):
        draw_map(MapCanvas(side, sheet, MapFrame(left, map_top, ground), scale, detail), has_scale_bar=True)
        note = "; ".join([side.drawn_text, *outside(side, ground)])
        draw_rows(
            sheet, text_rows(note, scale.text, width, PALETTE.text, most=2), left, map_top + ground.height + 2
        )
    draw_rows(sheet, totals, margin, totals_top)
    for number, column in enumerate(columns):
        draw_rows(sheet, column, margin + number * ((inner - 2 * gap) / 3 + gap), legend_top)
    if has_title:
        rows = footer(brief, inner, scale, projection_note(ground.latitude))
        draw_rows(sheet, rows, margin, bottom + scale.text * 0.5)


def _title(brief: ComparedBrief, width: float, scale: Scale) -> list[Row]:
    return [
        *text_rows(brief.title, scale.text * 1.6, width, PALETTE.text, is_bold=True, most=3),
        *text_rows(brief.about_text, scale.text * 1.1, width, PALETTE.quiet_text, most=3),
    ]


def _head(name: str, side: Brief, width: float, scale: Scale, has_figures: bool) -> list[Row]:
    size = scale.text * 1.1
    figures = text_rows(side.figures_text, size, width, PALETTE.text, most=2) if has_figures else []
    filter_shown = f"{name}: {side.filter_text}"
    return [*text_rows(filter_shown, size, width, PALETTE.accent, is_bold=True, most=3), *figures]


def _legend(brief: ComparedBrief, width: float, scale: Scale) -> Sequence[list[Row]]:
    fullest = details_of([brief.a, brief.summary], None)[0].fullest
    return legend_blocks(brief, width, scale, marks_chosen=False, fullest=fullest)


def _ground(brief: ComparedBrief, width: float, height: float) -> Ground:
    """What both maps show: all that is drawn on either, or the view's ground."""
    bounds = (
        around([brief.a.bounds, brief.summary.bounds]) or summary_of(brief.dataset, IncidentFilter()).bounds
    )
    return ground_around(bounds, brief.view, width, height)


def _details(brief: ComparedBrief, ground: Ground, scale: Scale) -> list[Detail]:
    """The circles of both maps, on one scale."""
    west, south, east, north = ground.edges(margin=0.05)
    zoom = min(max(ground.zoom_of(scale.mark), 0.0), FINEST_ZOOM)
    view = {"west": west, "south": south, "east": east, "north": north, "zoom": zoom}
    return details_of([brief.a, brief.summary], view)
