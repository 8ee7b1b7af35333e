"""A real PostgreSQL for the tests: tests/run.py starts one and names it in the environment."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
import pytest
from psycopg import sql

SERVER: Final = "MINE_ATLAS_POSTGRESQL"
"""The environment variable with the address of a server on which databases may be made and dropped."""
MISSING: Final = f"There is no PostgreSQL: run tests/run.py where it can install one, or set {SERVER}."


@contextmanager
def database() -> Iterator[str]:
    """The address of a new database, dropped afterwards. Without a server the test is skipped, or fails in CI."""
    server = os.environ.get(SERVER, "")
    if not server:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    name = f"atlas_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
