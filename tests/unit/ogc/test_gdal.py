"""GDAL's own driver for OGC API – Features opens a running atlas, as QGIS does."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pyogrio
import pytest

from data.tables.dataset import Dataset
from tests.benchmark.pages import serving


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    """The atlas as GDAL names it, in a process of its own: GDAL keeps this one to itself while it waits."""
    with serving("app.py", "--port") as address:
        yield f"OAPIF:{address}/ogc"


def test_gdal_reads_every_incident_with_its_point_and_days(source: str, dataset: Dataset) -> None:
    incidents = pyogrio.read_dataframe(source, layer="incidents")
    assert len(incidents) == len(dataset.incidents)
    assert incidents.geometry.notna().sum() == dataset.has_dot.sum()
    assert incidents["date_start"].dtype.kind == "M"


def test_gdal_narrows_by_box_and_by_column(source: str, dataset: Dataset) -> None:
    table = dataset.incidents[dataset.has_dot]
    inside = table["longitude"].between(46.5, 47.5) & table["latitude"].between(40, 40.5)
    assert len(pyogrio.read_dataframe(source, layer="incidents", bbox=(46.5, 40, 47.5, 40.5))) == inside.sum()
    deadly = pyogrio.read_dataframe(source, layer="incidents", where="killed_best > 1")
    assert 0 < len(deadly) < len(dataset.incidents)
    assert deadly["killed_best"].min() > 1


def test_gdal_sends_on_the_keys_and_the_cql2_text_of_the_address(source: str, dataset: Dataset) -> None:
    killed = {
        str(key) for key in dataset.casualties.loc[dataset.casualties["outcome"] == "killed", "incident_id"]
    }
    found = pyogrio.read_dataframe(f"{source}?outcome=killed", layer="incidents")
    assert set(found["incident_id"]) == killed
    text = quote("killed_best > 1 AND S_INTERSECTS(geometry, BBOX(46.5, 40, 47.5, 40.5))")
    deadly = pyogrio.read_dataframe(f"{source}?filter={text}", layer="incidents")
    assert 0 < len(deadly) < len(found)
    assert deadly["killed_best"].min() > 1
    assert deadly.geometry.notna().all()
