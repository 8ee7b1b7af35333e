"""Damaged files of every form, made by coverage-guided mutation (atheris), until a reader raises what is no sentence.

    pip install atheris
    python -m tests.fuzz.readers [FOLDER OF CASES] -max_total_time=600 -rss_limit_mb=4000

Whatever it finds is written to crash-*; turn it into a case of tests/hostile_files.py.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["data.imports.formats"]):
    from data.imports.formats.open_file import open_file

from data.errors import FileError
from data.limits import Limits, Work
from tests.foreign_files import csv_file, geojson_file, kml_file, xlsx_file, zip_file
from tests.hostile_files import ROW, STRANGE, package, shapes

LIMITS = Limits(2_000_000, 20_000_000, 5_000, 200, 20.0)


def try_one(content: bytes) -> None:
    """Open a file: tables or a sentence, nothing else."""
    with contextlib.suppress(FileError):
        open_file("case", content, Work(LIMITS))


def seeds() -> dict[str, bytes]:
    """Whole files of every form, from which mutation begins."""
    whole = {
        "a.csv": csv_file([ROW] * 3),
        "a.xlsx": xlsx_file({"a": [ROW] * 3}),
        "a.geojson": geojson_file([ROW]),
        "a.kml": kml_file([ROW]),
        "a.gpkg": package(),
        "a.zip": zip_file(shapes(3)),
    }
    return whole | {name: make() for name, make in STRANGE.items()}


def main() -> None:
    """Fuzz from the seeds, or from a folder that is named first."""
    folder = Path(tempfile.mkdtemp(prefix="seeds"))
    for name, content in seeds().items():
        (folder / name).write_bytes(content)
    atheris.Setup([*sys.argv, str(folder)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
