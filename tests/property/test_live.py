"""The page of a dataset in parts shows what the page of one process shows, wherever the dataset is cut."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any, Final, get_args
from unittest.mock import patch

from dash import Patch
from hypothesis import given
from hypothesis import strategies as st
from plotly.utils import PlotlyJSONEncoder

from components.content import nodes_of
from components.incidents.card import card
from components.incidents.matches import listed
from components.map.chosen_incident import box_of, write_selection
from components.map.detail import Detail, details_of, opened
from components.map.figure import patch as figure_patch
from components.map.legend import key, legend
from components.map.markers import alternative
from components.panels import (
    active_filter,
    casualty_breakdown,
    district_ranking,
    filter_panel,
    headline,
    timeline,
)
from components.panels.table_page import page
from components.theme import PALETTES
from data.cluster import live_map, live_summary
from data.cluster.live_dataset import LiveDataset
from data.filters.breakdown import VIEWS
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map import level_of_detail
from data.filters.over_time.timeline import Step
from data.filters.summary import Summary, summary_of
from tests.examples import costly
from tests.property.strategies import filter_of
from tests.property.test_cluster import LEVELS, collections_with_text, cut, questions
from tests.tables import Tables, incident, source, tables

SEEN: Final = {"west": 46.0, "south": 38.5, "east": 48.0, "north": 41.5, "zoom": 7.0, "room": [740, 430]}


def written(shown: Any) -> str:
    """What a panel shows, as it is sent."""
    return json.dumps(shown, cls=PlotlyJSONEncoder, sort_keys=True)


def panels(summary: Summary) -> dict[str, Any]:
    """What follows a filter, beside the map."""
    dataset = summary.dataset
    steps: tuple[Step, ...] = get_args(Step)
    return {
        "headline": nodes_of(headline.headline(summary)),
        "sentence": headline.in_a_sentence(summary),
        "filter": nodes_of(active_filter.parts(dataset, summary.incident_filter)),
        "list": nodes_of(listed(summary)),
        "rest": nodes_of(listed(summary, only_not_mapped=True)),
        "ranking": nodes_of(district_ranking.ranking(summary)),
        "breakdown": [nodes_of(casualty_breakdown.table(summary, by)) for by in VIEWS],
        "timeline": [
            timeline.drawn(summary, rows, step) | {"caption": timeline.caption(summary, rows, step)}
            for step in steps
            for rows in [timeline.rows_of(summary, step)]
        ],
        "options": {
            name: filter_panel.list_options(dataset, name, summary.option_counts[name], [])
            for name in filter_panel.LISTS
        },
        "alternative": alternative(summary),
    }


def marks(detail: Detail, measure: str, *, opens_lists: bool = True) -> list[Any]:
    """What is drawn, but for the numbers by which cells are distinguished."""
    made = figure_patch(detail, measure, PALETTES["light"], opens_lists=opens_lists)
    change = json.loads(written(made.to_plotly_json()))
    return [
        one for one in change["operations"] if detail.fullest is None or "customdata" not in one["location"]
    ]


def on_the_map(summary: Summary, seen: object) -> dict[str, Any]:
    """What is drawn, and what is stated about it."""
    (detail,) = details_of([summary], seen)
    return {
        "marks": marks(detail, "incidents"),
        "legend": nodes_of(legend(summary, "incidents", detail.fullest)),
        "key": nodes_of(key(summary, "incidents")),
        "bounds": summary.bounds,
    }


@costly(40)
@given(
    tables=collections_with_text(),
    question=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    most=st.sampled_from([0, 2, 1_500]),
    seen=st.sampled_from([None, SEEN]),
    data=st.data(),
)
def test_the_page_and_its_map_on_a_cluster_are_those_of_one_process(
    tables: Tables,
    question: dict[str, list[str]],
    rows: int,
    level: int | None,
    most: int,
    seen: object,
    data: st.DataObject,
) -> None:
    pairs = [(name, value) for name, values in question.items() for value in values]
    incident_filter = filter_of(question)
    chosen = data.draw(st.sampled_from([row["incident_id"] for row in tables["incidents"]] or ["no such"]))
    with ExitStack() as limits, cut(tables, rows, level) as (dataset, parts):
        whole, live = (summary_of(one, incident_filter) for one in (dataset, LiveDataset.of(parts)))
        assert panels(live) == panels(whole)
        requested = [*pairs, ("start", "0"), ("end", "50")]
        assert page(live.dataset, requested)["rows"] == page(dataset, requested)["rows"]
        for module in (level_of_detail, live_map, live_summary):
            limits.enter_context(patch.object(module, "MOST_SINGLE", most))
        whole, live = (summary_of(one, incident_filter) for one in (dataset, LiveDataset.of(parts)))
        assert on_the_map(live, seen) == on_the_map(whole, seen)
        assert selected(live, chosen) == selected(whole, chosen)
        assert opened_cells(live, seen) == opened_cells(whole, seen)


def selected(summary: Summary, incident_id: str) -> dict[str, Any]:
    """The card of an incident, and how the map marks it."""
    holding, rows = summary.dataset.holding([incident_id, "no such incident"])
    change = Patch()
    write_selection(change, summary, holding, rows, PALETTES["light"])
    return {
        "card": [nodes_of(card(holding, row, "http://localhost")) for row in rows],
        "box": [box_of(holding, row) for row in rows],
        "marks": written(change.to_plotly_json()),
    }


def opened_cells(summary: Summary, seen: object) -> list[Any]:
    """What a click on each circle leads to, where circles are cells."""
    (detail,) = details_of([summary], seen)
    if detail.fullest is None:
        return []
    level, points = detail.features.grid.level, detail.features.table["point"].tolist()
    return [written(opened(summary, {"level": level, "point": point})) for point in points]


def test_an_incident_without_a_day_is_near_none() -> None:
    undated = incident(incident_id="I-0", date_start="", date_end="", date_prec="0")
    rows = tables(incidents=[undated], casualties=[], sources=[source(incident_id="I-0")])
    with cut(rows, 1, None) as (dataset, parts):
        whole, live = (summary_of(one, IncidentFilter()) for one in (dataset, LiveDataset.of(parts)))
        found = selected(live, "I-0")
        assert found == selected(whole, "I-0")
        assert "0 other incidents" in str(found)
