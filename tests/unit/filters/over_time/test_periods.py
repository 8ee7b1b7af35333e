"""The same time before a period, and what a comparison opens with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.periods import (
    is_time_before,
    is_under_three_months,
    last_known_day,
    opening,
    time_before,
)
from data.filters.summary import summary_of
from data.tables.dataset import Dataset

SHORT_PERIODS: Final = Path(__file__).parents[3] / "short_periods.json"
"""Cases of tests/javascript/time_step.test.js too."""
MARCH = IncidentFilter(date_from=date(2024, 3, 1), date_to=date(2024, 3, 31), outcome=("injured",))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2024-01-01", "2024-12-31", ("2023-01-01", "2023-12-31")),
        ("2024-03-01", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("2020-11-10", "2021-11-09", ("2019-11-10", "2020-11-09")),
        ("2020-11-23", "2020-11-23", ("2020-11-22", "2020-11-22")),
        ("2021-01-10", "2021-01-19", ("2020-12-31", "2021-01-09")),
        ("2021-01-31", "2021-03-02", ("2020-12-31", "2021-01-30")),
        ("0001-01-01", "0001-01-31", ("0001-01-01", "0001-01-01")),
    ],
)
def test_the_same_time_before_is_as_many_whole_months_or_as_many_days(
    first: str, last: str, before: tuple[str, str]
) -> None:
    found = time_before(date.fromisoformat(first), date.fromisoformat(last))
    assert found == tuple(date.fromisoformat(day) for day in before)


def test_a_period_opens_beside_the_same_time_before(dataset: Dataset) -> None:
    a, b, reason = opening(dataset, MARCH)
    assert (b, reason) == (MARCH, "period")
    assert a == IncidentFilter(date_from=date(2024, 2, 1), date_to=date(2024, 2, 29), outcome=("injured",))
    assert is_time_before(dataset, a, b)
    assert not is_time_before(dataset, b, a)


def test_a_period_without_an_end_lasts_until_the_last_check(dataset: Dataset) -> None:
    a, b, _reason = opening(dataset, IncidentFilter(date_from=date(2023, 1, 1)))
    assert b == IncidentFilter(date_from=date(2023, 1, 1))
    assert a.date_to == date(2022, 12, 31)
    days = (last_known_day(dataset) - date(2023, 1, 1)).days
    assert (date(2022, 12, 31) - (a.date_from or date.min)).days == days


def test_without_a_period_the_last_twelve_months_are_compared(dataset: Dataset) -> None:
    a, b, reason = opening(dataset, IncidentFilter(outcome=("injured",)))
    assert (reason, b.date_to, a.outcome, b.outcome) == ("year", None, ("injured",), ("injured",))
    assert 364 <= (last_known_day(dataset) - (b.date_from or date.min)).days <= 366
    assert is_time_before(dataset, a, b)


def test_where_nothing_matches_in_them_the_last_twelve_months_that_have_something(dataset: Dataset) -> None:
    peacekeepers = IncidentFilter(actor=("Russian peacekeepers",))
    a, b, reason = opening(dataset, peacekeepers)
    last = dataset.incidents["date_start"].iloc[summary_of(dataset, b).rows].max().date()
    assert reason == "latest"
    assert b.date_to is not None
    assert b.date_from is not None
    assert (b.date_to.year, b.date_to.month) == (last.year, last.month)
    assert (b.date_from, a.date_to) == (date(2020, 5, 1), date(2020, 4, 30))
    assert is_time_before(dataset, a, b)
    nobody_dated = IncidentFilter(actor=("Nobody",))
    assert opening(dataset, nobody_dated).reason == ""


def test_a_filter_that_only_ends_is_divided_by_its_last_day(dataset: Dataset) -> None:
    incident_filter = IncidentFilter(date_to=date(2021, 1, 1))
    assert opening(dataset, incident_filter) == (
        incident_filter,
        IncidentFilter(date_from=date(2021, 1, 2)),
        "until",
    )


def test_the_last_day_of_all_divides_nothing(dataset: Dataset) -> None:
    assert opening(dataset, IncidentFilter(date_to=date.max)).reason == "year"


def test_a_filter_that_matches_nothing_is_beside_itself(dataset: Dataset) -> None:
    nobody = IncidentFilter(actor=("Nobody",))
    assert opening(dataset, nobody) == (nobody, nobody, "")


@pytest.mark.parametrize("case", json.loads(SHORT_PERIODS.read_text(encoding="utf-8")), ids=str)
def test_less_than_three_months_ends_before_the_same_day_three_months_later(case: dict[str, Any]) -> None:
    first, last = (date.fromisoformat(case[end]) for end in ("first", "last"))
    assert is_under_three_months(first, last) is case["is_short"]
