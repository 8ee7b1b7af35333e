"""A view as one A4 page: message, lead, figures, chart, map, findings, limits, table and numbered sources.

ReportLab sets the page; chart and map are Matplotlib's PDFs, laid onto it by pypdf, so that they stay
drawings at any magnification.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, RectangleObject, StreamObject
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table, TableStyle

from components.brief.chart.bars import Bars, bars_of
from components.brief.chart.picture import chart_height_mm, chart_picture
from components.brief.contents import Brief
from components.brief.map.picture import map_picture
from components.brief.map.sheet_text import FONTS, MM, PALETTE, SMALLEST_TEXT, printable, wrapped
from components.brief.page_text import (
    FigureCell,
    PageText,
    figure_cells,
    left_to_other_files,
    page_text,
    sources_elsewhere,
    sources_heading,
)
from components.brief.tables.incident_rows import incidents_heading
from data.tables.vocabulary import DeviceCategory
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import DISCLAIMER, SAFETY_LINE, happened, people, place_of

MOST_ROWS: Final = 24
"""Incidents that a table on the page lists; more are left to the spreadsheet."""
MOST_SOURCES: Final = 80
LONGEST_ADDRESS: Final = 110
"""Letters of an address in print; a longer one is cut, its link is not."""

_WIDTH: Final = A4[0] - 30 * MM
_LEFT: Final = 15 * MM
_TOP: Final = A4[1] - 13 * MM
_BOTTOM: Final = 10 * MM
_GAP: Final = 2.6 * MM
_COLUMNS: Final = [0.22 * _WIDTH, 0.34 * _WIDTH, 0.1 * _WIDTH, 0.1 * _WIDTH, 0.24 * _WIDTH]
_TALLEST_MAP: Final = 160 * MM
_PLAIN, _BOLD = "Atlas", "Atlas-Bold"

# Named here because a table otherwise asks for Helvetica, which no file of ours embeds.
_CELLS: Final = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), _PLAIN)]

_writing: Final = threading.Lock()
"""ReportLab keeps its fonts once a process: one page at a time."""


@dataclass(frozen=True)
class _Plan:
    """What of a brief stands on its page."""

    text: float
    """Points of the sentences' type."""
    has_table: bool
    sources: int
    """How many footnotes are listed."""
    words: PageText
    findings: int
    """How many of the findings stand there; the limits always do."""
    bars: Bars | None
    """The chart, where there is one and room for it."""

    @property
    def small(self) -> float:
        return max(SMALLEST_TEXT, self.text - 1.0)

    @property
    def chart_height(self) -> float:
        """Points of the chart with the gap under it."""
        return 0.0 if self.bars is None else chart_height_mm(self.bars) * MM + _GAP


def pdf_brief(brief: Brief) -> bytes:
    """A PDF of one page; the same brief always gives the same bytes. May be called from any thread."""
    with _writing:
        _register_fonts()
        plan, map_height = _plan(brief)
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=A4, invariant=1, lang="en", initialFontName=_PLAIN)
        chart_bottom, map_bottom = _draw(brief, plan, map_height, canvas)
        canvas.save()
    drawings = [
        (
            "Map",
            map_picture(brief, "pdf", _WIDTH / MM, map_height / MM, furniture=False, legend=True),
            map_bottom,
        )
    ]
    if plan.bars is not None:
        drawings.append(("Chart", chart_picture(brief, plan.bars, "pdf", _WIDTH / MM), chart_bottom))
    return _joined(brief, file.getvalue(), drawings)


def _plan(brief: Brief) -> tuple[_Plan, float]:
    """The richest plan that leaves the map enough of the page, and the map's height in points."""
    for plan, least_map in _plans(brief):
        room = _room(brief, plan)
        if room >= least_map:
            return plan, min(room, _TALLEST_MAP)
    # Nothing of the above fits: the findings are cut from their end.
    words = page_text(brief).without_single()
    for findings in range(len(words.findings), -1, -1):
        plan = _Plan(6.5, False, 0, words, findings, None)
        room = _room(brief, plan)
        if room >= 45 * MM:
            break
    return plan, max(room, 30 * MM)


def _room(brief: Brief, plan: _Plan) -> float:
    """Points that a plan leaves for the map."""
    used = _height(_head(brief, plan)) + _height(_body(brief, plan)) + _height(_foot(brief))
    return float(_TOP - _BOTTOM - used - plan.chart_height - 3 * _GAP)


