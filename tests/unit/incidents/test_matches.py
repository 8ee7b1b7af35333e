"""The list of incidents: its parts, their ends, and what is not mapped."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from components.content import content
from components.incidents.matches import ADDRESS, LISTED, MOST_LISTED, listed
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import speaking
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection


def pressed(made: Any, kind: str) -> list[dict[str, Any]]:
    """What the buttons of a type mean, in their order."""
    found: list[dict[str, Any]] = []

    def walk(nodes: list[Any]) -> None:
        for node in nodes:
            if isinstance(node, list):
                press = json.loads(node[1].get("data-press", "{}"))
                found.extend([press] if press.get("type") == kind else [])
                walk(node[2])

    walk(json.loads(content(made)) if isinstance(made, Component | list) else made)
    return found


def rows(made: Any) -> list[str]:
    return [press["incident"] for press in pressed(made, "incident-list-row")]


def test_parts_follow_one_another_and_hold_every_incident_once_latest_first(dataset: Dataset) -> None:
    summary = summary_of(dataset, IncidentFilter())
    parts = [rows(listed(summary, first)) for first in range(0, summary.incidents, LISTED)]
    assert [len(part) for part in parts[:-1]] == [LISTED] * (len(parts) - 1)
    ordered = dataset.incidents["incident_id"].iloc[summary.rows[::-1]].tolist()
    assert [incident for part in parts for incident in part] == ordered
    assert pressed(listed(summary), "incident-list-more") == [
        {"type": "incident-list-more", "start": LISTED, "scope": "all"}
    ]
    assert not pressed(listed(summary, (len(parts) - 1) * LISTED), "incident-list-more")


def test_paper_has_above_the_list_how_much_of_it_there_is(dataset: Dataset) -> None:
    summary = summary_of(dataset, IncidentFilter())
    words = "Listed here: the latest {shown} of 165 incidents."
    for first in (0, LISTED):
        made = content(listed(summary, first))
        assert words.format(shown=first + LISTED) in made
        assert made.index("incident-list-extent") < made.index("incident-rows")
    assert "incident-list-extent" not in content(listed(summary, only_not_mapped=True))


def test_those_that_are_not_mapped_are_listed_alone(dataset: Dataset) -> None:
    summary = summary_of(dataset, IncidentFilter())
    made = listed(summary, only_not_mapped=True)
    expected = dataset.incidents["incident_id"].iloc[summary.not_drawn_rows[::-1]].tolist()
    assert rows(made) == expected
    assert content(made).count("incident-row-tag") == len(expected)


def test_a_long_list_ends_with_a_sentence() -> None:
    large_summary = summary_of(made_collection(600), IncidentFilter())
    last = listed(large_summary, MOST_LISTED - LISTED)
    assert len(rows(last)) == LISTED
    assert not pressed(last, "incident-list-more")
    assert "The latest 500 are listed." in content(last)
    assert rows(listed(large_summary, MOST_LISTED)) == []


def test_nothing_that_matches_says_what_to_do(dataset: Dataset) -> None:
    assert "Nothing matches" in content(listed(summary_of(dataset, IncidentFilter(words="nowhere"))))


@pytest.mark.parametrize("start", ["", "-1", "x", "999999999", "٣"])
def test_an_impossible_start_gives_a_list_and_no_error(client: FlaskClient, start: str) -> None:
    answer = client.get(ADDRESS, query_string={"start": start})
    assert answer.status_code == 200
    assert isinstance(json.loads(answer.data), list)


def test_the_address_gives_the_part_of_the_filter(client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get(f"{ADDRESS}?start=0&scope=not-mapped&outcome=killed")
    summary = summary_of(dataset, IncidentFilter(outcome=("killed",)))
    assert json.loads(answer.data) == json.loads(content(listed(summary, only_not_mapped=True)))


def test_a_whole_of_other_people_is_stated_beside_those_chosen(dataset: Dataset) -> None:
    chosen = summary_of(dataset, IncidentFilter(actor=("Russian peacekeepers",), words="Suqovuşan"))
    text = content(listed(chosen))
    assert "1 killed, 5 injured" in text
    assert "1 injured" in text


@pytest.mark.parametrize(
    ("language", "quoted"),
    [("en", "{}"), ("az", "“{}”"), ("hy", "«{}»"), ("ru", "«{}»")],
)
def test_words_of_a_report_are_quoted_as_the_language_of_the_page_quotes(
    dataset: Dataset, language: str, quoted: str
) -> None:
    with speaking(language):
        made = content(listed(summary_of(dataset, IncidentFilter()), only_not_mapped=True))
    words = "cemetery, victim from Baharly village"
    assert f">{quoted.format(words)}<" in made or f'"{quoted.format(words)}"' in made
