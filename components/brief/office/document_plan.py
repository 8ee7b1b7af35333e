"""What of a brief fits on the page of the Word document, and the texts it is reckoned from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from components.brief.chart.bars import Bars, bars_of
from components.brief.chart.picture import chart_height_mm
from components.brief.contents import Brief
from components.brief.office.text_measure import LINE_HEIGHT, shortened, text_height
from components.brief.office.wording import filter_line
from components.brief.page_text import (
    FigureCell,
    PageText,
    figure_cells,
    left_to_other_files,
    page_text,
    sources_elsewhere,
)
from components.brief.tables.incident_rows import HEADER
from data.language import counted
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import SAFETY_LINE

MOST_SOURCES: Final = 60
"""Footnotes beyond this never fit on a page or slide."""
PAGE_MM: Final = (210.0, 297.0)
SIDE_MM: Final = 18.0
TOP_MM: Final = 13.0
WIDTH_MM: Final = PAGE_MM[0] - 2 * SIDE_MM
COLUMNS_MM: Final = (25.0, 40.0, 13.0, 14.0, 40.0, 42.0)
VIEW: Final = "This view: "
TITLE_PT: Final = 15.0
ABOUT_PT: Final = 10.0
FIGURE_PT: Final = (8.5, 15.0, 8.0)
"""Heading, number and remark of a figure."""
_WIDTH_PT: Final = WIDTH_MM / 25.4 * 72
_HEIGHT_PT: Final = (PAGE_MM[1] - 2 * TOP_MM) / 25.4 * 72 - 14
"""Room on the page in points, less a line that no estimate may use up."""
_TALLEST_MAP_MM: Final = 150.0
_HEADING_PT: Final = 20.0
_INDENT_PT: Final = 14.0
"""Of an item of a list."""


@dataclass(frozen=True)
class Plan:
    """What of a brief fits on the page, and how large."""

    size_pt: float
    """Of the type; table and sources are smaller by a step."""
    map_height_mm: float
    has_table: bool
    is_spelled: bool
    """Whether sources show their addresses; otherwise the publisher's name links there."""
    sources: int
    """How many footnotes are listed."""
    text: PageText
    bars: Bars | None
    """The chart, where there is one and room for it."""

    @property
    def small_pt(self) -> float:
        return min(8.5, self.size_pt - 1)


def plan_of(brief: Brief, rows: list[tuple[str, ...]]) -> Plan:
    """The first plan, from the richest down, that leaves the map enough of the page."""
    fixed = _head_height(brief) + _foot_height(brief)
    for plan, least_map_mm in _plans(brief, rows):
        used = fixed + _body_height(brief, plan, rows)
        room_mm = (_HEIGHT_PT - used) / 72 * 25.4
        if room_mm >= least_map_mm:
            return replace(plan, map_height_mm=math.floor(min(room_mm, _TALLEST_MAP_MM)))
    text = page_text(brief).without_single()
    return Plan(8.5, 45.0, False, False, 0, text, None)


def title_shown(brief: Brief) -> str:
    """The message of the view, in three lines at most."""
    return shortened(brief.message, TITLE_PT, _WIDTH_PT, 3, is_bold=True)


def about_shown(brief: Brief) -> str:
    """What the data are about, in two lines at most."""
    return shortened(brief.title, ABOUT_PT, _WIDTH_PT, 2)


def filter_shown(brief: Brief) -> str:
    """The filter in words, in three lines at most."""
    return filter_line(brief, ABOUT_PT, _WIDTH_PT, 3)


def note_shown(brief: Brief, plan: Plan) -> str:
    """What the page leaves to other files; it names the spreadsheet at most once. "" for nothing."""
    has_single = len(plan.text.single) == len(page_text(brief).single)
    return left_to_other_files(brief, plan.has_table, has_single)


def listed_sources(brief: Brief, plan: Plan) -> list[Footnote]:
    """The footnotes that the page lists."""
    return plan.text.cited(brief.paragraph.footnotes)[: plan.sources]


def sources_left_out(brief: Brief, plan: Plan) -> int:
    """How many footnotes of the page's sentences it does not list."""
    return len(plan.text.cited(brief.paragraph.footnotes)) - len(listed_sources(brief, plan))


def foot_texts(brief: Brief) -> tuple[str, ...]:
    """Edition and address; disclaimer; attribution."""
    sources = counted(brief.source_count, "source")
    address = shortened(brief.address, 8, _WIDTH_PT, 2)
    _, disclaimer, attribution = brief.caveats
    where = shortened(brief.origin, 8, _WIDTH_PT, 2) if brief.origin else f"{VIEW}{address}"
    return f"{brief.edition_text} · {sources} · {where}", disclaimer, attribution


