"""The command line: its options, and what each command does."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Flask

from components.address import read_address
from components.application.atlas import create_app
from components.application.collection_commands import ServedCollection, add_collection_commands
from components.application.serving import LOCAL_PROXY, check_port, host_in_address, prepare_to_fork, serve
from components.brief.contents import Brief
from components.map import style as map_style
from components.server.following import Following
from components.server.holder_process import CAN_SHARE
from components.server.security import split_address
from components.server.shared_datasets import SharedDatasets
from components.sharing.brief_files import KINDS, kind_of
from data.errors import AtlasError
from data.filters.incident_filter import KEYS
from data.filters.summary import summary_of
from data.folders.atlas_tables import read_folder
from data.folders.boundaries_in_use import use_boundaries
from data.folders.editions import read_editions, record_edition
from data.folders.replaced import replace_file
from data.ground_maps.opening import ground_sentence, open_ground_maps
from data.imports.areas.areas_command import add_areas_command
from data.imports.areas.boundaries_command import add_boundaries_command
from data.imports.exposure.exposure_command import add_exposure_command
from data.imports.import_command import add_commands
from data.imports.progress_bar import progress_bar
from data.language import counted
from data.limits import unheard
from data.reports.files.draft_command import add_draft_command
from data.store.addresses import is_collection
from data.tables.dataset import Dataset
from data.tables.districts import BUNDLED


def _start(options: argparse.Namespace) -> int:
    followed: ServedCollection | None = None
    with progress_bar(delay_seconds=0.5) as progress:
        if isinstance(options.data, Path):
            dataset = read_folder(options.data, lambda step, part: progress(step, part * _READ))
            # What visitors upload and draft is looked up in them too.
            use_boundaries(options.data)
            editions = read_editions(options.data)
        else:
            followed = ServedCollection(options.data, lambda step, part: progress(step, part * _READ))
            dataset, editions = followed.dataset, followed.editions
        dataset.prepare(lambda step, part: progress(step, _READ + part * (1 - _READ)))
    for column in dataset.columns_not_read:
        print(f"Not read, because the atlas has no such column: {column}")
    for remark in dataset.boundary_remarks:
        print(remark)
    print(f"{dataset.title}: {counted(len(dataset.incidents), 'incident')}, as of {dataset.as_of}.")
    check_port(options.host, options.port)
    hosts = {options.host, *([urlsplit(options.public_url).hostname or ""] if options.public_url else [])}
    ground_maps = open_ground_maps(options.ground)
    for each in ground_maps:
        print(ground_sentence(each))
    takes_own_data = options.own_data == MEMORY
    shared = SharedDatasets() if CAN_SHARE and takes_own_data else None

    def made(served: Dataset) -> Flask:
        sites = options.embedding_sites
        app = create_app(
            served,
            hosts,
            options.public_url,
            sites,
            editions,
            shared,
            ground_maps,
            is_one_process=takes_own_data,
            cors_origins=options.cors,
        )
        map_style.prepare(served)
        server: Flask = app.server
        return server

    server = made(dataset)
    if followed is not None:
        _follow(server, followed, made)
    if CAN_SHARE:
        prepare_to_fork(dataset)
    if shared is not None:
        shared.fork_holder()
    address = options.public_url or f"http://{host_in_address(options.host)}:{options.port}"
    print(f"The atlas is at {address} (stop it with Ctrl+C).")
    serve(server, options.host, options.port, options.workers, options.proxy)
    return 0


def _follow(server: Flask, followed: ServedCollection, made: Callable[[Dataset], Flask]) -> None:
    """Have the server show each new edition of a collection."""

    def make() -> tuple[int, Flask]:
        number, dataset = followed.read()
        dataset.prepare()
        return number, made(dataset)

    Following(server, followed.number, followed.newest, make)
    followed.release()


_READ = 0.7
"""The part of the start that reading the tables takes; the rest is getting ready to filter them."""


def _write_brief(options: argparse.Namespace) -> int:
    kind = kind_of(options.out.name)
    pairs = [(key, str(value)) for key in _BRIEF_KEYS for value in getattr(options, f"key_{key}") or []]
    address = read_address(urlencode(pairs))
    if address.errors:
        raise address.errors[0]
    summary = summary_of(_dataset(options.data), address.asked)
    if options.hxl and not kind.can_be_tagged:
        tagged = ", ".join(f".{ending}" for ending, each in KINDS.items() if each.can_be_tagged)
        raise AtlasError(f"“--hxl” is for tables; use it with {tagged}.")
    ground_maps = open_ground_maps(options.ground)
    brief = Brief(summary, address.view, options.public_url, ground_maps, options.hxl)
    files = {options.out: kind.parts(brief)}
    if kind.read_me is not None:
        files[options.out.with_name(f"{options.out.name}.README.txt")] = [kind.read_me(brief).encode("utf-8")]
    try:
        write_whole(files)
    except OSError as error:
        raise AtlasError(f"{options.out} cannot be written ({error.strerror}).") from error
    print(f"{options.out}: {kind.label.lower()} of {counted(summary.incidents, 'incident')}.")
    return 0


def _dataset(data: Path | str) -> Dataset:
    """The dataset of a folder, or the published one of a collection."""
    return read_folder(data) if isinstance(data, Path) else ServedCollection(data, unheard).dataset


def write_whole(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write all files, or leave the folder as it was. Raises OSError when there is no room or no permission."""
    finished: dict[Path, Path] = {}
    try:
        for path, parts in files.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            finished[Path(name)] = path
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            Path(name).chmod(0o644)
        for written, path in finished.items():
            replace_file(written, path)
    finally:
        for written in finished:
            written.unlink(missing_ok=True)


def _record_edition(options: argparse.Namespace) -> int:
    recorded = record_edition(options.data)
    print(f"Recorded this edition of {options.data}: {recorded} incidents.")
    return 0


_MOST_WORKERS = 64
MEMORY, OFF = "memory", "off"
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
        choices=[MEMORY, OFF],
        default=MEMORY,
        help="where visitors’ own data are: in the memory of this machine, or off, where several servers answer in turn "
        "(default: memory)",
    )
    commands = parser.add_subparsers(title="commands", metavar="")

    brief = commands.add_parser("brief", help="write a view as a file, without a browser")
    brief.set_defaults(run=_write_brief, failure="No file was written.")
    _add_folder(brief)
    brief.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"ending: {', '.join(KINDS)}")
    for key in _BRIEF_KEYS:
        brief.add_argument(f"--{key}", action="append", dest=f"key_{key}", metavar="VALUE")

    brief.add_argument("--hxl", action="store_true", help="with a row of HXL tags in each table")

    add_commands(commands)
    add_draft_command(commands)
    add_boundaries_command(commands)
    add_areas_command(commands)
    add_exposure_command(commands)
    add_collection_commands(commands, _port)

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
