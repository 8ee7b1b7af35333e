"""A real PostgreSQL for the tests: tests/run.py starts one and names it in the environment."""

from __future__ import annotations

import atexit
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import psycopg
import pytest
from psycopg import sql

SERVER: Final = "MINE_ATLAS_POSTGRESQL"
"""The environment variable with the address of a server on which databases may be made and dropped."""
MISSING: Final = f"There is no PostgreSQL: run tests/run.py where it can install one, or set {SERVER}."


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database, for this test alone. Without a server the test is skipped, or fails in CI."""
    server = os.environ.get(SERVER, "")
    if not server:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    if not _idle:
        _idle.append(_made(server))
    name = _idle.pop()
    address = server.replace("/postgres?", f"/{name}?")
    try:
        yield address
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        # Emptied for the next test: to make and drop one each took most of a test's time.
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        _idle.append(name)


def _made(server: str) -> str:
    name = f"atlas_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    atexit.register(_drop, server, name, os.getpid())
    return name


def _drop(server: str, name: str, made_by: int) -> None:
    if os.getpid() != made_by:
        return
    # A server that is gone has taken the database with it.
    with suppress(psycopg.OperationalError), psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


_idle: Final[list[str]] = []
"""Names of empty databases that this process has made."""
