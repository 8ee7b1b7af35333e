"""Texts that a spreadsheet would calculate, kept from it by an apostrophe, which our reader takes off again."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

CALCULATED: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a text begins that a spreadsheet would calculate, with any apostrophes put before it."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if CALCULATED.match(text) else text


def without_guard(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and CALCULATED.match(text) else text


def guarded_texts(texts: pd.Series) -> pd.Series:
    """`guarded` for a whole column."""
    is_calculated = texts.str.match(CALCULATED.pattern)
    return texts.where(~is_calculated, "'" + texts) if is_calculated.any() else texts
