"""Lines of type on the PDF's page: their fonts and links, their height, and one under another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Lines

from components.brief.map.sheet_text import FONTS, MM, PALETTE, printable, wrapped

LONGEST_ADDRESS: Final = 110
"""Letters of an address in print; a longer one is cut, its link is not."""
PAGE_WIDTH: Final = A4[0] - 30 * MM
PAGE_LEFT: Final = 15 * MM
PLAIN_FONT, _BOLD = "Atlas", "Atlas-Bold"


def link_markup(address: str, shown: str) -> str:
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


def shortened_address(address: str) -> str:
    """The address in print, cut where it is long."""
    return address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"


def cut_lines(text: str, size: float, most: int, is_bold: bool = False) -> list[str]:
    """At most so many lines of escaped text."""
    return [escape(line) for line in wrapped(text, size, PAGE_WIDTH - 1, is_bold, most)]


def cell_lines(text: str, size: float, is_right: bool = False) -> Lines:
    """A cell of a table, cut where it is long."""
    # A place as reported may be as long as it likes; a row of the table may not.
    cut = text if len(text) <= 90 else f"{text[:89].rstrip()}…"
    return lines_of(escape(printable(cut)), size, is_right=is_right)


def lines_of(
    markup: str,
    size: float,
    colour: str = PALETTE.text,
    is_bold: bool = False,
    is_right: bool = False,
    leading: float | None = None,
    indent: float = 0,
    after: float = 0,
) -> Lines:
    """Lines of one style, of sizes in points."""
    style = ParagraphStyle(
        "lines",
        fontName=_BOLD if is_bold else PLAIN_FONT,
        fontSize=size,
        leading=leading or size * 1.26,
        textColor=HexColor(colour),
        leftIndent=indent,
        firstLineIndent=-indent,
        spaceAfter=after,
        linkUnderline=0,
        bulletFontName=PLAIN_FONT,
    )
    if is_right:
        style.alignment = TA_RIGHT
    return Lines(markup, style)


def height_of(parts: Iterable[Any]) -> float:
    """Points that parts under each other need."""
    return sum(float(part.wrap(PAGE_WIDTH, A4[1])[1]) + float(part.getSpaceAfter()) for part in parts)


def draw_stack(canvas: Canvas, parts: Iterable[Any], top: float) -> float:
    """Draw parts under each other; where the last one ends."""
    for part in parts:
        _, height = part.wrapOn(canvas, PAGE_WIDTH, A4[1])
        part.drawOn(canvas, PAGE_LEFT, top - height)
        top -= height + part.getSpaceAfter()
    return top


def register_fonts() -> None:
    """Makes the atlas's fonts known to ReportLab, once a process."""
    if _BOLD in pdfmetrics.getRegisteredFontNames():
        return
    for name, is_bold in ((PLAIN_FONT, False), (_BOLD, True)):
        pdfmetrics.registerFont(TTFont(name, str(FONTS[is_bold])))
    pdfmetrics.registerFontFamily(
        PLAIN_FONT, normal=PLAIN_FONT, bold=_BOLD, italic=PLAIN_FONT, boldItalic=_BOLD
    )
