"""One way of writing digits, marks and signs, for texts of any script and keyboard."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKS: Final = {
    "º˚ᵒ∘⁰": "°",
    "′’‘`´ʹʼ‵＇": "'",
    "″”“„‟ʺ¨〃＂": '"',
    "−–—‐‑‒﹣－": "-",
    "٫": ".",
    "،、，": ",",
    "؛；": ";",
    "\u00a0\u202f\u2007\u2009\u200a\u3000\t\r\n": " ",
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff٬": "",
}
_NO_DIGITS_FROM: Final = 0x20000
"""The first letter beyond the two planes of Unicode that have digits: to look at all took a sixth of a command's start."""
_TABLE: Final[dict[int, str]] = {
    **{
        code: str(unicodedata.decimal(chr(code)))
        for code in range(128, _NO_DIGITS_FROM)
        if unicodedata.category(chr(code)) == "Nd"
    },
    **{ord(letter): to for letters, to in _MARKS.items() for letter in letters},
}
_ENTITIES: Final = (("&deg;", "°"), ("&#176;", "°"), ("&quot;", '"'), ("&#39;", "'"), ("''", '"'))


def ascii_digits(text: str) -> str:
    """The text with digits of any script as 0 to 9, one form of each mark, and single spaces."""
    written = text.translate(_TABLE)
    for entity, mark in _ENTITIES:
        written = written.replace(entity, mark)
    return re.sub(r" {2,}", " ", written).strip()


def one_form(text: str) -> str:
    """The text with one form of the Arabic letters that Arabic and Persian keyboards write differently, and of the
    Latin letters with a stroke, which people write without it."""
    return text.translate(_ONE_FORM)


_ONE_FORM: Final = str.maketrans("يىكةھہđĐłŁøØ", "ییکهههdDlLoO", "\u0640\u200c\u200b\u200d")
