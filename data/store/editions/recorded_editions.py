"""The editions of a collection as pages compare a link with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from data.folders.editions import Edition, Editions, is_hash
from data.store.database.engine import reading
from data.store.database.tables import editions, records, revisions
from data.store.editions.edition_rows import hashes_of_rows
from data.store.records.revisions import FORMER, INCIDENT


@dataclass(frozen=True)
class StoredEditions(Editions):
    """The editions of a collection as a page compares a link with them; each is looked up when it is requested."""

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
                return recorded_edition(connection, row)
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


def recorded_edition(connection: sa.Connection, row: Any) -> Edition:
    """An edition of its row in the table of editions, with the hash of each incident."""
    rows = hashes_of_rows(connection, row.number)
    return Edition(
        row.sha256,
        row.as_of,
        {key: sha256 for (kind, key), sha256 in sorted(rows.items()) if kind == INCIDENT},
    )
