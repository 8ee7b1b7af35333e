"""Where the time of a changed filter goes, from the change until the map is painted, on small collections.

python -m tests.benchmark.filter_parts [--slow TIMES ...] [INCIDENTS ...] prints a table, by default of 100, 1 thousand and
10 thousand made-up incidents, on this machine and with its processor slowed fourfold, as Chromium does it for weak ones;
--slow, which can be given several times, names other factors. The parts:
- request: until the page has sent its question, that is Dash's own work;
- answer: until the answer is there; the server and the way there and back;
- headline: until the frame after it has been painted is begun; not one of the parts that make up the sum;
- Dash: from the answer until the figure is given to Plotly;
- Plotly: until Plotly has given the map its data;
- MapLibre: until the map begins the frame that is painted, what is to be cut into tiles being there;
- frame: until it has been drawn, and the browser goes on to its next.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from itertools import cycle
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from components.map.incident_map import GRAPH
from tests.benchmark import filter_change
from tests.benchmark.filter_to_map import FILTERS, START_SECONDS, collection
from tests.benchmark.pages import ROUNDS, chromium, serving
from tests.benchmark.whole_frame import CHANGED_FRAME
from tests.chromium import PATIENCE_MS

SIZES: Final = (100, 1_000, 10_000)
SLOWED: Final = (1.0, 4.0)
PARTS: Final = ("request", "answer", "Dash", "Plotly", "MapLibre", "frame")
REST_MS: Final = 1_000

MEASURE: Final = f"""([asked, patience]) => new Promise((resolve, refuse) => {{
  {CHANGED_FRAME}
  const graph = document.querySelector("#{GRAPH} .js-plotly-plot");
  const {{ map }} = graph._fullLayout.map._subplot;
  const at = {{}};
  const mark = (name) => {{ at[name] = at[name] || performance.now(); }};
  const {{ fetch }} = window;
  window.fetch = (address, ...more) => {{
    if (!String(address).includes("_dash-update-component")) return fetch(address, ...more);
    mark("request");
    return fetch(address, ...more).then((answer) => {{ mark("answer"); return answer; }});
  }};
  const painted = changedFrame(graph);
  const {{ react }} = Plotly;
  Plotly.react = (on, ...figure) => {{
    if (on !== graph) return react(on, ...figure);
    mark("Dash");
    const given = react(on, ...figure);
    mark("Plotly");
    return given;
  }};
  let frame = 0;
  const {{ painter }} = map;
  const {{ render }} = painter;
  painter.render = (...given) => {{ frame = performance.now(); return render.apply(painter, given); }};
  const headline = document.querySelector(".headline");
  const watch = new MutationObserver(() => {{
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => mark("headline")));
  }});
  watch.observe(headline.parentElement, {{ subtree: true, childList: true, characterData: true }});
  const began = performance.now();
  setTimeout(() => refuse(new Error("the map was not painted")), patience);
  painted.then((time) => {{
    [window.fetch, Plotly.react, painter.render] = [fetch, react, render];
    watch.disconnect();
    const parts = [at.request, at.answer, at.Dash, at.Plotly, frame, time];
    const all = parts.map((one, number) => one - (number ? parts[number - 1] : began));
    resolve([...all, time - began, (at.headline || time) - began]);
  }});
  dash_clientside.set_props("filter", {{ data: asked }});
}})"""
"""Resolves to the milliseconds of each of PARTS, of all of them, and until the headline is painted."""


def slow(page: Page, times: float) -> None:
    """Slow the processor of a page, as a weak machine is slow."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def rounds(page: Page) -> list[list[float]]:
    """What MEASURE gives for each filter, after one round that is not kept."""
    requested = cycle(FILTERS)
    taken = []
    for _round in range(ROUNDS + 1):
        taken.append(page.evaluate(MEASURE, [next(requested), PATIENCE_MS]))
        page.wait_for_timeout(REST_MS)
    return taken[1:]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="INCIDENTS")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where made collections stay")
    parser.add_argument("--slow", type=float, action="append", metavar="TIMES", help="slow the processor")
    options = parser.parse_args()
    columns = ("slowed", *PARTS, "together", "headline", "slowest headline")
    widths = [max(10, len(name) + 2) for name in columns]
    print(
        f"{'incidents':>10}{''.join(f'{name:>{width}}' for name, width in zip(columns, widths, strict=True))}"
    )
    with tempfile.TemporaryDirectory() as passing, chromium() as browser:
        for size in options.sizes:
            folder = collection(size, (options.keep or Path(passing)).absolute())
            with serving("app.py", "--data", str(folder), "--port", seconds=START_SECONDS) as address:
                page = filter_change.opened(browser, f"{address}/")
                for times in options.slow or SLOWED:
                    slow(page, times)
                    taken = rounds(page)
                    medians = [statistics.median(values) for values in zip(*taken, strict=True)]
                    values = [times, *medians, max(one[-1] for one in taken)]
                    numbers = "".join(f"{one:{width}.0f}" for one, width in zip(values, widths, strict=True))
                    print(f"{size:10,}{numbers}", flush=True)
                page.context.close()
    print(f"ms, medians of {ROUNDS} rounds; slowed: times that the processor of the page is slower")


if __name__ == "__main__":
    main()
