"""Periods and official totals agree with plain loops over the tables, for whatever is requested of made-up data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from data.filters.coverage import official_totals
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import MOST_DISTRICTS, Change, change_of, period_of
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from tests.examples import costly
from tests.property.strategies import SIDES, collections, days, small_questions
from tests.tables import Row, Tables, dataset_of, official_total

MILITARY: Final = ("armed_forces", "police_security")


def starts(rows: list[Row]) -> dict[str, date]:
    return {row["incident_id"]: date.fromisoformat(row["date_start"]) for row in rows}


def in_periods(found: Change, begun: list[date]) -> list[int]:
    """Incidents in the period, the one before it, and so on, counted one by one."""
    counts = []
    for step in range(found.earlier_periods + 1):
        first = found.period.first - step * timedelta(days=found.period.days)
        last = found.period.last - step * timedelta(days=found.period.days)
        counts.append(sum(first <= day <= last for day in begun))
    return counts


@costly(100)
@given(collections(), small_questions())
def test_periods_agree_with_counting_one_by_one(rows: Tables, question: dict[str, list[str]]) -> None:
    dataset = dataset_of(rows, as_of="2020-03-10")
    incident_filter = IncidentFilter.from_json(question)[0]
    found = change_of(dataset, incident_filter)
    assert (found is None) == (period_of(dataset, incident_filter) is None)
    if found is None:
        return
    undated = summary_of(dataset, incident_filter.without("from", "to"))
    begun = [day.date() for day in dataset.incidents["date_start"].iloc[undated.rows]]
    counts = in_periods(found, begun)
    assert found.overall.incidents == counts[0]
    assert found.overall.incidents_before == (counts[1] if found.earlier_periods else 0)
    assert found.overall.periods_without == counts[1:].count(0)
    if found.overall.usual is not None:
        within = sum(count <= found.overall.usual for count in counts[1:])
        below = sum(count < found.overall.usual for count in counts[1:])
        assert below < 0.95 * len(counts[1:]) <= within + 1e-9


@costly(100)
@given(collections(), small_questions())
def test_a_period_with_what_reaches_into_it_is_what_the_headline_counts(
    rows: Tables, question: dict[str, list[str]]
) -> None:
    dataset = dataset_of(rows, as_of="2020-03-10")
    incident_filter = IncidentFilter.from_json(question)[0]
    found = change_of(dataset, incident_filter)
    if found is None or not (incident_filter.date_from and incident_filter.date_to):
        return
    assert found.overall.incidents + found.reaching_in == summary_of(dataset, incident_filter).incidents


@costly(100)
@given(collections(), small_questions())
def test_districts_add_up_to_the_whole(rows: Tables, question: dict[str, list[str]]) -> None:
    dataset = dataset_of(rows, as_of="2020-03-10")
    incident_filter = IncidentFilter.from_json(question)[0].without("district")
    found = change_of(dataset, incident_filter)
    if found is None:
        return
    assert len(found.districts) <= MOST_DISTRICTS + 1
    assert [reading.district for reading in found.districts].count(NO_DISTRICT) <= 1
    for part in ("incidents", "incidents_before"):
        assert sum(getattr(reading, part) for reading in found.districts) == getattr(found.overall, part)
    for part in ("killed", "injured", "killed_before", "injured_before"):
        people = [getattr(reading, part) for reading in found.districts]
        whole = getattr(found.overall, part)
        assert sum(count.best for count in people) == whole.best
        assert sum(count.high for count in people) == whole.high


@costly(100)
@given(collections(), st.sampled_from(SIDES[1:]), st.lists(days, min_size=2, max_size=2))
def test_what_stands_beside_an_official_total_is_counted_person_by_person(
    rows: Tables, side: str, ends: list[date]
) -> None:
    since, until = sorted(ends)
    figures = dict.fromkeys(
        ("civilians_killed", "civilians_injured", "military_killed", "military_injured"), "9"
    )
    row = official_total(
        as_of=str(until), since=str(since), affected_side=side, killed="", injured="", **figures
    )
    (total,) = official_totals(dataset_of({**rows, "official_totals": [row]}))
    begun = starts(rows["incidents"])
    assert len(total.comparisons) == 4
    for compared in total.comparisons:
        assert compared.outcome is not None
        counted = sum(
            int(victim["count_best"] or victim["count_low"] or 0)
            for victim in rows["casualties"]
            if victim["affected_side"] == side
            and victim["outcome"] == compared.outcome.value
            and (victim["victim_category"] in MILITARY) == (compared.group == "military")
            and since <= begun[victim["incident_id"]] <= until
        )
        assert compared.found.best == counted
