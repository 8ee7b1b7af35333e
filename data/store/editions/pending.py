"""The records of which the next edition would have another revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data.store.database.tables import IS_PENDING, records, revisions
from data.store.records.records import EditionChange, State
from data.store.records.revisions import FORMER, INCIDENT, LAYER


@dataclass(frozen=True)
class PendingRecord:
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


def pending(connection: sa.Connection) -> list[EditionChange]:
    """The incidents that the next edition would change, by identifier; `pending_parts` has what else it would."""
    changes = [one for one in pending_records(connection) if one.kind == INCIDENT and not one.is_equal]
    return [
        EditionChange(one.key, one.change, None if one.change == "removed" else one.number) for one in changes
    ]


def pending_parts(connection: sa.Connection) -> list[str]:
    """What else than incidents the next edition would change: DESCRIPTION, PLACE, TOTALS, or the file of a layer."""
    changes = [
        one for one in pending_records(connection) if one.kind not in (INCIDENT, FORMER) and not one.is_equal
    ]
    return sorted({one.key if one.kind == LAYER else one.kind for one in changes})


def pending_records(connection: sa.Connection) -> list[PendingRecord]:
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


def _of_row(row: Any) -> PendingRecord:
    if row.state == State.REMOVED.value:
        change = "removed"
    else:
        change = "added" if row.published is None else "revised"
    is_equal = change == "revised" and _visible(row.kind, row.document) == _visible(row.kind, row.published)
    return PendingRecord(
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
