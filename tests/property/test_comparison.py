"""The differences of a comparison are those of what /summary.json says of each side."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from data.exports.summary_json import to_summary_json
from data.filters.over_time.comparison import Line, compared
from data.filters.summary import Summary
from tests.examples import costly
from tests.property.reference import Question
from tests.property.strategies import collections, filter_of, small_questions
from tests.tables import Tables, dataset_of


@given(collections(), small_questions(), small_questions())
@costly(60)
def test_differences_are_those_of_the_two_summaries(rows: Tables, one: Question, other: Question) -> None:
    comparison = compared(dataset_of(rows), filter_of(one), filter_of(other))
    a, b = (figures(side) for side in comparison.sides)
    totals = {line.measure: line for line in comparison.totals}
    for measure in ("incidents", "killed", "injured", "not_drawn"):
        line = totals[measure]
        shown = [side.best if side.is_known and side.is_chosen else None for side in (line.a, line.b)]
        assert shown == [a[measure], b[measure]]
        assert line.difference.best == known(b[measure]) - known(a[measure])
    assert added(comparison.districts, "incidents") == b["incidents"] - a["incidents"]
    assert added(comparison.devices, "incidents") == b["incidents"] - a["incidents"]
    for outcome in ("killed", "injured"):
        assert added(comparison.actors, outcome) == known(b[outcome]) - known(a[outcome])
    assert (
        totals["drawn"].difference.best + totals["not_drawn"].difference.best
        == b["incidents"] - a["incidents"]
    )


@given(collections(), small_questions(), small_questions())
@costly(40)
def test_ranges_and_unknown_counts_of_the_actors_add_up_to_the_totals(
    rows: Tables, one: Question, other: Question
) -> None:
    comparison = compared(dataset_of(rows), filter_of(one), filter_of(other))
    for total in comparison.totals[1:3]:
        lines = [line for line in comparison.actors if line.measure == total.measure]
        for part in ("best", "low", "high", "unknown"):
            for side in ("a", "b", "difference"):
                assert sum(getattr(getattr(line, side), part) for line in lines) == getattr(
                    getattr(total, side), part
                )


@given(collections(), small_questions(), small_questions())
@costly(40)
def test_turning_the_sides_round_turns_every_difference_round(
    rows: Tables, one: Question, other: Question
) -> None:
    dataset = dataset_of(rows)
    there, back = (
        compared(dataset, *sides)
        for sides in ((filter_of(one), filter_of(other)), (filter_of(other), filter_of(one)))
    )
    assert there.shared == back.shared <= min(there.a.incidents, there.b.incidents)
    for line, turned in zip(there.totals, back.totals, strict=True):
        assert (line.difference.best, line.difference.low, line.difference.high) == (
            -turned.difference.best,
            -turned.difference.high,
            -turned.difference.low,
        )


def figures(side: Summary) -> Any:
    return json.loads(to_summary_json(side))


def known(figure: int | None) -> int:
    """What a figure adds to a sum: one that the data do not tell adds nothing."""
    return figure or 0


def added(lines: tuple[Line, ...], measure: str) -> int:
    return sum(line.difference.best for line in lines if line.measure == measure)
