"""The parts of the PDF's page: message, lead and figures, findings and limits, table and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table, TableStyle

from components.brief.chart.bars import Bars
from components.brief.chart.picture import chart_height_mm
from components.brief.contents import Brief
from components.brief.map.sheet_text import MM, PALETTE, SMALLEST_TEXT, printable
from components.brief.page_text import (
    FigureCell,
    PageText,
    figure_cells,
    left_to_other_files,
    page_text,
    sources_elsewhere,
    sources_heading,
)
from components.brief.pdf.lines import (
    PAGE_WIDTH,
    PLAIN_FONT,
    cell_lines,
    cut_lines,
    lines_of,
    link_markup,
    shortened_address,
)
from components.brief.tables.incident_rows import incidents_heading
from data.filters.single_incidents import in_order_of_time
from data.tables.vocabulary import DeviceCategory
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import DISCLAIMER, SAFETY_LINE, happened, people, place_of

GAP: Final = 2.6 * MM
_COLUMNS: Final = [
    0.22 * PAGE_WIDTH,
    0.34 * PAGE_WIDTH,
    0.1 * PAGE_WIDTH,
    0.1 * PAGE_WIDTH,
    0.24 * PAGE_WIDTH,
]
# Named here because a table otherwise asks for Helvetica, which no file of ours embeds.
_CELLS: Final = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), PLAIN_FONT)]


@dataclass(frozen=True)
class Plan:
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
        return 0.0 if self.bars is None else chart_height_mm(self.bars) * MM + GAP


def head_parts(brief: Brief, plan: Plan) -> list[Any]:
    """Message, what it is about, filter, lead and figures."""
    about = lines_of("<br/>".join(cut_lines(brief.title, 9, 2)), 9, PALETTE.quiet_text)
    filter_shown = "<br/>".join(cut_lines(brief.filter_text, 9, 3, is_bold=True))
    lead = "".join(_sentence(sentence, plan) for sentence in plan.words.lead)
    parts = [
        lines_of("<br/>".join(cut_lines(brief.message, 13, 3, is_bold=True)), 13, is_bold=True, after=1),
        about,
        lines_of(filter_shown, 9, PALETTE.accent, is_bold=True, after=3),
        lines_of(lead, plan.text + 0.5, after=4),
    ]
    cells = figure_cells(brief)
    return [*parts, _figures(cells)] if cells else parts


def _figures(cells: Sequence[FigureCell]) -> Table:
    """The numbers under their headings."""
    colours = {"killed": PALETTE.killed, "injured": PALETTE.injured}
    width = PAGE_WIDTH / len(cells)
    heads = [lines_of(cell.heading, 8, PALETTE.quiet_text, is_bold=True) for cell in cells]
    numbers = [
        [
            lines_of(escape(cell.value), 14, colours.get(cell.kind, PALETTE.text), is_bold=True),
            *([lines_of(escape(cell.remark), 7.5, PALETTE.quiet_text)] if cell.remark else []),
        ]
        for cell in cells
    ]
    table = Table([heads, numbers], [width] * len(cells), spaceAfter=GAP, repeatRows=1)
    line = ("LINEABOVE", (0, 0), (-1, 0), 0.4, HexColor(PALETTE.line))
    paddings: list[Any] = [(f"{side}PADDING", (0, 0), (-1, -1), 1.5) for side in ("TOP", "BOTTOM")]
    paddings += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 6)]
    table.setStyle(TableStyle([line, *paddings, *_CELLS]))
    return table


def body_parts(brief: Brief, plan: Plan) -> list[Any]:
    """What of the map is drawn; findings, limits, table and sources, as far as the plan goes."""
    findings = (*plan.words.findings[: plan.findings], *plan.words.single)
    body = [lines_of(escape(printable(f"{brief.drawn_text}.")), plan.small, PALETTE.quiet_text, after=2)]
    body += [*_list("Findings", findings, plan), *_list("Limits", plan.words.limits, plan)]
    if plan.findings < len(plan.words.findings):
        cut = "Further findings do not fit on the page; they are in the document of this view."
        body.append(lines_of(cut, plan.small, PALETTE.quiet_text))
    if plan.has_table:
        body += [
            lines_of(incidents_heading(brief.summary), plan.text, PALETTE.accent, is_bold=True),
            _table(brief, plan.small),
        ]
    has_single = len(plan.words.single) == len(page_text(brief).single)
    if note := left_to_other_files(brief, plan.has_table, has_single):
        body.append(lines_of(note, plan.small, PALETTE.quiet_text, after=3))
    return [*body, *_sources_part(brief, plan)]


def _sources_part(brief: Brief, plan: Plan) -> list[Any]:
    if not brief.source_count:
        return []
    cited = plan.words.cited(brief.paragraph.footnotes) if plan.sources else []
    title = sources_heading(plan.words) if cited else "Sources"
    heading = lines_of(title, plan.text, PALETTE.accent, is_bold=True)
    if cited:
        return [heading, _sources(cited, plan)]
    return [heading, lines_of(sources_elsewhere(brief), plan.small)]


def _list(heading: str, sentences: Sequence[Sentence], plan: Plan) -> list[Any]:
    """Sentences as a list under a heading; nothing for none."""
    if not sentences:
        return []
    items = [
        lines_of(f"•&nbsp; {_sentence(sentence, plan)}", plan.text, indent=10, after=0.8)
        for sentence in sentences
    ]
    return [lines_of(heading, plan.text, PALETTE.accent, is_bold=True, after=1), *items, lines_of("", 2)]


def foot_parts(brief: Brief) -> list[Any]:
    """Safety line, disclaimer, attribution, edition and the address of the view."""
    shown = shortened_address(brief.address)
    address = (
        link_markup(brief.address, shown) if brief.public_url else escape(printable(shown or brief.origin))
    )
    quiet = PALETTE.quiet_text
    return [
        lines_of(SAFETY_LINE, 8, is_bold=True),
        lines_of(escape(DISCLAIMER), SMALLEST_TEXT, quiet),
        lines_of("<br/>".join(cut_lines(brief.attribution, SMALLEST_TEXT, 3)), SMALLEST_TEXT, quiet),
        lines_of(f"{escape(printable(brief.edition_text))} · {address}", SMALLEST_TEXT, quiet),
    ]


def _sentence(sentence: Sentence, plan: Plan) -> str:
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
    rows = [[lines_of(name, size, is_bold=True) for name in ("Date", "Place")]]
    rows[0] += [lines_of(name, size, is_bold=True, is_right=True) for name in ("Killed", "Injured")]
    rows[0].append(lines_of("Device", size, is_bold=True))
    few, at = in_order_of_time(brief.summary)
    people_hurt = few.people_of(at).to_dict("records")
    for row, counts in zip(at, people_hurt, strict=True):
        incident = few.dataset.incidents.iloc[row]
        hurt = brief.summary.chosen_in(counts)
        rows.append(
            [
                cell_lines(happened(incident), size),
                cell_lines(place_of(incident, few.dataset), size),
                *(cell_lines(people(count), size, is_right=True) for count in hurt),
                cell_lines(DeviceCategory(incident["device_category"]).label, size),
            ]
        )
    table = Table(rows, _COLUMNS, spaceAfter=5)
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(PALETTE.line))
    paddings: list[Any] = [(f"{side}PADDING", (0, 0), (-1, -1), 1.2) for side in ("TOP", "BOTTOM")]
    paddings += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 5)]
    paddings.append(("LEFTPADDING", (-1, 0), (-1, -1), 12))
    table.setStyle(TableStyle([line, *paddings, *_CELLS]))
    return table


def _sources(footnotes: Sequence[Footnote], plan: Plan) -> Table:
    """The numbered sources in two columns of about one height, and how many are left out."""
    width = (PAGE_WIDTH - 5 * MM) / 2
    listed = [_source(note) for note in footnotes[: plan.sources]]
    if left_out := len(footnotes) - plan.sources:
        text = f"and {left_out:,} more in the spreadsheet of this view"
        listed.append(lines_of(text, SMALLEST_TEXT, PALETTE.quiet_text))
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
        text += f". {link_markup(note.url, shortened_address(note.url))}"
    return lines_of(text, SMALLEST_TEXT, indent=14, after=0.6)
