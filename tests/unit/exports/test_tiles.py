"""Vector tiles: nothing lost, nothing twice, and nothing more exact than it was reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from data.exports import tiles
from data.exports.rows import rows
from data.exports.tiles import CLUSTERS, DISTRICTS, INCIDENTS, vector_tile
from data.exports.vector_tile import Layer, tile_of
from data.filters.incident_filter import IncidentFilter
from data.filters.on_map import level_of_detail
from data.filters.on_map.grid import Tile
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary, summary_of
from data.ground_maps.vector_tile import Feature, features_of
from data.tables.dataset import Dataset

ALL = frozenset([INCIDENTS, CLUSTERS, DISTRICTS])


@pytest.fixture
def summary(dataset: Dataset) -> Summary:
    return summary_of(dataset, IncidentFilter())


def layers(content: bytes) -> dict[str, list[Feature]]:
    found: dict[str, list[Feature]] = {name: [] for name in ALL}
    for name, feature in features_of(content, ALL):
        found[name].append(feature)
    return found


def tiles_of(zoom: int) -> Iterator[Tile]:
    """Those around the bundled incidents."""
    across = 2**zoom
    columns, rows_ = (
        range(int(low * across), int(high * across) + 1) for low, high in ((0.62, 0.64), (0.36, 0.39))
    )
    return (Tile(zoom, column, row) for column in columns for row in rows_)


@pytest.mark.parametrize("zoom", [0, 7, 9])
def test_each_incident_with_a_point_is_in_one_tile_with_its_columns(summary: Summary, zoom: int) -> None:
    found: dict[str, dict[str, Any]] = {}
    for tile in tiles_of(zoom):
        for feature in layers(vector_tile(summary, tile))[INCIDENTS]:
            assert feature.shape == "point"
            identifier = feature.properties["incident_id"]
            assert identifier not in found
            found[identifier] = feature.properties
    table = rows(summary)
    drawn = table[table["longitude"].notna()]
    assert set(found) == set(drawn["incident_id"])
    assert {one["where_prec"] for one in found.values()} <= {1, 2}
    for name in ("date_start", "summary", "sources", "killed_best", "longitude"):
        expected = drawn.set_index("incident_id")[name]
        assert {key: one.get(name) for key, one in found.items()} == {
            key: None if pd.isna(value) else value for key, value in expected.items()
        }


def test_what_is_known_to_its_district_counts_in_its_area_and_is_no_point(summary: Summary) -> None:
    found = layers(vector_tile(summary, Tile(0, 0, 0)))
    ranking = summary.districts.drop(index=NO_DISTRICT, errors="ignore")
    assert {one.properties["code"]: one.properties["incidents"] for one in found[DISTRICTS]} == {
        str(code): number for code, number in ranking["incidents"].items()
    }
    assert {one.shape for one in found[DISTRICTS]} == {"area"}
    only_district = sum(one.properties["without_point"] for one in found[DISTRICTS])
    assert len(found[INCIDENTS]) + only_district == summary.drawn
    assert only_district > 0


def test_too_many_for_a_tile_are_clusters_that_add_up(
    summary: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = layers(vector_tile(summary, Tile(7, 80, 48)))[INCIDENTS]
    monkeypatch.setattr(level_of_detail, "MOST_SINGLE", 5)
    found = layers(vector_tile(summary, Tile(7, 80, 48)))
    assert not found[INCIDENTS]
    assert len(found[CLUSTERS]) < len(single)
    for name, one in (("incidents", ""), ("killed", "killed_best"), ("injured", "injured_best")):
        together = sum(feature.properties.get(name, 0) for feature in found[CLUSTERS])
        assert together == sum(feature.properties.get(one, 0) if one else 1 for feature in single) > 5
    monkeypatch.setattr(level_of_detail, "MOST_SINGLE", 1_500)
    monkeypatch.setattr(tiles, "MOST_BYTES", 100)
    assert layers(vector_tile(summary, Tile(7, 80, 48)))[CLUSTERS]


def test_a_point_lies_within_a_unit_of_where_it_was_reported(summary: Summary) -> None:
    tile = Tile(9, 322, 192)
    for feature in layers(vector_tile(summary, tile))[INCIDENTS]:
        (part,) = feature.parts
        x = (feature.properties["longitude"] / 360 + 0.5) * tile.across - tile.column
        assert 0 <= x - part[0][0] < 1 / 4096 + 1e-9


def test_a_tile_where_nothing_is_has_no_bytes(summary: Summary) -> None:
    assert vector_tile(summary, Tile(5, 0, 0)) == b""


def test_a_tile_beyond_the_world_cannot_be_requested() -> None:
    for numbers in ((-1, 0, 0), (3, 8, 0), (3, 0, 8), (99, 0, 0)):
        with pytest.raises(ValueError, match="no tile"):
            Tile(*numbers)


def test_gdal_reads_a_tile_with_valid_areas_where_they_are(summary: Summary, tmp_path: Path) -> None:
    path = tmp_path / "48.mvt"
    path.write_bytes(vector_tile(summary, Tile(7, 80, 48)))
    assert {name for name, _kind in pyogrio.list_layers(f"MVT:{path}")} == {INCIDENTS, DISTRICTS}
    points = pyogrio.read_dataframe(f"MVT:{path}", layer=INCIDENTS, X="80", Y="48", Z="7").to_crs(4326)
    assert np.abs(points.geometry.x - points["longitude"]).max() < 0.001
    assert np.abs(points.geometry.y - points["latitude"]).max() < 0.001
    areas = pyogrio.read_dataframe(f"MVT:{path}", layer=DISTRICTS, X="80", Y="48", Z="7")
    assert areas.geometry.is_valid.all()
    stored = summary.dataset.districts.set_index("adm1_iso").geometry.to_crs(3857)
    for code, area in zip(areas["code"], areas.geometry, strict=True):
        # 19 m a unit: what is beyond that lies outside of the tile.
        assert area.difference(stored[code].buffer(60)).is_empty


@pytest.mark.parametrize("zoom", [0, 3])
def test_an_area_smaller_than_a_unit_and_one_beyond_180_degrees_stay(zoom: int) -> None:
    across = Tile(zoom, 0, 0)
    small = shapely.box(-179.9, 84.9, -179.89999, 84.90001)
    assert len(tiles._rings(across, small)) == 1
    beyond = shapely.box(179, 80, 181, 84)
    assert tiles._rings(across, beyond)
    last = Tile(zoom, across.across - 1, 0)
    assert tiles._rings(last, beyond)


def test_values_of_every_kind_come_back() -> None:
    properties = pd.DataFrame(
        {
            "text": ["a", "", "Ağdam"],
            "whole": pd.array([-3, None, 2**40], dtype="Int64"),
            "real": [0.5, np.nan, -1e9],
            "truth": [True, False, True],
        }
    )
    hole = [np.array([[0, 0], [9, 0], [9, 9], [0, 9]]), np.array([[3, 3], [3, 6], [6, 6], [6, 3]])]
    content = tile_of([Layer(INCIDENTS, [hole, hole, np.array([[4095, -64]])], properties)])
    one, none, last = layers(content)[INCIDENTS]
    assert one.properties == {"text": "a", "whole": -3, "real": 0.5, "truth": True}
    assert none.properties == {"truth": False}
    assert last.properties == {"text": "Ağdam", "whole": 2**40, "real": -1e9, "truth": True}
    assert [len(part) for part in one.parts] == [5, 5]
    assert (last.parts[0] * 4096).tolist() == [[4095, -64]]
