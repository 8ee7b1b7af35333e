"""A view as one A4 page for Word: map, numbers, paragraph, table and numbered sources.

What Word files and slides need alike stands here too: how much room a text takes, the rows of the
table, and how a finished package becomes the same bytes each time.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from components.brief.contents import Brief
from components.brief.map_picture import map_picture
from components.theme import PALETTES
from data.paragraph import Footnote
from data.summary import CountRange, Summary
from data.vocabulary import DeviceCategory
from data.wording import SAFETY_LINE, counted, filter_parts, people, place_of, span

AUTHOR: Final = "Mine incident atlas"
LANGUAGE: Final = "en-GB"
FONT: Final = "Arial"
"""The theme's font: Liberation Sans is as wide, so that a page fits on machines without it as well."""
LINE_HEIGHT: Final = 1.16
"""Of the size of the type; Arial's own is 1.15."""
MOST_ROWS: Final = 12
"""Incidents of a table in a brief; longer ones are for a spreadsheet."""
MOST_SOURCES: Final = 60
"""Footnotes beyond this never fit on a page or slide."""
LONGEST_LINK: Final = 2000
"""Letters of an address that Office programs still open."""
HEADER: Final = ("Date", "Place", "Killed", "Injured", "Who was hurt", "Device", "What happened")

_PALETTE: Final = PALETTES["light"]
_ACCENTS: Final = (_PALETTE.accent, _PALETTE.killed, _PALETTE.injured, *_PALETTE.district_ramp[-3:])

_PAGE_MM: Final = (210.0, 297.0)
_SIDE_MM: Final = 18.0
_TOP_MM: Final = 13.0
_WIDTH_MM: Final = _PAGE_MM[0] - 2 * _SIDE_MM
_HEIGHT_PT: Final = (_PAGE_MM[1] - 2 * _TOP_MM) / 25.4 * 72 - 14
"""Room on the page in points, less a line that no estimate may use up."""
_COLUMNS_MM: Final = (25.0, 40.0, 13.0, 14.0, 40.0, 42.0)
_MAP_DPI: Final = 250
_VIEW: Final = "This view: "
_TALLEST_MAP_MM: Final = 150.0


# What a text takes up

