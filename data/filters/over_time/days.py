"""From when to when the matching incidents are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from data.filters.summary import Summary


@dataclass(frozen=True)
class Days:
    """The days of matching incidents that have one."""

    first: date
    """On which the earliest begins."""
    latest_start: date
    """On which the latest begins."""
    last: date
    """On which the last one ends."""

    def __add__(self, other: Days) -> Days:
        """Of the incidents of both together."""
        return Days(
            min(self.first, other.first),
            max(self.latest_start, other.latest_start),
            max(self.last, other.last),
        )


@singledispatch
def days_of_matches(summary: Summary) -> Days | None:
    """The days of what matches; None where nothing that matches is dated."""
    starts, ends = (summary.dataset.incidents[name].iloc[summary.rows] for name in ("date_start", "date_end"))
    if starts.isna().all():
        return None
    return Days(starts.min().date(), starts.max().date(), ends.max().date())
