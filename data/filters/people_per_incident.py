"""People by incident, added up over casualty rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.codes import people_in_rows
from data.tables.dataset import BoolArray, Dataset
from data.tables.vocabulary import Outcome


def casualties_per_incident(dataset: Dataset, counted: BoolArray) -> pd.DataFrame:
    """People in the casualty rows that `counted` marks, one row an incident of the dataset.

    Columns `{killed,injured}_{low,best,high,unknown,open}`, whole numbers; the last two count rows.
    """
    casualties = dataset.casualties[counted]
    positions = dataset.casualty_incident[counted]
    people = people_in_rows(casualties)
    columns: dict[str, npt.NDArray[np.int64]] = {}
    for outcome in Outcome:
        is_outcome = (casualties["outcome"] == outcome.value).to_numpy(dtype=bool)
        for part in people:
            weights = people[part].to_numpy(dtype=float)[is_outcome]
            sums = np.bincount(positions[is_outcome], weights, minlength=len(dataset.incidents))
            columns[f"{outcome.value}_{part}"] = sums.astype(np.int64)
    return pd.DataFrame(columns, index=dataset.incidents.index)
