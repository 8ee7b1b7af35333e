"""The collection beside the official totals: the editors' figures, the rules, and what the panel says."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.panels import coverage as panel
from data.filters.coverage import (
    FEWEST_FOR_A_SHARE,
    NotCompared,
    OfficialTotal,
    official_totals,
    share_in_words,
)
from data.language import speaking
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from tests.tables import casualty, dataset_of, incident, no_rows, official_total, tables

EDITORS_TABLE: Final = {
    "2020-12-22": ((6, 7), (6, 14), (6, 3), (1, 1)),
    "2021-02-09": ((9, 8), (5, 52), (9, 9), (2, 6)),
    "2021-11-22": ((27, 42), (7, 93), (20, 28), (2, 9)),
    "2021-12-09": ((29, 44), (7, 109), (22, 29), (2, 11)),
    "2022-12-15": ((35, 88), (10, 143), (27, 56), (4, 18)),
    "2024-05-21": ((53, 126), (15, 167), (37, 78), (10, 23)),
}
"""Killed and injured: official civilians, official military, ours of both."""

COMPARED: Final = {"affected_side": "one_side", "since": "2020-11-10", "as_of": "2020-12-22"}


def texts(tree: Any) -> str:
    """All that stands in components, in the order in which it is read."""
    if tree is None:
        return ""
    if isinstance(tree, list | tuple):
        return " ".join(filter(None, map(texts, tree)))
    return tree if isinstance(tree, str) else texts(getattr(tree, "children", None))


def the_total(**cells: str) -> OfficialTotal:
    """What comes of one row beside an incident on each side of its first and last day, and within."""
    days = ["2020-11-09", "2020-11-10", "2020-12-22", "2020-12-23"]
    made = dataset_of(
        tables(
            incidents=[
                incident(incident_id=str(place), date_start=day, date_end=day)
                for place, day in enumerate(days)
            ],
            casualties=[
                row
                for place in range(len(days))
                for row in (
                    casualty(incident_id=str(place), count_low="2", count_best="3", count_high="5"),
                    casualty(incident_id=str(place), affected_side="another"),
                    casualty(incident_id=str(place), victim_category="police_security", outcome="killed"),
                    casualty(incident_id=str(place), victim_category="armed_forces", outcome="killed"),
                )
            ],
            sources=[],
            official_totals=[official_total(**cells)],
        )
    )
    (total,) = official_totals(made)
    return total


def found(total: OfficialTotal) -> dict[tuple[str, str], CountRange]:
    return {(row.group, row.outcome.value): row.found for row in total.comparisons if row.outcome}


class TestBundled:
    """The figures of the data that ships."""

    @pytest.mark.parametrize("as_of", EDITORS_TABLE)
    def test_the_table_is_that_of_the_editors(self, dataset: Dataset, as_of: str) -> None:
        total = next(total for total in official_totals(dataset) if total.as_of == as_of)
        figures = {(row.group, row.outcome): (row.official, row.found.best) for row in total.comparisons}
        pairs = [
            tuple(figures[group, outcome][column] for outcome in (Outcome.KILLED, Outcome.INJURED))
            for column in (0, 1)
            for group in ("civilians", "military")
        ]
        assert tuple(pairs) == EDITORS_TABLE[as_of]

    def test_the_latest_total_stands_first_and_the_oldest_last(self, dataset: Dataset) -> None:
        totals = official_totals(dataset)
        assert (len(totals), totals[0].as_of, totals[-1].as_of) == (39, "2024-11-10", "1999-05")
        assert totals == sorted(totals, key=lambda total: total.last_day, reverse=True)

    def test_each_total_is_compared_or_a_reason_is_given(self, dataset: Dataset) -> None:
        totals = official_totals(dataset)
        assert all(bool(total.comparisons) != bool(total.not_compared) for total in totals)
        assert {total.scope: total.not_compared for total in totals if total.not_compared} == {
            "civilians, 1992-2021": NotCompared.POPULATION,
            "near Nagorno-Karabakh since the 1990s": NotCompared.POPULATION,
            "Nagorno-Karabakh, registered mine victims": NotCompared.START,
            "Nagorno-Karabakh": NotCompared.START,
        }

    @pytest.mark.parametrize(
        ("as_of", "scope", "expected"),
        [
            (
                "2017-12",
                "Nagorno-Karabakh 1995-2017",
                {("all", "killed"): (77, 11), ("all", "injured"): (262, 17)},
            ),
            ("2017-12", "Armenia since 1990", {("all", "killed"): (129, 4), ("all", "injured"): (349, 6)}),
            ("2012-12", "Nagorno-Karabakh 1995-2012", {("all", ""): (335, 19)}),
            (
                "2024-11-10",
                "Azerbaijani citizens since 2020-11-10",
                {("all", "killed"): (69, 48), ("all", ""): (369, 164)},
            ),
        ],
    )
    def test_a_total_stands_beside_the_same_side_area_and_time(
        self, dataset: Dataset, as_of: str, scope: str, expected: dict[tuple[str, str], tuple[int, int]]
    ) -> None:
        (total,) = [one for one in official_totals(dataset) if (one.as_of, one.scope) == (as_of, scope)]
        compared = {
            (row.group, row.outcome.value if row.outcome else ""): (row.official, row.found.best)
            for row in total.comparisons
        }
        assert compared == expected

    def test_the_figure_of_the_united_nations_keeps_its_words_and_is_compared_with_nothing(
        self, dataset: Dataset
    ) -> None:
        (total,) = [one for one in official_totals(dataset) if "United Nations" in one.source]
        assert total.qualifier == "more than 100 killed; almost 300 injured"
        assert (total.side, total.comparisons, total.first_day) == ("", (), None)
        text = texts(panel.totals(dataset))
        assert "more than 100 killed; almost 300 injured" in text
        assert "Not compared: the total is given neither for one side nor for one area." in text

    def test_qualifiers_are_in_the_language_of_the_page_and_not_cited(self, dataset: Dataset) -> None:
        with speaking("ru"):
            text = texts(panel.totals(dataset))
        assert "более 100 погибших; почти 300 раненых" in text
        assert "число военных получено вычитанием" in text
        assert "military by subtraction" not in text
        assert "“более" not in text

    def test_the_panel_says_what_was_counted_what_is_left_out_and_that_the_filter_is_ignored(
        self, dataset: Dataset
    ) -> None:
        panel_text = " ".join(texts(panel.totals(dataset)).split())
        assert "These totals ignore the filter." in panel_text
        assert "Counted here: side “Azerbaijan”; incidents from 10 Nov 2020 to 21 May 2024." in panel_text
        assert "Counted here: area: Armenia; incidents from 1 Jan 1990 to 31 Dec 2017." in panel_text
        assert "As of Dec 2017" in panel_text
        assert "Civilians killed 53 37 (37–40) about two thirds" in panel_text
        assert "Military injured 167 23 about one in seven" in panel_text
        assert all(sentence in panel_text for sentence in dataset.limits)

    def test_statements_about_the_sides_are_true(self, dataset: Dataset) -> None:
        (panel_text,) = [sentence for sentence in dataset.limits if "28 incidents" in sentence]
        assert "20 of them before that war" in panel_text
        victims = dataset.casualties[dataset.casualties["affected_side"] == "armenia_or_nagorno_karabakh"]
        incidents = dataset.incidents[dataset.incidents["incident_id"].isin(victims["incident_id"])]
        assert (len(incidents), int((incidents["date_start"] < "2020-09-27").sum())) == (28, 20)


class TestComparing:
    """Which people are set beside a figure."""

    def test_first_and_last_day_are_included_and_the_other_side_is_not(self) -> None:
        total = the_total(**COMPARED, civilians_injured="9", military_killed="9", killed="", injured="")
        assert found(total) == {
            ("military", "killed"): CountRange(4, 4, 4),
            ("civilians", "injured"): CountRange(6, 4, 10),
        }
        assert (total.first_day, total.last_day) == (date(2020, 11, 10), date(2020, 12, 22))

    def test_a_total_of_all_people_is_compared_with_all_people(self) -> None:
        assert found(the_total(**COMPARED)) == {
            ("all", "killed"): CountRange(4, 4, 4),
            ("all", "injured"): CountRange(6, 4, 10),
        }

    def test_a_sum_beside_its_parts_is_not_compared_again(self) -> None:
        total = the_total(**COMPARED, civilians_killed="5", military_killed="7", injured="")
        assert set(found(total)) == {("civilians", "killed"), ("military", "killed")}

    def test_without_side_and_area_or_without_a_first_day_nothing_is_compared(self) -> None:
        assert the_total(as_of="2021", since="all").not_compared is NotCompared.POPULATION
        assert the_total(as_of="2021", affected_side="one_side").not_compared is NotCompared.START
        none = {"killed": "", "injured": ""}
        assert the_total(as_of="2021", area="AZ", since="all", **none).not_compared is NotCompared.FIGURES

    @pytest.mark.parametrize(
        ("as_of", "last"), [("2020-11", date(2020, 11, 30)), ("2020", date(2020, 12, 31))]
    )
    def test_a_month_or_a_year_counts_to_its_last_day(self, as_of: str, last: date) -> None:
        total = the_total(as_of=as_of, affected_side="one_side", since="2020")
        assert (total.first_day, total.last_day) == (date(2020, 1, 1), last)
        days = {"2020-11": 2, "2020": 4}[as_of]
        assert found(total)["all", "killed"].best == 2 * days

    def test_an_area_counts_its_country_or_its_districts(self) -> None:
        here = {"since": "all", "as_of": "2021", "injured": ""}
        for area, days in (("AZ", 4), ("AZ-TAR|AM", 4), ("AM", 0), ("AZ-AGM", 0)):
            assert found(the_total(area=area, **here))["all", "killed"].best == 2 * days

    def test_a_sum_of_casualties_is_compared_where_an_outcome_is_missing(self) -> None:
        total = the_total(**COMPARED, killed="4", injured="", casualties="30")
        assert {(row.outcome, row.official, row.found.best) for row in total.comparisons} == {
            (Outcome.KILLED, 4, 4),
            (None, 30, 10),
        }
        whole = the_total(**COMPARED, casualties="30")
        assert all(row.outcome is not None for row in whole.comparisons)

    def test_an_address_that_is_none_never_becomes_a_link(self) -> None:
        assert (
            panel._cited(
                dataset_of(no_rows()), OfficialTotal("2021", "S", "javascript:alert(1)", "", "", 1, 2)
            )[0].children
            == "S"
        )


class TestWithoutTotals:
    """Other people's data."""

    def test_a_dataset_without_official_totals_says_so(self) -> None:
        panel_text = texts(panel.totals(dataset_of(no_rows())))
        assert panel_text.startswith("This dataset comes without official totals")

    def test_a_file_without_the_new_columns_is_reported_and_not_compared(self, dataset: Dataset) -> None:
        older = dataset.official_totals.drop(columns=["affected_side", "area", "since", "casualties"])
        plain = Dataset(**{**vars(dataset_of(no_rows())), "official_totals": older})
        assert {total.comparisons for total in official_totals(plain)} == {()}
        assert "53 killed" not in texts(panel.totals(plain))
        assert "68 killed; 293 injured" in texts(panel.totals(plain))


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (35, 53, "about two thirds"),
        (73, 126, "about three in five"),
        (23, 167, "about one in seven"),
        (18, 143, "about one in eight"),
        (20, 27, "about three quarters"),
        (17, 262, "about one in fifteen"),
        (2, 109, "fewer than one in twenty"),
        (0, 10, "none"),
        (99, 100, "nearly all"),
        (10, 10, "as many"),
        (11, 10, "more than the official figure"),
        (9, 9, ""),
        (0, 0, ""),
    ],
)
def test_a_share_is_written_in_words_where_words_do_not_mislead(part: int, whole: int, words: str) -> None:
    assert share_in_words(part, whole) == words


@given(st.integers(FEWEST_FOR_A_SHARE, 10_000), st.data())
def test_the_words_for_a_share_never_stand_far_from_it(official: int, data: st.DataObject) -> None:
    value = {
        "one in twenty": 1 / 20,
        "one in fifteen": 1 / 15,
        "one in ten": 0.1,
        "one in eight": 1 / 8,
        "one in seven": 1 / 7,
    }
    value |= {"one in six": 1 / 6, "one in five": 0.2}
    value |= {"a quarter": 0.25, "a third": 1 / 3, "two in five": 0.4, "half": 0.5, "three in five": 0.6}
    value |= {"two thirds": 2 / 3, "three quarters": 0.75, "four in five": 0.8, "nine in ten": 0.9}
    people = data.draw(st.integers(1, official - 1))
    words = share_in_words(people, official)
    if words.startswith("about "):
        assert abs(value[words.removeprefix("about ")] - people / official) <= 0.051
    else:
        assert people / official < 0.05 if words == "fewer than one in twenty" else people / official > 0.95
