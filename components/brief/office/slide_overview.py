"""The first slide: map, headline numbers, native chart, three sentences and sources."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final

from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Pt

from components.brief.contents import Brief
from components.brief.map.picture import map_picture
from components.brief.office.slide_chart import add_chart
from components.brief.office.slide_notes import notes_text, with_numbers
from components.brief.office.slide_parts import (
    COLOURS,
    MARGIN,
    SMALL,
    WHOLE,
    Box,
    add_foot,
    add_link,
    add_run,
    add_text_box,
    add_title,
    describe,
    foot_box,
    rgb,
)
from components.brief.office.text_measure import LINE_HEIGHT, shortened, text_height, text_width
from components.brief.office.wording import filter_line, map_description, number_list
from components.theme import PALETTES
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import SAFETY_LINE

_PALETTE: Final = PALETTES["light"]
_LEFT: Final = 530.0
"""Width of the column with the map and the sentences."""
_GAP: Final = 22.0
_RIGHT: Final = WHOLE - _LEFT - _GAP
_RIGHT_X: Final = MARGIN + _LEFT + _GAP
_MAP_DPI: Final = 360
_MAP_SCALE: Final = 0.75


def add_overview(slides: Slides, brief: Brief, has_table: bool) -> None:
    """Reading order: message, title and filter, figures, sentences, map with its lines, chart, sources, foot."""
    slide = slides.slides.add_slide(slides.slide_layouts.get_by_name("Title Only"))
    # The message stands where a reader looks first; what it is about, below.
    about = shortened(brief.title, 14, WHOLE, 1, is_bold=True)
    top = add_title(slide, brief.message, f"{about} · {filter_line(brief, 14, WHOLE, 2)}")
    foot = foot_box(brief)
    sentences, size, low_height = _sentences_that_fit(brief)
    body = Box(MARGIN, top + 8, WHOLE, foot.y - 8 - top - 8)
    strip_y = body.y + body.height - low_height
    figures = Box(_RIGHT_X, body.y, _RIGHT, 60 if any(figure.remark for figure in brief.figures) else 40)
    _add_figures(slide, brief, figures)
    _add_sentences(slide, sentences, size, Box(MARGIN, strip_y, _LEFT, low_height))
    _add_map(slide, brief, Box(MARGIN, body.y, _LEFT, strip_y - 10 - body.y))
    add_chart(
        slide, brief, Box(_RIGHT_X, body.y + figures.height, _RIGHT, strip_y - 10 - body.y - figures.height)
    )
    cited = {number for sentence in sentences for number in sentence.footnotes}
    _add_sources(slide, brief, cited, Box(_RIGHT_X, strip_y, _RIGHT, low_height))
    add_foot(slide, brief, foot)
    slide.notes_slide.notes_text_frame.text = notes_text(brief, has_table)


def _add_figures(slide: Slide, brief: Brief, box: Box) -> None:
    gap = 8.0
    width = (box.width - (len(brief.figures) - 1) * gap) / len(brief.figures)
    size = next(
        size
        for size in (30, 27, 24, 21, 18, 15, 0)
        if all(
            text_width(figure.number, size, True) + text_width(f"{figure.lead} {figure.word} ", 13)
            <= width - 2
            for figure in brief.figures
            if figure.number
        )
    )
    for place, figure in enumerate(brief.figures):
        holder = Box(box.x + place * (width + gap), box.y, width, box.height)
        frame = add_text_box(slide, f"Figure: {figure.kind}", holder)
        line = frame.paragraphs[0]
        if figure.lead:
            add_run(line, f"{figure.lead} ", 13, _PALETTE.text)
        if figure.number:
            add_run(line, figure.number, size or 12, COLOURS.get(figure.kind, _PALETTE.text), is_bold=True)
        add_run(line, f" {figure.word}" if figure.number else figure.word, 13, _PALETTE.text)
        if figure.remark:
            remark = shortened(figure.remark, SMALL, width, 2)
            add_run(frame.add_paragraph(), remark, SMALL, _PALETTE.quiet_text)


def _sentences_that_fit(brief: Brief) -> tuple[tuple[Sentence, ...], float, float]:
    """The first three sentences (fewer when they are very long), their size, and the height of their box."""
    chosen: tuple[Sentence, ...] = (*brief.paragraph.findings, *brief.paragraph.caveats)[:3]
    while True:
        for size in (13.0, 12.5, 12.0, 11.5, 11.0, 10.5):
            lines = sum(text_height(with_numbers(sentence), size, _LEFT - 2) + 4 for sentence in chosen)
            if lines <= 136:
                return chosen, size, max(lines + 4, 102)
        if len(chosen) == 1:
            text = shortened(chosen[0].text, 10.5, _LEFT - 2, 10)
            return (Sentence(text, chosen[0].footnotes),), 10.5, 140
        chosen = chosen[:-1]


def _add_sentences(slide: Slide, sentences: Iterable[Sentence], size: float, box: Box) -> None:
    frame = add_text_box(slide, "Findings", box)
    for place, sentence in enumerate(sentences):
        line = frame.add_paragraph() if place else frame.paragraphs[0]
        line.space_after = Pt(4)
        add_run(line, sentence.text, size, _PALETTE.text)
        if sentence.footnotes:
            number = add_run(line, number_list(sentence.footnotes), size, _PALETTE.accent)
            number._r.get_or_add_rPr().set("baseline", "30000")  # noqa: SLF001 - python-pptx has no superscript


def _add_map(slide: Slide, brief: Brief, box: Box) -> None:
    caption = 30.0
    height = box.height - caption
    # Drawn for a smaller sheet, so that its letters are large enough to be read from a wall.
    drawn_mm = (box.width / 72 * 25.4 * _MAP_SCALE, height / 72 * 25.4 * _MAP_SCALE)
    content = map_picture(brief, "png", *drawn_mm, _MAP_DPI, furniture=False, legend=True)
    picture = slide.shapes.add_picture(io.BytesIO(content), Pt(box.x), Pt(box.y), Pt(box.width), Pt(height))
    picture.name = "Map"
    describe(picture, map_description(brief))
    picture.line.color.rgb, picture.line.width = rgb(_PALETTE.line), Pt(0.5)
    frame = add_text_box(slide, "Under the map", Box(box.x, box.y + height + 3, box.width, caption - 3))
    line = frame.paragraphs[0]
    add_run(line, brief.drawn_text, 10, _PALETTE.quiet_text)
    add_run(frame.add_paragraph(), SAFETY_LINE, 10, _PALETTE.text, is_bold=True)


def _add_sources(slide: Slide, brief: Brief, cited: set[int], box: Box) -> None:
    """The sources that the sentences cite, then others while there is room; the rest is counted."""
    notes = brief.paragraph.footnotes
    if not notes:
        return
    frame = add_text_box(slide, "Sources", box)
    head = frame.paragraphs[0]
    add_run(head, "Sources" if cited else "Sources cited in the notes", 10, _PALETTE.accent, is_bold=True)
    shown = _notes_that_fit(notes, cited, box.width, box.height - 10 * LINE_HEIGHT - 4)
    for note in shown:
        line = frame.add_paragraph()
        add_run(line, f"{note.number}  ", SMALL, _PALETTE.accent, is_bold=True)
        add_link(line, note.publisher, note.url, SMALL)
        rest = _note_line(note, box.width).removeprefix(f"{note.number}  {note.publisher}")
        add_run(line, rest, SMALL, _PALETTE.text)
    if len(shown) < len(notes):
        line = frame.add_paragraph()
        before = "and " if shown else ""
        add_run(
            line, f"{before}{len(notes) - len(shown):,} more, all in the notes", SMALL, _PALETTE.quiet_text
        )


def _notes_that_fit(
    notes: tuple[Footnote, ...], cited: set[int], width: float, height: float
) -> list[Footnote]:
    """Footnotes in order of their numbers, those cited chosen first, with room for a line on the others."""
    shown: list[Footnote] = []
    used = 0.0
    for note in sorted(notes, key=lambda note: (note.number not in cited, note.number)):
        used += text_height(_note_line(note, width), SMALL, width)
        is_last = len(shown) + 1 == len(notes)
        if used + (0 if is_last else SMALL * LINE_HEIGHT) > height:
            break
        shown.append(note)
    return sorted(shown, key=lambda note: note.number)


def _note_line(note: Footnote, width: float) -> str:
    """Number, publisher and details on at most two lines; the address is a link, and in the notes."""
    details = f", {note.details}" if note.details else ""
    return shortened(f"{note.number}  {note.publisher}{details}", SMALL, width, 2)
