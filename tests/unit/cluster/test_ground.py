"""Ground maps below the incidents of a cluster: offered, drawn and served as in one process, without asking a worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.application.cluster_atlas import create_cluster_app
from components.cluster import admission
from data.cluster.clustered import Clustered
from data.cluster.partitions import write_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.ground_maps.ground_map import GroundMaps
from data.ground_maps.opening import open_ground_maps
from data.tables.layers.districts import BUNDLED
from tests.tables import bundled
from tests.tiles import pmtiles, village_tile

ONLINE = ["https://tiles.example.org/{z}/{x}/{y}.png", "Online", "© Somebody"]
TILE = "/map/ground/roads/0/0/0"


@pytest.fixture(scope="module")
def ground_maps(tmp_path_factory: pytest.TempPathFactory) -> GroundMaps:
    file = tmp_path_factory.mktemp("ground") / "roads.pmtiles"
    metadata = {"name": "Roads", "attribution": "© Everybody"}
    file.write_bytes(pmtiles({(0, 0, 0): village_tile()}, metadata=metadata, bounds=(44.0, 38.0, 49.0, 42.0)))
    return open_ground_maps([[str(file)], ONLINE])


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clustered]:
    out: Path = tmp_path_factory.mktemp("cluster") / "parts"
    partitions = write_partitions(BUNDLED, out, 100)
    yield Clustered(out, PartsInMemory(out, partitions))
    release_all_but(str(out), [])


@pytest.fixture(scope="module")
def client(parts: Clustered, ground_maps: GroundMaps) -> FlaskClient:
    made: FlaskClient = create_cluster_app(parts, ground_maps=ground_maps).server.test_client()
    return made


@pytest.fixture(scope="module")
def alone(ground_maps: GroundMaps) -> FlaskClient:
    """The atlas in one process."""
    made: FlaskClient = create_app(bundled(), ground_maps=ground_maps).server.test_client()
    return made


def test_tiles_and_policy_are_those_of_one_process(client: FlaskClient, alone: FlaskClient) -> None:
    for address in (TILE, "/map/ground/roads/9/0/0", "/map/ground/none/0/0/0"):
        found, expected = client.get(address), alone.get(address)
        assert (found.status_code, found.content_type) == (expected.status_code, expected.content_type) or (
            found.status_code == expected.status_code == 404
        )
    assert client.get(TILE).data == alone.get(TILE).data == village_tile()
    for address in ("/", "/embed"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "https://tiles.example.org" in policy
        assert policy == alone.get(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize("key", ["roads", "tiles-example-org"])
def test_the_style_has_the_layers_of_a_ground_map(client: FlaskClient, alone: FlaskClient, key: str) -> None:
    found, expected = (json.loads(one.get(f"/map/style.json?ground={key}").text) for one in (client, alone))
    assert any(str(layer.get("source")).startswith(f"ground-map-{key}") for layer in found["layers"])
    assert [layer["id"] for layer in found["layers"]] == [layer["id"] for layer in expected["layers"]]
    # A ground map's names leave out places that the atlas itself names, of which a cluster has the bundled ones alone.
    drawn = [[layer for layer in one["layers"] if "names" not in layer["id"]] for one in (found, expected)]
    assert drawn[0] == drawn[1]


def test_the_page_and_the_embedded_map_offer_and_credit_them(client: FlaskClient) -> None:
    for address in ("/_dash-layout", "/embed/_dash-layout"):
        layout = client.get(address).text
        assert "Roads" in layout
        assert "Everybody" in layout
    page = client.get("/?ground=nothing").text
    assert "The ground map “nothing” is not offered here" in page


def test_a_tile_has_a_place_where_the_cluster_has_too_many_questions(
    parts: Clustered, ground_maps: GroundMaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_ANSWERS", 0)
    client = create_cluster_app(parts, ground_maps=ground_maps).server.test_client()
    assert client.get("/summary.json").status_code == 503
    assert client.get(TILE).status_code == 200
