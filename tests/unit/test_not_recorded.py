"""What data never record is “not recorded” wherever it would stand, and never 0 or “no casualties”."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.address import read_address
from components.brief.chart.bars import bars_of
from components.brief.contents import Brief
from components.brief.html.html_file import html_brief
from components.brief.html.page_data import page_data
from components.brief.tables.incident_rows import incident_rows
from components.brief.tables.rows import districts
from components.incidents.card import casualty_table
from components.map.hovers import dot_texts
from components.map.legend import key, legend
from components.panels.casualty_breakdown import table
from components.panels.district_ranking import ranking
from components.panels.headline import headline, in_a_sentence
from components.panels.table_page import table_rows
from components.panels.timeline import table as timeline_table
from data.errors import DatasetError
from data.filters.breakdown import VIEWS
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import change_of
from data.filters.over_time.comparison import compared
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome
from data.wording.paragraphs.paragraph import paragraph_of
from tests.tables import casualty, dataset_of, incident, summary, tables


def plain(part: Any) -> str:
    """The text of a component."""
    if isinstance(part, list | tuple):
        return " ".join(filter(None, map(plain, part)))
    if hasattr(part, "children"):
        return plain(part.children)
    return "" if part is None else " ".join(str(part).split())


@cache
def of_dead() -> Dataset:
    """As ACLED: deaths, and no word of the injured; one event without a death."""
    incidents = [incident(), incident(incident_id="A-2", date_start="2021-01-05", date_end="2021-01-05")]
    killed = casualty(outcome="killed", count_low="2", count_best="2", count_high="2")
    return dataset_of(tables(incidents=incidents, casualties=[killed]), cannot_tell=["injured"])


@cache
def of_nobody() -> Dataset:
    """As a table of days and provinces."""
    return dataset_of(tables(casualties=[]), cannot_tell=["killed", "injured", "It is a list of days."])


def brief_of(dataset: Dataset, query: str = "") -> Brief:
    address = read_address(query)
    return Brief(summary(dataset), address.view)


def visitor(dataset: Dataset) -> FlaskClient:
    client: FlaskClient = create_app(dataset).server.test_client()
    return client


def rows_of(part: Any) -> list[str]:
    """The rows of the tables in a component, as text."""
    if isinstance(part, list | tuple):
        return [row for one in part for row in rows_of(one)]
    if type(part).__name__ == "Tr":
        return [plain(part)]
    return rows_of(getattr(part, "children", None) or [])


class TestDataset:
    """dataset.json says what a source cannot tell."""

    def test_names_of_outcomes_are_kept_apart_from_sentences(self) -> None:
        assert of_nobody().not_recorded == {Outcome.KILLED, Outcome.INJURED}
        assert of_nobody().limits == ("It is a list of days.",)
        assert of_dead().cannot_tell == ("injured",)

    def test_rows_that_contradict_it_are_named(self) -> None:
        with pytest.raises(DatasetError, match=r"casualties\.csv has rows with “injured”"):
            dataset_of(tables(), cannot_tell=["injured"])

    def test_what_is_no_list_is_refused(self) -> None:
        with pytest.raises(DatasetError, match="cannot_tell"):
            dataset_of(tables(), cannot_tell="injured")


class TestPage:
    """Headline, tables, circles and legend."""

    def test_the_headline(self) -> None:
        assert "2 killed injured not recorded" in plain(headline(summary(of_dead())))
        assert "killed not recorded injured not recorded" in plain(headline(summary(of_nobody())))
        assert "injured not recorded" in in_a_sentence(summary(of_dead()))

    @pytest.mark.parametrize("by", VIEWS)
    def test_every_line_of_the_breakdown(self, by: str) -> None:
        lines = rows_of(table(summary(of_dead()), by))[1:]
        assert lines
        assert all(line.endswith("not recorded") for line in lines)
        assert all("No casualties" not in line for line in lines)

    def test_every_line_of_the_ranking_and_of_the_timeline(self) -> None:
        for lines in (
            rows_of(ranking(summary(of_dead()))),
            rows_of(timeline_table(summary(of_dead()), "year")),
        ):
            assert len(lines) > 1
            assert all(line.endswith("not recorded") for line in lines[1:])

    def test_the_table_of_incidents_and_the_card(self) -> None:
        views = summary(of_dead())
        rows = [(row["killed"], row["injured"]) for row in table_rows(views, views.rows)]
        assert rows == [(2, "not recorded"), (0, "not recorded")]
        assert plain(casualty_table(of_dead(), 1)) == "Injured not recorded."
        assert plain(casualty_table(of_dead(), 0)).endswith("Injured not recorded.")

    def test_circles_never_say_that_there_were_no_casualties(self) -> None:
        [text] = dot_texts(summary(of_dead()), [[0, 1]])
        assert "2 killed, injured not recorded" in text
        [without] = dot_texts(summary(of_dead()), [[1]])
        assert "nobody reported killed" in without.replace("<br>", " ")
        [nobody] = dot_texts(summary(of_nobody()), [[0]])
        assert "casualties not recorded" in nobody.replace("<br>", " ")

    def test_the_legend_has_no_colour_for_what_is_not_recorded(self) -> None:
        of_deaths = plain(legend(summary(of_dead()), "injured"))
        assert "nobody killed; injured not recorded" in of_deaths
        assert "Size: killed" in of_deaths
        assert "injured, nobody killed" not in of_deaths
        assert of_deaths.endswith("District: injured not recorded")
        of_days = plain(legend(summary(of_nobody()), "incidents"))
        assert "casualties not recorded" in of_days
        assert "Size" not in of_days
        assert "no casualties" not in of_days

    def test_the_row_that_stands_for_the_folded_legend_says_what_the_neutral_circles_are(self) -> None:
        assert plain(key(summary(of_dead()), "incidents")).startswith(
            "killed nobody killed; injured not recorded"
        )
        assert plain(key(summary(of_nobody()), "incidents")).startswith("casualties not recorded")

    def test_a_comparison_and_a_change(self) -> None:
        lines = compared(of_dead(), IncidentFilter(), IncidentFilter()).totals
        injured = next(line for line in lines if line.measure == "injured")
        assert [count.is_recorded for count in (injured.a, injured.b, injured.difference)] == [False] * 3
        change = change_of(of_dead(), IncidentFilter())
        assert change is None or not change.overall.injured.is_recorded


class TestAddresses:
    """Figures for programs are null or empty."""

    def test_the_summary(self) -> None:
        found = json.loads(visitor(of_dead()).get("/summary.json").data)
        assert (found["killed"], found["injured"], found["not_recorded"]) == (2, None, ["injured"])
        assert (found["injured_low"], found["injured_high"]) == (None, None)
        nobody = json.loads(visitor(of_nobody()).get("/summary.json").data)
        assert (nobody["incidents"], nobody["killed"], nobody["injured"]) == (2, None, None)

    def test_the_rows(self) -> None:
        client = visitor(of_dead())
        rows = list(csv.DictReader(io.StringIO(client.get("/incidents.csv").text, newline="")))
        parts = ("low", "best", "high", "all")
        assert [[row[f"injured_{part}"] for part in parts] for row in rows] == [[""] * 4] * 2
        assert [row["killed_best"] for row in rows] == ["2", "0"]
        features = json.loads(client.get("/incidents.geojson").data)["features"]
        assert [feature["properties"]["injured_best"] for feature in features] == [None, None]


class TestBriefs:
    """Files say the same."""

    def test_the_paragraph(self) -> None:
        text = paragraph_of(summary(of_dead())).text
        assert "2 people were reportedly killed; this collection does not record injuries" in text
        assert "no casualties" not in text
        assert "does not record deaths or injuries" in paragraph_of(summary(of_nobody())).text

    def test_the_figures_and_the_table(self) -> None:
        brief = brief_of(of_dead())
        assert brief.figures_text == "2 incidents, 2 killed, injured not recorded"
        assert [row[2:4] for row in incident_rows(brief.summary)] == [
            ("2", "not recorded"),
            ("0", "not recorded"),
        ]
        shaded = districts(brief)
        assert shaded["injured"].isna().all()
        assert shaded["killed"].tolist() == [2]

    def test_the_chart_has_no_bars_of_it(self) -> None:
        bars = bars_of(summary(of_dead()))
        assert bars is not None
        assert [*bars.series] == ["killed"]
        assert bars.title.startswith("Killed, by ")
        assert "injured not recorded" in bars.title

    def test_the_offline_file(self) -> None:
        brief = brief_of(of_dead())
        content = page_data(brief)
        assert content["notRecorded"] == ["injured"]
        assert content["legend"]["outcomes"] == {
            "killed": "someone killed",
            "": "nobody killed; injured not recorded",
        }
        assert "injured not recorded" in html_brief(brief).decode()


def test_a_collection_that_records_both_may_hold_none() -> None:
    recorded: Summary = summary(dataset_of(tables(casualties=[casualty(outcome="killed")])))
    assert "no injured in these data" in plain(headline(recorded))
