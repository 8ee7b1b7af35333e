"""Options of the commands that read files of outlines: recorded areas and boundaries."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from data.store.database.addresses import add_who

DATA_HELP: Final = "folder with the tables, or a collection: its file, or postgresql://user@host/database"


def add_outline_options(adding: argparse.ArgumentParser, fields: Sequence[str], columns_help: str) -> None:
    """Adds `files`, `--data`, `--columns` and `--crs`; `fields` are those that a column can be named for."""
    adding.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="GeoJSON, GeoPackage, KML, GeoParquet or zipped shapefile",
    )
    adding.add_argument("--data", required=True, metavar="FOLDER", help=DATA_HELP)
    add_who(adding)
    listed = ", ".join(fields)

    def column(text: str) -> tuple[str, str]:
        field, _equals, name = text.partition("=")
        if field not in fields or not name:
            raise argparse.ArgumentTypeError(f"“{text}” is not FIELD=COLUMN; fields are {listed}")
        return field, name

    adding.add_argument(
        "--columns",
        nargs="+",
        type=column,
        default=[],
        metavar="FIELD=COLUMN",
        help=f"{columns_help}; fields: {listed}",
    )
    adding.add_argument(
        "--crs", default="", help="coordinate system of a shapefile without .prj: “EPSG:32638”, “UTM 38N”"
    )
