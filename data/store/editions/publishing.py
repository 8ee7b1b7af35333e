"""Editions: what was published, what an edition changed, and the dataset that readers see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd
import sqlalchemy as sa

from data.errors import StoreError
from data.folders.editions import FILE, Edition, hashes_of_tables, written_editions
from data.language import _
from data.store.database.engine import reading, writing
from data.store.database.tables import edition_changes, editions, records
from data.store.editions.contents import CheckedContents, Contents, checked
from data.store.editions.edition_rows import contents_of_documents, documents_of, hashes_of_rows
from data.store.editions.pending import PendingRecord, pending_records
from data.store.editions.recorded_editions import recorded_edition
from data.store.records.layers import contents_of
from data.store.records.records import EditionChange, PublishedEdition
from data.store.records.revisions import DESCRIPTION, INCIDENT, now, signed
from data.tables.change_log import EditionNote
from data.tables.dataset import Dataset

_CHANGES: Final = ("added", "revised", "removed")


@dataclass(frozen=True)
class Published:
    """An edition, as it is served."""

    number: int
    contents: CheckedContents
    edition: Edition
    change_log: tuple[EditionNote, ...]

    @property
    def dataset(self) -> Dataset:
        """The dataset of the edition, made anew at each call."""
        return replace(self.contents.dataset(self.edition.sha256), change_log=self.change_log)

    @property
    def files(self) -> dict[str, bytes]:
        """The content of each file of the usual folder, in which links to this edition go on to work."""
        return {**self.contents.files(), FILE: written_editions([self.edition]).encode("utf-8")}


def newest_number(connection: sa.Connection) -> int:
    """The number of the newest edition; 0 before the first."""
    return connection.scalar(sa.select(sa.func.max(editions.c.number))) or 0


def publish(engine: sa.Engine, who: str, why: str, as_of: date | None = None) -> PublishedEdition:
    """The edition of all that is ready now. Raises StoreError when there is nothing new, or somebody published
    meanwhile; DatasetError when an incident breaks a rule. Readers see the whole edition or the one before.
    """
    who, why = signed(who, why)
    with reading(engine) as connection:
        number = newest_number(connection) + 1
        changes = pending_records(connection)
        seen = [one for one in changes if not one.is_equal]
        # Places that came with drafts make no first edition.
        if not seen or (number == 1 and all(one.kind != INCIDENT for one in seen)):
            raise StoreError(_("There is nothing to publish: nothing became ready since the newest edition."))
        rows = hashes_of_rows(connection, number - 1)
        state = _to_check(connection, number - 1, seen)
    day = as_of or max(date.fromisoformat(state.description["as_of"]), *(one.day for one in seen))
    hashes = _hashes(seen, checked(state.as_of(day)).dataset(""))
    for one in seen:
        rows.pop((one.kind, one.key), None)
        if one.change != "removed" and one.kind != DESCRIPTION:
            rows[one.kind, one.key] = hashes[one.kind, one.key]
    with writing(engine) as connection:
        if newest_number(connection) != number - 1:
            raise StoreError(_("Somebody published meanwhile; look at that edition, and publish again."))
        _store(connection, number, _hash_of_rows(rows), day, who, why, changes, hashes)
        return edition(connection, number)


def _to_check(connection: sa.Connection, number: int, changes: Sequence[PendingRecord]) -> Contents:
    """What may break a rule with these changes to an edition: what changed; all of it when the description did.

    Whatever became ready passed the checks already; what else there is, an edition had.
    """
    if any(one.kind == DESCRIPTION for one in changes):
        documents = documents_of(connection, number)
    else:
        documents = documents_of(connection, number, DESCRIPTION)
    documents |= {(one.kind, one.key): one.document for one in changes}
    for one in changes:
        if one.change == "removed":
            del documents[one.kind, one.key]
    return contents_of_documents(documents)


def _hash_of_rows(rows: Mapping[tuple[str, str], str]) -> str:
    """The hash of an edition: that of all that readers see in its tables, whatever its history."""
    return hashlib.sha256(
        json.dumps(sorted([*key, sha256] for key, sha256 in rows.items())).encode()
    ).hexdigest()


def _store(
    connection: sa.Connection,
    number: int,
    sha256: str,
    day: date,
    who: str,
    why: str,
    changes: Sequence[PendingRecord],
    hashes: Mapping[tuple[str, str], str],
) -> None:
    row = {"number": number, "sha256": sha256, "as_of": day, "published_at": now(), "who": who, "why": why}
    connection.execute(sa.insert(editions), row)
    rows = [
        {
            "edition": number,
            "record_id": one.record_id,
            "number": None if one.change == "removed" else one.number,
            "change": one.change,
            "row_sha256": hashes.get((one.kind, one.key), ""),
        }
        for one in changes
        if not one.is_equal
    ]
    connection.execute(sa.insert(edition_changes), rows)
    published = [
        {"b_id": one.record_id, "b_number": None if one.change == "removed" else one.number}
        for one in changes
    ]
    update = sa.update(records).where(records.c.id == sa.bindparam("b_id"))
    connection.execute(update.values(published_number=sa.bindparam("b_number", type_=sa.Integer)), published)


def _hashes(changes: Sequence[PendingRecord], dataset: Dataset) -> dict[tuple[str, str], str]:
    """The hash of each changed row; of an incident as `data.folders.editions` compares it."""
    left = [one for one in changes if one.change != "removed"]
    keys = {one.key for one in left if one.kind == INCIDENT}

    def of(table: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(table[table["incident_id"].isin(keys)])

    hashes = hashes_of_tables(of(dataset.incidents), of(dataset.casualties), of(dataset.sources))
    others = {
        (one.kind, one.key): hashlib.sha256(json.dumps(one.document, sort_keys=True).encode()).hexdigest()
        for one in left
        if one.kind != INCIDENT
    }
    return others | {(INCIDENT, key): sha256 for key, sha256 in hashes.items()}


def published(engine: sa.Engine, number: int | None = None) -> Published | None:
    """An edition with its tables, the newest for None; None when there is no such edition."""
    with reading(engine) as connection:
        edition = number or newest_number(connection)
        row = connection.execute(sa.select(editions).where(editions.c.number == edition)).first()
        if row is None:
            return None
        documents = documents_of(connection, edition)
        contents = replace(contents_of_documents(documents), layers=contents_of(connection, documents))
        recorded = recorded_edition(connection, row)
        log = [one for one in all_editions(connection) if one.number <= edition]
    notes = (EditionNote(one.as_of, one.added, one.revised, one.removed, one.why) for one in log)
    return Published(edition, checked(contents.as_of(row.as_of)), recorded, tuple(notes))


def edition(connection: sa.Connection, number: int) -> PublishedEdition:
    """One edition with the numbers of its change log."""
    return next(one for one in all_editions(connection) if one.number == number)


def all_editions(connection: sa.Connection) -> list[PublishedEdition]:
    """Every edition, the newest first."""
    counted = (
        sa.select(edition_changes.c.edition, edition_changes.c.change, sa.func.count())
        .join(records, records.c.id == edition_changes.c.record_id)
        .where(records.c.kind == INCIDENT)
        .group_by(edition_changes.c.edition, edition_changes.c.change)
    )
    counts = {(number, change): count for number, change, count in connection.execute(counted)}
    rows = connection.execute(sa.select(editions).order_by(editions.c.number.desc()))
    return [
        PublishedEdition(
            row.number,
            row.sha256,
            row.as_of,
            row.published_at,
            row.who,
            row.why,
            *(counts.get((row.number, change), 0) for change in _CHANGES),
        )
        for row in rows
    ]


def changes_of(connection: sa.Connection, number: int) -> list[EditionChange]:
    """The incidents that an edition changed, by identifier."""
    columns = sa.select(records.c.key, edition_changes.c.change, edition_changes.c.number)
    joined = columns.join(records, records.c.id == edition_changes.c.record_id)
    rows = joined.where(edition_changes.c.edition == number, records.c.kind == INCIDENT)
    return [EditionChange(*row) for row in connection.execute(rows.order_by(records.c.key))]
