"""What is measured gives equal figures in both ways, for every filter that it is measured with."""

from __future__ import annotations

from functools import cache

import pytest

from data.tables.dataset import Dataset
from tests.benchmark.filters import published_filters
from tests.benchmark.made_collection import made_collection
from tests.benchmark.plain_pandas import plain_views
from tests.benchmark.server_time import agree, atlas_views


@cache
def made() -> Dataset:
    return made_collection(4_000)


@pytest.mark.parametrize("query", published_filters())
def test_both_ways_give_equal_figures(query: str) -> None:
    incident_filter = published_filters()[query]
    agree(atlas_views(made(), incident_filter), plain_views(made(), incident_filter))


def test_most_filters_find_something_and_most_find_less_than_everything() -> None:
    found = [
        atlas_views(made(), incident_filter).incidents for incident_filter in published_filters().values()
    ]
    assert sum(number > 0 for number in found) > 0.9 * len(found)
    assert sum(number < len(made().incidents) for number in found) > 0.9 * len(found)


def test_a_wrong_figure_stops_the_measurement() -> None:
    filters = published_filters()
    with pytest.raises(AssertionError):
        agree(atlas_views(made(), filters["outcome=killed"]), plain_views(made(), filters[""]))
