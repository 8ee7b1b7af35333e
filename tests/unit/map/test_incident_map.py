"""What the map is sent while a brush is dragged, and once it is let go."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.map import legend
from components.map.figure import CHOSEN_POINT, DOTS, map_figure
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection
from tests.unit.views_together import answer_of

BRUSHED: Final = {"from": ["1996-01-01"], "to": ["2022-12-31"]}


@pytest.fixture(scope="module")
def of_many() -> FlaskClient:
    """A visitor of an atlas of 20 thousand made-up incidents."""
    visitor: FlaskClient = create_app(made_collection(20_000)).server.test_client()
    return visitor


def redrawn(visitor: FlaskClient, cause: str, **stores: Any) -> dict[str, Any]:
    """The answer of the map's callback, by id and property."""
    values = {
        "incident-map-ready": True,
        "colour-scheme": "light",
        "map-settings-measure": "incidents",
        **stores,
    }
    response: dict[str, Any] = answer_of(visitor, "incident-map-graph.figure", values, cause, "/~en").json[
        "response"
    ]
    return response


def boxes(answer: dict[str, Any]) -> dict[str, Any]:
    """Content of the boxes of the page that an answer draws."""
    carried = answer.get("incident-map-views")
    return json.loads(carried["data-contents"])["boxes"] if carried else {}


def state_of(answer: dict[str, Any]) -> dict[str, Any]:
    state: dict[str, Any] = answer["incident-map-drawn"]["data"]
    return state


BEFORE: Final[dict[str, Any]] = {"drawn": None, "bounds": [1, 2, 3, 4], "followed": {}, "is_filtered": False}


