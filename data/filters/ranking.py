"""The ranking of districts by their incidents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from data.filters.tally import COUNTED
from data.tables.dataset import IntArray

NO_DISTRICT: Final = ""
"""The line of the ranking for incidents that count in no district."""


def ranking(names: pd.Index, sums: Mapping[str, IntArray]) -> pd.DataFrame:
    """As `Summary.districts`, of districts in order of their codes and of COUNTED in each."""
    sums = {**sums, "casualties": sums["killed"] + sums["injured"]}
    # Names are in order, so that equal figures stay in theirs.
    order = np.lexsort([-sums["killed"], -sums["casualties"], -sums["incidents"], names == NO_DISTRICT])
    ranked = order[sums["incidents"][order] > 0]
    columns = ["incidents", "casualties", *COUNTED[1:]]
    figures = np.column_stack([sums[name][ranked] for name in columns])
    return pd.DataFrame(figures, index=names[ranked].rename("adm1_iso"), columns=columns)
