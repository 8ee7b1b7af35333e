"""How long a changed filter takes until the map is painted, from a thousand made-up incidents on, beside others.

python -m tests.benchmark.filter_to_map [--plot FILE.png] [INCIDENTS ...] prints a table, by default of 1 thousand,
10 thousand, 100 thousand and 1 million; 10 million when asked for. Beside the atlas with all its panels there are
a plain Dash page that sends whole figures (up to a million), and the floor: one attribute of the atlas's own
figure patched, on a page with nothing else. All stand in browsers of one size and are asked the same filters in
turn, after one round that is not kept. A page is painted when its map is idle with what the filter changed.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.benchmark.filter_change import CHANGE, opened
from tests.benchmark.made_collection import write_made
from tests.benchmark.pages import ROUNDS, chromium, serving
from tests.chromium import PATIENCE_MS

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
LARGEST_WHOLE: Final = 1_000_000
SLOW_FROM: Final = 1_000_000
"""From here on whole figures take minutes; they are measured in fewer rounds."""
SLOW_ROUNDS: Final = 2
START_SECONDS: Final = 900.0
PATIENCE_WHOLE_MS: Final = 180_000

FILTERS: Final = (
    {"outcome": ["killed"]},
    {"from": ["2005-01-01"]},
    {"device": ["antivehicle_mine"]},
    {"side": ["azerbaijan"], "outcome": ["injured"]},
    {"district": ["AZ-AGM", "AZ-FUZ"]},
    {"victim": ["civilian"]},
    {"to": ["2015-12-31"]},
)

IS_THERE: Final = """(patience) => new Promise((resolve, refuse) => {
  const began = performance.now();
  const look = () => {
    const graph = document.querySelector("#map .js-plotly-plot");
    const subplot = graph && graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
    if (performance.now() - began > patience) return refuse(new Error("no map"));
    if (!subplot || !subplot.map || !subplot.map.loaded()) return setTimeout(look, 50);
    resolve(true);
  };
  look();
})"""

CHANGE_ALONE: Final = """([asked, patience]) => new Promise((resolve, refuse) => {
  const began = performance.now();
  const graph = document.querySelector("#map .js-plotly-plot");
  graph.once("plotly_afterplot", () => {
    const map = graph._fullLayout.map._subplot.map;
    map.once("idle", () => resolve(performance.now() - began));
    map.triggerRepaint();
  });
  setTimeout(() => refuse(new Error("the map was not painted")), patience);
  dash_clientside.set_props("filter", { data: asked });
})"""


def alone(browser: Browser, address: str) -> Page:
    """A page of a map and nothing else, drawn."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_WHOLE_MS)
    page.goto(address)
    page.evaluate(IS_THERE, PATIENCE_WHOLE_MS)
    return page


def taken_of(size: int, browser: Browser) -> dict[str, list[float]]:
    """Milliseconds of each round of each way that goes so far."""
    ways: dict[str, Callable[[], float]] = {}
    with ExitStack() as running:
        folder = write_made(size, Path(running.enter_context(tempfile.TemporaryDirectory())))

        def served(*command: str) -> str:
            return running.enter_context(serving(*command, seconds=START_SECONDS))

        atlas = opened(browser, f"{served('app.py', '--data', str(folder), '--port')}/")
        asked = cycle(FILTERS)
        ways["the atlas, all panels"] = lambda: float(atlas.evaluate(CHANGE, [next(asked), PATIENCE_MS])[0])
        floor = alone(browser, served("-m", "tests.benchmark.one_attribute_page", str(size)))
        counted = cycle(FILTERS)
        ways["one attribute patched"] = lambda: float(floor.evaluate(CHANGE_ALONE, [next(counted), PATIENCE_MS]))
        rounds = dict.fromkeys(ways, ROUNDS)
        if size <= LARGEST_WHOLE:
            whole = alone(browser, served("-m", "tests.benchmark.plain_page", str(size)))
            turns = cycle(FILTERS)
            ways["whole figures"] = lambda: float(whole.evaluate(CHANGE_ALONE, [next(turns), PATIENCE_WHOLE_MS]))
            rounds["whole figures"] = SLOW_ROUNDS if size >= SLOW_FROM else ROUNDS
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(ROUNDS + 1):
            for name, way in ways.items():
                if number <= rounds[name]:
                    taken[name].append(way())
        for context in list(browser.contexts):
            context.close()
    return {name: values[1:] for name, values in taken.items()}


def line(size: int, name: str, values: list[float], floor: float) -> str:
    """Median, lowest and highest, the median as a multiple of the floor's, and the rounds."""
    median = statistics.median(values)
    numbers = f"{median:10.0f}{min(values):10.0f}{max(values):10.0f}{median / floor:9.2f}{len(values):8}"
    return f"{size:12,}  {name:26}{numbers}"


def plot(taken: dict[int, dict[str, list[float]]], path: Path) -> None:
    """The medians with their ranges, over the number of incidents, as a picture."""
    from matplotlib import pyplot

    drawn, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    names = {name: None for ways in taken.values() for name in ways}
    for name in names:
        points = [(size, ways[name]) for size, ways in taken.items() if name in ways]
        medians = [statistics.median(values) for _, values in points]
        ranges: Any = list(zip(*((m - min(v), max(v) - m) for m, (_, v) in zip(medians, points, strict=True)), strict=True))
        axes.errorbar([size for size, _ in points], medians, yerr=ranges, marker="o", capsize=3, label=name)
    axes.set(xscale="log", yscale="log", xlabel="incidents", ylabel="ms from a changed filter to the painted map")
    axes.grid(alpha=0.3)
    axes.legend()
    drawn.savefig(path, dpi=150)


def main() -> None:
    """Print the table; with --plot, draw it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="INCIDENTS")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    options = parser.parse_args()
    print(f"{'incidents':>12}  {'':26}{'median':>10}{'lowest':>10}{'highest':>10}{'floors':>9}{'rounds':>8}")
    taken: dict[int, dict[str, list[float]]] = {}
    with chromium() as browser:
        for size in options.sizes:
            taken[size] = taken_of(size, browser)
            floor = statistics.median(taken[size]["one attribute patched"])
            for name, values in taken[size].items():
                print(line(size, name, values, floor), flush=True)
    print("ms from a changed filter to the painted map; floors: multiples of “one attribute patched”")
    if options.plot:
        plot(taken, options.plot)


if __name__ == "__main__":
    main()
