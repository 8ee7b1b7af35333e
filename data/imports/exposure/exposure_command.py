"""The command `mine-atlas exposure add`: schools, health posts, settlements or people for a folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import pandas as pd

from data.exposure.table import EXPOSURE, ExposureKind, check_size, read_exposure
from data.folders.added_table import content_of, put_into, require_incidents
from data.imports.exposure.exposure_file import read_exposure_file
from data.limits import COMMAND_LINE, Work

_FAILURE: Final = "The points stay as they were."


def add_exposure_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `exposure add` to the commands of a parser; it sets `run` and `failure`."""
    parser = commands.add_parser(
        "exposure", help="add schools, health posts, settlements or people to a folder"
    )
    adding = parser.add_subparsers(title="commands", metavar="", required=True).add_parser(
        "add", help="read points, or a raster of people; a file of the same name is replaced"
    )
    adding.set_defaults(run=_add, failure=_FAILURE)
    adding.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="CSV, XLSX, GeoJSON, GeoPackage, …, a GeoTIFF or an ASCII grid",
    )
    adding.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder with the tables")
    adding.add_argument(
        "--what",
        type=ExposureKind,
        choices=[*ExposureKind],
        required=True,
        metavar="WHAT",
        help=f"what the points are: {', '.join(ExposureKind)}",
    )
    adding.add_argument("--people", default="", metavar="COLUMN", help="column with a number of people")


def _add(options: argparse.Namespace) -> int:
    require_incidents(options.data)
    before = read_exposure(options.data)
    parts = [] if before is None else [before[~before["file"].isin([path.name for path in options.files])]]
    said: list[str] = []
    for path in options.files:
        points, remarks = read_exposure_file(
            path.name, content_of(path), options.what, options.people, Work(COMMAND_LINE)
        )
        parts.append(points)
        said += remarks
    points = pd.concat([part for part in parts if len(part)], ignore_index=True)
    check_size(points)
    put_into(options.data, EXPOSURE, lambda path: points.to_parquet(path, compression="zstd", index=False))
    for remark in said:
        print(remark)
    counts = points["what"].value_counts()
    listed = ", ".join(f"{counts[kind]:,} {kind.label}" for kind in ExposureKind if kind in counts.index)
    print(f"{options.data / EXPOSURE}: {listed}. Start the atlas again.")
    return 0
