"""What the map is sent while a brush is dragged, and once it is let go."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.benchmark.made_collection import made_collection

BRUSHED: Final = {"from": ["1996-01-01"], "to": ["2022-12-31"]}


@pytest.fixture(scope="module")
def of_many() -> FlaskClient:
    """A visitor of an atlas of 20 thousand made-up incidents."""
    visitor: FlaskClient = create_app(made_collection(20_000)).server.test_client()
    return visitor


def redrawn(visitor: FlaskClient, cause: str, **held: Any) -> dict[str, Any]:
    """The answer of the map's callback, by id and property."""
    redraw = next(
        callback
        for callback in visitor.get("/_dash-dependencies").json or []
        if any(one["id"] == "incident-map-brushed" for one in callback["inputs"])
    )
    values = {"incident-map-ready": True, "colour-scheme": "light", "map-settings-measure": "incidents", **held}
    names = redraw["output"].strip(".").split("...")
    body = {
        "output": redraw["output"],
        "outputs": [{"id": name.rpartition(".")[0], "property": name.rpartition(".")[2]} for name in names],
        "inputs": [{**one, "value": values.get(one["id"])} for one in redraw["inputs"]],
        "state": [{**one, "value": values.get(one["id"])} for one in redraw["state"]],
        "changedPropIds": [f"{cause}.data"],
    }
    answer = visitor.post("/~en/_dash-update-component", json=body).json
    assert answer
    response: dict[str, Any] = answer["response"]
    return response


def test_a_brush_being_dragged_draws_its_marks_and_tells_nothing_else(of_many: FlaskClient) -> None:
    held = {"filter": {"outcome": ["killed"]}, "incident-map-brushed": {"filter": BRUSHED}}
    brushed = redrawn(of_many, "incident-map-brushed", **held)
    chosen = redrawn(of_many, "filter", filter=BRUSHED)
    assert brushed["incident-map-graph"] == chosen["incident-map-graph"]
    assert {"incident-map-bounds", "incident-map-alternative"} <= {*chosen}
    assert not {"incident-map-bounds", "incident-map-alternative"} & {*brushed}


def test_when_it_is_let_go_all_that_is_told_of_the_map_follows(of_many: FlaskClient) -> None:
    brushed = redrawn(of_many, "incident-map-brushed", **{"incident-map-brushed": {"filter": BRUSHED}})
    drawn = brushed["incident-map-drawn"]["data"]
    chosen = redrawn(of_many, "filter", filter=BRUSHED, **{"incident-map-drawn": drawn})
    assert {"incident-map-bounds", "incident-map-alternative"} <= {*chosen}
    again = redrawn(of_many, "incident-map-asked", filter=BRUSHED, **{"incident-map-drawn": chosen["incident-map-drawn"]["data"]})
    assert "incident-map-bounds" not in again, "another view of the same filter"


def test_another_cause_draws_the_filter_whatever_was_brushed_before(of_many: FlaskClient) -> None:
    held = {"filter": {"outcome": ["killed"]}, "incident-map-brushed": {"filter": BRUSHED}}
    assert redrawn(of_many, "filter", **held) == redrawn(of_many, "filter", filter={"outcome": ["killed"]})


@pytest.mark.parametrize("brushed", [None, {"filter": None}, {"filter": "?"}, {"filter": {"from": ["tomorrow"]}}])
def test_a_brush_that_is_no_filter_draws_everything(of_many: FlaskClient, brushed: object) -> None:
    answer = redrawn(of_many, "incident-map-brushed", **{"incident-map-brushed": brushed})
    assert json.dumps(answer["incident-map-graph"]) == json.dumps(redrawn(of_many, "filter")["incident-map-graph"])
