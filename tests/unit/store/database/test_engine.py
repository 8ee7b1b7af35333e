"""What `--data` and `desk` take for a collection, and what they refuse in a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from data.errors import StoreError
from data.store.collection import open_collection
from data.store.database.addresses import is_collection, shown_address
from tests.unit.store.made_incidents import WHO, document


def test_a_collection_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    made = tmp_path / "anything"
    open_collection(str(made)).close()
    assert is_collection(str(made))
    assert is_collection("postgresql://me@host/atlas")
    assert not is_collection(str(tmp_path))
    assert not is_collection(str(tmp_path / "missing"))


def test_a_name_with_signs_of_addresses_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "50 % ?done#1.sqlite"
    with open_collection(str(file)) as collection:
        collection.save(document(), **WHO)
    assert is_collection(str(file))


def test_what_is_no_collection_is_refused(tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "foreign.sqlite"
    text.write_text("notes")
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE records (a)")
    connection.close()
    for address, sentence in (
        (str(text), "not a collection but another file"),
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "a" / "b.sqlite"), "There is no folder"),
        ("mysql://me@host/atlas", "no address of a collection"),
        (str(foreign), "another program"),
    ):
        with pytest.raises(StoreError, match=sentence):
            open_collection(address)
    with pytest.raises(StoreError, match="There is no collection"):
        open_collection(str(tmp_path / "b.sqlite"), make=False)
    assert not (tmp_path / "b.sqlite").exists()
    assert text.read_text() == "notes"


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    address = "postgresql://me:secret@127.0.0.1:1/atlas"
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_collection(address)
    assert "secret" not in str(caught.value)
    assert shown_address(address) == "postgresql://me:…@127.0.0.1:1/atlas"


def test_a_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite"
    open_collection(str(file)).close()
    content = bytearray(file.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="cannot be used"):
        open_collection(str(file))
