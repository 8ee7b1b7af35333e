"""What a view is taken away as on a cluster is what it is in one process, wherever the dataset is cut."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Final
from unittest.mock import patch

from hypothesis import Phase, given
from hypothesis import strategies as st

from components.address import View
from components.brief.chart.bars import bars_of
from components.brief.contents import Brief
from components.brief.page_text import figure_cells, page_text
from components.brief.tables.incident_rows import incident_rows
from components.sharing.brief_files import KINDS
from data.cluster import clustered, live_map, live_words
from data.cluster.live_dataset import LiveDataset
from data.exports import case_tables
from data.exports import rows as export
from data.filters.on_map.outside import drawn_outside
from data.filters.summary import summary_of
from data.mercator import world_x, world_y
from data.tables.dataset import Dataset
from data.wording.paragraphs import findings
from tests.examples import costly
from tests.property.strategies import POINTS, filter_of
from tests.property.test_cluster import LEVELS, collections_with_text, cut, questions
from tests.tables import Tables

assert live_map  # registers what maps ask for


DRAWN: Final = ("svg", "pdf", "pptx", "docx")
TABULAR: Final = ("csv", "geojson", "parquet", "xlsx", "csv.zip", "gpkg")


def brief_of(dataset: Dataset, question: dict[str, list[str]], view: View) -> Brief:
    return Brief(summary_of(dataset, filter_of(question)), view, "http://localhost")


def in_words(brief: Brief) -> dict[str, Any]:
    """What the files say."""
    return {
        "paragraph": brief.paragraph,
        "message": (brief.message, brief.filter_text, brief.drawn_text, brief.attribution),
        "figures": (brief.figures, figure_cells(brief), brief.source_count),
        "page": page_text(brief),
        "bars": bars_of(brief.summary),
        "table": incident_rows(brief.summary),
    }


@costly(60)
@given(
    tables=collections_with_text(),
    question=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    one_by_one=st.sampled_from([1, 3, 10]),
    size=st.integers(1, 4),
    ending=st.sampled_from(TABULAR),
    is_tagged=st.booleans(),
    data=st.data(),
)
def test_texts_and_tables_of_a_view_on_a_cluster_are_those_of_one_process(
    tables: Tables,
    question: dict[str, list[str]],
    rows: int,
    level: int | None,
    one_by_one: int,
    size: int,
    ending: str,
    is_tagged: bool,
    data: st.DataObject,
) -> None:
    identifiers = [row["incident_id"] for row in tables["incidents"]]
    view = View(incident=data.draw(st.sampled_from(["", "no such", *identifiers])))
    box = data.draw(boxes())
    with ExitStack() as sizes, cut(tables, rows, level) as (dataset, parts):
        live = LiveDataset.of(parts)
        whole_brief, live_brief = (brief_of(one, question, view) for one in (dataset, live))
        # Of few incidents each is described: with a lower number the gravest of them are.
        with patch.object(findings, "DESCRIBED_ONE_BY_ONE", one_by_one):
            assert in_words(live_brief) == in_words(whole_brief)
            chosen = [
                brief.chosen and brief.chosen[0].incidents["incident_id"].iloc[brief.chosen[1]]
                for brief in (live_brief, whole_brief)
            ]
            assert chosen[0] == chosen[1]
            seen = dataset.shaded_districts[::2]
            outside = [drawn_outside(brief.summary, box, seen) for brief in (live_brief, whole_brief)]
            assert outside[0] == outside[1]
        for module in (export, case_tables, live_words, clustered):
            sizes.enter_context(patch.object(module, "ROWS_A_PART", size))
        briefs = [brief_of(one, question, View()) for one in (LiveDataset.of(parts), dataset)]
        files = [b"".join(KINDS[ending].parts(replace(brief, is_tagged=is_tagged))) for brief in briefs]
        assert files[0] == files[1]


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    """A part of the world around one of the points of the collections, at whose edge none of them lies."""
    longitude, latitude = map(float, draw(st.sampled_from(POINTS)))
    x, y = world_x(longitude) - 0.5, 0.5 - world_y(latitude)
    half = draw(st.sampled_from([0.0003, 0.0011, 0.013, 0.27]))
    return x - half, y - half, x + half, y + half


# A smaller example of two files that differ is not worth minutes of drawing.
@costly(40, phases=[phase for phase in Phase if phase is not Phase.shrink])
@given(
    tables=collections_with_text(),
    question=questions(),
    rows=st.integers(1, 9),
    level=st.sampled_from(LEVELS),
    ending=st.sampled_from(DRAWN),
    data=st.data(),
)
def test_a_drawn_file_of_a_cluster_has_the_bytes_of_one_process(
    tables: Tables,
    question: dict[str, list[str]],
    rows: int,
    level: int | None,
    ending: str,
    data: st.DataObject,
) -> None:
    identifiers = [row["incident_id"] for row in tables["incidents"]]
    view = View(incident=data.draw(st.sampled_from(["", *identifiers])))
    with cut(tables, rows, level) as (dataset, parts):
        live = LiveDataset.of(parts)
        # Maps of a cluster name no town that only incidents name.
        live.__dict__["named_towns"] = dataset.named_towns
        live.__dict__["_spellings"] = dataset._spellings
        files = [b"".join(KINDS[ending].parts(brief_of(one, question, view))) for one in (live, dataset)]
        assert files[0] == files[1]
