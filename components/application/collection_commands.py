"""The commands for a collection: `desk`, `publish`, `export`; and the edition of it that `--data` serves."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.areas.boundary_table import BOUNDARIES
from data.errors import AtlasError
from data.folders.boundaries_in_use import use_content
from data.folders.editions import Editions
from data.folders.new_folder import write_folder
from data.language import counted
from data.limits import Progress
from data.reports.drafting import drafts_of
from data.reports.files.draft_command import add_model_options, model_of
from data.reports.model.client import Model
from data.reports.report import Report
from data.store.collection import Collection, open_collection
from data.store.database.addresses import add_who
from data.store.publishing import Published
from data.store.records import Query, State
from data.tables.dataset import Dataset
from data.tables.districts import BUNDLED

_MANY = 1_000_000
_HOST = "127.0.0.1"
_SENTENCE = "A mine exploded near Tartar on Monday and killed one soldier."


def open_desk(options: argparse.Namespace) -> int:
    """Open a collection, made when it is missing and filled when that is wanted."""
    model = model_of(options)
    with open_collection(options.collection) as collection:
        if options.fill is not None:
            folder = BUNDLED if options.fill == "bundled" else Path(options.fill)
            collection.fill(folder, who=options.who, why=f"filled from {options.fill}")
        print(state_of(collection))
        if not options.no_pages:
            _serve_desk(collection, options.port, model, options.who)
    return 0


def _serve_desk(collection: Collection, port: int, model: Model | None, who: str) -> None:
    """Serve the desk's pages to this machine until it is stopped."""
    # The pages, which the other commands do not need.
    from components.application.serving import check_port, serve
    from components.desk.server import create_desk

    check_port(_HOST, port)
    drafts_of(Report(_SENTENCE))  # reads word lists and gazetteer once, so that no page waits for them
    server = create_desk(collection, model, who)
    collection.close()  # the serving process opens connections of its own
    print(f"The desk is at http://{_HOST}:{port}/desk (stop it with Ctrl+C).", flush=True)
    serve(server, _HOST, port, workers=1)


def state_of(collection: Collection) -> str:
    """One line about what a collection has."""
    incidents = counted(collection.find(Query(most=0)).total, "incident")
    drafts = counted(collection.find(Query(states=[State.DRAFT], most=0)).total, "draft")
    number = collection.newest_edition()
    edition = f"edition {number} is published" if number else "nothing is published yet"
    return f"{collection.address}: {incidents}, of which {drafts}; {edition}."


def publish(options: argparse.Namespace) -> int:
    """Publish all that is ready in a collection."""
    with open_collection(options.collection, make=False) as collection:
        if options.include_drafts:
            found = collection.find(Query(states=[State.DRAFT], most=_MANY))
            drafts = [line.incident_id for line in found.lines]
            made = collection.make_ready(drafts, who=options.who, why=options.why)
            print(f"Made ready: {counted(made, 'draft')}.")
        edition = collection.publish(who=options.who, why=options.why, as_of=options.as_of)
    print(
        f"Published edition {edition.number}, as of {edition.as_of}: {edition.added} added, "
        f"{edition.revised} revised, {edition.removed} removed."
    )
    return 0


def export(options: argparse.Namespace) -> int:
    """Write an edition of a collection as the usual folder."""
    with open_collection(options.collection, make=False) as collection:
        published = _published(collection, options.edition)
    write_folder(options.out, published.files)
    incidents = counted(len(published.contents.texts["incidents"]), "incident")
    print(f"Wrote edition {published.number} to {options.out}: {incidents}.")
    return 0


def _published(collection: Collection, number: int | None = None) -> Published:
    published = collection.published(number)
    if published is None and number is not None:
        raise AtlasError(
            f"{collection.address} has no edition {number}; it has {collection.newest_edition()}."
        )
    if published is None:
        raise AtlasError(
            f"Nothing of {collection.address} is published yet; publish it with: mine-atlas publish {collection.address}"
        )
    return published


class ServedCollection:
    """The newest edition of a collection, for a server that follows it."""

    def __init__(self, address: str, progress: Progress) -> None:
        progress("Reading the published edition", 0.0)
        self._collection = open_collection(address, make=False)
        self._boundaries = b""
        self.number, self.dataset = self.read()
        progress("Reading is done", 1.0)

    @property
    def editions(self) -> Editions:
        """What a page compares links with."""
        return self._collection.recorded_editions

    def release(self) -> None:
        """Close the connections, which no forked process may share; they are made again when they are needed."""
        self._collection.close()

    def newest(self) -> int:
        """The number of the newest edition."""
        return self._collection.newest_edition()

    def read(self) -> tuple[int, Dataset]:
        """The newest edition. What visitors upload and draft is looked up in its boundaries, too."""
        published = _published(self._collection)
        dataset = published.dataset
        boundaries = published.contents.layers.get(BOUNDARIES, b"")
        digest = hashlib.sha256(boundaries).digest() if boundaries else b""
        if digest != self._boundaries:
            use_content(boundaries or None)
            self._boundaries = digest
        return published.number, dataset


def add_collection_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], port: Callable[[str], int]
) -> None:
    """Adds `desk`, `publish` and `export` to the commands of a parser; each sets `run` and `failure`.

    `port` reads the number of a port.
    """
    what = "open a collection to edit in the browser; it is made when it is missing"
    desk = _added(commands, "desk", what, open_desk)
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
    publishing = _added(commands, "publish", "publish what is ready in a collection, as an edition", publish)
    publishing.set_defaults(failure="Nothing was published.")
    publishing.add_argument("--why", default="", metavar="TEXT", help="what readers should know about it")
    publishing.add_argument(
        "--as-of", type=_day, metavar="DAY", help="day of the last check (default: that of the newest change)"
    )
    publishing.add_argument(
        "--include-drafts", action="store_true", help="make every draft ready that passes the checks, or stop"
    )
    add_who(publishing)
    exporting = _added(commands, "export", "write an edition of a collection as a folder of tables", export)
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
