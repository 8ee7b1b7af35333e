"""The command `mine-atlas boundaries add`: administrative boundaries for the incidents of a folder or a collection."""

from __future__ import annotations

import argparse
from typing import Final

import pandas as pd

from data.areas.boundary_table import BOUNDARIES, boundaries_of, written_boundaries
from data.errors import AtlasError
from data.folders.added_table import content_of
from data.imports.areas.boundary_files import (
    DEEPEST,
    FIELDS,
    BoundaryFile,
    is_country_code,
    read_boundary_files,
)
from data.imports.commands.outline_options import add_outline_options
from data.limits import COMMAND_LINE, Work
from data.store.layer_target import LayerTarget, layer_target
from data.text.plain_text import is_writable

_LONGEST_ATTRIBUTION: Final = 300


def add_boundaries_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `boundaries add` to the commands of a parser; it sets `run` and `failure`."""
    parser = commands.add_parser(
        "boundaries", help="add administrative boundaries to a folder or a collection"
    )
    adding = parser.add_subparsers(title="commands", metavar="", required=True).add_parser(
        "add", help="read polygons of one or several levels; COD-AB is known by its columns"
    )
    adding.set_defaults(run=_add, failure="No boundaries were added.")
    add_outline_options(adding, FIELDS, "columns of a file that is not COD-AB")
    adding.add_argument(
        "--attribution",
        type=_attribution,
        required=True,
        metavar="TEXT",
        help="whose boundaries they are, of which edition; every map shows it",
    )
    adding.add_argument(
        "--level", type=int, choices=range(1, DEEPEST + 1), help="level of a file that is not COD-AB"
    )
    adding.add_argument(
        "--country", type=_country, default="", help="ISO code of the country where codes have none"
    )
    adding.add_argument(
        "--shade",
        type=int,
        choices=range(1, DEEPEST + 1),
        help="level that is shaded and ranked (default: the last)",
    )
    adding.add_argument(
        "--keep",
        action="store_true",
        help="keep the boundaries that are there, but for the levels of a country that the files have",
    )


def _add(options: argparse.Namespace) -> int:
    with layer_target(options.data, options.who, _why(options)) as target:
        return _add_to(target, options)


def _add_to(target: LayerTarget, options: argparse.Namespace) -> int:
    chosen = dict(options.columns), options.level, options.country, options.crs
    files = [BoundaryFile(path.name, content_of(path), *chosen) for path in options.files]
    content = target.content(BOUNDARIES)
    kept = boundaries_of(content) if options.keep and content is not None else None
    areas, remarks = read_boundary_files(files, Work(COMMAND_LINE), kept)
    levels = sorted(int(level) for level in areas["level"].unique())
    shaded = options.shade or levels[-1]
    if shaded not in levels:
        raise AtlasError(f"There is no level {shaded}; there are {', '.join(map(str, levels))}.")
    areas["is_shaded"] = areas["level"] == shaded
    areas["attribution"] = options.attribution
    if kept is not None:
        attributions = dict(zip(kept["code"], kept["attribution"], strict=True))
        areas["attribution"] = areas["attribution"].where(
            areas["file"] != "", areas["code"].map(attributions)
        )
    areas = areas.drop(columns="file")
    target.put(BOUNDARIES, written_boundaries(areas))
    for remark in remarks:
        print(remark)
    counts = pd.Series(areas["level"]).value_counts().sort_index()
    listed = ", ".join(f"{count:,} of level {level}" for level, count in counts.items())
    print(f"{target.place(BOUNDARIES)}: {listed}; districts are shaded by level {shaded}. {target.then}")
    return 0


def _why(options: argparse.Namespace) -> str:
    return f"boundaries added from {', '.join(path.name for path in options.files)}"


def _attribution(text: str) -> str:
    if not text.strip() or len(text) > _LONGEST_ATTRIBUTION or not is_writable(text):
        raise argparse.ArgumentTypeError(f"give a text of at most {_LONGEST_ATTRIBUTION} letters")
    return " ".join(text.split())


def _country(text: str) -> str:
    if text and not is_country_code(text):
        raise argparse.ArgumentTypeError(f"“{text}” is not the code of a country, as AZ")
    return text.upper()
