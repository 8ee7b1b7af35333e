"""The commands that add boundaries, areas and points to a collection, up to the edition that an atlas serves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from components.application.commands import start_command
from components.server.following import FOLLOWING, Following
from data.areas.boundary_table import BOUNDARIES
from data.exposure.table import EXPOSURE
from data.folders.boundaries_in_use import VARIABLE, use_boundaries
from data.folders.tables.atlas_tables import read_folder
from data.places.naming.district_names import bundled_district_names
from data.recorded_areas.table import AREAS
from data.store.collection import open_collection
from tests.made_boundaries import nested_boundaries
from tests.postgresql import database
from tests.tables import tables
from tests.unit.application.commands.test_collection_commands import Call, call
from tests.unit.recorded_areas.area_files import collection, square
from tests.unit.store.made_incidents import folder_of

__all__ = ["call"]


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A filled collection; files to add lie beside it."""
    table = nested_boundaries([(2, 1)])[["code", "name_en", "geometry"]]
    (tmp_path / "districts.geojson").write_text(table.to_json(), encoding="utf-8")
    (tmp_path / "fields.geojson").write_bytes(collection(({"id": "MF-1"}, square(46.7, 40.3, 0.2))))
    (tmp_path / "roads.geojson").write_bytes(collection(({"id": "CAMP-1"}, square(46.9, 40.3, 0.2))))
    (tmp_path / "schools.csv").write_text("longitude,latitude,pupils\n46.8,40.3,12\n", encoding="utf-8")
    folder_of(tmp_path / "folder", tables())
    if request.param == "sqlite":
        yield str(tmp_path / "desk.sqlite")
    else:
        with database() as made:
            yield made
    use_boundaries(None)


@pytest.fixture
def filled(desk: str, call: Call, tmp_path: Path) -> str:
    assert call("desk", "--no-pages", desk, "--fill", tmp_path / "folder")[0] == 0
    return desk


def add_all(call: Call, tmp_path: Path, data: object) -> list[str]:
    """What the three commands print, after each succeeded."""
    named = (
        "--columns",
        "code=code",
        "name_en=name_en",
        "--level",
        1,
        "--country",
        "AZ",
        "--attribution",
        "Made",
    )
    output = [
        call("boundaries", "add", tmp_path / "districts.geojson", "--data", data, *named),
        call("areas", "add", tmp_path / "fields.geojson", "--kind", "minefield", "--data", data),
        call("areas", "add", tmp_path / "roads.geojson", "--kind", "camp", "--data", data),
        call(
            "exposure",
            "add",
            tmp_path / "schools.csv",
            "--what",
            "school",
            "--people",
            "pupils",
            "--data",
            data,
        ),
    ]
    assert [status for status, _text in output] == [0] * 4, output
    return [text for _status, text in output]


def test_a_collection_takes_what_a_folder_takes_and_exports_the_same_files(
    filled: str, call: Call, tmp_path: Path
) -> None:
    output = add_all(call, tmp_path, filled)
    assert (
        "boundaries.parquet: 2 of level 1; districts are shaded by level 1. The next edition has it"
        in output[0]
    )
    assert output[2].endswith(f"The next edition has it: mine-atlas publish {shown(filled)}\n")
    assert call("publish", filled)[0] == 0
    assert call("export", filled, "--out", tmp_path / "out")[0] == 0
    add_all(call, tmp_path, tmp_path / "folder")
    for name in (BOUNDARIES, AREAS, EXPOSURE):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "folder" / name).read_bytes(), name
    read = read_folder(tmp_path / "out")
    assert set(read.incidents["adm1_iso"]) == {"AZ00"}


def shown(address: str) -> str:
    with open_collection(address) as opened:
        return opened.address


def test_an_area_is_taken_out_again(filled: str, call: Call, tmp_path: Path) -> None:
    add_all(call, tmp_path, filled)
    status, output = call("areas", "remove", "roads.geojson", "--data", filled)
    assert (status, "areas.parquet: minefield (1)" in output.lower()) == (0, True), output
    assert "areas of fields.geojson" in call("areas", "remove", "roads.geojson", "--data", filled)[1]
    assert "was removed" in call("areas", "remove", "fields.geojson", "--data", filled)[1]
    with open_collection(filled) as opened:
        assert opened.layer(AREAS)[0] is None


@pytest.mark.usefixtures("unprepared")
def test_an_atlas_of_the_collection_serves_the_layers_of_a_new_edition(
    filled: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[Flask] = []
    monkeypatch.setattr(start_command, "serve", lambda server, *_rest: servers.append(server))
    assert call("--data", filled, "--port", 8052)[0] == 0
    client, following = servers[0].test_client(), servers[0].config[FOLLOWING]
    assert isinstance(following, Following)

    def counted(query: str) -> object:
        answer = client.get(f"/summary.json{query}", base_url="http://127.0.0.1")
        return (answer.status_code, (answer.json or {}).get("incidents"))

    assert counted("?area=MF-1") == (400, None)
    add_all(call, tmp_path, filled)
    assert counted("?area=MF-1") == (400, None)
    assert call("publish", filled)[0] == 0
    following.look()
    assert counted("") == (200, 2)
    assert counted("?area=MF-1")[0] == 200  # type: ignore[index]
    assert counted("?district=AZ00") == (200, 2)
    # Uploads and drafts of visitors, in this process and in those that it starts, know the districts.
    assert {one.adm1_iso for one in bundled_district_names().named("Level 1 AZ01")} == {"AZ01"}
    assert (Path(os.environ[VARIABLE]) / BOUNDARIES).is_file()


def test_drafts_are_imported_into_the_districts_of_the_collection(
    filled: str, call: Call, tmp_path: Path
) -> None:
    add_all(call, tmp_path, filled)
    table = tmp_path / "in.csv"
    table.write_text("date,country,district,killed\n2020-11-23,Azerbaijan,Level 1 AZ01,1\n", encoding="utf-8")
    status, output = call("import", table, "--into", filled)
    assert status == 0, output
    with open_collection(filled) as opened:
        codes = [line.adm1_iso for line in opened.find().lines]
    assert codes.count("AZ01") == 1


def test_what_is_no_collection_is_refused_in_a_sentence(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(collection(({"id": "1"}, square(46, 40))))
    for data in ("postgresql://editor:secret@127.0.0.1:1/desk", str(tmp_path / "none.sqlite"), str(tmp_path)):
        status, output = call("areas", "add", tmp_path / "a.geojson", "--data", data)
        assert (status, output.count("\n"), "secret" in output) == (1, 2, False), output
