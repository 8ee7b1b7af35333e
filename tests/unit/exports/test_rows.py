"""What leaves the atlas as CSV and GeoJSON: the same rows, nothing more exact than it was reported."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest

from data.exports.row_texts import csv_header
from data.exports.rows import CODED, COLUMNS, rows, to_csv, to_geojson
from data.exports.summary_json import to_summary_json
from data.filters.summary import Summary
from data.guard import guarded, without_guard
from data.tables.dataset import Dataset
from tests.tables import Row, casualty, dataset_of, incident, no_rows, source, summary, tables


def of(*incidents: Row, **others: list[Row]) -> Dataset:
    return dataset_of(tables(incidents=list(incidents), casualties=[], sources=[]) | others)


def in_csv(views: Summary) -> list[Row]:
    return list(csv.DictReader(io.StringIO(to_csv(views), newline="")))


def in_geojson(views: Summary) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(to_geojson(views))["features"]
    return features


class TestRows:
    """What both formats hold of an incident."""

    def test_the_columns_are_the_coded_ones_the_people_and_the_sources(self) -> None:
        people = "killed_low killed_best killed_high injured_low injured_best injured_high killed_all injured_all at_least"
        assert (*CODED, *people.split(), "sources") == COLUMNS
        assert list(rows(summary(dataset_of(tables())))) == list(COLUMNS)

    def test_matching_and_all_casualties_stand_beside_each_other(self) -> None:
        victims = [
            casualty(
                affected_actor="Police", outcome="injured", count_low="1", count_best="2", count_high="3"
            ),
            casualty(affected_actor="Civilians", outcome="injured"),
            casualty(affected_actor="Civilians", outcome="killed"),
        ]
        row = in_csv(summary(of(incident(), casualties=victims), actor=("Police",)))[0]
        assert [row[f"injured_{part}"] for part in ("low", "best", "high", "all")] == ["1", "2", "3", "3"]
        assert [row[f"killed_{part}"] for part in ("low", "best", "high", "all")] == ["0", "0", "0", "1"]

    def test_a_number_that_nobody_gave_is_empty_and_not_0(self) -> None:
        views = summary(of(incident(), casualties=[casualty(count_low="", count_best="", count_high="")]))
        row = in_csv(views)[0]
        assert [row[f"injured_{part}"] for part in ("low", "best", "high", "all")] == ["", "", "", ""]
        properties = in_geojson(views)[0]["properties"]
        assert (properties["injured_best"], properties["injured_all"], properties["killed_best"]) == (
            None,
            None,
            0,
        )

    def test_an_outcome_that_nobody_requested_is_empty_and_not_0(self) -> None:
        victims = [
            casualty(outcome="killed"),
            casualty(outcome="injured", count_low="4", count_best="4", count_high="4"),
        ]
        views = summary(of(incident(), casualties=victims), outcome=("killed",))
        row = in_csv(views)[0]
        assert [row[f"injured_{part}"] for part in ("low", "best", "high", "all")] == ["", "", "", "4"]
        assert in_geojson(views)[0]["properties"]["injured_best"] is None
        answer = json.loads(to_summary_json(views))
        assert [answer[name] for name in ("killed", "injured", "injured_low", "injured_high")] == [
            1,
            None,
            None,
            None,
        ]
        assert answer["injured_is_at_least"] is False

    def test_the_names_of_own_columns_are_written_as_cells_are(self) -> None:
        table = pd.DataFrame(columns=["id", "N,q", "=cmd()", 'a "b"'])
        assert csv_header(table) == b'id,"N,q",\'=cmd(),"a ""b"""\r\n'

    @pytest.mark.parametrize("grade", range(1, 8))
    def test_a_point_is_given_for_grades_1_and_2_only(self, grade: int) -> None:
        views = summary(of(incident(where_prec=str(grade))))
        row, feature = in_csv(views)[0], in_geojson(views)[0]
        if grade <= 2:
            assert (row["longitude"], row["latitude"]) == ("46.773", "40.327")
            assert feature["geometry"] == {"type": "Point", "coordinates": [46.773, 40.327]}
        else:
            assert (row["longitude"], row["latitude"], feature["geometry"]) == ("", "", None)
            assert feature["properties"]["longitude"] is None

    def test_only_matching_incidents_leave_in_order_of_time(self) -> None:
        days = {"c": "2020-01-01", "b": "2020-01-02", "a": "2020-01-03"}
        dataset = of(
            *(incident(incident_id=name, date_start=day, date_end=day) for name, day in days.items())
        )
        assert [row["incident_id"] for row in in_csv(summary(dataset))] == ["c", "b", "a"]
        views = summary(dataset, words="nowhere")
        assert in_csv(views) == in_geojson(views) == []

    def test_days_are_written_as_days_and_grades_as_numbers(self) -> None:
        row = in_csv(summary(of(incident())))[0]
        assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2020-11-23", "2020-11-23", "1")


