"""Degrees are read as people write them."""

from __future__ import annotations

import pytest

from data.places.coordinates.degrees import is_missing, read_degrees
from data.places.notations.compass import Axis


@pytest.mark.parametrize(
    "cell",
    [
        40.345, "40.345", "40,345", "+40.345", "40.345°", "40.345° N", "N40.345", "40,345 с.ш.", "4.0345e1",
        "40°20′42″", "40°20'42\"N", "40º20'42''N", "40 20 42", "40:20:42", "40d20m42s", "N 40 20.7", "40° 20.7' N",
    ],
    ids=repr,
)  # fmt: skip
def test_one_latitude_in_many_forms(cell: object) -> None:
    read = read_degrees(cell)
    assert read is not None
    assert read.value == pytest.approx(40.345)


@pytest.mark.parametrize(
    "cell",
    [-74.5, "-74.5", "−74,5", "74.5W", "74.5 W", "-74.5 W", "74°30′W", "-74 30 00", "74,5 з.д."],
    ids=repr,
)
def test_west_and_south_are_negative(cell: object) -> None:
    read = read_degrees(cell)
    assert read is not None
    assert read.value == pytest.approx(-74.5)


@pytest.mark.parametrize(
    ("cell", "axis"),
    [
        ("40 N", "latitude"),
        ("40 S", "latitude"),
        ("46 E", "longitude"),
        ("46 в.д.", "longitude"),
        ("40", None),
    ],
)
def test_letters_say_which_axis(cell: str, axis: Axis | None) -> None:
    read = read_degrees(cell)
    assert read is not None
    assert read.axis == axis


@pytest.mark.parametrize(
    "cell",
    [
        "abc",
        "40.345.1",
        "40°70′",
        "40°20′75″",
        "inf",
        "",
        "40 x",
        "N",
        True,
        float("inf"),
        "=1+1",
        "1,234,567",
    ],
    ids=repr,
)
def test_what_is_not_a_number_is_none(cell: object) -> None:
    assert read_degrees(cell) is None


@pytest.mark.parametrize(
    "cell", [None, "", "  ", float("nan"), "NaN", "N/A", "null", "—", "unknown"], ids=repr
)
def test_what_says_nothing_is_missing(cell: object) -> None:
    assert is_missing(cell)


@pytest.mark.parametrize("cell", [0, "0", "x", 40.345], ids=repr)
def test_zero_and_nonsense_are_not_missing(cell: object) -> None:
    assert not is_missing(cell)


def test_a_long_row_of_digits_is_no_coordinate() -> None:
    assert read_degrees("1" * 100_000) is None
