"""Groups in place and time: the neighbourhood, the rule of three, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from data.filters.over_time import clusters as method
from data.filters.over_time.clusters import Clusters, clusters_of, neighbours
from data.tables.dataset import Dataset
from data.wording.comparisons.change_sentences import cluster_sentence, clusters_sentence
from tests.tables import Row, dataset_of, incident, summary, tables

ONE_KM_NORTH = 1 / 111.195
"""Degrees of latitude."""


def at(name: str, day: str, kilometres: float = 0.0, **cells: str) -> Row:
    return incident(
        incident_id=name,
        date_start=day,
        date_end=cells.pop("date_end", day),
        latitude=f"{40 + kilometres * ONE_KM_NORTH:.6f}",
        **cells,
    )


def found_among(*rows: Row) -> list[set[str]]:
    return [
        set(group) for group in named(dataset_of(tables(incidents=list(rows), casualties=[], sources=[])))
    ]


def named(dataset: Dataset) -> list[list[str]]:
    return [[*cluster.incident_ids] for cluster in clusters_of(summary(dataset)).found]


def test_three_within_ten_kilometres_and_thirty_days_are_a_group() -> None:
    assert found_among(at("a", "2021-03-01"), at("b", "2021-03-16", 9.9), at("c", "2021-03-31", 5)) == [
        {"a", "b", "c"}
    ]


@pytest.mark.parametrize(
    "third",
    [at("c", "2021-03-02", 20.2), at("c", "2021-05-20"), at("c", "2021-02-01", 25)],
    ids=["too far", "too late", "both"],
)
def test_two_and_one_out_of_reach_are_none(third: Row) -> None:
    assert found_among(at("a", "2021-03-01"), at("b", "2021-03-16", 9.9), third) == []


def test_groups_follow_a_chain_and_stay_apart_in_time() -> None:
    chain = [at(f"c{step}", "2021-03-01", 8 * step) for step in range(5)]
    later = [at(f"l{step}", f"2021-06-0{step + 1}") for step in range(3)]
    assert found_among(*chain, *later) == [{"l0", "l1", "l2"}, {"c0", "c1", "c2", "c3", "c4"}]


def test_what_lies_within_reach_of_two_groups_is_in_both() -> None:
    left = [at(f"a{step}", "2021-03-01", -9.0 - step / 10) for step in range(3)]
    right = [at(f"b{step}", "2021-03-01", 9.0 + step / 10) for step in range(3)]
    # One neighbour on each side and itself would make it a core; one day's difference each way takes one.
    groups = found_among(left[0] | {"latitude": f"{40 - 9 * ONE_KM_NORTH:.6f}"}, *left[1:], *right)
    assert sorted(map(sorted, groups)) == [["a0", "a1", "a2"], ["b0", "b1", "b2"]]


@pytest.mark.parametrize(
    "rough",
    [
        at("c", "2021-03-01", date_prec="4", date_end="2021-03-31"),
        at("c", "2021-03-01", where_prec="3"),
        at("c", "2021-03-01") | {"longitude": "", "latitude": "", "coord_method": "none"},
    ],
    ids=["month", "district", "no point"],
)
def test_what_is_known_too_roughly_makes_no_group_and_is_counted(rough: Row) -> None:
    rows = [at("a", "2021-03-01"), at("b", "2021-03-01"), rough]
    found = clusters_of(summary(dataset_of(tables(incidents=rows, casualties=[], sources=[]))))
    assert found == Clusters((), considered=2, too_rough=1)


def test_too_many_are_not_clustered_and_that_is_reported(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    monkeypatch.setattr(method, "MOST_INCIDENTS", 50)
    found = clusters_of(summary(dataset))
    assert (found.found, found.considered, found.is_too_many) == ((), 104, True)
    assert "too many" in clusters_sentence(found)


def test_a_group_is_described_by_place_days_and_people(dataset: Dataset) -> None:
    found = clusters_of(summary(dataset))
    assert (found.considered, found.too_rough) == (104, 61)
    assert [cluster_sentence(dataset, cluster) for cluster in found.found] == [
        "3 incidents around Talış, 6 Oct 2023 to 5 Nov 2023: 1 killed, 2 injured",
        "3 incidents around Borsunlu, 18 Apr 2023 to 28 Apr 2023: 3 killed, 2 injured",
        "3 incidents around Alxanlı, 14 Nov 2020 to 28 Nov 2020: 5 killed, 2 injured",
    ]
    assert "Groups of at least 3 reported incidents, each within 10 km and 30 days" in clusters_sentence(
        found
    )


def test_only_matching_incidents_and_people_make_a_group(dataset: Dataset) -> None:
    assert clusters_of(summary(dataset, outcome=("killed",))).found == ()


def test_distances_are_great_circles_also_across_the_date_line() -> None:
    east, north = np.array([179.95, -179.95, 0.0]), np.array([0.0, 0.0, 89.99])
    is_near = neighbours(east, north, [0, 0, 0])
    # 0.1 degrees on the equator are 11.1 km.
    assert is_near.tolist() == np.eye(3, dtype=bool).tolist()
    assert neighbours([179.96, -179.96], [0.0, 0.0], [0, 30]).all()
    assert not neighbours([179.96, -179.96], [0.0, 0.0], [0, 31])[0, 1]
    assert neighbours([0.0, 180.0], [89.99, 89.99], [0, 0]).all()
