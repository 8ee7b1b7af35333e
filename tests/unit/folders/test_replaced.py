"""A served folder can be replaced: nothing of it stays open, and no file is missing while another takes its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from app import create_app
from data.folders.editions import read_editions, record_edition
from data.folders.new_folder import write_folder
from data.folders.replaced import replace_file
from data.folders.tables.atlas_tables import read_folder
from tests.tables import frames, tables
from tests.tables import write_folder as write_tables

FILES = {"dataset.json": b"{}", "incidents.csv": b"a", "sources.csv": b"b"}


@pytest.mark.skipif(not Path("/proc/self/maps").is_file(), reason="open files are listed in /proc")
@pytest.mark.parametrize("is_parquet", [False, True])
def test_an_atlas_keeps_nothing_of_its_folder_open(tmp_path: Path, is_parquet: bool) -> None:
    folder = write_tables(tmp_path, tables())
    record_edition(folder)
    if is_parquet:
        frames(tables())["incidents"].to_parquet(folder / "incidents.parquet", index=False)
        (folder / "incidents.csv").unlink()
    dataset = read_folder(folder)
    visitor = create_app(dataset, editions=read_editions(folder)).server.test_client()
    assert visitor.get("/incidents.csv").status_code == 200
    assert str(folder) not in Path("/proc/self/maps").read_text(encoding="utf-8")
    assert not [link for link in open_files() if link.startswith(str(folder))]
    assert isinstance(dataset.incidents, pd.DataFrame)


def open_files() -> list[str]:
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(descriptor.readlink()))
        except OSError:
            continue  # the one by which they are listed
    return found


def test_a_folder_of_that_name_is_there_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "served"
    folder.mkdir()
    monkeypatch.setattr(Path, "rmdir", lambda path: pytest.fail(f"{path} was removed"))
    write_folder(folder, FILES)
    assert {file.name for file in folder.iterdir()} == set(FILES)
    assert list(tmp_path.iterdir()) == [folder]


def test_where_no_folder_can_be_replaced_the_description_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "served"
    folder.mkdir()
    placed: list[str] = []

    def place(finished: Path, path: Path) -> None:
        placed.append(path.name)
        finished.rename(path)

    monkeypatch.setattr("data.folders.new_folder.replace_file", place)
    monkeypatch.setattr(sys, "platform", "win32")
    write_folder(folder, FILES)
    assert placed == ["incidents.csv", "sources.csv", "dataset.json"]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_that_somebody_reads_is_replaced_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "new").write_text("new")
    tries: list[Path] = []

    def locked(finished: Path, path: Path) -> None:
        tries.append(path)
        if len(tries) < 3:
            raise PermissionError
        finished.rename(path)

    monkeypatch.setattr(Path, "replace", locked)
    replace_file(tmp_path / "new", tmp_path / "old")
    assert len(tries) == 3
    assert (tmp_path / "old").read_text() == "new"


def test_a_folder_that_may_not_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_finished: Path, _path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", forbidden)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "new", tmp_path / "missing")
