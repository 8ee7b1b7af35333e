"""A view as one A4 page: message, lead, figures, chart, map, findings, limits, table and numbered sources.

ReportLab sets the page; chart and map are Matplotlib's PDFs, laid onto it by pypdf, so that they stay
drawings at any magnification.
"""

from __future__ import annotations

import io
import threading
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from components.brief.chart.picture import chart_picture
from components.brief.contents import Brief
from components.brief.map.picture import map_picture
from components.brief.map.sheet_text import MM, PALETTE
from components.brief.pdf.drawings import with_drawings
from components.brief.pdf.lines import (
    PAGE_LEFT,
    PAGE_WIDTH,
    PLAIN_FONT,
    draw_stack,
    height_of,
    register_fonts,
)
from components.brief.pdf.parts import GAP, Plan, body_parts, foot_parts, head_parts
from components.brief.pdf.plan import PAGE_BOTTOM, PAGE_TOP, plan_of

_writing: Final = threading.Lock()
"""ReportLab keeps its fonts once a process: one page at a time."""


def pdf_brief(brief: Brief) -> bytes:
    """A PDF of one page; the same brief always gives the same bytes. May be called from any thread."""
    with _writing:
        register_fonts()
        plan, map_height = plan_of(brief)
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=A4, invariant=1, lang="en", initialFontName=PLAIN_FONT)
        chart_bottom, map_bottom = _draw(brief, plan, map_height, canvas)
        canvas.save()
    drawings = [
        (
            "Map",
            map_picture(brief, "pdf", PAGE_WIDTH / MM, map_height / MM, furniture=False, legend=True),
            map_bottom,
        )
    ]
    if plan.bars is not None:
        drawings.append(("Chart", chart_picture(brief, plan.bars, "pdf", PAGE_WIDTH / MM), chart_bottom))
    return with_drawings(brief, file.getvalue(), drawings)


def _draw(brief: Brief, plan: Plan, map_height: float, canvas: Canvas) -> tuple[float, float]:
    """Write all but chart and map onto the page; where the bottoms of both are."""
    chart_bottom = draw_stack(canvas, head_parts(brief, plan), PAGE_TOP) - plan.chart_height
    map_bottom = chart_bottom - GAP - map_height
    draw_stack(canvas, body_parts(brief, plan), map_bottom - GAP)
    foot = foot_parts(brief)
    top = PAGE_BOTTOM + height_of(foot)
    canvas.setStrokeColor(HexColor(PALETTE.line))
    canvas.line(PAGE_LEFT, top + GAP / 2, PAGE_LEFT + PAGE_WIDTH, top + GAP / 2)
    draw_stack(canvas, foot, top)
    return chart_bottom + (GAP if plan.bars is not None else 0.0), map_bottom
