"""Rows leave in parts: together they are what a plain writer makes of all rows at once, wherever a part ends."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from unittest.mock import patch

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.exports import rows as export
from data.exports.rows import COLUMNS, csv_parts, geojson_parts, rows, to_csv, to_geojson
from data.exports.summary_json import dataset_entry
from data.filters.summary import Summary
from data.guard import guarded
from tests.examples import costly
from tests.property.strategies import collections, filter_of, small_questions
from tests.tables import Tables, dataset_of, source, summary

NUMBERS = {"date_prec", "where_prec", "longitude", "latitude", *export.PEOPLE, "killed_all", "injured_all"}
TEXTS = [
    "",
    "-1",
    "'=x",
    '"',
    'a "b", c',
    "one\ntwo",
    "one\r\ntwo",
    "\\",
    "\\n",
    "ə Ə մ",
    "é\u2028€",
    "x\ty",
    "🧨",
]
LINKS = ["", "https://example.org/a,b", "https://example.org/a%20b"]


@st.composite
def collections_with_text(draw: st.DrawFn) -> Tables:
    """A collection with texts and sources that a writer has to be careful with."""
    tables = draw(collections())
    for row in tables["incidents"]:
        row |= {
            name: draw(st.sampled_from(TEXTS)) for name in ("notes", "attribution", "location_as_reported")
        }
    cited = st.builds(
        source,
        publisher=st.sampled_from([text.strip() for text in TEXTS if text]),
        url=st.sampled_from(LINKS),
        published=st.sampled_from(["", "2020-11-24"]),
        upstream_source=st.sampled_from(TEXTS),
    )
    ids = [row["incident_id"] for row in tables["incidents"]]
    # Not one incident's after the other, as a table that somebody edits.
    sources = [row | {"incident_id": name} for name in ids for row in draw(st.lists(cited, max_size=3))]
    return tables | {"sources": draw(st.permutations(sources))}


def views_of(tables: Tables, question: dict[str, list[str]]) -> Summary:
    return summary(dataset_of(tables), **filter_of(question).__dict__)


@costly(50)
@given(
    tables=collections_with_text(), question=st.one_of(st.just({}), small_questions()), size=st.integers(1, 9)
)
def test_parts_of_any_size_are_together_what_is_written_at_once(
    tables: Tables, question: dict[str, list[str]], size: int
) -> None:
    views = views_of(tables, question)
    with patch.object(export, "ROWS_A_PART", size):
        in_parts = [list(csv_parts(views)), list(geojson_parts(views))]
    assert [b"".join(parts).decode() for parts in in_parts] == [to_csv(views), to_geojson(views)]
    number = -(-views.incidents // size)
    assert [len(parts) for parts in in_parts] == [number + 1, number + 1]


@costly(50)
@given(tables=collections_with_text(), question=st.one_of(st.just({}), small_questions()))
def test_a_plain_writer_makes_the_same_of_the_rows(tables: Tables, question: dict[str, list[str]]) -> None:
    views = views_of(tables, question)
    assert to_csv(views) == plain_csv(views)
    assert to_geojson(views) == plain_geojson(views)


def plain_csv(views: Summary) -> str:
    """The rows, cell by cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    columns = list(rows(views).columns)
    assert (*columns[: len(COLUMNS)],) == COLUMNS
    # Of a selection in space, or of areas, one more.
    assert len(columns) - len(COLUMNS) <= bool(views.incident_filter.within) + bool(
        views.incident_filter.area
    )
    writer.writerow(columns)
    for row in records(views):
        writer.writerow(guarded(value) if isinstance(value, str) else value for value in row.values())
    return written.getvalue()


def plain_geojson(views: Summary) -> str:
    """The rows, feature by feature."""
    dataset = views.dataset
    collection = {
        "type": "FeatureCollection",
        "dataset": dataset_entry(views),
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "features": [feature(views, record) for record in records(views)],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False)


def feature(views: Summary, record: dict[str, Any]) -> dict[str, Any]:
    place = [record["longitude"], record["latitude"]]
    cited = views.dataset.sources[views.dataset.sources["incident_id"] == record["incident_id"]]
    names = ["publisher", "url", "published", "language", "upstream_source"]
    days = cited["published"].dt.strftime("%Y-%m-%d").fillna("")
    sources = cited.assign(published=days)[names].to_dict("records")
    return {
        "type": "Feature",
        "id": record["incident_id"],
        "geometry": None if None in place else {"type": "Point", "coordinates": place},
        "properties": {name: value for name, value in record.items() if name != "sources"}
        | {"sources": sources},
    }


def records(views: Summary) -> list[dict[str, Any]]:
    """The rows with None for what is missing."""
    return [
        {str(name): None if name in NUMBERS and pd.isna(value) else value for name, value in row.items()}
        for row in rows(views).to_dict("records")
    ]
