"""What a filter asks for and no row has is named, with the nearest that there is."""

from __future__ import annotations

import pytest

from components.address import problems_of, read_address
from data.folders.editions import Editions
from data.tables.dataset import Dataset


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("district=AZ-XYZ", ["“AZ-XYZ”"]),
        ("district=AZ-TER", ["“AZ-TER”", "Tərtər (AZ-TAR)"]),
        ("district=AZ-AGD", ["“AZ-AGD”", "Ağdam (AZ-AGM)"]),
        ("district=Agdam", ["“Agdam” is not a district", "Ağdam (AZ-AGM)"]),
        ("district=Мардакерт", ["“Мардакерт” is not a district"]),
        ("actor=russian+peacekeepers", ["“russian peacekeepers”", "Russian peacekeepers"]),
        ("side=azerbaijani", ["“azerbaijani”", "azerbaijan"]),
    ],
)
def test_it_says_what_is_not_known_and_what_is_near(dataset: Dataset, query: str, parts: list[str]) -> None:
    [problem] = problems_of(read_address(query), dataset, Editions())
    for part in parts:
        assert part in problem


def test_nothing_is_near_what_is_like_nothing(dataset: Dataset) -> None:
    [problem] = problems_of(read_address("actor=%D1%8A%D1%8A%D1%8A"), dataset, Editions())
    assert "Nearest" not in problem


@pytest.mark.parametrize("query", ["", "district=AZ-TAR", "district=AZ-QAX", "actor=Russian+peacekeepers"])
def test_what_is_known_is_no_problem_though_it_may_match_nothing(dataset: Dataset, query: str) -> None:
    assert problems_of(read_address(query), dataset, Editions()) == []
