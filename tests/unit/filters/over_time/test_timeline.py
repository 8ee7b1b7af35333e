"""The timeline's rule: an incident counts once, in the month or year of its start, or beside the months."""

from __future__ import annotations

from datetime import date

import pytest

from data.filters.over_time.timeline import Step, timeline
from data.filters.summary import Summary
from data.filters.tally import COUNTED
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, summary, tables


def of(*spans: tuple[str, str, str], **requested: object) -> Summary:
    """One incident a span of first day, last day and `date_prec`, with one killed and two injured each."""
    incidents_of_bar = [
        incident(incident_id=f"B-{number}", date_start=start, date_end=end, date_prec=grade)
        for number, (start, end, grade) in enumerate(spans)
    ]
    two = {"count_low": "2", "count_best": "2", "count_high": "2"}
    victims = [
        row
        for each in incidents_of_bar
        for row in (
            casualty(incident_id=each["incident_id"], outcome="killed"),
            casualty(incident_id=each["incident_id"], outcome="injured", **two),
        )
    ]
    return summary(
        dataset_of(tables(incidents=incidents_of_bar, casualties=victims, sources=[])), **requested
    )


def listed(views: Summary, step: Step) -> list[tuple[str, str, int, bool]]:
    """First and last day, incidents, and whether the month is known."""
    rows = timeline(views, step)
    columns = (rows[name] for name in ("first_day", "last_day", "incidents", "is_known"))
    return [
        (str(first), str(last), int(incidents), bool(is_known))
        for first, last, incidents, is_known in zip(*columns, strict=True)
    ]


def test_months_without_an_incident_stand_between_the_others() -> None:
    views = of(("2019-12-31", "2019-12-31", "1"), ("2020-02-29", "2020-02-29", "1"))
    assert listed(views, "month") == [
        ("2019-12-01", "2019-12-31", 1, True),
        ("2020-01-01", "2020-01-31", 0, True),
        ("2020-02-01", "2020-02-29", 1, True),
    ]


def test_years_without_an_incident_stand_between_the_others() -> None:
    views = of(("2018-05-01", "2018-05-01", "1"), ("2020-02-29", "2020-02-29", "1"))
    assert listed(views, "year") == [
        ("2018-01-01", "2018-12-31", 1, True),
        ("2019-01-01", "2019-12-31", 0, True),
        ("2020-01-01", "2020-12-31", 1, True),
    ]


@pytest.mark.parametrize(
    "span",
    [("2020-11-28", "2020-12-02", "2"), ("2020-11-01", "2020-11-30", "5"), ("2020-11-03", "2021-11-03", "5")],
)
def test_an_incident_whose_month_is_not_known_stands_beside_the_months_of_its_year(
    span: tuple[str, str, str],
) -> None:
    views = of(("2020-11-23", "2020-11-23", "1"), ("2021-01-05", "2021-01-05", "1"), span)
    assert listed(views, "month") == [
        ("2020-11-01", "2020-11-30", 1, True),
        ("2020-12-01", "2020-12-31", 0, True),
        ("2020-01-01", "2020-12-31", 1, False),
        ("2021-01-01", "2021-01-31", 1, True),
    ]
    assert [row[2] for row in listed(views, "year")] == [2, 1]


def test_a_week_within_one_month_stands_in_it() -> None:
    assert listed(of(("2020-11-02", "2020-11-08", "3")), "month") == [("2020-11-01", "2020-11-30", 1, True)]


def test_a_span_over_two_years_counts_in_the_year_of_its_start() -> None:
    assert listed(of(("2020-12-30", "2021-01-02", "2")), "year") == [("2020-01-01", "2020-12-31", 1, True)]


def test_days_without_an_incident_stand_between_the_others() -> None:
    views = of(("2020-02-28", "2020-02-28", "1"), ("2020-03-01", "2020-03-01", "1"))
    assert listed(views, "day") == [
        ("2020-02-28", "2020-02-28", 1, True),
        ("2020-02-29", "2020-02-29", 0, True),
        ("2020-03-01", "2020-03-01", 1, True),
    ]


