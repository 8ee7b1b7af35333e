"""A view as slides: map, headline numbers, native chart, three sentences and sources; then the table.

Lengths are points on a slide of 960 by 540, 16:9.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.chart import XL_TICK_MARK as TICK_MARK
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from components.brief.contents import Brief
from components.brief.document import (
    AUTHOR,
    HEADER,
    LANGUAGE,
    LINE_HEIGHT,
    MOST_ROWS,
    filter_line,
    incident_rows,
    is_link,
    map_description,
    number_list,
    repacked,
    shortened,
    spreadsheet_address,
    text_height,
    text_width,
)
from components.brief.map_picture import map_picture
from components.theme import PALETTES
from data.export import guarded
from data.paragraph import Footnote, Sentence
from data.summary import Summary
from data.vocabulary import DatePrecision, Outcome
from data.wording import SAFETY_LINE, counted

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MOST_MONTHS: Final = 18
"""Bars of a chart by month; longer spans are shown by year."""
MOST_LABELLED: Final = 8
"""Columns that stand side by side with their numbers; more are stacked over a scale."""
MOST_ACTORS: Final = 6
"""Bars of a chart by actor before the others are one bar."""
NOT_KNOWN: Final = "n.k."

METHOD: Final = (
    "An incident counts once; people are counted row by row: one row holds those of one actor, role and outcome.",
    "Dates include both ends; an incident whose date is a span matches when its span overlaps.",
    "Actor and casualty type hold for the same people; the figures count the people who match.",
    "A number is the best figure of the sources, with the lowest and highest of them in brackets; a count"
    " that no source gives adds nothing and is named.",
    "A dot is an exact point or, with a ring, near a named place. A district is shaded by all incidents on the"
    " map that are coded to it, dots included. What is known more roughly is counted, but not drawn.",
    "The chart counts an incident at its first day; where the month is not known it stands apart.",
)

_PALETTE: Final = PALETTES["light"]
_COLOURS: Final = {"killed": _PALETTE.killed, "injured": _PALETTE.injured}
_MARGIN: Final = 30.0
_WHOLE: Final = WIDTH - 2 * _MARGIN
_LEFT: Final = 530.0
"""Width of the column with the map and the sentences."""
_GAP: Final = 22.0
_RIGHT: Final = _WHOLE - _LEFT - _GAP
_RIGHT_X: Final = _MARGIN + _LEFT + _GAP
_SMALL: Final = 9.0
"""Size of footnotes; nothing on a slide is smaller."""
_MAP_DPI: Final = 360
_MAP_SCALE: Final = 0.75
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without colours or lines."""
_TABLE_COLUMNS: Final = {
    7: (100.0, 128.0, 68.0, 78.0, 140.0, 112.0, 274.0),
    6: (150.0, 216.0, 68.0, 78.0, 210.0, 178.0),
}
"""Widths with and without what happened."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bars:
    """People killed and injured, one pair a category; sums of the best figures."""

    by: str
    """ "year", "month" or "actor"."""
    categories: tuple[tuple[str, str], ...]
    """Name of a bar, and of the group that it stands in or ""."""
    killed: tuple[int, ...]
    injured: tuple[int, ...]

    @property
    def title(self) -> str:
        is_missing = self.by == "month" and any(name == NOT_KNOWN for name, _ in self.categories)
        note = f" ({NOT_KNOWN}: not known)" if is_missing else ""
        return f"Killed and injured, by {self.by}{note}"


def pptx_brief(brief: Brief) -> bytes:
    """The brief as a presentation; equal briefs give equal bytes."""
    slides = _blank_slides(brief)
    table = _table_plan(brief)
    _add_overview(slides, brief, has_table=table is not None)
    if table is not None:
        _add_table(slides, brief, *table)
    written = io.BytesIO()
    slides.save(written)
    return repacked(written.getvalue(), brief.dataset.as_of)


def bars_of(summary: Summary) -> Bars | None:
    """What the chart shows: people by month or year of the start, by actor within one month.

    Where the span crosses months or only the year is known, an incident stands under NOT_KNOWN of
    its year. None where nobody is counted.
    """
    if not (summary.killed.best or summary.injured.best):
        return None
    incidents = summary.dataset.incidents.iloc[summary.rows]
    start, end = incidents["date_start"].dt, incidents["date_end"].dt
    is_known = (start.to_period("M") == end.to_period("M")) & (incidents["date_prec"] < DatePrecision.YEAR)
    month = start.month.where(is_known, 0)
    people = summary.per_incident.iloc[summary.rows][["killed_best", "injured_best"]]
    by_month = people.groupby([start.year, month]).sum()
    if len(by_month) == 1:
        return _by_actor(summary)
    months = _months_between(start.year * 12 + start.month - 1, list(by_month.index))
    if len(months) <= MOST_MONTHS and is_known.any():
        names = tuple((_MONTHS[number - 1] if number else NOT_KNOWN, str(year)) for year, number in months)
        return _bars("month", names, by_month.reindex(months, fill_value=0))
    by_year = people.groupby(start.year).sum()
    years = range(by_year.index.min(), by_year.index.max() + 1)
    return _bars("year", tuple((str(year), "") for year in years), by_year.reindex(years, fill_value=0))


def _months_between(starts: pd.Series, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every year and month from the first start to the last, and each year's month 0 (not known) that is found.

    `starts` counts months from year 0.
    """
    every = (divmod(number, 12) for number in range(starts.min(), starts.max() + 1))
    months = {(year, month + 1) for year, month in every} | set(found)
    return sorted(months, key=lambda month: (month[0], month[1] or 13))


