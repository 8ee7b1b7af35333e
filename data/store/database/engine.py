"""The connection to a collection's database: SQLite or PostgreSQL, behind the same few functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from data.errors import StoreError
from data.store.database.addresses import POSTGRESQL, is_collection, is_postgresql, shown_address
from data.store.database.tables import collection

_BUSY_SECONDS: Final = 30
"""How long a save waits for another one that is under way."""


def engine_for(address: str, *, make: bool) -> sa.Engine:
    """The engine of a collection. Raises StoreError when it is not there and not to be made, or is something else."""
    if is_postgresql(address):
        return _postgresql(address)
    path = Path(address)
    if "://" in address:
        raise StoreError(
            f"{shown_address(address)} is no address of a collection; name a file, or write postgresql://user@host/database."
        )
    if path.is_dir():
        raise StoreError(
            f"{address} is a folder; name a file for the collection, and the folder after --fill."
        )
    if path.exists() and path.stat().st_size and not is_collection(address):
        raise StoreError(f"{address} is not a collection but another file; name another one.")
    if not path.exists():
        if not make:
            raise StoreError(f"There is no collection {address}; make one with: mine-atlas desk {address}")
        if not path.parent.is_dir():
            raise StoreError(f"There is no folder {path.parent}; make it first.")
    return _sqlite(path)


def _postgresql(address: str) -> sa.Engine:
    url = POSTGRESQL.sub("postgresql+psycopg://", address)
    try:
        return sa.create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        sentence = "A collection in PostgreSQL needs the package psycopg: pip install 'mine-incident-atlas[postgresql]'"
        raise StoreError(sentence) from error
    except (sa.exc.ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(
            "The address of the collection is not understood; write postgresql://user@host/database."
        ) from error


def _sqlite(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY_SECONDS}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Python's own transactions begin late and end early; `_begin_sqlite` begins them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # With FULL a save that was acknowledged outlives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose queries all see one state of the collection."""
    # SQLite's transactions are all like this.
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _in_sentences(engine), engine.connect() as plain:
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose changes are all stored at its end, or none after an error; one writes at a time."""
    with locked(engine) as connection:
        connection.execute(sa.select(collection.c.id).with_for_update())
        connection.execute(sa.update(collection).values(saves=collection.c.saves + 1))
        yield connection


@contextmanager
def locked(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in a transaction that may write; in a file it waits until nobody else does."""
    with _in_sentences(engine), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def _in_sentences(engine: sa.Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_sentence(engine, error)) from error
    except SQLAlchemyError as error:
        raise StoreError(f"The collection cannot be used ({type(error).__name__}).") from error


def _sentence(engine: sa.Engine, error: DBAPIError) -> str:
    place = shown_address(engine.url.render_as_string(hide_password=True))
    place = engine.url.database or place if engine.dialect.name == "sqlite" else place
    reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    return f"The collection {place} cannot be used: {reason}. Nothing was changed; try again when this is repaired."
