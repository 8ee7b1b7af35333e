"""Breakdowns by actor, role, device and activity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.filters.breakdown import NO_CASUALTIES, VIEWS, Line, breakdown
from data.tables.count_range import CountRange
from tests.tables import bundled, casualty, dataset_of, incident, summary, tables
from tests.unit.filters.filter_cases import made

NOBODY = CountRange(0, 0, 0)
SOMEBODY = CountRange(0, 0, 0, unknown=1, open=1, somebody=1)


def lines(by: str, **fields: object) -> dict[str, Line]:
    return {line.value: line for line in breakdown(summary(made(), **fields), by)}


def test_an_actor_has_its_killed_and_injured_with_their_ranges_and_unknown_counts() -> None:
    found = lines("actor")
    assert found["Soldiers"] == Line("Soldiers", 2, CountRange(1, 1, 2), SOMEBODY)
    assert found["Peacekeepers"] == Line(
        "Peacekeepers", 2, CountRange(2, 2, 2, unknown=1, open=1, somebody=1), CountRange(1, 1, 1)
    )


def test_an_incident_with_several_actors_counts_in_the_line_of_each_once() -> None:
    dataset = dataset_of(
        tables(
            incidents=[incident()],
            casualties=[
                casualty(),
                casualty(outcome="killed"),
                casualty(affected_actor="Police", victim_category="police_security"),
            ],
            sources=[],
        )
    )
    assert [(line.value, line.incidents) for line in breakdown(summary(dataset), "actor")] == [
        ("Deminers", 1),
        ("Police", 1),
    ]


@pytest.mark.parametrize("by", ["actor", "victim"])
def test_incidents_without_casualties_have_the_last_line(by: str) -> None:
    found = breakdown(summary(made()), by)
    assert found[-1] == Line(NO_CASUALTIES, 1, NOBODY, NOBODY)
    assert [line.value for line in found].count(NO_CASUALTIES) == 1


@pytest.mark.parametrize("by", ["victim", "device", "activity"])
def test_other_and_unknown_stand_below_all_that_is_named(by: str) -> None:
    found = [line.value for line in breakdown(summary(bundled()), by)]
    named = [value for value in found if value not in ("other", "unknown", NO_CASUALTIES)]
    assert named
    assert found == [*named, *(value for value in ("other", "unknown", NO_CASUALTIES) if value in found)]


@pytest.mark.parametrize("by", ["actor", "victim"])
def test_there_is_no_such_line_where_the_filter_asks_for_casualties(by: str) -> None:
    assert NO_CASUALTIES not in lines(by, outcome=("killed", "injured"))


def test_only_casualties_that_match_are_counted() -> None:
    assert list(lines("actor", outcome=("killed",), words="search")) == ["Peacekeepers", "Soldiers"]
    assert lines("actor", outcome=("killed",))["Soldiers"].injured == replace(NOBODY, is_chosen=False)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("device", {"mine_unspecified": 5, "uxo": 1}),
        ("activity", {"search_and_recovery": 5, "farming_herding": 1}),
    ],
)
def test_each_incident_has_one_device_and_one_activity(by: str, expected: dict[str, int]) -> None:
    found = lines(by)
    assert {value: line.incidents for value, line in found.items()} == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize("by", VIEWS)
def test_nothing_that_matches_has_no_line(by: str) -> None:
    assert breakdown(summary(made(), words="nowhere"), by) == ()


def test_only_incidents_without_casualties_are_one_line() -> None:
    dataset = dataset_of(tables(casualties=[]))
    assert breakdown(summary(dataset), "actor") == (Line(NO_CASUALTIES, 2, NOBODY, NOBODY),)


def test_the_data_that_ships_has_the_figures_of_its_headline() -> None:
    everything = summary(bundled())
    for by in VIEWS:
        found = breakdown(everything, by)
        assert sum(line.killed.best for line in found) == everything.killed.best == 83
        assert sum(line.injured.best for line in found) == everything.injured.best == 213
    assert breakdown(everything, "actor")[0] == Line(
        "Civilians", 96, CountRange(52, 52, 55), CountRange(102, 102, 105, 1)
    )
