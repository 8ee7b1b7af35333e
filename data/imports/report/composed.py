"""Texts that were put together from several cells of a table, and those cells as somebody wrote them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.text.excerpt import excerpt

_LONGEST: Final = 160
"""Letters of what several cells say together."""
_LONGEST_TEXT: Final = 80
"""To which an account cuts what was found."""


@dataclass(frozen=True)
class Composed:
    """Texts of rows, such as a day of three columns, each with the cells that it was made of."""

    texts: Callable[[pd.Index], pd.Series]
    """The text of each of some rows; "" or missing where none was made."""
    cells: Mapping[str, pd.Series] = field(default_factory=dict)
    """The cells of each column, by row."""
    otherwise: Mapping[str, pd.Series] = field(default_factory=dict)
    """The cells where all of `cells` are empty."""

    @classmethod
    def of(cls, texts: pd.Series, cells: Mapping[str, pd.Series]) -> Composed:
        """Texts that are known for all rows."""
        return cls(texts.reindex, cells)

    def written(self, row: object) -> dict[str, str]:
        """What the cells of a row say, by column; without those that are empty."""
        for columns in (self.cells, self.otherwise):
            found = {
                name: text
                for name, cells in columns.items()
                if row in cells.index and (text := str(cells.at[row]).strip())
            }
            if found:
                return found
        return {}


def as_written(rows: pd.Index, found: Sequence[str], composed: Sequence[Composed]) -> list[str]:
    """What was found in rows, with the cells of the file in place of a text that was made of them.

    A cell that was made of others before is shown as these; one cell that says what was found stays without its column.
    """
    texts = np.array(found, dtype=object)
    is_open: npt.NDArray[np.bool_] = texts != ""
    different = rows.unique()
    earlier: list[tuple[Composed, dict[object, str]]] = []
    for one in composed:
        known = one.texts(different).astype(object).fillna("").astype("str").str.strip()
        by_row = dict(zip(different.tolist(), known.tolist(), strict=True))
        cut = np.array([excerpt(by_row[row], _LONGEST_TEXT) for row in rows.tolist()], dtype=object)
        for place in np.flatnonzero(is_open & (cut == texts)).tolist():
            row = rows[place]
            cells = _first_cells(row, one.written(row), earlier)
            if cells and [*cells.values()] != [texts[place]]:
                pairs = "; ".join(f"{name}: {text}" for name, text in cells.items())
                texts[place], is_open[place] = excerpt(pairs, _LONGEST), False
        earlier.append((one, by_row))
    return [str(text) for text in texts]


def _first_cells(
    row: object, cells: Mapping[str, str], earlier: Sequence[tuple[Composed, Mapping[object, str]]]
) -> dict[str, str]:
    """The cells with those that were made of others as these."""
    found: dict[str, str] = {}
    for name, text in cells.items():
        source = next((one for one, by_row in reversed(earlier) if by_row.get(row) == text), None)
        before = source.written(row) if source is not None else {}
        found |= before or {name: text}
    return found