def _plans(brief: Brief) -> Iterable[tuple[_Plan, float]]:
    """Plans, the richest first, each with the least height of the map."""
    every = min(len(brief.paragraph.footnotes), MOST_SOURCES)
    whole, bars = page_text(brief), bars_of(brief.summary)
    common = whole.without_single()
    few = len(whole.findings)
    if 0 < brief.summary.incidents <= MOST_ROWS:
        yield from _plans_with_table(every, whole, bars)
    for words in (whole, common):
        for size in (9, 8.5, 8, 7.5):
            yield _Plan(size, False, every, words, few, bars), 70 * MM
    for sources in range(every, 0, -1 if every < 20 else -4):
        yield _Plan(7.5, False, sources, common, few, bars), 65 * MM
    for chart in (bars, None):
        for size in (7.5, 7, 6.5):
            yield _Plan(size, False, min(every, 4), common, few, chart), 50 * MM


def _plans_with_table(every: int, whole: PageText, bars: Bars | None) -> Iterable[tuple[_Plan, float]]:
    common, few = whole.without_single(), len(whole.findings)
    for words in (whole, common):
        for size in (9, 8.5, 8, 7.5):
            yield _Plan(size, True, every, words, few, bars), 70 * MM
    # Without sources only where every one of them would be listed beside the table, and there is no room.
    for chart in (bars, None):
        for sources in (every, 0) if common.has_sources_of_table else ():
            yield _Plan(7.5, True, sources, common, few, chart), 50 * MM


def _draw(brief: Brief, plan: _Plan, map_height: float, canvas: Canvas) -> tuple[float, float]:
    """Write all but chart and map onto the page; where the bottoms of both are."""
    chart_bottom = _stack(canvas, _head(brief, plan), _TOP) - plan.chart_height
    map_bottom = chart_bottom - _GAP - map_height
    _stack(canvas, _body(brief, plan), map_bottom - _GAP)
    foot = _foot(brief)
    top = _BOTTOM + _height(foot)
    canvas.setStrokeColor(HexColor(PALETTE.line))
    canvas.line(_LEFT, top + _GAP / 2, _LEFT + _WIDTH, top + _GAP / 2)
    _stack(canvas, foot, top)
    return chart_bottom + (_GAP if plan.bars is not None else 0.0), map_bottom


def _head(brief: Brief, plan: _Plan) -> list[Any]:
    """Message, what it is about, filter, lead and figures."""
    about = _lines("<br/>".join(_cut(brief.title, 9, 2)), 9, PALETTE.quiet_text)
    filter_shown = "<br/>".join(_cut(brief.filter_text, 9, 3, is_bold=True))
    lead = "".join(_sentence(sentence, plan) for sentence in plan.words.lead)
    parts = [
        _lines("<br/>".join(_cut(brief.message, 13, 3, is_bold=True)), 13, is_bold=True, after=1),
        about,
        _lines(filter_shown, 9, PALETTE.accent, is_bold=True, after=3),
        _lines(lead, plan.text + 0.5, after=4),
    ]
    cells = figure_cells(brief)
    return [*parts, _figures(cells)] if cells else parts


def _figures(cells: Sequence[FigureCell]) -> Table:
    """The numbers under their headings."""
    colours = {"killed": PALETTE.killed, "injured": PALETTE.injured}
    width = _WIDTH / len(cells)
    heads = [_lines(cell.heading, 8, PALETTE.quiet_text, is_bold=True) for cell in cells]
    numbers = [
        [
            _lines(escape(cell.value), 14, colours.get(cell.kind, PALETTE.text), is_bold=True),
            *([_lines(escape(cell.remark), 7.5, PALETTE.quiet_text)] if cell.remark else []),
        ]
        for cell in cells
    ]
    table = Table([heads, numbers], [width] * len(cells), spaceAfter=_GAP, repeatRows=1)
    line = ("LINEABOVE", (0, 0), (-1, 0), 0.4, HexColor(PALETTE.line))
    paddings: list[Any] = [(f"{side}PADDING", (0, 0), (-1, -1), 1.5) for side in ("TOP", "BOTTOM")]
    paddings += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 6)]
    table.setStyle(TableStyle([line, *paddings, *_CELLS]))
    return table


def _body(brief: Brief, plan: _Plan) -> list[Any]:
    """What of the map is drawn; findings, limits, table and sources, as far as the plan goes."""
    findings = (*plan.words.findings[: plan.findings], *plan.words.single)
    body = [_lines(escape(printable(f"{brief.drawn_text}.")), plan.small, PALETTE.quiet_text, after=2)]
    body += [*_list("Findings", findings, plan), *_list("Limits", plan.words.limits, plan)]
    if plan.findings < len(plan.words.findings):
        cut = "Further findings do not fit on the page; they are in the document of this view."
        body.append(_lines(cut, plan.small, PALETTE.quiet_text))
    if plan.has_table:
        body += [
            _lines(incidents_heading(brief.summary), plan.text, PALETTE.accent, is_bold=True),
            _table(brief, plan.small),
        ]
    has_single = len(plan.words.single) == len(page_text(brief).single)
    if note := left_to_other_files(brief, plan.has_table, has_single):
        body.append(_lines(note, plan.small, PALETTE.quiet_text, after=3))
    return [*body, *_sources_part(brief, plan)]


