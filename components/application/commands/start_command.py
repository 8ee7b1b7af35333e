"""The command that starts the atlas: reads what it is to show, makes the application, and serves it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask

from components.application.atlas import create_app, prepare_pages
from components.application.option_values import DATABASE, OFF
from components.application.serving.processes import (
    allowed_hosts,
    atlas_address,
    check_port,
    prepare_to_fork,
    serve,
)
from components.map import style as map_style
from components.server.following import Following
from components.server.visitors.holder_process import CAN_SHARE
from components.server.visitors.own_datasets import PackedDatasets
from components.server.visitors.shared_datasets import SharedDatasets
from data.errors import AtlasError
from data.folders.boundaries_in_use import use_boundaries
from data.folders.editions import read_editions
from data.folders.tables.atlas_tables import read_folder
from data.ground_maps.opening import ground_sentence, open_ground_maps
from data.imports.commands.progress_bar import progress_bar
from data.language import counted
from data.store.database.addresses import is_postgresql
from data.tables.dataset import Dataset

if TYPE_CHECKING:
    from components.application.commands.served_collection import ServedCollection

NEEDS_POSTGRESQL: Final = (
    "--own-data database needs a collection in PostgreSQL: --data postgresql://user@host/database. "
    "Write --own-data memory for one server, or off."
)
NEEDS_PROCESSES: Final = "--own-data database cannot be had on this system; write --own-data off."
_READ: Final = 0.7
"""The part of the start that reading the tables takes; the rest is getting ready to filter them."""


def start(options: argparse.Namespace) -> int:
    """Serve the atlas until it is stopped. Raises AtlasError when the data cannot be read, or the port not used."""
    followed: ServedCollection | None = None
    with progress_bar(delay_seconds=0.5) as progress:
        if isinstance(options.data, Path):
            dataset = read_folder(options.data, lambda step, part: progress(step, part * _READ))
            # What visitors upload and draft is looked up in them too.
            use_boundaries(options.data)
            editions = read_editions(options.data)
        else:
            # The packages of the database, which take a moment to load.
            from components.application.commands.served_collection import ServedCollection

            followed = ServedCollection(options.data, lambda step, part: progress(step, part * _READ))
            dataset, editions = followed.dataset, followed.editions
        dataset.prepare(lambda step, part: progress(step, _READ + part * (1 - _READ)))
    for column in dataset.columns_not_read:
        print(f"Not read, because the atlas has no such column: {column}")
    for remark in dataset.boundary_remarks:
        print(remark)
    print(f"{dataset.title}: {counted(len(dataset.incidents), 'incident')}, as of {dataset.as_of}.")
    check_port(options.host, options.port)
    own_datasets = _own_datasets(options)
    hosts = allowed_hosts(options)
    ground_maps = open_ground_maps(options.ground)
    for each in ground_maps:
        print(ground_sentence(each))
    takes_own_data = options.own_data != OFF
    shared = (
        SharedDatasets(own_datasets, is_in_database=options.own_data == DATABASE)
        if CAN_SHARE and takes_own_data
        else None
    )

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
        server: Flask = app.server
        map_style.prepare(served)
        prepare_pages(server)
        return server

    server = made(dataset)
    if followed is not None:
        _follow(server, followed, made)
    if CAN_SHARE:
        prepare_to_fork(dataset)
    if shared is not None:
        shared.fork_holder()
    print(f"The atlas is at {atlas_address(options)} (stop it with Ctrl+C).")
    serve(server, options.host, options.port, options.workers, options.proxy)
    return 0


def _own_datasets(options: argparse.Namespace) -> Callable[[], PackedDatasets]:
    """What makes the visitors' own data of the process that holds them. Raises AtlasError where they cannot be as requested."""
    if options.own_data != DATABASE:
        return PackedDatasets
    if isinstance(options.data, Path) or not is_postgresql(options.data):
        raise AtlasError(NEEDS_POSTGRESQL)
    if not CAN_SHARE:
        raise AtlasError(NEEDS_PROCESSES)
    from components.server.visitors.database_datasets import (
        DatabaseDatasets,  # what it imports is of no use without a database
    )

    return partial(DatabaseDatasets, options.data)


def _follow(server: Flask, followed: ServedCollection, made: Callable[[Dataset], Flask]) -> None:
    """Have the server show each new edition of a collection."""

    def make() -> tuple[int, Flask]:
        number, dataset = followed.read()
        dataset.prepare()
        return number, made(dataset)

    Following(server, followed.number, followed.newest, make)
    followed.release()
