"""Ground maps on the page: their tiles, their place in the style, what the page says, and the content policy."""

from __future__ import annotations

import gzip
import json
import logging
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.address import View, ground_problem, query_of, read_address
from components.map.ground.choice import credit
from data.filters.incident_filter import IncidentFilter
from data.ground_maps.ground_map import GroundMaps
from data.ground_maps.opening import open_ground_maps
from data.tables.dataset import Dataset
from tests.tiles import picture, pmtiles, village_tile, write_mbtiles

BOX: Final = (44.0, 38.0, 49.0, 42.0)
ADDRESS: Final = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture(scope="module")
def ground_maps(tmp_path_factory: pytest.TempPathFactory) -> GroundMaps:
    folder = tmp_path_factory.mktemp("ground")
    vector = {(0, 0, 0): village_tile(), (1, 1, 0): village_tile(name="Fuzuli"), (1, 0, 0): b"\xff"}
    (folder / "roads.pmtiles").write_bytes(
        pmtiles(vector, metadata={"name": "Roads", "attribution": "© Everybody"}, bounds=BOX)
    )
    tiles = {(0, 0, 0): picture(), (1, 1, 0): picture(side=3_000), (1, 1, 1): b"no picture"}
    write_mbtiles(folder / "imagery.mbtiles", tiles, {"format": "png", "name": "Imagery"})
    named = [
        [str(folder / "roads.pmtiles")],
        [str(folder / "imagery.mbtiles")],
        [ADDRESS, "Online", "© Somebody"],
    ]
    return open_ground_maps(named)


@pytest.fixture(scope="module")
def visitor(dataset: Dataset, ground_maps: GroundMaps) -> FlaskClient:
    created: FlaskClient = create_app(dataset, ground_maps=ground_maps).server.test_client()
    return created


def style(visitor: FlaskClient, query: str = "") -> dict[str, Any]:
    answer = visitor.get(f"/map/style.json{query}")
    assert answer.status_code == 200
    content: dict[str, Any] = json.loads(answer.text)
    return content


def shown(style: dict[str, Any]) -> set[str]:
    """The ground maps of which the style shows a layer."""
    sources = {name: str(layer.get("source", "")) for layer in style["layers"] for name in [layer["id"]]}
    return {
        sources[layer["id"]].removeprefix("ground-map-").removesuffix("-land")
        for layer in style["layers"]
        if sources[layer["id"]].startswith("ground-map-") and layer["layout"]["visibility"] == "visible"
    }


class TestTiles:
    def test_a_vector_tile_goes_as_it_is_stored_to_whoever_takes_it_so(self, visitor: FlaskClient) -> None:
        packed = visitor.get("/map/ground/roads/0/0/0", headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == village_tile()
        plain = visitor.get("/map/ground/roads/0/0/0")
        assert "Content-Encoding" not in plain.headers
        assert plain.data == village_tile()

    def test_a_raster_tile_is_a_picture(self, visitor: FlaskClient) -> None:
        answer = visitor.get("/map/ground/imagery/0/0/0")
        assert (answer.content_type, answer.data) == ("image/png", picture())

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("roads/1/1/1", 204),
            ("roads/2/0/0", 404),
            ("roads/1/2/0", 404),
            ("roads/99/0/0", 404),
            ("roads/-1/0/0", 404),
            ("roads/1/0/0", 404),
            ("nothing/0/0/0", 404),
            ("tiles-example-org/0/0/0", 404),
            ("../roads/0/0/0", 404),
        ],
    )
    def test_what_there_is_not_is_nothing_or_not_found(
        self, visitor: FlaskClient, path: str, status: int
    ) -> None:
        assert visitor.get(f"/map/ground/{path}").status_code == status

    @pytest.mark.parametrize("place", ["1/1/0", "1/1/1"])
    def test_a_tile_that_lies_about_itself_is_not_passed_on(
        self, visitor: FlaskClient, place: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING, logger="mine_atlas"):
            assert visitor.get(f"/map/ground/imagery/{place}").status_code == 404
        assert "A tile of the ground map imagery cannot be used: it is " in caplog.text

    def test_a_tile_is_kept_under_the_address_that_the_style_names(self, visitor: FlaskClient) -> None:
        (address,) = style(visitor)["sources"]["ground-map-roads"]["tiles"]
        path = address.removeprefix("http://localhost").format(z=0, x=0, y=0)
        assert "immutable" in visitor.get(path).headers["Cache-Control"]
        assert "immutable" not in visitor.get("/map/ground/roads/0/0/0").headers.get("Cache-Control", "")