@pytest.mark.parametrize(
    ("span", "beside"),
    [
        (("2020-11-22", "2020-11-23", "2"), ("2020-11-01", "2020-11-30")),
        (("2020-11-09", "2020-11-15", "3"), ("2020-11-01", "2020-11-30")),
        (("2020-11-01", "2020-11-30", "4"), ("2020-11-01", "2020-11-30")),
        (("2020-11-29", "2020-12-01", "2"), ("2020-01-01", "2020-12-31")),
        (("2020-01-01", "2020-12-31", "5"), ("2020-01-01", "2020-12-31")),
    ],
)
def test_an_incident_whose_day_is_not_known_stands_on_no_day(
    span: tuple[str, str, str], beside: tuple[str, str]
) -> None:
    views = of(("2020-11-23", "2020-11-23", "1"), ("2020-12-01", "2020-12-01", "1"), span)
    rows = listed(views, "day")
    assert (*beside, 1, False) in rows
    exact = [(first, incidents) for first, _, incidents, is_known in rows if is_known and incidents]
    assert exact == [("2020-11-23", 1), ("2020-12-01", 1)]
    after = [first for first, *_ in rows][rows.index((*beside, 1, False)) + 1 :]
    assert after == (["2020-12-01"] if beside[1] == "2020-11-30" else [])


def test_by_day_the_rows_reach_across_the_days_that_are_given() -> None:
    views = of(("2020-11-23", "2020-11-23", "1"))
    rows = timeline(views, "day", (date(2020, 11, 1), date(2020, 11, 30)))
    assert [day.day for day in rows["first_day"]] == [*range(1, 31)]
    assert rows["incidents"].sum() == 1


def test_one_day_is_one_row_and_a_month_known_alone_is_no_day() -> None:
    assert listed(of(("2020-11-23", "2020-11-23", "1")), "day") == [("2020-11-23", "2020-11-23", 1, True)]
    assert listed(of(("2020-11-01", "2020-11-30", "4")), "day") == [("2020-11-01", "2020-11-30", 1, False)]


def test_people_are_the_casualties_that_match() -> None:
    spans = [("2020-11-23", "2020-11-23", "1"), ("2020-11-24", "2020-11-24", "1")]
    everyone, killed = timeline(of(*spans), "month"), timeline(of(*spans, outcome=("killed",)), "month")
    assert [int(everyone[count].sum()) for count in COUNTED[:3]] == [2, 2, 4]
    assert [int(killed[count].sum()) for count in COUNTED[:3]] == [2, 2, 0]


def test_the_rows_reach_across_the_days_that_are_given() -> None:
    views = of(("2020-11-23", "2020-11-23", "1"))
    rows = timeline(views, "month", (date(2020, 9, 15), date(2021, 1, 1)))
    assert [str(day)[:7] for day in rows["first_day"]] == [
        "2020-09",
        "2020-10",
        "2020-11",
        "2020-12",
        "2021-01",
    ]
    assert rows["incidents"].tolist() == [0, 0, 1, 0, 0]
    inside = timeline(views, "year", (date(2020, 12, 1), date(2020, 12, 2)))
    assert [str(day) for day in inside["first_day"]] == ["2020-01-01"]


@pytest.mark.parametrize("step", ["day", "month", "year"])
def test_a_filter_that_matches_nothing_has_no_row(step: Step) -> None:
    rows = timeline(of(("2020-11-23", "2020-11-23", "1"), actor=("Nobody",)), step)
    assert rows.empty
    assert {"first_day", "last_day", *COUNTED, "is_known"} == set(rows.columns)


def test_the_data_that_ships_has_its_known_counts(dataset: Dataset) -> None:
    by_year, by_month, by_day = (timeline(summary(dataset), step) for step in ("year", "month", "day"))
    assert by_day[[*COUNTED]].sum().tolist() == by_month[[*COUNTED]].sum().tolist()
    assert [int(by_year[count].sum()) for count in COUNTED[:3]] == [165, 83, 213]
    assert [int(by_month[count].sum()) for count in COUNTED[:3]] == [165, 83, 213]
    year = by_year[by_year["first_day"] == date(2021, 1, 1)].iloc[0]
    of_that_year = [day.year == 2021 for day in by_month["first_day"]]
    assert int(by_month[of_that_year]["killed"].sum()) == int(year["killed"])
