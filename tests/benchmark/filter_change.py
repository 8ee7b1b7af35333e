"""Prints how long a filter change takes until the map is painted: the map alone, and with all panels open.

Run it as: python -m tests.benchmark.filter_change
The map alone is `/embed?controls=1`, whose filter is changed in the same way: by its store. Both pages stand
at the same size of map and answer the same filters in turn; what counts is a painted map with the new filter's
marks (`tests.benchmark.whole_frame`), and, with all panels, every panel that has stopped changing.
"""

from __future__ import annotations

from itertools import cycle
from typing import Final

from playwright.sync_api import Browser, Page

from components.map.incident_map import GRAPH
from tests.benchmark.pages import chromium, give_size, in_turn, serving, times_text
from tests.benchmark.whole_frame import CHANGED_FRAME
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

FILTERS: Final = (
    {"victim": ["deminer"]},
    {"outcome": ["killed"]},
    {"from": ["2020-11-10"], "to": ["2021-12-31"]},
    {"device": ["antivehicle_mine"]},
    {"district": ["AZ-AGM", "AZ-FUZ"]},
)

TABLE: Final = ".incident-table"

CHANGE: Final = f"""([asked, patience, quiet = 600]) => new Promise((resolve, refuse) => {{
  {CHANGED_FRAME}
  let painted = 0;
  changedFrame(document.querySelector("#{GRAPH} .js-plotly-plot")).then((time) => {{ painted = time; }});
  const began = performance.now();
  let last = began;
  const watch = new MutationObserver(() => {{ last = performance.now(); }});
  watch.observe(document.body, {{ subtree: true, childList: true, characterData: true }});
  const look = () => {{
    const now = performance.now();
    if (now - began > patience) return refuse(new Error("the map was not painted"));
    if (!painted || now - Math.max(painted, last) < quiet) return setTimeout(look, 20);
    watch.disconnect();
    resolve([painted - began, Math.max(painted, last) - began]);
  }};
  dash_clientside.set_props("filter", {{ data: asked }});
  look();
}})"""


def opened(browser: Browser, address: str) -> Page:
    """A page whose folded parts are all open, in a window in which its map has MAP_PX, and is drawn."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    # The table's script is requested when the table is opened; embedded maps have none.
    if page.locator(TABLE).count():
        page.locator(f"{TABLE} .ag-row").first.wait_for()
    page.wait_for_load_state("networkidle")
    give_size(page, f"#{GRAPH}")
    page.wait_for_load_state("networkidle")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    return page


def main() -> None:
    with serving("app.py", "--port") as atlas, chromium() as browser:
        alone, whole = opened(browser, f"{atlas}/embed?controls=1"), opened(browser, f"{atlas}/")
        filters = {page: cycle(FILTERS) for page in (alone, whole)}
        settled: list[float] = []

        def painted(page: Page) -> float:
            to_map, to_all = page.evaluate(CHANGE, [next(filters[page]), PATIENCE_MS])
            if page is whole:
                settled.append(to_all)
            return float(to_map)

        taken = in_turn(
            {
                "the map alone": lambda: painted(alone),
                "all panels open: map painted": lambda: painted(whole),
            },
            rounds=3 * len(FILTERS),
        )
        taken["all panels open: every panel quiet"] = settled[1:]
    print(times_text(taken, "the map alone"))


if __name__ == "__main__":
    main()