class TestStyle:
    def test_the_first_one_is_shown_unless_another_is_named(self, visitor: FlaskClient) -> None:
        assert shown(style(visitor)) == {"roads"}
        assert shown(style(visitor, "?ground=imagery")) == {"imagery"}
        assert shown(style(visitor, "?ground=bundled")) == set()
        assert visitor.get("/map/style.json?ground=nothing").status_code == 404

    def test_addresses_of_tiles_are_absolute(self, visitor: FlaskClient) -> None:
        sources = style(visitor)["sources"]
        assert sources["ground-map-roads"]["tiles"][0].startswith(
            "http://localhost/map/ground/roads/{z}/{x}/{y}"
        )
        assert sources["ground-map-tiles-example-org"]["tiles"] == [ADDRESS]

    def test_the_public_address_counts_where_it_is_the_one_that_is_requested(
        self, dataset: Dataset, ground_maps: GroundMaps
    ) -> None:
        public = create_app(
            dataset, ["atlas.example.org"], "https://atlas.example.org", ground_maps=ground_maps
        )
        client = public.server.test_client()
        for host, base in (
            ("atlas.example.org", "https://atlas.example.org"),
            ("localhost", "http://localhost"),
        ):
            sources = client.get("/map/style.json", headers={"Host": host}).json["sources"]
            assert sources["ground-map-roads"]["tiles"][0].startswith(f"{base}/map/ground/")

    def test_every_layer_is_over_the_land_and_under_the_circles(self, visitor: FlaskClient) -> None:
        names = [layer["id"] for layer in style(visitor)["layers"]]
        areas = [at for at, name in enumerate(names) if name.startswith("ground-map-roads-water-")]
        roads = [at for at, name in enumerate(names) if name.startswith("ground-map-roads-main_road")]
        assert names.index("land") < min(areas) < names.index("district-lines") < min(roads)
        assert max(roads) < names.index("country-labels") < names.index("under-1")

    def test_the_zooms_and_the_bounds_are_those_of_the_file(self, visitor: FlaskClient) -> None:
        source = style(visitor)["sources"]["ground-map-roads"]
        assert (source["minzoom"], source["maxzoom"], source["bounds"]) == (0, 1, [*BOX])

    @pytest.mark.parametrize("language", ["en", "az", "hy", "ru"])
    def test_names_are_in_the_chosen_language_first(self, visitor: FlaskClient, language: str) -> None:
        layers = {layer["id"]: layer for layer in style(visitor, f"?lang={language}")["layers"]}
        assert layers["ground-map-roads-names-place"]["layout"]["text-field"][1][1] == [
            "has",
            f"name:{language}",
        ]

    def test_a_place_that_the_bundled_layers_name_is_not_named_twice(self, visitor: FlaskClient) -> None:
        layers = {layer["id"]: layer for layer in style(visitor)["layers"]}
        known = json.dumps(layers["ground-map-roads-names-place"]["filter"], ensure_ascii=False)
        assert "Suqovuşan" in known
        assert len(known) < 100_000

    def test_imagery_is_dimmed_more_in_the_dark(self, visitor: FlaskClient) -> None:
        paints = [
            next(
                layer["paint"]
                for layer in style(visitor, query)["layers"]
                if layer["id"] == "ground-map-imagery-tiles"
            )
            for query in ("", "?scheme=dark")
        ]
        assert paints[0]["raster-brightness-max"] > paints[1]["raster-brightness-max"]
        assert set(paints[0]) == set(paints[1])


