"""Tables put into a collection: a whole dataset into a new one, or somebody's incidents as drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
import sqlalchemy as sa

from data.errors import DatasetError, RowProblem, StoreError
from data.folders.editions import Edition, edition_of, read_editions
from data.folders.tables.atlas_tables import read_folder
from data.folders.tables.description import DESCRIPTION as DESCRIPTION_FILE
from data.folders.tables.folder_texts import folder_files, table_texts
from data.folders.tables.layers import layer_files
from data.store.database.engine import writing
from data.store.database.tables import records, revisions
from data.store.records.documents import (
    IncidentDocument,
    cells_of,
    frame_of,
    from_json,
    problems_of_all,
    tables_of,
)
from data.store.records.layers import stored
from data.store.records.records import State
from data.store.records.revisions import DESCRIPTION, FORMER, INCIDENT, LAYER, PLACE, TOTALS, add, signed
from data.tables.checks.row_checks import check
from data.tables.schema import CASUALTIES, INCIDENTS, OFFICIAL_TOTALS, PLACES, SOURCES

_NAMED: Final = 5
"""Identifiers that a refusal names."""


@dataclass(frozen=True)
class Imported:
    """What became of imported incidents."""

    added: int
    updated: int
    """New drafts of incidents that were there."""
    unchanged: int
    """There already, word for word."""
    places: int
    """New places."""


def fill(engine: sa.Engine, folder: Path, who: str, why: str) -> date:
    """Put all of a folder, its layers too, as ready into an empty collection; the day of the folder's last check.

    Raises DatasetError when the folder cannot be used, StoreError when the collection has incidents.
    """
    who, why = signed(who, why)
    dataset, files = read_folder(folder), folder_files(folder)
    texts = table_texts(files)
    totals = list(_rows(texts.get(OFFICIAL_TOTALS.name)))
    former = [*read_editions(folder).editions, edition_of(dataset)]
    saved: dict[str, list[tuple[str, Mapping[str, Any], State]]] = {
        INCIDENT: [(each.incident_id, each.to_json(), State.READY) for each in documents_of(texts)],
        PLACE: [(place_key(row), row, State.READY) for row in _rows(texts.get(PLACES.name))],
        TOTALS: [("", {"rows": totals}, State.READY)] if totals else [],
        DESCRIPTION: [("", json.loads(files[DESCRIPTION_FILE].decode("utf-8-sig")), State.READY)],
        FORMER: [
            (one.sha256, former_json(one), State.DRAFT)
            for one in {one.sha256: one for one in former}.values()
        ],
    }
    with writing(engine) as connection:
        if connection.scalar(sa.select(records.c.id).limit(1)) is not None:
            raise StoreError(
                "The collection is not empty; fill a new one, or add to this one with: mine-atlas import … --into"
            )
        saved[LAYER] = [stored(connection, name, content) for name, content in layer_files(folder).items()]
        for kind, rows in saved.items():
            add(connection, kind, rows, who, why)
    return dataset.as_of


def former_json(edition: Edition) -> dict[str, Any]:
    """An edition that a folder had before it became a collection, as it is stored."""
    return {"as_of": edition.as_of.isoformat(), "rows": edition.rows}


def import_drafts(
    engine: sa.Engine, files: Mapping[str, bytes], who: str, why: str, *, is_update: bool
) -> Imported:
    """The incidents of a folder's files, saved as drafts; its places are added, those that are there stay.

    Raises StoreError when the collection has other content under one of the identifiers, unless `is_update`.
    """
    who, why = signed(who, why)
    texts = table_texts(files)
    documents = {each.incident_id: each.to_json() for each in documents_of(texts)}
    places = {place_key(row): row for row in _rows(texts.get(PLACES.name))}
    with writing(engine) as connection:
        known = newest(connection, INCIDENT)
        new = [key for key in documents if key not in known]
        other = [key for key in documents if key in known and _differs(known[key], documents[key])]
        if other and not is_update:
            raise StoreError(_refusal(other))
        add(connection, INCIDENT, [(key, documents[key], State.DRAFT) for key in [*new, *other]], who, why)
        present = newest(connection, PLACE)
        added = [(key, row, State.READY) for key, row in places.items() if key not in present]
        add(connection, PLACE, added, who, why)
    return Imported(len(new), len(other), len(documents) - len(new) - len(other), len(added))


def _refusal(keys: Sequence[str]) -> str:
    named = ", ".join(sorted(keys)[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
    return (
        f"The collection has {len(keys):,} of these identifiers with other content: {named}. Where they are the same "
        "incidents, give --update to save the imported rows as drafts of them; else change the identifiers."
    )


def newest(connection: sa.Connection, kind: str) -> dict[str, Any]:
    """The newest document of every record of a kind, by key."""
    columns = sa.select(records.c.key, revisions.c.document)
    joined = columns.join(
        revisions, sa.and_(revisions.c.record_id == records.c.id, revisions.c.number == records.c.number)
    )
    return {row.key: row.document for row in connection.execute(joined.where(records.c.kind == kind))}


def _differs(stored: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    return any(stored[part] != document[part] for part in ("incident", "casualties", "sources"))


def documents_of(texts: Mapping[str, pd.DataFrame]) -> Iterator[IncidentDocument]:
    """Each incident of checked tables with its casualties and sources."""
    casualties, sources = (_grouped(texts[table.name]) for table in (CASUALTIES, SOURCES))
    for incident in _rows(texts[INCIDENTS.name]):
        key = incident["incident_id"]
        yield IncidentDocument(incident, casualties.get(key, []), sources.get(key, []))


def ready_drafts(
    connection: sa.Connection, incident_ids: Sequence[str]
) -> tuple[list[tuple[str, Mapping[str, Any], State]], list[RowProblem]]:
    """The drafts among these incidents, to be saved as ready, and what keeps them from it."""
    requested = set(incident_ids)
    columns = sa.select(records.c.key, revisions.c.document)
    joined = columns.join(
        revisions, sa.and_(revisions.c.record_id == records.c.id, revisions.c.number == records.c.number)
    )
    drafts = joined.where(records.c.kind == INCIDENT, records.c.state == State.DRAFT.value)
    found = [
        (row.key, row.document)
        for row in connection.execute(drafts.order_by(records.c.key))
        if row.key in requested
    ]
    problems = problems_of_all([from_json(document) for _key, document in found])
    return [(key, document, State.READY) for key, document in found], problems


def checked_place(place: Mapping[str, str]) -> dict[str, str]:
    """A row of places.csv as it is stored. Raises DatasetError that names each cell at fault."""
    row = cells_of(PLACES, place)
    _typed, problems = check({**tables_of([]), PLACES.name: frame_of(PLACES, [row])})
    if problems:
        raise DatasetError(problems)
    return row


def checked_totals(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows of official_totals.csv as they are stored. Raises DatasetError that names each cell at fault."""
    stored = [cells_of(OFFICIAL_TOTALS, row) for row in rows]
    _typed, problems = check({**tables_of([]), OFFICIAL_TOTALS.name: frame_of(OFFICIAL_TOTALS, stored)})
    if problems:
        raise DatasetError(problems)
    return stored


def place_key(row: Mapping[str, str]) -> str:
    """By which a place is known: its name and district, as no two rows of places.csv have them."""
    return f"{row['place_name']}|{row.get('adm1_iso', '')}"


def _rows(table: pd.DataFrame | None) -> Iterator[dict[str, str]]:
    """Each row by its filled columns."""
    if table is None:
        return
    names = list(map(str, table.columns))
    for cells in zip(*(table[name].tolist() for name in names), strict=True):
        yield {name: cell for name, cell in zip(names, cells, strict=True) if cell}


def _grouped(table: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _rows(table):
        rows.setdefault(row.pop("incident_id"), []).append(row)
    return rows
