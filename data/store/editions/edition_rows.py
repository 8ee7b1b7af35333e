"""What stands in the tables of the store about an edition: its documents, and the hash of each of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data.store.database.tables import edition_changes, records, revisions
from data.store.editions.contents import Contents
from data.store.records.revisions import DESCRIPTION, INCIDENT, PLACE, TOTALS


def contents_of_documents(documents: Mapping[tuple[str, str], Mapping[str, Any]]) -> Contents:
    """The contents of an edition with these documents, by kind and key."""
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for (kind, _key), document in documents.items():
        by_kind.setdefault(kind, []).append(document)
    totals = [row for document in by_kind.get(TOTALS, []) for row in document["rows"]]
    return Contents(by_kind.get(INCIDENT, []), by_kind.get(PLACE, []), totals, by_kind[DESCRIPTION][0])


def documents_of(
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


def hashes_of_rows(connection: sa.Connection, number: int) -> dict[tuple[str, str], str]:
    """The hash of each row in an edition, by kind and key."""
    newest = _newest_changes(number)
    columns = sa.select(records.c.kind, records.c.key, edition_changes.c.row_sha256)
    joined = columns.join_from(
        newest, edition_changes, _both(newest, edition_changes, "record_id", "edition")
    )
    joined = joined.join(records, records.c.id == newest.c.record_id)
    rows = joined.where(records.c.kind != DESCRIPTION, edition_changes.c.number.is_not(None))
    return {(kind, key): sha256 for kind, key, sha256 in connection.execute(rows)}
