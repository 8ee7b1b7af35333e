"""The map's style and its layers: complete, and asking no other machine for anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import geopandas as gpd
import pytest
import shapely
from flask.testing import FlaskClient

from app import create_app
from components.application.page_files import ASSETS
from components.map.ground.graticule import (
    COMPASS,
    GRATICULE,
    STEPS,
    graticule_layers,
    graticule_lines,
    meridian_label,
    parallel_label,
    step_at,
)
from components.map.ground.layers import (
    LAYERS,
    NEAR_GROUND,
    SOURCES,
    borders,
    countries,
    layer_geojson,
    region,
)
from components.map.labels import CALLOUTS, FADING_ZOOMS, labels
from components.map.legend import RING_PX, diameters
from components.map.style import BELOW_DOTS, next_addresses, shading_address, style_address
from components.theme import PALETTES, Scheme
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.language import LANGUAGES, speaking
from data.tables.dataset import Dataset
from data.tables.layers.districts import NAME_LANGUAGES, layer
from tests.tables import dataset_of, no_rows

STYLES: Final = [
    pytest.param(
        scheme, language, shows_lines, id=f"{scheme}-{language}-{'lines' if shows_lines else 'plain'}"
    )
    for scheme, language, shows_lines in product(PALETTES, NAME_LANGUAGES, (False, True))
]


@pytest.mark.parametrize(("scheme", "language", "shows_lines"), STYLES)
class TestStyle:
    def test_it_asks_no_other_machine(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        style = _style(client, dataset, scheme, language, shows_lines)
        assert style["version"] == 8
        assert not style.keys() & {"glyphs", "sprite"}
        assert [text for text in _texts(style) if "//" in text] == []

    def test_every_source_answers(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        style = _style(client, dataset, scheme, language, shows_lines)
        assert set(style["sources"]) == {*SOURCES, CALLOUTS}
        for name in SOURCES:
            source = style["sources"][name]
            assert source["type"] == "geojson"
            assert _features(client, source["data"])

    def test_every_layer_has_what_it_draws(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        style = _style(client, dataset, scheme, language, shows_lines)
        for drawn in style["layers"]:
            # Names that a script places are in no layer that is served.
            if drawn["type"] == "background" or drawn["source"] == CALLOUTS:
                continue
            features = _features(client, style["sources"][drawn["source"]]["data"])
            read = {part[1] for part in _expressions(drawn) if part[0] == "get"}
            for name in read:
                assert any(name in feature["properties"] for feature in features), (drawn["id"], name)
            for key, expected in _equalities(drawn.get("filter")):
                assert any(feature["properties"].get(key) == expected for feature in features), (
                    drawn["id"],
                    expected,
                )

    def test_names_are_those_of_the_language(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        style = _style(client, dataset, scheme, language, shows_lines)
        labelled = [layer for layer in style["layers"] if layer.get("source") == "names"]
        labelled = [layer for layer in labelled if layer["id"].endswith("-labels")]
        assert len(labelled) == 3
        assert all(layer["layout"]["text-field"] == ["get", f"name_{language}"] for layer in labelled)

    def test_names_of_districts_are_placed_after_the_points_of_towns(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        # The topmost layer is placed first.
        ids = [layer["id"] for layer in _style(client, dataset, scheme, language, shows_lines)["layers"]]
        assert ids.index("district-labels") < ids.index("town-point-room") < ids.index("country-labels")

    def test_historical_lines_are_drawn_only_when_requested(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        style = _style(client, dataset, scheme, language, shows_lines)
        lines = {layer["id"]: layer for layer in style["layers"] if layer.get("source") == "reference_lines"}
        assert set(lines) == {"line_of_contact_1994", "oblast_1991"}
        visible = {name for name, layer in lines.items() if layer["layout"]["visibility"] == "visible"}
        assert visible == (set(lines) if shows_lines else set())

    def test_the_layer_under_which_districts_are_shaded_is_there_once(
        self, client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool
    ) -> None:
        identifiers = [
            layer["id"] for layer in _style(client, dataset, scheme, language, shows_lines)["layers"]
        ]
        assert identifiers.count(BELOW_DOTS) == 1
        assert len(identifiers) == len(set(identifiers))


class TestGraticule:
    def test_it_is_drawn_unless_it_is_off(self, client: FlaskClient) -> None:
        for query, shown in (("", "visible"), ("?graticule=0", "none")):
            style: Any = client.get(f"/map/style.json{query}").json
            layers = {layer["id"]: layer for layer in style["layers"]}
            for name in GRATICULE:
                assert layers[name]["layout"]["visibility"] == shown

    def test_lines_are_written_in_degrees_and_minutes(self) -> None:
        assert [meridian_label(one) for one in (46.5, -0.25, 0, 180, 190)] == [
            "46°30′E",
            "0°15′W",
            "0°",
            "180°",
            "170°W",
        ]
        assert [parallel_label(one) for one in (40, -12.5, 0)] == ["40°N", "12°30′S", "0°"]

    def test_the_closer_the_look_the_closer_the_lines(self) -> None:
        steps = [step_at(zoom) for zoom in (0, 3, 4.5, 6, 7, 8, 10, 14)]
        assert steps == sorted(steps, reverse=True)
        assert len(set(steps)) == len(STEPS)

    def test_data_of_the_whole_world_get_no_millions_of_lines(self) -> None:
        lines = graticule_lines(shapely.box(-180, -90, 180, 90))
        assert len(lines) < 1_500
        assert lines["last_zoom"].max() == STEPS[-1][2]


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "/map/style.json?scheme=sepia",
            "/map/style.json?lang=de",
            "/map/style.json?scheme=",
            "/map/nothing.geojson",
            "/map/casualties.geojson",
            "/map/..%2fdataset.geojson",
            "/map/",
        ],
    )
    def test_what_is_not_known_is_not_found(self, client: FlaskClient, address: str) -> None:
        answer = client.get(address)
        assert (answer.status_code, answer.content_type) == (404, "text/plain; charset=utf-8")

    def test_the_style_of_an_address_without_keys_is_light_and_english(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        assert client.get("/map/style.json").json == _style(client, dataset, "light", "en", shows_lines=False)

    @pytest.mark.parametrize("address", ["/map/style.json", *(f"/map/{name}.geojson" for name in LAYERS)])
    def test_a_browser_that_has_it_is_not_sent_it_again(self, client: FlaskClient, address: str) -> None:
        first = client.get(address)
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200

    def test_a_layer_under_the_address_of_the_style_is_kept_and_under_another_requested_again(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        sources = _style(client, dataset, "light", "en", shows_lines=False)["sources"]
        assert sources.pop(CALLOUTS)["data"] == {"type": "FeatureCollection", "features": []}
        addresses = [source["data"] for source in sources.values()]
        assert set(next_addresses(dataset)) == set(addresses)
        for address in (*addresses, shading_address(dataset)):
            assert client.get(address).headers["Cache-Control"] == "max-age=31536000, immutable"
            # Of another edition of the layer, or of no known one: what it gives may change.
            for other in (address[:-1], address.partition("?")[0]):
                assert client.get(other).headers["Cache-Control"] == "no-cache"
            assert client.get(address).data == client.get(address.partition("?")[0]).data

    def test_the_page_asks_for_the_layers_before_its_map_does(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        page = client.get("/").text
        assert list(re.findall(r'rel="prefetch"[^>]*href="([^"]*)"', page)) == [*next_addresses(dataset)]

    def test_styles_that_differ_have_different_tags(self, client: FlaskClient) -> None:
        queries = [
            f"scheme={scheme}&lang={language}" for scheme, language in product(PALETTES, NAME_LANGUAGES)
        ]
        tags = {client.get(f"/map/style.json?{query}").headers["ETag"] for query in queries}
        assert len(tags) == len(queries)


class TestLayers:
    def test_shaded_districts_are_those_of_the_incidents_and_unique(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        codes = [
            feature["properties"]["adm1_iso"]
            for feature in _features(client, "/map/shaded_districts.geojson")
        ]
        assert len(codes) == len(set(codes))
        assert set(codes) == set(dataset.incidents["adm1_iso"]) - {""}

    def test_every_shaded_district_is_labelled(self, client: FlaskClient) -> None:
        names = {feature["properties"]["name_az"] for feature in _features(client, "/map/names.geojson")}
        assert {"Tərtər", "Ağdam", "Kəlbəcər"} <= names

    @pytest.mark.parametrize("kind", ["country_border", "district_border"])
    def test_a_border_of_two_areas_is_one_line(
        self, client: FlaskClient, dataset: Dataset, kind: str
    ) -> None:
        districts = layer("districts")
        around = districts[districts.intersects(region(dataset))]
        areas = countries(dataset) if kind == "country_border" else around
        [lines] = borders(areas).geometry
        # In degrees, as it is only compared with itself.
        once, twice = lines.length, shapely.length(areas.boundary.to_numpy()).sum()
        assert once == pytest.approx(shapely.union_all(areas.boundary.to_numpy()).length)
        assert once < 0.9 * twice
        kinds = [feature["properties"]["kind"] for feature in _features(client, "/map/ground.geojson")]
        assert kinds.count(kind) == 1

    def test_countries_around_the_data_are_drawn_in_full(self, dataset: Dataset) -> None:
        drawn = countries(dataset).set_index("adm0").geometry
        full = layer("countries").set_index("adm0").geometry
        assert drawn.index.is_unique
        assert set(drawn.index) == set(full.index)
        around = region(dataset)
        for near in ("AZ", "AM", "GE", "IR", "RU", "TR"):
            differing = shapely.symmetric_difference(drawn[near], full[near])
            assert shapely.intersection(differing, around).area == pytest.approx(0, abs=1e-9), near
            assert drawn[near].is_valid
        assert shapely.get_num_coordinates(drawn["FR"]) < shapely.get_num_coordinates(full["FR"]) / 2

    def test_coordinates_are_degrees_longitude_first(self, client: FlaskClient) -> None:
        towns = [
            feature
            for feature in _features(client, "/map/names.geojson")
            if feature["properties"]["kind"] == "town"
        ]
        assert towns
        for feature in towns:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert 38 < longitude < 54, feature["properties"]["name_en"]
            assert 34 < latitude < 46, feature["properties"]["name_en"]

    def test_a_map_begins_with_the_ground_of_the_region_as_exact_as_the_whole(
        self, client: FlaskClient, dataset: Dataset
    ) -> None:
        near, whole = (layer_frame(client, f"/map/{name}.geojson") for name in (NEAR_GROUND, "ground"))
        around = region(dataset)
        for kind in set(whole["kind"]):
            drawn, full = (
                shapely.union_all(part[part["kind"] == kind].geometry.to_numpy()) for part in (near, whole)
            )
            differing = shapely.symmetric_difference(shapely.intersection(full, around), drawn)
            assert shapely.area(differing) == pytest.approx(0, abs=1e-6), kind
            assert shapely.length(drawn) == pytest.approx(
                shapely.length(shapely.intersection(full, around)), rel=1e-3
            ), kind
        assert shapely.contains(shapely.buffer(around, 1e-6), shapely.box(*near.total_bounds))
        style: Any = client.get("/map/style.json").json
        metadata = style["metadata"]
        assert metadata["region"] == shapely.bounds(around).tolist()
        assert client.get(metadata["ground"]).data == client.get("/map/ground.geojson").data

    @pytest.mark.parametrize("language", NAME_LANGUAGES)
    def test_a_district_has_a_mark_when_a_town_of_its_name_is_shown(
        self, client: FlaskClient, language: str
    ) -> None:
        named = [feature["properties"] for feature in _features(client, f"/map/names_{language}.geojson")]
        name = f"name_{language}"
        towns = {town[name] for town in named if town["kind"] == "town"}
        districts = [place for place in named if place["kind"] == "district"]
        shared = {place[name] for place in districts} & towns
        assert {place[name] for place in districts if place.get("town_zoom") is not None} == shared
        assert shared

    @pytest.mark.parametrize("language", NAME_LANGUAGES)
    def test_a_map_has_every_name_of_its_language_and_none_of_another(
        self, client: FlaskClient, language: str
    ) -> None:
        every = _features(client, "/map/names.geojson")
        shown = _features(client, f"/map/names_{language}.geojson")
        name = f"name_{language}"
        assert [one["properties"][name] for one in shown] == [
            one["properties"][name] for one in every if name in one["properties"]
        ]
        others = {f"name_{other}" for other in NAME_LANGUAGES} - {name}
        assert not any(others & one["properties"].keys() for one in shown)

    def test_without_incidents_the_whole_world_is_served(self) -> None:
        visitor = create_app(dataset_of(no_rows())).server.test_client()
        assert visitor.get("/map/style.json").status_code == 200
        assert _features(visitor, "/map/shaded_districts.geojson") == []
        kinds = [feature["properties"]["kind"] for feature in _features(visitor, "/map/ground.geojson")]
        assert kinds.count("land") > 200
        for name in LAYERS:
            assert visitor.get(f"/map/{name}.geojson").status_code == 200


def _style(client: FlaskClient, dataset: Dataset, scheme: Scheme, language: str, shows_lines: bool) -> Any:
    answer = client.get(style_address(dataset, scheme, language, shows_lines))
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return json.loads(answer.data)


def layer_frame(client: FlaskClient, address: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame.from_features(_features(client, address), crs="EPSG:4326")


def _features(client: FlaskClient, address: str) -> list[Any]:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    collection = json.loads(answer.data)
    assert collection["type"] == "FeatureCollection"
    features: list[Any] = collection["features"]
    return features


def _texts(tree: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(part)


def _expressions(tree: Any) -> Iterator[list[Any]]:
    """Every MapLibre expression of a layer."""
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        if tree and isinstance(tree[0], str):
            yield tree
        for part in tree:
            yield from _expressions(part)


def _equalities(tree: Any) -> Iterator[tuple[str, Any]]:
    """Properties that a filter compares with a value."""
    for part in _expressions(tree):
        if part[0] == "==" and isinstance(part[1], list) and part[1][0] == "get":
            yield part[1][1], part[2]


def test_the_script_fades_shades_at_the_zooms_of_what_is_drawn_here() -> None:
    begins, ends = FADING_ZOOMS
    script = (ASSETS / "map" / "shade.js").read_text(encoding="utf-8")
    assert f"const [BEGINS, ENDS] = [{begins}, {ends}];" in script


def test_the_name_of_a_place_stands_close_to_its_circle_and_clear_of_it(dataset: Dataset) -> None:
    points = summary_of(dataset, IncidentFilter()).points
    named = json.loads(layer_geojson(dataset, "names_en"))["features"]
    at_circle = [one for one in named if one["properties"].get("circle_people") is not None]
    assert len(at_circle) > 50
    offsets = next(layer for layer in labels(PALETTES["light"], "name_en") if layer["id"] == "town-labels")
    _step, _zoom, near, _apart, _close = offsets["layout"]["text-variable-anchor-offset"]
    bands, size = near[2], offsets["layout"]["text-size"]
    for feature in at_circle:
        people = feature["properties"]["circle_people"]
        band = bands[2]
        for fewest, larger in zip(bands[3::2], bands[4::2], strict=True):
            band = larger if people >= fewest else band
        gap_px = band[1][1][0] * size - (float(diameters(people)) + RING_PX) / 2
        assert 1 < gap_px < 8, (feature["properties"]["name_en"], gap_px)
    assert {one["properties"]["name_en"] for one in at_circle} >= {"Muxtar", "Sığnaq"}
    assert len(points) >= len(
        {tuple(one["geometry"]["coordinates"]) for one in at_circle if not one["properties"]["is_beside"]}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_degrees_have_the_letters_of_the_language_of_the_map(language: str) -> None:
    layers = graticule_layers(PALETTES["light"], language)
    field = layers[-1]["layout"]["text-field"]
    sides = dict(zip(field[2:-1:2], field[3:-1:2], strict=True))
    with speaking(language):
        written = {
            side: "".join(p if isinstance(p, str) else "40°" for p in sides[side][1:]) for side in COMPASS
        }
        assert written["N"] == parallel_label(40)
        assert written["S"] == parallel_label(-40)
        assert written["E"] == meridian_label(40)
        assert written["W"] == meridian_label(-40)
    assert any(letter in "NESW" for letter in "".join(written.values())) == (language == "en")
    assert len(set(written.values())) == 4
