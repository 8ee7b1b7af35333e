"""The commands for a collection, from the first fill to an edition that a running atlas takes up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

import app
from components.application.commands import start_command
from components.server.following import FOLLOWING, Following
from data.folders.editions import edition_of
from data.folders.tables.atlas_tables import read_folder
from data.store.collection import open_collection
from data.store.records.records import State
from data.tables.layers.districts import BUNDLED
from tests.tables import tables, write_folder
from tests.unit.store.made_incidents import WHO, document, folder_of


@pytest.fixture
def desk(tmp_path: Path) -> str:
    return str(tmp_path / "desk.sqlite")


Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """A command's status with all that it printed."""

    def called(*arguments: object) -> tuple[int, str]:
        status = app.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return called


def test_a_collection_is_made_filled_and_exported_as_the_same_incidents(
    desk: str, call: Call, tmp_path: Path
) -> None:
    assert call("desk", "--no-pages", desk, "--fill", "bundled") == (
        0,
        f"{desk}: 165 incidents, of which 0 drafts; edition 1 is published.\n",
    )
    status, output = call("export", desk, "--out", tmp_path / "out")
    assert (status, output) == (0, f"Wrote edition 1 to {tmp_path / 'out'}: 165 incidents.\n")
    assert edition_of(read_folder(tmp_path / "out")).rows == edition_of(read_folder(BUNDLED)).rows
    assert call("export", desk, "--out", tmp_path / "out")[0] == 1


def test_a_table_is_imported_as_drafts_which_are_published_only_on_request(
    desk: str, call: Call, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "folder", tables())
    assert call("import", folder, "--into", desk)[1].endswith(
        f"There is no collection {desk}; make one with: mine-atlas desk {desk}\n"
    )
    call("desk", "--no-pages", desk)
    status, output = call("import", folder, "--into", desk, "--who", "A")
    assert (status, output.splitlines()[-1]) == (
        0,
        f"Saved as drafts in {desk}: 2 new, 0 of known incidents; 0 were there already. New places: 2.",
    )
    assert "nothing to publish" in call("publish", desk)[1]
    assert "Nothing of" in call("--data", desk)[1]
    status, output = call("publish", desk, "--include-drafts", "--as-of", "2026-11-29", "--why", "first")
    assert output == (
        "Made ready: 2 drafts.\nPublished edition 1, as of 2026-11-29: 2 added, 0 revised, 0 removed.\n"
    )
    assert "has no edition 7" in call("export", desk, "--edition", 7, "--out", tmp_path / "out")[1]


@pytest.mark.usefixtures("unprepared")
def test_the_atlas_of_a_collection_shows_the_edition_that_is_published_meanwhile(
    desk: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path, tables())
    call("desk", "--no-pages", desk, "--fill", tmp_path)
    servers: list[Flask] = []
    monkeypatch.setattr(start_command, "serve", lambda server, *_rest: servers.append(server))
    assert call("--data", desk, "--port", 8051)[0] == 0
    client, following = servers[0].test_client(), servers[0].config[FOLLOWING]
    assert isinstance(following, Following)
    before = client.get("/summary.json", base_url="http://127.0.0.1").json
    with open_collection(desk) as collection:
        collection.save(document("B-1"), **WHO, state=State.READY)
        collection.publish(**WHO)
    following.look()
    after = client.get("/summary.json", base_url="http://127.0.0.1").json
    assert before is not None
    assert after is not None
    assert (before["incidents"], after["incidents"]) == (2, 3)
    link = f"/?data={before['dataset']['sha256'][:12]}"
    assert client.get(link, base_url="http://127.0.0.1").status_code == 200


def test_a_view_of_the_published_edition_is_written_as_a_file(desk: str, call: Call, tmp_path: Path) -> None:
    write_folder(tmp_path, tables())
    call("desk", "--no-pages", desk, "--fill", tmp_path)
    status, output = call("brief", "--data", desk, "--out", tmp_path / "view.csv")
    assert status == 0, output
