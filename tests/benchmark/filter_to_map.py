"""How long a changed filter takes until the map is painted, from a thousand made-up incidents on, beside others.

python -m tests.benchmark.filter_to_map [--keep FOLDER] [--markdown FILE.md] [--plot FILE.png] [INCIDENTS ...] prints
a table, by default of 1 thousand, 10 thousand, 100 thousand and 1 million; 10 million when requested. Beside the
atlas with all its panels there are
- the floor: one attribute of the atlas's own figure patched, on a page with nothing else;
- a plain Dash page that sends whole figures, up to a million;
- a Dash page with dash-leaflet, which clusters what it is sent, up to 100 thousand;
- a Dash page with deck.gl, which draws one circle for each row that it is sent, up to 100 thousand;
- a Dash page with kepler.gl, which is given the rows anew, up to 100 thousand;
- a page with Mosaic, which asks a database of its own in the page and draws a plot of dots, up to 10 thousand;
- a Panel page with datashader, which sends an image, up to a million.
dash-leaflet and Panel need `pip install '.[benchmark]'`, deck.gl, kepler.gl and Mosaic need npm; what cannot be had is left
out, and a sentence says so.

Each stands in a browser of its own, with windows and maps of one size, and all are asked the same filters in turn, after
one round that is not kept. A page is painted when a whole frame of its map with what the filter changed has been drawn, when its
clusters are all there, or when its image is in the plot. --keep keeps the made collections, so that another run
need not make them; --markdown puts the table between two comments of a file, or into a new one. Making 10 million takes one and a
half minutes, 6 GB of memory and 0.4 GB of disk; the atlas of them needs 3 GB while it reads them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Error

from tests.benchmark import deck_page, filter_change, kepler_page, mosaic_page, page_costs
from tests.benchmark.made_collection import edition
from tests.benchmark.page_costs import Account, Costs
from tests.benchmark.pages import CHECKOUT, ROUNDS, another, chromium, running
from tests.benchmark.painted_maps import (
    CLUSTERS_ARE_THERE,
    CLUSTERS_PAINTED,
    IMAGE_IS_THERE,
    IMAGE_PAINTED,
    KEPLER_IS_THERE,
    KEPLER_PAINTED,
    LAYER_IS_THERE,
    LAYER_PAINTED,
    MAP_IS_LOADED,
    MAP_PAINTED,
    PLOT_IS_THERE,
    PLOT_PAINTED,
    MeasuredPage,
    opened,
)
from tests.benchmark.painted_times import HEADER, line, markdown, plot, put_between
from tests.chromium import PATIENCE_MS

CRASHED: Final = "Target crashed"
"""What the browser says of a page that it could not go on with, as when its memory is used up; the others go on."""
SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
START_SECONDS: Final = 900.0

ATLAS: Final = "the atlas, all panels"
FLOOR: Final = "one attribute patched"
WHOLE: Final = "whole figures"
LEAFLET: Final = "dash-leaflet, clusters"
DECK: Final = "deck.gl, circles"
KEPLER: Final = "kepler.gl, points"
MOSAIC: Final = "Mosaic, a plot of dots"
DATASHADER: Final = "Panel with datashader"
OTHERS: Final = {
    FLOOR: ("one_attribute_page", MAP_IS_LOADED, MAP_PAINTED),
    WHOLE: ("plain_page", MAP_IS_LOADED, MAP_PAINTED),
    LEAFLET: ("leaflet_page", CLUSTERS_ARE_THERE, CLUSTERS_PAINTED),
    DECK: ("deck_page", LAYER_IS_THERE, LAYER_PAINTED),
    KEPLER: ("kepler_page", KEPLER_IS_THERE, KEPLER_PAINTED),
    MOSAIC: ("mosaic_page", PLOT_IS_THERE, PLOT_PAINTED),
    DATASHADER: ("datashader_page", IMAGE_IS_THERE, IMAGE_PAINTED),
}
"""Module of each way's page, when the page is drawn, and what tells that a changed filter is painted."""
LARGEST: Final = {
    WHOLE: 1_000_000,
    LEAFLET: 100_000,
    DECK: 100_000,
    KEPLER: 100_000,
    MOSAIC: 10_000,
    DATASHADER: 1_000_000,
}
NEEDED: Final = {LEAFLET: ("dash_leaflet",), DATASHADER: ("panel", "holoviews", "datashader")}
"""What a way imports that only `pip install '.[benchmark]'` brings."""

FILTERS: Final = (
    {"outcome": ["killed"]},
    {"from": ["2005-01-01"]},
    {"device": ["antivehicle_mine"]},
    {"side": ["azerbaijan"], "outcome": ["injured"]},
    {"district": ["AZ-AGM", "AZ-FUZ"]},
    {"victim": ["civilian"]},
    {"to": ["2015-12-31"]},
)