_WIDTHS: Final[dict[str, float]] = {
    letter: width
    for letters, width in {
        "ijl'": 0.23,
        " !,./:;I[]\\ft|": 0.28,
        '()-`r{}"*°·•': 0.36,
        "cksvxyzJ": 0.51,
        "abdeghnopqu0123456789?$#_–“”L": 0.56,
        "FTZ+<=>~": 0.62,
        "ABEKPSVXY&": 0.67,
        "CDHNRUw": 0.73,
        "GOQ": 0.78,
        "mM": 0.84,
        "W%—@…": 1.02,
    }.items()
    for letter in letters
}


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a line of Arial in the unit of `size`, rather too wide than too narrow."""
    ems = sum(_WIDTHS.get(letter) or _unlisted_width(letter) for letter in text)
    return ems * size * (1.07 if is_bold else 1.0)


def text_lines(text: str, size: float, width: float, is_bold: bool = False) -> int:
    """How many lines a text takes in a column as wide as `width`, in the unit of `size`."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        needed = text_width(f"{word} ", size, is_bold)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        # A word wider than the column is broken wherever the line ends.
        lines, used = lines + int(needed // width), used + needed % width
    return lines


def text_height(text: str, size: float, width: float, is_bold: bool = False) -> float:
    """The height of a text in a column, in the unit of `size`."""
    return text_lines(text, size, width, is_bold) * size * LINE_HEIGHT


def shortened(text: str, size: float, width: float, most_lines: int, is_bold: bool = False) -> str:
    """The text, cut after a word with … where it would take more lines."""
    if text_lines(text, size, width, is_bold) <= most_lines:
        return text
    kept = text[: int(most_lines * width / size / 0.2)]
    while kept and text_lines(f"{kept} …", size, width, is_bold) > most_lines:
        kept = kept[: max(kept.rfind(" "), len(kept) - 20, 0)]
    return f"{kept.rstrip(' ,·')} …"


def _unlisted_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.0 if unicodedata.combining(letter) else 0.8 if letter.isupper() else 0.63


# What a document and a slide say in the same words


def filter_line(brief: Brief, size: float, width: float, most_lines: int) -> str:
    """The filter in words; one that asks for more than the lines hold names how many parts it leaves out."""
    parts = [part.text for part in filter_parts(brief.dataset, brief.summary.asked)]
    if text_lines(brief.filter_text[:5000], size, width, is_bold=True) <= most_lines:
        return brief.filter_text
    line = shortened(brief.filter_text[:5000], size, width, most_lines, is_bold=True)
    for kept in range(1, len(parts)):
        text = f"{' · '.join(parts[:kept])} · and {counted(len(parts) - kept, 'more choice')}"
        if text_lines(text, size, width, is_bold=True) > most_lines:
            break
        line = text
    return line


def number_list(numbers: Sequence[int]) -> str:
    """Footnote numbers with runs drawn together: "1–4,7"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(str(number) for number in run) for run in runs
    )


def map_description(brief: Brief) -> str:
    """What the map shows, for somebody who hears it."""
    figures = ", ".join(f"{number} {word}" for number, word in brief.figures)
    return f"Map of reported incidents, {filter_line(brief, 10, 2000, 1)}: {figures}. {brief.drawn_text}. {SAFETY_LINE}"


def spreadsheet_address(brief: Brief) -> str:
    """Where the table and every source of this view are; without a host when that is not known."""
    return f"{brief.public_url}/brief.xlsx?{brief.query}"


def is_link(address: str) -> bool:
    """Whether an address may become a link: http or https, and not too long for Office."""
    return bool(re.match(r"https?://[^\s/]", address)) and len(address) <= LONGEST_LINK


def incident_rows(summary: Summary) -> list[tuple[str, ...]]:
    """The matching incidents in order of time, one text for each of HEADER.

    Figures and actors are of the casualties that match.
    """
    dataset, rows = summary.dataset, summary.rows
    matching = dataset.casualties[summary.matches.casualties]
    actors = matching.groupby("incident_id", sort=False)["affected_actor"].unique()
    return [
        (
            span(incident["date_start"].date(), incident["date_end"].date()),
            place_of(incident),
            _figure(hurt, "killed"),
            _figure(hurt, "injured"),
            ", ".join(actors.get(incident["incident_id"], [])),
            DeviceCategory(incident["device_category"]).label,
            str(incident["summary"]),
        )
        for (_, incident), (_, hurt) in zip(
            dataset.incidents.iloc[rows].iterrows(), summary.per_incident.iloc[rows].iterrows(), strict=True
        )
    ]


def _figure(hurt: Any, outcome: str) -> str:
    parts = (int(hurt[f"{outcome}_{part}"]) for part in ("best", "low", "high", "unknown"))
    count = CountRange(*parts)
    return "not known" if count.unknown and not (count.best or count.low) else people(count)


# The same bytes each time


def repacked(package: bytes, as_of: date) -> bytes:
    """An Office package with fixed times, the atlas' colours and font in its themes, and no thumbnail.

    The libraries stamp the time of writing into the archive, and into the workbook of a chart.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, _settled(name, old.read(name), as_of))
    return packed.getvalue()


