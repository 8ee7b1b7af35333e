"""How long 100 thousand generic rows take, beside the bare reading and joining of the same file, and how much memory.

python tests/benchmark/import_rows.py [ROWS] prints the median of seven runs each by the clock and by the processor,
which other programs disturb less, and their ratios; then the peak of memory of a process that imports once, beside
the table of the file's text as pandas holds it (a Python string a cell).
"""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data.imports.import_tables import read_upload  # noqa: E402
from data.tables.layers.districts import districts_of_the_world  # noqa: E402

RUNS: Final = 7
MEGABYTE: Final = 1_000_000


def generic_rows(rows: int) -> bytes:
    """A table of somebody's incidents: days of twenty years, points in the South Caucasus, small numbers."""
    chance = np.random.default_rng(20201123)
    days = [(date(2000, 1, 1) + timedelta(int(day))).isoformat() for day in chance.integers(0, 7300, rows)]
    table = pd.DataFrame(
        {
            "Incident ID": [f"X-{number:06}" for number in range(rows)],
            "Date": days,
            "Village": chance.choice(["Madagiz", "Talış", "Çaylı", "Həsənqaya"], rows),
            "Longitude": chance.uniform(45.0, 50.0, rows).round(5),
            "Latitude": chance.uniform(38.5, 41.8, rows).round(5),
            "Killed": chance.integers(0, 3, rows),
            "Injured": chance.integers(0, 4, rows),
            "Device": chance.choice(["anti-tank mine", "UXO", "mine"], rows),
            "Source": chance.choice(["A newspaper", "A ministry"], rows),
        }
    )
    return table.to_csv(index=False).encode()


def bare(path: Path) -> None:
    """What reading and joining cost without any check."""
    table = gpd.read_file(path)
    points = gpd.points_from_xy(table["Longitude"].astype(float), table["Latitude"].astype(float))
    gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326").sjoin(
        districts_of_the_world(), predicate="within"
    )


def medians_s(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, the medians of the runs."""
    by_clock, of_processor = [], []
    for _ in range(RUNS):
        start, used = time.perf_counter(), time.process_time()
        work()
        by_clock.append(time.perf_counter() - start)
        of_processor.append(time.process_time() - used)
    return statistics.median(by_clock), statistics.median(of_processor)


def peak_mb(path: str) -> float:
    """What one import adds to the memory of a process that has imported a few rows already."""
    content = Path(path).read_bytes()
    read_upload("few.csv", generic_rows(100))
    before = _peak_mb()
    read_upload("rows.csv", content)
    return _peak_mb() - before


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def main() -> None:
    """Print the times, the memory and their ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    content = generic_rows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(content)
        table_mb = pd.read_csv(path, dtype=object).memory_usage(deep=True).sum() / MEGABYTE
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:
            memory_mb = other.submit(peak_mb, str(path)).result()
        districts_of_the_world()
        imported = read_upload("rows.csv", content)
        assert imported.account.rows_in == rows == len(imported.dataset.incidents)
        bare_s = medians_s(lambda: bare(path))
        import_s = medians_s(lambda: read_upload("rows.csv", content))
    print(f"{rows:,} rows, median of {RUNS} runs, by the clock and of the processor")
    print(f"geopandas.read_file and sjoin: {bare_s[0]:.2f} s, {bare_s[1]:.2f} s")
    print(f"import with account, check and hash: {import_s[0]:.2f} s, {import_s[1]:.2f} s")
    print(f"ratio: {import_s[0] / bare_s[0]:.1f}, {import_s[1] / bare_s[1]:.1f}")
    print(f"table of the file's text: {table_mb:.0f} MB; peak of the import: {memory_mb:.0f} MB")
    print(f"ratio: {memory_mb / table_mb:.1f}")


if __name__ == "__main__":
    main()
