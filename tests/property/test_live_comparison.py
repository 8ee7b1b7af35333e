"""A comparison on a cluster is that of one process, wherever the dataset is cut."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from components.comparison import maps
from components.comparison.sides import controls
from components.comparison.table import in_sentences, table
from components.content import nodes_of
from components.map.detail import details_of
from components.map.legend import legend
from data.cluster import live_map, live_summary, live_words
from data.cluster.live_dataset import LiveDataset
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map import level_of_detail
from data.filters.over_time.comparison import WAYS, Comparison, compared, split, way_of
from data.filters.over_time.periods import opening
from data.tables.dataset import Dataset
from data.wording.comparisons.caveat import caveat
from data.wording.comparisons.comparison_message import message, reason_in_words
from tests.examples import costly
from tests.property.strategies import filter_of
from tests.property.test_cluster import LEVELS, collections_with_text, cut, questions
from tests.property.test_live import SEEN, marks
from tests.tables import Tables

assert live_words  # registers what sentences ask for


def in_words(comparison: Comparison) -> dict[str, Any]:
    """All texts of the page."""
    dataset, (a, b) = comparison.a.dataset, comparison.sides
    filters = a.incident_filter, b.incident_filter
    return {
        "message": message(comparison),
        "caveat": caveat(comparison),
        "table": nodes_of(table(comparison)),
        "sentences": in_sentences(comparison),
        "sides": [
            [nodes_of(part) for part in (maps.heading("a", side), maps.figures(side))]
            for side in comparison.sides
        ],
        "maps": [maps.alternative(side) for side in comparison.sides],
        "controls": [controls(dataset, *filters, way) for way in {*WAYS[:2], way_of(*filters)}],
        "shared": (comparison.shared, comparison.totals),
    }


def on_the_maps(comparison: Comparison, seen: object) -> dict[str, Any]:
    """What is drawn, but for the numbers by which cells are distinguished."""
    details = details_of(comparison.sides, seen)
    return {
        "marks": [marks(one, "killed", opens_lists=False) for one in details],
        "legend": nodes_of(legend(comparison.a, "killed", details[0].fullest)),
        "bounds": [side.bounds for side in comparison.sides],
    }


@costly(40)
@given(
    tables=collections_with_text(),
    one=questions(),
    other=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    most=st.sampled_from([0, 2, 1_500]),
    seen=st.sampled_from([None, SEEN]),
)
def test_two_sides_on_a_cluster_are_chosen_and_shown_as_in_one_process(
    tables: Tables,
    one: dict[str, list[str]],
    other: dict[str, list[str]],
    rows: int,
    level: int | None,
    most: int,
    seen: object,
) -> None:
    with ExitStack() as limits, cut(tables, rows, level) as (dataset, parts):
        assert chosen(LiveDataset.of(parts), filter_of(one)) == chosen(dataset, filter_of(one))
        for module in (level_of_detail, live_map, live_summary):
            limits.enter_context(patch.object(module, "MOST_SINGLE", most))
        whole, live = (
            compared(each, filter_of(one), filter_of(other)) for each in (dataset, LiveDataset.of(parts))
        )
        assert in_words(live) == in_words(whole)
        assert on_the_maps(live, seen) == on_the_maps(whole, seen)


def chosen(dataset: Dataset, query: IncidentFilter) -> list[Any]:
    opened = opening(dataset, query)
    return [opened, reason_in_words(opened, dataset), *(split(dataset, query, way) for way in WAYS)]
