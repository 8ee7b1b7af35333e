"""Longitude and latitude that stand in one cell: "40.3, 46.8", "(40.3; 46.8)" or POINT (46.8 40.3)."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from data.imports.report.account import Ledger

_WKT: Final = r"\s*(?i:POINT)\s*Z?\s*\(\s*(-?\d[\d.]*)\s+(-?\d[\d.]*)[^)]*\)\s*"
_PAIR: Final = r"\s*[(\[]?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[NSns]?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[EWew]?\s*[)\]]?\s*"

_LONGEST: Final = 120
"""Letters of a point; in a longer text none is looked for."""

NOT_A_POINT: Final = "The coordinates are not understood; write them as two columns, longitude and latitude."


def longitude_and_latitude(texts: pd.Series, ledger: Ledger) -> tuple[pd.Series, pd.Series]:
    """Both as text; "" where a cell holds no point.

    Well-known text has the longitude first. Of two bare numbers the latitude stands first, as maps and
    receivers write them, unless some first number of the column can only be a longitude.
    """
    short = texts.where(texts.str.len() <= _LONGEST, "")
    wkt, pair = short.str.extract(f"^{_WKT}$"), short.str.extract(f"^{_PAIR}$")
    first, second = pd.to_numeric(pair[0]), pd.to_numeric(pair[1])
    longitude_first = bool((first.abs() > 90).any() and not (second.abs() > 90).any())
    of_pair = (pair[0], pair[1]) if longitude_first else (pair[1], pair[0])
    longitude = wkt[0].where(wkt[0].notna(), of_pair[0]).astype(object).fillna("").astype("str")
    latitude = wkt[1].where(wkt[1].notna(), of_pair[1]).astype(object).fillna("").astype("str")
    odd = (texts != "") & (longitude == "") & ~texts.str.fullmatch(re.compile(r"(?i)point\s+empty"))
    ledger.remark(texts.index[odd], NOT_A_POINT, texts[odd])
    return longitude, latitude
