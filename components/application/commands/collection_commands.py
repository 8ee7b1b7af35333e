"""The commands for a collection: `desk`, `publish`, `export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.application.commands.served_collection import published_edition
from data.folders.new_folder import write_folder
from data.language import counted
from data.reports.drafting.drafts import drafts_of
from data.reports.files.model_options import model_of
from data.reports.model.client import Model
from data.reports.report import Report
from data.store.collection import Collection, open_collection
from data.store.records.records import Query, State
from data.tables.layers.districts import BUNDLED

_MANY = 1_000_000
_HOST = "127.0.0.1"
_SENTENCE = "A mine exploded near Tartar on Monday and killed one soldier."


def open_desk(options: argparse.Namespace) -> int:
    """Open a collection, made when it is missing and filled on request."""
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
    from components.application.serving.processes import check_port, serve
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
        published = published_edition(collection, options.edition)
    write_folder(options.out, published.files)
    incidents = counted(len(published.contents.texts["incidents"]), "incident")
    print(f"Wrote edition {published.number} to {options.out}: {incidents}.")
    return 0
