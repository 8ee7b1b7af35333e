"""Editions: what was published, what an edition changed, and the dataset that readers see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd
import sqlalchemy as sa

from data.errors import StoreError
from data.folders.editions import FILE, Edition, Editions, hashes_of_tables, is_hash, written_editions
from data.language import _
from data.store.contents import CheckedContents, Contents, checked
from data.store.engine import reading, writing
from data.store.layers import contents_of
from data.store.records import EditionChange, PublishedEdition, State
from data.store.revisions import DESCRIPTION, FORMER, INCIDENT, LAYER, PLACE, TOTALS, now, signed
from data.store.tables import IS_PENDING, edition_changes, editions, records, revisions
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


@dataclass(frozen=True)
class _Pending:
    """A record of which the next edition has another revision."""

    record_id: int
    kind: str
    key: str
    number: int
    change: str
    document: Mapping[str, Any]
    is_equal: bool
    """Whether readers see no difference: another revision of the same content."""
    day: date


def newest_number(connection: sa.Connection) -> int:
    """The number of the newest edition; 0 before the first."""
    return connection.scalar(sa.select(sa.func.max(editions.c.number))) or 0


def pending(connection: sa.Connection) -> list[EditionChange]:
    """The incidents that the next edition would change, by identifier; `pending_parts` has what else it would."""
    changes = [one for one in _pending(connection) if one.kind == INCIDENT and not one.is_equal]
    return [
        EditionChange(one.key, one.change, None if one.change == "removed" else one.number) for one in changes
    ]


def pending_parts(connection: sa.Connection) -> list[str]:
    """What else than incidents the next edition would change: DESCRIPTION, PLACE, TOTALS, or the file of a layer."""
    changes = [one for one in _pending(connection) if one.kind not in (INCIDENT, FORMER) and not one.is_equal]
    return sorted({one.key if one.kind == LAYER else one.kind for one in changes})


def publish(engine: sa.Engine, who: str, why: str, as_of: date | None = None) -> PublishedEdition:
    """The edition of all that is ready now. Raises StoreError when there is nothing new, or somebody published
    meanwhile; DatasetError when an incident breaks a rule. Readers see the whole edition or the one before.
    """
    who, why = signed(who, why)
    with reading(engine) as connection:
        number = newest_number(connection) + 1
        changes = _pending(connection)
        seen = [one for one in changes if not one.is_equal]
        # Places that came with drafts make no first edition.
        if not seen or (number == 1 and all(one.kind != INCIDENT for one in seen)):
            raise StoreError(_("There is nothing to publish: nothing became ready since the newest edition."))
        rows = _rows_of(connection, number - 1)
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


def _to_check(connection: sa.Connection, number: int, changes: Sequence[_Pending]) -> Contents:
    """What may break a rule with these changes to an edition: what changed; all of it when the description did.

    Whatever became ready passed the checks already; what else there is, an edition had.
    """
    if any(one.kind == DESCRIPTION for one in changes):
        documents = _state(connection, number)
    else:
        documents = _state(connection, number, DESCRIPTION)
    documents |= {(one.kind, one.key): one.document for one in changes}
    for one in changes:
        if one.change == "removed":
            del documents[one.kind, one.key]
    return _contents(documents)


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
    changes: Sequence[_Pending],
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


def _pending(connection: sa.Connection) -> list[_Pending]:
    """The records of which something else is ready than the newest edition has."""
    before = revisions.alias()
    columns = sa.select(
        records.c.id,
        records.c.kind,
        records.c.key,
        records.c.ready_number,
        records.c.published_number,
        revisions.c.state,
        revisions.c.saved_at,
        revisions.c.document,
        before.c.document.label("published"),
    )
    joined = columns.join_from(
        records,
        revisions,
        sa.and_(revisions.c.record_id == records.c.id, revisions.c.number == records.c.ready_number),
    ).outerjoin(
        before, sa.and_(before.c.record_id == records.c.id, before.c.number == records.c.published_number)
    )
    # Written out, without a bound value, so that the index of exactly these records serves.
    is_other = sa.and_(
        records.c.ready_number.is_not(None),
        records.c.id.in_(
            sa.select(sa.literal_column("id")).select_from(sa.text("records")).where(IS_PENDING)
        ),
    )
    is_seen = sa.or_(revisions.c.state == State.READY.value, records.c.published_number.is_not(None))
    found = connection.execute(joined.where(is_other, is_seen).order_by(records.c.key))
    return [_of_row(row) for row in found]


def _of_row(row: Any) -> _Pending:
    if row.state == State.REMOVED.value:
        change = "removed"
    else:
        change = "added" if row.published is None else "revised"
    is_equal = change == "revised" and _visible(row.kind, row.document) == _visible(row.kind, row.published)
    return _Pending(
        row.id,
        row.kind,
        row.key,
        row.ready_number,
        change,
        row.document,
        is_equal,
        row.saved_at.date(),
    )


def _visible(kind: str, document: Mapping[str, Any]) -> Any:
    """What of a document readers see."""
    return (
        [document[part] for part in ("incident", "casualties", "sources")] if kind == INCIDENT else document
    )


def _contents(documents: Mapping[tuple[str, str], Mapping[str, Any]]) -> Contents:
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for (kind, _key), document in documents.items():
        by_kind.setdefault(kind, []).append(document)
    totals = [row for document in by_kind.get(TOTALS, []) for row in document["rows"]]
    return Contents(by_kind.get(INCIDENT, []), by_kind.get(PLACE, []), totals, by_kind[DESCRIPTION][0])


def _state(
    connection: sa.Connection, number: int, kind: str | None = None
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The documents of an edition by kind and key, or those of one kind."""
    newest = _newest_changes(number)
    columns = sa.select(records.c.kind, records.c.key, revisions.c.document)
    joined = (
        columns.join_from(newest, edition_changes, _both(newest, edition_changes, "record_id", "edition"))
        .join(revisions, _both(edition_changes, revisions, "record_id", "number"))
        .join(records, records.c.id == newest.c.record_id)
    )
    rows = joined if kind is None else joined.where(records.c.kind == kind)
    return {(row.kind, row.key): row.document for row in connection.execute(rows)}


