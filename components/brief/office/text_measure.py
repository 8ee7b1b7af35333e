"""How much room a text takes, in the widths of Arial's letters; what does not fit is cut."""

from __future__ import annotations

import unicodedata
from typing import Final

LINE_HEIGHT: Final = 1.16
"""Of the size of the type; Arial's own is 1.15."""
_WIDTHS: Final[dict[str, float]] = {
    letter: width
    for letters, width in {
        "ijl'": 0.23,
        " !,./:;I[]\\ft|": 0.28,
        '()-`r{}"*°·•': 0.36,
        "cksvxyzJ": 0.51,
        "abdeghnopqu0123456789?$#_–“”L": 0.56,
        "FTZ+<=>~": 0.62,
        "ABEKPSVXY&": 0.67,
        "CDHNRUw": 0.73,
        "GOQ": 0.78,
        "mM": 0.84,
        "W%—@…": 1.02,
    }.items()
    for letter in letters
}


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a line of Arial in the unit of `size`, rather too wide than too narrow."""
    ems = sum(_WIDTHS.get(letter) or _unlisted_width(letter) for letter in text)
    return ems * size * (1.07 if is_bold else 1.0)


def text_lines(text: str, size: float, width: float, is_bold: bool = False) -> int:
    """How many lines a text takes in a column as wide as `width`, in the unit of `size`."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        needed = text_width(f"{word} ", size, is_bold)
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        # A word wider than the column is broken wherever the line ends.
        lines, used = lines + int(needed // width), used + needed % width
    return lines


def text_height(text: str, size: float, width: float, is_bold: bool = False) -> float:
    """The height of a text in a column, in the unit of `size`."""
    return text_lines(text, size, width, is_bold) * size * LINE_HEIGHT


def shortened(text: str, size: float, width: float, most_lines: int, is_bold: bool = False) -> str:
    """The text, cut after a word with … where it would take more lines."""
    if text_lines(text, size, width, is_bold) <= most_lines:
        return text
    beginning = text[: int(most_lines * width / size / 0.2)]
    while beginning and text_lines(f"{beginning} …", size, width, is_bold) > most_lines:
        beginning = beginning[: max(beginning.rfind(" "), len(beginning) - 20, 0)]
    return f"{beginning.rstrip(' ,·')} …"


def _unlisted_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.0 if unicodedata.combining(letter) else 0.8 if letter.isupper() else 0.63
