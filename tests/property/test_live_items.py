"""Pages of features are on a cluster what they are in one process, wherever the dataset is cut."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from components.ogc import documents
from components.ogc.items import REFERENCE_SYSTEMS, ItemsRequest, item, items_page, read_request
from data.cluster import live_words
from data.cluster.live_dataset import LiveDataset
from data.errors import FilterError
from data.exports import narrowed
from data.tables.dataset import Dataset
from tests.examples import costly
from tests.property.strategies import POINTS, filter_of
from tests.property.test_cluster import DEEP, LEVELS, collections_with_text, cut, questions
from tests.tables import Tables

assert live_words  # registers what pages of features ask for

CONDITIONS: Final = [
    "killed_best > 0",
    "injured_all IS NULL",
    "date_start < '2020-02-01'",
    "T_DURING(date_start, INTERVAL('2020-01-01', '..'))",
    "where_prec IN (1, 3, 6)",
    "device_category LIKE 'm%'",
    "CASEI(summary) LIKE CASEI('%MINE%')",
    "ACCENTI(place_name) = ACCENTI('Qazancı')",
    "adm1_iso <> 'AZ-TAR'",
    f"adm1_iso = '{DEEP[1]}'",
    "team = 'Alpha'",
    "S_INTERSECTS(geometry, BBOX(46, 39, 47, 40.33))",
    "geometry IS NULL",
    # Not understood: a column that there is not, what cannot be compared, no condition, no CQL2.
    "nothing = 1",
    "summary > 1",
    "killed_best",
    "summary LIKE 3",
    "((",
]


@st.composite
def queries(draw: st.DrawFn) -> str:
    """What follows the question mark of `items`, but for the atlas's own keys."""
    chosen: dict[str, Any] = {}
    if draw(st.booleans()):
        one, other = draw(st.tuples(st.sampled_from(POINTS), st.sampled_from(POINTS)))
        south, north = sorted([one[1], other[1]], key=float)
        chosen["bbox"] = f"{one[0]},{south},{other[0]},{north}"
    if draw(st.booleans()):
        conditions = draw(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=2))
        chosen["filter"] = f" {draw(st.sampled_from(['AND', 'OR']))} ".join(conditions)
    if draw(st.booleans()):
        chosen["datetime"] = draw(st.sampled_from(["../2020-02-01", "2020-01-10/2020-02-20", "2019-01-01"]))
    chosen["crs"] = draw(st.sampled_from([*REFERENCE_SYSTEMS]))
    chosen["limit"], chosen["offset"] = draw(st.tuples(st.integers(1, 9), st.integers(0, 9)))
    return urlencode(chosen)


def answer(dataset: Dataset, requested: ItemsRequest) -> object:
    """The page, or the sentence that refuses it."""
    try:
        return items_page(dataset, requested)
    except FilterError as error:
        return str(error)


@costly(100)
@given(
    tables=collections_with_text(),
    question=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    query=queries(),
    size=st.integers(1, 4),
    data=st.data(),
)
def test_a_page_of_features_of_a_cluster_is_that_of_one_process(
    tables: Tables,
    question: dict[str, list[str]],
    rows: int,
    level: int | None,
    query: str,
    size: int,
    data: st.DataObject,
) -> None:
    requested = read_request(query)
    period = requested.incident_filter
    if period.date_from is None and period.date_to is None:
        requested = replace(requested, incident_filter=filter_of(question))
    identifier = data.draw(st.sampled_from(["no such", *(row["incident_id"] for row in tables["incidents"])]))
    with ExitStack() as stack:
        dataset, parts = stack.enter_context(cut(tables, rows, level))
        stack.enter_context(patch.object(narrowed, "ROWS_A_PART", size))
        live = LiveDataset.of(parts)
        assert answer(live, requested) == answer(dataset, requested)
        # Again, from what is remembered, and the page behind it.
        behind = replace(requested, offset=requested.offset + requested.limit)
        assert answer(live, behind) == answer(dataset, behind)
        assert item(live, identifier, requested.crs) == item(dataset, identifier, requested.crs)
        described = [documents.collection(one, "http://localhost/ogc", "") for one in (live, dataset)]
        assert described[0] == described[1]
        named = [documents.queryables(one, "http://localhost/ogc") for one in (live, dataset)]
        assert named[0] == named[1]
