"""How long downloads of everything take, beside pandas and geopandas that write the same rows.

python -m tests.benchmark.downloads [INCIDENTS ...] prints a table, by default of 10 thousand, 100 thousand and 1 million
made-up incidents. The rows of pandas and geopandas are made before; what they write must hold what the atlas writes.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from components.address import View
from components.brief.contents import Brief
from components.brief.tables.geopackage import points
from components.sharing.brief_files import KINDS
from data.exports.rows import csv_parts, geojson_parts, rows, to_csv, to_geojson
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from tests.benchmark.made_collection import made_collection
from tests.benchmark.pages import ROUNDS, in_turn, times_text

SIZES: Final = (10_000, 100_000, 1_000_000)
KINDS_OF_SUMS: Final = ("pptx", "docx", "pdf", "png", "svg")
BASELINE: Final = "pandas to_csv, rows made before"


def ways_of(summary: Summary, table: pd.DataFrame, folder: Path) -> dict[str, Callable[[], float]]:
    """Milliseconds of each way, by its name."""
    brief = Brief(summary, View())
    located = points(table)
    ways: dict[str, Callable[[], object]] = {
        BASELINE: lambda: table.to_csv(folder / "rows.csv", index=False),
        "CSV, until the first rows": lambda: _first_rows(csv_parts(summary)),
        "CSV": lambda: _written(csv_parts(summary), folder / "atlas.csv"),
        "geopandas to_file GeoJSON, rows made before": lambda: located.to_file(
            folder / "rows.geojson", driver="GeoJSON"
        ),
        "GeoJSON, until the first rows": lambda: _first_rows(geojson_parts(summary)),
        "GeoJSON": lambda: _written(geojson_parts(summary), folder / "atlas.geojson"),
        "tables as CSV in a zip": lambda: _written(KINDS["csv.zip"].parts(brief), folder / "atlas.zip"),
        "GeoPackage": lambda: _written(KINDS["gpkg"].parts(brief), folder / "atlas.gpkg"),
    }
    # A brief keeps its paragraph, so each is made anew.
    for kind in KINDS_OF_SUMS:
        ways[f".{kind}"] = partial(lambda kind: b"".join(KINDS[kind].parts(Brief(summary, View()))), kind)
    return {name: partial(_milliseconds, way) for name, way in ways.items()}


def agree(summary: Summary, table: pd.DataFrame) -> None:
    """Stops unless the atlas writes as many rows as the table has, with the same identifiers."""
    keys = table["incident_id"].tolist()
    assert [row["incident_id"] for row in csv.DictReader(io.StringIO(to_csv(summary), newline=""))] == keys
    assert [feature["id"] for feature in json.loads(to_geojson(summary))["features"]] == keys


def main() -> None:
    """Measure and print."""
    for size in [int(number) for number in sys.argv[1:]] or SIZES:
        dataset = made_collection(size)
        dataset.prepare()
        summary = Summary(dataset, IncidentFilter(), matching(dataset, IncidentFilter()))
        table = rows(summary).reset_index(drop=True)
        if size <= 100_000:
            agree(summary, table)
        print(f"\n{size:,} incidents")
        with tempfile.TemporaryDirectory() as folder:
            print(times_text(in_turn(ways_of(summary, table, Path(folder)), ROUNDS), BASELINE), flush=True)


def _milliseconds(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    way()
    return (time.perf_counter() - start) * 1_000


def _first_rows(parts: Iterable[bytes]) -> bytes:
    """The parts until one is more than a header."""
    return next(part for part in parts if len(part) > 10_000)


def _written(parts: Iterable[bytes], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


if __name__ == "__main__":
    main()
