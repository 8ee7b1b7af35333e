"""Every breakdown of any filter adds up to the headline, and each line is what its own filter finds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from data.exports.summary_json import to_summary_json
from data.filters.breakdown import NO_CASUALTIES, VIEWS, Line, breakdown
from data.filters.filter_keys import CASUALTY_COLUMNS, CHOICE_COLUMNS
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.tables.count_range import CountRange
from tests.examples import costly
from tests.property.strategies import collections, questions, small_questions
from tests.tables import Tables, bundled, dataset_of

BUNDLED_QUESTIONS: Final = questions(
    st.dates(date(1997, 1, 1), date(2026, 12, 31)),
    {
        key: sorted({str(value) for value in rows[column]} - {""})
        for rows, keys in (
            (bundled().casualties, CASUALTY_COLUMNS),
            (bundled().incidents, set(CHOICE_COLUMNS) - set(CASUALTY_COLUMNS)),
        )
        for key in keys
        for column in [CHOICE_COLUMNS[key]]
    },
    ["mine", "road", "Тертер"],
)


@costly(100)
@given(collections(), small_questions())
def test_a_made_up_collection(rows: Tables, question: dict[str, list[str]]) -> None:
    dataset = dataset_of(rows)
    incident_filter, _ = IncidentFilter.from_json(question)
    assert_reconciles(Summary(dataset, incident_filter, matching(dataset, incident_filter)), question)


@costly(100)
@given(BUNDLED_QUESTIONS)
def test_the_data_that_ships(question: dict[str, list[str]]) -> None:
    incident_filter, _ = IncidentFilter.from_json(question)
    assert_reconciles(Summary(bundled(), incident_filter, matching(bundled(), incident_filter)), question)


def assert_reconciles(whole: Summary, question: dict[str, list[str]]) -> None:
    published = json.loads(to_summary_json(whole))
    for by in VIEWS:
        lines = breakdown(whole, by)
        assert total(line.killed for line in lines) == figures(whole.killed)
        assert total(line.injured for line in lines) == figures(whole.injured)
        assert sum(line.killed.best for line in lines) == (published["killed"] or 0)
        assert sum(line.injured.best for line in lines) == (published["injured"] or 0)
        in_a_line: set[int] = set()
        for line in lines:
            rows = rows_of(whole, by, line, question)
            assert len(rows) == line.incidents > 0
            in_a_line |= rows
        assert in_a_line == set(whole.rows.tolist())
        assert len(in_a_line) == published["incidents"]
        if by not in CASUALTY_COLUMNS:
            assert sum(line.incidents for line in lines) == published["incidents"]


def rows_of(whole: Summary, by: str, line: Line, question: dict[str, list[str]]) -> set[int]:
    """The incidents of a line, found by a filter of their own; its people are those of the line."""
    if line.value == NO_CASUALTIES:
        assert not line.killed.high + line.injured.high
        return set(whole.rows.tolist()) - set(whole.dataset.casualty_incident.tolist())
    incident_filter, _ = IncidentFilter.from_json(question | {by: [line.value]})
    alone = Summary(whole.dataset, incident_filter, matching(whole.dataset, incident_filter))
    assert (alone.killed, alone.injured) == (line.killed, line.injured)
    return set(alone.rows.tolist())


def total(counts: Iterable[CountRange]) -> tuple[int, ...]:
    parts = [figures(count) for count in counts] or [(0, 0, 0, 0, 0)]
    return tuple(sum(numbers) for numbers in zip(*parts, strict=True))


def figures(count: CountRange) -> tuple[int, ...]:
    return count.best, count.low, count.high, count.unknown, count.open
