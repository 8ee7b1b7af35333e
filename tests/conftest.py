"""What every test may ask for: the dataset that ships, and a visitor of the atlas of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.language import speaking
from data.tables.dataset import Dataset
from tests.tables import bundled


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever language a test asks a page in, the next test begins in English."""
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The dataset that ships; nobody writes into it."""
    return bundled()


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> FlaskClient:
    """A visitor of the atlas of the dataset that ships."""
    visitor: FlaskClient = create_app(dataset).server.test_client()
    return visitor
