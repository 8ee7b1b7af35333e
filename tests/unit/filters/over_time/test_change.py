"""A period against the one before and its history: which days, which counts, and when nothing is claimed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from components.panels import change as panel
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import (
    FEWEST_PERIODS,
    MOST_DISTRICTS,
    Change,
    Reading,
    Verdict,
    adjusted,
    chance_of_split,
    change_of,
    period_of,
    usual_count,
)
from data.filters.over_time.clusters import clusters_of
from data.filters.over_time.period_sums import Period
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.comparisons.change_sentences import (
    comparison_sentence,
    history_sentence,
    short_comparison,
    spans_sentences,
)
from tests.tables import casualty, dataset_of, incident, no_rows, summary, tables
from tests.unit.filters.test_coverage import texts

THIRTY_DAYS = IncidentFilter(date_from=date(2022, 6, 1), date_to=date(2022, 6, 30))


def made(*starts: str, **cells: str) -> Dataset:
    """One incident a start, on that day, with one person killed."""
    rows = [
        incident(incident_id=f"I-{place:03}", date_start=day, date_end=day, **cells)
        for place, day in enumerate(starts)
    ]
    victims = [casualty(incident_id=row["incident_id"], outcome="killed") for row in rows]
    return dataset_of(tables(incidents=rows, casualties=victims, sources=[]))


def change(dataset: Dataset, incident_filter: IncidentFilter) -> Change:
    found = change_of(dataset, incident_filter)
    assert found is not None
    return found


def words_of(dataset: Dataset, incident_filter: IncidentFilter) -> str:
    return texts(panel.readings(dataset, incident_filter, clusters_of(summary_of(dataset, incident_filter))))


def test_what_is_not_drawn_counts_in_no_district_though_every_incident_has_one() -> None:
    dataset = made("2022-06-01", "2022-06-02", where_prec="5")
    districts = [reading.district for reading in change(dataset, THIRTY_DAYS).districts]
    assert districts == [NO_DISTRICT]


class TestPeriod:
    """Which days a filter is about; the made data was last checked on 22 November 2026."""

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (None, None, Period(date(2025, 11, 23), date(2026, 11, 22))),
            (date(2026, 11, 1), None, Period(date(2026, 11, 1), date(2026, 11, 22))),
            (None, date(2022, 6, 30), Period(date(2021, 7, 1), date(2022, 6, 30))),
            (date(2022, 6, 1), date(2022, 6, 30), Period(date(2022, 6, 1), date(2022, 6, 30))),
            (date(2026, 11, 1), date(2030, 1, 1), Period(date(2026, 11, 1), date(2026, 11, 22))),
            (date(2026, 11, 23), None, None),
            (date(2027, 1, 1), date(2027, 1, 31), None),
        ],
    )
    def test_it_follows_the_filter_and_ends_with_the_last_check(
        self, first: date | None, last: date | None, expected: Period | None
    ) -> None:
        assert period_of(made("2020-01-01"), IncidentFilter(first, last)) == expected

    def test_an_incident_after_the_last_check_is_still_known(self) -> None:
        dataset = made("2026-12-05")
        incident_filter = IncidentFilter(date(2026, 12, 1), date(2026, 12, 31))
        assert period_of(dataset, incident_filter) == Period(date(2026, 12, 1), date(2026, 12, 5))

    def test_the_default_is_365_days_and_says_so(self, dataset: Dataset) -> None:
        found = change(dataset, IncidentFilter())
        assert found.period.days == 365
        assert "The 365 days until the last check of the data." in words_of(dataset, IncidentFilter())

    def test_days_without_any_information_are_reported(self, dataset: Dataset) -> None:
        incident_filter = IncidentFilter(date_from=date(2027, 1, 1))
        assert change_of(dataset, incident_filter) is None
        assert "lie after the last check" in words_of(dataset, incident_filter)


class TestCounting:
    """Each incident once, by its first day."""

    def test_both_ends_of_both_periods_are_included(self) -> None:
        dataset = made("2022-05-01", "2022-05-02", "2022-05-31", "2022-06-01", "2022-06-30", "2022-07-01")
        found = change(dataset, THIRTY_DAYS)
        assert found.before == Period(date(2022, 5, 2), date(2022, 5, 31))
        assert (found.overall.incidents, found.overall.incidents_before) == (2, 2)
        assert (found.overall.killed.best, found.overall.killed_before.best) == (2, 2)

    def test_earlier_periods_are_whole_and_do_not_reach_before_the_first_incident(self) -> None:
        assert change(made("2022-05-02", "2022-06-05"), THIRTY_DAYS).earlier_periods == 1
        late = change(made("2022-05-03", "2022-06-05"), THIRTY_DAYS)
        assert (late.earlier_periods, late.before) == (0, None)
        assert late.overall.verdict is Verdict.NOTHING_BEFORE
        assert "does not reach back" in comparison_sentence(late.overall)

    def test_incidents_over_an_end_are_stated_and_counted_where_they_begin(self) -> None:
        rows = [
            incident(incident_id="in", date_start="2022-05-30", date_end="2022-06-02", date_prec="2"),
            incident(incident_id="out", date_start="2022-06-29", date_end="2022-07-02", date_prec="2"),
            incident(incident_id="old", date_start="2022-03-01", date_end="2022-03-01"),
        ]
        dataset = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
        found = change(dataset, THIRTY_DAYS)
        assert (found.overall.incidents, found.overall.incidents_before) == (1, 1)
        assert (found.reaching_in, found.reaching_out) == (1, 1)
        assert len(spans_sentences(found)) == 2
        assert summary(dataset, date_from=date(2022, 6, 1), date_to=date(2022, 6, 30)).incidents == 2

    def test_the_other_fields_of_the_filter_hold_in_every_period(self) -> None:
        dataset = made("2022-05-10", "2022-06-10", "2022-06-11")
        incident_filter = IncidentFilter(THIRTY_DAYS.date_from, THIRTY_DAYS.date_to, outcome=("injured",))
        assert change(dataset, incident_filter).overall.incidents == 0

    def test_a_chosen_district_narrows_the_list_down_to_it(self, dataset: Dataset) -> None:
        year: dict[str, Any] = {"date_from": date(2022, 1, 1), "date_to": date(2022, 12, 31)}
        everything = change(dataset, IncidentFilter(**year))
        chosen = change(dataset, IncidentFilter(**year, district=("AZ-TAR",)))
        assert [reading.district for reading in chosen.districts] == ["AZ-TAR"]
        (tartar,) = [reading for reading in everything.districts if reading.district == "AZ-TAR"]
        assert (chosen.overall.incidents, chosen.overall.incidents_before) == (
            tartar.incidents,
            tartar.incidents_before,
        )
        assert chosen.overall.incidents < everything.overall.incidents

    def test_a_chosen_district_without_any_report_can_be_unchosen(self, dataset: Dataset) -> None:
        incident_filter = IncidentFilter(date(2026, 11, 1), date(2026, 11, 22), district=("AZ-SAH",))
        assert [reading.district for reading in change(dataset, incident_filter).districts] == ["AZ-SAH"]

    def test_the_longest_list_ends_and_says_how_many_it_leaves_out(self) -> None:
        codes = [f"AZ-{letter}" for letter in "ABCDEFGHIJKL"]
        rows = [
            incident(incident_id=code, adm1_iso=code, date_start="2022-06-02", date_end="2022-06-02")
            for code in codes
        ]
        dataset = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
        found = change(dataset, THIRTY_DAYS)
        assert [reading.district for reading in found.districts] == codes[:MOST_DISTRICTS]
        assert found.more_districts == 2
        assert "Not listed: 2 other districts" in words_of(dataset, THIRTY_DAYS)

    def test_a_dataset_without_incidents_has_nothing_to_compare(self) -> None:
        found = change(dataset_of(no_rows()), IncidentFilter())
        assert (found.overall.incidents, found.before, found.districts) == (0, None, ())
        assert "No incident was reported in either period." in words_of(
            dataset_of(no_rows()), IncidentFilter()
        )


class TestClaims:
    """When something is said, and when the counts are too small for that."""

    @pytest.mark.parametrize(
        ("now", "before", "verdict"),
        [
            (5, 0, Verdict.TOO_FEW),
            (2, 3, Verdict.TOO_FEW),
            (3, 3, Verdict.AS_MANY),
            (0, 0, Verdict.AS_MANY),
            (6, 0, Verdict.MORE),
            (0, 6, Verdict.FEWER),
            (5, 1, Verdict.NOT_DISTINGUISHED),
            (9, 2, Verdict.NOT_DISTINGUISHED),
            (10, 2, Verdict.MORE),
        ],
    )
    def test_a_difference_is_claimed_only_beyond_chance(
        self, now: int, before: int, verdict: Verdict
    ) -> None:
        dataset = made("2022-01-01", *["2022-05-10"] * before, *["2022-06-10"] * now)
        reading = change(dataset, THIRTY_DAYS).overall
        assert (reading.incidents, reading.incidents_before, reading.verdict) == (now, before, verdict)

    @pytest.mark.parametrize(
        ("now", "before", "expected"),
        [(6, 0, 2 / 64), (5, 0, 2 / 32), (5, 1, 14 / 64), (3, 3, 1.0), (10, 2, 158 / 4096)],
    )
    def test_the_chance_of_a_split_is_that_of_tossed_coins(
        self, now: int, before: int, expected: float
    ) -> None:
        assert chance_of_split(now, before) == pytest.approx(expected)
        assert chance_of_split(before, now) == pytest.approx(expected)

    def test_p_values_of_several_districts_are_adjusted_as_holm_does(self) -> None:
        assert adjusted([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
        assert adjusted([]) == []

    def test_what_alone_would_be_a_claim_is_none_among_several_districts(self) -> None:
        rows = [
            incident(
                incident_id=f"{code}-{number}", adm1_iso=code, date_start="2022-06-02", date_end="2022-06-02"
            )
            for code in ("AZ-TAR", "AZ-AGM")
            for number in range(6)
        ]
        rows.append(incident(incident_id="first", date_start="2022-01-01", date_end="2022-01-01"))
        found = change(dataset_of(tables(incidents=rows, casualties=[], sources=[])), THIRTY_DAYS)
        assert [reading.p_value for reading in found.districts] == pytest.approx([0.0625, 0.0625])
        assert {reading.verdict for reading in found.districts} == {Verdict.NOT_DISTINGUISHED}
        assert found.overall.verdict is Verdict.MORE

    def test_what_is_usual_is_the_nearest_rank(self) -> None:
        assert usual_count(np.arange(FEWEST_PERIODS - 1)) is None
        assert usual_count(np.arange(20)) == 18
        assert usual_count(np.arange(21)) == 19
        assert usual_count(np.arange(100)) == 94

    def test_the_example_of_the_reading(self) -> None:
        days = [date(2022, 6, 1) - timedelta(days=30 * step) for step in range(1, 26)]
        starts = [str(day) for day in days for _ in range(2)] + [str(days[3])]
        dataset = made(*starts, "2022-06-02", "2022-06-12", "2022-06-20", "2022-06-30")
        found = change(dataset, THIRTY_DAYS)
        assert history_sentence(found, found.overall) == (
            "4 incidents were reported; 95 % of the 25 earlier 30-day periods had at most 2."
        )

    def test_with_few_earlier_periods_nothing_is_stated_about_what_is_usual(self) -> None:
        found = change(made("2022-01-01", *["2022-06-02"] * 6), THIRTY_DAYS)
        assert found.overall.usual is None
        assert history_sentence(found, found.overall) == (
            "6 incidents were reported. Fewer than 20 earlier periods of 30 days lie in the collection, too few to say what is usual."
        )

    @pytest.mark.parametrize(("now", "before"), [(3, 3), (6, 6), (4, 5), (1, 3)])
    def test_of_like_or_small_counts_no_word_speaks_of_chance(self, now: int, before: int) -> None:
        dataset = made("2022-01-01", *["2022-05-10"] * before, *["2022-06-10"] * now)
        found = change(dataset, THIRTY_DAYS)
        words = f"{comparison_sentence(found.overall)} {short_comparison(found.overall)}"
        assert f"The period before had {'the same number: ' if now == before else ''}{before}" in words
        assert "chance" not in words

    def test_the_words_never_speak_of_risk_or_safety(self, dataset: Dataset) -> None:
        for incident_filter in (IncidentFilter(), IncidentFilter(date(2021, 1, 1), date(2021, 12, 31))):
            words = words_of(dataset, incident_filter).casefold()
            assert "risk" not in words
            assert "safe" not in words
            assert "danger" not in words


def test_without_a_district_nothing_can_be_clicked(dataset: Dataset) -> None:
    found = change(dataset, IncidentFilter())
    last: Reading = found.districts[-1]
    assert last.district == NO_DISTRICT
    drawn = panel._district(dataset, IncidentFilter(), found, last)
    assert "No district" in texts(drawn[0])
    assert getattr(drawn[0], "id", None) is None


def test_of_nothing_no_number_is_given() -> None:
    old = [str(date(2022, 6, 1) - timedelta(days=30 * step)) for step in range(10, 31)]
    found = change(made(*old, *["2022-05-10"] * 3), THIRTY_DAYS)
    (before,) = found.districts
    assert panel._district_counts(found, before).startswith("None in this period. Before: 3 incidents: ")
    assert panel._usual(0) == "95 % of earlier periods had none."
    assert panel._usual(2) == "95 % of earlier periods had at most 2."
