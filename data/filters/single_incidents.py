"""The few of the matching incidents that a text or a table of a page names one by one."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

import numpy as np

from data.filters.summary import Summary
from data.tables.dataset import IntArray

MOST_GRAVE: Final = 6
"""Of which a text names five at most, where no further one is their equal."""


@singledispatch
def in_order_of_time(summary: Summary) -> tuple[Summary, IntArray]:
    """A summary that has the rows of all matching incidents, and where they stand in its dataset. For few."""
    return summary, summary.rows


@singledispatch
def gravest_first(summary: Summary) -> tuple[Summary, IntArray]:
    """As `in_order_of_time`, of the MOST_GRAVE incidents with most matching casualties, and then killed."""
    people = summary.people_of(summary.rows)
    totals = people["killed_best"] + people["injured_best"]
    order = np.lexsort((summary.rows, -people["killed_best"].to_numpy(), -totals.to_numpy()))
    return summary, summary.rows[order[:MOST_GRAVE]]


@singledispatch
def has_matching(summary: Summary, incident_id: str) -> bool:
    """Whether an incident of this identifier matches."""
    row = summary.dataset.row_of(incident_id)
    return row is not None and bool(summary.matches.incidents[row])
