"""How long a collection of Parquet tables takes to open, and how much memory, beside pandas and GeoPandas.

python -m tests.benchmark.opening [--keep FOLDER] [INCIDENTS ...] prints a table, by default of 10 thousand, 100
thousand and 1 million made-up incidents; 10 million when requested. The ways are
- the atlas: the tables read, every rule checked, terms and days typed, points made, all in order;
- the atlas, prepared: what filters, sums and searches need as well, as the server starts with it;
- pandas: `read_parquet` of the same three tables, nothing checked;
- GeoPandas: the same, with a point for each incident.
Each opening has a process of its own; all ways in turn, after one round that is not kept. Memory is the process's
own (Linux), without what it had before it opened anything: the most at any time, files that are read from among it,
and what stays. Beside it stands the size of the columns that came out, and how many times that is needed.
--keep keeps the made collections, so that another run need not make them.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.folders.tables.atlas_tables import read_folder
from data.tables.layers.districts import districts_of_the_world
from tests.benchmark.filter_to_map import collection
from tests.benchmark.pages import CHECKOUT, ROUNDS

SIZES: Final = (10_000, 100_000, 1_000_000)
TABLES: Final = ("incidents", "casualties", "sources")

Opened = dict[str, float]
"""`seconds`, and in megabytes `peak`, `size_mb` and `columns`, of one opening."""


def atlas(folder: Path) -> list[pd.DataFrame]:
    """The tables of the dataset."""
    dataset = read_folder(folder)
    return [dataset.incidents, dataset.casualties, dataset.sources]


def prepared_atlas(folder: Path) -> list[pd.DataFrame]:
    """The tables of the dataset, which lives on with what it prepared."""
    dataset = read_folder(folder)
    dataset.prepare()
    _alive.append(dataset)
    return [dataset.incidents, dataset.casualties, dataset.sources]


def plain_pandas(folder: Path) -> list[pd.DataFrame]:
    """The tables as they are stored."""
    return [pd.read_parquet(folder / f"{name}.parquet") for name in TABLES]


def plain_geopandas(folder: Path) -> list[pd.DataFrame]:
    """The tables as they are stored, the incidents with points."""
    incidents, *others = plain_pandas(folder)
    points = gpd.points_from_xy(incidents["longitude"], incidents["latitude"], crs="EPSG:4326")
    return [gpd.GeoDataFrame(incidents, geometry=points), *others]


WAYS: Final[dict[str, Callable[[Path], list[pd.DataFrame]]]] = {
    "the atlas": atlas,
    "the atlas, prepared": prepared_atlas,
    "pandas": plain_pandas,
    "GeoPandas": plain_geopandas,
}
_alive: Final[list[object]] = []


def opened(way: str, folder: Path) -> Opened:
    """What an opening in this process takes."""
    districts_of_the_world()  # which the program has, whatever it opens
    pa.default_memory_pool().release_unused()  # or an opening would be given back what these took
    before = _megabytes("VmRSS")
    start = time.perf_counter()
    tables = WAYS[way](folder)
    seconds = time.perf_counter() - start
    peak = _megabytes("VmHWM")
    gc.collect()
    return {
        "seconds": seconds,
        "peak": peak - before,
        "held": _megabytes("VmRSS") - before,
        "columns": sum(columns_megabytes(table) for table in tables),
    }


def columns_megabytes(table: pd.DataFrame) -> float:
    """Megabytes of a table's columns with their texts, without the points."""
    columns = pd.DataFrame(table).drop(columns="geometry", errors="ignore")
    return float(columns.memory_usage(index=False, deep=True).sum()) / 1e6


def _megabytes(name: str) -> float:
    """A figure of this process: VmRSS, its memory, or VmHWM, the most that it had."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1]) * 1024 / 1e6


def measured(folder: Path) -> dict[str, list[Opened]]:
    """Every way in a process of its own once a round, after one round that is not kept."""
    taken: dict[str, list[Opened]] = {way: [] for way in WAYS}
    for _ in range(ROUNDS + 1):
        for way, rounds in taken.items():
            command = [sys.executable, "-m", "tests.benchmark.opening", "--once", way, "--keep", str(folder)]
            printed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
            rounds.append(json.loads(printed))
    return {way: rounds[1:] for way, rounds in taken.items()}


def line(way: str, incidents: int, rounds: list[Opened]) -> str:
    """Medians of the rounds, of the seconds the lowest and the highest too."""
    seconds = [one["seconds"] for one in rounds]
    peak, size_mb, columns = (
        statistics.median(one[name] for one in rounds) for name in ("peak", "held", "columns")
    )
    return (
        f"{incidents:12,}  {way:20}{statistics.median(seconds):9.2f}  {f'{min(seconds):.2f} to {max(seconds):.2f}':>16}"
        f"{peak:9,.0f}{size_mb:9,.0f}{columns:9,.0f}{peak / columns:8.1f}{size_mb / columns:8.1f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep made collections in this folder")
    parser.add_argument("--once", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("incidents", nargs="*", type=int, default=SIZES)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(opened(options.once, options.keep)))
        return
    print(
        f"{'incidents':>12}  {'':20}{'seconds':>9}  {'range':>16}{'peak MB':>9}{'held MB':>9}{'columns':>9}"
        f"{'peak ×':>8}{'held ×':>8}"
    )
    with tempfile.TemporaryDirectory() as made:
        for size in options.incidents:
            for way, rounds in measured(collection(size, options.keep or Path(made))).items():
                print(line(way, size, rounds), flush=True)
    print(
        f"Medians of {ROUNDS} rounds, each in a process of its own; memory without what the process began with."
    )


if __name__ == "__main__":
    main()
