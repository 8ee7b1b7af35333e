"""What a drawn selection costs beside the same filter without it, at 100 thousand made-up incidents.

On the bundled ground, or in a made-up country of 5,052 polygons in three levels, with 300 areas and the tiles of a ground map.

python -m tests.benchmark.selections [--keep FOLDER] [--country] [INCIDENTS] prints milliseconds until the map is painted, and those of
the server alone, with and without a polygon, a circle and a line, in turn; and how many times as long a selection takes,
which is to stay below 1.3. No filter and no selection is asked twice, so that nothing comes from a cache.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from data.areas.selection import read_selection
from data.filters.incident_filter import IncidentFilter
from data.tables.dataset import Dataset
from tests.benchmark import filter_change
from tests.benchmark.filter_to_map import FILTERS, collection
from tests.benchmark.made_collection import made_collection
from tests.benchmark.made_country import GROUND, country, write_country
from tests.benchmark.pages import chromium, running
from tests.benchmark.server_time import atlas_views
from tests.chromium import PATIENCE_MS

SIZE: Final = 100_000
START_SECONDS: Final = 300.0
SHAPES: Final = (
    "polygon:39.2 46.2,40.4 46.4,40.6 47.4,39.{at} 47.6",
    "circle:40.{at},46.8,60",
    "line:39.3 46.5,39.9 47.{at},40.4 46.9,15",
)


def selections() -> list[str]:
    """As many as there are filters, all of them different."""
    return [str(read_selection(SHAPES[at % 3].replace("{at}", str(at)))) for at in range(len(FILTERS))]


def server_ms(dataset: Dataset) -> tuple[list[float], list[float]]:
    """Milliseconds of all views of each filter, without a selection and with one."""
    dataset.prepare()
    times: tuple[list[float], list[float]] = ([], [])
    for requested, within in zip(FILTERS, selections(), strict=True):
        for taken, selected in zip(times, ({}, {"within": [within]}), strict=True):
            question = IncidentFilter.from_json({**requested, **selected})[0]
            before = time.perf_counter()
            summary = atlas_views(dataset, question)
            _ = summary.in_space
            taken.append((time.perf_counter() - before) * 1000)
    return times


def painted_ms(folder: Path, *options: str) -> tuple[list[float], list[float]]:
    """Milliseconds from a changed filter to the painted map, without a selection and with one."""
    times: tuple[list[float], list[float]] = ([], [])
    command = ("app.py", "--data", str(folder), *options, "--port")
    with chromium() as browser, running(*command, seconds=START_SECONDS) as (address, _process):
        page = filter_change.opened(browser, f"{address}/")
        page.evaluate(filter_change.CHANGE, [{"precision": ["1"]}, PATIENCE_MS])
        for requested, within in zip(FILTERS, selections(), strict=True):
            for taken, selected in zip(times, ({}, {"within": [within]}), strict=True):
                taken.append(
                    float(page.evaluate(filter_change.CHANGE, [{**requested, **selected}, PATIENCE_MS])[0])
                )
                page.wait_for_timeout(1_500)
    return times


def times_text(name: str, times: tuple[list[float], list[float]]) -> str:
    """A line of the table: medians, and how many times as long the selection takes."""
    without, with_one = map(statistics.median, times)
    return f"{name}: {without:.0f} ms without, {with_one:.0f} ms with a selection, {with_one / without:.2f} times"


def main() -> None:
    """Print two lines for each ground."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", nargs="?", type=int, default=SIZE, metavar="INCIDENTS")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the made collection stays")
    parser.add_argument("--country", action="store_true", help="the made-up country alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        keep = (options.keep or Path(passing)).absolute()
        folder = collection(options.size, keep)
        if not options.country:
            print(times_text("server", server_ms(made_collection(options.size))), flush=True)
            print(times_text("to the painted map", painted_ms(folder)), flush=True)
        print(times_text("server, made-up country", server_ms(country(options.size))), flush=True)
        own = write_country(Path(passing) / "country", folder, options.size)
        times = painted_ms(own, "--ground", str(own / GROUND))
        print(times_text("to the painted map, made-up country", times))


if __name__ == "__main__":
    main()
