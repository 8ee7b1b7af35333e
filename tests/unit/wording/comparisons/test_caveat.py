"""What stands beside a difference between two periods."""

from __future__ import annotations

from datetime import date

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import compared, split
from data.tables.dataset import Dataset
from data.wording.comparisons.caveat import caveat

COUNTS = "Counts of reports: a difference may come from what happened or from what was reported."
LATE = "the latest one in these data is of 18 Feb 2026, and they were last checked on 28 Nov 2026."


@pytest.mark.parametrize(
    ("a", "b", "is_late"),
    [
        (("2024-11-29", "2025-11-28"), ("2025-11-29", None), True),
        (("2026-05-29", "2026-08-28"), ("2026-08-29", "2026-11-28"), True),
        (("2025-11-29", None), ("2024-11-29", "2025-11-28"), True),
        (("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), False),
    ],
)
def test_a_period_that_reaches_the_last_months_may_still_grow(
    dataset: Dataset, a: tuple[str, str | None], b: tuple[str, str | None], is_late: bool
) -> None:
    sides = (
        IncidentFilter(
            date_from=date.fromisoformat(first), date_to=None if last is None else date.fromisoformat(last)
        )
        for first, last in ((str(first), last) for first, last in (a, b))
    )
    text = caveat(compared(dataset, *sides))
    assert text.startswith(COUNTS)
    assert text.endswith(LATE) == is_late


def test_two_sides_of_one_time_are_missing_the_same_reports(dataset: Dataset) -> None:
    assert caveat(compared(dataset, *split(dataset, IncidentFilter(), "actor"))) == COUNTS
