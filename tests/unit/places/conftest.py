"""Gazetteers of the bundled places, with and without those of the dataset."""

from __future__ import annotations

import pytest

from data.places.gazetteer import Gazetteer, read_gazetteer
from data.tables.dataset import Dataset


@pytest.fixture(scope="module")
def gazetteer(dataset: Dataset) -> Gazetteer:
    return read_gazetteer(dataset.places)


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    """Without a dataset's own places."""
    return read_gazetteer()