def _settled(name: str, content: bytes, as_of: date) -> bytes:
    if name.endswith(".xlsx"):
        return repacked(content, as_of)
    edits: list[tuple[str, str]] = []
    if name == "docProps/core.xml":
        edits = [(r">\d{4}-\d\d-\d\dT[\d:.]+Z<", f">{as_of.isoformat()}T00:00:00Z<")]
    elif name == "_rels/.rels":
        edits = [(r"<Relationship [^>]*thumbnail\.jpeg[^>]*/>", "")]
    elif re.fullmatch(r"(ppt|word)/theme/theme\d+\.xml", name):
        edits = [(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}")]
        edits += [
            (rf'(<a:accent{number}>\s*<a:srgbClr val=")\w*', rf"\g<1>{colour[1:].upper()}")
            for number, colour in enumerate(_ACCENTS, 1)
        ]
        edits += [(r'(<a:hlink>\s*<a:srgbClr val=")\w*', rf"\g<1>{_PALETTE.accent[1:].upper()}")]
    elif name in ("word/styles.xml", "word/settings.xml"):
        edits = [(r'(<w:(?:lang|themeFontLang) w:val=")en-US', rf"\g<1>{LANGUAGE}")]
    if not edits:
        return content
    text = content.decode("utf-8")
    for pattern, replacement in edits:
        text = re.sub(pattern, replacement, text)
    return text.encode("utf-8")


# The page


@dataclass(frozen=True)
class _Plan:
    """What of a brief fits on the page, and how large."""

    size_pt: float
    """Of the paragraph's type; table and sources are smaller by a step."""
    map_height_mm: float
    has_table: bool
    is_spelled: bool
    """Whether sources show their addresses; otherwise the publisher's name links there."""
    sources: int
    """How many footnotes are listed."""

    @property
    def small_pt(self) -> float:
        return min(8.5, self.size_pt - 1)


def docx_brief(brief: Brief) -> bytes:
    """The brief as a Word document of one A4 page; equal briefs give equal bytes."""
    page = _blank_page(brief)
    plan = _plan(brief, incident_rows(brief.summary))
    _add_head(page, brief)
    _add_map(page, brief, plan.map_height_mm)
    _add_paragraph(page, brief, plan.size_pt)
    _add_incidents(page, brief, plan)
    _add_sources(page, brief, plan)
    _add_foot(page, brief)
    written = io.BytesIO()
    page.save(written)
    return repacked(written.getvalue(), brief.dataset.as_of)


def _plan(brief: Brief, rows: list[tuple[str, ...]]) -> _Plan:
    """The first plan, from the richest down, that leaves the map enough of the page."""
    fixed = _head_height(brief) + _foot_height(brief)
    for plan, least_map_mm in _plans(brief, rows):
        used = fixed + _body_height(brief, plan, rows)
        room_mm = (_HEIGHT_PT - used) / 72 * 25.4
        if room_mm >= least_map_mm:
            height_mm = math.floor(min(room_mm, _TALLEST_MAP_MM))
            return _Plan(plan.size_pt, height_mm, plan.has_table, plan.is_spelled, plan.sources)
    return _Plan(8.5, 45.0, False, False, 0)


def _plans(brief: Brief, rows: list[tuple[str, ...]]) -> Iterator[tuple[_Plan, float]]:
    """Plans without a map, each with the least height in millimetres that it must leave for one."""
    every = len(brief.paragraph.footnotes)
    if 0 < len(rows) <= MOST_ROWS:
        yield _Plan(10, 0, True, True, every), 80
        yield _Plan(9.5, 0, True, True, every), 72
        yield _Plan(9.5, 0, True, False, every), 72
        yield _Plan(9, 0, True, False, every), 65
    yield _Plan(10, 0, False, True, every), 85
    yield _Plan(9.5, 0, False, False, every), 78
    yield _Plan(9, 0, False, False, every), 72
    for sources in range(min(every, MOST_SOURCES), 0, -1):
        yield _Plan(9, 0, False, False, sources), 68
    for size_pt in (9, 8.5):
        for sources in (min(every, 6), 0):
            yield _Plan(size_pt, 0, False, False, sources), 50


def _body_height(brief: Brief, plan: _Plan, rows: list[tuple[str, ...]]) -> float:
    """Points of paragraph, table and sources."""
    width = _WIDTH_MM / 25.4 * 72
    height = sum(
        text_height(" ".join(sentence.text for sentence in sentences), plan.size_pt, width) + 5
        for sentences in (brief.paragraph.findings, brief.paragraph.caveats)
    )
    height += _table_height(rows, plan.small_pt) + 22 if plan.has_table else _note_height(brief, plan, width)
    if brief.paragraph.footnotes:
        height += 22 + sum(
            text_height(line, plan.small_pt, width - 18) + 1 for line in _source_texts(brief, plan)
        )
    return height


def _note_height(brief: Brief, plan: _Plan, width: float) -> float:
    return text_height(_table_note(brief), plan.small_pt, width) + 6 if brief.summary.incidents else 0


def _table_height(rows: list[tuple[str, ...]], size_pt: float) -> float:
    widths = [width / 25.4 * 72 - 11 for width in _COLUMNS_MM]
    return sum(
        max(
            text_height(text, size_pt, width, row is HEADER) for text, width in zip(row, widths, strict=False)
        )
        + 1
        for row in (HEADER, *rows)
    )


def _head_height(brief: Brief) -> float:
    width = _WIDTH_MM / 25.4 * 72
    return (
        text_height(_title(brief), 18, width, True)
        + text_height(_filter(brief), 11, width, True)
        + 16 * LINE_HEIGHT * math.ceil(_figures_width(brief) / width)
        + text_height(_caption(brief), 9, width, True)
        + 17
    )


def _foot_height(brief: Brief) -> float:
    width = _WIDTH_MM / 25.4 * 72
    return sum(text_height(text, 8, width) for text in _foot_texts(brief)) + 7


def _blank_page(brief: Brief) -> Page:
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(_PAGE_MM[0]), Mm(_PAGE_MM[1])
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(_TOP_MM)
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


def _title(brief: Brief) -> str:
    return shortened(brief.title, 18, _WIDTH_MM / 25.4 * 72, 3, is_bold=True)


def _filter(brief: Brief) -> str:
    return filter_line(brief, 11, _WIDTH_MM / 25.4 * 72, 3)


def _figures_width(brief: Brief) -> float:
    """Points of the line with the figures, as `_add_head` sets it."""
    parts = [(number.partition(" "), word) for number, word in brief.figures]
    return sum(
        text_width(f"   {best}", 16, True) + text_width(f" {rest}", 9) + text_width(f" {word}", 11)
        for (best, _, rest), word in parts
    )


def _caption(brief: Brief) -> str:
    return f"{brief.drawn_text}. {SAFETY_LINE}"


def _add_head(page: Page, brief: Brief) -> None:
    page.add_paragraph(_title(brief), "Title")
    line = page.add_paragraph()
    _add_run(line, _filter(brief), 11, _PALETTE.accent, is_bold=True)
    figures = page.add_paragraph()
    figures.paragraph_format.space_after = Pt(5)
    colours = {"killed": _PALETTE.killed, "injured": _PALETTE.injured}
    for place, (number, word) in enumerate(brief.figures):
        best, _, rest = number.partition(" ")
        colour = colours.get(word, _PALETTE.text)
        _add_run(figures, ("   " if place else "") + best, 16, colour, is_bold=True)
        _add_run(figures, f" {rest}" if rest else "", 9, _PALETTE.quiet_text)
        _add_run(figures, f" {word}", 11, _PALETTE.text)


def _add_map(page: Page, brief: Brief, height_mm: float) -> None:
    picture = map_picture(brief, "png", _WIDTH_MM, height_mm, _MAP_DPI, furniture=False, legend=True)
    holder = page.add_paragraph()
    holder.paragraph_format.keep_with_next = True
    shape = holder.add_run().add_picture(io.BytesIO(picture), Mm(_WIDTH_MM), Mm(height_mm))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 - left out, LibreOffice takes 3 mm
    described = shape._inline.docPr  # noqa: SLF001 - python-docx has no other way to the description
    described.set("descr", map_description(brief))
    described.set("name", "Map")
    caption = page.add_paragraph(style="Caption")
    caption.paragraph_format.space_after = Pt(5)
    _add_run(caption, f"{brief.drawn_text}. ", 9, _PALETTE.quiet_text)
    _add_run(caption, SAFETY_LINE, 9, _PALETTE.text, is_bold=True)


def _add_paragraph(page: Page, brief: Brief, size_pt: float) -> None:
    """Findings, and below them the caveats."""
    for sentences in (brief.paragraph.findings, brief.paragraph.caveats):
        text = page.add_paragraph()
        text.paragraph_format.space_after = Pt(4)
        for place, sentence in enumerate(sentences):
            _add_run(text, (" " if place else "") + sentence.text, size_pt, _PALETTE.text)
            if sentence.footnotes:
                number = _add_run(text, number_list(sentence.footnotes), size_pt, _PALETTE.accent)
                number.font.superscript = True


def _add_incidents(page: Page, brief: Brief, plan: _Plan) -> None:
    rows = incident_rows(brief.summary)
    if not rows:
        return
    if not plan.has_table:
        note = page.add_paragraph()
        note.paragraph_format.space_after = Pt(4)
        before, after = _table_note(brief).split("spreadsheet", 1)
        _add_run(note, before, plan.small_pt, _PALETTE.quiet_text)
        _add_link(note, "spreadsheet", spreadsheet_address(brief), plan.small_pt)
        _add_run(note, after, plan.small_pt, _PALETTE.quiet_text)
        return
    page.add_paragraph("Incidents", "Heading 2")
    table = page.add_table(1 + len(rows), len(_COLUMNS_MM))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column_shape, width in zip(table.columns, _COLUMNS_MM, strict=True):
        column_shape.width = Mm(width)
    for row, texts in zip(table.rows, [HEADER, *rows], strict=True):
        for column, (cell, width) in enumerate(zip(row.cells, _COLUMNS_MM, strict=True)):
            cell.width = Mm(width)
            holder = cell.paragraphs[0]
            holder.paragraph_format.space_after = Pt(0)
            if HEADER[column] in ("Killed", "Injured"):
                holder.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _add_run(holder, texts[column], plan.small_pt, _PALETTE.text, is_bold=texts is HEADER)
    _settle_table(table)


def _table_note(brief: Brief) -> str:
    incidents = counted(brief.summary.incidents, "incident")
    return f"The table of {incidents} does not fit on this page; it is in the spreadsheet of this view."


def _settle_table(table: Table) -> None:
    """Thin lines between rows; the first row is a header that repeats, and no row breaks."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", _PALETTE.line[1:].upper())):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    settings = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    later = [settings.find(qn(f"w:{name}")) for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
    next(element for element in later if element is not None).addprevious(borders)
    for number, row in enumerate(table.rows):
        flags = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor header rows
        flags.append(OxmlElement("w:cantSplit"))
        if not number:
            flags.append(OxmlElement("w:tblHeader"))


def _source_texts(brief: Brief, plan: _Plan) -> list[str]:
    """The listed sources as lines of text, and one on those left out."""
    listed = brief.paragraph.footnotes[: plan.sources]
    lines = [f"{note.number} {note.text if plan.is_spelled else _without_address(note)}" for note in listed]
    if not plan.is_spelled:
        lines = ["   ".join(lines)] if lines else []
    if left_out := len(brief.paragraph.footnotes) - plan.sources:
        lines.append(f"and {left_out:,} more, listed in the spreadsheet of this view")
    return lines


def _without_address(note: Footnote) -> str:
    return f"{note.publisher}, {note.details}".strip(", ")


def _add_sources(page: Page, brief: Brief, plan: _Plan) -> None:
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
        _add_run(last, f"and {left_out:,} more, listed in the ", plan.small_pt, _PALETTE.quiet_text)
        _add_link(last, "spreadsheet", spreadsheet_address(brief), plan.small_pt)
        _add_run(last, " of this view", plan.small_pt, _PALETTE.quiet_text)


def _add_source(line: Paragraph, note: Footnote, plan: _Plan) -> None:
    if plan.is_spelled:
        _add_run(line, f"{note.number}\t", plan.small_pt, _PALETTE.accent, is_bold=True)
        before = note.text.removesuffix(note.url) if note.url else note.text
        _add_run(line, before, plan.small_pt, _PALETTE.text)
        _add_link(line, note.url, note.url, plan.small_pt)
        return
    gap = "   " if line.runs else ""
    _add_run(line, f"{gap}{note.number}\N{NO-BREAK SPACE}", plan.small_pt, _PALETTE.accent, is_bold=True)
    _add_link(line, note.publisher, note.url, plan.small_pt)
    _add_run(line, f", {note.details}" if note.details else "", plan.small_pt, _PALETTE.text)


def _foot_texts(brief: Brief) -> tuple[str, ...]:
    """Edition and address; disclaimer; attribution."""
    width = _WIDTH_MM / 25.4 * 72
    sources = counted(brief.source_count, "source")
    address = shortened(brief.address, 8, width, 2)
    _, disclaimer, attribution = brief.caveats
    return f"{brief.edition_text} · {sources} · {_VIEW}{address}", disclaimer, attribution


def _add_foot(page: Page, brief: Brief) -> None:
    for place, text in enumerate(_foot_texts(brief)):
        line = page.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.space_before = Pt(0 if place else 6)
        before, address = text.split(_VIEW, 1) if not place else (text, "")
        _add_run(line, before + (_VIEW if address else ""), 8, _PALETTE.quiet_text)
        _add_link(line, address, brief.address, 8)


def _add_run(line: Paragraph, text: str, size_pt: float, colour: str, is_bold: bool = False) -> Run:
    run = line.add_run(text)
    run.font.size, run.font.bold = Pt(size_pt), is_bold
    run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    return run


def _add_link(line: Paragraph, text: str, address: str, size_pt: float) -> None:
    """The text as a link; as text alone where the address is none that may be linked."""
    if not text:
        return
    run = _add_run(line, text, size_pt, _PALETTE.accent if is_link(address) else _PALETTE.text)
    if is_link(address):
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run._r)  # noqa: SLF001 - python-docx reads links, it does not write them
        line._p.append(link)  # noqa: SLF001