class TestPage:
    def test_the_policy_opens_for_exactly_the_machine_that_the_host_named(
        self, visitor: FlaskClient, client: FlaskClient
    ) -> None:
        for path in ("/", "/embed", "/compare"):
            policy = visitor.get(path).headers["Content-Security-Policy"]
            assert "; connect-src 'self' https://tiles.example.org; " in policy
            assert "; img-src 'self' data: blob: https://tiles.example.org; " in policy
        assert "tiles.example.org" not in client.get("/").headers["Content-Security-Policy"]

    @pytest.mark.parametrize("path", ["/_dash-layout", "/embed/_dash-layout", "/compare/_dash-layout"])
    def test_every_page_offers_them_and_says_whom_they_are_from(
        self, visitor: FlaskClient, path: str
    ) -> None:
        layout = json.dumps(visitor.get(path).json, ensure_ascii=False)
        for text in (
            "Roads",
            "© Everybody",
            "Imagery",
            "© Somebody",
            "Your browser loads its tiles from tiles.example.org",
        ):
            assert text in layout

    def test_without_any_there_is_nothing_to_choose(self, client: FlaskClient) -> None:
        layout = client.get("/_dash-layout").text
        assert '"data-first-ground":""' in layout.replace(" ", "")
        assert "ground-credit" not in layout

    def test_the_page_asks_early_for_the_style_that_it_shows(self, visitor: FlaskClient) -> None:
        assert "&amp;ground=roads" in visitor.get("/").text


class TestAddress:
    def test_a_ground_map_is_kept_in_the_address(self) -> None:
        address = read_address("?ground=imagery")
        assert (address.view.ground, address.errors) == ("imagery", ())
        assert query_of(IncidentFilter(), View(ground="imagery")) == "ground=imagery"

    @pytest.mark.parametrize("value", ["", "A", "a b", "../x", "a" * 60, "ə", "-a"])
    def test_what_is_no_key_is_refused(self, visitor: FlaskClient, value: str) -> None:
        assert len(read_address(f"?ground={value}").errors) == 1
        answer = visitor.get("/incidents.csv", query_string={"ground": value})
        assert (answer.status_code, answer.text.count("\n")) == (400, 1)

    def test_a_key_that_is_not_offered_is_reported(
        self, ground_maps: GroundMaps, visitor: FlaskClient
    ) -> None:
        assert ground_problem(View(ground="nothing"), ground_maps) == (
            "The ground map “nothing” is not offered here; use bundled, roads, imagery, tiles-example-org."
        )
        assert ground_problem(View(ground="bundled"), ground_maps) == ""
        assert visitor.get("/brief.png?ground=nothing").status_code == 400
        assert visitor.get("/incidents.csv?ground=nothing").status_code == 200

    def test_the_credit_names_title_source_and_machine(self, ground_maps: GroundMaps) -> None:
        assert [credit(each) for each in ground_maps] == [
            "Ground map: Roads. © Everybody.",
            "Ground map: Imagery.",
            "Ground map: Online. © Somebody. Your browser loads its tiles from tiles.example.org, whose owner can see which part "
            "of the map you look at.",
        ]


def test_a_file_that_changed_while_it_is_served_is_not_found(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(pmtiles({(0, 0, 0): village_tile()}))
    client = create_app(dataset, ground_maps=open_ground_maps([[str(path)]])).server.test_client()
    path.write_bytes(b"PMTiles")
    assert client.get("/map/ground/a/0/0/0").status_code == 404
    path.unlink()
    assert client.get("/map/ground/a/0/0/0").status_code == 404
