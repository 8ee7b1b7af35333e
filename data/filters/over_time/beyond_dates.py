"""Incidents that match the dates of a filter, but may have happened on another day."""

from __future__ import annotations

from functools import singledispatch

import numpy as np

from data.filters.summary import Summary
from data.tables.codes import day_number


@singledispatch
def beyond_dates(summary: Summary) -> int:
    """How many matching incidents have a span that begins before the filter's first day or ends after its last.

    They match because they may have happened within it; 0 for a filter without dates.
    """
    first, last = summary.incident_filter.date_from, summary.incident_filter.date_to
    if first is None and last is None:
        return 0
    codes, rows = summary.dataset.codes, summary.rows
    is_beyond = np.zeros(len(rows), dtype=np.bool_)
    if first is not None:
        is_beyond |= codes.starts[rows] < day_number(first)
    if last is not None:
        is_beyond |= codes.ends[rows] > day_number(last)
    return int(is_beyond.sum())
