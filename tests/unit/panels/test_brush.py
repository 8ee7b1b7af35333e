"""The measurement of a dragged brush: what a move waits for, and how that is told."""

from __future__ import annotations

from tests.benchmark.brush import SOON_MS, line, waits


def test_a_move_waits_until_it_or_a_later_one_is_shown() -> None:
    assert waits([0.0, 10.0, 20.0], [(0, 5.0), (2, 50.0)]) == [5.0, 40.0, 30.0]


def test_what_was_shown_before_a_move_is_not_its_answer() -> None:
    assert waits([100.0], [(0, 40.0), (0, 130.0)]) == [30.0]


def test_a_move_that_is_never_shown_has_no_wait() -> None:
    assert waits([0.0, 10.0], [(0, 5.0)]) == [5.0]


def test_a_line_tells_median_high_lowest_highest_number_and_how_many_are_soon() -> None:
    values = [float(number) for number in range(101)]
    soon = f"{100 * sum(value <= SOON_MS for value in values) / 101:.1f}"
    assert line("1000", "headline", values).split() == [
        *("1000", "headline", "50", "95", "99", "0", "100", "101"),
        soon,
    ]