def _sources_part(brief: Brief, plan: _Plan) -> list[Any]:
    if not brief.source_count:
        return []
    cited = plan.words.cited(brief.paragraph.footnotes) if plan.sources else []
    title = sources_heading(plan.words) if cited else "Sources"
    heading = _lines(title, plan.text, PALETTE.accent, is_bold=True)
    if cited:
        return [heading, _sources(cited, plan)]
    return [heading, _lines(sources_elsewhere(brief), plan.small)]


def _list(heading: str, sentences: Sequence[Sentence], plan: _Plan) -> list[Any]:
    """Sentences as a list under a heading; nothing for none."""
    if not sentences:
        return []
    items = [
        _lines(f"•&nbsp; {_sentence(sentence, plan)}", plan.text, indent=10, after=0.8)
        for sentence in sentences
    ]
    return [_lines(heading, plan.text, PALETTE.accent, is_bold=True, after=1), *items, _lines("", 2)]


def _foot(brief: Brief) -> list[Any]:
    """Safety line, disclaimer, attribution, edition and the address of the view."""
    shown = _shortened(brief.address)
    address = _link(brief.address, shown) if brief.public_url else escape(printable(shown))
    quiet = PALETTE.quiet_text
    return [
        _lines(SAFETY_LINE, 8, is_bold=True),
        _lines(escape(DISCLAIMER), SMALLEST_TEXT, quiet),
        _lines("<br/>".join(_cut(brief.attribution, SMALLEST_TEXT, 3)), SMALLEST_TEXT, quiet),
        _lines(f"{escape(printable(brief.edition_text))} · {address}", SMALLEST_TEXT, quiet),
    ]


def _sentence(sentence: Sentence, plan: _Plan) -> str:
    """A sentence as markup, its footnotes' numbers raised behind it."""
    text = escape(printable(sentence.text))
    if not sentence.footnotes:
        return f"{text} "
    size = max(5.5, plan.text * 0.72)
    return f'{text}<super size="{size}"><font color="{PALETTE.accent}">{_ranges(sentence.footnotes)}</font></super> '


