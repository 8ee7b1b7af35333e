"""How soon the views follow a brush that is dragged over the timeline by mouse.

python -m tests.benchmark.brush [INCIDENTS | FOLDER ...] prints a table, by default of 1 thousand and 1 million made-up
incidents. In each round the brush is dragged over two thirds of the years and back, a move every 40 ms. For each
move that touches another bar: the time from the event of the pointer until the frame in which headline and
timeline show it, or one that came after it; for the map: from one redraw to the next, as fast as they go.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.benchmark.made_collection import write_made
from tests.benchmark.pages import ROUNDS, chromium, serving
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

SIZES: Final = (1_000, 1_000_000)
START_SECONDS: Final = 900.0
STEPS: Final = 40
"""Moves in each direction."""
PAUSE_MS: Final = 40
REST_MS: Final = 1_500

LISTEN: Final = """() => {
  const heard = window.heard = { moves: [], headline: [], timeline: [], map: [] };
  let event = 0;
  let asked = -1;
  window.addEventListener("pointermove", (moved) => { event = moved.timeStamp; }, true);
  const show = window.atlas.brush.show;
  window.atlas.brush.show = (filter) => { heard.moves.push(event); show(filter); };
  const { ask } = window.atlas;
  window.atlas.ask = (address) => {
    if (address.includes("/headline.json")) asked = heard.moves.length - 1;
    return ask(address);
  };
  // The first task after the frame, which has been painted then.
  const painted = (kept, move) => requestAnimationFrame(
    () => scheduler.postTask(() => kept.push([move, performance.now()]), { priority: "user-blocking" }));
  const give = window.atlas.give;
  window.atlas.give = (contents) => {
    give(contents);
    if (contents.headline) painted(heard.headline, asked);
    if (contents["timeline-chosen"]) painted(heard.timeline, heard.moves.length);
  };
  const set = window.dash_clientside.set_props;
  window.dash_clientside.set_props = (id, props) => {
    set(id, props);
    if (id === "incident-map-brushed") heard.map.push(performance.now());
  };
}"""

BARS: Final = """() => {
  const graph = document.querySelector("#timeline-graph .js-plotly-plot");
  const { xaxis, _size } = graph._fullLayout;
  const box = graph.getBoundingClientRect();
  const [first, last] = xaxis.range;
  const at = (share) => box.left + _size.l + xaxis.l2p(first + (last - first) * share);
  return [at(0.15), at(0.85), box.top + box.height * 0.6];
}"""


def opened(browser: Browser, address: str) -> Page:
    """The whole page with its bars drawn, listening."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.wait_for_function(
        "() => document.querySelector('#timeline-slider').getAttribute('aria-valuemax') > 1"
    )
    page.wait_for_load_state("networkidle")
    page.evaluate(LISTEN)
    return page


def dragged(page: Page) -> dict[str, Any]:
    """What was heard in one drag there and back."""
    page.evaluate("for (const kept of Object.values(window.heard)) kept.length = 0")
    begin, end, y = page.evaluate(BARS)
    page.mouse.move(begin, y)
    page.mouse.down()
    for step in [*range(1, STEPS), *range(STEPS, STEPS // 3, -1)]:
        page.mouse.move(begin + (end - begin) * step / STEPS, y)
        page.wait_for_timeout(PAUSE_MS)
    page.wait_for_timeout(REST_MS)
    measured: dict[str, Any] = page.evaluate("window.heard")
    page.mouse.up()
    page.wait_for_load_state("networkidle")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.keyboard.press("Escape")
    page.evaluate("dash_clientside.set_props('filter-request', { data: { filter: {} } })")
    page.wait_for_timeout(REST_MS)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    return measured


def waits(moves: list[float], shown: list[tuple[int, float]]) -> list[float]:
    """Of each move, milliseconds until it or a later one was shown; of a move that never was, nothing."""
    found = []
    for number, moved in enumerate(moves):
        times = [time for move, time in shown if move >= number and time >= moved]
        if times:
            found.append(min(times) - moved)
    return found


SOON_MS: Final = 100
"""Within this a change seems to follow the hand."""


def line(name: str, view: str, values: list[float]) -> str:
    """Median, 95th and 99th hundredth, lowest and highest, of how many, and how many of a hundred within SOON_MS."""
    if len(values) < 2:
        return f"{name:>12}  {view:26}{'too few to say':>50}{len(values):8}"
    marks = statistics.quantiles(values, n=100, method="inclusive")
    numbers = (statistics.median(values), marks[94], marks[98], min(values), max(values))
    soon = 100 * sum(value <= SOON_MS for value in values) / len(values)
    return (
        f"{name:>12}  {view:26}{''.join(f'{number:10.0f}' for number in numbers)}{len(values):8}{soon:10.1f}"
    )


def taken_of(source: str, browser: Browser) -> dict[str, list[float]]:
    """Milliseconds by view, over all rounds but the first."""
    with ExitStack() as running:
        if source.isdigit():
            temporary = Path(running.enter_context(tempfile.TemporaryDirectory()))
            folder = write_made(int(source), temporary)
        else:
            folder = Path(source)
        command = ("app.py", "--data", str(folder), "--port")
        page = opened(browser, f"{running.enter_context(serving(*command, seconds=START_SECONDS))}/")
        taken: dict[str, list[float]] = {"headline": [], "timeline": [], "map, each redraw": []}
        for round_number in range(ROUNDS + 1):
            measured = dragged(page)
            if round_number == 0:
                continue
            for view in ("headline", "timeline"):
                taken[view] += waits(measured["moves"], measured[view])
            times = measured["map"]
            taken["map, each redraw"] += [after - before for before, after in pairwise(times)]
        page.context.close()
    return taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=[str(size) for size in SIZES], metavar="INCIDENTS")
    options = parser.parse_args()
    print(
        f"{'incidents':>12}  {'':26}{'median':>10}{'p95':>10}{'p99':>10}{'lowest':>10}{'highest':>10}{'number':>8}{'% in 100':>10}"
    )
    with chromium() as browser:
        for source in options.sources:
            for view, values in taken_of(source, browser).items():
                print(line(Path(source).name, view, values), flush=True)
    print(f"ms from a move until it is shown, {ROUNDS} rounds after one that is not kept")


if __name__ == "__main__":
    main()