class TestCsv:
    """Cells and lines."""

    def test_sources_stand_in_one_cell(self) -> None:
        cited = [source(), source(publisher="No address", url="", published="")]
        row = in_csv(summary(of(incident(), sources=cited)))[0]
        assert row["sources"] == "A newspaper https://example.org/a | No address"
        assert in_csv(summary(of(incident())))[0]["sources"] == ""

    def test_a_cell_that_a_spreadsheet_would_calculate_is_guarded(self) -> None:
        row = in_csv(summary(of(incident(summary="=1+1", place_name="-x", notes="@a", attribution="+b"))))[0]
        assert [row[name] for name in ("summary", "place_name", "notes", "attribution")] == [
            "'=1+1",
            "'-x",
            "'@a",
            "'+b",
        ]

    def test_a_number_west_or_south_of_zero_stays_a_number(self) -> None:
        row = in_csv(summary(of(incident(longitude="-0.25", latitude="-51.5"))))[0]
        assert (float(row["longitude"]), float(row["latitude"])) == (-0.25, -51.5)

    def test_commas_quotation_marks_and_line_ends_stay_in_their_cell(self) -> None:
        answer = 'first, "second"\r\nthird\nfourth'
        assert in_csv(summary(of(incident(summary=answer))))[0]["summary"] == answer

    def test_every_line_ends_as_the_standard_says(self) -> None:
        """RFC 4180."""
        text = to_csv(summary(of(incident())))
        assert text.count("\n") == text.count("\r\n") == 2


class TestGuard:
    """Texts that a spreadsheet would calculate."""

    @pytest.mark.parametrize(
        "text", ["=1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "''=1", "'\tx", "-", "＝1", "＋1", "－1", "＠a"]
    )
    def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(self, text: str) -> None:
        assert guarded(text) == f"'{text}"
        assert without_guard(guarded(text)) == text

    @pytest.mark.parametrize("text", ["", "'", "’=", "a=1", "'s", "''", "1-2", " =1", "'tis - so"])
    def test_everything_else_stays_as_it_is(self, text: str) -> None:
        assert guarded(text) == without_guard(text) == text


class TestGeojson:
    """Features and what stands around them."""

    def test_a_feature_has_the_identifier_and_the_sources_as_a_list(self) -> None:
        feature = in_geojson(summary(of(incident(), sources=[source(published="")])))[0]
        assert feature["type"] == "Feature"
        assert feature["id"] == "A-1"
        assert feature["properties"]["sources"] == [
            {
                "publisher": "A newspaper",
                "url": "https://example.org/a",
                "published": "",
                "language": "en",
                "upstream_source": "A ministry",
            }
        ]
        assert in_geojson(summary(of(incident())))[0]["properties"]["sources"] == []

    def test_texts_are_not_guarded_there(self) -> None:
        assert in_geojson(summary(of(incident(summary="=1"))))[0]["properties"]["summary"] == "=1"

    def test_licence_attribution_and_dataset_go_along(self) -> None:
        views = summary(dataset_of(tables(), licence="CC0", attribution="Us", name="n"))
        collection = json.loads(to_geojson(views))
        assert (collection["type"], collection["licence"], collection["attribution"]) == (
            "FeatureCollection",
            "CC0",
            "Us",
        )
        assert collection["dataset"] == {"name": "n", "sha256": views.dataset.sha256, "as_of": "2026-11-22"}


def test_the_summary_holds_the_headlines_figures_and_the_dataset() -> None:
    rows_of_two = [incident(), incident(incident_id="A-2", where_prec="6")]
    victims = [casualty(count_best="2", count_high="2"), casualty(incident_id="A-2", outcome="killed")]
    views = summary(of(*rows_of_two, casualties=victims))
    assert json.loads(to_summary_json(views)) == {
        "incidents": 2,
        "killed": 1,
        "injured": 2,
        "not_drawn": 1,
        "undated": 0,
        "killed_low": 1,
        "killed_high": 1,
        "killed_is_at_least": False,
        "killed_without_upper_bound": 0,
        "injured_low": 1,
        "injured_high": 2,
        "injured_is_at_least": False,
        "injured_without_upper_bound": 0,
        "not_recorded": [],
        "not_chosen": [],
        "dataset": {"name": "made-in-code", "sha256": views.dataset.sha256, "as_of": "2026-11-22"},
    }


def test_no_incidents_leave_as_a_header_and_an_empty_collection() -> None:
    views = summary(dataset_of(no_rows()))
    assert to_csv(views) == ",".join(COLUMNS) + "\r\n"
    assert in_geojson(views) == []
    assert json.loads(to_summary_json(views))["incidents"] == 0


def test_the_frames_of_the_dataset_are_left_as_they_were() -> None:
    dataset = dataset_of(tables())
    before = [dataset.incidents.copy(), dataset.casualties.copy(), dataset.sources.copy()]
    views = summary(dataset, outcome=("killed",))
    to_csv(views), to_geojson(views)
    for frame, copy in zip((dataset.incidents, dataset.casualties, dataset.sources), before, strict=True):
        pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(copy))


def test_a_count_without_an_upper_bound_leaves_the_highest_figure_empty() -> None:
    counts = [
        casualty(count_low="2", count_best="", count_high=""),
        casualty(affected_actor="Police", count_low="1", count_best="1", count_high="3"),
        casualty(affected_actor="Police", outcome="killed", count_low="1", count_best="", count_high="4"),
    ]
    views = summary(of(incident(), casualties=counts))
    [row] = in_csv(views)
    assert [row[f"injured_{part}"] for part in ("low", "best", "high")] == ["3", "3", ""]
    assert [row[f"killed_{part}"] for part in ("low", "best", "high")] == ["1", "1", "4"]
    assert row["at_least"] == "killed|injured"
    [feature] = in_geojson(views)
    assert feature["properties"]["injured_high"] is None
