"""What the cells of a column of points or degrees may be, and what the whole column says of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from data.imports.columns.point_texts import first_axis_of
from data.places.coordinates.degrees import is_missing, read_degrees
from data.places.notations.angles import angle_text
from data.places.notations.compass import Axis, word_of_language
from data.places.notations.pairs import PairHints, compass_words

_DIGITS: Final = frozenset("0123456789")


def is_unread_angle(cell: str) -> bool:
    """Whether it is an angle that is no plain number of degrees."""
    return (
        len(cell) > 1
        and cell[-1:] not in _DIGITS
        and read_degrees(cell) is None
        and angle_text(cell) is not None
    )


def may_be_a_whole_point(cell: object) -> bool:
    """Whether it is longer than one angle, and neither degrees nor empty."""
    text = str(cell)
    return len(text) > 6 and read_degrees(text) is None and not is_missing(text)


def hints_of(texts: pd.Series, plain: pd.DataFrame, heading: str, headings: Iterable[str]) -> PairHints:
    """Which axis stands first in the column, and the letters that it has, or a word of the headings' language."""
    first_axis: Axis | None = first_axis_of(texts, plain, heading)
    samples = texts[plain["first"] == ""].drop_duplicates().head(500)
    words = {word for text in samples for word in compass_words(str(text))}
    return PairHints(first_axis, tuple(sorted({*words, *word_of_language(headings)})))
