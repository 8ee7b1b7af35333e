"""Which of a brief's parts stand on the PDF's page, so that the map keeps enough of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.lib.pagesizes import A4

from components.brief.chart.bars import Bars, bars_of
from components.brief.contents import Brief
from components.brief.map.sheet_text import MM
from components.brief.page_text import (
    PageText,
    page_text,
)
from components.brief.pdf.lines import (
    height_of,
)
from components.brief.pdf.parts import GAP, Plan, body_parts, foot_parts, head_parts

MOST_ROWS: Final = 24
"""Incidents that a table on the page lists; more are left to the spreadsheet."""
MOST_SOURCES: Final = 80
PAGE_TOP: Final = A4[1] - 13 * MM
PAGE_BOTTOM: Final = 10 * MM
_TALLEST_MAP: Final = 160 * MM


def plan_of(brief: Brief) -> tuple[Plan, float]:
    """The richest plan that leaves the map enough of the page, and the map's height in points."""
    for plan, least_map in _plans(brief):
        room = _room(brief, plan)
        if room >= least_map:
            return plan, min(room, _TALLEST_MAP)
    # Nothing of the above fits: the findings are cut from their end.
    words = page_text(brief).without_single()
    for findings in range(len(words.findings), -1, -1):
        plan = Plan(6.5, False, 0, words, findings, None)
        room = _room(brief, plan)
        if room >= 45 * MM:
            break
    return plan, max(room, 30 * MM)


def _room(brief: Brief, plan: Plan) -> float:
    """Points that a plan leaves for the map."""
    used = (
        height_of(head_parts(brief, plan)) + height_of(body_parts(brief, plan)) + height_of(foot_parts(brief))
    )
    return float(PAGE_TOP - PAGE_BOTTOM - used - plan.chart_height - 3 * GAP)


def _plans(brief: Brief) -> Iterable[tuple[Plan, float]]:
    """Plans, the richest first, each with the least height of the map."""
    every = min(len(brief.paragraph.footnotes), MOST_SOURCES)
    whole, bars = page_text(brief), bars_of(brief.summary)
    common = whole.without_single()
    few = len(whole.findings)
    if 0 < brief.summary.incidents <= MOST_ROWS:
        yield from _plans_with_table(every, whole, bars)
    for words in (whole, common):
        for size in (9, 8.5, 8, 7.5):
            yield Plan(size, False, every, words, few, bars), 70 * MM
    for sources in range(every, 0, -1 if every < 20 else -4):
        yield Plan(7.5, False, sources, common, few, bars), 65 * MM
    for chart in (bars, None):
        for size in (7.5, 7, 6.5):
            yield Plan(size, False, min(every, 4), common, few, chart), 50 * MM


def _plans_with_table(every: int, whole: PageText, bars: Bars | None) -> Iterable[tuple[Plan, float]]:
    common, few = whole.without_single(), len(whole.findings)
    for words in (whole, common):
        for size in (9, 8.5, 8, 7.5):
            yield Plan(size, True, every, words, few, bars), 70 * MM
    # Without sources only where every one of them would be listed beside the table, and there is no room.
    for chart in (bars, None):
        for sources in (every, 0) if common.has_sources_of_table else ():
            yield Plan(7.5, True, sources, common, few, chart), 50 * MM
