"""Without any one of the private names on which the page relies, the map still follows a filter."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, Route

from components.map.private_names import MAPLIBRE, PLOTLY

pytestmark = pytest.mark.shared

# Dash's own graph needs the layout under this name; a Plotly without it would take another Dash.
NEEDED_BY_DASH: Final = {"_fullLayout"}
RENAMED: Final = sorted(({*PLOTLY, *MAPLIBRE}) - NEEDED_BY_DASH)

CIRCLES: Final = """(before) => {
  const graph = document.querySelector("#incident-map-graph .js-plotly-plot");
  const circles = graph && graph.data && graph.data[5] && graph.data[5].customdata;
  return Boolean(circles) && (before === null || circles.length < before) && circles.length;
}"""


@pytest.mark.parametrize("name", RENAMED)
def test_the_map_follows_a_filter_without(page: Page, atlas: str, name: str) -> None:
    infos: list[str] = []
    page.on("console", lambda message: infos.append(message.text) if message.type == "info" else None)

    def renamed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(rf"\b{name}\b", "_renamed_in_this_test", answer.text()))

    page.route(re.compile(r"plotly-atlas\.js|maplibre-gl-shared"), renamed)
    page.goto(f"{atlas}/?from=1990-01-01")
    before = page.wait_for_function(CIRCLES, arg=None).json_value()
    page.get_by_role("checkbox", name="Killed").check()
    page.wait_for_function(CIRCLES, arg=before)
    assert [text for text in infos if f"“{name}”" in text] != []
    assert len(infos) == len(set(infos))
