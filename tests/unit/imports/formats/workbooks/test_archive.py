"""An archive is unpacked whole and within its limits, or refused in a sentence."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from data.errors import FileError
from data.imports.formats.workbooks.archive import MOST_MEMBERS, is_archive, members
from data.limits import Work
from tests.foreign_files import zip_file


def test_its_files_are_given_by_path_without_folders_and_what_macos_adds() -> None:
    content = zip_file(
        {"a/rows.csv": b"one", "__MACOSX/a/rows.csv": b"x", "a/.DS_Store": b"x", "a/": b"", "b.csv": b"two"}
    )
    assert members("rows.zip", content, Work()) == {"a/rows.csv": b"one", "b.csv": b"two"}


def test_it_is_known_by_its_first_bytes_also_when_it_is_empty() -> None:
    assert is_archive(zip_file({"a": b""}))
    assert is_archive(zip_file({}))
    assert not is_archive(b"PKZIP,Date")


def test_one_that_is_cut_short_is_refused() -> None:
    content = zip_file({"rows.csv": b"Date\n2020-11-23\n" * 50})
    with pytest.raises(FileError, match="damaged or cut short"):
        members("rows.zip", content[: len(content) // 2], Work())


def test_one_whose_content_was_changed_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("rows.csv", b"Date,Killed")
    with pytest.raises(FileError, match="damaged or cut short"):
        members("rows.zip", file.getvalue().replace(b"Date,Killed", b"Date,killed"), Work())


def test_two_files_of_one_name_are_refused_because_one_would_be_lost() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("rows.csv", b"one")
        archive.writestr("rows.csv", b"two")
    with pytest.raises(FileError, match=r"2 files called rows\.csv"):
        members("rows.zip", file.getvalue(), Work())


def test_more_files_than_are_read_are_refused_before_any_is_unpacked() -> None:
    content = zip_file({f"{number}.csv": b"" for number in range(MOST_MEMBERS + 1)})
    with pytest.raises(FileError, match="2,001 files; at most 2,000"):
        members("rows.zip", content, Work())


def test_a_file_that_unpacks_to_many_times_its_size_is_refused() -> None:
    content = zip_file({"rows.csv": bytes(60_000_000)})
    with pytest.raises(FileError, match="times its size, as no table does"):
        members("rows.zip", content, Work())
