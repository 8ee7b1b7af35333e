"""An edition is recorded once, beside the data and not in it, and tells what changed since."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from data.errors import AtlasError, DatasetError
from data.folders.edition_difference import Difference, difference
from data.folders.editions import (
    COLUMNS,
    FILE,
    Edition,
    Editions,
    edition_of,
    read_editions,
    record_edition,
    row_hashes,
)
from data.folders.tables.atlas_tables import read_folder
from data.tables.dataset import Dataset
from data.tables.layers.districts import BUNDLED
from tests.tables import Tables, casualty, dataset_of, incident, no_rows, source, tables, write_folder

HASH: Final = "a" * 64
ROW_HASH: Final = "b" * 64
MAY: Final = date(2026, 5, 3)


def later(**cells: str) -> Tables:
    """The two incidents of `tables`, the first with other cells, and a third."""
    rows = tables()
    rows["incidents"][0] |= cells
    rows["incidents"].append(incident(incident_id="A-3"))
    return rows


def written(folder: Path, *rows: str) -> Path:
    (folder / FILE).write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return folder


def recorded(folder: Path) -> Edition:
    """The edition that the folder then has as its last."""
    number = record_edition(folder)
    edition = read_editions(folder).editions[-1]
    assert len(edition.rows) == number
    return edition


def problem_of(folder: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        read_editions(folder)
    return str(caught.value)


def test_the_order_of_rows_is_no_revision() -> None:
    rows = tables(casualties=[casualty(), casualty(outcome="killed")], sources=[source(), source(url="")])
    turned = {name: table_rows[::-1] for name, table_rows in rows.items()}
    assert row_hashes(dataset_of(rows)) == row_hashes(dataset_of(turned))


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("incidents", incident(summary="Two mines exploded.")),
        ("incidents", incident(longitude="46.774")),
        ("casualties", casualty(count_best="")),
        ("casualties", casualty(count_high="2")),
        ("sources", source(published="")),
        ("sources", source(via="An agency")),
    ],
)
def test_a_changed_row_of_any_table_is_a_revision_of_its_incident(table: str, row: dict[str, str]) -> None:
    before, rows = row_hashes(dataset_of(tables())), tables()
    rows[table][0] = row
    after = row_hashes(dataset_of(rows))
    assert after["A-1"] != before["A-1"]
    assert after["A-2"] == before["A-2"]


def test_a_casualty_less_or_more_is_a_revision() -> None:
    without = row_hashes(dataset_of(tables(casualties=[])))
    assert set(without.values()).isdisjoint(row_hashes(dataset_of(tables())).values())


def test_recording_leaves_the_data_the_same_edition(tmp_path: Path) -> None:
    before = read_folder(write_folder(tmp_path, tables()))
    edition = recorded(tmp_path)
    after = read_folder(tmp_path)
    assert after.sha256 == before.sha256 == edition.sha256
    assert after.columns_not_read == before.columns_not_read
    assert read_editions(tmp_path).editions == (edition,)
    assert edition == edition_of(after)


def test_an_edition_is_recorded_once(tmp_path: Path) -> None:
    short_hash = recorded(write_folder(tmp_path, tables())).sha256[:12]
    content = (tmp_path / FILE).read_bytes()
    with pytest.raises(AtlasError, match=f"already has the edition {short_hash}"):
        record_edition(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_second_edition_is_added_to_the_first(tmp_path: Path) -> None:
    first = recorded(write_folder(tmp_path, tables(), as_of="2026-05-03"))
    second = recorded(write_folder(tmp_path, later()))
    assert read_editions(tmp_path).editions == (first, second)
    assert [edition.as_of for edition in (first, second)] == [MAY, date(2026, 11, 22)]
    assert (tmp_path / FILE).read_bytes().count(b"\n") == 1 + 2 + 3


def test_an_edition_without_incidents_is_known_as_well(tmp_path: Path) -> None:
    empty = recorded(write_folder(tmp_path, no_rows()))
    dataset = read_folder(write_folder(tmp_path, tables()))
    assert read_editions(tmp_path).editions == (empty,)
    found = difference(read_editions(tmp_path), empty.sha256[:12], dataset)
    assert found is not None
    assert found.added == ("A-1", "A-2")


def test_an_identifier_that_a_spreadsheet_would_calculate_comes_back(tmp_path: Path) -> None:
    rows = tables(incidents=[incident(incident_id="=A-1")], casualties=[], sources=[])
    edition = recorded(write_folder(tmp_path, rows))
    assert f",'{next(iter(edition.rows))}," in (tmp_path / FILE).read_text(encoding="utf-8")
    assert read_editions(tmp_path).editions == (edition,)


def test_a_failed_recording_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(write_folder(tmp_path, tables()))
    write_folder(tmp_path, later())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AtlasError, match="No space left on device"):
        record_edition(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_without_the_table_has_no_edition(tmp_path: Path) -> None:
    assert read_editions(tmp_path) == Editions()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"xyz,2026-05-03,A-1,{ROW_HASH}", "editions.csv, row 2, column sha256: found “xyz”;"),
        (f"{HASH},3 May 2026,A-1,{ROW_HASH}", "editions.csv, row 2, column as_of: found “3 May 2026”;"),
        (f"{HASH},2026-05-03,,{ROW_HASH}", "editions.csv, row 2, column incident_id: found “”; A value is"),
        (f"{HASH},2026-05-03,A-1,", "editions.csv, row 2, column row_sha256: found “”; Expected 64 digits"),
        (f"{HASH},2026-05-03,A-1", "editions.csv, row 2: found"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    assert sentence in problem_of(written(tmp_path, row))


def test_rows_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    rows = [f"{HASH},{day},A-1,{ROW_HASH}" for day in ("2026-05-03", "2026-05-04")]
    text = problem_of(written(tmp_path, *rows))
    assert "row 3, column as_of: found “2026-05-04”; This edition stands above with 2026-05-03" in text
    assert "row 3, column incident_id: found “A-1”; This edition has another row" in text


def test_what_is_no_such_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    assert "This is not a table" in problem_of(tmp_path)
    (tmp_path / FILE).write_text("sha256,as_of\n", encoding="utf-8")
    assert "editions.csv, row 1: found “sha256,as_of”; The columns must be sha256, as_of" in problem_of(
        tmp_path
    )


def test_a_difference_names_what_was_added_revised_and_removed(tmp_path: Path) -> None:
    old = recorded(write_folder(tmp_path, tables(), as_of="2026-05-03"))
    rows = later(notes="Another page was found.")
    del rows["incidents"][1], rows["casualties"][1], rows["sources"][1]
    dataset = read_folder(write_folder(tmp_path, rows))
    found = difference(read_editions(tmp_path), old.sha256[:12], dataset)
    assert found == Difference(("A-3",), ("A-1",), ("A-2",), MAY)


def test_an_unknown_or_ambiguous_hash_has_no_difference(tmp_path: Path) -> None:
    rows = [f"{'a' * 12}{digit * 52},2026-05-03,A-1,{ROW_HASH}" for digit in "bc"]
    editions = read_editions(written(tmp_path, *rows))
    dataset = dataset_of(tables())
    for beginning in ("a" * 12, "d" * 12, "", "a", "a" * 65, "[a-f]{12}", "A" * 12):
        assert difference(editions, beginning, dataset) is None
    assert difference(editions, "a" * 12 + "b", dataset) is not None


@pytest.mark.parametrize(
    ("added", "revised", "removed", "text"),
    [
        (2, 1, 0, "2 incidents were added, 1 revised and none removed."),
        (1, 0, 0, "1 incident was added, none revised and none removed."),
        (0, 1, 3, "1 incident was revised, none added and 3 removed."),
        (0, 0, 1234, "1,234 incidents were removed, none added and none revised."),
        (0, 0, 0, "no incident was added, revised or removed."),
    ],
)
def test_a_difference_reads_as_a_sentence(added: int, revised: int, removed: int, text: str) -> None:
    found = Difference(("A-1",) * added, ("A-2",) * revised, ("A-3",) * removed, MAY)
    assert found.text == f"Since the edition of 3 May 2026, {text}"


def test_a_link_of_the_first_bundled_edition_lists_what_the_second_added(dataset: Dataset) -> None:
    editions = read_editions(BUNDLED)
    assert [len(edition.rows) for edition in editions.editions] == [131, 165]
    assert editions.editions[-1] == edition_of(dataset)
    found = difference(editions, "f4f43a70445b", dataset)
    assert found is not None
    assert found.text == (
        "Since the edition of 22 November 2026, 34 incidents were added, none revised and none removed."
    )
