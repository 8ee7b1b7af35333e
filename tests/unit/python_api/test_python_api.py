"""The atlas in Python: the figures of the page, a map complete in itself, the guide and the notebook as they stand."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from flask.testing import FlaskClient

from components import python_api
from components.python_api import Atlas, map_of, open_atlas
from data.errors import AtlasError
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import TEXTS, in_order
from data.tables.dataset import Dataset

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def atlas(dataset: Dataset) -> Atlas:
    return Atlas(dataset)


def addresses_in(value: Any) -> list[str]:
    """All texts of a figure that are addresses."""
    return re.findall(r'"(?:https?:/)?/[^"]*"', json.dumps(value))


def test_a_filter_in_words_or_as_a_query_gives_the_figures_of_the_page(
    atlas: Atlas, client: FlaskClient
) -> None:
    found = atlas.filter(from_="2020-11-01", outcome=["killed"], district="AZ-AGM")
    same = atlas.filter("https://atlas.example/?from=2020-11-01&outcome=killed&district=AZ-AGM")
    assert found.query == same.query == "from=2020-11-01&outcome=killed&district=AZ-AGM"
    assert found.summary() == client.get(f"/summary.json?{found.query}").json
    assert len(found) == len(found.incidents()) == found.summary()["incidents"]
    assert set(found.casualties()["outcome"]) == {"killed"}
    assert set(found.sources()["incident_id"]) == set(found.incidents()["incident_id"])


@pytest.mark.parametrize(
    "keys",
    [{"outcome": "dead"}, {"colour": "red"}, {"from_": "yesterday"}, {"area": "A-1"}, {"column": "Team=A"}],
)
def test_what_is_no_filter_is_refused_in_a_sentence(atlas: Atlas, keys: dict[str, str]) -> None:
    with pytest.raises(AtlasError, match="“"):
        atlas.filter(**keys)


def test_only_a_place_that_is_known_has_a_point(atlas: Atlas) -> None:
    incidents = atlas.filter().incidents()
    assert incidents.crs == "EPSG:4326"
    assert (incidents.geometry.notna() == (incidents["where_prec"] <= 2)).all()


def test_the_map_is_complete_in_itself_and_has_the_safety_line(atlas: Atlas) -> None:
    figure = atlas.filter().map().to_plotly_json()
    assert not [text for text in addresses_in(figure["layout"]["map"]) if text != '"/"']
    assert "does not mean that an area is safe" in figure["layout"]["annotations"][0]["text"]
    assert "154 on the map, 11 not mapped" in figure["layout"]["title"]["text"]


def test_the_map_has_recorded_areas_and_the_words_of_the_legend(dataset: Dataset) -> None:
    row = dict.fromkeys(TEXTS, "") | {"area_id": "A", "kind": AreaKind.MINEFIELD.value}
    outline = gpd.GeoDataFrame([row], geometry=[shapely.box(46.5, 39.5, 47.2, 40.2)], crs="EPSG:4326")
    figure = Atlas(replace(dataset, areas=in_order(outline))).filter().map().to_plotly_json()
    style = figure["layout"]["map"]["style"]
    assert style["sources"]["areas"]["data"]["features"]
    assert {layer["id"] for layer in style["layers"]} >= {"area-outline-minefield", "area-hatching-minefield"}
    assert "no casualties known" in figure["layout"]["annotations"][0]["text"]


def test_every_geometry_is_drawn_in_any_coordinate_system_and_missing_ones_are_counted() -> None:
    shapes: list[Any] = [
        shapely.Point(46, 40),
        shapely.MultiPoint([(47, 40), (47, 41)]),
        shapely.LineString([(46, 40), (47, 41)]),
        shapely.box(46, 39, 47, 40),
        None,
    ]
    frame = gpd.GeoDataFrame({"name": list("abcd<")}, geometry=shapes, crs=4326).to_crs(3857)
    areas, lines, points = map_of(frame, "A & B").data
    assert (len(areas.locations), len(lines.lon), len(points.lon)) == (1, 3, 3)
    assert points.lon[0] == pytest.approx(46)
    title = map_of(frame, "A & B").layout.title.text
    assert title.startswith("A &amp; B")
    assert "5 rows, 1 without a geometry" in title


def test_a_table_of_nothing_is_a_map_too() -> None:
    assert map_of(gpd.GeoDataFrame({"a": []}, geometry=[], crs=4326)).layout.title.text.endswith(
        "0 rows</sub>"
    )


def test_a_table_without_coordinate_system_is_refused() -> None:
    with pytest.raises(AtlasError, match="coordinate system"):
        map_of(gpd.GeoDataFrame(geometry=[shapely.Point(0, 0)]))


def test_a_folder_a_file_and_a_geodataframe_are_opened(atlas: Atlas, tmp_path: Path) -> None:
    found = atlas.filter(outcome="killed")
    from_file = open_atlas(found.save(tmp_path / "killed.csv"))
    from_frame = open_atlas(found.incidents())
    assert len(from_file) == len(from_frame) == len(found)
    assert from_file.remarks
    assert len(open_atlas()) == 165
    with pytest.raises(AtlasError, match="cannot be read"):
        open_atlas(tmp_path / "missing.csv")


def test_the_cells_of_the_notebook_and_the_exports_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mine_atlas", python_api)
    names: dict[str, Any] = {}
    for cell in json.loads((DOCS / "python.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
    assert names["found"].summary()["injured"] == 5


def test_the_guide_names_everything_that_is_public() -> None:
    guide = (DOCS / "python.md").read_text(encoding="utf-8")
    named = [
        *python_api.__all__[2:],
        *(name for name in vars(python_api.Matches) if not name.startswith("_")),
    ]
    assert not [name for name in named if name not in guide and name not in ("query",)]
