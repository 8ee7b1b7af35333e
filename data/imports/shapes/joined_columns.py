"""Columns of one table that are put together to one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.imports.formats.text.text_table import RowNote
from data.places.notations.normal_text import one_form
from data.text.search_text import folded_words

SAMPLE_ROWS: Final = 200
_MINUTE_SIGN: Final = re.compile(r"['’′]\s*$")
_SIGNS: Final = (("''", " sec "), ("″", " sec "), ('"', " sec "), ("°", " deg "), ("º", " deg "))


@dataclass(frozen=True)
class Whole:
    """A column that takes the place of others."""

    name: str
    parts: tuple[str, ...]
    texts: pd.Series
    notes: tuple[RowNote, ...] = ()
    """Of rows whose parts do not make one whole."""

    @property
    def written(self) -> pd.Series:
        """The texts, and in rows whose parts do not make one what a note shows of them."""
        shown = pd.Series({note.row: note.found for note in self.notes}, dtype=object)
        return self.texts.astype(object).where(~self.texts.index.isin(shown.index), shown)


def joined(rows: pd.DataFrame, whole: Whole) -> pd.DataFrame:
    """The rows with a whole in the place of its first part, and without the others."""
    names = [str(name) for name in rows.columns]
    place = names.index(whole.parts[0])
    left = rows.drop(columns=list(whole.parts))
    name, repeat = whole.name, 2
    while name in left.columns:
        name, repeat = f"{whole.name} ({repeat})", repeat + 1
    left.insert(min(place, len(left.columns)), name, whole.texts.astype(rows.dtypes.iloc[0]))
    return left


def words_of_part(column: str) -> list[str]:
    """The words of a heading, the signs of degrees, minutes and seconds as words."""
    text = _MINUTE_SIGN.sub(" min ", column)
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    return folded_words(one_form(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")))


def share_that_fits(cells: pd.Series, fits: Callable[[str], object]) -> float:
    """Which share of the filled cells fits; 0 where none is filled."""
    values = [text for cell in cells.head(SAMPLE_ROWS).tolist() if (text := str(cell).strip())]
    return sum(bool(fits(value)) for value in values) / len(values) if values else 0.0
