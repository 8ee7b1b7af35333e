"""What shows the filter is drawn in one answer at once, and in one later, each panel from its own values."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from components.content import content, contents
from components.incidents import matches as incident_list
from components.panels import (
    active_filter,
    casualty_breakdown,
    district_ranking,
    filter_panel,
    headline,
    incident_table,
    timeline,
)
from components.views import Followed, View
from data.filters.over_time.timeline import Step
from data.tables.dataset import Dataset
from tests.unit.views_together import answer_of, boxes_of, later_of, views_of


@pytest.mark.parametrize("panel", [headline, timeline, active_filter, incident_table])
def test_the_answer_to_a_filter_holds_what_each_panel_draws(
    client: FlaskClient, dataset: Dataset, panel: object
) -> None:
    stored = {"from": ["2020-11-23"], "to": ["2021-12-31"], "outcome": ["killed"]}
    view: View = vars(panel)["VIEW"]
    drawn = json.loads(contents(view.draw(Followed.of(dataset, stored)), stored))["boxes"]
    shown = boxes_of(views_of(client, stored))
    assert drawn
    assert {name: shown[name] for name in drawn} == drawn


def test_the_answer_names_the_filter_that_it_is_of_as_it_was_sent(client: FlaskClient) -> None:
    stored = {"outcome": ["killed"], "colour": ["red"]}
    carried = views_of(client, stored).json["response"]["incident-map-views"]["data-contents"]
    assert json.loads(carried)["of"] == stored


def test_what_is_not_understood_is_reported_and_the_rest_is_shown(
    client: FlaskClient, dataset: Dataset
) -> None:
    requested = {"from": ["2020-02-31"], "outcome": ["killed"]}
    rest = Followed.of(dataset, {"outcome": ["killed"]}).summary
    assert boxes_of(views_of(client, requested))["headline"] == json.loads(content(headline.headline(rest)))
    assert "2020-02-31" in json.dumps(later_of(client, requested)["page-filter-notice"])
    assert later_of(client, {"outcome": ["killed"]})["page-filter-notice"]["children"] == []


def test_what_follows_later_is_one_answer_too(client: FlaskClient, dataset: Dataset) -> None:
    stored = {"outcome": ["killed"]}
    response = later_of(client, stored, filter_panel_more=True)
    followed = Followed.of(dataset, stored)
    assert response["incident-list"]["data-content"] == content(incident_list.listed(followed.summary))
    assert response["headline-latest"]["data"] == headline.in_a_sentence(followed.summary)
    counts = followed.summary.option_counts
    assert response["filter-panel-actor"]["data"] == filter_panel.list_options(
        dataset, "actor", counts["actor"], []
    )
    assert len(response["filter-panel-activity"]["children"]) == len(counts["activity"])


def test_folded_choices_are_not_sent(client: FlaskClient) -> None:
    response = later_of(client, {"outcome": ["killed"]})
    assert "filter-panel-victim" in response
    assert "filter-panel-activity" not in response


def test_the_charts_follow_the_filter_in_an_answer_of_their_own(
    client: FlaskClient, dataset: Dataset
) -> None:
    stored = {"outcome": ["killed"]}
    values = {"side-panel-charts-filter": stored, "casualty-breakdown-view": "device"}
    response = answer_of(client, "district-ranking.data-content", values, "side-panel-charts-filter").json[
        "response"
    ]
    summary = Followed.of(dataset, stored).summary
    assert response["casualty-breakdown-table"]["data-content"] == content(
        casualty_breakdown.table(summary, "device")
    )
    assert response["district-ranking"]["data-content"] == content(district_ranking.ranking(summary))


def test_the_table_of_the_timeline_has_all_dates_of_the_filter_by_the_step_that_is_chosen(
    client: FlaskClient, dataset: Dataset
) -> None:
    requested = {"filter": {"from": ["2021-01-01"], "outcome": ["killed"]}, "step": "month"}
    answer = answer_of(
        client,
        "timeline-table-rows.data-content",
        {"timeline-table-requested": requested},
        "timeline-table-requested",
    )
    undated = Followed.of(dataset, {"outcome": ["killed"]}).summary
    assert answer.json["response"]["timeline-table-rows"]["data-content"] == content(
        timeline.table(undated, "month")
    )
    closed = answer_of(client, "timeline-table-rows.data-content", {}, "timeline-table-requested")
    assert closed.status_code == 204


@pytest.mark.parametrize(
    ("period", "step"),
    [
        (("2020-11-01", "2021-01-30"), "day"),
        (("2020-11-01", "2021-01-31"), "month"),
        (("1997-01-01", "2026-12-31"), "month"),
    ],
)
def test_days_are_shown_of_less_than_three_months_and_months_of_more(
    client: FlaskClient, dataset: Dataset, period: tuple[str, str], step: Step
) -> None:
    stored = {"from": [period[0]], "to": [period[1]]}
    requested = {"filter": stored, "step": "day"}
    answer = answer_of(
        client,
        "timeline-table-rows.data-content",
        {"timeline-table-requested": requested},
        "timeline-table-requested",
    )
    shown = Followed.of(dataset, stored if step == "day" else {}).summary
    rows = timeline.table(shown, step)
    assert answer.json["response"]["timeline-table-rows"]["data-content"] == content(rows)
    assert int(timeline.rows_of(shown, step)["incidents"].sum()) == shown.incidents
