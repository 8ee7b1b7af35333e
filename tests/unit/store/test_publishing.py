"""What is published: all that is ready, as an edition with a change log; equal content gives equal bytes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from data.errors import DatasetError, StoreError
from data.folders.edition_difference import difference
from data.folders.editions import edition_of, read_editions
from data.folders.tables.atlas_tables import read_folder
from data.store.collection import Collection, open_collection
from data.store.records.records import Query, State
from data.tables.layers.districts import BUNDLED
from tests.tables import casualty, place, tables
from tests.unit.store.made_incidents import WHO, document, folder_of

READY = {**WHO, "state": State.READY}
TODAY = date(2026, 11, 29)


def written(files: dict[str, bytes], folder: Path) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_the_bundled_data_are_the_same_in_a_collection(collection: Collection, tmp_path: Path) -> None:
    edition = collection.fill(BUNDLED, **WHO)
    assert (edition.number, edition.added, edition.as_of.isoformat()) == (1, 165, "2026-11-28")
    published = collection.published()
    assert published is not None
    for name in ("incidents.csv", "casualties.csv", "official_totals.csv", "dataset.json"):
        assert published.files[name] == (BUNDLED / name).read_bytes(), name
    dataset = read_folder(written(published.files, tmp_path / "out"))
    assert edition_of(dataset).rows == edition_of(read_folder(BUNDLED)).rows
    assert edition_of(dataset).rows == published.edition.rows
    since = difference(read_editions(tmp_path / "out"), published.dataset.short_hash, dataset)
    assert since is not None
    assert (since.added, since.revised, since.removed) == ((), (), ())


def test_equal_content_gives_equal_bytes_whatever_its_history(tmp_path: Path) -> None:
    exports = []
    for name, order in (("one", ["A-1", "A-2"]), ("two", ["A-2", "A-1"])):
        with open_collection(str(tmp_path / f"{name}.sqlite")) as collection:
            described = json.loads((BUNDLED / "dataset.json").read_bytes())
            collection.save_description(described, **WHO, based_on=0)
            for key in order:
                collection.save(document(key, notes="first words" if name == "two" else "words"), **READY)
            if name == "two":
                for key in order:
                    collection.save(document(key, notes="words"), **READY, based_on=1)
            collection.publish(**WHO, as_of=TODAY)
            published = collection.published()
            assert published is not None
            exports.append(published.files)
    assert exports[0] == exports[1]


def test_an_export_filled_into_another_collection_is_exported_as_the_same_bytes(tmp_path: Path) -> None:
    folder, files = folder_of(tmp_path / "folder", tables(places=[place()])), []
    header, first, *others = (folder / "incidents.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{header},own column", f"{first},'=1+1", *(f"{line}," for line in others)]
    (folder / "incidents.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("one", "two"):
        with open_collection(str(tmp_path / f"{name}.sqlite")) as collection:
            collection.fill(folder, **WHO)
            published = collection.published()
            assert published is not None
            files.append(published.files)
            folder = written(published.files, tmp_path / name)
    assert files[0] == files[1]
    assert b"'=1+1" in files[0]["incidents.csv"]


def test_drafts_stay_in_the_desk(collection: Collection) -> None:
    collection.save(document(), **WHO)
    with pytest.raises(StoreError, match="nothing to publish"):
        collection.publish(**WHO)
    collection.save(document(), **READY, based_on=1)
    collection.publish(**WHO)
    collection.save(document(summary="A draft."), **WHO, based_on=2)
    collection.save(document("A-2"), **READY)
    collection.publish(**WHO)
    published = collection.published()
    assert published is not None
    assert (
        published.contents.texts["incidents"]["summary"].tolist() == ["A mine exploded during a search."] * 2
    )
    (line,) = collection.find(Query(is_unpublished=True)).lines
    assert (line.incident_id, line.is_published, line.is_changed) == ("A-1", True, True)


def test_an_edition_has_a_change_log_and_can_be_read_again(collection: Collection) -> None:
    for key in ("A-1", "A-2", "A-3"):
        collection.save(document(key), **READY)
    first = collection.publish(who="A", why="first")
    collection.save(document("A-1", summary="Other words."), **READY, based_on=1)
    collection.remove("A-2", **WHO, based_on=1)
    collection.save(document("A-4"), **READY)
    assert [(one.incident_id, one.change) for one in collection.pending()] == [
        ("A-1", "revised"),
        ("A-2", "removed"),
        ("A-4", "added"),
    ]
    second = collection.publish(who="B", why="second", as_of=TODAY)
    assert (second.number, second.added, second.revised, second.removed) == (2, 1, 1, 1)
    assert collection.editions() == [second, first]
    assert collection.pending() == []
    assert [(one.incident_id, one.number) for one in collection.changes_of(2)] == [
        ("A-1", 2),
        ("A-2", None),
        ("A-4", 1),
    ]
    old, new = collection.published(1), collection.published()
    assert old is not None
    assert new is not None
    assert old.dataset.incidents["incident_id"].tolist() == ["A-1", "A-2", "A-3"]
    assert new.dataset.incidents["incident_id"].tolist() == ["A-1", "A-3", "A-4"]
    assert new.dataset.as_of == TODAY
    assert [(note.added, note.revised, note.removed, note.why) for note in new.dataset.change_log] == [
        (1, 1, 1, "second"),
        (3, 0, 0, "first"),
    ]
    assert len(old.dataset.change_log) == 1
    since = difference(collection.recorded_editions, first.sha256[:12], new.dataset)
    assert since is not None
    assert (since.added, since.revised, since.removed) == (("A-4",), ("A-1",), ("A-2",))
    assert difference(collection.recorded_editions, "0" * 12, new.dataset) is None


def test_links_to_the_folder_that_it_was_filled_from_go_on_to_work(
    collection: Collection, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "folder", tables())
    before = read_folder(folder)
    collection.fill(folder, **WHO)
    collection.save(document("B-1"), **READY)
    collection.publish(**WHO)
    published = collection.published()
    assert published is not None
    since = difference(collection.recorded_editions, before.short_hash, published.dataset)
    assert since is not None
    assert (since.added, since.revised, since.removed) == (("B-1",), (), ())


def test_what_readers_do_not_see_makes_no_edition(collection: Collection) -> None:
    collection.save(document(), **READY)
    collection.publish(**WHO)
    same = document()
    coded = type(same)(same.incident, same.casualties, same.sources, {"summary": [{"quote": "A mine"}]}, [1])
    collection.save(coded, **READY, based_on=1)
    with pytest.raises(StoreError, match="nothing to publish"):
        collection.publish(**WHO)


def test_the_text_of_a_report_and_the_evidence_never_leave_the_collection(collection: Collection) -> None:
    report = collection.add_report("Private words of a report.", who="A")
    plain = document()
    evidence = {"summary": [{"quote": "Private words"}]}
    collection.save(
        type(plain)(plain.incident, plain.casualties, plain.sources, evidence, [report.id]), **READY
    )
    collection.publish(**WHO)
    published = collection.published()
    assert published is not None
    assert all(b"Private words" not in content for content in published.files.values())


def test_incidents_that_break_a_rule_together_are_named(collection: Collection) -> None:
    described, number = collection.description()
    collection.save_description({**described, "cannot_tell": ["injured"]}, **WHO, based_on=number)
    collection.save(document(), **READY)
    with pytest.raises(DatasetError, match="injured"):
        collection.publish(**WHO)
    assert collection.editions() == []
    number = collection.save_description({**described, "cannot_tell": ["killed"]}, **WHO, based_on=number + 1)
    first = collection.publish(**WHO)
    collection.save_description({**described, "cannot_tell": ["injured"]}, **WHO, based_on=number)
    with pytest.raises(DatasetError, match="injured"):
        collection.publish(**WHO)
    assert collection.editions() == [first]


def test_drafts_are_made_ready_together_or_none_is(collection: Collection) -> None:
    collection.save(document(), **WHO)
    collection.save(document("A-2", device_category="bomb"), **WHO)
    with pytest.raises(DatasetError, match="A-2, incidents"):
        collection.make_ready(["A-1", "A-2"], **WHO)
    assert collection.find(Query(states=[State.READY])).total == 0
    assert collection.make_ready(["A-1"], **WHO) == 1


def test_an_edition_without_incidents_can_be_published(collection: Collection) -> None:
    collection.save(document(), **READY)
    collection.publish(**WHO)
    collection.remove("A-1", **WHO, based_on=1)
    collection.publish(**WHO)
    published = collection.published()
    assert published is not None
    assert len(published.dataset.incidents) == 0


def test_the_day_of_an_edition_is_that_of_its_newest_change(collection: Collection) -> None:
    collection.save(document(), **READY)
    saved = collection.incident("A-1")
    assert saved is not None
    assert collection.publish(**WHO).as_of == saved.when.date()


def test_casualties_keep_their_order_and_their_numbers(collection: Collection) -> None:
    rows = [casualty(outcome="killed", count_best="", count_high=""), casualty()]
    plain = document()
    collection.save(type(plain)(plain.incident, rows, plain.sources), **READY)
    collection.publish(**WHO)
    published = collection.published()
    assert published is not None
    assert published.contents.texts["casualties"]["outcome"].tolist() == ["killed", "injured"]
