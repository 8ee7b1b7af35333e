"""The commands `mine-atlas areas add` and `areas remove`: recorded areas and lines for the map of a folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import geopandas as gpd

from data.errors import AtlasError
from data.folders.added_table import content_of, put_into, require_incidents
from data.imports.areas.area_columns import FIELDS
from data.imports.areas.area_files import read_area_file
from data.imports.areas.outline_options import add_outline_options
from data.limits import COMMAND_LINE, Work
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import AREAS, read_areas, with_areas_of_file, write_areas
from data.statement import Statement

_FAILURE: Final = "The areas stay as they were."


def add_areas_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `areas add` and `areas remove` to the commands of a parser; they set `run` and `failure`."""
    parser = commands.add_parser("areas", help="add hazardous, cleared and other recorded areas to a folder")
    parts = parser.add_subparsers(title="commands", metavar="", required=True)
    adding = parts.add_parser("add", help="read areas and lines; a file of the same name is replaced")
    adding.set_defaults(run=_add, failure=_FAILURE)
    add_outline_options(adding, FIELDS, "columns that their headings do not tell")
    adding.add_argument(
        "--kind",
        type=AreaKind,
        choices=[*AreaKind],
        metavar="KIND",
        help=f"kind of all areas of the files (default: as their column of kinds says): {', '.join(AreaKind)}",
    )
    removing = parts.add_parser("remove", help="take the areas of a file out of the folder")
    removing.set_defaults(run=_remove, failure=_FAILURE)
    removing.add_argument("file", metavar="FILE", help="name of the file that they were added from")
    removing.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder with the tables")


def _add(options: argparse.Namespace) -> int:
    require_incidents(options.data)
    areas = read_areas(options.data)
    said: list[Statement] = []
    for path in options.files:
        work = Work(COMMAND_LINE)
        chosen = options.kind, dict(options.columns)
        read = read_area_file(path.name, content_of(path), *chosen, work, options.crs)
        areas = with_areas_of_file(areas, read.areas, path.name)
        said += read.remarks
    if areas is not None:
        _write(areas, options.data)
        for remark in said:
            print(remark)
        _print_counts(areas, options.data)
    return 0


def _remove(options: argparse.Namespace) -> int:
    areas = read_areas(options.data)
    files = [] if areas is None else sorted(areas["file"].unique())
    if areas is None or options.file not in files:
        known = f"it has areas of {', '.join(files)}" if files else "it has no areas"
        raise AtlasError(f"{options.data} has no areas of “{options.file}”; {known}.")
    rest = areas[areas["file"] != options.file]
    if rest.empty:
        (options.data / AREAS).unlink()
        print(f"{options.data / AREAS} was removed; it had no other areas. Start the atlas again.")
    else:
        _write(rest, options.data)
        _print_counts(rest, options.data)
    return 0


def _write(areas: gpd.GeoDataFrame, folder: Path) -> None:
    put_into(folder, AREAS, lambda path: write_areas(areas, path))


def _print_counts(areas: gpd.GeoDataFrame, folder: Path) -> None:
    counts = areas["kind"].value_counts()
    listed = ", ".join(f"{counts[kind]:,} {kind.label}" for kind in AreaKind if kind in counts.index)
    print(f"{folder / AREAS}: {listed}. Start the atlas again.")
