"""Visitors' own data in the database of a collection, for atlas servers that share no memory.

The rows are no part of the collection: they are in no edition, and end with the visit. Their tables are unlogged, so
that neither the log of the database nor a copy that follows it has them. A token is stored as its hash alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from data.store.database.engine import engine_for, locked
from data.store.database.tables import visitors_data as data
from data.store.database.tables import visitors_files as files

_NOW: Final = sa.extract("epoch", sa.func.clock_timestamp())
"""Seconds since 1970 by the clock of the database, which all servers share."""


@dataclass(frozen=True)
class Row:
    """What is stored of one visitor's data, without its files."""

    change: int
    """Rises with each change of `state` or of the files."""
    state: Mapping[str, Any]
    reading: int
    """Number of the reading under way or last done."""
    is_reading: bool
    step: str
    part: float
    silent_seconds: float
    """Since the last sign of life of the server that reads."""


@dataclass(frozen=True)
class Usage:
    """How much is stored: of all visitors, and of one client."""

    visitors: int
    size_bytes: int
    of_client: int
    size_bytes_of_client: int


class VisitorsRows:
    """The rows of all visitors. Every method raises StoreError when the database cannot be used."""

    def __init__(self, address: str) -> None:
        self._engine = engine_for(address, make=False)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def usage(self, client: str) -> Usage:
        """What is stored now."""
        is_theirs = sa.and_(data.c.client == client, data.c.client != "")
        query = sa.select(
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(data.c.size_bytes), 0),
            sa.func.coalesce(sa.func.sum(sa.case((is_theirs, 1), else_=0)), 0),
            sa.func.coalesce(sa.func.sum(sa.case((is_theirs, data.c.size_bytes), else_=0)), 0),
        )
        with self._connection() as connection:
            return Usage(*(int(number) for number in connection.execute(query).one()))

    def insert(self, digest: str, client: str, size_bytes: int, state: Mapping[str, Any]) -> int:
        """Store a visitor's data, whose file comes later; its first change number."""
        row = {"digest": digest, "client": client, "size_bytes": size_bytes, "state": dict(state)}
        start = {"used_at": _NOW, "beat_at": _NOW, "change": 1, "reading": 0, "is_reading": False}
        with self._connection() as connection:
            connection.execute(
                sa.insert(data).values(**row, **start, is_hopeless=False, is_left=False, step="", part=0.0)
            )
        return 1

    def touch(self, digest: str) -> Row | None:
        """The row of a token's hash, which so lives on; None where there is none."""
        columns = [data.c[name] for name in ("change", "state", "reading", "is_reading", "step", "part")]
        query = sa.update(data).where(data.c.digest == digest).values(used_at=_NOW, is_left=False)
        with self._connection() as connection:
            found = connection.execute(query.returning(*columns, _NOW - data.c.beat_at)).one_or_none()
        return None if found is None else Row(*found)

    def living(self, digests: Sequence[str]) -> set[str]:
        """Those of some hashes that have data."""
        with self._connection() as connection:
            return {*connection.scalars(sa.select(data.c.digest).where(data.c.digest.in_(digests)))}

    def files(self, digest: str) -> dict[str, bytes]:
        """The files of a visitor's data by name."""
        query = sa.select(files.c.name, files.c.content).where(files.c.digest == digest)
        with self._connection() as connection:
            return {name: bytes(content) for name, content in connection.execute(query)}

    def store(
        self,
        digest: str,
        row: Mapping[str, Any],
        new_files: Mapping[str, bytes],
        replaced: Sequence[str],
    ) -> int | None:
        """Store a changed state with files, in place of those whose names begin with one of `replaced`.

        The new change number; None where the data have ended, or a later reading was begun elsewhere.
        """
        is_newest = (data.c.digest == digest) & (data.c.reading <= row["reading"])
        query = sa.update(data).where(is_newest).values(**row, change=data.c.change + 1, beat_at=_NOW)
        with self._connection() as connection:
            change: int | None = connection.scalar(query.returning(data.c.change))
            if change is None:
                return None
            for beginning in replaced:
                old = (files.c.digest == digest) & files.c.name.startswith(beginning, autoescape=True)
                connection.execute(sa.delete(files).where(old))
            rows = [
                {"digest": digest, "name": name, "content": content} for name, content in new_files.items()
            ]
            if rows:
                connection.execute(sa.insert(files), rows)
        return change

    def end_silent(self, digest: str, reading: int, state: Mapping[str, Any], seconds: float) -> None:
        """Store the state of a reading that ended, unless there was a sign of life within so many seconds or is finished."""
        is_silent = data.c.is_reading & (data.c.reading == reading) & (data.c.beat_at <= _NOW - seconds)
        query = sa.update(data).where((data.c.digest == digest) & is_silent)
        with self._connection() as connection:
            connection.execute(
                query.values(state=dict(state), is_reading=False, change=data.c.change + 1, beat_at=_NOW)
            )

    def beat(self, digest: str, reading: int, step: str, part: float) -> bool:
        """Store how far a reading is; whether it is still needed."""
        is_newest = (data.c.digest == digest) & (data.c.reading <= reading)
        query = sa.update(data).where(is_newest).values(step=step, part=part, beat_at=_NOW)
        with self._connection() as connection:
            return connection.execute(query).rowcount > 0

    def delete(self, digest: str) -> None:
        """End a visitor's data."""
        with self._connection() as connection:
            connection.execute(sa.delete(data).where(data.c.digest == digest))

    def delete_unused(self, seconds: float) -> None:
        """End what nobody requested within so many seconds."""
        with self._connection() as connection:
            connection.execute(sa.delete(data).where(data.c.used_at < _NOW - seconds))

    def leave(self, digest: str) -> None:
        """Note that the page of a visitor's data is gone: they end where their room is needed."""
        with self._connection() as connection:
            connection.execute(sa.update(data).where(data.c.digest == digest).values(is_left=True))

    def delete_unneeded(self) -> None:
        """End files of which nothing came and nothing can, and those whose page is gone."""
        with self._connection() as connection:
            connection.execute(sa.delete(data).where(data.c.is_hopeless | data.c.is_left))

    def _connection(self) -> AbstractContextManager[sa.Connection]:
        return locked(self._engine)
