"""Points among other words: "near the bridge, 38T PK 63000 67800"."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from data.places.notations.grid_references import read_mgrs, read_utm
from data.places.notations.map_links import read_link
from data.places.notations.pairs import read_pair
from data.places.notations.plus_codes import read_plus_code
from data.places.notations.reading import Choice, PointReading
from data.text.text_arrays import listed

_LETTER: Final = r"(?:[NSEWOCСЮВЗ](?:\. ?[шд]\.)?)"
_ANGLE: Final = r"\d{1,3}(?:[.,]\d+)?\s*[°º](?:[\s\d.,'’′`\"”″]{0,24})"
_MGRS: Final = r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"
_PLUS: Final = r"\b[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
_SHORT_PLUS: Final = r"\b(?=[2-9]{0,3}[CFGHJMPQRVWX])[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}\b"
"""A letter before the sign: 2345+67 is a mark beside a road."""
_DECIMALS: Final = (
    r"(?<![\d.,])-?\d{1,3}[.,]\d{3,}[°\s]*[NSEW]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}[°\s]*[NSEW]?(?![\d.,])"
)
_UTM: Final = r"\b\d{1,2}\s?[C-HJ-NP-X]\s+0?\d{6}\s*m?E?[\s,;/]+\d{6,8}\s*m?N?\b"
_METRES: Final = (
    r"\b[EXХ]\s*[:=]?\s*\d{6,8}(?:[.,]\d+)?\s*m?[\s,;/]+[NYУ]\s*[:=]?\s*\d{6,8}|\b[NYУ]\s*[:=]?\s*\d{6,8}(?:[.,]\d+)?\s*m?[\s,;/]+[EXХ]\s*[:=]?\s*\d{6,8}"
    r"|(?i:\b(?:utm|zone|zona|зона|ск|sk)\W{0,3}\d{1,2}\s?[a-z]?\b.{0,12}\d{6,8}[\s,;/]+\d{6,8})"
)
"""Easting and northing of a grid that only its name makes a point."""
_PARTS: Final = (
    (re.compile(_MGRS, re.I), read_mgrs),
    (re.compile(_UTM), read_utm),
    (re.compile(_PLUS), read_plus_code),
    (
        re.compile(rf"{_LETTER}?\s*{_ANGLE}\s*{_LETTER}?\s*[,;/]?\s*{_LETTER}?\s*{_ANGLE}\s*{_LETTER}?"),
        read_pair,
    ),
    (re.compile(_DECIMALS), read_pair),
)
LOOKS_LIKE_A_POINT: Final = re.compile(
    rf"\d\s*[°º]\s*(?:\d|[NSEWСЮВЗ]\b)|(?i:{_MGRS})|{_PLUS}|{_SHORT_PLUS}|{_UTM}|{_METRES}|{_DECIMALS}|https?://\S*\bmaps?\b|goo\.gl/|\bgeo:-?\d"
    r"|^\s*[NS]?\d{4,6}(?:\.\d+)?[NS]?\s*[EW]?\d{5,7}(?:\.\d+)?[EW]\s*$|/{3}[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+"
)
"""What nobody writes who does not mean a point."""


def point_within(text: str) -> PointReading | Choice | None:
    """The first point among other words that can be read; None where there is none."""
    link = read_link(text)
    if isinstance(link, PointReading):
        return link
    for pattern, read in _PARTS:
        found = pattern.search(text)
        answer = read(found.group().strip(" ,;/")) if found else None
        if isinstance(answer, PointReading | Choice):
            return answer
    return None


def look_like_points(texts: pd.Series) -> pd.Series:
    """Whether each text has something in it that looks like a point."""
    # Pandas would parse the pattern anew each time, to see whether Arrow can take it, which it never can.
    found = [LOOKS_LIKE_A_POINT.search(text) is not None for text in listed(texts)]
    return pd.Series(found, texts.index, dtype=bool)
