"""Prints how long the bundled data takes from opening until the map is drawn, beside a bare Dash page.

Run it as: python -m tests.benchmark.first_view
"""

from __future__ import annotations

from typing import Final

from tests.benchmark.pages import in_turn, serving, told
from tests.benchmark.unwatched_browser import unwatched_browser
from tests.benchmark.whole_frame import WHOLE_FRAME


def is_there(name: str) -> str:
    """Resolves to the milliseconds from opening until the page has an element; to nothing on a blank page."""
    return f"""location.protocol === "about:" ? null : new Promise((resolve) => {{
      const look = () => document.getElementById("{name}") ? resolve(performance.now()) : setTimeout(look, 10);
      look();
    }})"""


MAP_IS_DRAWN = f"""location.protocol === "about:" ? null : new Promise((resolve) => {{
  {WHOLE_FRAME}
  const look = () => {{
    const graph = document.querySelector("#incident-map-graph .js-plotly-plot");
    const subplot = graph && graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
    if (!subplot || !subplot.map) return setTimeout(look, 10);
    const {{ map }} = subplot;
    // As a reader sees it: prepared, of its own size, with its circles.
    const isThere = () => map.isPreparedByAtlas && graph.data[5].customdata &&
      Math.abs(map.getCanvas().clientHeight - graph.parentElement.clientHeight) < 2;
    return wholeFrame(map, isThere).then(resolve);
  }};
  look();
}})"""


READABLE: Final = """location.protocol === "about:" ? null : new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const paint of list.getEntriesByName("first-contentful-paint")) resolve(paint.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
"""Resolves to the milliseconds until the first paint of a content: with the atlas that of headline, list and drawn map."""


def main() -> None:
    with (
        serving("tests/benchmark/bare_page.py") as bare,
        serving("app.py", "--port") as atlas,
        unwatched_browser() as browser,
    ):
        taken = in_turn(
            {
                "a bare Dash page": lambda: float(browser.value(bare, is_there("bare"))),
                "the atlas: readable": lambda: float(browser.value(atlas, READABLE)),
                "the atlas: headline": lambda: float(browser.value(atlas, is_there("headline"))),
                "the atlas: map drawn": lambda: float(browser.value(atlas, MAP_IS_DRAWN)),
            }
        )
    print(told(taken, "a bare Dash page"))


if __name__ == "__main__":
    main()
