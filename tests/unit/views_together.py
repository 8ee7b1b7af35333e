"""Asks a page for what follows its filter together, as the page does."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient


def views_of(visitor: FlaskClient, stored: dict[str, list[str]], prefix: str = "") -> Any:
    """The answer of the callback that draws the headline, and other panels with it, for a stored filter."""
    callbacks = json.loads(visitor.get(f"{prefix}/_dash-dependencies").data)
    [together] = [one["output"] for one in callbacks if "headline.data-content" in one["output"]]
    names = [output.rsplit(".", 1) for output in together.strip(".").split("...")]
    body = {
        "output": together,
        "outputs": [{"id": name, "property": shown} for name, shown in names],
        "inputs": [{"id": "filter", "property": "data", "value": stored}],
        "changedPropIds": ["filter.data"],
    }
    return visitor.post(f"{prefix}/_dash-update-component", json=body)
