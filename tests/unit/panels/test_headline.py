"""The headline at an address of its own, for a filter that is still being dragged."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from components.content import content
from components.panels.headline import ADDRESS, headline
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import speaking
from data.tables.dataset import Dataset
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


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru"])
def test_it_speaks_the_language_of_its_page(client: FlaskClient, dataset: Dataset, language: str) -> None:
    answer = client.get(f"/~{language}{ADDRESS}?outcome=killed")
    with speaking(language):
        summary = summary_of(dataset, IncidentFilter.from_json({"outcome": ["killed"]})[0])
        assert answer.text == content(headline(summary))


def test_the_page_names_its_address_under_its_own_prefix(client: FlaskClient) -> None:
    layout = json.dumps(client.get("/~ru/_dash-layout").json)
    assert f'"data-address": "/~ru{ADDRESS}"' in layout


def test_what_is_no_filter_is_left_out(client: FlaskClient) -> None:
    assert client.get(f"{ADDRESS}?from=tomorrow&colour=red").text == client.get(ADDRESS).text
