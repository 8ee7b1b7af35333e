"""An atlas on a cluster of two workers: what a part costs, and how long each kind of answer takes.

    python -m tests.benchmark.cluster FOLDER [--parts 20] [--incidents 1000000]

Needs the extra `cluster`. Writes parts of made-up incidents into the folder where they are missing, each of times of its own, has
two worker processes hold them, and asks as the atlas does: the first time of a filter, with nothing of it in a cache. Then one
worker is killed. Prints seconds, the memory of workers and server, and what the figures mean on paper for 10⁹.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
import pandas as pd
from distributed import LocalCluster

from data.cluster.clustered import Clustered
from data.cluster.dask_parts import DaskParts
from data.cluster.partitions import MANIFEST, WHOLE, Part, Partitions, read_partitions, write_manifest
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map.grid import Tile
from data.folders.tables.atlas_tables import hash_of
from data.folders.tables.written_tables import csv_of, parquet_of
from tests.benchmark import made_collection as made
from tests.benchmark.engines import FILTERS

WORKERS: Final = 2
ROUNDS: Final = 3
TABLES: Final = ("incidents", "casualties", "sources")
PAPER: Final = 10**9
_PAPER_CORES: Final = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, default=20)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    if not (options.folder / MANIFEST).exists():
        write_parts(options.folder, options.parts, options.incidents)
    partitions = read_partitions(options.folder)
    incidents = sum(part.incidents for part in partitions.parts)
    print(f"{incidents:,} incidents, {len(partitions.parts)} parts, {WORKERS} workers, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0
    ) as cluster:
        parts = DaskParts(cluster.scheduler_address, options.folder, partitions)
        clustered = Clustered(options.folder, parts)
        begin, before = time.perf_counter(), _memory(cluster)
        parts.load()
        print(f"parts read: {time.perf_counter() - begin:.0f} s")
        growth = _memory(cluster) - before
        print(
            f"memory of a part: {growth / len(partitions.parts):.0f} MB; of the server: {_own_memory():.0f} MB"
        )
        headline = _answers(clustered)
        print(f"memory of a part after that: {(_memory(cluster) - before) / len(partitions.parts):.0f} MB; "
              f"of the server: {_own_memory():.0f} MB", flush=True)  # fmt: skip
        _on_paper(incidents, growth, headline)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        begin = time.perf_counter()
        clustered.headline(IncidentFilter(words="lost"))
        print(f"one worker killed: the next answer after {time.perf_counter() - begin:.0f} s")
        parts.close()
    return 0


def write_parts(folder: Path, number: int, incidents: int) -> None:
    """Parts of made-up incidents, each of an equal share of the time."""
    days = made.DAYS // number
    parts = []
    for at in range(number):
        out = folder / f"{at:05}"
        shutil.rmtree(out, ignore_errors=True)
        with (
            patch.object(made, "FIRST_DAY", made.FIRST_DAY + np.timedelta64(at * days, "D")),
            patch.object(made, "DAYS", days),
        ):
            dataset = made.made_collection(incidents + at)
        out.mkdir(parents=True)
        tables = {
            name: pd.DataFrame(getattr(dataset, name)).drop(columns="geometry", errors="ignore")
            for name in TABLES
        }
        contents = {}
        for name, table in tables.items():
            contents[name] = parquet_of(
                table.assign(incident_id=f"{at:05}" + table["incident_id"].astype("str"))
            )
            (out / f"{name}.parquet").write_bytes(contents[name])
        made.write_description(dataset, out)
        parts.append(Part(out.name, hash_of(contents), len(dataset.incidents)))
        print(f"\rwritten: {at + 1} of {number}", end="", flush=True)
    print()
    (folder / WHOLE).mkdir(exist_ok=True)
    for name, table in tables.items():
        (folder / WHOLE / f"{name}.csv").write_bytes(csv_of(pd.DataFrame(columns=table.columns, dtype="str")))
    made.write_description(dataset, folder / WHOLE)
    write_manifest(
        folder,
        Partitions(hash_of({"parts": b"".join(part.sha256.encode() for part in parts)}), {}, tuple(parts)),
    )


def _answers(clustered: Clustered) -> float:
    """Print how long each kind of answer takes; the median of a headline, in seconds."""
    kinds: dict[str, Callable[[IncidentFilter], Any]] = {
        "headline": clustered.headline,
        "districts": clustered.districts,
        "timeline": lambda incident_filter: clustered.timeline(incident_filter, "month"),
        "choices": clustered.options,
        "cells of a tile": lambda incident_filter: clustered.cells_of_tile(incident_filter, Tile(6, 40, 24)),
        "100 rows": lambda incident_filter: clustered.page(incident_filter, 0, 100),
        "the headline again": clustered.headline,
    }
    medians = {}
    for name, request in kinds.items():
        filters = new_filters() if name != "the headline again" else iter([])
        times = []
        for incident_filter in [next(filters, IncidentFilter()) for _ in range(ROUNDS * len(FILTERS))]:
            begin = time.perf_counter()
            request(incident_filter)
            times.append(time.perf_counter() - begin)
        medians[name] = statistics.median(times)
        print(
            f"{name:20} p50 {1000 * medians[name]:7.0f} ms, longest {1000 * max(times):7.0f} ms", flush=True
        )
    return medians["headline"]


_turns: Final = count()


def new_filters() -> Iterator[IncidentFilter]:
    """The filters of the table of engines, each time with another last day, so that nothing of them is known."""
    while True:
        for fields in FILTERS:
            last = pd.Timestamp("2025-12-31") - pd.Timedelta(days=next(_turns))
            pairs = {**fields, "to": fields.get("to", f"{last:%Y-%m-%d}")}
            pairs["from"] = fields.get("from", f"{last - pd.Timedelta(days=11_000):%Y-%m-%d}")
            yield IncidentFilter.from_query(pairs.items())[0]


def _on_paper(incidents: int, part_mb: float, headline_seconds: float) -> None:
    millions, of_a_million = PAPER / 1e6, headline_seconds * WORKERS / (incidents / 1e6)
    print(f"on paper, {PAPER:,} incidents: {part_mb / (incidents / 1e6) * millions / 1000:,.0f} GB of memory, "
          f"{of_a_million * 1000:.0f} ms of a core for a million, {of_a_million * millions / _PAPER_CORES:.1f} s for a "
          f"headline on {_PAPER_CORES} cores")  # fmt: skip


def _memory(cluster: Any) -> float:
    """Megabytes that the workers hold, with what they share divided among them."""
    return sum(_of_process(worker.pid) for worker in cluster.workers.values())


def _own_memory() -> float:
    return _of_process(os.getpid())


def _of_process(number: int) -> float:
    text = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    return int(text.split("Pss:")[1].split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
