"""Recorded areas on the map: the style, the legend, the panel, typed distances, and every output that draws them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pytest
import shapely
from dash import html
from flask.testing import FlaskClient

from app import create_app
from components.areas import panel
from components.content import content
from components.map.ground.layers import AREAS, layer_geojson
from components.map.legend import layout
from components.map.style import map_style
from components.theme import PALETTES
from data.filters.area_counts import area_counts
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import LANGUAGES, speaking
from data.recorded_areas.drawing import HATCHING, PENS, hatching
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import TEXTS, in_order
from data.tables.dataset import Dataset
from tests.tables import bundled


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The bundled data with a square of each kind, and a road."""
    rows: list[dict[str, Any]] = []
    shapes: list[Any] = []
    for at, kind in enumerate(AreaKind):
        rows.append(
            dict.fromkeys(TEXTS, "") | {"area_id": f"A-{at}", "kind": kind.value, "name": f"Name {at}"}
        )
        west = 46.2 + at / 10
        is_road = kind is AreaKind.ROAD
        shapes.append(
            shapely.LineString([(46.5, 39.5), (47.2, 40.2)])
            if is_road
            else shapely.box(west, 39.5, west + 0.1, 40.2)
        )
    areas = in_order(gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326"))
    return replace(bundled(), areas=areas)


@pytest.fixture(scope="module")
def client(dataset: Dataset) -> FlaskClient:
    visitor: FlaskClient = create_app(dataset).server.test_client()
    return visitor


def test_no_two_kinds_are_drawn_alike() -> None:
    assert {*PENS} == {*AreaKind}
    assert len({*PENS.values()}) == len(AreaKind)


def test_the_style_has_each_kind_in_the_colour_of_text_alone(dataset: Dataset) -> None:
    for palette in PALETTES.values():
        layers = [
            one for one in map_style(dataset, palette, "en", False)["layers"] if one.get("source") == AREAS
        ]
        assert {layer["id"].rpartition("-")[2] for layer in layers} == {*AreaKind}
        assert {layer["paint"]["line-color"] for layer in layers} == {palette.map_text}


def test_data_without_areas_have_neither_source_nor_panel_nor_legend() -> None:
    assert AREAS not in map_style(bundled(), PALETTES["light"], "en", False)["sources"]
    assert panel.contents(bundled(), IncidentFilter(), 0.0) == []
    assert "Recorded areas" not in str(layout(summary_of(bundled(), IncidentFilter()), "incidents"))


def test_hatching_stays_inside_its_area(dataset: Dataset) -> None:
    assert dataset.areas is not None
    for kind, shape in zip(dataset.areas["kind"], dataset.areas.geometry, strict=True):
        lines = hatching(shape, PENS[AreaKind(kind)])
        assert bool(lines.length) == bool(PENS[AreaKind(kind)].angles)
        assert shape.buffer(1e-6).contains(lines) or not lines.length
    served = json.loads(layer_geojson(dataset, AREAS))["features"]
    assert {feature["properties"]["kind"] for feature in served} == {*AreaKind}
    assert any(feature["properties"]["part"] == HATCHING for feature in served)


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_legend_nor_panel_calls_anything_safe(dataset: Dataset, language: str) -> None:
    with speaking(language):
        legend = str(layout(summary_of(dataset, IncidentFilter()), "incidents"))
        made = content(panel.contents(dataset, IncidentFilter(), 1.0))
    for text in (legend, made):
        assert not re.search(r"\bsafe|безопас|təhlükəsiz|անվտանգ", text, re.IGNORECASE)
    assert "minefield" in legend


def test_the_panel_counts_every_incident_once_for_each_kind(dataset: Dataset) -> None:
    counts = area_counts(dataset, IncidentFilter(), 2.0)
    for found in [*counts.by_kind.values(), counts.hazardous]:
        assert found is not None
        assert found.inside + found.possibly_inside + found.outside + found.not_mapped == 165
    incident_filter = IncidentFilter.from_query([("area", "outside:kind:hazardous,2")])[0]
    assert counts.hazardous is not None
    assert summary_of(dataset, incident_filter).incidents == counts.hazardous.outside
    assert f"{counts.hazardous.outside} incidents more than 2 km from any" in content(
        panel.contents(dataset, incident_filter, 2.0)
    )


def test_a_card_lists_its_incidents_and_says_who_declared_the_area(dataset: Dataset) -> None:
    cleared = f"A-{[*AreaKind].index(AreaKind.CLEARED_AREA)}"
    made = content(panel.contents(dataset, IncidentFilter(), 0.0, cleared))
    assert "The file does not say who declared it, or when" in made
    inside = summary_of(dataset, IncidentFilter.from_query([("area", cleared)])[0]).incidents
    assert made.count("areas-incident") == inside
    assert content(panel.contents(dataset, IncidentFilter(), 0.0, "nothing")).count("areas-choose") > 5


def test_a_distance_from_an_area_can_be_typed(client: FlaskClient) -> None:
    found = client.get("/selection.json", query_string={"of": "name 2", "km": "5"}).get_json()["selections"]
    assert found[0] == {"area": "A-2,5", "label": "inside or within 5 km of minefield Name 2 (A-2)"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/summary.json?area=A-2", 200),
        ("/incidents.csv?area=kind:hazardous,1", 200),
        ("/incidents.geojson?area=outside:kind:hazardous&area=A-3", 200),
        ("/ogc/collections/incidents/items?area=A-2", 200),
        ("/summary.json?area=nothing", 400),
        ("/ogc/collections/incidents/items?area=nothing", 400),
        ("/summary.json?area=kind:swamp", 400),
        ("/embed?area=nothing", 200),
        ("/?area=nothing", 200),
    ],
)
def test_addresses_obey_and_refuse(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_the_parts_of_summary_json_are_the_filter_without_areas(client: FlaskClient) -> None:
    found = client.get("/summary.json?outcome=killed&area=kind:minefield,1").get_json()
    assert sum(found["areas"].values()) == client.get("/summary.json?outcome=killed").get_json()["incidents"]
    assert found["areas"]["inside"] == found["incidents"]


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_pictures_and_the_offline_file_draw_them(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/brief.{ending}")
    assert answer.status_code == 200
    assert "area-hatching-minefield" in answer.text if ending == "html" else answer.data.startswith(b"<?xml")


def test_the_panel_is_hidden_where_there_are_no_areas(dataset: Dataset) -> None:
    assert isinstance(panel.layout(dataset), html.Details)
    assert getattr(panel.layout(bundled()), "hidden", None) is True
    assert not getattr(panel.layout(dataset), "hidden", False)
