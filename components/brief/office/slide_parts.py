"""What every slide is made of: title, foot and boxes of text; lengths are points on 960 by 540, 16:9."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from components.brief.contents import Brief
from components.brief.office.text_measure import shortened, text_height, text_width
from components.brief.office.wording import is_link
from components.theme import PALETTES
from data.language import counted

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 30.0
WHOLE: Final = WIDTH - 2 * MARGIN
SMALL: Final = 9.0
"""Size of footnotes; nothing on a slide is smaller."""
_PALETTE: Final = PALETTES["light"]
COLOURS: Final = {"killed": _PALETTE.killed, "injured": _PALETTE.injured}


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def add_title(slide: Slide, title: str, below: str) -> float:
    """Title and the line under it; returns where they end."""
    size = next((size for size in (28, 26, 24, 22, 20) if text_width(title, size, True) <= WHOLE - 4), 20)
    title = shortened(title, size, WHOLE - 4, 2, is_bold=True)
    height = text_height(title, size, WHOLE - 4, True) + 4
    holder = slide.shapes.title
    assert holder is not None
    _place(holder, Box(MARGIN, 18, WHOLE, height))
    frame = _settle_frame(holder.text_frame)
    add_run(frame.paragraphs[0], title, size, _PALETTE.text, is_bold=True)
    below_height = text_height(below, 14, WHOLE, True) + 4
    line = add_text_box(slide, "Filter", Box(MARGIN, 18 + height, WHOLE, below_height))
    add_run(line.paragraphs[0], below, 14, _PALETTE.accent, is_bold=True)
    return 18 + height + below_height


def foot_box(brief: Brief) -> Box:
    """Where the foot of every slide stands: as high as its texts."""
    height = sum(text_height(text, SMALL, WHOLE) for text in _foot_texts(brief)) + 4
    return Box(MARGIN, HEIGHT - 14 - height, WHOLE, height)


def add_foot(slide: Slide, brief: Brief, box: Box) -> None:
    """Edition, as a link to the view, then sources, disclaimer and attribution."""
    frame = add_text_box(slide, "Edition, disclaimer and attribution", box)
    for place, text in enumerate(_foot_texts(brief)):
        line = frame.add_paragraph() if place else frame.paragraphs[0]
        linked = brief.edition_text if not place and text.startswith(brief.edition_text) else ""
        add_link(line, linked, brief.address, SMALL)
        add_run(line, text.removeprefix(linked), SMALL, _PALETTE.quiet_text)


def _foot_texts(brief: Brief) -> list[str]:
    sources = counted(brief.source_count, "source")
    _, disclaimer, attribution = brief.caveats
    lines = [f"{brief.edition_text} · {sources} · {disclaimer}", attribution]
    return [shortened(line, SMALL, WHOLE, 2) for line in lines]


def add_text_box(slide: Slide, name: str, box: Box) -> TextFrame:
    """The frame of a new box without margins, which never grows with its text."""
    holder = slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    holder.name = name
    return _settle_frame(holder.text_frame)


def add_run(line: _Paragraph, text: str, size: float, colour: str, is_bold: bool = False) -> Any:
    """A run at the end of the line, in its own size and colour."""
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.color.rgb = rgb(colour)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
    return run


def add_link(line: _Paragraph, text: str, address: str, size: float) -> None:
    """The text as a link; as text alone where the address is none that may be linked."""
    if text:
        run = add_run(line, text, size, _PALETTE.accent if is_link(address) else _PALETTE.quiet_text)
        if is_link(address):
            run.hyperlink.address = address


def describe(shape: Any, text: str) -> None:
    """Gives a shape its text for a screen reader."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)  # noqa: SLF001 - python-pptx has no other way


def rgb(colour: str) -> RGBColor:
    """The library's colour for one of the theme's, such as "#1a2b3c"."""
    return RGBColor(*bytes.fromhex(colour[1:]))


def _settle_frame(frame: TextFrame) -> TextFrame:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    return frame


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)
