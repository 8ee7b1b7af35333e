"""The casualties and sources of the matching incidents as rows that leave the atlas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import singledispatch
from typing import Final

import numpy as np
import pandas as pd

from data.exports.rows import ROWS_A_PART
from data.filters.summary import Summary
from data.tables.dataset import IntArray
from data.tables.schema import CASUALTIES, SOURCES, Table
from data.text.text_arrays import written_days

MATCHES: Final = "matches"
"""Column of casualties: "yes" where the row matches too, otherwise "no"."""


def columns_of_casualties(summary: Summary) -> list[str]:
    """The columns of `casualty_rows`."""
    return [*_columns(CASUALTIES, summary.dataset.casualties), MATCHES]


def columns_of_sources(summary: Summary) -> list[str]:
    """The columns of `source_rows`."""
    return _columns(SOURCES, summary.dataset.sources)


def casualty_rows(summary: Summary, at: IntArray) -> pd.DataFrame:
    """All casualty rows of the matching incidents at these positions, one incident after the other."""
    dataset = summary.dataset
    first, last = (np.searchsorted(dataset.casualty_incident, at, side) for side in ("left", "right"))
    numbers = last - first
    taken = np.repeat(first - (np.cumsum(numbers) - numbers), numbers) + np.arange(numbers.sum())
    table = dataset.casualties.iloc[taken][columns_of_casualties(summary)[:-1]].copy()
    for name in ("count_low", "count_best", "count_high"):
        table[name] = table[name].astype("Int64")
    table[MATCHES] = np.where(summary.matches.casualties[taken], "yes", "no")
    return table.reset_index(drop=True)


def source_rows(summary: Summary, at: IntArray) -> pd.DataFrame:
    """All sources of the matching incidents at these positions, one incident after the other. Days are text."""
    dataset = summary.dataset
    table = dataset.sources.iloc[dataset.sources_of(at)[0]][columns_of_sources(summary)]
    return table.assign(published=written_days(table["published"])).reset_index(drop=True)


CASE_TABLES: Final[dict[str, Callable[[Summary, IntArray], pd.DataFrame]]] = {
    "casualties": casualty_rows,
    "sources": source_rows,
}
"""By name, what gives the rows."""


@singledispatch
def case_parts(summary: Summary, table: str) -> Iterator[pd.DataFrame]:
    """The rows of one of CASE_TABLES in parts of ROWS_A_PART incidents; one part without a row where nothing matches."""
    rows_at = CASE_TABLES[table]
    for begin in range(0, max(summary.incidents, 1), ROWS_A_PART):
        yield rows_at(summary, summary.rows[begin : begin + ROWS_A_PART])


def _columns(table: Table, rows: pd.DataFrame) -> list[str]:
    return [column.name for column in table.columns if column.name in rows.columns]
