"""The options of the commands for a collection: `desk`, `publish`, `export`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.reports.files.model_options import add_model_options
from data.store.database.addresses import add_who


def _open_desk(options: argparse.Namespace) -> int:
    from components.application.commands.collection_commands import open_desk  # the packages of the database

    return open_desk(options)


def _publish(options: argparse.Namespace) -> int:
    from components.application.commands.collection_commands import publish  # the packages of the database

    return publish(options)


def _export(options: argparse.Namespace) -> int:
    from components.application.commands.collection_commands import export  # the packages of the database

    return export(options)


def add_collection_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], port: Callable[[str], int]
) -> None:
    """Adds `desk`, `publish` and `export` to the commands of a parser; each sets `run` and `failure`.

    `port` reads the number of a port.
    """
    what = "open a collection to edit in the browser; it is made when it is missing"
    desk = _added(commands, "desk", what, _open_desk)
    desk.set_defaults(failure="The desk was not opened.")
    desk.add_argument(
        "--fill", metavar="FOLDER", help="put a dataset into the new collection: its folder, or “bundled”"
    )
    desk.add_argument(
        "--port", type=port, default=argparse.SUPPRESS, help="port to listen on (default: 8050)"
    )
    desk.add_argument(
        "--no-pages",
        action="store_true",
        help="make or fill the collection, print its state and serve nothing",
    )
    add_model_options(desk)
    add_who(desk)
    publishing = _added(commands, "publish", "publish what is ready in a collection, as an edition", _publish)
    publishing.set_defaults(failure="Nothing was published.")
    publishing.add_argument("--why", default="", metavar="TEXT", help="what readers should know about it")
    publishing.add_argument(
        "--as-of", type=_day, metavar="DAY", help="day of the last check (default: that of the newest change)"
    )
    publishing.add_argument(
        "--include-drafts", action="store_true", help="make every draft ready that passes the checks, or stop"
    )
    add_who(publishing)
    exporting = _added(commands, "export", "write an edition of a collection as a folder of tables", _export)
    exporting.set_defaults(failure="Nothing was exported.")
    exporting.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder to write; new or empty"
    )
    exporting.add_argument("--edition", type=int, metavar="NUMBER", help="which one (default: the newest)")


def _added(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text)
    command.set_defaults(run=run)
    command.add_argument(
        "collection", metavar="COLLECTION", help="a file, or postgresql://user@host/database"
    )
    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2026-05-31") from None
