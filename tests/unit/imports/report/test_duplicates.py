"""Incidents that may be one are pointed out; what differs in day, place or people is not."""

from __future__ import annotations

import pytest

from data.imports.report.duplicates import possible_duplicates
from tests.tables import Row, casualty, dataset_of, incident, tables


def pairs(second: Row, people: str = "1", first: Row | None = None) -> list[list[str]]:
    """The pairs found between the incident of the tests and another."""
    dataset = dataset_of(
        tables(
            incidents=[first or incident(), incident(incident_id="A-2") | second],
            casualties=[
                casualty(),
                casualty(incident_id="A-2", count_low=people, count_best=people, count_high=people),
            ],
        )
    )
    found = possible_duplicates(dataset)
    return found[["incident_id", "other_incident_id"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "second",
    [
        {},
        {"date_start": "2020-11-24", "date_end": "2020-11-24"},
        {"date_start": "2020-11-22", "date_end": "2020-11-22"},
        {"longitude": "46.87", "latitude": "40.327"},
        {"longitude": "46.773", "latitude": "40.25"},
        {"where_prec": "3", "longitude": "46.9", "latitude": "40.3", "coord_method": "district_point"},
        {"where_prec": "3", "longitude": "", "latitude": "", "coord_method": "none"},
    ],
    ids=str,
)
def test_near_in_day_and_place_is_pointed_out(second: Row) -> None:
    assert [sorted(pair) for pair in pairs(second)] == [["A-1", "A-2"]]


@pytest.mark.parametrize(
    "second",
    [
        {"date_start": "2020-11-25", "date_end": "2020-11-25"},
        {"date_start": "2020-11-01", "date_end": "2020-11-30", "date_prec": "4"},
        {"longitude": "46.95", "latitude": "40.327"},
        {"where_prec": "1", "longitude": "46.87"},
        {"where_prec": "3", "adm1_iso": "AZ-AGM", "longitude": "", "latitude": "", "coord_method": "none"},
        {"where_prec": "6", "adm1_iso": "", "longitude": "", "latitude": "", "coord_method": "none"},
    ],
    ids=str,
)
def test_what_is_farther_in_day_or_place_is_not(second: Row) -> None:
    assert pairs(second) == []


def test_people_may_differ_by_one_or_a_fifth() -> None:
    assert pairs({}, people="2")
    assert not pairs({}, people="3")


def test_a_number_of_people_that_is_unknown_is_not_told_as_none() -> None:
    unknown = {"count_low": "1", "count_best": "", "count_high": "5"}
    dataset = dataset_of(
        tables(
            incidents=[incident(), incident(incident_id="A-2")],
            casualties=[
                casualty(outcome="killed"),
                casualty(outcome="injured", **unknown),
                casualty(incident_id="A-2", **unknown),
            ],
        )
    )
    (reason,) = possible_duplicates(dataset)["reason"]
    assert reason == "At most a day apart, at the same point, people: at least 1 and an unknown number."


def test_a_dataset_without_incidents_has_no_pairs() -> None:
    assert possible_duplicates(dataset_of(tables(incidents=[], casualties=[], sources=[]))).empty
