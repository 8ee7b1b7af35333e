"""The timeline's bars, dates and sentences: never wider, denser or more exact than they may be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from components.panels.timeline import caption, chosen_in_words, first_step, rows_of, table
from components.panels.timeline_figure import bars, timeline_patch
from components.theme import PALETTES
from components.time_axis import tick_choices
from data.filters.over_time.timeline import Step
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from tests.tables import dataset_of, incident, summary, tables


def spanning(*spans: tuple[str, str, str]) -> Dataset:
    """One incident a span of first day, last day and `date_prec`."""
    incidents = [
        incident(incident_id=f"B-{number}", date_start=start, date_end=end, date_prec=grade)
        for number, (start, end, grade) in enumerate(spans)
    ]
    return dataset_of(tables(incidents=incidents, casualties=[], sources=[]))


def on(*days: str) -> Summary:
    """One incident a day."""
    return summary(spanning(*((day, day, "1") for day in days)))


def patched(found: Summary, step: Step) -> dict[str, Any]:
    """What the figure is given, by the path in it."""
    operations = timeline_patch(rows_of(found, step), PALETTES["light"]).to_plotly_json()["operations"]
    return {".".join(map(str, each["location"])): each["params"]["value"] for each in operations}


@pytest.mark.parametrize(
    ("last", "step"),
    [
        ("2020-11-23", "day"),
        ("2021-02-21", "day"),
        ("2021-02-22", "month"),
        ("2024-11-23", "month"),
        ("2025-11-23", "year"),
    ],
)
def test_a_short_collection_opens_by_day_and_a_long_one_by_year(last: str, step: Step) -> None:
    assert first_step(on("2020-11-23", last).dataset) == step


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (["2020-11-23"], "day"),
        (["2020-11-23"], "month"),
        (["2020-11-23"], "year"),
        (["2020-11-01", "2020-11-30"], "day"),
    ],
)
def test_no_bar_takes_more_than_a_thirtieth_of_the_strip(days: list[str], step: Step) -> None:
    figure = patched(on(*days), step)
    first, last = figure["layout.xaxis.range"]
    assert figure["data.0.width"] / (last - first) < 1 / 30
    assert figure["data.0.width"] < 1
    assert first < 0 <= figure["data.0.x"][-1] < last


def test_bars_of_a_long_strip_are_narrow_too() -> None:
    figure = patched(on("1997-01-01", "2026-11-28"), "month")
    first, last = figure["layout.xaxis.range"]
    assert last - first == len(figure["data.0.x"]) == 359
    assert figure["data.0.width"] < 1


def test_every_bar_says_what_it_holds_and_those_without_a_day_say_so() -> None:
    found = summary(
        spanning(
            ("2020-11-23", "2020-11-23", "1"),
            ("2020-11-01", "2020-11-30", "4"),
            ("2020-11-28", "2020-12-02", "2"),
        )
    )
    rows = rows_of(found, "day")
    drawn = bars(found, rows, "day")
    names = {bar["words"].partition(":")[0]: bar["known"] for bar in drawn}
    assert names["23 Nov 2020"]
    assert not names["Nov 2020, day not known"]
    assert not names["2020, month not known"]
    assert "Hatched: 2 whose day is not known." in caption(found, rows, "day")
    assert "Hatched: 1 whose month is not known." in caption(found, rows_of(found, "month"), "month")
    assert "Hatched" not in caption(found, rows_of(found, "year"), "year")


@pytest.mark.parametrize("step", ["day", "month", "year"])
def test_the_bars_and_their_table_count_the_same(dataset: Dataset, step: Step) -> None:
    found = (
        summary(dataset, date_from=date(2020, 11, 1), date_to=date(2021, 1, 30))
        if step == "day"
        else summary(dataset)
    )
    figure = patched(found, step)
    lines = table(found, step).children[1].children
    assert [int(line.children[1].children) for line in lines] == figure["data.0.y"]
    assert sum(figure["data.0.y"]) == found.incidents


def test_the_days_that_are_shown_are_those_of_the_filter(dataset: Dataset) -> None:
    found = summary(dataset, date_from=date(2020, 11, 1), date_to=date(2021, 1, 30))
    rows = rows_of(found, "day")
    known = rows[rows["is_known"]]
    assert (known["first_day"].iloc[0], known["first_day"].iloc[-1]) == (date(2020, 11, 1), date(2021, 1, 30))
    assert len(known) == 91
    assert caption(found, rows, "day").startswith(f"1 Nov 2020 – 30 Jan 2021: {found.incidents} incidents.")


class TestTicks:
    """Several choices, from the densest."""

    @staticmethod
    def of(found: Summary, step: Step) -> list[list[str]]:
        return [[text for _, text in ticks] for ticks in tick_choices(rows_of(found, step), step)]

    def test_days_have_their_month_and_months_their_year(self) -> None:
        days = self.of(on("2020-11-29", "2020-12-02"), "day")
        assert days[0] == ["29 Nov", "30 Nov", "1 Dec", "2 Dec"]
        assert days[-2:] == [["1 Dec"], ["29 Nov"]]
        months = self.of(on("2020-11-29", "2021-02-02"), "month")
        assert months[0] == ["Nov 2020", "Dec 2020", "Jan 2021", "Feb 2021"]
        assert ["Jan 2021"] in months
        assert months[-2:] == [["2021"], ["Nov 2020"]]

    def test_years_are_round_numbers(self) -> None:
        years = self.of(on("1997-01-01", "2026-01-01"), "year")
        assert years[0] == [str(year) for year in range(1997, 2027)]
        assert ["2000", "2005", "2010", "2015", "2020", "2025"] in years

    def test_a_bar_without_a_time_of_its_own_has_no_date_but_a_question_mark(self) -> None:
        found = summary(spanning(("2020-11-01", "2020-11-30", "4")))
        assert self.of(found, "day")[0] == ["1 Nov", "?"]
        rows = rows_of(found, "day")
        assert not rows["is_known"].iloc[-1]
        texts = [
            text for ticks in tick_choices(rows, "day") for place, text in ticks if place == len(rows) - 1
        ]
        assert set(texts) == {"?"}
        assert "?" not in [text for texts in self.of(found, "month") for text in texts]

    def test_nothing_to_show_has_no_date(self) -> None:
        found = summary(dataset_of(tables(incidents=[], casualties=[], sources=[])))
        assert self.of(found, "day") == []


def test_one_day_is_no_span(dataset: Dataset) -> None:
    found = summary(dataset, date_from=date(2021, 3, 22), date_to=date(2021, 3, 22))
    assert caption(found, rows_of(found, "day"), "day").startswith(f"22 Mar 2021: {found.incidents} incident")
    assert chosen_in_words(found.incident_filter) == "Chosen: 22 Mar 2021."
