"""Two engines for more data than one machine holds: sums of a filter over partitions, on two workers.

    python -m tests.benchmark.engines FOLDER [--partitions 4] [--incidents 1000000]

needs dask, distributed and duckdb, which nothing else here needs. Writes the partitions into the folder, Parquet each, where
they are missing, and asks both engines for the sums of the same filters, in turn: with Dask each worker holds its partitions as
datasets and runs the very code that defines "matches"; DuckDB, with as many threads, reads the Parquet files for each
filter, and the filter is written a second time in SQL. Then one worker of Dask is ended, and the next answer recomputes
what it held. Prints the table; 1 when the sums differ.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.folders.tables.atlas_tables import read_folder
from tests.benchmark.made_collection import write_made

WORKERS: Final = 2
ROUNDS: Final = 3
FILTERS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"from": "2020-11-10", "to": "2021-11-10"},
    {"outcome": "killed"},
    {"device": "antipersonnel_mine"},
    {"victim": "civilian", "outcome": "injured"},
    {"district": "AZ-AGM", "from": "2015-01-01", "to": "2020-12-31"},
)
Filter = dict[str, str]
Sums = tuple[int, int, int]
"""Incidents, killed, injured."""

_datasets: dict[str, Any] = {}
"""The datasets of a worker, by folder."""


def part_sums(folder: str, incident_filter: Filter) -> Sums:
    """The sums of a filter over one partition, whose dataset this process goes on to hold."""
    if folder not in _datasets:
        _datasets[folder] = read_folder(Path(folder))
        _datasets[folder].prepare()
    incident_filter_of = IncidentFilter.from_query(incident_filter.items())[0]
    # Past the cache of summaries: what is measured is the computing.
    summary = Summary(_datasets[folder], incident_filter_of, matching(_datasets[folder], incident_filter_of))
    return summary.incidents, summary.killed.best, summary.injured.best


def sql(folder: Path, incident_filter: Filter) -> str:
    """The same sums as a query of DuckDB."""
    people, incidents = ["true"], ["true"]
    names = {"outcome": "outcome", "victim": "victim_category"}
    people += [f"c.{names[key]} = '{value}'" for key, value in incident_filter.items() if key in names]
    chooses = len(people) > 1
    columns = {"device": "device_category = '{}'", "district": "adm1_iso = '{}'"}
    columns |= {"from": "date_end >= DATE '{}'", "to": "date_start <= DATE '{}'"}
    incidents += [columns[key].format(value) for key, value in incident_filter.items() if key in columns]
    tables = {
        name: f"read_parquet('{folder}/*/{name}.parquet', filename=true)"
        for name in ("incidents", "casualties")
    }
    counted = "sum(coalesce(count_best, count_low, 0)) FILTER (outcome = '{}') AS {}"
    # All of it is from this file.
    return f"""
        WITH people AS (
            SELECT split_part(filename, '/', -2) AS part, incident_id,
                {counted.format("killed", "killed")}, {counted.format("injured", "injured")}
            FROM {tables["casualties"]} c WHERE {" AND ".join(people)} GROUP BY ALL)
        SELECT count(*), coalesce(sum(killed), 0), coalesce(sum(injured), 0)
        FROM (SELECT *, split_part(filename, '/', -2) AS part FROM {tables["incidents"]}) i
        {"JOIN" if chooses else "LEFT JOIN"} people USING (part, incident_id)
        WHERE {" AND ".join(incidents)}"""  # noqa: S608


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    # Another number makes other incidents.
    parts = [options.folder / str(options.incidents + number) for number in range(options.partitions)]
    for part in parts:
        if not (part / "dataset.json").exists():
            write_made(int(part.name), part)
    print(f"{sum(int(part.name) for part in parts):,} incidents, {len(parts)} partitions, {WORKERS} workers, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    duckdb_answer = _duckdb(options.folder)
    dask_answer, cluster = _dask(parts)
    found = {name: _measured(answer) for name, answer in (("Dask", dask_answer), ("DuckDB", duckdb_answer))}
    for name, (first, times, _sums) in found.items():
        print(f"{name:8} first answer {first:7.2f} s, then a filter p50 {1000 * statistics.median(times):7.0f} ms, "
              f"longest {1000 * max(times):7.0f} ms")  # fmt: skip
    print(f"memory of Dask's workers: {_memory(cluster):,} MB")
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    begin = time.perf_counter()
    dask_answer({})
    print(f"one worker ended: the next answer after {time.perf_counter() - begin:.1f} s")
    cluster.close()
    return int(found["Dask"][2] != found["DuckDB"][2])


def _measured(answer: Callable[[Filter], Sums]) -> tuple[float, list[float], list[Sums]]:
    """Seconds of the first answer, and of each later one; the sums."""
    begin = time.perf_counter()
    answer(FILTERS[0])
    first = time.perf_counter() - begin
    times, sums = [], []
    for _round in range(ROUNDS):
        for incident_filter in FILTERS:
            begin = time.perf_counter()
            sums.append(answer(incident_filter))
            times.append(time.perf_counter() - begin)
    return first, times, sums


def _dask(parts: Sequence[Path]) -> tuple[Callable[[Filter], Sums], Any]:
    distributed = import_module("distributed")
    # By its name, so that a worker imports it and keeps what it holds.
    of_part = import_module("tests.benchmark.engines").part_sums
    cluster = distributed.LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, memory_limit=0
    )
    client = distributed.Client(cluster)

    def answer(incident_filter: Filter) -> Sums:
        # The same worker for a partition each time, as long as it is there.
        workers = sorted(client.scheduler_info()["workers"])
        futures = [
            client.submit(
                of_part,
                str(part),
                incident_filter,
                pure=False,
                workers=workers[at % len(workers)],
                allow_other_workers=True,
            )
            for at, part in enumerate(parts)
        ]
        incidents, killed, injured = (sum(one) for one in zip(*client.gather(futures), strict=True))
        return incidents, killed, injured

    return answer, cluster


def _duckdb(folder: Path) -> Callable[[Filter], Sums]:
    connection = import_module("duckdb").connect(config={"threads": WORKERS})

    def answer(incident_filter: Filter) -> Sums:
        incidents, killed, injured = connection.execute(sql(folder, incident_filter)).fetchone()
        return int(incidents), int(killed), int(injured)

    return answer


def _memory(cluster: Any) -> int:
    """Megabytes that the workers hold, with what they share divided among them."""
    numbers = [worker.pid for worker in cluster.workers.values()]
    lines = [Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii") for number in numbers]
    return sum(int(text.split("Pss:")[1].split()[0]) for text in lines) // 1024


if __name__ == "__main__":
    raise SystemExit(main())
