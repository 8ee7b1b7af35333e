"""The panel of changes on a cluster is that of one process, wherever the dataset is cut."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from components.content import nodes_of
from components.panels.change import readings
from data.cluster import live_words
from data.cluster.live_dataset import LiveDataset
from data.filters.over_time import change, clusters
from data.filters.over_time.change import change_of
from data.filters.over_time.clusters import clusters_of
from data.filters.summary import summary_of
from tests.examples import costly
from tests.property.strategies import LAST_DAY, filter_of
from tests.property.test_cluster import LEVELS, collections_with_text, cut, questions
from tests.tables import Tables, casualty, incident, source, tables

assert live_words  # registers what the panel asks for

short_periods = st.one_of(
    st.none(), st.tuples(st.dates(date(2019, 12, 1), LAST_DAY), st.integers(1, 20).map(timedelta))
)
"""A first day and a length of which the collections have several; None for what the question has."""


@costly(120)
@given(
    tables=collections_with_text(),
    question=questions(),
    period=short_periods,
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    few=st.sampled_from([1, 2, 6]),
    most=st.sampled_from([0, 2, 2_000]),
)
def test_the_change_on_a_cluster_is_that_of_one_process(
    tables: Tables,
    question: dict[str, list[str]],
    period: tuple[date, timedelta] | None,
    rows: int,
    level: int | None,
    few: int,
    most: int,
) -> None:
    if period is not None:
        first, length = period
        question = question | {"from": [str(first)], "to": [str(first + length - timedelta(days=1))]}
    incident_filter = filter_of(question)
    with ExitStack() as limits, cut(tables, rows, level) as (whole, parts):
        # Collections of a few incidents reach what is otherwise for many.
        limits.enter_context(
            patch.multiple(change, FEWEST_INCIDENTS=few, FEWEST_PERIODS=few, MOST_DISTRICTS=few)
        )
        limits.enter_context(patch.multiple(clusters, FEWEST=min(few, 3), MOST_INCIDENTS=most))
        live = LiveDataset.of(parts)
        assert change_of(live, incident_filter) == change_of(whole, incident_filter)
        found, expected = (clusters_of(summary_of(one, incident_filter)) for one in (live, whole))
        assert found == expected
        shown, due = (
            nodes_of(readings(one, incident_filter, groups))
            for one, groups in ((live, found), (whole, expected))
        )
        assert shown == due


def test_of_undated_incidents_alone_there_is_no_period_on_a_cluster_either() -> None:
    undated = incident(incident_id="I-0", date_start="", date_end="", date_prec="0")
    with cut(tables(incidents=[undated], casualties=[], sources=[source(incident_id="I-0")]), 1) as (
        whole,
        parts,
    ):
        for one in (LiveDataset.of(parts), whole):
            assert change_of(one, filter_of({})) is None


def test_a_group_lies_over_the_cut_between_two_parts() -> None:
    rows = [
        incident(incident_id=f"I-{at}", date_start=f"2020-01-0{at}", date_end=f"2020-01-0{at}")
        for at in range(1, 5)
    ]
    victims = [casualty(incident_id=row["incident_id"], outcome="killed") for row in rows]
    cited = [source(incident_id=row["incident_id"]) for row in rows]
    with cut(tables(incidents=rows, casualties=victims, sources=cited), 1) as (whole, parts):
        (group,) = clusters_of(summary_of(LiveDataset.of(parts), filter_of({}))).found
        assert (group,) == clusters_of(summary_of(whole, filter_of({}))).found
        assert group.incident_ids == ("I-1", "I-2", "I-3", "I-4")
        assert group.killed.best == 4
