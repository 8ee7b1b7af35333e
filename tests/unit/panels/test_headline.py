"""The headline at an address of its own, for a filter that is still being dragged."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from components.address import View
from components.brief.contents import Brief
from components.content import content
from components.panels.headline import ADDRESS, headline, in_a_sentence, reconciled
from data.exports.summary_json import to_summary_json
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import speaking
from data.tables.dataset import Dataset
from tests.tables import dataset_of, incident, summary, tables
from tests.unit.views_together import boxes_of, views_of


@pytest.mark.parametrize(
    ("query", "stored"),
    [
        ("", {}),
        ("?from=2021-01-01&to=2022-12-31", {"from": ["2021-01-01"], "to": ["2022-12-31"]}),
        (
            "?outcome=killed&victim=deminer&victim=civilian",
            {"outcome": ["killed"], "victim": ["civilian", "deminer"]},
        ),
        ("?from=1990-01-01&to=1990-12-31", {"from": ["1990-01-01"], "to": ["1990-12-31"]}),
    ],
)
def test_it_is_what_the_page_shows_of_that_filter(
    client: FlaskClient, query: str, stored: dict[str, list[str]]
) -> None:
    answer = client.get(f"/~en{ADDRESS}{query}")
    assert answer.content_type == "application/json"
    assert answer.json == boxes_of(views_of(client, stored, "/~en"))["headline"]


def test_it_shows_only_the_outcomes_that_are_chosen(dataset: Dataset) -> None:
    shown = text_of(headline(summary(dataset, outcome=("injured",))))
    assert "killed" not in shown
    assert "injured" in shown
    assert "0 killed" in text_of(headline(summary(dataset, actor=("Russian peacekeepers",))))


def test_it_tells_how_many_incidents_are_undated() -> None:
    days = [("2020-11-23", "1"), ("", "0"), ("", "0")]
    rows = [
        incident(incident_id=str(number), date_start=day, date_end=day, date_prec=grade)
        for number, (day, grade) in enumerate(days)
    ]
    mixed = dataset_of(tables(incidents=rows, casualties=[], sources=[]))
    every, since = summary(mixed), summary(mixed, date_from=date(1900, 1, 1))
    nothing = summary(mixed, date_from=date(2100, 1, 1))
    assert text_of(reconciled(every)) == "3 incidents, 2 of them undated: 3 on the map"
    assert text_of(reconciled(since)) == "1 incident (2 undated left out): 1 on the map"
    assert text_of(reconciled(nothing)).endswith("2 undated incidents match without the dates.")
    assert "3 incidents, 2 of them undated, " in in_a_sentence(every)
    for requested, number in ((every, 2), (since, 0)):
        assert json.loads(to_summary_json(requested))["undated"] == number
        assert Brief(requested, View()).drawn_text == text_of(reconciled(requested))
    with speaking("ru"):
        assert text_of(reconciled(every)) == "3 инцидента (из них без даты: 2): 3 на карте"


def text_of(parts: list[Any]) -> str:
    """The text of a layout."""
    written = [part if isinstance(part, str) else text_of(children_of(part)) for part in parts]
    return "".join(written)


def children_of(part: Any) -> list[Any]:
    children = part.children
    return children if isinstance(children, list) else [children]


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru"])
def test_it_speaks_the_language_of_its_page(client: FlaskClient, dataset: Dataset, language: str) -> None:
    answer = client.get(f"/~{language}{ADDRESS}?outcome=killed")
    with speaking(language):
        shown = summary_of(dataset, IncidentFilter.from_json({"outcome": ["killed"]})[0])
        assert answer.text == content(headline(shown))


def test_the_page_names_its_address_under_its_own_prefix(client: FlaskClient) -> None:
    layout = json.dumps(client.get("/~ru/_dash-layout").json)
    assert f'"data-address": "/~ru{ADDRESS}"' in layout


@pytest.mark.parametrize(
    "stored",
    [
        {"from": ["tomorrow"]},
        {"colour": ["red"]},
        {"column": ["Team=Alpha"]},
        {"to": ["2021-01-01"], "from": ["2022-01-01"]},
    ],
)
def test_what_is_not_understood_is_left_out_as_the_page_leaves_it_out(
    client: FlaskClient, stored: dict[str, list[str]]
) -> None:
    answer = client.get("/~en" + ADDRESS, query_string=stored)
    assert answer.status_code == 200
    assert answer.json == boxes_of(views_of(client, stored, "/~en"))["headline"]
