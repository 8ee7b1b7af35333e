"""Prints how long the bundled data takes from opening until the map is drawn, beside a bare Dash page, and where it goes.

Run it as: python -m tests.benchmark.first_view
The second table has, of one more opening, what came until the map was drawn: bytes over the wire, and when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from tests.benchmark.pages import in_turn, serving, times_text
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


SENT: Final = f"""location.protocol === "about:" ? null : {MAP_IS_DRAWN}.then((drawn) =>
  [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter((entry) => entry.startTime < drawn)
    .map((entry) => [new URL(entry.name).pathname, entry.transferSize, entry.encodedBodySize, entry.decodedBodySize,
                     entry.startTime, entry.responseStart, entry.responseEnd]))"""
"""Resolves to path, bytes over the wire, bytes of the content as sent and as read, and when it was requested, began and ended."""
_LISTED: Final = 16
"""Of the files; the rest is one row."""


def sent(entries: Sequence[Sequence[Any]]) -> str:
    """A table of what was sent, the largest first."""
    rows = sorted(entries, key=lambda entry: -entry[1])
    lines = [f"{'':52}{'wire kB':>9}{'read kB':>9}{'asked':>8}{'began':>8}{'ended':>8}"]
    for path, wire, _body, read, requested, began, ended in rows[:_LISTED]:
        # What was taken from the browser's own store has no bytes on the wire.
        short = re.sub(r"\.v\d\w*m\d+", "", path.rpartition("/")[2] or path)[:50]
        lines.append(f"{short:52}{wire / 1e3:9.1f}{read / 1e3:9.1f}{requested:8.0f}{began:8.0f}{ended:8.0f}")
    rest = rows[_LISTED:]
    lines.append(f"{f'{len(rest)} more':52}{sum(row[1] for row in rest) / 1e3:9.1f}")
    total, read = (sum(row[part] for row in rows) / 1e3 for part in (1, 3))
    lines.append(f"{f'together, {len(rows)} answers':52}{total:9.1f}{read:9.1f}")
    return "\n".join([*lines, "kB, and ms since the page was opened"])


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
        entries = browser.value(atlas, SENT)
    print(times_text(taken, "a bare Dash page"))
    print(sent(entries))


if __name__ == "__main__":
    main()
