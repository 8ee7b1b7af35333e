"""Boundaries, recorded areas and points for exposure in a collection: revisions, editions, and the files of an export."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from data.areas.boundary_table import BOUNDARIES, written_boundaries
from data.errors import FileError, StoreError
from data.exposure.table import EXPOSURE, written_exposure
from data.folders.edition_difference import difference
from data.folders.editions import edition_of
from data.folders.tables.atlas_tables import read_folder
from data.folders.tables.layers import LAYERS
from data.imports.areas.area_files import read_area_file
from data.limits import Work
from data.recorded_areas.kinds import AreaKind
from data.recorded_areas.table import AREAS, written_areas
from data.store.collection import Collection, open_collection
from data.store.database import migrate
from data.store.editions.publishing import Published
from data.store.records.records import State
from tests.made_boundaries import nested_boundaries
from tests.tables import place, tables
from tests.unit.recorded_areas.area_files import collection as outlines
from tests.unit.recorded_areas.area_files import square
from tests.unit.store.made_incidents import WHO, document, folder_of


def boundaries(columns: int = 2) -> bytes:
    return written_boundaries(nested_boundaries([(columns, 1), (1, 2)]))


def areas() -> bytes:
    file = outlines(({"id": "MF-1", "name": "Field"}, square(46.7, 40.3, 0.2)))
    return written_areas(read_area_file("mf.geojson", file, AreaKind.MINEFIELD, {}, Work()).areas)


def exposure(people: float = 12.0) -> bytes:
    row = {
        "what": "school",
        "name": "A",
        "people": people,
        "longitude": 46.8,
        "latitude": 40.3,
        "file": "a.csv",
    }
    return written_exposure(pd.DataFrame([row]))


def folder_with_layers(folder: Path) -> Path:
    made = folder_of(folder, tables(places=[place()]))
    for name, content in ((BOUNDARIES, boundaries()), (AREAS, areas()), (EXPOSURE, exposure())):
        (made / name).write_bytes(content)
    return made


def newest(collection: Collection) -> Published:
    published = collection.published()
    assert published is not None
    return published


def written(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_with_layers_is_filled_served_and_exported_with_them(
    collection: Collection, tmp_path: Path
) -> None:
    folder = folder_with_layers(tmp_path / "a")
    collection.fill(folder, **WHO)
    published, read = newest(collection), read_folder(folder)
    for name in LAYERS:
        assert published.files[name] == (folder / name).read_bytes(), name
    served = published.dataset
    assert served.levels is not None
    assert (
        served.incidents["adm1_iso"].astype(str).tolist() == read.incidents["adm1_iso"].astype(str).tolist()
    )
    assert served.incidents["adm1_iso"].astype(str).str.match("AZ0[01]").all()
    assert served.areas is not None
    assert served.areas["area_id"].tolist() == ["MF-1"]
    assert served.exposure is not None
    assert served.exposure["people"].tolist() == [12.0]
    again = read_folder(written(published.files, tmp_path / "out"))
    assert edition_of(again).rows == published.edition.rows == edition_of(read).rows


def test_equal_layers_give_equal_folders_whatever_their_history(tmp_path: Path) -> None:
    exports = []
    for name, history in (("one", [12.0]), ("two", [7.0, 12.0])):
        with open_collection(str(tmp_path / f"{name}.sqlite")) as collection:
            collection.fill(folder_of(tmp_path / name, tables()), **WHO)
            for people in history:
                collection.save_layer(EXPOSURE, exposure(people), **WHO)
            collection.save_layer(AREAS, areas(), **WHO)
            collection.publish(**WHO)
            exports.append(newest(collection))
    assert exports[0].files == exports[1].files
    assert exports[0].edition.sha256 == exports[1].edition.sha256


def test_readers_see_a_layer_with_the_edition_that_has_it(collection: Collection, tmp_path: Path) -> None:
    collection.fill(folder_of(tmp_path / "a", tables()), **WHO)
    before = newest(collection)
    collection.save_layer(BOUNDARIES, boundaries(), **WHO)
    collection.save_layer(AREAS, areas(), **WHO)
    assert newest(collection).edition == before.edition
    assert (collection.pending(), collection.pending_parts()) == ([], [AREAS, BOUNDARIES])
    made = collection.publish(**WHO)
    assert (made.added, made.revised, made.removed) == (0, 0, 0)
    after = newest(collection)
    assert after.edition.sha256 != before.edition.sha256
    # What boundaries say of an incident makes it no revised one.
    since = difference(collection.recorded_editions, before.dataset.short_hash, after.dataset)
    assert since is not None
    assert (since.added, since.revised, since.removed) == ((), (), ())
    first = collection.published(1)
    assert first is not None
    assert not {*first.files} & {*LAYERS}
    collection.save_layer(AREAS, None, **WHO)
    collection.publish(**WHO)
    assert {*newest(collection).files} & {*LAYERS} == {BOUNDARIES}
    with pytest.raises(StoreError, match=r"The collection has no areas\.parquet"):
        collection.save_layer(AREAS, None, **WHO)


def test_the_same_layer_again_is_no_revision_and_a_lost_change_is_refused(collection: Collection) -> None:
    first = collection.save_layer(EXPOSURE, exposure(), who="A", why="schools")
    assert collection.save_layer(EXPOSURE, exposure(), who="B", why="again", based_on=first) == first
    second = collection.save_layer(EXPOSURE, exposure(3.0), who="B", why="counted anew", based_on=first)
    assert second == first + 1
    with pytest.raises(StoreError, match="B saved this meanwhile"):
        collection.save_layer(EXPOSURE, exposure(4.0), **WHO, based_on=first)
    assert collection.layer(EXPOSURE) == (exposure(3.0), second)
    assert collection.layer(AREAS) == (None, 0)


@pytest.mark.parametrize("name", LAYERS)
def test_a_damaged_layer_is_refused_and_nothing_is_stored(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    with pytest.raises(FileError, match=r"cannot be read(;|\.) [Mm]ake it anew"):
        collection.save_layer(name, b"PAR1", **WHO)
    folder = folder_of(tmp_path / "a", tables())
    (folder / name).write_bytes(b"")
    with pytest.raises(FileError, match=r"cannot be read(;|\.) [Mm]ake it anew"):
        collection.fill(folder, **WHO)
    assert (collection.find().total, collection.layer(name)) == (0, (None, 0))


def test_a_collection_with_layers_goes_down_and_up_again(collection: Collection, tmp_path: Path) -> None:
    collection.fill(folder_with_layers(tmp_path / "a"), **WHO)
    collection.save(document("B-1"), **WHO, state=State.READY)
    collection.save_layer(AREAS, None, **WHO)
    collection.publish(**WHO)
    migrate.to(collection.engine, "0004")
    assert "layers" not in sa.inspect(collection.engine).get_table_names()
    migrate.to(collection.engine, "head")
    assert [one.number for one in collection.editions()] == [2, 1]
    assert not {*newest(collection).files} & {*LAYERS}
    assert len(newest(collection).dataset.incidents) == 3
    collection.save_layer(AREAS, areas(), **WHO)
    collection.publish(**WHO)
    assert newest(collection).files[AREAS] == areas()
