"""A view as one A4 page for Word: map, numbers, paragraph, table and numbered sources."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from components.brief.contents import Brief
from components.brief.map.picture import map_picture
from components.brief.office.document_parts import add_link, add_run, settle_table
from components.brief.office.document_plan import (
    COLUMNS_MM,
    PAGE_MM,
    SIDE_MM,
    TOP_MM,
    VIEW,
    WIDTH_MM,
    Plan,
    figure_runs,
    filter_shown,
    foot_texts,
    plan_of,
    table_note,
    title_shown,
)
from components.brief.office.package import AUTHOR, LANGUAGE, repacked
from components.brief.office.wording import map_description, number_list, spreadsheet_address
from components.brief.tables.incident_rows import HEADER, incident_rows
from components.theme import PALETTES
from data.wording.paragraph import Footnote
from data.wording.phrases import SAFETY_LINE

_PALETTE: Final = PALETTES["light"]
_MAP_DPI: Final = 250


def docx_brief(brief: Brief) -> bytes:
    """The brief as a Word document of one A4 page; equal briefs give equal bytes."""
    page = _blank_page(brief)
    plan = plan_of(brief, incident_rows(brief.summary))
    _add_head(page, brief)
    _add_map(page, brief, plan.map_height_mm)
    _add_paragraph(page, brief, plan.size_pt)
    _add_incidents(page, brief, plan)
    _add_sources(page, brief, plan)
    _add_foot(page, brief)
    written = io.BytesIO()
    page.save(written)
    return repacked(written.getvalue(), brief.dataset.as_of)


def _blank_page(brief: Brief) -> Page:
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
    section.header_distance = section.footer_distance = Mm(6)
    for name, size, colour in (
        ("Normal", 10.0, _PALETTE.text),
        ("Title", 18.0, _PALETTE.text),
        ("Heading 2", 10.5, _PALETTE.accent),
        ("Caption", 9.0, _PALETTE.quiet_text),
    ):
        _settle_style(page.styles[name], size, colour)
    for name in ("w:pBdr", "w:spacing[@w:val]", "w:kern"):
        for ornament in page.styles["Title"].element.xpath(f".//{name}"):
            ornament.getparent().remove(ornament)
    page.styles["Title"].font.bold = True
    page.styles["Heading 2"].paragraph_format.space_before = Pt(7)
    told = page.core_properties
    told.title, told.author, told.language = brief.title[:250], AUTHOR, LANGUAGE
    told.subject, told.keywords, told.comments = brief.filter_text[:250], brief.edition_text, SAFETY_LINE
    told.last_modified_by, told.revision = AUTHOR, 1
    told.created = told.modified = datetime.combine(brief.dataset.as_of, datetime.min.time())
    return page


def _settle_style(style: Any, size: float, colour: str) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(2), 1.0


def _add_head(page: Page, brief: Brief) -> None:
    page.add_paragraph(title_shown(brief), "Title")
    line = page.add_paragraph()
    add_run(line, filter_shown(brief), 11, _PALETTE.accent, is_bold=True)
    figures = page.add_paragraph()
    figures.paragraph_format.space_after = Pt(5)
    colours = {"killed": _PALETTE.killed, "injured": _PALETTE.injured}
    for place, figure in enumerate(brief.figures):
        for text, size, is_number in figure_runs(figure, is_first=not place):
            colour = colours.get(figure.kind, _PALETTE.text) if is_number else _PALETTE.text
            add_run(figures, text, size, colour, is_bold=is_number)


def _add_map(page: Page, brief: Brief, height_mm: float) -> None:
    picture = map_picture(brief, "png", WIDTH_MM, height_mm, _MAP_DPI, furniture=False, legend=True)
    holder = page.add_paragraph()
    holder.paragraph_format.keep_with_next = True
    shape = holder.add_run().add_picture(io.BytesIO(picture), Mm(WIDTH_MM), Mm(height_mm))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 - left out, LibreOffice takes 3 mm
    described = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to the description
    described.set("descr", map_description(brief))
    described.set("name", "Map")
    caption = page.add_paragraph(style="Caption")
    caption.paragraph_format.space_after = Pt(5)
    add_run(caption, f"{brief.drawn_text}. ", 9, _PALETTE.quiet_text)
    add_run(caption, SAFETY_LINE, 9, _PALETTE.text, is_bold=True)


def _add_paragraph(page: Page, brief: Brief, size_pt: float) -> None:
    """Findings, and below them the caveats."""
    for sentences in (brief.paragraph.findings, brief.paragraph.caveats):
        text = page.add_paragraph()
        text.paragraph_format.space_after = Pt(4)
        for place, sentence in enumerate(sentences):
            add_run(text, (" " if place else "") + sentence.text, size_pt, _PALETTE.text)
            if sentence.footnotes:
                number = add_run(text, number_list(sentence.footnotes), size_pt, _PALETTE.accent)
                number.font.superscript = True


def _add_incidents(page: Page, brief: Brief, plan: Plan) -> None:
    rows = incident_rows(brief.summary)
    if not brief.summary.incidents:
        return
    if not plan.has_table:
        note = page.add_paragraph()
        note.paragraph_format.space_after = Pt(4)
        before, after = table_note(brief).split("spreadsheet", 1)
        add_run(note, before, plan.small_pt, _PALETTE.quiet_text)
        add_link(note, "spreadsheet", spreadsheet_address(brief), plan.small_pt)
        add_run(note, after, plan.small_pt, _PALETTE.quiet_text)
        return
    page.add_paragraph("Incidents", "Heading 2")
    table = page.add_table(1 + len(rows), len(COLUMNS_MM))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column_shape, width in zip(table.columns, COLUMNS_MM, strict=True):
        column_shape.width = Mm(width)
    for row, texts in zip(table.rows, [HEADER, *rows], strict=True):
        for column, (cell, width) in enumerate(zip(row.cells, COLUMNS_MM, strict=True)):
            cell.width = Mm(width)
            holder = cell.paragraphs[0]
            holder.paragraph_format.space_after = Pt(0)
            if HEADER[column] in ("Killed", "Injured"):
                holder.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            add_run(holder, texts[column], plan.small_pt, _PALETTE.text, is_bold=texts is HEADER)
    settle_table(table)


def _add_sources(page: Page, brief: Brief, plan: Plan) -> None:
    notes = brief.paragraph.footnotes
    if not notes:
        return
    page.add_paragraph("Sources", "Heading 2")
    running: Paragraph | None = None
    for note in notes[: plan.sources]:
        if plan.is_spelled or running is None:
            running = page.add_paragraph()
            running.paragraph_format.space_after = Pt(1)
            if plan.is_spelled:
                running.paragraph_format.left_indent = Pt(18)
                running.paragraph_format.first_line_indent = Pt(-18)
                running.paragraph_format.tab_stops.add_tab_stop(Pt(18))
        _add_source(running, note, plan)
    if left_out := len(notes) - plan.sources:
        last = page.add_paragraph()
        add_run(last, f"and {left_out:,} more, listed in the ", plan.small_pt, _PALETTE.quiet_text)
        add_link(last, "spreadsheet", spreadsheet_address(brief), plan.small_pt)
        add_run(last, " of this view", plan.small_pt, _PALETTE.quiet_text)


def _add_source(line: Paragraph, note: Footnote, plan: Plan) -> None:
    if plan.is_spelled:
        add_run(line, f"{note.number}\t", plan.small_pt, _PALETTE.accent, is_bold=True)
        before = note.text.removesuffix(note.url) if note.url else note.text
        add_run(line, before, plan.small_pt, _PALETTE.text)
        add_link(line, note.url, note.url, plan.small_pt)
        return
    gap = "   " if line.runs else ""
    add_run(line, f"{gap}{note.number}\N{NO-BREAK SPACE}", plan.small_pt, _PALETTE.accent, is_bold=True)
    add_link(line, note.publisher, note.url, plan.small_pt)
    add_run(line, f", {note.details}" if note.details else "", plan.small_pt, _PALETTE.text)


def _add_foot(page: Page, brief: Brief) -> None:
    for place, text in enumerate(foot_texts(brief)):
        line = page.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.space_before = Pt(0 if place else 6)
        before, address = text.split(VIEW, 1) if not place else (text, "")
        add_run(line, before + (VIEW if address else ""), 8, _PALETTE.quiet_text)
        add_link(line, address, brief.address, 8)
