"""The command `mine-atlas exposure add`: schools, health posts, settlements or people for a folder or a collection."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import pandas as pd

from data.exposure.table import EXPOSURE, ExposureKind, check_size, exposure_of, written_exposure
from data.folders.added_table import content_of
from data.imports.exposure.exposure_file import read_exposure_file
from data.limits import COMMAND_LINE, Work
from data.store.database.addresses import add_who
from data.store.layer_target import LayerTarget, layer_target

_FAILURE: Final = "The points stay as they were."


def add_exposure_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `exposure add` to the commands of a parser; it sets `run` and `failure`."""
    parser = commands.add_parser(
        "exposure", help="add schools, health posts, settlements or people to a folder or a collection"
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
    adding.add_argument(
        "--data",
        required=True,
        metavar="FOLDER",
        help="folder with the tables, or a collection: its file, or postgresql://user@host/database",
    )
    add_who(adding)
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
    why = f"points added from {', '.join(path.name for path in options.files)}"
    with layer_target(options.data, options.who, why) as target:
        return _add_to(target, options)


def _add_to(target: LayerTarget, options: argparse.Namespace) -> int:
    content = target.content(EXPOSURE)
    before = None if content is None else exposure_of(content)
    parts = [] if before is None else [before[~before["file"].isin([path.name for path in options.files])]]
    printed_remarks: list[str] = []
    for path in options.files:
        points, remarks = read_exposure_file(
            path.name, content_of(path), options.what, options.people, Work(COMMAND_LINE)
        )
        parts.append(points)
        printed_remarks += remarks
    points = pd.concat([part for part in parts if len(part)], ignore_index=True)
    check_size(points)
    target.put(EXPOSURE, written_exposure(points))
    for remark in printed_remarks:
        print(remark)
    counts = points["what"].value_counts()
    listed = ", ".join(f"{counts[kind]:,} {kind.label}" for kind in ExposureKind if kind in counts.index)
    print(f"{target.place(EXPOSURE)}: {listed}. {target.then}")
    return 0
