"""A folder with boundaries of its own on a cluster: the areas of all levels belong to the whole, the joins to the parts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app, main
from components.application.cluster_atlas import create_cluster_app
from data.cluster.clustered import Clustered
from data.cluster.partitions import read_part, read_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.errors import AtlasError
from data.tables.dataset import Dataset
from tests.unit.areas.test_boundaries import folder, joined_dataset

__all__ = ["folder", "joined_dataset"]

LEVELS = ["", "level=1", "level=2"]


@pytest.fixture(scope="module")
def parts(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data on boundaries of two levels, in five parts."""
    out = tmp_path_factory.mktemp("cluster") / "parts"
    assert main(["partition", str(folder), "--out", str(out), "--rows", "40"]) == 0
    return out


@pytest.fixture(scope="module")
def client(parts: Path) -> Iterator[FlaskClient]:
    clustered = Clustered(parts, PartsInMemory(parts, read_partitions(parts)))
    yield create_cluster_app(clustered).server.test_client()
    release_all_but(str(parts), [])


@pytest.fixture(scope="module")
def alone(joined_dataset: Dataset) -> FlaskClient:
    """The atlas in one process."""
    made: FlaskClient = create_app(joined_dataset).server.test_client()
    return made


@pytest.mark.parametrize("level", [*LEVELS, "level=3"])
@pytest.mark.parametrize("query", ["", "district=AZ02&outcome=killed", "district=AZ0101", "q=Квадрант 2.2"])
def test_data_have_the_bytes_of_one_process_at_each_level(
    client: FlaskClient, alone: FlaskClient, level: str, query: str
) -> None:
    for file in ("summary.json", "incidents.csv", "incidents.geojson"):
        found, expected = (one.get(f"/{file}?{query}&{level}") for one in (client, alone))
        assert (found.status_code, found.data) == (expected.status_code, expected.data)


def test_an_answer_of_one_level_is_not_taken_for_that_of_another(client: FlaskClient) -> None:
    for file in ("incidents.csv", "counts/districts.json"):
        tags = {client.get(f"/{file}?{level}").headers["ETag"] for level in LEVELS}
        assert len(tags) == 2


def test_the_ranking_is_of_the_level_and_adds_up_to_the_same(client: FlaskClient) -> None:
    upper, deep = (client.get(f"/counts/districts.json?level={level}").get_json() for level in (1, 2))
    numbers = {row["code"]: row["incidents"] for row in upper}
    parts = {row["code"]: row["incidents"] for row in deep}
    assert numbers["AZ02"] == parts["AZ0201"] + parts["AZ0202"] > 0
    assert sum(numbers.values()) == sum(parts.values())
    assert {"AZ02": "Province 2"}.items() <= {row["code"]: row["name"] for row in upper}.items()
    assert {"AZ0201": "District 2.1"}.items() <= {row["code"]: row["name"] for row in deep}.items()


@pytest.mark.parametrize("query", ["", "&level=1", "&lang=ru&level=1&district=AZ0202"])
def test_the_page_and_its_layers_are_those_of_one_process(
    client: FlaskClient, alone: FlaskClient, query: str
) -> None:
    found, expected = (
        re.split('<main class="page-main"', one.get(f"/?outcome=killed{query}").text)[1].split("page-aside")[
            0
        ]
        for one in (client, alone)
    )
    assert found == expected
    for level in ("", "-1"):
        address = f"/~en{level}/map/shaded_districts.geojson"
        assert client.get(address).data == alone.get(address).data
        address = f"/~ru{level}/incidents/page.json?start=0&end=50"
        assert client.get(address).data == alone.get(address).data
    assert "Level 1: 2 areas" in client.get("/~en-1/_dash-layout").text


def test_the_log_for_the_host_has_how_the_incidents_were_joined(
    folder: Path, tmp_path: Path, joined_dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["partition", str(folder), "--out", str(tmp_path / "parts")]) == 0
    assert capsys.readouterr().out.startswith(f"{joined_dataset.boundary_remarks[0]}\n")


@pytest.mark.parametrize(
    "file", ["whole/levels.parquet", "whole/places_in_areas.parquet", "00001/areas_of_incidents.parquet"]
)
@pytest.mark.parametrize("content", [None, b"nothing"])
def test_boundaries_that_are_damaged_or_gone_are_refused_by_name(
    parts: Path, tmp_path: Path, file: str, content: bytes | None
) -> None:
    copied = shutil.copytree(parts, tmp_path / "parts")
    (copied / file).unlink() if content is None else (copied / file).write_bytes(content)
    partitions = read_partitions(copied)
    with pytest.raises(AtlasError, match="partition"):
        read_part(copied, partitions.parts[1], partitions.choices)


def test_areas_of_another_part_are_not_taken_for_those_of_this(parts: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(parts, tmp_path / "parts")
    shutil.copyfile(copied / "00000/areas_of_incidents.parquet", copied / "00001/areas_of_incidents.parquet")
    partitions = read_partitions(copied)
    with pytest.raises(AtlasError, match="00001"):
        read_part(copied, partitions.parts[1], partitions.choices)