def _plans(brief: Brief, rows: list[tuple[str, ...]]) -> Iterator[tuple[Plan, float]]:
    """Plans without a map, each with the least height in millimetres that it must leave for one."""
    every, whole, bars = len(brief.paragraph.footnotes), page_text(brief), bars_of(brief.summary)
    common = whole.without_single()
    if rows:
        yield from _plans_with_table(every, whole, bars)
    for text in (whole, common):
        yield Plan(10, 0, False, True, every, text, bars), 75
        yield Plan(9.5, 0, False, False, every, text, bars), 70
        yield Plan(9, 0, False, False, every, text, bars), 65
    for sources in range(min(every, MOST_SOURCES), 0, -1):
        yield Plan(9, 0, False, False, sources, common, bars), 62
    yield Plan(8.5, 0, False, False, min(every, 6), common, bars), 60
    for chart in (bars, None):
        for size_pt in (9, 8.5):
            for sources in (min(every, 6), 0):
                yield Plan(size_pt, 0, False, False, sources, common, chart), 50


def _plans_with_table(every: int, whole: PageText, bars: Bars | None) -> Iterator[tuple[Plan, float]]:
    common = whole.without_single()
    for text in (whole, common):
        yield Plan(10, 0, True, True, every, text, bars), 70
        yield Plan(9.5, 0, True, False, every, text, bars), 65
        yield Plan(9, 0, True, False, every, text, bars), 60
    # Without sources only where every one of them would be listed beside the table, and there is no room.
    for chart in (bars, None):
        for sources in (every, 0) if common.has_sources_of_table else (every,):
            yield Plan(8.5, 0, True, False, sources, common, chart), 52


def _body_height(brief: Brief, plan: Plan, rows: list[tuple[str, ...]]) -> float:
    """Points of lead, figures, chart, lists, table and sources."""
    lead = " ".join(with_footnotes(sentence) for sentence in plan.text.lead)
    height = text_height(lead, plan.size_pt + 0.5, _WIDTH_PT) + 5 + figures_height(figure_cells(brief))
    if plan.bars is not None:
        height += chart_height_mm(plan.bars) / 25.4 * 72 + 8
    for sentences in ((*plan.text.findings, *plan.text.single), plan.text.limits):
        height += _list_height(sentences, plan.size_pt)
    if note := note_shown(brief, plan):
        height += text_height(note, plan.small_pt, _WIDTH_PT) + 6
    if plan.has_table:
        height += _table_height(rows, plan.small_pt) + _HEADING_PT + 4
    if lines := _source_texts(brief, plan):
        height += _HEADING_PT + sum(text_height(line, plan.small_pt, _WIDTH_PT - 18) + 1 for line in lines)
    return height


def with_footnotes(sentence: Sentence) -> str:
    """A sentence with room for the numbers of its footnotes."""
    return sentence.text + " 0," * (len(sentence.footnotes) and min(len(sentence.footnotes), 3))


def figures_height(cells: list[FigureCell]) -> float:
    """Points of the table of figures."""
    if not cells:
        return 0
    heading, number, remark = FIGURE_PT
    width = _WIDTH_PT / len(cells) - 11
    remarks = max(text_height(cell.remark, remark, width) if cell.remark else 0 for cell in cells)
    numbers = max(text_height(cell.value, number, width, True) for cell in cells)
    return heading * LINE_HEIGHT + numbers + remarks + 10


def _list_height(sentences: tuple[Sentence, ...], size_pt: float) -> float:
    if not sentences:
        return 0
    width = _WIDTH_PT - _INDENT_PT
    return _HEADING_PT + sum(
        text_height(with_footnotes(sentence), size_pt, width) + 1 for sentence in sentences
    )


def _table_height(rows: list[tuple[str, ...]], size_pt: float) -> float:
    widths = [width / 25.4 * 72 - 11 for width in COLUMNS_MM]
    return sum(
        max(
            text_height(text, size_pt, width, row is HEADER) for text, width in zip(row, widths, strict=False)
        )
        + 1
        for row in (HEADER, *rows)
    )


def _head_height(brief: Brief) -> float:
    return (
        text_height(title_shown(brief), TITLE_PT, _WIDTH_PT, True)
        + text_height(about_shown(brief), ABOUT_PT, _WIDTH_PT)
        + text_height(filter_shown(brief), ABOUT_PT, _WIDTH_PT, True)
        + text_height(_caption(brief), 8.5, _WIDTH_PT, True)
        + 20
    )


def _foot_height(brief: Brief) -> float:
    return sum(text_height(text, 8, _WIDTH_PT) for text in foot_texts(brief)) + 7


def _caption(brief: Brief) -> str:
    return f"{brief.drawn_text}. {SAFETY_LINE}"


def _source_texts(brief: Brief, plan: Plan) -> list[str]:
    """The listed sources as lines of text, and one on those left out."""
    listed = listed_sources(brief, plan)
    lines = [f"{note.number} {note.text if plan.is_spelled else _without_address(note)}" for note in listed]
    if not plan.is_spelled:
        lines = ["   ".join(lines)] if lines else []
    if listed and (left_out := sources_left_out(brief, plan)):
        lines.append(f"and {left_out:,} more, listed in the spreadsheet of this view")
    return lines or ([sources_elsewhere(brief)] if brief.source_count else [])


def _without_address(note: Footnote) -> str:
    return f"{note.publisher}, {note.details}".strip(", ")
