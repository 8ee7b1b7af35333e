"""A layer's text holds the same shapes and properties that geopandas writes."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from components.map.ground import layers
from components.map.ground.geojson_text import geojson_text
from data.tables.dataset import Dataset


def test_it_is_what_geopandas_writes_for_every_layer(dataset: Dataset) -> None:
    for frame in (layers.ground(dataset), layers.name_points(dataset), layers.shaded_districts(dataset)):
        assert json.loads(geojson_text(frame)) == json.loads(frame.to_json(drop_id=True, na="drop"))


def test_values_of_every_kind_are_written_and_missing_ones_left_out() -> None:
    frame = gpd.GeoDataFrame(
        {
            "text": pd.array(['a "b" \u0259', None, "c"], dtype="string"),
            "whole": pd.array([1, pd.NA, 3], dtype="Int64"),
            "number": np.array([0.1, np.nan, 1e-7]),
            "yes": np.array([True, None, False], dtype=object),
        },
        geometry=np.array([shapely.Point(46.773, 1e-9), shapely.LineString(), None]),
        crs="EPSG:4326",
    )
    written = json.loads(geojson_text(frame))
    assert written == json.loads(frame.to_json(drop_id=True, na="drop"))
    assert written["features"][1]["properties"] == {}
    assert written["features"][2]["geometry"] is None


def test_a_layer_of_nothing_is_an_empty_collection() -> None:
    frame = gpd.GeoDataFrame({"name": []}, geometry=[], crs="EPSG:4326")
    assert json.loads(geojson_text(frame)) == {"type": "FeatureCollection", "features": []}