def _by_actor(summary: Summary) -> Bars:
    counted_rows = summary.dataset.casualties[summary.matches.casualties]
    table = pd.DataFrame(
        {
            f"{outcome.value}_best": counted_rows["count_best"].fillna(0)
            * (counted_rows["outcome"] == outcome.value)
            for outcome in Outcome
        }
    )
    people = table.groupby(counted_rows["affected_actor"].astype("str")).sum()
    people = people[people.sum(axis=1) > 0].sort_index()
    people = people.loc[people.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(people) > MOST_ACTORS + 1:
        others = people.iloc[MOST_ACTORS:]
        rest = others.sum().to_frame(f"{len(others)} other actors").T
        people = pd.concat([people.iloc[:MOST_ACTORS], rest])
    return _bars("actor", tuple((str(name), "") for name in people.index), people)


def _bars(by: str, categories: tuple[tuple[str, str], ...], people: pd.DataFrame) -> Bars:
    killed, injured = (tuple(int(count) for count in people[f"{name}_best"]) for name in _COLOURS)
    return Bars(by, categories, killed, injured)


# The first slide


def _add_overview(slides: Slides, brief: Brief, has_table: bool) -> None:
    """Reading order: title, filter, figures, sentences, map with its lines, chart, sources, foot."""
    slide = slides.slides.add_slide(slides.slide_layouts.get_by_name("Title Only"))
    top = _add_title(slide, brief.title, filter_line(brief, 14, _WHOLE, 2))
    foot = _foot_box(brief)
    sentences, size, low_height = _sentences_that_fit(brief)
    body = Box(_MARGIN, top + 8, _WHOLE, foot.y - 8 - top - 8)
    strip_y = body.y + body.height - low_height
    figures = Box(_RIGHT_X, body.y, _RIGHT, 60 if any(" " in number for number, _ in brief.figures) else 40)
    _add_figures(slide, brief, figures)
    _add_sentences(slide, sentences, size, Box(_MARGIN, strip_y, _LEFT, low_height))
    _add_map(slide, brief, Box(_MARGIN, body.y, _LEFT, strip_y - 10 - body.y))
    _add_chart(
        slide, brief, Box(_RIGHT_X, body.y + figures.height, _RIGHT, strip_y - 10 - body.y - figures.height)
    )
    cited = {number for sentence in sentences for number in sentence.footnotes}
    _add_sources(slide, brief, cited, Box(_RIGHT_X, strip_y, _RIGHT, low_height))
    _add_foot(slide, brief, foot)
    slide.notes_slide.notes_text_frame.text = notes_text(brief, has_table)


def notes_text(brief: Brief, has_table: bool) -> str:
    """What the presenter has at hand: the view in words, every sentence, the method, addresses, all sources."""
    summary, paragraph = brief.summary, brief.paragraph
    sentences = [_with_numbers(sentence) for sentence in (*paragraph.findings, *paragraph.caveats)]
    sheet = spreadsheet_address(brief)
    if has_table:
        table = f"The table of incidents is on slide 2, and in the spreadsheet of this view: {sheet}"
    else:
        table = f"The table of {counted(summary.incidents, 'incident')} is in the spreadsheet: {sheet}"
    blocks = [
        ("", [brief.title, f"Filter: {brief.filter_text}", _figures_text(brief), brief.drawn_text]),
        ("What the sources say", sentences),
        ("How it was counted", list(METHOD)),
        ("Where it comes from", [f"This view: {brief.address}", *([table] if summary.incidents else [])]),
        ("", [brief.edition_text, f"Data SHA-256: {brief.dataset.sha256}", *_licence(brief), *brief.caveats]),
        (
            f"Sources ({brief.source_count:,} in the data)",
            [f"{note.number}. {note.text}" for note in paragraph.footnotes],
        ),
    ]
    return "\n\n".join(
        "\n".join([*([heading.upper()] if heading else []), *lines]) for heading, lines in blocks if lines
    )


def _licence(brief: Brief) -> list[str]:
    return [f"Licence of the data: {brief.dataset.licence}"] if brief.dataset.licence else []


def _figures_text(brief: Brief) -> str:
    return ", ".join(f"{number} {word}" for number, word in brief.figures)


def _with_numbers(sentence: Sentence) -> str:
    return sentence.text + (f" [{number_list(sentence.footnotes)}]" if sentence.footnotes else "")


def _add_title(slide: Slide, title: str, below: str) -> float:
    """Title and the line under it; returns where they end."""
    size = next((size for size in (28, 26, 24, 22, 20) if text_width(title, size, True) <= _WHOLE - 4), 20)
    title = shortened(title, size, _WHOLE - 4, 2, is_bold=True)
    height = text_height(title, size, _WHOLE - 4, True) + 4
    holder = slide.shapes.title
    assert holder is not None
    _place(holder, Box(_MARGIN, 18, _WHOLE, height))
    frame = _settle_frame(holder.text_frame)
    _add_run(frame.paragraphs[0], title, size, _PALETTE.text, is_bold=True)
    below_height = text_height(below, 14, _WHOLE, True) + 4
    line = _add_text_box(slide, "Filter", Box(_MARGIN, 18 + height, _WHOLE, below_height))
    _add_run(line.paragraphs[0], below, 14, _PALETTE.accent, is_bold=True)
    return 18 + height + below_height


def _add_figures(slide: Slide, brief: Brief, box: Box) -> None:
    gap = 8.0
    width = (box.width - 2 * gap) / 3
    size = next(
        size
        for size in (30, 27, 24, 21, 18, 15, 0)
        if all(
            text_width(number.partition(" ")[0], size, True) + text_width(f" {word}", 13) <= width - 2
            for number, word in brief.figures
        )
    )
    for place, (number, word) in enumerate(brief.figures):
        best, _, remark = number.partition(" ")
        holder = Box(box.x + place * (width + gap), box.y, width, box.height)
        frame = _add_text_box(slide, f"Figure: {word}", holder)
        line = frame.paragraphs[0]
        _add_run(line, best, size or 12, _COLOURS.get(word, _PALETTE.text), is_bold=True)
        _add_run(line, f" {word}", 13, _PALETTE.text)
        if remark:
            remark = shortened(remark, _SMALL, width, 2)
            _add_run(frame.add_paragraph(), remark, _SMALL, _PALETTE.quiet_text)


def _sentences_that_fit(brief: Brief) -> tuple[tuple[Sentence, ...], float, float]:
    """The first three sentences (fewer when they are very long), their size, and the height of their box."""
    chosen: tuple[Sentence, ...] = (*brief.paragraph.findings, *brief.paragraph.caveats)[:3]
    while True:
        for size in (13.0, 12.5, 12.0, 11.5, 11.0, 10.5):
            lines = sum(text_height(_with_numbers(sentence), size, _LEFT - 2) + 4 for sentence in chosen)
            if lines <= 136:
                return chosen, size, max(lines + 4, 102)
        if len(chosen) == 1:
            text = shortened(chosen[0].text, 10.5, _LEFT - 2, 10)
            return (Sentence(text, chosen[0].footnotes),), 10.5, 140
        chosen = chosen[:-1]


def _add_sentences(slide: Slide, sentences: Iterable[Sentence], size: float, box: Box) -> None:
    frame = _add_text_box(slide, "Findings", box)
    for place, sentence in enumerate(sentences):
        line = frame.add_paragraph() if place else frame.paragraphs[0]
        line.space_after = Pt(4)
        _add_run(line, sentence.text, size, _PALETTE.text)
        if sentence.footnotes:
            number = _add_run(line, number_list(sentence.footnotes), size, _PALETTE.accent)
            number._r.get_or_add_rPr().set("baseline", "30000")  # noqa: SLF001 - python-pptx has no superscript


def _add_map(slide: Slide, brief: Brief, box: Box) -> None:
    caption = 30.0
    height = box.height - caption
    # Drawn for a smaller sheet, so that its letters are large enough to be read from a wall.
    drawn_mm = (box.width / 72 * 25.4 * _MAP_SCALE, height / 72 * 25.4 * _MAP_SCALE)
    content = map_picture(brief, "png", *drawn_mm, _MAP_DPI, furniture=False, legend=True)
    picture = slide.shapes.add_picture(io.BytesIO(content), Pt(box.x), Pt(box.y), Pt(box.width), Pt(height))
    picture.name = "Map"
    _describe(picture, map_description(brief))
    picture.line.color.rgb, picture.line.width = _rgb(_PALETTE.line), Pt(0.5)
    frame = _add_text_box(slide, "Under the map", Box(box.x, box.y + height + 3, box.width, caption - 3))
    line = frame.paragraphs[0]
    _add_run(line, brief.drawn_text, 10, _PALETTE.quiet_text)
    _add_run(frame.add_paragraph(), SAFETY_LINE, 10, _PALETTE.text, is_bold=True)


def _add_chart(slide: Slide, brief: Brief, box: Box) -> None:
    bars = bars_of(brief.summary)
    if bars is None:
        text = (
            "No count of people to show."
            if brief.summary.incidents
            else "Nothing matches. Remove a part of the filter to see more."
        )
        frame = _add_text_box(slide, "No chart", box)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        _add_run(frame.paragraphs[0], text, 13, _PALETTE.quiet_text)
        return
    is_labelled = bars.by == "actor" or len(bars.categories) <= MOST_LABELLED
    if bars.by == "actor":
        kind = XL_CHART_TYPE.BAR_CLUSTERED
    else:
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED if is_labelled else XL_CHART_TYPE.COLUMN_STACKED
    place = (Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    shape: Any = slide.shapes.add_chart(kind, *place, _chart_data(bars))
    shape.name = "Chart"
    _describe(shape, _chart_description(bars))
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
    chart_data.add_series("Killed", bars.killed)
    chart_data.add_series("Injured", bars.injured)
    return chart_data


def _as_label(name: str) -> str:
    """A bar's name that the chart's workbook takes for text, never for a formula or a link."""
    short = shortened(name, 10, 150, 2)
    return f"'{short}" if re.match(r"[{=]|[a-z]+:", short) else guarded(short)


def _chart_description(bars: Bars) -> str:
    parts = [
        f"{f'{group} {name}'.strip()}: {killed:,} killed, {injured:,} injured"
        for (name, group), killed, injured in zip(bars.categories, bars.killed, bars.injured, strict=True)
        if killed or injured
    ]
    return f"Chart. {bars.title}. {'; '.join(parts)}."


def _settle_chart(chart: Chart, bars: Bars, width: float, is_labelled: bool) -> None:
    chart.font.size, chart.font.color.rgb = Pt(10), _rgb(_PALETTE.quiet_text)
    title: Any = chart.chart_title.text_frame
    _add_run(title.paragraphs[0], bars.title, 11, _PALETTE.text, is_bold=True)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _settle_axes(chart, bars, width, is_labelled)
    plot = chart.plots[0]
    plot.gap_width = 45
    is_one_series = not (any(bars.killed) and any(bars.injured))
    plot.overlap = 100 if is_one_series or not is_labelled else -5
    for series, name in zip(plot.series, _COLOURS, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(_COLOURS[name])
        series.invert_if_negative = False
    if is_labelled:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = "#,##0;;", False  # no label for 0
        labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
        labels.font.size, labels.font.color.rgb = Pt(10), _rgb(_PALETTE.text)


def _settle_axes(chart: Chart, bars: Bars, width: float, is_labelled: bool) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale = 0
    values.has_major_gridlines = values.visible = not is_labelled
    highest = max(killed + injured for killed, injured in zip(bars.killed, bars.injured, strict=True))
    if highest < 10:
        values.major_unit = 1 if highest < 6 else 2
    if not is_labelled:
        values.major_gridlines.format.line.color.rgb = _rgb(_PALETTE.line)
        values.major_gridlines.format.line.width = Pt(0.5)
        values.format.line.fill.background()
    values.major_tick_mark = categories.major_tick_mark = TICK_MARK.NONE
    categories.format.line.color.rgb = _rgb(_PALETTE.quiet_text)
    categories.has_major_gridlines = False
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if bars.by == "actor":
        categories.reverse_order = True
    elif bars.by == "year":
        # Some labels are left out rather than turned on their side.
        step = -(-len(bars.categories) * 30 // int(width - 40))
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
        categories._element.xpath("c:lblOffset")[0].addnext(skip)  # noqa: SLF001 - python-pptx has no such setting


def _add_sources(slide: Slide, brief: Brief, cited: set[int], box: Box) -> None:
    """The sources that the sentences cite, then others while there is room; the rest is counted."""
    notes = brief.paragraph.footnotes
    if not notes:
        return
    frame = _add_text_box(slide, "Sources", box)
    head = frame.paragraphs[0]
    _add_run(head, "Sources" if cited else "Sources cited in the notes", 10, _PALETTE.accent, is_bold=True)
    shown = _notes_that_fit(notes, cited, box.width, box.height - 10 * LINE_HEIGHT - 4)
    for note in shown:
        line = frame.add_paragraph()
        _add_run(line, f"{note.number}  ", _SMALL, _PALETTE.accent, is_bold=True)
        _add_link(line, note.publisher, note.url, _SMALL)
        rest = _note_line(note, box.width).removeprefix(f"{note.number}  {note.publisher}")
        _add_run(line, rest, _SMALL, _PALETTE.text)
    if len(shown) < len(notes):
        line = frame.add_paragraph()
        before = "and " if shown else ""
        _add_run(
            line, f"{before}{len(notes) - len(shown):,} more, all in the notes", _SMALL, _PALETTE.quiet_text
        )


def _notes_that_fit(
    notes: tuple[Footnote, ...], cited: set[int], width: float, height: float
) -> list[Footnote]:
    """Footnotes in order of their numbers, those cited chosen first, with room for a line on the others."""
    shown: list[Footnote] = []
    used = 0.0
    for note in sorted(notes, key=lambda note: (note.number not in cited, note.number)):
        used += text_height(_note_line(note, width), _SMALL, width)
        is_last = len(shown) + 1 == len(notes)
        if used + (0 if is_last else _SMALL * LINE_HEIGHT) > height:
            break
        shown.append(note)
    return sorted(shown, key=lambda note: note.number)


def _note_line(note: Footnote, width: float) -> str:
    """Number, publisher and details on at most two lines; the address is a link, and in the notes."""
    details = f", {note.details}" if note.details else ""
    return shortened(f"{note.number}  {note.publisher}{details}", _SMALL, width, 2)


def _foot_texts(brief: Brief) -> list[str]:
    sources = counted(brief.source_count, "source")
    _, disclaimer, attribution = brief.caveats
    lines = [f"{brief.edition_text} · {sources} · {disclaimer}", attribution]
    return [shortened(line, _SMALL, _WHOLE, 2) for line in lines]


def _foot_box(brief: Brief) -> Box:
    height = sum(text_height(text, _SMALL, _WHOLE) for text in _foot_texts(brief)) + 4
    return Box(_MARGIN, HEIGHT - 14 - height, _WHOLE, height)


def _add_foot(slide: Slide, brief: Brief, box: Box) -> None:
    frame = _add_text_box(slide, "Edition, disclaimer and attribution", box)
    for place, text in enumerate(_foot_texts(brief)):
        line = frame.add_paragraph() if place else frame.paragraphs[0]
        linked = brief.edition_text if not place and text.startswith(brief.edition_text) else ""
        _add_link(line, linked, brief.address, _SMALL)
        _add_run(line, text.removeprefix(linked), _SMALL, _PALETTE.quiet_text)


# The second slide


def _table_plan(brief: Brief) -> tuple[list[tuple[str, ...]], float, list[float]] | None:
    """Rows with their header, size of the type and heights; None where the table is not for a slide."""
    rows = incident_rows(brief.summary)
    if not 0 < len(rows) <= MOST_ROWS:
        return None
    room = _foot_box(brief).y - 26 - 100
    for columns, sizes in ((7, (14.0, 13.0, 12.0, 11.0, 10.0)), (6, (12.0, 11.0, 10.0))):
        for size in sizes:
            heights = [_row_height(row, columns, size) for row in (HEADER, *rows)]
            if sum(heights) <= room:
                return [row[:columns] for row in (HEADER, *rows)], size, heights
    return None


def _row_height(row: Sequence[str], columns: int, size: float) -> float:
    widths = [width - 11 for width in _TABLE_COLUMNS[columns]]
    is_header = row is HEADER
    return (
        max(text_height(text, size, width, is_header) for text, width in zip(row, widths, strict=False)) + 8
    )


def _add_table(
    slides: Slides, brief: Brief, rows: list[tuple[str, ...]], size: float, heights: list[float]
) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts.get_by_name("Title Only"))
    number, word = brief.figures[0]
    top = _add_title(
        slide, f"The {number} {word}" if number != "1" else "The incident", filter_line(brief, 14, _WHOLE, 1)
    )
    place = (Pt(_MARGIN), Pt(top + 10), Pt(_WHOLE), Pt(sum(heights)))
    shape: Any = slide.shapes.add_table(len(rows), len(rows[0]), *place)
    shape.name = "Incidents"
    _describe(shape, f"Table of {counted(len(rows) - 1, 'incident')}: {', '.join(HEADER[: len(rows[0])])}.")
    table = shape.table
    table.first_row, table.horz_banding = True, False
    shape._element.xpath(".//a:tableStyleId")[0].text = _NO_STYLE  # noqa: SLF001 - python-pptx has no table styles
    for column, width in zip(table.columns, _TABLE_COLUMNS[len(rows[0])], strict=True):
        column.width = Pt(width)
    for row, texts, height in zip(table.rows, rows, heights, strict=True):
        row.height = Pt(height)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill_cell(cell, text, size, is_header=texts == HEADER[: len(texts)], column=column)
    foot = _foot_box(brief)
    safety = _add_text_box(slide, "Safety", Box(_MARGIN, foot.y - 22, _WHOLE, 15))
    _add_run(safety.paragraphs[0], SAFETY_LINE, 10, _PALETTE.text, is_bold=True)
    _add_foot(slide, brief, foot)
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [
            f"Filter: {brief.filter_text}",
            _figures_text(brief),
            f"This view: {brief.address}",
            f"Every column and source: {spreadsheet_address(brief)}",
            brief.edition_text,
            *brief.caveats,
        ]
    )


def _fill_cell(cell: Any, text: str, size: float, is_header: bool, column: int) -> None:
    cell.margin_left = cell.margin_right = Pt(5)
    cell.margin_top = cell.margin_bottom = Pt(3)
    line = cell.text_frame.paragraphs[0]
    if HEADER[column] in ("Killed", "Injured"):
        line.alignment, cell.margin_right = PP_ALIGN.RIGHT, Pt(14)
    _add_run(line, text, size, _PALETTE.on_accent if is_header else _PALETTE.text, is_bold=is_header)
    border = parse_xml(
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{_PALETTE.line[1:].upper()}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, border)  # noqa: SLF001 - python-pptx has no borders
    if is_header:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(_PALETTE.accent)


# What every slide is made of


def _blank_slides(brief: Brief) -> Slides:
    """The library's own template, widened from 4:3 to 16:9."""
    slides = Presentation()
    assert slides.slide_width
    assert slides.slide_height
    stretch = Pt(WIDTH) / slides.slide_width
    tops = Pt(HEIGHT) / slides.slide_height
    slides.slide_width, slides.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for part in (slides.slide_master, *slides.slide_layouts):
        for transform in part.element.xpath(".//p:spPr/a:xfrm"):
            for item, across, down in (("a:off", "x", "y"), ("a:ext", "cx", "cy")):
                place = transform.xpath(item)[0]
                place.set(across, str(round(int(place.get(across)) * stretch)))
                place.set(down, str(round(int(place.get(down)) * tops)))
    told = slides.core_properties
    told.title, told.author, told.language = brief.title[:250], AUTHOR, LANGUAGE
    told.subject, told.keywords, told.comments = brief.filter_text[:250], brief.edition_text, SAFETY_LINE
    told.last_modified_by, told.revision = AUTHOR, 1
    told.created = told.modified = datetime.combine(brief.dataset.as_of, datetime.min.time())
    return slides


def _add_text_box(slide: Slide, name: str, box: Box) -> TextFrame:
    holder = slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    holder.name = name
    return _settle_frame(holder.text_frame)


def _settle_frame(frame: TextFrame) -> TextFrame:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    return frame


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)


def _describe(shape: Any, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)  # noqa: SLF001 - python-pptx has no other way


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))


def _add_run(line: _Paragraph, text: str, size: float, colour: str, is_bold: bool = False) -> Any:
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.color.rgb = _rgb(colour)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
    return run


def _add_link(line: _Paragraph, text: str, address: str, size: float) -> None:
    """The text as a link; as text alone where the address is none that may be linked."""
    if text:
        run = _add_run(line, text, size, _PALETTE.accent if is_link(address) else _PALETTE.quiet_text)
        if is_link(address):
            run.hyperlink.address = address
