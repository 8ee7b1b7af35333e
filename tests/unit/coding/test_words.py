"""A coded incident in words."""

from __future__ import annotations

import pytest

from data.coding.words import casualty_text
from data.language import speaking

PEOPLE = {"affected_actor": "Team 4", "victim_category": "deminer", "outcome": "injured"}


@pytest.mark.parametrize(
    ("language", "figures", "expected"),
    [
        ("en", {"count_best": "1", "count_low": "1", "count_high": "1"}, "Team 4, deminer: 1 injured"),
        ("en", {}, "Team 4, deminer: number not given, injured"),
        ("ru", {"count_best": "1", "count_low": "1", "count_high": "1"}, "Team 4, сапёр: раненые — 1"),
        ("ru", {"count_low": "2"}, "Team 4, сапёр: раненые — не менее 2"),
        ("ru", {}, "Team 4, сапёр: раненые — число не указано"),
    ],
)
def test_a_row_of_casualties_reads_in_one_line(language: str, figures: dict[str, str], expected: str) -> None:
    with speaking(language):
        assert casualty_text(PEOPLE | figures) == expected
