"""What shows the filter and nothing else is drawn in one answer, each panel from its own values."""

from __future__ import annotations

import json

from dash import Output
from flask.testing import FlaskClient

from components import (
    active_filter,
    casualty_breakdown,
    district_ranking,
    filter_panel,
    headline,
    incident_table,
    not_drawn,
    timeline,
)
from components.content import content
from components.views import Followed, View
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import summary_of
from tests.unit.views_together import answer_of, views_of

VIEWS = (headline.VIEW, timeline.VIEW, active_filter.VIEW, district_ranking.VIEW, incident_table.VIEW)


def _drawn(view: View, dataset: Dataset, stored: dict[str, list[str]]) -> dict[tuple[str, str], object]:
    values = view.draw(Followed.of(dataset, stored))
    assert len(values) == len(view.outputs)
    named: list[Output] = list(view.outputs)
    return {(str(output.component_id), output.component_property): value for output, value in zip(named, values, strict=True)}


def test_the_answer_to_a_filter_holds_what_each_panel_draws(client: FlaskClient, dataset: Dataset) -> None:
    stored = {"from": ["2020-11-23"], "to": ["2021-12-31"], "outcome": ["killed"]}
    response = views_of(client, stored).json["response"]
    for view in VIEWS:
        for (name, shown), value in _drawn(view, dataset, stored).items():
            assert response[name][shown] == value, name


def test_what_is_not_understood_is_said_and_the_rest_is_shown(client: FlaskClient, dataset: Dataset) -> None:
    response = views_of(client, {"from": ["2020-02-31"], "outcome": ["killed"]}).json["response"]
    assert "2020-02-31" in json.dumps(response["page-filter-notice"])
    rest = summary_of(dataset, IncidentFilter.from_json({"outcome": ["killed"]})[0])
    assert response["headline"]["data-content"] == content(headline.headline(rest))
    assert views_of(client, {"outcome": ["killed"]}).json["response"]["page-filter-notice"]["children"] == []


def test_what_follows_later_is_one_answer_too(client: FlaskClient, dataset: Dataset) -> None:
    stored = {"outcome": ["killed"]}
    values = {"filter-later": stored, "casualty-breakdown-view": "device", "filter-panel-more": True}
    response = answer_of(client, "casualty-breakdown-table.data-content", values, "filter-later").json["response"]
    followed = Followed.of(dataset, stored)
    assert response["casualty-breakdown-table"]["data-content"] == content(
        casualty_breakdown.table(followed.summary, "device")
    )
    counts = followed.summary.option_counts
    assert response["filter-panel-actor"]["data"] == filter_panel.list_options(dataset, "actor", counts["actor"], [])
    assert len(response["filter-panel-activity"]["children"]) == len(counts["activity"])


def test_folded_choices_are_not_sent(client: FlaskClient) -> None:
    values = {"filter-later": {"outcome": ["killed"]}, "casualty-breakdown-view": "actor"}
    response = answer_of(client, "casualty-breakdown-table.data-content", values, "filter-later").json["response"]
    assert "filter-panel-victim" in response
    assert "filter-panel-activity" not in response


def test_the_list_of_what_is_not_drawn_is_that_of_the_filter_asked_for(client: FlaskClient, dataset: Dataset) -> None:
    stored = {"outcome": ["killed"]}
    answer = answer_of(client, "not-drawn-list.data-content", {"not-drawn-asked": stored}, "not-drawn-asked")
    listed = content(not_drawn.listed(Followed.of(dataset, stored).summary))
    assert answer.json["response"]["not-drawn-list"]["data-content"] == listed
