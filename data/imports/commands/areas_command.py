"""The commands `mine-atlas areas add` and `areas remove`: recorded areas and lines for the map of a folder or a collection."""

from __future__ import annotations

import argparse
from typing import Final

import geopandas as gpd

from data.errors import AtlasError
from data.folders.added_table import content_of
from data.imports.areas.area_columns import FIELDS
from data.imports.areas.area_files import read_area_file
from data.imports.commands.outline_options import DATA_HELP, add_outline_options
from data.limits import COMMAND_LINE, Work
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import AREAS, areas_of, with_areas_of_file, written_areas
from data.statement import Statement
from data.store.database.addresses import add_who
from data.store.layer_target import LayerTarget, layer_target

_FAILURE: Final = "The areas stay as they were."


def add_areas_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `areas add` and `areas remove` to the commands of a parser; they set `run` and `failure`."""
    parser = commands.add_parser(
        "areas", help="add hazardous, cleared and other recorded areas to a folder or a collection"
    )
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
    removing = parts.add_parser("remove", help="take the areas of a file out again")
    removing.set_defaults(run=_remove, failure=_FAILURE)
    removing.add_argument("file", metavar="FILE", help="name of the file that they were added from")
    removing.add_argument("--data", required=True, metavar="FOLDER", help=DATA_HELP)
    add_who(removing)


def _add(options: argparse.Namespace) -> int:
    why = f"areas added from {', '.join(path.name for path in options.files)}"
    with layer_target(options.data, options.who, why) as target:
        return _add_to(target, options)


def _add_to(target: LayerTarget, options: argparse.Namespace) -> int:
    areas = _areas_of(target)
    statements: list[Statement] = []
    for path in options.files:
        work = Work(COMMAND_LINE)
        chosen = options.kind, dict(options.columns)
        read = read_area_file(path.name, content_of(path), *chosen, work, options.crs)
        areas = with_areas_of_file(areas, read.areas, path.name)
        statements += read.remarks
    if areas is not None:
        target.put(AREAS, written_areas(areas))
        for remark in statements:
            print(remark)
        _print_counts(areas, target)
    return 0


def _remove(options: argparse.Namespace) -> int:
    why = f"areas of {options.file} removed"
    with layer_target(options.data, options.who, why) as target:
        return _remove_from(target, options)


def _remove_from(target: LayerTarget, options: argparse.Namespace) -> int:
    areas = _areas_of(target)
    files = [] if areas is None else sorted(areas["file"].unique())
    if areas is None or options.file not in files:
        known = f"it has areas of {', '.join(files)}" if files else "it has no areas"
        raise AtlasError(f"{options.data} has no areas of “{options.file}”; {known}.")
    rest = areas[areas["file"] != options.file]
    if rest.empty:
        target.put(AREAS, None)
        print(f"{target.place(AREAS)} was removed; it had no other areas. {target.then}")
    else:
        target.put(AREAS, written_areas(rest))
        _print_counts(rest, target)
    return 0


def _areas_of(target: LayerTarget) -> gpd.GeoDataFrame | None:
    content = target.content(AREAS)
    return None if content is None else areas_of(content)


def _print_counts(areas: gpd.GeoDataFrame, target: LayerTarget) -> None:
    counts = areas["kind"].value_counts()
    listed = ", ".join(f"{kind.label} ({counts[kind]:,})" for kind in AreaKind if kind in counts.index)
    print(f"{target.place(AREAS)}: {listed}. {target.then}")
