"""Texts that a spreadsheet would calculate, kept from it by an apostrophe, which our reader takes off again."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from data.text.text_arrays import has_first_byte, text_array

CALCULATED: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a text begins that a spreadsheet would calculate, with any apostrophes put before it."""

_FIRST_BYTES: Final = tuple({letter.encode()[0] for letter in "'=+-@\t\r＝＋－＠"})


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if CALCULATED.match(text) else text


def without_guard(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and CALCULATED.match(text) else text


def guarded_texts(texts: pd.Series) -> pd.Series:
    """`guarded` for a whole column."""
    if not has_first_byte(text_array(texts), _FIRST_BYTES):
        return texts
    is_calculated = texts.str.match(CALCULATED.pattern)
    return texts.where(~is_calculated, "'" + texts) if is_calculated.any() else texts
