"""The second slide: the table of incidents, where its rows have room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Slides
from pptx.util import Pt

from components.brief.contents import Brief
from components.brief.office.slide_parts import (
    MARGIN,
    WHOLE,
    Box,
    add_foot,
    add_run,
    add_text_box,
    add_title,
    describe,
    foot_box,
    rgb,
)
from components.brief.office.text_measure import text_height
from components.brief.office.wording import filter_line, where_lines
from components.brief.tables.incident_rows import HEADER, incident_rows, incidents_heading
from components.theme import PALETTES
from data.language import counted
from data.wording.phrases import SAFETY_LINE

_PALETTE: Final = PALETTES["light"]
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without colours or lines."""
_TABLE_COLUMNS: Final = {
    7: (100.0, 128.0, 68.0, 78.0, 140.0, 112.0, 274.0),
    6: (150.0, 216.0, 68.0, 78.0, 210.0, 178.0),
}
"""Widths with and without what happened."""


def table_plan(brief: Brief) -> tuple[list[tuple[str, ...]], float, list[float]] | None:
    """Rows with their header, size of the type and heights; None where the table is not for a slide."""
    rows = incident_rows(brief.summary)
    if not rows:
        return None
    room = foot_box(brief).y - 26 - 100
    for columns, sizes in ((7, (14.0, 13.0, 12.0, 11.0, 10.0)), (6, (12.0, 11.0, 10.0))):
        for size in sizes:
            heights = [_row_height(row, columns, size) for row in (HEADER, *rows)]
            if sum(heights) <= room:
                return [row[:columns] for row in (HEADER, *rows)], size, heights
    return None


def _row_height(row: Sequence[str], columns: int, size: float) -> float:
    widths = [width - 11 for width in _TABLE_COLUMNS[columns]]
    is_header = row is HEADER
    return (
        max(text_height(text, size, width, is_header) for text, width in zip(row, widths, strict=False)) + 8
    )


def add_table(
    slides: Slides, brief: Brief, rows: list[tuple[str, ...]], size: float, heights: list[float]
) -> None:
    """The slide with the table as `table_plan` reckoned it, safety line, foot and notes."""
    slide = slides.slides.add_slide(slides.slide_layouts.get_by_name("Title Only"))
    is_one = brief.summary.incidents == 1
    title = incidents_heading(brief.summary, "The incident" if is_one else f"The {brief.figures[0].text}")
    top = add_title(slide, title, filter_line(brief, 14, WHOLE, 1))
    place = (Pt(MARGIN), Pt(top + 10), Pt(WHOLE), Pt(sum(heights)))
    shape: Any = slide.shapes.add_table(len(rows), len(rows[0]), *place)
    shape.name = "Incidents"
    describe(shape, f"Table of {counted(len(rows) - 1, 'incident')}: {', '.join(HEADER[: len(rows[0])])}.")
    table = shape.table
    table.first_row, table.horz_banding = True, False
    shape._element.xpath(".//a:tableStyleId")[0].text = _NO_STYLE  # noqa: SLF001 - python-pptx has no table styles
    for column, width in zip(table.columns, _TABLE_COLUMNS[len(rows[0])], strict=True):
        column.width = Pt(width)
    for row, texts, height in zip(table.rows, rows, heights, strict=True):
        row.height = Pt(height)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill_cell(cell, text, size, is_header=texts == HEADER[: len(texts)], column=column)
    foot = foot_box(brief)
    safety = add_text_box(slide, "Safety", Box(MARGIN, foot.y - 22, WHOLE, 15))
    add_run(safety.paragraphs[0], SAFETY_LINE, 10, _PALETTE.text, is_bold=True)
    add_foot(slide, brief, foot)
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [
            f"Filter: {brief.filter_text}",
            brief.figures_text,
            *where_lines(brief),
            brief.edition_text,
            *brief.caveats,
        ]
    )


def _fill_cell(cell: Any, text: str, size: float, is_header: bool, column: int) -> None:
    cell.margin_left = cell.margin_right = Pt(5)
    cell.margin_top = cell.margin_bottom = Pt(3)
    line = cell.text_frame.paragraphs[0]
    if HEADER[column] in ("Killed", "Injured"):
        line.alignment, cell.margin_right = PP_ALIGN.RIGHT, Pt(14)
    add_run(line, text, size, _PALETTE.on_accent if is_header else _PALETTE.text, is_bold=is_header)
    border = parse_xml(
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{_PALETTE.line[1:].upper()}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, border)  # noqa: SLF001 - python-pptx has no borders
    if is_header:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(_PALETTE.accent)
