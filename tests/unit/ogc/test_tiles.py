"""OGC API – Tiles: its documents, its tiles, and the sentences for what there is not."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

from components.ogc.tile_documents import CONFORMANCE
from data.exports.vector_tile import CONTENT_TYPE
from data.ground_maps.vector_tile import features_of
from data.tables.dataset import Dataset

TILES = "/ogc/collections/incidents/tiles"
MERCATOR = f"{TILES}/WebMercatorQuad"
ALL = frozenset(["incidents", "clusters", "districts"])


def document(client: FlaskClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


def linked(found: Any, rel: str) -> str:
    (href,) = [link["href"] for link in found["links"] if link["rel"].endswith(rel)]
    parts = urlsplit(href)
    return f"{parts.path}?{parts.query}" if parts.query else str(parts.path)


def incidents_in(content: bytes) -> set[str]:
    return {one.properties["incident_id"] for name, one in features_of(content, ALL) if name == "incidents"}


def test_a_program_finds_the_tiles_from_the_landing_page(client: FlaskClient) -> None:
    assert set(CONFORMANCE) <= set(document(client, "/ogc/conformance")["conformsTo"])
    collection = document(client, linked(document(client, "/ogc"), "data"))["collections"][0]
    (listed,) = document(client, linked(collection, "tilesets-vector"))["tilesets"]
    tileset = document(client, linked(listed, "self"))
    assert tileset["dataType"] == "vector"
    (template,) = [link for link in tileset["links"] if link["rel"] == "item"]
    assert template["templated"] is True
    path = urlsplit(template["href"]).path
    for name in ("tileMatrix", "tileRow", "tileCol"):
        path = path.replace(quote(f"{{{name}}}"), "0").replace(f"{{{name}}}", "0")
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, CONTENT_TYPE)
    assert incidents_in(answer.data)
    matrices = document(client, linked(tileset, "tiling-scheme"))["tileMatrices"]
    assert [one["matrixWidth"] for one in matrices] == [2**zoom for zoom in range(len(matrices))]
    assert document(client, linked(document(client, "/ogc"), "tiling-schemes"))["tileMatrixSets"]


def test_the_tilejson_names_the_layers_and_keeps_the_filter(client: FlaskClient, dataset: Dataset) -> None:
    found = document(client, f"{MERCATOR}/tilejson?outcome=killed&q=a%26b")
    assert found["tilejson"] == "3.0.0"
    (template,) = found["tiles"]
    assert template.endswith("/WebMercatorQuad/{z}/{y}/{x}?outcome=killed&q=a%26b")
    assert {layer["id"] for layer in found["vector_layers"]} == ALL
    west, south, east, north = found["bounds"]
    dots = dataset.incidents[dataset.has_dot]
    assert dots["longitude"].between(west, east).all()
    assert dots["latitude"].between(south, north).all() or found["bounds"]


def test_every_property_of_a_tile_is_described(client: FlaskClient) -> None:
    layers = {one["id"]: one["fields"] for one in document(client, f"{MERCATOR}/tilejson")["vector_layers"]}
    for name, feature in features_of(client.get(f"{MERCATOR}/0/0/0").data, ALL):
        kinds = {
            key: "String" if isinstance(value, str) else "Number" for key, value in feature.properties.items()
        }
        assert kinds.items() <= layers[name].items()


def test_the_atlas_keys_and_datetime_narrow_the_tiles(client: FlaskClient) -> None:
    query = "outcome=killed&from=2020-01-01"
    expected = {
        one["id"]
        for one in document(client, f"/incidents.geojson?{query}")["features"]
        if one["geometry"] is not None
    }
    assert incidents_in(client.get(f"{MERCATOR}/0/0/0?{query}").data) == expected
    in_time = client.get(f"{MERCATOR}/0/0/0?outcome=killed&datetime=2020-01-01/..").data
    assert incidents_in(in_time) == expected
    assert client.get(f"{MERCATOR}/0/0/0?datetime=2019-01-01&from=2020-01-01").data == b""


@pytest.mark.parametrize("query", ["side=AAA", "q=nothingofthis", "from=1950-01-01&to=1950-01-02"])
def test_a_tile_of_nothing_is_empty(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{MERCATOR}/0/0/0?{query}")
    assert (answer.status_code, answer.data) == (200, b"")


def test_a_known_tile_is_not_sent_again(client: FlaskClient, dataset: Dataset) -> None:
    first = client.get(f"{MERCATOR}/3/3/5")
    assert first.headers["Atlas-Edition"] == dataset.sha256
    again = client.get(f"{MERCATOR}/3/3/5", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "place",
    [
        "15/0/0",
        "3/8/0",
        "3/0/8",
        "-1/0/0",
        "1.5/0/0",
        "a/b/c",
        "٣/0/0",
        "0/0/99999999999999999999",
        "0/0/0.mvt",
    ],
)
def test_a_tile_that_there_is_not_gets_one_sentence(client: FlaskClient, place: str) -> None:
    answer = client.get(f"{MERCATOR}/{quote(place)}")
    assert answer.status_code == 404
    assert "There is no tile" in (answer.json or {})["description"]


def test_another_tile_matrix_set_is_not_there(client: FlaskClient) -> None:
    for address in (
        f"{TILES}/WorldCRS84Quad",
        f"{TILES}/x/0/0/0",
        f"{TILES}/x/tilejson",
        "/ogc/tileMatrixSets/x",
    ):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "use WebMercatorQuad" in (answer.json or {})["description"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("filter=killed_best>1", "“filter” is not a parameter of tiles"),
        ("limit=5", "“limit” is not a parameter of tiles"),
        ("colour=red", "“colour” is not a key"),
        ("level=7", "no level 7"),
        ("f=png", "“f” can only be json"),
    ],
)
def test_what_is_not_understood_gets_one_sentence(client: FlaskClient, query: str, sentence: str) -> None:
    for address in (f"{MERCATOR}/0/0/0", MERCATOR, f"{MERCATOR}/tilejson"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert sentence in (answer.json or {})["description"]
