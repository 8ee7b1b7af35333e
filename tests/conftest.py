"""What every test may ask for: the dataset that ships, and a visitor of the atlas of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.language import speaking
from data.tables.dataset import Dataset
from tests.described_answers import undescribed
from tests.tables import bundled, dataset_of, tables


def pytest_configure() -> None:
    """Look for no garbage while modules are imported, which leave little and are many."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among all that is imported by now: that took a sixth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)
    gc.enable()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Whatever language a test asks a page in, the next test begins in English."""
    with speaking("en"):
        yield


@pytest.fixture(autouse=True)
def answers_as_described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test asks of a public address, the answer is one that the OpenAPI document describes."""
    whole = FlaskClient.open

    def described(client: FlaskClient, *arguments: Any, **settings: Any) -> TestResponse:
        answer = whole(client, *arguments, **settings)
        assert (
            undescribed(
                public_document(client.application.name), answer.request.method, answer.request.path, answer
            )
            == []
        )
        return answer

    monkeypatch.setattr(FlaskClient, "open", described)


@cache
def public_document(application: str) -> dict[str, Any]:
    """The OpenAPI document of an application; its schemas are the same for any dataset."""
    # Late: the processes of the browser's tests need none of it.
    from components.api.cluster import openapi_of_cluster
    from components.api.openapi import openapi
    from components.cluster.server import NAME as CLUSTER

    made = openapi_of_cluster if application == CLUSTER else openapi
    return made(dataset_of(tables()), "http://localhost")


@pytest.fixture
def unprepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that starts an atlas makes no pages and layers before they are requested; that it does has a test."""
    # Late, as above.
    from components.application.commands import start_command
    from components.map import style

    monkeypatch.setattr(start_command, "prepare_pages", lambda _server: None)
    monkeypatch.setattr(style, "prepare", lambda _dataset: None)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The dataset that ships; nobody writes into it."""
    return bundled()


@pytest.fixture(scope="session")
def client(dataset: Dataset) -> FlaskClient:
    """A visitor of the atlas of the dataset that ships."""
    from app import create_app  # late, as above

    visitor: FlaskClient = create_app(dataset).server.test_client()
    return visitor
