"""What 300 recorded areas cost beside 100 thousand incidents.

python -m tests.benchmark.areas [INCIDENTS] prints the seconds that finding what lies in and near them takes once, and the
milliseconds of the server's processor for all views of each filter, with `area=` and without, in turn; for the areas
also the counts of their panel. Nothing comes from a cache but what is made once a dataset and distance.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from data.filters.area_counts import area_counts
from data.recorded_areas.choice import AreaChoice
from data.recorded_areas.contact import contact_within
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import TEXTS, in_order
from data.tables.dataset import Dataset
from tests.benchmark.filters import published_filters
from tests.benchmark.made_collection import made_collection
from tests.benchmark.server_time import atlas_views

SIZE: Final = 100_000
AREAS: Final = 300
CORNERS: Final = 60
CHOICES: Final = (AreaChoice("kind:hazardous", 2.0), AreaChoice("kind:any"), AreaChoice("A7", 5.0))


def with_areas(dataset: Dataset, number: int = AREAS) -> Dataset:
    """The data with round areas of 0.5 to 15 km around some of its points, a third of them minefields."""
    numbers = np.random.default_rng(20)
    dots = dataset.incidents[dataset.has_dot]
    middles = dots.iloc[numbers.integers(0, len(dots), number)].geometry.to_numpy()
    shapes = shapely.buffer(middles, numbers.uniform(0.005, 0.15, number), quad_segs=CORNERS // 4)
    kinds = (AreaKind.MINEFIELD, AreaKind.SUSPECTED_HAZARDOUS_AREA, AreaKind.CLEARED_AREA)
    rows = [
        dict.fromkeys(TEXTS, "") | {"area_id": f"A{at}", "kind": kinds[at % 3].value} for at in range(number)
    ]
    return replace(dataset, areas=in_order(gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")))


def main() -> None:
    """Print the figures."""
    dataset = with_areas(made_collection(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE))
    dataset.prepare()
    for km in sorted({choice.km for choice in CHOICES}):
        begun = time.process_time()
        contact_within(dataset, km)
        print(f"within {km:g} km of {AREAS} areas: {time.process_time() - begun:.2f} s once")
    times: dict[str, list[float]] = {"without": [], "with area=": [], "counts of the panel": []}
    for at, incident_filter in enumerate(published_filters().values()):
        in_area = replace(incident_filter, area=(CHOICES[at % len(CHOICES)],))
        begun = time.process_time()
        atlas_views(dataset, incident_filter)
        views = time.process_time()
        atlas_views(dataset, in_area)
        selected = time.process_time()
        area_counts(dataset, incident_filter, 2.0)
        ends = (begun, views, selected, time.process_time())
        for name, start, end in zip(times, ends, ends[1:], strict=False):
            times[name].append((end - start) * 1000)
    base = statistics.median(times["without"])
    for name, taken_ms in times.items():
        median = statistics.median(taken_ms)
        print(f"{name}: {median:.0f} ms a filter, {median / base:.2f} times")


if __name__ == "__main__":
    main()
