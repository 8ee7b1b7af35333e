"""What shows the filter and nothing else is drawn in one answer, each panel from its own values."""

from __future__ import annotations

import json

from dash import Output
from flask.testing import FlaskClient

from components import active_filter, district_ranking, headline, incident_table, not_drawn, timeline
from components.content import content
from components.views import Followed, View
from data.dataset import Dataset
from data.incident_filter import IncidentFilter
from data.summary import summary_of
from tests.unit.views_together import views_of

VIEWS = (headline.VIEW, timeline.VIEW, active_filter.VIEW, district_ranking.VIEW, not_drawn.VIEW, incident_table.VIEW)


def _drawn(view: View, dataset: Dataset, stored: dict[str, list[str]]) -> dict[tuple[str, str], object]:
    asked, errors = IncidentFilter.from_json(stored)
    values = view.draw(Followed(summary_of(dataset, asked), errors))
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
