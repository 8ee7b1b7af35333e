"""Plus codes are read as the middle of their cell."""

from __future__ import annotations

import pytest

from data.places.notations.plus_codes import TOO_COARSE, completed, read_plus_code, whole_code
from data.places.notations.reading import Notation, PointReading, ShortCode, Unread

ZURICH = "8FVC9G8F+6X"


def test_a_whole_code_is_the_middle_of_its_cell_with_the_size_of_it() -> None:
    found = read_plus_code(f"Plus code: {ZURICH.lower()}")
    assert isinstance(found, PointReading)
    assert (found.longitude, found.latitude) == pytest.approx((8.5249375, 47.3655625))
    assert found.notation is Notation.PLUS_CODE
    assert found.size_m == pytest.approx(13.9, abs=0.1)


def test_a_short_code_keeps_the_words_beside_it_and_is_completed_from_a_point() -> None:
    found = read_plus_code("9G8F+6X, Zürich")
    assert found == ShortCode("9G8F+6X", "Zürich")
    assert completed("9G8F+6X", 8.5, 47.4) == whole_code(ZURICH)


def test_a_cell_of_twenty_degrees_is_too_coarse_for_a_point() -> None:
    assert read_plus_code("8F000000+") == Unread(TOO_COARSE)


@pytest.mark.parametrize(
    "text", ["", "46.77+40.32", "Ağdam", "killed 2+3", "8FVC9G8F", "AAAA+AA", "x" * 200 + ZURICH]
)
def test_another_text_is_none(text: str) -> None:
    assert read_plus_code(text) is None
