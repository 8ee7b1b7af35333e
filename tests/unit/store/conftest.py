"""An empty collection in a file and in PostgreSQL: each test that asks for one runs on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.collection import Collection, open_collection
from tests.postgresql import database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a collection that is not made yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.sqlite")
    else:
        with database() as made:
            yield made


@pytest.fixture
def collection(address: str) -> Iterator[Collection]:
    """An empty collection."""
    opened = open_collection(address)
    yield opened
    opened.close()
