"""How long an editor waits in a collection of many incidents: opening, listing, searching, saving, publishing.

python -m tests.benchmark.store [ADDRESS] [INCIDENTS…] makes collections of made-up incidents, in a file, or in the
PostgreSQL database of the address, which must be empty; it prints the median of seven runs, of publishing of three.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from data.store.collection import Collection, open_collection
from data.store.database.addresses import is_postgresql
from data.store.records.records import Query, State
from tests.benchmark.made_collection import write_made

RUNS: Final = 7
PUBLICATIONS: Final = 3
WHO: Final = "benchmark"


def seconds(work: Callable[[], object]) -> float:
    """How long something takes once."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds, the median of the runs."""
    return statistics.median(seconds(work) for _run in range(runs))


def edit(collection: Collection, incident_id: str) -> None:
    """What a form does: read an incident, and save another summary of it as ready."""
    read = collection.incident(incident_id)
    assert read is not None
    cells = {**read.document.incident, "summary": f"Edited {time.time_ns()}."}
    changed = replace(read.document, incident=cells)
    collection.save(changed, who=WHO, why="edit", state=State.READY, based_on=read.number)


def measured(address: str, folder: Path) -> dict[str, float]:
    """Seconds of each thing that is done with a collection filled from a folder."""
    collection = open_collection(address)
    took = {"fill, and publish all": seconds(lambda: collection.fill(folder, who=WHO, why="fill"))}
    collection.close()
    took["open"] = median(lambda: open_collection(address).close())
    queries = {
        "list, newest first": Query(),
        "list, page 1,000": Query(begin=50_000),
        "search two words": Query(words="agdam mine"),
        "search a word that no incident has": Query(words="qqq"),
        "search a month": Query(first_day=date(2015, 5, 1), last_day=date(2015, 5, 31)),
        "what is not published": Query(is_unpublished=True),
    }
    for name, query in queries.items():
        took[name] = median(lambda query=query: collection.find(query))  # type: ignore[misc]
    keys = [line.incident_id for line in collection.find(Query(most=RUNS + PUBLICATIONS)).lines]
    took["save a changed incident"] = statistics.median(
        seconds(lambda key=key: edit(collection, key))  # type: ignore[misc]
        for key in keys[:RUNS]
    )
    took["history"] = median(lambda: collection.history(keys[0]))
    publications = []
    for key in keys[RUNS:]:
        edit(collection, key)
        publications.append(seconds(lambda: collection.publish(who=WHO, why="edition")))
    took["publish a changed incident"] = statistics.median(publications)
    took["read the edition to serve it"] = seconds(lambda: collection.published().dataset)  # type: ignore[union-attr]
    collection.close()
    return took


def main(words: list[str]) -> None:
    """Measure, and print a table."""
    addresses = [word for word in words if is_postgresql(word)]
    sizes = [int(word) for word in words if not is_postgresql(word)] or [100_000]
    with tempfile.TemporaryDirectory() as folder:
        for number in sizes:
            made = write_made(number, Path(folder) / f"made-{number}")
            for address in addresses or [str(Path(folder) / f"{number}.sqlite")]:
                print(f"{number:,} incidents, {'PostgreSQL' if addresses else 'a file'}")
                for name, took in measured(address, made).items():
                    print(f"  {name:<42}{took:8.3f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
