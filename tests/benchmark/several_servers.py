"""Two servers on one collection behind nginx, one of them killed while readers change their filters.

    python -m tests.benchmark.several_servers postgresql://user@host/database [--readers 200] [--seconds 30]

fills the collection, which must be empty, with the bundled incidents. Each reader asks what the page asks when the
filter changes, as in tests.benchmark.readers; in the middle of the time one server is killed. Prints what the readers
waited, how many of them had an answer that failed, and how many had two; 1 when any had two.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from data.store.collection import open_collection
from data.tables.layers.districts import BUNDLED
from tests.benchmark.readers import WARM_SECONDS, Reader, Waits, page_of, waits_text
from tests.several_servers import two_servers


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 when a reader saw an error twice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("collection")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args(arguments)
    with open_collection(options.collection) as collection:
        collection.fill(BUNDLED, who="benchmark", why="filled")
    with tempfile.TemporaryDirectory() as folder, two_servers(options.collection, Path(folder)) as servers:
        page = page_of("127.0.0.1", servers.port)
        now = time.monotonic()
        until = now + WARM_SECONDS + options.seconds
        waits = [Waits() for _ in range(options.readers)]
        readers = [
            Reader(number, page, servers.port, now + WARM_SECONDS, until, of_reader)
            for number, of_reader in enumerate(waits)
        ]
        killing = threading.Timer(WARM_SECONDS + options.seconds / 2, servers.kill, [0])
        for thread in (*readers, killing):
            thread.start()
        for thread in (*readers, killing):
            thread.join()
    return _result(waits, options.seconds)


def _result(waits: Sequence[Waits], seconds: float) -> int:
    errors = [sum(of_reader.errors.values()) for of_reader in waits]
    print(f"{len(waits)} readers, {seconds:g} s counted, {os.cpu_count()} cores, one of two servers killed")
    print(f"{'milliseconds':34}{'number':>8}{'p50':>10}{'p95':>10}{'longest':>10}")
    changes = [wait for of_reader in waits for wait in of_reader.changes]
    print(waits_text("a change, until all views are there", changes))
    answered = sum(len(each) for of_reader in waits for each in of_reader.by_view.values())
    print(f"{answered:,} answers; readers with an answer that failed: {sum(map(bool, errors))}, with two: "
          f"{sum(number > 1 for number in errors)}")  # fmt: skip
    for kind in sorted({kind for of_reader in waits for kind in of_reader.errors}):
        print(f"  {kind}")
    return int(max(errors, default=0) > 1 or not changes)


if __name__ == "__main__":
    raise SystemExit(main())
