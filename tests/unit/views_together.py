"""Asks a page for what follows its filter together, as the page does."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient


def views_of(visitor: FlaskClient, stored: dict[str, list[str]], prefix: str = "") -> Any:
    """The answer of the callback that draws the map, and the panels beside it, for a stored filter."""
    return answer_of(visitor, "incident-map-views.data-contents", {"filter": stored}, prefix=prefix)


def boxes_of(answer: Any) -> dict[str, Any]:
    """What the boxes hold that an answer draws, by their ids."""
    carried = answer.json["response"].get("incident-map-views")
    return dict(json.loads(carried["data-contents"])["boxes"]) if carried else {}


def later_of(visitor: FlaskClient, stored: dict[str, list[str]], **values: Any) -> Any:
    """What follows a stored filter once the map shows it, by id and property; `values` of components, with _ for -."""
    values_by_id = {
        "filter-deferred": stored,
        **{name.replace("_", "-"): value for name, value in values.items()},
    }
    return answer_of(visitor, "headline-latest.data", values_by_id, "filter-deferred").json["response"]


def answer_of(
    visitor: FlaskClient, drawn: str, values: dict[str, Any], cause: str = "filter", prefix: str = ""
) -> Any:
    """The answer of the callback that draws a property of a component, `id.property`.

    `values` are those of components by identifier; others hold nothing. `cause` is the store that has changed.
    """
    callbacks = json.loads(visitor.get(f"{prefix}/_dash-dependencies").data)
    [callback] = [one for one in callbacks if drawn in one["output"].strip(".").split("...")]
    whole = callback["output"]
    outputs = [
        dict(zip(("id", "property"), name.rsplit(".", 1), strict=True))
        for name in whole.strip(".").split("...")
    ]
    body = {
        "output": whole,
        "outputs": outputs if whole.startswith("..") else outputs[0],
        "inputs": [{**one, "value": values.get(one["id"])} for one in callback["inputs"]],
        "state": [{**one, "value": values.get(one["id"])} for one in callback["state"]],
        "changedPropIds": [f"{cause}.data"],
    }
    return visitor.post(f"{prefix}/_dash-update-component", json=body)
