"""Numbers of people as tables write them."""

from __future__ import annotations

import pandas as pd
import pytest

from data.imports.columns.counts.people_counts import (
    A_LEAST,
    A_RANGE,
    ABOUT,
    NOT_A_COUNT,
    NOT_KNOWN,
    PeopleCount,
    people_counts,
)


def one(text: str) -> PeopleCount:
    return people_counts(pd.Series([text], dtype="str"))[text]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("3", 3),
        (" 3 ", 3),
        ("3.0", 3),
        ("3,00", 3),
        ("2,006", 2006),
        ("12 390", 12390),
        ("1.234.567", None),
    ],
)
def test_whole_numbers_are_read_with_any_mark_of_thousands(text: str, number: int | None) -> None:
    expected = PeopleCount(number, number, number) if number is not None else PeopleCount(remark=NOT_A_COUNT)
    assert one(text) == expected


def test_an_empty_cell_says_nothing() -> None:
    assert one("") == PeopleCount()


@pytest.mark.parametrize("text", ["unknown", "n/a", "-", "?", "неизвестно", "Sin información", "999", "-99"])
def test_a_number_that_is_recorded_as_unknown_is_unknown(text: str) -> None:
    assert one(text) == PeopleCount(low=0, remark=NOT_KNOWN)


@pytest.mark.parametrize("text", ["3-5", "5 – 3", "3 to 5", "3 до 5"])
def test_a_range_has_ends_and_no_best_figure(text: str) -> None:
    assert one(text) == PeopleCount(3, None, 5, A_RANGE)


@pytest.mark.parametrize("text", ["at least 4", ">=4", "≥ 4", "4+", "не менее 4"])
def test_at_least_leaves_the_highest_figure_open(text: str) -> None:
    assert one(text) == PeopleCount(4, None, None, A_LEAST)


@pytest.mark.parametrize("text", [">3", "more than 3", "более 3"])
def test_more_than_begins_with_the_next_number(text: str) -> None:
    assert one(text) == PeopleCount(4, None, None, A_LEAST)


@pytest.mark.parametrize("text", ["about 5", "~5", "около 5", "approx. 5"])
def test_about_a_number_is_read_and_no_date(text: str) -> None:
    assert one(text) == PeopleCount(5, 5, 5, ABOUT)


@pytest.mark.parametrize("text", ["several", "-3", "2.5", "=1+1", "<b>3</b>", "1e3", "1234567", "٣٣٣٣٣٣٣"])
def test_what_is_no_number_of_people_is_left_unknown_with_a_remark(text: str) -> None:
    assert one(text) == PeopleCount(remark=NOT_A_COUNT)


def test_an_empty_text_says_nothing_of_how_many() -> None:
    assert one("").low is None