def test_a_brush_being_dragged_draws_its_markers_and_changes_nothing_else(of_many: FlaskClient) -> None:
    stores = {"filter": {}, "incident-map-brushed": {"filter": BRUSHED}, "incident-map-drawn": BEFORE}
    brushed = redrawn(of_many, "incident-map-brushed", **stores)
    chosen = redrawn(of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": BEFORE})
    assert brushed["incident-map-graph"] == chosen["incident-map-graph"]
    assert {*boxes(brushed)} == {"map-legend", "map-key"}
    assert {*boxes(chosen)} >= {"map-legend", "incident-map-alternative", "headline"}
    assert state_of(brushed)["bounds"] == BEFORE["bounds"]
    assert state_of(chosen)["bounds"] != BEFORE["bounds"]


def test_when_it_is_released_all_texts_of_the_map_follow(of_many: FlaskClient) -> None:
    stores = {"incident-map-brushed": {"filter": BRUSHED}, "filter": {}, "incident-map-drawn": BEFORE}
    brushed = state_of(redrawn(of_many, "incident-map-brushed", **stores))
    chosen = redrawn(of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": brushed})
    assert "incident-map-alternative" in boxes(chosen)
    assert state_of(chosen)["bounds"] != BEFORE["bounds"]
    again = redrawn(
        of_many, "incident-map-requested", filter=BRUSHED, **{"incident-map-drawn": state_of(chosen)}
    )
    assert {*boxes(again)} == {"map-legend"}, "another view of the same filter"
    assert state_of(again)["bounds"] == state_of(chosen)["bounds"]


def test_another_cause_draws_the_filter_whatever_was_brushed_before(of_many: FlaskClient) -> None:
    stores = {"filter": {"outcome": ["killed"]}, "incident-map-brushed": {"filter": BRUSHED}}
    assert redrawn(of_many, "filter", **stores) == redrawn(of_many, "filter", filter={"outcome": ["killed"]})


@pytest.mark.parametrize(
    "brushed", [None, {"filter": None}, {"filter": "?"}, {"filter": {"from": ["tomorrow"]}}]
)
def test_a_brush_that_is_no_filter_draws_everything(of_many: FlaskClient, brushed: object) -> None:
    answer = redrawn(of_many, "incident-map-brushed", **{"incident-map-brushed": brushed})
    assert json.dumps(answer["incident-map-graph"]) == json.dumps(
        redrawn(of_many, "filter")["incident-map-graph"]
    )


@pytest.mark.parametrize("before", [None, 7, [], {"drawn": "?"}, {"bounds": {"a": 1}, "followed": 3}])
def test_what_a_browser_stored_before_is_not_trusted(of_many: FlaskClient, before: object) -> None:
    stores = {"filter": BRUSHED, "incident-map-drawn": before}
    expected = redrawn(of_many, "filter", filter=BRUSHED)
    assert redrawn(of_many, "filter", **stores) == expected


PANELS: Final = {"headline", "active-filter-parts", "incident-table-title"}


def test_panels_come_with_the_markers_when_the_filter_changes(of_many: FlaskClient) -> None:
    answer = redrawn(of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": BEFORE})
    assert "incident-map-graph" in answer
    assert {*boxes(answer)} >= PANELS
    assert (state_of(answer)["followed"], state_of(answer)["is_filtered"]) == (BRUSHED, True)


def test_panels_that_show_the_filter_are_not_drawn_again(of_many: FlaskClient) -> None:
    stores = {"filter": BRUSHED, "incident-map-drawn": {**BEFORE, "followed": BRUSHED}}
    for cause in ("incident-map-requested", "incident-map-brushed", "map-settings-measure", "colour-scheme"):
        answer = redrawn(of_many, cause, **stores)
        assert "incident-map-graph" in answer, cause
        assert not PANELS & {*boxes(answer)}, cause


def test_panels_whose_own_answer_was_dropped_come_with_the_next_one(of_many: FlaskClient) -> None:
    stores = {"filter": BRUSHED, "incident-map-drawn": BEFORE}
    followed = boxes(redrawn(of_many, "filter", **stores))
    for cause in ("incident-map-requested", "incident-map-brushed"):
        shown = boxes(redrawn(of_many, cause, **stores))
        assert {name: shown[name] for name in PANELS} == {name: followed[name] for name in PANELS}, cause


def test_panels_do_not_wait_for_a_map_that_cannot_be_drawn(of_many: FlaskClient) -> None:
    answer = redrawn(
        of_many, "filter", filter=BRUSHED, **{"incident-map-ready": False, "incident-map-drawn": BEFORE}
    )
    assert {*boxes(answer)} >= PANELS
    assert "incident-map-graph" not in answer
    assert state_of(answer) == {**BEFORE, "followed": BRUSHED}


def test_the_key_of_the_legend_is_written_once_and_only_for_another_filter_or_measure(
    of_many: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    redrawn(
        of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": BEFORE}
    )  # the layouts are made by now
    written: list[str] = []
    key = legend.key

    def counted(summary: Summary, measure: str) -> list[Any]:
        written.append(measure)
        return key(summary, measure)

    monkeypatch.setattr(legend, "key", counted)
    chosen = redrawn(of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": BEFORE})
    assert written == ["incidents"]
    stores = {"filter": BRUSHED, "incident-map-drawn": state_of(chosen)}
    again = redrawn(of_many, "incident-map-requested", **stores)
    assert legend.KEY not in boxes(again)
    measured = redrawn(of_many, "map-settings-measure", **stores, **{"map-settings-measure": "killed"})
    assert legend.KEY in boxes(measured)
    assert written == ["incidents", "killed"]


def test_a_selection_comes_with_the_markers_in_one_answer(of_many: FlaskClient) -> None:
    stores = {"filter": BRUSHED, "incident-map-drawn": BEFORE, "colour-scheme": "dark"}
    chosen = redrawn(of_many, "selected-incidents", **stores, **{"selected-incidents": [first_incident()]})
    neither = redrawn(of_many, "selected-incidents", **stores, **{"selected-incidents": []})
    assert {*boxes(chosen)} >= PANELS, "an answer that is dropped leaves nothing behind"
    written = {place: value for place, value in written_into(chosen).items() if place[0] == CHOSEN_POINT}
    assert written[CHOSEN_POINT, "lon"] != [None]
    assert written_into(neither)[CHOSEN_POINT, "lon"] == [None]
    assert {place for place in written_into(chosen) if place[0] == DOTS}


def test_what_the_page_was_sent_with_is_not_sent_again(of_many: FlaskClient) -> None:
    answer = redrawn(of_many, "incident-map-ready", filter={}, **{"selected-incidents": []})
    assert "incident-map-graph" not in answer
    with_incident = redrawn(
        of_many, "incident-map-ready", filter={}, **{"selected-incidents": [first_incident()]}
    )
    assert written_into(with_incident)[CHOSEN_POINT, "lon"] != [None]


def first_incident() -> str:
    return str(made_collection(20_000).incidents["incident_id"].iloc[0])


def written_into(answer: dict[str, Any]) -> dict[tuple[int, str], Any]:
    """What the patch of the figure assigns to its traces, by trace and property."""
    places = {}
    for change in answer["incident-map-graph"]["figure"]["operations"]:
        _data, trace, *names = change["location"]
        places[int(trace), str(names[-1])] = change["params"].get("value")
    return places


def test_a_map_without_a_match_looks_where_the_incidents_are(dataset: Dataset) -> None:
    nothing = summary_of(dataset, IncidentFilter(district=("AZ-QAX",)))
    assert nothing.bounds is None
    west, south, east, north = summary_of(dataset, IncidentFilter()).bounds or (0, 0, 0, 0)
    assert nothing.seen_bounds == (west, south, east, north)
    looks_at = map_figure(nothing, "light").layout.map
    assert west < looks_at.center.lon < east
    assert south < looks_at.center.lat < north
    assert looks_at.zoom > 4
