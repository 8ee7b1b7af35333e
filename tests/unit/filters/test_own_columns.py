"""The user's own columns in a filter: asked, counted, named, and written into every file by one rule."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.address import View
from components.brief.contents import Brief
from components.brief.html.page_data import page_data
from components.panels.filter_panel import layout
from data.exports.rows import to_csv
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.filters.unknown_values import unknown_columns
from data.imports.import_tables import read_files, read_upload
from data.tables.dataset import Dataset
from data.tables.own_columns import MOST_CHOICES
from data.wording.filter_phrases import filter_parts
from data.wording.paragraphs.selection import selection_in_words

ROWS: Final = 60


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    rows = [
        f"i{row:02},2021-01-{row % 28 + 1:02},{40 + row / 100:.2f},46.9,1,{'AB'[row % 2]},{'XYZ'[row % 3]},n{row},"
        for row in range(ROWS)
    ]
    table = "\n".join(["id,date,lat,lon,killed,Team,Task=no,Number,Empty", *rows])
    return read_files([("table.csv", table.encode())], today=date(2026, 11, 28)).dataset


@pytest.fixture(scope="module")
def two_columns() -> Dataset:
    table = (
        "id,date,lat,lon,killed,Team,Area\n"
        "a,2021-01-01,40.30,46.90,1,Alpha,North\n"
        "b,2021-01-02,40.31,46.91,1,Alpha,South\n"
        "c,2021-01-03,40.32,46.92,1,Beta & Co,South\n"
        "d,2021-01-04,40.33,46.93,1,,South\n"
    )
    return read_files([("table.csv", table.encode())], today=date(2026, 11, 28)).dataset


def requested(*values: str) -> IncidentFilter:
    found, errors = IncidentFilter.from_query([("column", value) for value in values])
    assert not errors
    return found


def found(dataset: Dataset, *values: str) -> list[str]:
    summary: Summary = summary_of(dataset, requested(*values))
    return dataset.incidents["incident_id"].iloc[summary.rows].tolist()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ["a", "b", "c", "d"]),
        (["Team=Alpha"], ["a", "b"]),
        (["Team=Alpha", "Team=Beta & Co"], ["a", "b", "c"]),
        (["Team=Alpha", "Area=South"], ["b"]),
        (["Team=alpha"], []),
        (["Team=Gamma"], []),
        (["Nothing=Alpha"], []),
    ],
)
def test_values_of_one_column_mean_any_and_several_columns_mean_all(
    two_columns: Dataset, values: list[str], expected: list[str]
) -> None:
    assert found(two_columns, *values) == expected


def test_an_options_count_is_what_it_alone_would_show(two_columns: Dataset) -> None:
    counts = summary_of(two_columns, requested("Team=Alpha")).option_counts["column"]
    assert counts == {"Team=Alpha": 2, "Team=Beta & Co": 1, "Area=North": 1, "Area=South": 1}


def test_only_columns_with_few_short_values_are_offered(dataset: Dataset) -> None:
    assert ROWS > MOST_CHOICES
    assert set(dataset.own_columns) >= {"Team", "Task=no", "Number"}
    assert list(dataset.own_choices) == ["Team", "Task=no"]


@pytest.mark.parametrize("value", ["Team", "=Alpha", "Team=", "Team= ", "Te\nam=x", "x" * 300])
def test_what_is_no_column_with_its_value_is_refused(value: str) -> None:
    understood, errors = IncidentFilter.from_query([("column", value)])
    assert understood == IncidentFilter()
    assert len(errors) == 1


def test_each_is_a_part_of_the_filter_in_words(two_columns: Dataset) -> None:
    parts = filter_parts(two_columns, requested("Team=Alpha", "Area=South"))
    assert [(part.key, part.value, part.text) for part in parts] == [
        ("column", "Area=South", "Area: South"),
        ("column", "Team=Alpha", "Team: Alpha"),
    ]
    assert selection_in_words(summary_of(two_columns, requested("Team=Alpha"))) == " whose “Team” is “Alpha”"


def test_data_addresses_and_files_hold_what_matches(two_columns: Dataset) -> None:
    client: FlaskClient = create_app(two_columns).server.test_client()
    answer = client.get("/summary.json", query_string={"column": "Team=Beta & Co"}).get_json()
    assert answer["incidents"] == 1
    assert client.get("/summary.json?column=Team").status_code == 400
    exported = to_csv(summary_of(two_columns, requested("Team=Alpha"))).splitlines()
    assert len(exported) == 3


def test_the_offline_file_offers_and_shows_them(two_columns: Dataset) -> None:
    data = page_data(Brief(summary_of(two_columns, IncidentFilter()), View(), ""))
    offered = {choice["key"]: choice["values"] for choice in data["choices"]}
    assert ["Team=Alpha", "Team: Alpha"] in json.loads(json.dumps(offered["column"]))
    assert data["incidents"][0]["column"] == ["Team=Alpha", "Area=North"]
    assert ("Team", "Alpha") in data["incidents"][0]["facts"]


def test_the_panel_shows_the_list_only_where_there_are_some(two_columns: Dataset, dataset: Dataset) -> None:
    assert "Team: Alpha · 2" in str(layout(two_columns))
    assert "Team: A" in str(layout(dataset))


def test_a_column_or_value_that_the_data_have_not_gets_a_sentence() -> None:
    content = "Date,lat,lon,Team\n2021-03-01,40.31,46.92,Alpha\n2021-03-02,40.31,46.93,Beta\n"
    dataset = read_upload("rows.csv", content.encode()).dataset
    (unknown,) = unknown_columns(dataset, IncidentFilter(column=("Tim=Alpha",)))
    assert "Tim" in str(unknown)
    assert "Team" in str(unknown)
    (unused,) = unknown_columns(dataset, IncidentFilter(column=("Team=Gamma",)))
    assert "Gamma" in str(unused)
    assert unknown_columns(dataset, IncidentFilter(column=("Team=Alpha",))) == []


def test_names_with_the_sign_in_them_and_accents_in_two_letters_can_be_requested() -> None:
    decomposed = unicodedata.normalize("NFD", "Équipe")
    content = f"Date,lat,lon,A=B,{decomposed}\n2021-03-01,40.31,46.92,x=y,é\n2021-03-02,40.31,46.93,z,b\n"
    dataset = read_upload("rows.csv", content.encode()).dataset
    for text in ("A=B=x=y", "Équipe=é", f"{decomposed}=é"):
        assert summary_of(dataset, IncidentFilter(column=(text,))).incidents == 1, text


def test_a_long_value_takes_nothing_from_the_others_of_its_column() -> None:
    content = f"Date,lat,lon,Note\n2021-03-01,40.31,46.92,{'w' * 300}\n2021-03-02,40.31,46.93,short\n"
    dataset = read_upload("rows.csv", content.encode()).dataset
    assert summary_of(dataset, IncidentFilter(column=("Note=short",))).incidents == 1
    assert summary_of(dataset, IncidentFilter()).option_counts["column"] == {"Note=short": 1}
