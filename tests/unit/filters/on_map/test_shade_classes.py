"""Classes of shaded districts: the same for every filter, and never so wide that one looks like twenty-five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.filters.on_map.shade_classes import (
    HIGHEST_FIRST_END,
    MEASURES,
    MOST_CLASSES,
    classes,
    is_measured,
    shade_classes,
)
from data.filters.ranking import NO_DISTRICT
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, summary, tables


def test_few_are_a_class_each() -> None:
    assert classes(0) == []
    assert classes(1) == [(1, 1)]
    assert classes(5) == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]


@given(st.integers(1, 10**9))
def test_classes_cover_every_number_once_and_one_is_never_in_the_class_of_twenty_five(most: int) -> None:
    found = classes(most)
    assert len(found) <= MOST_CLASSES
    assert (found[0][0], found[-1][1]) == (1, most)
    assert all(low <= high for low, high in found)
    assert [low for low, _ in found[1:]] == [high + 1 for _, high in found[:-1]]
    assert found[0][1] <= HIGHEST_FIRST_END


@pytest.mark.parametrize("measure", MEASURES)
def test_the_classes_of_a_dataset_reach_up_to_its_fullest_district(dataset: Dataset, measure: str) -> None:
    ranking = summary(dataset).districts.drop(index=NO_DISTRICT)
    assert shade_classes(dataset, measure) == classes(int(ranking[measure].max()))


def many(number: int, code: str) -> list[dict[str, str]]:
    return [incident(incident_id=f"{code}-{at}", adm1_iso=code) for at in range(number)]


def test_one_incident_keeps_its_shade_when_a_filter_leaves_nothing_else() -> None:
    made = dataset_of(tables(incidents=[*many(25, "AZ-TAR"), *many(1, "AZ-AGM")], casualties=[], sources=[]))
    found = shade_classes(made, "incidents")
    of_one = next(at for at, (low, high) in enumerate(found) if low <= 1 <= high)
    of_many = next(at for at, (low, high) in enumerate(found) if low <= 25 <= high)
    assert (of_one, of_many) == (0, len(found) - 1)
    assert int(summary(made, district=("AZ-AGM",)).districts["incidents"].max()) == 1
    assert shade_classes(made, "incidents") == found


def test_what_is_not_recorded_has_no_class_and_says_so() -> None:
    of_dead = dataset_of(tables(casualties=[casualty(outcome="killed")]), cannot_tell=["injured"])
    assert shade_classes(of_dead, "injured") == []
    measured = {measure: is_measured(of_dead, measure) for measure in MEASURES}
    assert measured == {"incidents": True, "casualties": True, "killed": True, "injured": False}