def _ranges(numbers: Sequence[int]) -> str:
    """ "1–4, 7" for 1, 2, 3, 4 and 7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)


def _table(brief: Brief, size: float) -> Table:
    """The incidents in order of time: when, where, casualties that match, device."""
    rows = [[_lines(name, size, is_bold=True) for name in ("Date", "Place")]]
    rows[0] += [_lines(name, size, is_bold=True, is_right=True) for name in ("Killed", "Injured")]
    rows[0].append(_lines("Device", size, is_bold=True))
    people_hurt = brief.summary.people_of(brief.summary.rows).to_dict("records")
    for row, counts in zip(brief.summary.rows, people_hurt, strict=True):
        incident = brief.dataset.incidents.iloc[row]
        hurt = brief.summary.chosen_in(counts)
        rows.append(
            [
                _cell(happened(incident), size),
                _cell(place_of(incident, brief.dataset), size),
                *(_cell(people(count), size, is_right=True) for count in hurt),
                _cell(DeviceCategory(incident["device_category"]).label, size),
            ]
        )
    table = Table(rows, _COLUMNS, spaceAfter=5)
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(PALETTE.line))
    paddings: list[Any] = [(f"{side}PADDING", (0, 0), (-1, -1), 1.2) for side in ("TOP", "BOTTOM")]
    paddings += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 5)]
    paddings.append(("LEFTPADDING", (-1, 0), (-1, -1), 12))
    table.setStyle(TableStyle([line, *paddings, *_CELLS]))
    return table


def _sources(footnotes: Sequence[Footnote], plan: _Plan) -> Table:
    """The numbered sources in two columns of about one height, and how many are left out."""
    width = (_WIDTH - 5 * MM) / 2
    listed = [_source(note) for note in footnotes[: plan.sources]]
    if left_out := len(footnotes) - plan.sources:
        text = f"and {left_out:,} more in the spreadsheet of this view"
        listed.append(_lines(text, SMALLEST_TEXT, PALETTE.quiet_text))
    heights = [source.wrap(width, A4[1])[1] for source in listed]
    first = min(range(1, len(listed) + 1), key=lambda split: max(sum(heights[:split]), sum(heights[split:])))
    table = Table([[listed[:first], listed[first:]]], [width + 5 * MM, width])
    paddings: list[Any] = [
        (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")
    ]
    paddings.append(("RIGHTPADDING", (0, 0), (0, 0), 5 * MM))
    table.setStyle(TableStyle([*paddings, *_CELLS]))
    return table


def _source(note: Footnote) -> Lines:
    about = escape(printable(", ".join(part for part in (note.publisher, note.details) if part)))
    text = f"{note.number}&nbsp; {about}"
    if note.url:
        text += f". {_link(note.url, _shortened(note.url))}"
    return _lines(text, SMALLEST_TEXT, indent=14, after=0.6)


def _link(address: str, shown: str) -> str:
    """Markup of a link, where the address is one of the web; otherwise its text alone."""
    text = escape(printable(shown))
    try:
        parts = urlsplit(address)
    except ValueError:
        return text
    is_clean = address.isprintable() and not any(letter.isspace() for letter in address)
    if parts.scheme not in ("http", "https") or not parts.netloc or not is_clean:
        return text
    return f"<a href={quoteattr(address)} color={quoteattr(PALETTE.accent)}>{text}</a>"


def _shortened(address: str) -> str:
    return address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"


def _cut(text: str, size: float, most: int, is_bold: bool = False) -> list[str]:
    """At most so many lines of escaped text."""
    return [escape(line) for line in wrapped(text, size, _WIDTH - 1, is_bold, most)]


def _cell(text: str, size: float, is_right: bool = False) -> Lines:
    # A place as reported may be as long as it likes; a row of the table may not.
    cut = text if len(text) <= 90 else f"{text[:89].rstrip()}…"
    return _lines(escape(printable(cut)), size, is_right=is_right)


def _lines(
    markup: str,
    size: float,
    colour: str = PALETTE.text,
    is_bold: bool = False,
    is_right: bool = False,
    leading: float | None = None,
    indent: float = 0,
    after: float = 0,
) -> Lines:
    style = ParagraphStyle(
        "lines",
        fontName=_BOLD if is_bold else _PLAIN,
        fontSize=size,
        leading=leading or size * 1.26,
        textColor=HexColor(colour),
        leftIndent=indent,
        firstLineIndent=-indent,
        spaceAfter=after,
        linkUnderline=0,
        bulletFontName=_PLAIN,
    )
    if is_right:
        style.alignment = TA_RIGHT
    return Lines(markup, style)


def _height(parts: Iterable[Any]) -> float:
    """Points that parts under each other need."""
    return sum(float(part.wrap(_WIDTH, A4[1])[1]) + float(part.getSpaceAfter()) for part in parts)


def _stack(canvas: Canvas, parts: Iterable[Any], top: float) -> float:
    """Draw parts under each other; where the last one ends."""
    for part in parts:
        _, height = part.wrapOn(canvas, _WIDTH, A4[1])
        part.drawOn(canvas, _LEFT, top - height)
        top -= height + part.getSpaceAfter()
    return top


def _joined(brief: Brief, page: bytes, drawings: Sequence[tuple[str, bytes, float]]) -> bytes:
    """The page with drawings on it, each with its name and its bottom, and what a reader's program shows of the file."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    for name, drawing, bottom in drawings:
        _place(writer, name, PdfReader(io.BytesIO(drawing)).pages[0], bottom)
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {
        "/Title": f"{brief.title}: {brief.filter_text}",
        "/Subject": f"{brief.drawn_text}. {brief.edition_text}.",
        "/Producer": "Mine incident atlas",
    }
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _place(writer: PdfWriter, name: str, drawing: PageObject, bottom: float) -> None:
    """Show a page as a form on the writer's page: its content is taken as it is, without being parsed."""
    contents = drawing.get_contents()
    assert contents is not None
    fonts_and_states = drawing["/Resources"].get_object()
    assert isinstance(fonts_and_states, DictionaryObject)
    form = StreamObject()
    form.set_data(contents.get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(drawing.mediabox),
            NameObject("/Resources"): fonts_and_states.clone(writer),
        }
    )
    # A drawing's transparency is its own group.
    group = {"/S": NameObject("/Transparency"), "/CS": NameObject("/DeviceRGB")}
    form[NameObject("/Group")] = DictionaryObject({NameObject(key): value for key, value in group.items()})
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    # ReportLab makes forms for images alone, and there are none.
    forms = resources.setdefault(NameObject("/XObject"), DictionaryObject())
    forms[NameObject(f"/{name}")] = writer._add_object(form.flate_encode())  # noqa: SLF001 - it has no public name
    written = page.get_contents()
    assert written is not None
    content = StreamObject()
    at = f"q 1 0 0 1 {_LEFT:.3f} {bottom:.3f} cm /{name} Do Q\n"
    content.set_data(written.get_data() + b"\n" + at.encode())
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())  # noqa: SLF001


def _register_fonts() -> None:
    if _BOLD in pdfmetrics.getRegisteredFontNames():
        return
    for name, is_bold in ((_PLAIN, False), (_BOLD, True)):
        pdfmetrics.registerFont(TTFont(name, str(FONTS[is_bold])))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_PLAIN, boldItalic=_BOLD)
