"""Which words of the reports each row of casualties rests on."""

from __future__ import annotations

import pytest

from data.coding.casualty_words import still_true, words_by_row, words_of_row
from tests.tables import casualty


def rows(*figures: tuple[str, str]) -> list[dict[str, str]]:
    """Rows of killed soldiers, one an actor, with an exact number."""
    return [
        casualty(affected_actor=actor, outcome="killed", count_low=count, count_best=count, count_high=count)
        for actor, count in figures
    ]


def quotes(*drafted: dict[str, str]) -> list[dict[str, object]]:
    """A quote for each drafted row, named by its place."""
    return [words_of_row({"quote": f"words {place}"}, row) for place, row in enumerate(drafted)]


def texts(evidence: list[dict[str, object]], of: list[dict[str, str]]) -> list[list[str]]:
    found = words_by_row({"casualties": evidence}, of)
    return [[one["quote"] for one in words] for words in found]


def test_each_row_has_the_words_it_was_drafted_from() -> None:
    drafted = rows(("One army", "1"), ("Other army", "2"))
    assert texts(quotes(*drafted), drafted) == [["words 0"], ["words 1"]]


def test_rows_in_another_order_keep_their_words() -> None:
    drafted = rows(("One army", "1"), ("Other army", "2"))
    assert texts(quotes(*drafted), drafted[::-1]) == [["words 1"], ["words 0"]]


def test_another_name_of_the_actor_keeps_the_words() -> None:
    drafted = rows(("Army", "1"))
    assert texts(quotes(*drafted), rows(("Azerbaijani armed forces", "1"))) == [["words 0"]]


@pytest.mark.parametrize(
    ("low", "best", "high", "is_kept"),
    [
        ("1", "2", "3", True),
        ("2", "2", "2", True),
        ("1", "1", "", True),
        ("3", "3", "3", False),
        ("3", "4", "", False),
        ("", "", "", False),
    ],
)
def test_a_range_around_the_figure_keeps_the_words_and_another_figure_loses_them(
    low: str, best: str, high: str, is_kept: bool
) -> None:
    drafted = rows(("Army", "2"))
    changed = [{**drafted[0], "count_low": low, "count_best": best, "count_high": high}]
    assert texts(quotes(*drafted), changed) == [["words 0"] if is_kept else []]
    assert len(still_true(quotes(*drafted), changed)) == is_kept


def test_at_least_two_is_not_exactly_two() -> None:
    drafted = [{**rows(("Army", "2"))[0], "count_high": ""}]
    assert texts(quotes(*drafted), rows(("Army", "2"))) == [[]]


def test_another_outcome_loses_the_words() -> None:
    drafted = rows(("Army", "1"))
    assert texts(quotes(*drafted), [{**drafted[0], "outcome": "injured"}]) == [[]]


def test_words_of_no_row_in_particular_stand_with_all() -> None:
    assert texts([{"quote": "old"}], rows(("One", "1"), ("Other", "2"))) == [["old"], ["old"]]
