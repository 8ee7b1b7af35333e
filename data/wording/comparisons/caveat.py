"""What a reader has to know beside a difference between two periods, before reading anything into it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from data.filters.over_time.comparison import Comparison
from data.filters.over_time.periods import last_known_day
from data.language import _, day_text

_LATE: Final = timedelta(days=180)
"""Reports come in late: a side that ends within that time of the last check may still grow."""


def caveat(comparison: Comparison) -> str:
    """ "Counts of reports: …"; where a side reaches the last months and the other ends before, that it may still grow."""
    counts = _("Counts of reports: a difference may come from what happened or from what was reported.")
    a, b = comparison.sides
    dataset, last = b.dataset, last_known_day(b.dataset)
    ends = [side.incident_filter.date_to or last for side in (a, b)]
    if ends[0] == ends[1] or max(ends) <= last - _LATE or dataset.last_day is None:
        return counts
    late = _(
        "Incidents of the last months may not have been reported yet: the latest one in these data is of {latest}, "
        "and they were last checked on {checked}."
    )
    late = late.format(latest=day_text(dataset.last_day), checked=day_text(dataset.as_of))
    return f"{counts} {late}"
