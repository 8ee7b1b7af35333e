"""An outcome that the filter does not ask for is never a figure: its column is left out, or it is "not chosen"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from dash import html

from components.map.hovers import dot_texts, hurt_in_words
from components.panels.casualty_breakdown import table as breakdown_table
from components.panels.change import readings
from components.panels.district_ranking import ranking
from components.panels.timeline import caption, drawn, rows_of
from components.panels.timeline import table as timeline_table
from data.filters.breakdown import VIEWS
from data.filters.over_time.clusters import Clusters
from data.filters.summary import Summary
from data.language import speaking
from data.tables.dataset import Dataset
from data.wording.phrases import casualties_in_words
from tests.tables import casualty, dataset_of, incident, summary, tables
from tests.unit.panels.test_casualty_breakdown import parts, text

FIGURES = {"killed": "3", "injured": "2"}


def one_of_both() -> Dataset:
    """One incident with three killed and two injured."""
    people = [
        casualty(outcome=outcome, count_low=n, count_best=n, count_high=n) for outcome, n in FIGURES.items()
    ]
    return dataset_of(tables(incidents=[incident()], casualties=people, sources=[]))


def requested(outcome: str) -> Summary:
    return summary(one_of_both(), outcome=(outcome,))


def cells(table: Any) -> list[list[str]]:
    """The texts of the data cells of each row, after its name."""
    return [
        [text(cell) for cell in parts(row, html.Td)]
        for row in parts(table, html.Tr)
        if [*parts(row, html.Td)]
    ]


def headings(table: Any) -> list[str]:
    return [text(cell) for cell in parts(next(parts(table, html.Thead)), html.Th)]


@pytest.mark.parametrize("outcome", FIGURES)
class TestNoColumn:
    @pytest.mark.parametrize("by", VIEWS)
    def test_of_the_breakdown(self, outcome: str, by: str) -> None:
        table = breakdown_table(requested(outcome), by)
        assert headings(table)[1:] == ["Incidents", outcome.capitalize()]
        assert cells(table) == [["1", FIGURES[outcome]]] * 2  # the line, and all together

    def test_of_the_district_ranking(self, outcome: str) -> None:
        table = ranking(requested(outcome))
        assert headings(table) == ["District", "Incidents", outcome.capitalize()]
        assert [row[1:] for row in cells(table)] == [[FIGURES[outcome]]]

    def test_of_the_timeline_table(self, outcome: str) -> None:
        table = timeline_table(requested(outcome), "year")
        assert headings(table) == ["When", "Incidents", outcome.capitalize()]
        assert cells(table) == [["1", FIGURES[outcome]]] * 2

    def test_nor_a_line_of_the_change(self, outcome: str) -> None:
        found = requested(outcome)
        query = replace(
            found.incident_filter, **dict.fromkeys(("date_from", "date_to"), found.dataset.first_day)
        )
        shown = readings(found.dataset, query, Clusters((), 0, 0))
        names = [text(cell) for cell in parts(next(parts(shown, html.Tbody)), html.Th)]
        assert names == ["Incidents", outcome.capitalize()]
        assert f"1 incident: {FIGURES[outcome]} {outcome}." in text(shown)


@pytest.mark.parametrize("outcome", FIGURES)
def test_a_bar_and_the_caption_of_the_timeline_say_that_it_is_not_chosen(outcome: str) -> None:
    found, other = requested(outcome), "injured" if outcome == "killed" else "killed"
    rows = rows_of(found, "year")
    [bar] = drawn(found, rows, "year")["bars"]
    sentence_of = {outcome: f"{FIGURES[outcome]} {outcome}", other: f"{other} not chosen"}
    assert bar["words"] == f"2020: 1 incident, {sentence_of['killed']}, {sentence_of['injured']}"
    assert caption(found, rows, "year").endswith(f" {other.capitalize()} not chosen.")


def test_the_caption_says_nothing_of_it_where_both_are_chosen() -> None:
    found = summary(one_of_both())
    assert "chosen" not in caption(found, rows_of(found, "year"), "year")


def test_a_hover_names_the_people_chosen_alone() -> None:
    found = requested("injured")
    [counts] = found.districts.to_dict("records")
    assert hurt_in_words(found, counts) == "of the people chosen: 2 injured"
    assert dot_texts(found, [[0]])[0].endswith("of the people chosen: 2 injured")


def test_nobody_of_the_outcome_chosen_is_not_nobody_at_all() -> None:
    nobody = summary(one_of_both(), outcome=("injured",), actor=("somebody else",))
    assert casualties_in_words(nobody.killed, nobody.injured) == "nobody reported injured"


@pytest.mark.parametrize("language", ["az", "hy", "ru"])
def test_no_language_writes_a_figure_for_it(language: str) -> None:
    found = requested("injured")
    with speaking(language):
        tables_shown = [breakdown_table(found, "actor"), ranking(found), timeline_table(found, "year")]
        assert [len(headings(table)) for table in tables_shown] == [3, 3, 3]
        assert [row[-1] for table in tables_shown for row in cells(table)] == ["2"] * 5
        assert "0" not in drawn(found, rows_of(found, "year"), "year")["bars"][0]["words"].replace("2020", "")


def test_a_filter_by_both_outcomes_has_both_columns() -> None:
    both = summary(one_of_both(), outcome=("killed", "injured"))
    assert headings(ranking(both))[2:] == ["Killed", "Injured"]
