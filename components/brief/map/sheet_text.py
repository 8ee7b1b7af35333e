"""Text on paper: its font, its colours, how wide it is and how it breaks into lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import matplotlib
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from components.theme import PALETTES, Palette

PALETTE: Final[Palette] = PALETTES["light"]
"""Paper is light, whatever the screen was."""

MM: Final = 72 / 25.4
"""Points in a millimetre."""

SMALLEST_TEXT: Final = 6.5
"""Points; smaller is not read in print."""

FONTS: Final = {
    is_bold: Path(matplotlib.get_data_path(), "fonts", "ttf", name)
    for is_bold, name in ((False, "DejaVuSans.ttf"), (True, "DejaVuSans-Bold.ttf"))
}
"""DejaVu Sans comes with Matplotlib and has Latin with ə, Cyrillic and Armenian."""

_NO_GLYPH: Final = "\N{WHITE SQUARE}"


def printable(text: str) -> str:
    """The text on one line, with a square for every letter that the font lacks."""
    known = _letters()
    return "".join(
        letter if ord(letter) in known and letter.isprintable() else _NO_GLYPH
        for letter in " ".join(text.split())
    )


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """Width in points of printable text."""
    return size * sum(_advance(letter, is_bold) for letter in text)


def wrapped(text: str, size: float, width: float, is_bold: bool = False, most: int = 9) -> list[str]:
    """Printable lines no wider than `width`; after `most` lines the text ends with "…"."""
    lines: list[str] = []
    for word in printable(text).split(" "):
        for piece in _pieces(word, size, width, is_bold):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and text_width(longer, size, is_bold) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last} …", size, is_bold) > width:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last} …"]
    return lines


def font_of(size: float, is_bold: bool = False) -> FontProperties:
    """The font that ships with Matplotlib, whatever the machine has."""
    return FontProperties(fname=str(FONTS[is_bold]), size=size)


def _pieces(word: str, size: float, width: float, is_bold: bool) -> Iterable[str]:
    """The word, cut where it is wider than a line."""
    while word and text_width(word, size, is_bold) > width:
        end = 1
        while text_width(word[: end + 1], size, is_bold) <= width:
            end += 1
        yield word[:end]
        word = word[end:]
    if word:
        yield word


@lru_cache(maxsize=4096)
def _advance(letter: str, is_bold: bool) -> float:
    """Width of a letter as a part of the font's size."""
    font = get_font(str(FONTS[is_bold]))
    return float(font.load_char(ord(letter), LoadFlags.NO_SCALE).horiAdvance) / float(font.units_per_EM)


@cache
def _letters() -> frozenset[int]:
    plain, bold = (frozenset(get_font(str(file)).get_charmap()) for file in FONTS.values())
    return plain & bold
