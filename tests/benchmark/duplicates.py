"""What the search for possible duplicates costs where incidents stand densely, beside spread ones.

    .venv-tests/bin/python -m tests.benchmark.duplicates [ROWS]

Each table is read as a visitor's would be, and the search is timed within that. What counts is the whole.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from datetime import date, timedelta
from typing import Final

from data.imports.import_tables import read_upload
from data.imports.report.duplicates import possible_duplicates
from data.limits import COMMAND_LINE

ROWS: Final = 100_000
HEADINGS: Final = "date,country,district,killed,injured,longitude,latitude,description"
FIRST: Final = date(1995, 1, 1)


def main(arguments: list[str]) -> int:
    """Print a row a table; 1 when a dense one costs more than twice what the spread one does."""
    rows = int(arguments[0]) if arguments else ROWS
    print(
        f"{'table':24} {'rows':>8} {'read s':>7} {'search s':>9} {'MB':>5} {'pairs':>7}  what was not looked at"
    )
    seconds = {name: measured(name, lines) for name, lines in tables(rows).items()}
    worst = max(seconds.values()) / seconds["spread"]
    print(f"The slowest takes {worst:.1f} times as long as the spread one.")
    return int(worst > 2)


def tables(rows: int) -> dict[str, list[str]]:
    """Lines of tables: a few incidents a day and far apart; hundreds a cell and day, alike or not; without points."""
    made = {
        "spread": (
            line(n % 5_000 * 2, 40 + n // 5_000 % 4, 36 + n // 20_000 * 1.5, 1, n) for n in range(rows)
        ),
        "dense and alike": (
            line(n // 2610, 46.85 + n // 290 % 3 * 0.131, 39.75 + n // 870 % 3 * 0.1, 1, n)
            for n in range(rows)
        ),
        "dense and unlike": (
            line(
                n // 2610, 46.85 + n // 290 % 3 * 0.131, 39.75 + n // 870 % 3 * 0.1, 1.3 ** (n % 290 % 45), n
            )
            for n in range(rows)
        ),
        "one district, no points": (line(n % 8_000, None, None, 1, n) for n in range(rows)),
        "one place and day": (line(0, 46.85, 39.75, 1, n) for n in range(rows)),
    }
    return {name: [HEADINGS, *lines] for name, lines in made.items()}


def line(day: int, longitude: float | None, latitude: float | None, killed: float, number: int) -> str:
    """One row of a table."""
    point = "," if longitude is None or latitude is None else f"{longitude:.4f},{latitude:.4f}"
    return f"{FIRST + timedelta(day)},Azerbaijan,Agdam,{killed:.0f},0,{point},m {number}"


def measured(name: str, lines: list[str]) -> float:
    """Seconds of the processor for the whole reading."""
    begun = time.process_time()
    found = read_upload("a.csv", "\n".join(lines).encode(), limits=COMMAND_LINE)
    reading = time.process_time() - begun
    times = []
    for _ in range(3):
        begun = time.process_time()
        duplicates = possible_duplicates(found.dataset)
        times.append(time.process_time() - begun)
    tracemalloc.start()
    possible_duplicates(found.dataset)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(
        f"{name:24} {len(found.dataset.incidents):8,} {reading:7.1f} {min(times):9.2f} {peak / 1e6:5.0f} "
        f"{len(duplicates.pairs):7,}  {duplicates.limit or 'nothing'}",
        flush=True,
    )
    return reading


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
