"""Columns beside a list of choices, with the words of who chose “other”: “Other - Device type”, “device_other”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from data.text.search_text import folded_words

FIELDS_OF_WORDS: Final = ("device", "activity", "victim_category", "outcome", "affected_actor")
_OTHER: Final = frozenset(
    "other others oth specify please if text describe другое прочее иное уточните укажите autre autres preciser"
    " precisez otro otra especifique digeri diger basqa այլ інше outro qual اخرى أخرى دیگر".split()
)
_IS_OTHER: Final = re.compile(
    r"(?i)\s*(others?|oth|specify other|other \(specify\)|другое|прочее|иное|autres?|otr[oa]s?|diger|digər|başqa|diğer|այլ|інше|outr[oa]s?|أخرى|دیگر)?\s*"
)


def other_columns(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """By field the column that holds the words of “other”; `columns` are those of the fields."""
    found: dict[str, str] = {}
    left = [name for name in names if name not in columns.values()]
    for field in FIELDS_OF_WORDS:
        if field in columns:
            heading_words = _words(columns[field])
            for name in left:
                words = _words(name)
                if _OTHER & set(words) and [word for word in words if word not in _OTHER] == heading_words:
                    found.setdefault(field, name)
    return found


def with_other_words(texts: pd.Series, others: pd.Series) -> pd.Series:
    """The texts, with the words of the other column where “other” was chosen or nothing."""
    is_other = texts.str.fullmatch(_IS_OTHER) & (others != "")
    return texts.where(~is_other, others)


def _words(name: str) -> list[str]:
    last = re.split(r"[/:]", name)[-1] or name
    return folded_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last).replace("_", " "))
