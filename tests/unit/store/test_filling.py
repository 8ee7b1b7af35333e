"""Tables put into a collection: as drafts, and never over something else in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import StoreError
from data.folders.tables.folder_texts import folder_files
from data.store.collection import Collection
from data.store.filling import Imported
from data.store.records.records import State
from tests.tables import place, tables
from tests.unit.store.made_incidents import WHO, document, folder_of


def files(folder: Path, **cells: str) -> dict[str, bytes]:
    rows = tables(places=[place()])
    rows["incidents"][0] |= cells
    return folder_files(folder_of(folder, rows))


def test_imported_incidents_are_drafts_with_their_casualties_and_sources(
    collection: Collection, tmp_path: Path
) -> None:
    came = collection.import_drafts(files(tmp_path / "a"), **WHO)
    assert came == Imported(added=2, updated=0, unchanged=0, places=1)
    first = collection.incident("A-1")
    assert first is not None
    assert first.state is State.DRAFT
    assert first.document.casualties
    assert first.document.sources
    assert collection.editions() == []


def test_the_same_table_again_changes_nothing(collection: Collection, tmp_path: Path) -> None:
    collection.import_drafts(files(tmp_path / "a"), **WHO)
    again = collection.import_drafts(files(tmp_path / "b"), **WHO)
    assert again == Imported(added=0, updated=0, unchanged=2, places=0)
    assert len(collection.history("A-1")) == 1


def test_another_incident_under_a_known_identifier_is_refused_unless_it_is_an_update(
    collection: Collection, tmp_path: Path
) -> None:
    collection.import_drafts(files(tmp_path / "a"), **WHO)
    changed = files(tmp_path / "b", summary="Other words.")
    with pytest.raises(StoreError, match="1 of these identifiers with other content: A-1"):
        collection.import_drafts(changed, **WHO)
    came = collection.import_drafts(changed, **WHO, is_update=True)
    assert came == Imported(added=0, updated=1, unchanged=1, places=0)
    newest = collection.incident("A-1")
    assert newest is not None
    assert newest.document.incident["summary"] == "Other words."


def test_only_an_empty_collection_is_filled(collection: Collection, tmp_path: Path) -> None:
    collection.save(document(), **WHO)
    with pytest.raises(StoreError, match="not empty"):
        collection.fill(folder_of(tmp_path / "a", tables()), **WHO)
