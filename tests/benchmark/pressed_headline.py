"""How soon a reader sees the headline of a filter that a press chooses, on this machine and on one four times as slow.

python -m tests.benchmark.pressed_headline [--data FOLDER] prints a table. A press is a mouse held down on a check box for as
long as people hold it, 80 ms, or not at all, as programs press. Milliseconds count from its end: until the new headline is
in the page, and until the frame that holds it has been painted, which is when the first task after that frame begins.
Slowed is the page's own thread, as Chromium does it for weak machines.
"""

from __future__ import annotations

import argparse
import statistics
from itertools import cycle
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from tests.benchmark.filter_parts import slow
from tests.benchmark.filter_to_map import START_SECONDS
from tests.benchmark.pages import chromium, serving
from tests.chromium import MAPS_ARE_IDLE, PATIENCE_MS

SLOWED: Final = (1.0, 4.0)
PRESS_MS: Final = (80, 0)
PRESSES: Final = 12
REST_MS: Final = 1_000
"""Until what comes later than the map is there too."""
SOON_MS: Final = 300

LISTEN: Final = """() => {
  window.addEventListener("pointerdown", () => { window.seen = {}; }, true);
  window.addEventListener("click", (event) => { window.seen.ended = window.seen.ended || event.timeStamp; }, true);
  new MutationObserver(() => {
    const { seen } = window;
    if (!seen || seen.there) return;
    seen.there = performance.now();
    const painted = () => { seen.painted = performance.now(); };
    requestAnimationFrame(() => scheduler.postTask(painted, { priority: "user-blocking" }));
  }).observe(document.getElementById("headline"), { subtree: true, childList: true, characterData: true });
}"""


def opened(page: Page, address: str) -> None:
    """The whole page at an address, drawn and listening."""
    page.goto(address)
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    page.evaluate(LISTEN)


def pressed(page: Page, name: str, press_ms: float) -> tuple[float, float]:
    """Milliseconds until the headline of what a check box chooses is in the page, and until it is painted."""
    box = page.get_by_role("checkbox", name=name)
    box.click(delay=press_ms)
    page.wait_for_function("() => window.seen && window.seen.painted")
    seen = page.evaluate("window.seen")
    page.evaluate(MAPS_ARE_IDLE, PATIENCE_MS)
    page.wait_for_timeout(REST_MS)
    # Where it is there before the last listener hears of the click, it was there when that ended.
    return max(0, seen["there"] - seen["ended"]), seen["painted"] - seen["ended"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="another collection than the bundled one")
    options = parser.parse_args()
    served = ("--data", str(options.data)) if options.data else ()
    columns = ("there", "painted", "p95", "longest", "within 0.3 s")
    print(f"{'slowed':>8}{'held ms':>9}{''.join(f'{name:>14}' for name in columns)}")
    with (
        serving("app.py", *served, "--port", seconds=START_SECONDS) as address,
        chromium() as browser,
    ):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        opened(page, f"{address}/")
        names = cycle(("Killed", "Injured"))
        for times in SLOWED:
            slow(page, times)
            for press_ms in PRESS_MS:
                pressed(page, next(names), press_ms)
                taken = [pressed(page, next(names), press_ms) for _press in range(PRESSES)]
                there, painted = zip(*taken, strict=True)
                marks = statistics.quantiles(painted, n=20, method="inclusive")
                soon = f"{sum(one <= SOON_MS for one in painted)} of {PRESSES}"
                numbers = (statistics.median(there), statistics.median(painted), marks[-1], max(painted))
                print(
                    f"{times:8.0f}{press_ms:9}{''.join(f'{one:14.0f}' for one in numbers)}{soon:>14}",
                    flush=True,
                )
    print(f"ms from the end of a press, medians of {PRESSES} after one that is not kept")


if __name__ == "__main__":
    main()
