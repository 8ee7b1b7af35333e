"""An atlas to which a visitor gives files, with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.server.visitors.own_datasets import OwnDatasets
from data.tables.dataset import Dataset
from tests.unit.own_data.visitor_files import Clock


@pytest.fixture(scope="module")
def atlas(dataset: Dataset) -> tuple[Clock, OwnDatasets, FlaskClient]:
    """An atlas that takes own data, whose tests leave none."""
    clock = Clock()
    datasets = OwnDatasets(clock)
    return clock, datasets, create_app(dataset, own_datasets=datasets).server.test_client()


@pytest.fixture
def clock(atlas: tuple[Clock, OwnDatasets, FlaskClient]) -> Clock:
    clock, _datasets, _visitor = atlas
    clock.now = 1000.0
    return clock


@pytest.fixture
def datasets(atlas: tuple[Clock, OwnDatasets, FlaskClient], clock: Clock) -> Iterator[OwnDatasets]:
    _clock, datasets, _visitor = atlas
    yield datasets
    for own in list(datasets._datasets.values()):
        datasets.forget(own)


@pytest.fixture
def visitor(atlas: tuple[Clock, OwnDatasets, FlaskClient], datasets: OwnDatasets) -> FlaskClient:
    """A visitor of an atlas that takes own data and has none."""
    assert not datasets._datasets
    return atlas[2]