def missing() -> list[str]:
    """The ways that cannot be measured, because what they need is not installed."""
    absent = [name for name, modules in NEEDED.items() if not all(map(find_spec, modules))]
    fetched = {DECK: deck_page.is_there, KEPLER: kepler_page.is_there, MOSAIC: mosaic_page.packed}
    return [*absent, *(name for name, is_there in fetched.items() if not is_there())]


def collection(size: int, keep: Path) -> Path:
    """The folder within `keep` of a made collection, which is made in a process of its own unless it is there."""
    folder = keep / f"{size}-{edition()}"
    if not (folder / "dataset.json").exists():
        command = [sys.executable, "-m", "tests.benchmark.made_collection", str(size), str(folder)]
        subprocess.run(command, cwd=CHECKOUT, check=True)
    return folder


def taken_of(size: int, browser: Browser, folder: Path) -> tuple[dict[str, list[float]], dict[str, Costs]]:
    """Milliseconds of each round of each way that goes so far, and what each way costs."""
    ways: dict[str, Callable[[], float]] = {}
    accounts: dict[str, Account] = {}
    with ExitStack() as servers:

        def served(*command: str) -> tuple[str, int]:
            return servers.enter_context(running(*command, seconds=START_SECONDS))

        address, process = served("app.py", "--data", str(folder), "--port")
        atlas = filter_change.opened(servers.enter_context(another(browser)), f"{address}/")
        requested = cycle(FILTERS)
        ways[ATLAS] = lambda: float(atlas.evaluate(filter_change.CHANGE, [next(requested), PATIENCE_MS])[0])
        accounts[ATLAS] = Account(atlas, process)
        for name, (module, is_there, until_painted) in OTHERS.items():
            if size <= LARGEST.get(name, size) and name not in missing():
                address, process = served(
                    "-m", f"tests.benchmark.{module}", str(size) if name == FLOOR else str(folder)
                )
                own = servers.enter_context(another(browser))
                page = opened(own, address, is_there, until_painted)
                ways[name] = _way(page)
                accounts[name] = Account(page.page, process)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _round in range(ROUNDS + 1):
            for name, way in list(ways.items()):
                try:
                    taken[name].append(way())
                    accounts[name].settle(PATIENCE_MS)
                except Error as error:
                    if CRASHED not in str(error):
                        raise
                    print(f"{size:12,}  {name:26}{'its page crashed':>30}", flush=True)
                    del ways[name], accounts[name], taken[name]
        costs = {name: account.costs() for name, account in accounts.items()}
    return {name: values[1:] for name, values in taken.items()}, costs


def _way(page: MeasuredPage) -> Callable[[], float]:
    requested = cycle(FILTERS)
    return lambda: page.painted_ms(next(requested))


def note(browser: Browser) -> str:
    """How the times were taken, in a few sentences."""
    names = ("dash", "plotly", "dash-leaflet", "panel", "datashader")
    versions = [f"{name} {installed}" for name in names if (installed := _version(name))]
    fetched = {
        DECK: f"deck.gl {deck_page.VERSION}",
        KEPLER: f"kepler.gl {kepler_page.VERSION}",
        MOSAIC: f"Mosaic {mosaic_page.VERSION}",
    }
    versions += [label for name, label in fetched.items() if name not in missing()]
    return (
        "Seconds from a changed filter to the painted map: median of "
        f"{ROUNDS} rounds, one with each filter, lowest and highest in brackets; each way in a browser of its own, all in turn on one machine, in "
        f"Chromium {browser.version} that draws in software. With {', '.join(versions)}."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def main() -> None:
    """Print the table; with --plot, draw it too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="INCIDENTS")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where made collections stay, for another run"
    )
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="put the table there, between its two comments"
    )
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the times as lines")
    options = parser.parse_args()
    if absent := missing():
        print(
            f"Left out, because not installed: {' and '.join(absent)}. pip install '.[benchmark]' and npm bring what they need."
        )
    print(HEADER)
    taken: dict[int, dict[str, list[float]]] = {}
    costs: dict[int, dict[str, Costs]] = {}
    with tempfile.TemporaryDirectory() as passing, chromium() as browser:
        for size in options.sizes:
            folder = collection(size, (options.keep or Path(passing)).absolute())
            taken[size], costs[size] = taken_of(size, browser, folder)
            floor = statistics.median(taken[size][FLOOR])
            for name, values in taken[size].items():
                print(line(size, name, values, floor), flush=True)
        remark = note(browser)
    print(f"ms from a changed filter to the painted map; floors: multiples of “{FLOOR}”")
    costs_text = page_costs.markdown(costs)
    print(costs_text)
    if options.markdown:
        put_between(options.markdown, f"{markdown(taken, remark)}\n\n{costs_text}")
    if options.plot:
        plot(taken, options.plot)


if __name__ == "__main__":
    main()
