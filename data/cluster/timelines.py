"""The timelines of parts as that of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from data.filters.over_time.timeline import Step
from data.filters.tally import COUNTED

_UNITS: Final[dict[Step, str]] = {"day": "D", "month": "M", "year": "Y"}


def merged_timelines(parts: Sequence[pd.DataFrame], step: Step) -> pd.DataFrame:
    """As `data.filters.timeline.timeline` of the whole, from those of its parts: sums, and rows of zeros for the time
    between them.
    """
    known = pd.concat([part[part["is_known"]] for part in parts])
    rows = pd.concat([*parts, _zeros(known, step)])
    spans = ["first_day", "last_day", "is_known"]
    sums = rows.groupby(spans, sort=False)[[*COUNTED]].sum().reset_index()
    # A row whose day or month is not known stands after those that it may belong to.
    days = {name: pd.to_datetime(sums[name]) for name in spans[:2]}
    order = np.lexsort([-days["first_day"].to_numpy().astype(np.int64), days["last_day"].to_numpy()])
    merged = sums.iloc[order].reset_index(drop=True)
    typed = {name: merged[name].astype("object") for name in spans[:2]}
    return merged.assign(**typed)[[*spans[:2], *COUNTED, "is_known"]].astype({"is_known": bool})


def _zeros(known: pd.DataFrame, step: Step) -> pd.DataFrame:
    """A row without an incident for each day, month or year from the first to the last."""
    if known.empty:
        return known
    ends = [
        np.datetime64(day).astype(f"datetime64[{_UNITS[step]}]")
        for day in (known["first_day"].min(), known["last_day"].max())
    ]
    every = np.arange(ends[0], ends[1] + 1)
    first = every.astype("datetime64[D]").tolist()
    last = ((every + 1).astype("datetime64[D]") - 1).tolist()
    spans = {"first_day": pd.Series(first, dtype="object"), "last_day": pd.Series(last, dtype="object")}
    return pd.DataFrame({**spans, **dict.fromkeys(COUNTED, 0), "is_known": True})
