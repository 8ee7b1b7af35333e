"""What boundaries of five levels and 20 thousand polygons cost, beside the bundled districts.

python -m tests.benchmark.boundaries [INCIDENTS] prints, for a made collection (100 thousand incidents unless given): the
seconds that joining takes once, the seconds for another level and for the layers of its map, and the milliseconds of
the server's processor for all views of each filter with boundaries and without, in turn; nothing comes from a cache.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Final

from components.map.ground.layers import layer_geojson
from data.folders.tables.dataset_of_tables import on_boundaries
from tests.benchmark.filters import published_filters
from tests.benchmark.made_collection import made_collection
from tests.benchmark.server_time import atlas_views, option_counts
from tests.made_boundaries import nested_boundaries

SIZE: Final = 100_000
CUTS: Final = ((2, 2), (4, 3), (4, 3), (3, 3), (2, 2))
"""Columns and rows of each level: 4, 48, 576, 5,184 and 20,736 areas."""
LAYERS: Final = ("ground", "names", "shaded_districts")


def main() -> None:
    """Print the figures."""
    plain = made_collection(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
    areas = nested_boundaries(CUTS)
    begun = time.process_time()
    joined = on_boundaries(plain, areas)
    print(f"joined to {len(areas):,} areas: {time.process_time() - begun:.1f} s", flush=True)
    for dataset in (plain, joined):
        dataset.prepare()
    for level in range(5, 0, -1):
        begun = time.process_time()
        shown = joined.at_level(level)
        made = time.process_time() - begun
        sizes = [len(layer_geojson(shown, name)) // 1000 for name in LAYERS]
        taken = time.process_time() - begun - made
        print(f"level {level}: {made:.1f} s, its map {taken:.1f} s, {sizes} kB of {LAYERS}", flush=True)
    times: dict[str, list[float]] = {"bundled": [], **{f"level {level}": [] for level in (1, 3, 5)}}
    for question in published_filters().values():
        for name, taken_ms in times.items():
            dataset = plain if name == "bundled" else joined.at_level(int(name[-1]))
            begun = time.process_time()
            atlas_views(dataset, question)
            option_counts(dataset, question)
            taken_ms.append((time.process_time() - begun) * 1000)
    base = statistics.median(times["bundled"])
    for name, taken_ms in times.items():
        median = statistics.median(taken_ms)
        print(f"{name}: {median:.0f} ms a filter, {median / base:.2f} times")


if __name__ == "__main__":
    main()
