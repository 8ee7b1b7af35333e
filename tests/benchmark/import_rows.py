"""How long 100 thousand generic rows take, beside the bare reading and joining of the same file.

python tests/benchmark/import_rows.py [ROWS] prints the median of seven runs each, and their ratio.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data.imports.import_tables import read_upload  # noqa: E402
from data.tables.districts import districts_of_the_world  # noqa: E402

RUNS: Final = 7


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


def median_s(work: Callable[[], object]) -> float:
    """Seconds, the median of the runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print both times and their ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    content = generic_rows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(content)
        districts_of_the_world()
        imported = read_upload("rows.csv", content)
        assert imported.account.rows_in == rows == len(imported.dataset.incidents)
        bare_s = median_s(lambda: bare(path))
        import_s = median_s(lambda: read_upload("rows.csv", content))
    print(f"{rows:,} rows, median of {RUNS} runs")
    print(f"geopandas.read_file and sjoin: {bare_s:.2f} s")
    print(f"import with account, check and hash: {import_s:.2f} s")
    print(f"ratio: {import_s / bare_s:.1f}")


if __name__ == "__main__":
    main()
