"""The views of one filter: counted at the right grain, reconciled, and computed once."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pytest

from data.filters import summary as module
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import Matching, matching
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.filters.tally import WORST_OUTCOMES, casualties_per_incident, worst_outcomes
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from tests.tables import Row, casualty, dataset_of, incident, no_rows, summary, tables

NO_POINT: Final = {"longitude": "", "latitude": "", "coord_method": "none"}
KILLED: Final = IncidentFilter(outcome=("killed",))
WAIT_SECONDS: Final = 20


def of(incidents: list[Row], casualties: list[Row]) -> Dataset:
    return dataset_of(tables(incidents=incidents, casualties=casualties, sources=[]))


def counts(low: str, best: str, high: str, **cells: str) -> Row:
    return casualty(count_low=low, count_best=best, count_high=high, **cells)


class TestCountRanges:
    """People, with what sources disagree on."""

    @pytest.mark.parametrize(
        ("low", "best", "high", "expected"),
        [
            ("1", "2", "4", CountRange(best=2, low=1, high=4)),
            ("", "2", "", CountRange(best=2, low=2, high=2)),
            ("1", "2", "", CountRange(best=2, low=1, high=2)),
            ("", "2", "4", CountRange(best=2, low=2, high=4)),
            ("3", "", "", CountRange(best=3, low=3, high=3, unknown=1, open=1, somebody=1)),
            ("3", "", "5", CountRange(best=3, low=3, high=5, unknown=1)),
            ("", "", "5", CountRange(best=0, low=0, high=5, unknown=1)),
            ("", "", "", CountRange(best=0, low=0, high=0, unknown=1, open=1, somebody=1)),
            ("0", "", "", CountRange(best=0, low=0, high=0, unknown=1, open=1)),
            ("0", "0", "0", CountRange(best=0, low=0, high=0)),
        ],
    )
    def test_a_missing_count_adds_what_the_row_still_says(
        self, low: str, best: str, high: str, expected: CountRange
    ) -> None:
        views = summary(of([incident()], [counts(low, best, high, outcome="killed")]))
        assert views.killed == expected
        assert views.injured == CountRange(0, 0, 0)

    def test_the_total_sums_the_rows_that_match(self) -> None:
        victims = [
            counts("1", "1", "2", affected_actor="Police", outcome="injured"),
            counts("2", "", "", affected_actor="Police", outcome="killed"),
            counts("9", "9", "9", affected_actor="Civilians", outcome="killed"),
        ]
        views = summary(of([incident()], victims), actor=("Police",))
        assert (views.injured, views.killed) == (
            CountRange(1, 1, 2),
            CountRange(2, 2, 2, unknown=1, open=1, somebody=1),
        )

    @pytest.mark.parametrize(
        ("count", "is_exact"),
        [
            (CountRange(2, 2, 2), True),
            (CountRange(2, 1, 2), False),
            (CountRange(2, 2, 3), False),
            (CountRange(0, 0, 0, unknown=1), False),
        ],
    )
    def test_exact_is_a_number_on_which_nobody_disagrees(self, count: CountRange, is_exact: bool) -> None:
        assert count.is_exact == is_exact


class TestDistricts:
    """The ranking."""

    def test_the_ranking_has_most_incidents_first_and_no_district_last(self) -> None:
        rows = [
            incident(incident_id="a", adm1_iso="AZ-AGM"),
            incident(incident_id="b", adm1_iso="AZ-TAR"),
            incident(incident_id="c", adm1_iso="AZ-TAR", where_prec="3"),
            incident(incident_id="d", where_prec="6", adm1_iso=""),
            incident(incident_id="e", where_prec="5"),
            incident(incident_id="f", adm1_iso=""),
        ]
        victims = [counts("1", "2", "3", incident_id="c", outcome="killed"), casualty(incident_id="e")]
        ranking = summary(of(rows, victims)).districts
        counted = ["incidents", "casualties", "killed", "injured", "killed_unknown", "injured_unknown"]
        assert list(ranking.columns) == counted
        assert [(code, *figures) for code, *figures in ranking.itertuples()] == [
            ("AZ-TAR", 2, 2, 2, 0, 0, 0),
            ("AZ-AGM", 1, 0, 0, 0, 0, 0),
            (NO_DISTRICT, 3, 1, 0, 1, 0, 0),
        ]

    def test_a_district_says_whether_its_figures_are_minimums(self) -> None:
        victims = [counts("2", "", "", outcome="injured"), counts("", "", "", outcome="killed")]
        [(_code, *figures)] = summary(of([incident()], victims)).districts.itertuples()
        assert figures == [1, 2, 0, 2, 1, 1]

    def test_a_line_for_no_district_stands_only_where_it_is_needed(self) -> None:
        dataset = of([incident(), incident(incident_id="A-2", where_prec="7")], [])
        assert list(summary(dataset, precision=(2,)).districts.index) == ["AZ-TAR"]
        assert list(summary(dataset, precision=(7,)).districts.index) == [NO_DISTRICT]
        assert summary(dataset, precision=(1,)).districts.empty

    def test_equal_districts_stand_in_order_of_casualties_then_killed_then_code(self) -> None:
        codes = ["AZ-XVD", "AZ-TAR", "AZ-LAC", "AZ-AGM"]
        rows = [incident(incident_id=code, adm1_iso=code) for code in codes]
        victims = [
            casualty(incident_id="AZ-LAC", outcome="injured"),
            casualty(incident_id="AZ-XVD", outcome="killed"),
        ]
        assert list(summary(of(rows, victims)).districts.index) == ["AZ-XVD", "AZ-LAC", "AZ-AGM", "AZ-TAR"]


class TestDots:
    """The points of the map."""

    def test_incidents_at_one_point_are_one_dot(self) -> None:
        elsewhere = {"longitude": "-46.5", "latitude": "-40.5"}
        rows = [
            incident(incident_id="a", where_prec="1", coord_method="reported"),
            incident(incident_id="b", where_prec="2"),
            incident(incident_id="c", where_prec="1", coord_method="reported", **elsewhere),
            incident(incident_id="d", where_prec="3"),
            incident(incident_id="e") | NO_POINT,
        ]
        victims = [
            casualty(incident_id="a"),
            casualty(incident_id="b", outcome="killed"),
            casualty(incident_id="d", outcome="killed"),
        ]
        west, east = summary(of(rows, victims)).dots.to_dict("records")
        assert east == {
            "longitude": 46.773,
            "latitude": 40.327,
            "incidents": 2,
            "casualties": 2,
            "killed": 1,
            "injured": 1,
            "killed_unknown": 0,
            "injured_unknown": 0,
            "worst": "killed",
            "is_near": True,
            "rows": [0, 1],
        }
        assert (west["longitude"], west["latitude"], west["worst"], west["is_near"]) == (
            -46.5,
            -40.5,
            "",
            False,
        )

    def test_the_worst_outcome_is_that_of_the_whole_incident_whatever_the_filter(self) -> None:
        dataset = of([incident()], [casualty(outcome="killed"), casualty(outcome="injured")])
        assert list(summary(dataset).dots["worst"]) == ["killed"]
        of_injured = summary(dataset, outcome=("injured",)).dots
        assert of_injured[["worst", "casualties", "killed"]].to_dict("records") == [
            {"worst": "killed", "casualties": 1, "killed": 0}
        ]

    def test_an_incident_that_does_not_match_gives_its_point_no_colour(self) -> None:
        dataset = of(
            [incident(), incident(incident_id="A-2", device_category="uxo")],
            [casualty(), casualty(incident_id="A-2", outcome="killed")],
        )
        assert list(summary(dataset, device=("mine_unspecified",)).dots["worst"]) == ["injured"]

    @pytest.mark.parametrize(
        ("count", "worst"),
        [
            (("", "", ""), "killed"),
            (("0", "0", "1"), "injured"),
            (("0", "", "1"), "injured"),
            (("0", "1", "1"), "killed"),
            (("0", "0", "0"), "injured"),
            (("2", "", ""), "killed"),
            (("0", "", ""), "injured"),
        ],
    )
    def test_somebody_of_unknown_number_counts_as_somebody(
        self, count: tuple[str, str, str], worst: str
    ) -> None:
        dataset = of([incident()], [counts(*count, outcome="killed"), casualty(outcome="injured")])
        everyone = casualties_per_incident(dataset, dataset.casualty_incident >= 0)
        assert [WORST_OUTCOMES[grade] for grade in worst_outcomes(everyone)] == [worst]


class TestDrawn:
    """What is on the map and what is not."""

    def test_drawn_and_not_drawn_are_all(self) -> None:
        rows = [incident(incident_id=str(grade), where_prec=str(grade)) for grade in range(1, 8)]
        views = summary(of(rows, []))
        assert (views.incidents, views.drawn, views.not_drawn) == (7, 4, 3)
        assert list(views.dataset.incidents["where_prec"].iloc[views.not_drawn_rows]) == [5, 6, 7]

    def test_the_bounds_hold_the_dots_and_the_shaded_districts(self) -> None:
        rows = [
            incident(incident_id="dot", adm1_iso="", longitude="10.5", latitude="-20.25"),
            incident(incident_id="district", where_prec="3", adm1_iso="AM-TV"),
        ]
        dataset = of(rows, [])
        west, south, east, north = summary(dataset, precision=(2,)).bounds or (0, 0, 0, 0)
        assert (west, south, east, north) == (10.5, -20.25, 10.5, -20.25)
        tavush = tuple(dataset.districts[dataset.districts["adm1_iso"] == "AM-TV"].total_bounds)
        assert summary(dataset, precision=(3,)).bounds == tavush
        assert summary(dataset).bounds == (10.5, -20.25, tavush[2], tavush[3])

    def test_there_are_no_bounds_when_nothing_is_drawn(self) -> None:
        assert summary(of([incident(where_prec="6")], [])).bounds is None


@pytest.mark.parametrize("fields", [{}, {"actor": ("Police",), "words": "mine"}])
def test_every_view_of_no_incidents_is_empty(fields: dict[str, Any]) -> None:
    views = summary(dataset_of(no_rows()), **fields)
    assert (views.incidents, views.drawn, views.not_drawn) == (0, 0, 0)
    assert views.killed == views.injured == CountRange(0, 0, 0)
    assert views.districts.empty
    assert views.dots.empty
    assert views.people_of(views.rows).empty
    assert views.bounds is None
    assert views.rows.tolist() == views.not_drawn_rows.tolist() == []
    assert not any(views.option_counts.values())


class TestCache:
    """One computation, shared."""

    @pytest.fixture
    def dataset(self) -> Dataset:
        """A new one for each test, so that nothing of it is in the cache."""
        return dataset_of(tables(), name=f"cache-{time.monotonic_ns()}")

    @pytest.fixture
    def calls(self, monkeypatch: pytest.MonkeyPatch) -> list[IncidentFilter]:
        """What was computed so far."""
        computed: list[IncidentFilter] = []

        def counting(dataset: Dataset, incident_filter: IncidentFilter) -> Matching:
            computed.append(incident_filter)
            time.sleep(0.05)
            return matching(dataset, incident_filter)

        monkeypatch.setattr(module, "matching", counting)
        monkeypatch.setattr(module, "_summaries", OrderedDict())
        return computed

    def test_equal_filters_get_the_same_summary(self, dataset: Dataset, calls: list[IncidentFilter]) -> None:
        first = summary_of(dataset, IncidentFilter(outcome=("killed", "injured")))
        again = summary_of(dataset, IncidentFilter(outcome=("injured", "killed", "killed")))
        assert first is again
        assert first is not summary_of(dataset, KILLED)
        assert len(calls) == 2

    def test_many_threads_wait_for_one_computation(
        self, dataset: Dataset, calls: list[IncidentFilter]
    ) -> None:
        number = 12
        barrier = threading.Barrier(number)

        def summarise(_: int) -> module.Summary:
            barrier.wait(WAIT_SECONDS)
            return summary_of(dataset, KILLED)

        with ThreadPoolExecutor(number) as threads:
            given = list(threads.map(summarise, range(number)))
        assert calls == [KILLED]
        assert len({id(views) for views in given}) == 1

    def test_different_filters_do_not_wait_for_each_other(
        self, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        together = threading.Barrier(2)

        def meeting(dataset: Dataset, incident_filter: IncidentFilter) -> Matching:
            together.wait(WAIT_SECONDS)
            return matching(dataset, incident_filter)

        monkeypatch.setattr(module, "matching", meeting)
        with ThreadPoolExecutor(2) as threads:
            waiting = [
                threads.submit(summary_of, dataset, incident_filter)
                for incident_filter in (KILLED, IncidentFilter())
            ]
            assert [views.result(WAIT_SECONDS).incident_filter for views in waiting] == [
                KILLED,
                IncidentFilter(),
            ]

    def test_an_error_reaches_all_who_wait_and_is_not_cached(
        self, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entered, release = threading.Event(), threading.Event()

        def failing(*_: object) -> Matching:
            entered.set()
            release.wait(WAIT_SECONDS)
            raise MemoryError("no room")

        with ThreadPoolExecutor(2) as threads, monkeypatch.context() as patched:
            patched.setattr(module, "matching", failing)
            computing = threads.submit(summary_of, dataset, KILLED)
            assert entered.wait(WAIT_SECONDS)
            waiting = threads.submit(summary_of, dataset, KILLED)
            time.sleep(0.05)
            release.set()
            for requested in (computing, waiting):
                with pytest.raises(MemoryError, match="no room"):
                    requested.result(WAIT_SECONDS)
        assert summary_of(dataset, KILLED).incidents == 1

    def test_what_was_not_requested_longest_goes_first(
        self, dataset: Dataset, calls: list[IncidentFilter], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "CACHED_SUMMARIES", 2)
        cached, other, last = KILLED, IncidentFilter(), IncidentFilter(words="mine")
        for requested in (cached, other, cached, last):
            summary_of(dataset, requested)
        assert calls == [cached, other, last]
        summary_of(dataset, cached)
        assert calls == [cached, other, last]
        summary_of(dataset, other)
        assert calls == [cached, other, last, other]

    def test_summaries_of_large_datasets_are_fewer(
        self, dataset: Dataset, calls: list[IncidentFilter], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "FEWEST_CACHED", 2)
        incident_filter = [IncidentFilter(precision=(grade,)) for grade in (1, 2, 3, 4)]
        numbers = summary_of(dataset, incident_filter[0]).stored_numbers
        monkeypatch.setattr(module, "CACHED_NUMBERS", 2 * numbers)
        for one in [*incident_filter, *incident_filter[1:]]:
            summary_of(dataset, one)
        assert calls == incident_filter
        summary_of(dataset, incident_filter[0])
        assert calls == [*incident_filter, incident_filter[0]]
        monkeypatch.setattr(module, "CACHED_NUMBERS", 0)
        for one in (KILLED, incident_filter[0], KILLED, incident_filter[0]):
            summary_of(dataset, one)
        assert calls == [*incident_filter, incident_filter[0], KILLED]
        summary_of(dataset, incident_filter[3])
        assert calls == [*incident_filter, incident_filter[0], KILLED, incident_filter[3]]

    def test_a_summary_holds_the_positions_of_what_matches_once_they_are_requested(
        self, dataset: Dataset
    ) -> None:
        views = summary_of(dataset, IncidentFilter())
        before = views.stored_numbers
        assert views.stored_numbers - before == 0
        assert len(views.rows) == views.incidents
        assert views.stored_numbers - before == views.incidents

    def test_equal_tables_under_another_name_keep_their_own_name(self) -> None:
        one, other = dataset_of(tables(), name="one"), dataset_of(tables(), name="other")
        assert [summary_of(dataset, KILLED).dataset.name for dataset in (one, other)] == ["one", "other"]
