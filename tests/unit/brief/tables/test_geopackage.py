"""The GeoPackage, read back as geopandas and a plain SQLite reader see it."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from components.address import read_address
from components.brief.contents import Brief
from components.brief.tables import geopackage
from components.brief.tables.geopackage import LAYERS, TABLES, gpkg_brief
from data.exports.rows import rows
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.unit.filters.filter_cases import made

VIEWS = (
    "",
    "from=2020-11-23&to=2020-11-23",
    "actor=ANAMA+deminers&district=AZ-AGM",
    "from=1950-01-01&to=1950-01-02",
)


def brief_of(dataset: Dataset, query: str) -> Brief:
    address = read_address(query)
    return Brief(summary_of(dataset, address.incident_filter), address.view)


def written(brief: Brief) -> bytes:
    return b"".join(gpkg_brief(brief))


@pytest.fixture(params=VIEWS)
def view(request: pytest.FixtureRequest, dataset: Dataset, tmp_path: Path) -> tuple[Brief, Path]:
    """A view of the dataset that ships, and its GeoPackage on the disk."""
    brief = brief_of(dataset, request.param)
    path = tmp_path / "brief.gpkg"
    path.write_bytes(written(brief))
    return brief, path


@pytest.fixture
def of_made(tmp_path: Path) -> Path:
    path = tmp_path / "made.gpkg"
    path.write_bytes(written(brief_of(made(), "")))
    return path


def table_of(path: Path, layer: str) -> Any:
    return pyogrio.read_dataframe(path, layer=layer)


def test_the_layers_are_named_and_typed(view: tuple[Brief, Path]) -> None:
    layers = dict(pyogrio.list_layers(view[1]).tolist())
    assert layers == {
        "incidents": "Point",
        "districts": "MultiPolygon",
        "casualties": None,
        "sources": None,
        "readme": None,
    }
    assert tuple(layers) == LAYERS + TABLES


def test_incidents_are_the_rows_of_the_view(view: tuple[Brief, Path]) -> None:
    brief, path = view
    incidents = gpd.read_file(path, layer="incidents")
    expected = rows(brief.summary)
    assert list(incidents["incident_id"]) == list(expected["incident_id"])
    assert list(incidents.columns) == [*expected.columns, "geometry"]
    for outcome in ("killed", "injured"):
        assert incidents[f"{outcome}_best"].sum() == getattr(brief.summary, outcome).best
    assert incidents.crs == "EPSG:4326"
    has_point = incidents.geometry.notna()
    assert (has_point == expected["longitude"].notna().to_numpy()).all()
    assert incidents[has_point].get_coordinates()["x"].tolist() == expected["longitude"].dropna().tolist()


def test_districts_add_up_to_the_headline(view: tuple[Brief, Path]) -> None:
    brief, path = view
    districts = gpd.read_file(path, layer="districts")
    summary = brief.summary
    assert districts["incidents"].sum() == summary.incidents
    assert districts["killed"].sum() == summary.killed.best
    assert districts["injured"].sum() == summary.injured.best
    named = districts[districts["adm1_iso"] != NO_DISTRICT]
    assert list(named["adm1_iso"]) == list(summary.districts.index.drop(NO_DISTRICT, errors="ignore"))
    assert named.geometry.notna().all()
    assert districts.geometry[districts["adm1_iso"] == NO_DISTRICT].isna().all()


def test_casualties_and_sources_are_those_of_the_view(view: tuple[Brief, Path]) -> None:
    brief, path = view
    casualties = table_of(path, "casualties")
    matches = casualties["matches"] == "yes"
    assert matches.sum() == brief.summary.matches.casualties.sum()
    is_injured = casualties["outcome"] == "injured"
    injured = casualties[matches & is_injured]
    assert injured["count_best"].fillna(injured["count_low"]).sum() == brief.summary.injured.best
    assert len(table_of(path, "sources")) == brief.source_count


def test_the_readme_says_what_every_output_says(view: tuple[Brief, Path]) -> None:
    brief, path = view
    readme = table_of(path, "readme")
    values = set(readme["value"])
    assert {brief.title, brief.filter_text, SAFETY_LINE, DISCLAIMER, brief.dataset.attribution} <= values
    assert {brief.dataset.sha256, brief.dataset.licence, brief.drawn_text, "28 Nov 2026"} <= values
    assert {figure.value for figure in brief.figures} <= values
    for layer in (*LAYERS, "casualties", "sources"):
        names = [name for name in table_of(path, layer).columns if name != "geometry"]
        assert {f"Column {layer}.{name}" for name in names} <= set(readme["key"])


def test_the_same_view_gives_the_same_bytes(dataset: Dataset) -> None:
    brief = brief_of(dataset, "outcome=killed")
    assert written(brief) == written(brief)


def test_days_are_days_and_missing_numbers_are_missing(of_made: Path) -> None:
    incidents = table_of(of_made, "incidents").set_index("incident_id")
    assert incidents["date_start"]["search"] == pd.Timestamp("2020-11-23")
    assert (incidents["killed_best"]["district"], incidents["at_least"]["district"]) == (2, "killed")
    fields = dict(
        zip(
            *(pyogrio.read_info(of_made, layer="incidents")[key] for key in ("fields", "dtypes")), strict=True
        )
    )
    assert (fields["date_start"], fields["killed_best"]) == ("datetime64[D]", "int64")
    sources = table_of(of_made, "sources").set_index("publisher")
    assert pd.isna(sources["published"]["Without an address"])


def test_what_looks_like_a_formula_stays_text(of_made: Path) -> None:
    week = table_of(of_made, "incidents").set_index("incident_id").loc["week"]
    assert (week["summary"], week["notes"]) == ("=1+1", "@SUM(A1)")
    assert "=cmd|' /C calc'!A0" in set(table_of(of_made, "casualties")["affected_actor"])


def test_it_is_a_sound_database_dated_by_its_data(of_made: Path) -> None:
    connection = sqlite3.connect(of_made)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        dates = {row[0] for row in connection.execute("SELECT last_change FROM gpkg_contents")}
    finally:
        connection.close()
    assert dates == {"2026-11-22T00:00:00.000Z"}


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(brief_of(made(), ""))
    assert list(tmp_path.iterdir()) == []
    begun = iter(gpkg_brief(brief_of(made(), "")))
    next(begun)
    del begun  # as when its reader leaves
    assert list(tmp_path.iterdir()) == []


def test_incidents_written_in_parts_are_those_written_at_once(
    of_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "ROWS_AT_ONCE", 2)
    in_parts = tmp_path / "parts.gpkg"
    in_parts.write_bytes(written(brief_of(made(), "")))
    for layer in (*LAYERS, *TABLES):
        pd.testing.assert_frame_equal(table_of(in_parts, layer), table_of(of_made, layer))


def test_columns_that_differ_in_capitals_alone_have_a_field_each() -> None:
    columns = pd.Index(["incident_id", "Team", "team", "FID", "geom", "geometry"])
    assert geopackage._names_of_fields(columns) == {"team": "team (2)", "FID": "FID (2)", "geom": "geom (2)"}
