"""/incidents/page.json: whatever a browser asks, one page of exactly the matching incidents, in the order requested."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.panels.table_page import ADDRESS, MOST_ROWS
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from tests.tables import casualty, dataset_of, incident, no_rows, source, tables

EMPTY = {"rows": [], "count": 0, "position": None}


def page(
    client: FlaskClient, *pairs: tuple[str, str], start: int = 0, end: int = MOST_ROWS
) -> dict[str, Any]:
    query = urlencode([("start", str(start)), ("end", str(end)), *pairs])
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def cells(client: FlaskClient, column: str, *sorts: str) -> list[Any]:
    return [row[column] for row in page(client, *(("sort", sort) for sort in sorts))["rows"]]


def test_the_pages_together_are_all_matching_incidents_the_latest_first(
    client: FlaskClient, dataset: Dataset
) -> None:
    pages = [page(client, start=start, end=start + 50) for start in (0, 50, 100, 150)]
    assert [found["count"] for found in pages] == [165] * 4
    assert [len(found["rows"]) for found in pages] == [50, 50, 50, 15]
    shown = [row["id"] for found in pages for row in found["rows"]]
    assert shown == dataset.incidents["incident_id"].tolist()[::-1]


def test_a_row_counts_the_casualties_that_match_and_names_whom_they_belonged_to(client: FlaskClient) -> None:
    found = page(client, ("from", "2020-11-23"), ("to", "2020-11-23"), ("actor", "Russian peacekeepers"))
    (row,) = found["rows"]
    assert row["id"] == "KAR-20201123-01"
    assert (row["date"], row["place"], row["killed"], row["injured"]) == (
        "23 Nov 2020",
        "near Suqovuşan, Tərtər",
        0,
        1,
    )
    assert row["actors"] == "Russian peacekeepers"
    (whole,) = page(client, ("from", "2020-11-23"), ("to", "2020-11-23"))["rows"]
    assert (
        whole["actors"]
        == "Azerbaijani armed forces, Russian peacekeepers, Nagorno-Karabakh emergency service"
    )
    assert (row["device"], row["precision"], row["publishers"]) == (
        "mine, type not stated",
        "near a named place",
        5,
    )


def test_the_rows_are_in_the_language_of_the_page_that_asks(client: FlaskClient) -> None:
    query = "start=0&end=1&from=2020-11-23&to=2020-11-23"
    (row,) = client.get(f"/~ru{ADDRESS}?{query}").get_json()["rows"]
    assert row["device"] == "мина, тип не указан"


@pytest.mark.parametrize("victim", ["deminer", "civilian"])
def test_the_table_has_as_many_rows_as_the_headline(
    client: FlaskClient, dataset: Dataset, victim: str
) -> None:
    summary = summary_of(dataset, IncidentFilter(victim=(victim,), outcome=("injured",)))
    found = page(client, ("victim", victim), ("outcome", "injured"))
    assert found["count"] == len(found["rows"]) == summary.incidents
    assert sum(number_in(row["injured"]) for row in found["rows"]) == summary.injured.best


def number_in(cell: int | str) -> int:
    """The number of a cell, also of "at least 14"; 0 where it is not known."""
    digits = re.sub(r"\D", "", str(cell))
    return int(digits) if digits else 0


def client_with(*figures: str) -> FlaskClient:
    """A visitor of incidents with these figures of injured: "best", or "low+" without a best one, or ""."""
    rows = [incident(incident_id=f"F-{number}") for number in range(len(figures))]
    victims = [
        casualty(
            incident_id=f"F-{number}",
            count_low=figure.strip("+"),
            count_best="" if figure.endswith("+") else figure,
            count_high="" if figure.endswith("+") else figure,
        )
        for number, figure in enumerate(figures)
    ]
    visitor: FlaskClient = create_app(
        dataset_of(no_rows() | {"incidents": rows, "casualties": victims})
    ).server.test_client()
    return visitor


def test_figures_sort_as_numbers_and_unknown_ones_come_last_in_either_direction() -> None:
    visitor = client_with("3", "", "12", "14+", "0")
    assert cells(visitor, "injured", "injured.asc") == [0, 3, 12, "at least 14", "not known"]
    assert cells(visitor, "injured", "injured.desc") == ["at least 14", 12, 3, 0, "not known"]


def test_the_second_column_decides_where_the_first_does_not(client: FlaskClient) -> None:
    query = [("sort", "killed.desc"), ("sort", "injured.asc")]
    known = [row for row in page(client, *query)["rows"] if row["injured"] != "not known"]
    found = [(-number_in(row["killed"]), number_in(row["injured"])) for row in known]
    assert found == sorted(found)


def test_incidents_that_the_sorting_does_not_tell_apart_stay_the_latest_first(
    client: FlaskClient, dataset: Dataset
) -> None:
    place_in_time = {key: row for row, key in enumerate(dataset.incidents["incident_id"])}
    for direction in ("asc", "desc"):
        rows = page(client, ("sort", f"device.{direction}"))["rows"]
        for device in {row["device"] for row in rows}:
            positions = [place_in_time[row["id"]] for row in rows if row["device"] == device]
            assert positions == sorted(positions, reverse=True)


def test_days_sort_as_days_and_precision_from_the_closest(client: FlaskClient, dataset: Dataset) -> None:
    known = dataset.incidents.set_index("incident_id")
    assert known["date_start"].loc[cells(client, "id", "date.asc")].is_monotonic_increasing
    assert known["where_prec"].loc[cells(client, "id", "precision.asc")].is_monotonic_increasing


@pytest.mark.parametrize("column", ["place", "actors", "summary", "device", "publishers"])
def test_both_directions_have_the_same_cells_in_opposite_order(client: FlaskClient, column: str) -> None:
    up, down = (cells(client, column, f"{column}.{direction}") for direction in ("asc", "desc"))
    given = [cell for cell in up if cell != ""]
    assert given == [cell for cell in down if cell != ""][::-1]
    assert up[len(given) :] == down[len(given) :] == [""] * (len(up) - len(given))


def test_names_of_actors_sort_as_they_are_shown_when_people_are_chosen(client: FlaskClient) -> None:
    requested = [("outcome", "killed"), ("sort", "actors.asc")]
    shown = [row["actors"] for row in page(client, *requested)["rows"]]
    assert shown == sorted(shown, key=str.casefold)
    assert all(shown)


def test_names_sort_without_case_and_diacritics_and_empty_ones_come_last() -> None:
    names = ["əlif", "Zəngilan", "", "Elat", "Çaylı", "cebrayil", "ışık", "Ibis", "Ərəb"]
    rows = [
        incident(incident_id=f"N-{number}", summary=name, date_start="2020-11-23", date_end="2020-11-23")
        for number, name in enumerate(names)
    ]
    client = create_app(dataset_of(no_rows() | {"incidents": rows})).server.test_client()
    expected = ["Çaylı", "cebrayil", "Elat", "əlif", "Ərəb", "Ibis", "ışık", "Zəngilan"]
    assert cells(client, "summary", "summary.asc") == [*expected, ""]
    assert cells(client, "summary", "summary.desc") == [*expected[::-1], ""]


def test_an_incident_without_casualties_or_sources_has_its_row() -> None:
    positions = tables(
        casualties=[casualty(), casualty(affected_actor="Civilians"), casualty(outcome="killed")]
    )
    positions["sources"] = [source(), source(publisher="Another"), source(incident_id="A-2")]
    positions["incidents"].append(incident(incident_id="A-3"))
    client = create_app(dataset_of(positions)).server.test_client()
    rows = {row["id"]: (row["actors"], row["killed"], row["publishers"]) for row in page(client)["rows"]}
    assert rows == {"A-1": ("Deminers, Civilians", 1, 2), "A-2": ("", 0, 1), "A-3": ("", 0, 0)}
    assert cells(client, "id", "actors.asc") == ["A-1", "A-2", "A-3"]


def test_the_place_of_an_incident_in_the_order_requested_is_found(client: FlaskClient) -> None:
    for sorts in ([], [("sort", "killed.desc")], [("sort", "place.asc"), ("sort", "date.asc")]):
        everything = page(client, *sorts)["rows"]
        for number in (0, 37, 130):
            found = page(client, *sorts, ("find", everything[number]["id"]), start=0, end=1)
            assert found["position"] == number


def test_an_incident_that_does_not_match_has_no_place(client: FlaskClient) -> None:
    assert page(client, ("find", "KAR-20201123-01"), ("victim", "journalist"))["position"] is None
    assert page(client, ("find", "NOWHERE"))["position"] is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "start=0",
        "end=100",
        "start=x&end=y",
        "start=-5&end=5",
        "start=5&end=5",
        "start=9&end=3",
        f"start=0&end={MOST_ROWS + 1}",
        "start=0&end=99999999999999999999",
        "start=0&start=1&end=5",
        "start=٣&end=٩",
        "start=1e2&end=2e2",
        "start=0&end=5&sort=killed",
        "start=0&end=5&sort=colour.asc",
        "start=0&end=5&sort=killed.up",
        "start=0&end=5&sort=__class__.asc",
        "start=0&end=5&sort=",
        "start=0&end=5&sort=killed.asc&sort=%00.desc",
    ],
)
def test_what_is_no_page_is_answered_with_an_empty_one(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    assert answer.get_json() == EMPTY


@pytest.mark.parametrize("query", ["outcome=dead", "colour=red", "column=Team%3DAlpha"])
def test_a_filter_that_is_not_understood_is_refused_with_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{ADDRESS}?start=0&end=50&{query}")
    assert answer.status_code == 400
    assert answer.text == client.get(f"/summary.json?{query}").text


def test_an_incident_that_is_nowhere_has_no_position(client: FlaskClient) -> None:
    assert page(client, ("from", "2020-01-01"), ("find", "x" * 5000))["position"] is None


def test_a_page_behind_the_last_row_is_empty_but_has_the_count(client: FlaskClient) -> None:
    assert page(client, start=100_000_000, end=100_000_100) == {"rows": [], "count": 165, "position": None}
    assert page(client, *([("sort", "killed.asc")] * 200))["count"] == 165


def test_a_dataset_without_rows_has_an_empty_table() -> None:
    client = create_app(dataset_of(no_rows())).server.test_client()
    for sort in (
        "date",
        "place",
        "killed",
        "injured",
        "actors",
        "device",
        "precision",
        "publishers",
        "summary",
    ):
        assert page(client, ("sort", f"{sort}.desc")) == EMPTY
