"""The shared table of filters, on the definition itself; tests/browser holds the HTML file to it."""

from __future__ import annotations

import pytest

from data.filters.filter_keys import CHOICE_COLUMNS
from data.filters.matching import matching
from data.filters.summary import Summary
from tests.unit.filters.filter_cases import CASES, FilterCase, made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_a_filter_matches_what_the_table_says(case: FilterCase) -> None:
    summary = Summary(made(), case.incident_filter, matching(made(), case.incident_filter))
    assert tuple(made().incidents["incident_id"].iloc[summary.rows]) == case.expected
    assert (summary.killed.best, summary.injured.best) == (case.killed, case.injured)


def test_the_table_asks_under_every_key_but_words() -> None:
    incident_filter = {key for case in CASES for key, _ in case.incident_filter.to_query()}
    assert incident_filter == {"from", "to", *CHOICE_COLUMNS}
