"""Everything that is measured of large collections, in one command: python -m tests.benchmark [--keep FOLDER]

Runs each measurement after the other, prints what it prints, and writes all of it into docs/measurements.md; the table
and the plot of times until a map is painted go into docs/filter-to-map.md. It takes about an hour on two processor cores,
10 GB of memory and 1 GB of disk, and wants a machine that does nothing else. `pip install '.[test,benchmark]'` brings
the other packages that the atlas is measured beside. --keep keeps the made collections, so that another run need not
make them; names of measurements run these alone.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.benchmark.filter_to_map import collection
from tests.benchmark.pages import CHECKOUT

PAPER: Final = CHECKOUT / "docs" / "measurements.md"
TABLE: Final = "docs/filter-to-map.md"
PLOT: Final = "docs/filter-to-map.png"
A_MILLION: Final = "{million}"
"""Stands for the folder of a made collection of a million incidents."""
FOLDER: Final = "{kept}"
"""Stands for the folder of the made collections."""

MEASUREMENTS: Final[dict[str, tuple[str, ...]]] = {
    "filter_to_map": (
        "--keep",
        FOLDER,
        "--markdown",
        TABLE,
        "--plot",
        PLOT,
        "100",
        "1000",
        "10000",
        "100000",
        "1000000",
        "10000000",
    ),
    "server_time": ("10000", "100000", "1000000", "10000000"),
    "filter_parts": ("--keep", FOLDER, "100", "1000", "10000"),
    "pressed_headline": (),
    "filter_change": (),
    "first_view": (),
    "page_memory": (),
    "brush": ("1000", A_MILLION),
    "readers": (A_MILLION,),
    "opening": ("--keep", FOLDER, "10000", "100000", "1000000"),
    "downloads": ("10000", "100000"),
    "hostile": (),
    "largest_upload": (),
    "duplicates": (),
    "selections": (),
    "boundaries": (),
    "areas": (),
    "drafts": (),
}
"""The words that each measurement is called with, by its module."""


def call(name: str, folder: Path) -> list[str]:
    """The words of one measurement, with the folders that they stand for."""
    folders = {FOLDER: str(folder)}
    if A_MILLION in MEASUREMENTS[name]:
        folders[A_MILLION] = str(collection(1_000_000, folder))
    return [folders.get(word, word) for word in MEASUREMENTS[name]]


def result(name: str, printed: str) -> str:
    """What a measurement printed, under its first sentence and the command that anyone can repeat."""
    text = (CHECKOUT / "tests" / "benchmark" / f"{name}.py").read_text(encoding="utf-8")
    sentence = text.removeprefix('"""').partition("\n")[0]
    words = " ".join(
        word.replace(A_MILLION, "MILLION").replace(FOLDER, "FOLDER") for word in MEASUREMENTS[name]
    )
    return (
        f"## {sentence}\n\n```\n$ python -m tests.benchmark.{name} {words}".rstrip()
        + f"\n{printed.rstrip()}\n```\n"
    )


def machine() -> str:
    """What it was measured on."""
    return (
        f"{datetime.now(UTC):%-d %B %Y}, {platform.system()} on {platform.machine()}, {os.cpu_count()} processor cores, "
        f"no graphics card, Python {platform.python_version()}"
    )


def main() -> int:
    """Measure, and write the paper; the highest exit status of any measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="MEASUREMENT", help=f"of {', '.join(MEASUREMENTS)}")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where made collections stay, for another run"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(MEASUREMENTS):
        parser.error(f"not a measurement: {', '.join(sorted(unknown))}")
    parts, status = [], 0
    with tempfile.TemporaryDirectory() as passing:
        folder = (options.keep or Path(passing)).absolute()
        for name in options.names or MEASUREMENTS:
            command = [sys.executable, "-m", f"tests.benchmark.{name}", *call(name, folder)]
            run = subprocess.run(command, cwd=CHECKOUT, check=False, stdout=subprocess.PIPE, text=True)
            print(run.stdout, flush=True)
            parts.append(result(name, run.stdout))
            status = max(status, abs(run.returncode))
            # After each: what was measured for an hour outlives what fails in the end.
            written = f"# Measurements\n\nWritten by `python -m tests.benchmark`: {machine()}.\n\n"
            PAPER.write_text(written + "\n".join(parts), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
