"""A comparison as one slide: the message as its title, both maps, and the totals as a table that can be edited."""

from __future__ import annotations

import io
from typing import Final

from pptx.slide import Slide
from pptx.util import Pt

from components.brief.comparison.contents import ComparedBrief
from components.brief.comparison.sheet import SIDES, comparison_picture
from components.brief.office.package import repacked
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
)
from components.brief.office.slides import blank_slides
from components.theme import PALETTES
from data.wording.comparisons.difference import signed, totals_named
from data.wording.phrases import SAFETY_LINE, people

_PALETTE: Final = PALETTES["light"]
_ROW: Final = 17.0
_SIZE: Final = 11.0
_TITLE_ONLY: Final = 5


def comparison_slide(brief: ComparedBrief) -> bytes:
    """A presentation of one slide; equal briefs give equal bytes."""
    slides = blank_slides(brief)
    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    top = add_title(slide, brief.title, brief.about_text) + 6
    foot = foot_box(brief)
    rows = totals_named(brief.comparison)
    table_height = _ROW * (len(rows) + 1)
    safety_top = foot.y - 20
    table_top = safety_top - table_height - 8
    _add_maps(slide, brief, Box(MARGIN, top, WHOLE, table_top - top - 8))
    _add_totals(slide, brief, Box(MARGIN, table_top, WHOLE, table_height))
    safety = add_text_box(slide, "Safety", Box(MARGIN, safety_top, WHOLE, 18))
    add_run(safety.paragraphs[0], SAFETY_LINE, 12, _PALETTE.text, is_bold=True)
    add_foot(slide, brief, foot)
    slide.notes_slide.notes_text_frame.text = (
        f"{brief.filter_text}. {brief.drawn_text}. {brief.shared_text}".strip()
    )
    written = io.BytesIO()
    slides.save(written)
    return repacked(written.getvalue(), brief.dataset.as_of)


def _add_maps(slide: Slide, brief: ComparedBrief, box: Box) -> None:
    drawn = comparison_picture(brief, "png", box.width / 72 * 25.4, box.height / 72 * 25.4, has_title=False)
    shape = slide.shapes.add_picture(io.BytesIO(drawn), Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    describe(shape, f"Two maps. {brief.filter_text}. {brief.drawn_text}.")


def _add_totals(slide: Slide, brief: ComparedBrief, box: Box) -> None:
    lines = totals_named(brief.comparison)
    table = slide.shapes.add_table(
        len(lines) + 1, 4, Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)
    ).table
    rows = [["", *SIDES, "B − A"]]
    rows += [[name, people(line.a), people(line.b), signed(line)] for name, line in lines]
    for at, texts in enumerate(rows):
        table.rows[at].height = Pt(_ROW)
        for column, text in enumerate(texts):
            cell = table.cell(at, column)
            cell.margin_top = cell.margin_bottom = Pt(1)
            add_run(cell.text_frame.paragraphs[0], text, _SIZE, _PALETTE.text, is_bold=not at or not column)
            cell.fill.background()
