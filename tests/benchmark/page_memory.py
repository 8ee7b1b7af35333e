"""What a page holds after many changed filters: a page that grows with each would end a long session.

python -m tests.benchmark.page_memory [--changes 200] [--data FOLDER] prints what the page's scripts hold after a collection
of garbage, and how many elements and listeners there are, before the changes and after each quarter of them. The first
quarter fills what is made once; growth is that from the first to the last.
"""

from __future__ import annotations

import argparse
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import CDPSession

from tests.benchmark import filter_change
from tests.benchmark.filter_to_map import FILTERS, START_SECONDS
from tests.benchmark.pages import chromium, serving
from tests.chromium import PATIENCE_MS

QUARTERS: Final = 4
QUIET_MS: Final = 150
"""So long nothing changes before the next filter; a reader may be as hasty."""


def memory_of(session: CDPSession) -> dict[str, float]:
    """Megabytes that scripts hold, elements and listeners, once garbage is gone."""
    session.send("HeapProfiler.collectGarbage")
    heap: Any = session.send("Runtime.getHeapUsage")
    counters: Any = session.send("Memory.getDOMCounters")
    return {
        "MB": heap["usedSize"] / 1e6,
        "elements": counters["nodes"],
        "listeners": counters["jsEventListeners"],
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="another collection than the bundled one")
    options = parser.parse_args()
    served = ("--data", str(options.data)) if options.data else ()
    print(f"{'changes':>8}{'MB':>10}{'elements':>10}{'listeners':>10}")
    with (
        serving("app.py", *served, "--port", seconds=START_SECONDS) as address,
        chromium() as browser,
    ):
        page = filter_change.opened(browser, f"{address}/")
        session, requested = page.context.new_cdp_session(page), cycle(FILTERS)
        for quarter in range(QUARTERS + 1):
            if quarter:
                for _change in range(options.changes // QUARTERS):
                    page.evaluate(filter_change.CHANGE, [next(requested), PATIENCE_MS, QUIET_MS])
            now = memory_of(session)
            done = quarter * (options.changes // QUARTERS)
            print(f"{done:8}{now['MB']:10.1f}{now['elements']:10.0f}{now['listeners']:10.0f}", flush=True)


if __name__ == "__main__":
    main()
