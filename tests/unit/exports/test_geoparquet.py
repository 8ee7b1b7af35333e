"""GeoParquet: the rows of the CSV, typed, that GeoPandas and the atlas itself open."""

from __future__ import annotations

import io
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.exports import rows as export
from data.exports.geoparquet import parquet_parts, to_parquet
from data.exports.rows import rows
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.imports.import_tables import read_upload
from data.tables.dataset import Dataset
from tests.tables import dataset_of, incident, tables


def read_parquet(file: Any) -> Any:
    return gpd.read_parquet(file)


def opened(summary: Summary) -> Any:
    return read_parquet(io.BytesIO(to_parquet(summary)))


def test_it_opens_in_geopandas_with_points_only_where_the_map_draws_one(dataset: Dataset) -> None:
    frame = opened(summary_of(dataset, IncidentFilter()))
    assert (len(frame), str(frame.crs)) == (165, "OGC:CRS84")
    has_point = frame["where_prec"] <= 2
    assert frame.geometry[has_point].geom_type.eq("Point").all()
    assert frame.geometry[~has_point].isna().all()
    assert (frame.geometry[has_point].x == frame["longitude"][has_point]).all()


def test_it_holds_the_rows_of_the_csv_in_any_number_of_parts(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = summary_of(dataset, IncidentFilter(outcome=("killed",)))
    expected = rows(summary).reset_index(drop=True)
    monkeypatch.setattr(export, "ROWS_A_PART", 7)
    content = b"".join(parquet_parts(summary))
    assert pq.ParquetFile(io.BytesIO(content)).num_row_groups > 3
    found = pd.DataFrame(read_parquet(io.BytesIO(content)).drop(columns="geometry"))
    assert list(found.columns) == list(expected.columns)
    for name in expected.columns:
        there, target = (
            table[name].astype("object").where(table[name].notna(), "") for table in (found, expected)
        )
        assert list(map(str, there)) == [str(value) for value in target], name


def test_nothing_that_matches_is_a_file_too(dataset: Dataset) -> None:
    frame = opened(summary_of(dataset, IncidentFilter(words="nothinghasthis")))
    assert (len(frame), "killed_best" in frame) == (0, True)


def test_a_selection_in_space_has_its_column_as_in_the_csv(dataset: Dataset) -> None:
    incident_filter = IncidentFilter.from_query([("within", "circle:39.6003,47.1431,25,possible")])[0]
    summary = summary_of(dataset, incident_filter)
    found = opened(summary)
    assert list(found.columns.drop("geometry")) == export.columns_of(summary)
    assert found[export.IN_SELECTION].tolist() == rows(summary)[export.IN_SELECTION].tolist()
    assert set(found[export.IN_SELECTION]) == {"inside", "possibly_inside"}


def test_days_are_days_and_an_undated_incident_has_none() -> None:
    dated, undated = incident(), incident(incident_id="A-2", date_start="", date_end="", date_prec="0")
    made = dataset_of(tables(incidents=[dated, undated], casualties=[], sources=[]))
    file = pq.read_table(io.BytesIO(to_parquet(summary_of(made, IncidentFilter()))))
    assert str(file.schema.field("date_start").type) == "date32[day]"
    assert file["date_start"].null_count == 1


def test_the_atlas_reads_its_own_file_again(dataset: Dataset) -> None:
    found = read_upload("incidents.parquet", to_parquet(summary_of(dataset, IncidentFilter())))
    assert len(found.dataset.incidents) == 165
