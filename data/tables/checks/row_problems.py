"""The rows that break a rule, as problems with their file, row, column and value."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import RowProblem
from data.tables.schema import (
    Table,
)

BoolArray = npt.NDArray[np.bool_]
"""One claim a row, shape (rows,)."""


def report(
    problems: list[RowProblem],
    table: Table,
    column: str,
    values: pd.Series,
    is_wrong: pd.Series | BoolArray,
    remedy: str,
) -> None:
    """Adds a problem for each row that is wrong; `values` are what its file has there."""
    if isinstance(is_wrong, pd.Series):
        is_wrong = is_wrong.fillna(False).to_numpy(dtype=bool)
    if not is_wrong.any():
        return
    wrong = values[is_wrong]
    for row, value in zip(wrong.index.tolist(), wrong.tolist(), strict=True):
        problems.append(RowProblem(table.file, row, column, _written(value), remedy))


def _written(value: Any) -> str:
    """A typed value as a file has it."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:g}" if isinstance(value, float) else str(value)
