"""Incidents that may be one are pointed out; what differs in day, place or people is not."""

from __future__ import annotations

import time
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from data.imports.report.duplicates import MOST_PAIRS, possible_duplicates
from data.tables.dataset import Dataset
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
    found = possible_duplicates(dataset).pairs
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


def test_a_number_of_people_that_is_unknown_is_not_written_as_none() -> None:
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
    (reason,) = possible_duplicates(dataset).pairs["reason"]
    assert reason == "At most a day apart, at the same point, people: at least 1 and an unknown number."


def test_a_dataset_without_incidents_has_no_pairs() -> None:
    assert possible_duplicates(dataset_of(tables(incidents=[], casualties=[], sources=[]))).pairs.empty


def crowd(rows: int, days: int, cells: int) -> Dataset:
    """Incidents in a few cells on a few days."""
    numbers = np.arange(rows)
    day, place = np.divmod(numbers, rows // days)
    start = pd.Timestamp(2020, 1, 1) + pd.to_timedelta(day, unit="D")
    incidents = pd.DataFrame(
        {
            "incident_id": [f"A-{number}" for number in numbers],
            "date_start": start,
            "date_prec": np.ones(rows, dtype="int8"),
            "longitude": -170 + place % cells * 0.6 + day % 2 * 0.3,
            "latitude": np.full(rows, 40.0),
            "adm1_iso": "AZ-TAR",
            "where_prec": np.ones(rows, dtype="int8"),
        }
    )
    people = {"incident_id": incidents["incident_id"], "outcome": "killed", "count_best": 1.0}
    whole = dataset_of(tables())
    return replace(whole, incidents=gpd.GeoDataFrame(incidents), casualties=pd.DataFrame(people))


def test_a_dense_table_costs_little_more_than_a_spread_one_and_says_where_it_stopped() -> None:
    spread, dense = crowd(30_000, 300, 100), crowd(30_000, 150, 1)
    found, seconds = [], []
    for dataset in (spread, dense):
        begun = time.perf_counter()
        found.append(possible_duplicates(dataset))
        seconds.append(time.perf_counter() - begun)
    assert found[0].limit == ""
    assert found[1].limit.startswith("Possible duplicates were looked for only up to 2020-01-")
    assert len(found[1].pairs) == MOST_PAIRS
    assert seconds[1] < 2 * seconds[0] + 5


def test_a_table_without_days_is_not_compared_with_itself() -> None:
    found = possible_duplicates(crowd(400, 1, 1))
    assert found.pairs.empty
    assert found.limit.startswith("400 incidents were not compared with all others near")


def test_a_pair_is_found_in_the_far_east_too_whichever_cells_it_lies_in() -> None:
    for east in np.arange(179.0, 179.4, 0.013):
        first = {"longitude": f"{east:.4f}", "latitude": "60.0999"}
        second = {"longitude": f"{east + 0.1:.4f}", "latitude": "60.1001"}
        assert pairs(second, first=incident() | first) == [["A-1", "A-2"]]
