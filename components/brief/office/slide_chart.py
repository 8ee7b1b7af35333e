"""The chart of people killed and injured, native so that a presenter can edit it."""

from __future__ import annotations

import re
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.chart import XL_TICK_MARK as TICK_MARK
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from components.brief.chart.bars import Bars, bars_of
from components.brief.contents import Brief
from components.brief.office.slide_parts import COLOURS, Box, add_run, add_text_box, describe, rgb
from components.brief.office.text_measure import shortened
from components.theme import PALETTES
from data.guard import guarded

_PALETTE: Final = PALETTES["light"]
MOST_LABELLED: Final = 8
"""Columns that stand side by side with their numbers; more are stacked over a scale."""


def add_chart(slide: Slide, brief: Brief, box: Box) -> None:
    """The chart in its box; where nobody is counted, a line that says so."""
    bars = bars_of(brief.summary)
    if bars is None:
        text = "No count of people to show." if brief.summary.incidents else "No incident matches."
        frame = add_text_box(slide, "No chart", box)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        add_run(frame.paragraphs[0], text, 13, _PALETTE.quiet_text)
        return
    is_labelled = bars.by == "actor" or len(bars.categories) <= MOST_LABELLED
    if bars.by == "actor":
        kind = XL_CHART_TYPE.BAR_CLUSTERED
    else:
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED if is_labelled else XL_CHART_TYPE.COLUMN_STACKED
    place = (Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    shape: Any = slide.shapes.add_chart(kind, *place, _chart_data(bars))
    shape.name = "Chart"
    describe(shape, bars.description)
    _settle_chart(shape.chart, bars, box.width, is_labelled)


def _chart_data(bars: Bars) -> ChartData:
    chart_data = ChartData(number_format="#,##0")
    group = None
    for name, group_name in bars.categories:
        if not group_name:
            chart_data.add_category(_as_label(name))
        elif group is not None and group.label == group_name:
            group.add_sub_category(name)
        else:
            group = chart_data.add_category(group_name)
            group.add_sub_category(name)
    for outcome, counts in bars.known.items():
        chart_data.add_series(outcome.capitalize(), counts)
    return chart_data


def _as_label(name: str) -> str:
    """A bar's name that the chart's workbook takes for text, never for a formula or a link."""
    short = shortened(name, 10, 150, 2)
    return f"'{short}" if re.match(r"[{=]|[a-z]+:", short) else guarded(short)


def _settle_chart(chart: Chart, bars: Bars, width: float, is_labelled: bool) -> None:
    chart.font.size, chart.font.color.rgb = Pt(10), rgb(_PALETTE.quiet_text)
    title: Any = chart.chart_title.text_frame
    add_run(title.paragraphs[0], bars.title, 11, _PALETTE.text, is_bold=True)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _settle_axes(chart, bars, width, is_labelled)
    plot = chart.plots[0]
    plot.gap_width = 45
    is_one_series = sum(map(any, bars.series.values())) < 2
    plot.overlap = 100 if is_one_series or not is_labelled else -5
    for series, name in zip(plot.series, bars.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(COLOURS[name])
        series.invert_if_negative = False
    if is_labelled:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = "#,##0;;", False  # no label for 0
        labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
        labels.font.size, labels.font.color.rgb = Pt(10), rgb(_PALETTE.text)


def _settle_axes(chart: Chart, bars: Bars, width: float, is_labelled: bool) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale = 0
    values.has_major_gridlines = values.visible = not is_labelled
    highest = max(killed + injured for killed, injured in zip(bars.killed, bars.injured, strict=True))
    if highest < 10:
        values.major_unit = 1 if highest < 6 else 2
    if not is_labelled:
        values.major_gridlines.format.line.color.rgb = rgb(_PALETTE.line)
        values.major_gridlines.format.line.width = Pt(0.5)
        values.format.line.fill.background()
    values.major_tick_mark = categories.major_tick_mark = TICK_MARK.NONE
    categories.format.line.color.rgb = rgb(_PALETTE.quiet_text)
    categories.has_major_gridlines = False
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if bars.by == "actor":
        categories.reverse_order = True
    elif bars.by == "year":
        # Some labels are left out rather than turned on their side.
        step = -(-len(bars.categories) * 30 // int(width - 40))
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
        categories._element.xpath("c:lblOffset")[0].addnext(skip)  # noqa: SLF001 - python-pptx has no such setting