def _newest_changes(number: int) -> sa.Subquery:
    """Of each record the last edition up to `number` that changed it."""
    columns = sa.select(edition_changes.c.record_id, sa.func.max(edition_changes.c.edition).label("edition"))
    upto = columns.where(edition_changes.c.edition <= number)
    return upto.group_by(edition_changes.c.record_id).subquery()


def _both(one: sa.FromClause, other: sa.FromClause, *names: str) -> sa.ColumnElement[bool]:
    return sa.and_(*(one.c[name] == other.c[name] for name in names))


def _hashes(changes: Sequence[_Pending], dataset: Dataset) -> dict[tuple[str, str], str]:
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
        documents = _state(connection, edition)
        contents = replace(_contents(documents), layers=contents_of(connection, documents))
        recorded = _edition(connection, row)
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


@dataclass(frozen=True)
class StoredEditions(Editions):
    """The editions of a collection as a page compares a link with them; each is looked up when it is asked for."""

    engine: sa.Engine | None = None

    def with_hash(self, beginning: str) -> Edition | None:
        """The newest edition whose hash begins so; None without one, or for a beginning that is too short."""
        if self.engine is None or not is_hash(beginning):
            return None
        with reading(self.engine) as connection:
            named = editions.c.sha256.startswith(beginning, autoescape=True)
            row = connection.execute(
                sa.select(editions).where(named).order_by(editions.c.number.desc()).limit(1)
            ).first()
            if row is not None:
                return _edition(connection, row)
            return _former(connection, beginning)


def _former(connection: sa.Connection, beginning: str) -> Edition | None:
    """The edition of the folder that the collection was filled from."""
    named = sa.and_(records.c.kind == FORMER, records.c.key.startswith(beginning, autoescape=True))
    joined = sa.select(records.c.key, revisions.c.document).join(
        revisions, revisions.c.record_id == records.c.id
    )
    row = connection.execute(joined.where(named).limit(1)).first()
    if row is None:
        return None
    return Edition(row.key, date.fromisoformat(row.document["as_of"]), row.document["rows"])


def _rows_of(connection: sa.Connection, number: int) -> dict[tuple[str, str], str]:
    """The hash of each row in an edition, by kind and key."""
    newest = _newest_changes(number)
    columns = sa.select(records.c.kind, records.c.key, edition_changes.c.row_sha256)
    joined = columns.join_from(
        newest, edition_changes, _both(newest, edition_changes, "record_id", "edition")
    )
    joined = joined.join(records, records.c.id == newest.c.record_id)
    rows = joined.where(records.c.kind != DESCRIPTION, edition_changes.c.number.is_not(None))
    return {(kind, key): sha256 for kind, key, sha256 in connection.execute(rows)}


def _edition(connection: sa.Connection, row: Any) -> Edition:
    rows = _rows_of(connection, row.number)
    return Edition(
        row.sha256,
        row.as_of,
        {key: sha256 for (kind, key), sha256 in sorted(rows.items()) if kind == INCIDENT},
    )
