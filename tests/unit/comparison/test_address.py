"""What the address of a comparison asks for, and what is stated about what it does not understand."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest

from components.address import LONGEST_QUERY
from components.comparison.address import ComparedAddress, read_comparison, sides_of
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.periods import opening
from data.folders.editions import Editions
from data.tables.dataset import Dataset

KILLED = IncidentFilter(outcome=("killed",))


def read(query: str, dataset: Dataset) -> ComparedAddress:
    return read_comparison(query, dataset, Editions())


def test_each_side_is_a_query_string_of_its_own(dataset: Dataset) -> None:
    query = urlencode({"a": "actor=Russian+peacekeepers&outcome=killed", "b": "q=Мадагиз", "lang": "ru"})
    address = read(f"?{query}", dataset)
    assert address.a == IncidentFilter(actor=("Russian peacekeepers",), outcome=("killed",))
    assert address.b == IncidentFilter(words="Мадагиз")
    assert (address.view.lang, address.sentences) == ("ru", ())


@pytest.mark.parametrize("query", ["", "?", "measure=killed"])
def test_without_sides_the_last_twelve_months_stand_beside_those_before(dataset: Dataset, query: str) -> None:
    address = read(query, dataset)
    assert (address.a, address.b) == opening(dataset, IncidentFilter())[:2]
    assert "last twelve months" in address.reason


def test_without_sides_the_period_of_the_address_stands_beside_the_same_time_before(dataset: Dataset) -> None:
    address = read("outcome=killed&from=2024-01-01&to=2024-12-31", dataset)
    assert address.a == IncidentFilter(
        date_from=date(2023, 1, 1), date_to=date(2023, 12, 31), outcome=("killed",)
    )
    assert address.b == IncidentFilter(
        date_from=date(2024, 1, 1), date_to=date(2024, 12, 31), outcome=("killed",)
    )


def test_a_missing_or_empty_side_asks_for_everything(dataset: Dataset) -> None:
    for query in ("a=outcome%3Dkilled", "a=outcome%3Dkilled&b="):
        assert (read(query, dataset).a, read(query, dataset).b) == (KILLED, IncidentFilter())


def test_two_equal_sides_stay_equal(dataset: Dataset) -> None:
    address = read("a=outcome%3Dkilled&b=outcome%3Dkilled", dataset)
    assert address.a == address.b == KILLED


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("a=colour%3Dred&b=", "Side A: “colour” is not a key"),
        ("a=&b=from%3Dnever", "Side B: “never” is not a day"),
        ("a=outcome%3Dkilled&a=device%3Duxo", "Side A occurs more than once"),
        ("a=&b=&outcome=killed", "The filter beside the sides"),
        ("a=&b=&lon=400", "“400” is not a value of “lon”"),
        ("a=%FF&b=", "not UTF-8"),
        ("a=" + "x" * LONGEST_QUERY, "too long"),
        ("data=ffffffff", "another edition"),
    ],
)
def test_what_is_not_understood_gets_a_sentence(dataset: Dataset, query: str, message: str) -> None:
    assert message in " ".join(read(query, dataset).sentences)


def test_the_rest_of_a_side_holds(dataset: Dataset) -> None:
    assert read("a=outcome%3Dkilled%26from%3Dnever&b=", dataset).a == KILLED


@pytest.mark.parametrize("stored", [None, [], "a", {"a": 1, "b": None}, {"a": {"from": ["never"]}}])
def test_a_store_that_nobody_wrote_asks_for_everything(stored: object) -> None:
    assert sides_of(stored) == (IncidentFilter(), IncidentFilter())


def test_a_store_gives_back_its_sides() -> None:
    stored = {"a": KILLED.to_json(), "b": {"district": ["AZ-TAR"]}, "search": "?x"}
    assert sides_of(stored) == (KILLED, IncidentFilter(district=("AZ-TAR",)))
