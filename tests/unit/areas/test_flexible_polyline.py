"""Corners as the text of HERE's open format, and back."""

from __future__ import annotations

import pytest

from data.areas.flexible_polyline import DECIMALS, decoded, encoded

CORNERS = [(46.773, 40.3274), (-0.5, -51.25), (179.9999, 84.0), (-180.0, -84.0)]


def test_the_example_of_the_format_is_read() -> None:
    """The worked example of the specification, with five decimals."""
    corners = decoded("BFoz5xJ67i1B1B7PzIhaxL7Y")
    expected = [(8.69821, 50.10228), (8.69567, 50.10201), (8.69150, 50.10063), (8.68752, 50.09878)]
    assert [pytest.approx(corner) for corner in expected] == corners


def test_corners_come_back_rounded() -> None:
    assert decoded(encoded(CORNERS)) == CORNERS
    [(longitude, latitude)] = decoded(encoded([(1 / 3, 2 / 3)]))
    assert (longitude, latitude) == (round(1 / 3, DECIMALS), round(2 / 3, DECIMALS))


def test_no_corner_is_a_text_too() -> None:
    assert decoded(encoded([])) == []


@pytest.mark.parametrize("text", ["", "B", "a text", "BF!", "CFoz5xJ67i1B1B7PzIhaxL7Y", encoded(CORNERS)[:-1], "BFo", "B" + "_" * 20])  # fmt: skip
def test_another_text_and_one_cut_off_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="polyline"):
        decoded(text)
