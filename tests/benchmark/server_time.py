"""What a filter costs the server: headline, timeline, map and district ranking, beside plain pandas.

python -m tests.benchmark.server_time [INCIDENTS ...] prints a table, by default of 10 thousand, 100 thousand and
1 million made-up incidents. One measurement is one filter of `tests/benchmark/filters.py` with nothing cached;
a round goes through all of them with both ways in turn. Both ways must give equal figures, or it stops.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.over_time.timeline import timeline
from data.filters.summary import Summary
from data.filters.tally import COUNTED, WORST_OUTCOMES
from data.tables.dataset import Dataset
from tests.benchmark.filters import published_filters
from tests.benchmark.made_collection import made_collection
from tests.benchmark.plain_pandas import PlainViews, plain_views

ROUNDS: Final = 7
SIZES: Final = (10_000, 100_000, 1_000_000)
LARGEST_FOR_PANDAS: Final = 1_000_000


def atlas_views(dataset: Dataset, incident_filter: IncidentFilter) -> Summary:
    """The views of the atlas, all of them computed."""
    views = Summary(dataset, incident_filter, matching(dataset, incident_filter))
    assert views.incidents == views.drawn + views.not_drawn
    _ = views.killed, views.injured, timeline(views, "month"), views.districts, views.points, views.bounds
    return views


def option_counts(dataset: Dataset, incident_filter: IncidentFilter) -> object:
    """The numbers beside the filter's choices, which may come later than the views."""
    return Summary(dataset, incident_filter, matching(dataset, incident_filter)).option_counts


def agree(views: Summary, plain: PlainViews) -> None:
    """Stops unless both ways give the same figures."""
    assert (views.incidents, views.drawn) == (plain.incidents, plain.drawn)
    assert (views.killed.best, views.injured.best) == (plain.killed, plain.injured)
    months = timeline(views, "month")
    shown = months.loc[months["incidents"] > 0, [*COUNTED[:3]]].to_numpy()
    assert np.array_equal(shown, plain.months.to_numpy())
    ranking = views.districts[["incidents", "killed", "injured"]].sort_index()
    assert np.array_equal(ranking.to_numpy(), plain.districts.sort_index().to_numpy())
    for name in ("longitude", "latitude", "incidents", "killed", "injured", "is_near"):
        assert np.array_equal(views.points[name].to_numpy(), plain.points[name].to_numpy())
    assert views.points["worst"].tolist() == [WORST_OUTCOMES[grade] for grade in plain.points["worst"]]


def measured(
    dataset: Dataset, ways: dict[str, Callable[[Dataset, IncidentFilter], object]]
) -> dict[str, list[list[float]]]:
    """Milliseconds of each way: rounds of filters, after one round that is not kept."""
    filters = published_filters()
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    for round_number in range(ROUNDS + 1):
        for times in taken.values():
            times.append([])
        for incident_filter in filters.values():
            for name, way in ways.items():
                start = time.perf_counter()
                way(dataset, incident_filter)
                taken[name][-1].append((time.perf_counter() - start) * 1000)
        if not round_number:
            for times in taken.values():
                times.clear()
    return taken


def line(name: str, incidents: int, rounds: list[list[float]]) -> str:
    """Median over the filters: of all rounds, of the fastest and the slowest round; and the slowest filter."""
    medians = [statistics.median(times) for times in rounds]
    slowest = max(statistics.median(times) for times in zip(*rounds, strict=True))
    figures = (statistics.median(medians), min(medians), max(medians), slowest)
    return f"{incidents:12,}  {name:22}" + "".join(f"{figure:11.1f}" for figure in figures)


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    filters = published_filters()
    print(f"{'incidents':>12}  {'':22}{'median':>11}{'lowest':>11}{'highest':>11}{'slowest':>11}")
    for size in sizes:
        dataset = made_collection(size)
        _ = dataset.casualty_incident, dataset.has_dot, dataset.is_drawn
        start = time.perf_counter()
        codes = dataset.codes
        coding_s = time.perf_counter() - start
        ways: dict[str, Callable[[Dataset, IncidentFilter], object]] = {"atlas": atlas_views}
        if size <= LARGEST_FOR_PANDAS:
            for incident_filter in filters.values():
                agree(atlas_views(dataset, incident_filter), plain_views(dataset, incident_filter))
            ways["plain pandas"] = plain_views
        ways["atlas, option counts"] = option_counts
        for name, rounds in measured(dataset, ways).items():
            print(line(name, size, rounds), flush=True)
        size_bytes = sum(array.nbytes for array in vars(codes).values() if isinstance(array, np.ndarray))
        print(
            f"{'':14}coded once in {coding_s:.2f} s, {size_bytes / 1e6:.0f} MB; {codes.patterns:,} patterns, "
            f"{len(codes.points):,} points; most memory {_peak_gb():.1f} GB"
        )
        del dataset, codes
        gc.collect()
    print(
        f"ms, {ROUNDS} rounds over {len(filters)} filters in turn. Median of a round: over its filters;\n"
        "slowest: the slowest filter's median over the rounds."
    )


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
