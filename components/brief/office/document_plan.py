"""What of a brief fits on the page of the Word document, and the texts it is reckoned from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from components.brief.contents import Brief, Figure
from components.brief.office.text_measure import LINE_HEIGHT, shortened, text_height, text_width
from components.brief.office.wording import filter_line
from components.brief.tables.incident_rows import HEADER
from data.wording.paragraph import Footnote
from data.wording.phrases import SAFETY_LINE, counted

MOST_SOURCES: Final = 60
"""Footnotes beyond this never fit on a page or slide."""
PAGE_MM: Final = (210.0, 297.0)
SIDE_MM: Final = 18.0
TOP_MM: Final = 13.0
WIDTH_MM: Final = PAGE_MM[0] - 2 * SIDE_MM
COLUMNS_MM: Final = (25.0, 40.0, 13.0, 14.0, 40.0, 42.0)
VIEW: Final = "This view: "
_HEIGHT_PT: Final = (PAGE_MM[1] - 2 * TOP_MM) / 25.4 * 72 - 14
"""Room on the page in points, less a line that no estimate may use up."""
_TALLEST_MAP_MM: Final = 150.0


@dataclass(frozen=True)
class Plan:
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


def plan_of(brief: Brief, rows: list[tuple[str, ...]]) -> Plan:
    """The first plan, from the richest down, that leaves the map enough of the page."""
    fixed = _head_height(brief) + _foot_height(brief)
    for plan, least_map_mm in _plans(brief, rows):
        used = fixed + _body_height(brief, plan, rows)
        room_mm = (_HEIGHT_PT - used) / 72 * 25.4
        if room_mm >= least_map_mm:
            height_mm = math.floor(min(room_mm, _TALLEST_MAP_MM))
            return Plan(plan.size_pt, height_mm, plan.has_table, plan.is_spelled, plan.sources)
    return Plan(8.5, 45.0, False, False, 0)


def title_shown(brief: Brief) -> str:
    """The brief's title, in three lines at most."""
    return shortened(brief.title, 18, WIDTH_MM / 25.4 * 72, 3, is_bold=True)


def filter_shown(brief: Brief) -> str:
    """The filter in words, in three lines at most."""
    return filter_line(brief, 11, WIDTH_MM / 25.4 * 72, 3)


def table_note(brief: Brief) -> str:
    """What stands in place of a table that is too long; it names the spreadsheet once."""
    incidents = counted(brief.summary.incidents, "incident")
    return f"The table of {incidents} does not fit on this page; it is in the spreadsheet of this view."


def foot_texts(brief: Brief) -> tuple[str, ...]:
    """Edition and address; disclaimer; attribution."""
    width = WIDTH_MM / 25.4 * 72
    sources = counted(brief.source_count, "source")
    address = shortened(brief.address, 8, width, 2)
    _, disclaimer, attribution = brief.caveats
    return f"{brief.edition_text} · {sources} · {VIEW}{address}", disclaimer, attribution


def _plans(brief: Brief, rows: list[tuple[str, ...]]) -> Iterator[tuple[Plan, float]]:
    """Plans without a map, each with the least height in millimetres that it must leave for one."""
    every = len(brief.paragraph.footnotes)
    if rows:
        yield Plan(10, 0, True, True, every), 80
        yield Plan(9.5, 0, True, True, every), 72
        yield Plan(9.5, 0, True, False, every), 72
        yield Plan(9, 0, True, False, every), 65
    yield Plan(10, 0, False, True, every), 85
    yield Plan(9.5, 0, False, False, every), 78
    yield Plan(9, 0, False, False, every), 72
    for sources in range(min(every, MOST_SOURCES), 0, -1):
        yield Plan(9, 0, False, False, sources), 68
    for size_pt in (9, 8.5):
        for sources in (min(every, 6), 0):
            yield Plan(size_pt, 0, False, False, sources), 50


def _body_height(brief: Brief, plan: Plan, rows: list[tuple[str, ...]]) -> float:
    """Points of paragraph, table and sources."""
    width = WIDTH_MM / 25.4 * 72
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


def _note_height(brief: Brief, plan: Plan, width: float) -> float:
    return text_height(table_note(brief), plan.small_pt, width) + 6 if brief.summary.incidents else 0


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
    width = WIDTH_MM / 25.4 * 72
    return (
        text_height(title_shown(brief), 18, width, True)
        + text_height(filter_shown(brief), 11, width, True)
        + 16 * LINE_HEIGHT * math.ceil(_figures_width(brief) / width)
        + text_height(_caption(brief), 9, width, True)
        + 17
    )


def _foot_height(brief: Brief) -> float:
    width = WIDTH_MM / 25.4 * 72
    return sum(text_height(text, 8, width) for text in foot_texts(brief)) + 7


def _figures_width(brief: Brief) -> float:
    """Points of the line with the figures, as `document._add_head` sets it."""
    runs = [run for figure in brief.figures for run in figure_runs(figure, is_first=False)]
    return sum(text_width(text, size, is_number) for text, size, is_number in runs)


def figure_runs(figure: Figure, is_first: bool) -> list[tuple[str, float, bool]]:
    """The pieces of a figure in a line: text, size, and whether it is the number."""
    parts = [
        (figure.lead, 11.0, False),
        (figure.number, 16.0, True),
        (figure.word, 11.0, False),
        (figure.remark, 9.0, False),
    ]
    given = [part for part in parts if part[0]]
    spaces = ["" if is_first else "   ", *[" "] * (len(given) - 1)]
    return [
        (space + text, size, is_number) for space, (text, size, is_number) in zip(spaces, given, strict=True)
    ]


def _caption(brief: Brief) -> str:
    return f"{brief.drawn_text}. {SAFETY_LINE}"


def _source_texts(brief: Brief, plan: Plan) -> list[str]:
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
