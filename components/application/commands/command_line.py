"""The command line: its options. What a command does is imported when it is called: most need nothing of the page."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from components.application.commands.cluster_commands import add_cluster_commands
from components.application.commands.collection_options import add_collection_commands
from components.application.option_values import DATABASE, LOCAL_PROXY, MEMORY, OFF
from components.server.split_address import split_address
from components.sharing.file_endings import ENDINGS
from data.filters.filter_keys import KEYS
from data.folders.editions import record_edition
from data.folders.tables.atlas_tables import require_folder
from data.imports.commands.areas_command import add_areas_command
from data.imports.commands.boundaries_command import add_boundaries_command
from data.imports.commands.exposure_command import add_exposure_command
from data.imports.commands.import_command import add_commands
from data.reports.files.draft_command import add_draft_command
from data.store.database.addresses import is_collection
from data.tables.layers.districts import BUNDLED


def _start(options: argparse.Namespace) -> int:
    if options.cluster:
        from components.application.commands.cluster_start import (
            start_on_cluster,  # needs nothing of the page
        )

        return start_on_cluster(options)
    if isinstance(options.data, Path):
        require_folder(options.data)  # before the page is loaded, which takes longer than to say so
    from components.application.commands.start_command import start  # the page, which no other command needs

    return start(options)


def _write_brief(options: argparse.Namespace) -> int:
    from components.application.commands.brief_command import write_brief  # the writers of all files

    return write_brief(options)


def _record_edition(options: argparse.Namespace) -> int:
    recorded = record_edition(options.data)
    print(f"Recorded this edition of {options.data}: {recorded} incidents.")
    return 0


_MOST_WORKERS = 64
_BRIEF_KEYS = (*KEYS, "incident", "lon", "lat", "zoom", "measure", "lang", "names", "lines")
"""Query keys that the command `brief` takes as options of the same name."""


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of a command line, with `run`, which does what it asks for, and `failure`, the first words of an error."""
    parser = argparse.ArgumentParser(
        prog="mine-atlas", description="Show mine incidents on a map in the browser."
    )
    parser.set_defaults(run=_start, failure="The atlas was not started.")
    _add_folder(parser)
    parser.add_argument(
        "--host", type=_host, default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=_port, default=8050, help="port to listen on (default: 8050)")
    parser.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes that answer (default: 1)"
    )
    parser.add_argument(
        "--embedding-sites",
        nargs="+",
        type=_site,
        default=["*"],
        metavar="SITE",
        help="sites that may frame the embedded map, as https://example.org (default: any)",
    )
    parser.add_argument(
        "--cors",
        nargs="+",
        type=_origin,
        default=[],
        metavar="ORIGIN",
        help="sites whose pages may read the data addresses, as https://example.org, or * (default: none)",
    )
    parser.add_argument(
        "--proxy",
        type=_host,
        default=LOCAL_PROXY,
        metavar="ADDRESS",
        help="address of the reverse proxy whose X-Forwarded-For is believed (default: this machine)",
    )
    parser.add_argument(
        "--own-data",
        choices=[MEMORY, DATABASE, OFF],
        default=MEMORY,
        help="where visitors’ own data are: in the memory of this machine; in the database of the collection, where "
        "several servers answer in turn; or off (default: memory)",
    )
    commands = parser.add_subparsers(title="commands", metavar="")

    brief = commands.add_parser("brief", help="write a view as a file, without a browser")
    brief.set_defaults(run=_write_brief, failure="No file was written.", brief_keys=_BRIEF_KEYS)
    _add_folder(brief)
    brief.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=f"ending: {', '.join(ENDINGS)}"
    )
    for key in _BRIEF_KEYS:
        brief.add_argument(f"--{key}", action="append", dest=f"key_{key}", metavar="VALUE")

    brief.add_argument("--hxl", action="store_true", help="with a row of HXL tags in each table")

    add_commands(commands)
    add_draft_command(commands)
    add_boundaries_command(commands)
    add_areas_command(commands)
    add_exposure_command(commands)
    add_collection_commands(commands, _port)
    add_cluster_commands(parser, commands)

    edition = commands.add_parser(
        "edition", help="record the data as they are now, for links to tell what changed"
    )
    edition.set_defaults(run=_record_edition, failure="No edition was recorded.")
    edition.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder with the tables")
    return parser.parse_args(arguments)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    help_text = (
        "folder with tables like those of data/bundled (default: the bundled ones); or a collection, of which the "
        "published edition is shown: its file, or postgresql://user@host/database"
    )
    parser.add_argument("--data", type=_data, default=BUNDLED, metavar="FOLDER", help=help_text)
    parser.add_argument(
        "--public-url",
        type=_url,
        default="",
        metavar="URL",
        help="address under which readers reach the atlas",
    )
    parser.add_argument(
        "--ground",
        nargs="+",
        action="append",
        default=[],
        metavar="FILE",
        help="map to stand under the incidents: a PMTiles or MBTiles file, or an address with {z}, {x} and {y}; after "
        "it may stand its title and its attribution, each in quotation marks; may be given several times",
    )


def _data(text: str) -> Path | str:
    return text if is_collection(text) else Path(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; use a number from 1 to 65535")
    return int(text)


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._:%-]{1,255}", text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no name or address of this machine; use 127.0.0.1, or 0.0.0.0 for all networks"
        )
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; use 1 to {_MOST_WORKERS}")
    return int(text)


def _url(text: str) -> str:
    if text == "":  # not given
        return text
    parts = split_address(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"“{text}” is not an address; write it as https://atlas.example.org")
    return text.rstrip("/")


def _origin(text: str) -> str:
    """An origin as a browser writes it: scheme, host and port, without a path."""
    if text == "*":
        return text
    address = _url(text)
    parts = split_address(address)
    if parts is None or parts.path or parts.query or parts.fragment or "@" in parts.netloc or not address:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no origin; write it as https://example.org, without a path"
        )
    return address.lower()


def _site(text: str) -> str:
    return text if text in ("*", "'none'", "'self'") else _url(text)
