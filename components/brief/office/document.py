"""A view as one A4 page for Word: message, lead, figures, chart, map, findings, limits and numbered sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from components.brief.chart.picture import chart_height_mm, chart_picture
from components.brief.contents import Brief
from components.brief.map.picture import map_picture
from components.brief.office.document_parts import add_link, add_run, describe_table, settle_table
from components.brief.office.document_plan import (
    ABOUT_PT,
    COLUMNS_MM,
    FIGURE_PT,
    PAGE_MM,
    SIDE_MM,
    TITLE_PT,
    TOP_MM,
    VIEW,
    WIDTH_MM,
    Plan,
    about_shown,
    filter_shown,
    foot_texts,
    listed_sources,
    note_shown,
    plan_of,
    sources_left_out,
    title_shown,
)
from components.brief.office.package import describe_package, repacked
from components.brief.office.wording import map_description, number_list, spreadsheet_address
from components.brief.page_text import figure_cells, sources_elsewhere, sources_heading
from components.brief.tables.incident_rows import HEADER, incident_rows, incidents_heading
from components.theme import PALETTES
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import SAFETY_LINE

_PALETTE: Final = PALETTES["light"]
_MAP_DPI: Final = 250


def docx_brief(brief: Brief) -> bytes:
    """The brief as a Word document of one A4 page; equal briefs give equal bytes."""
    page = _blank_page(brief)
    plan = plan_of(brief, incident_rows(brief.summary))
    _add_head(page, brief, plan)
    _add_figures(page, brief)
    _add_chart(page, brief, plan)
    _add_map(page, brief, plan.map_height_mm)
    _add_list(page, "Findings", (*plan.text.findings, *plan.text.single), plan.size_pt)
    _add_list(page, "Limits", plan.text.limits, plan.size_pt)
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
        ("Title", TITLE_PT, _PALETTE.text),
        ("Subtitle", ABOUT_PT, _PALETTE.quiet_text),
        ("Heading 1", 10.5, _PALETTE.accent),
        ("List Bullet", 10.0, _PALETTE.text),
        ("Caption", 9.0, _PALETTE.quiet_text),
    ):
        _settle_style(page.styles[name], size, colour)
    for name in ("w:pBdr", "w:spacing[@w:val]", "w:kern"):
        for ornament in page.styles["Title"].element.xpath(f".//{name}"):
            ornament.getparent().remove(ornament)
    page.styles["Title"].font.bold = True
    page.styles["Heading 1"].paragraph_format.space_before = Pt(5)
    page.styles["List Bullet"].paragraph_format.space_after = Pt(1)
    page.styles["Subtitle"].font.italic = False
    for spacing in page.styles["Subtitle"].element.xpath(".//w:rPr/w:spacing"):
        spacing.getparent().remove(spacing)
    describe_package(page.core_properties, brief)
    return page


def _settle_style(style: Any, size: float, colour: str) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(2), 1.0


def _add_head(page: Page, brief: Brief, plan: Plan) -> None:
    """The message as the title, what it is about, the filter, and the lead."""
    page.add_paragraph(title_shown(brief), "Title")
    page.add_paragraph(about_shown(brief), "Subtitle")
    add_run(page.add_paragraph(), filter_shown(brief), ABOUT_PT, _PALETTE.accent, is_bold=True)
    lead = page.add_paragraph()
    lead.paragraph_format.space_before, lead.paragraph_format.space_after = Pt(2), Pt(4)
    for place, sentence in enumerate(plan.text.lead):
        _add_sentence(lead, sentence, plan.size_pt + 0.5, is_first=not place)


def _add_sentence(line: Paragraph, sentence: Sentence, size_pt: float, is_first: bool = True) -> None:
    add_run(line, ("" if is_first else " ") + sentence.text, size_pt, _PALETTE.text)
    if sentence.footnotes:
        number = add_run(line, number_list(sentence.footnotes), size_pt, _PALETTE.accent)
        number.font.superscript = True


def _add_figures(page: Page, brief: Brief) -> None:
    """The numbers as a table of one row under its headings."""
    cells = figure_cells(brief)
    if not cells:
        return
    colours = {"killed": _PALETTE.killed, "injured": _PALETTE.injured}
    table = page.add_table(2, len(cells))
    heading_pt, number_pt, remark_pt = FIGURE_PT
    for column, figure in enumerate(cells):
        head, holder = (row.cells[column].paragraphs[0] for row in table.rows)
        head.paragraph_format.space_after = holder.paragraph_format.space_after = Pt(0)
        add_run(head, figure.heading, heading_pt, _PALETTE.quiet_text, is_bold=True)
        add_run(holder, figure.value, number_pt, colours.get(figure.kind, _PALETTE.text), is_bold=True)
        if figure.remark:
            remark = table.rows[1].cells[column].add_paragraph()
            remark.paragraph_format.space_after = Pt(0)
            add_run(remark, figure.remark, remark_pt, _PALETTE.quiet_text)
    settle_table(table)
    describe_table(table, "Figures", f"Figures of this view: {brief.figures_text}. {brief.drawn_text}.")


def _add_chart(page: Page, brief: Brief, plan: Plan) -> None:
    if plan.bars is None:
        return
    drawn = chart_picture(brief, plan.bars, "png", WIDTH_MM)
    holder = page.add_paragraph()
    holder.paragraph_format.space_before, holder.paragraph_format.space_after = Pt(3), Pt(5)
    _add_picture(holder, drawn, chart_height_mm(plan.bars), "Chart", plan.bars.description)


def _add_picture(holder: Paragraph, drawn: bytes, height_mm: float, name: str, description: str) -> None:
    shape = holder.add_run().add_picture(io.BytesIO(drawn), Mm(WIDTH_MM), Mm(height_mm))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 - left out, LibreOffice takes 3 mm
    described = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to the description
    described.set("descr", description)
    described.set("name", name)


def _add_map(page: Page, brief: Brief, height_mm: float) -> None:
    picture = map_picture(brief, "png", WIDTH_MM, height_mm, _MAP_DPI, furniture=False, legend=True)
    holder = page.add_paragraph()
    holder.paragraph_format.keep_with_next = True
    _add_picture(holder, picture, height_mm, "Map", map_description(brief))
    caption = page.add_paragraph(style="Caption")
    caption.paragraph_format.space_after = Pt(2)
    add_run(caption, f"{brief.drawn_text}. ", 8.5, _PALETTE.quiet_text)
    add_run(caption, SAFETY_LINE, 8.5, _PALETTE.text, is_bold=True)


def _add_list(page: Page, heading: str, sentences: Sequence[Sentence], size_pt: float) -> None:
    """Sentences as a list under a heading; nothing for none."""
    if not sentences:
        return
    page.add_paragraph(heading, "Heading 1")
    for sentence in sentences:
        item = page.add_paragraph(style="List Bullet")
        item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Pt(12), Pt(-10)
        _add_sentence(item, sentence, size_pt)


def _add_incidents(page: Page, brief: Brief, plan: Plan) -> None:
    rows = incident_rows(brief.summary)
    if text := note_shown(brief, plan):
        _add_note(page, brief, plan, text)
    if not plan.has_table:
        return
    page.add_paragraph(incidents_heading(brief.summary), "Heading 1")
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


def _add_note(page: Page, brief: Brief, plan: Plan, text: str) -> None:
    """A text in which the word spreadsheet, where it stands, is a link to it."""
    note = page.add_paragraph()
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(1)
    before, word, after = text.partition("spreadsheet")
    add_run(note, before, plan.small_pt, _PALETTE.quiet_text)
    if word:
        add_link(note, word, spreadsheet_address(brief), plan.small_pt)
        add_run(note, after, plan.small_pt, _PALETTE.quiet_text)


def _add_sources(page: Page, brief: Brief, plan: Plan) -> None:
    if not brief.source_count:
        return
    notes = listed_sources(brief, plan)
    page.add_paragraph(sources_heading(plan.text) if notes else "Sources", "Heading 1")
    running: Paragraph | None = None
    for note in notes:
        if plan.is_spelled or running is None:
            running = page.add_paragraph()
            running.paragraph_format.space_after = Pt(1)
            if plan.is_spelled:
                running.paragraph_format.left_indent = Pt(18)
                running.paragraph_format.first_line_indent = Pt(-18)
                running.paragraph_format.tab_stops.add_tab_stop(Pt(18))
        _add_source(running, note, plan)
    if not notes:
        _add_note(page, brief, plan, sources_elsewhere(brief))
    elif left_out := sources_left_out(brief, plan):
        _add_note(page, brief, plan, f"and {left_out:,} more, listed in the spreadsheet of this view")


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
        before, address = text.split(VIEW, 1) if not place and brief.address else (text, "")
        add_run(line, before + (VIEW if address else ""), 8, _PALETTE.quiet_text)
        add_link(line, address, brief.address, 8)
