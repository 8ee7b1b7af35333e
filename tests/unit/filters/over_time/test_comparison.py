"""Two filters side by side: what is counted, what a difference is, and how one filter becomes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.errors import FilterError
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import (
    DATES,
    WAYS,
    common_base,
    compared,
    dividing_day,
    in_common,
    split,
    split_at,
    way_of,
    with_values,
)
from data.filters.ranking import NO_DISTRICT
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from tests.tables import Row, casualty, dataset_of, incident, tables

DAY = date(2020, 11, 23)


def of(incidents: list[Row], casualties: list[Row]) -> Dataset:
    return dataset_of(tables(incidents=incidents, casualties=casualties, sources=[]))


@pytest.fixture
def small() -> Dataset:
    """Three incidents: a mine in one district, a mine and a cluster munition in another, one of them undrawn."""
    return of(
        [
            incident(incident_id="a", adm1_iso="AZ-TAR"),
            incident(incident_id="b", adm1_iso="AZ-AGM", date_start="2021-02-01", date_end="2021-02-01"),
            incident(
                incident_id="c",
                adm1_iso="AZ-AGM",
                where_prec="6",
                device_category="cluster_submunition",
                date_start="2021-03-01",
                date_end="2021-03-01",
            ),
        ],
        [
            casualty(
                incident_id="a",
                affected_actor="Police",
                outcome="killed",
                count_low="1",
                count_best="2",
                count_high="5",
            ),
            casualty(
                incident_id="b",
                affected_actor="Police",
                outcome="killed",
                count_low="2",
                count_best="3",
                count_high="3",
            ),
            casualty(
                incident_id="c",
                affected_actor="Civilians",
                outcome="injured",
                count_low="",
                count_best="",
                count_high="",
            ),
        ],
    )


class TestCounting:
    def test_a_difference_reaches_from_the_lowest_less_the_highest_to_the_highest_less_the_lowest(
        self, small: Dataset
    ) -> None:
        killed = compared(
            small, IncidentFilter(date_to=DAY), IncidentFilter(date_from=date(2020, 11, 24))
        ).totals[1]
        assert (killed.a, killed.b) == (CountRange(2, 1, 5), CountRange(3, 2, 3))
        assert killed.difference == CountRange(best=1, low=-3, high=2)

    def test_a_count_that_nobody_gave_makes_the_difference_unknown_by_as_many(self, small: Dataset) -> None:
        injured = compared(small, IncidentFilter(), IncidentFilter(district=("AZ-AGM",))).totals[2]
        assert injured.difference.unknown == 2

    def test_incidents_in_both_are_counted(self, small: Dataset) -> None:
        assert compared(small, IncidentFilter(), IncidentFilter(district=("AZ-AGM",))).shared == 2
        assert compared(small, IncidentFilter(date_to=DAY), IncidentFilter(district=("AZ-AGM",))).shared == 0

    def test_totals_have_what_is_drawn_and_what_is_not(self, small: Dataset) -> None:
        totals = {line.measure: (line.a.best, line.b.best) for line in compared(small, *_halves()).totals}
        assert totals == {
            "incidents": (1, 2),
            "killed": (2, 3),
            "injured": (0, 0),
            "drawn": (1, 1),
            "not_drawn": (0, 1),
        }

    def test_districts_have_most_incidents_first_and_no_district_last(self, small: Dataset) -> None:
        lines = compared(small, *_halves()).districts
        assert [(line.value, line.a.best, line.b.best) for line in lines] == [
            ("AZ-AGM", 0, 1),
            ("AZ-TAR", 1, 0),
            (NO_DISTRICT, 0, 1),
        ]

    def test_an_actor_has_a_line_an_outcome_and_none_for_nothing(self, small: Dataset) -> None:
        lines = compared(small, *_halves()).actors
        assert [(line.value, line.measure) for line in lines] == [
            ("Police", "killed"),
            ("Civilians", "injured"),
        ]
        assert lines[1].b == CountRange(0, 0, 0, unknown=1, open=1, somebody=1)

    def test_devices_are_counted_by_incident(self, small: Dataset) -> None:
        lines = compared(small, *_halves()).devices
        assert [(line.value, line.a.best, line.b.best) for line in lines] == [
            ("mine_unspecified", 1, 1),
            ("cluster_submunition", 0, 1),
        ]

    def test_two_empty_sides_have_totals_of_nothing_and_no_other_line(self, small: Dataset) -> None:
        nothing = IncidentFilter(actor=("Nobody",))
        comparison = compared(small, nothing, nothing)
        assert all(line.difference == CountRange(0, 0, 0) for line in comparison.totals)
        assert (comparison.districts, comparison.actors, comparison.devices) == ((), (), ())


class TestSplitting:
    def test_by_dates_a_period_stands_beside_the_same_time_before(self, dataset: Dataset) -> None:
        base = IncidentFilter(date_from=date(2020, 1, 1), date_to=date(2021, 12, 31), outcome=("killed",))
        a, b = split(dataset, base, DATES)
        assert b == base
        assert (a.date_from, a.date_to, a.outcome) == (date(2018, 1, 1), date(2019, 12, 31), ("killed",))
        assert dividing_day(a, b) == b.date_from

    def test_another_way_of_a_period_keeps_the_period_and_no_more(self, dataset: Dataset) -> None:
        incident_filter = IncidentFilter(date_from=date(2024, 1, 1), date_to=date(2024, 12, 31))
        assert common_base(dataset, *split(dataset, incident_filter, DATES)) == incident_filter
        assert common_base(dataset, *split(dataset, IncidentFilter(), DATES)) == IncidentFilter()
        assert common_base(dataset, *_halves()) == in_common(*_halves())

    def test_a_filter_of_nothing_stays_whole(self, small: Dataset) -> None:
        nobody = IncidentFilter(actor=("Nobody",))
        assert split(small, nobody, DATES) == (nobody, nobody)

    @pytest.mark.parametrize("way", WAYS)
    def test_every_way_makes_two_sides_that_differ_in_it(self, dataset: Dataset, way: str) -> None:
        a, b = split(dataset, IncidentFilter(), way)
        assert a != b
        assert way_of(a, b) == way
        assert replace(in_common(a, b), date_from=None) == IncidentFilter()

    def test_several_values_that_are_requested_are_the_two_sides(self, dataset: Dataset) -> None:
        a, b = split(dataset, IncidentFilter(device=("uxo", "antivehicle_mine")), "device")
        assert (a.device, b.device) == (("antivehicle_mine",), ("uxo",))

    def test_a_day_that_leaves_a_side_no_day_is_refused(self) -> None:
        base = IncidentFilter(date_from=DAY)
        with pytest.raises(FilterError):
            split_at(base, base, DAY)

    def test_choosing_a_value_keeps_the_rest_of_the_side(self) -> None:
        side = IncidentFilter(actor=("Police",), outcome=("killed",), words="mine")
        assert with_values(side, "outcome", ["injured"]) == IncidentFilter(
            actor=("Police",), outcome=("injured",), words="mine"
        )
        assert with_values(side, "outcome", ["nonsense"]).outcome == ()

    def test_in_common_are_equal_choices_and_all_days_between(self) -> None:
        a = IncidentFilter(date_from=DAY, date_to=DAY, side=("x",), actor=("Police",))
        b = IncidentFilter(date_from=date(2021, 1, 1), side=("x",), actor=("Civilians",))
        assert in_common(a, b) == IncidentFilter(date_from=DAY, side=("x",))

    def test_only_neighbouring_days_divide(self) -> None:
        gap = IncidentFilter(date_to=DAY), IncidentFilter(date_from=date(2020, 11, 25))
        assert dividing_day(*gap) is None
        assert dividing_day(IncidentFilter(), IncidentFilter()) is None


def _halves() -> tuple[IncidentFilter, IncidentFilter]:
    return IncidentFilter(date_to=DAY), IncidentFilter(date_from=date(2020, 11, 24))
