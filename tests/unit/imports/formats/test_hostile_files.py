"""Files made to harm are refused in a sentence, in little time and memory; no row is lost without a word."""

from __future__ import annotations

import re

import pytest

from data.errors import FileError
from data.imports.formats.open_file import open_file
from data.imports.formats.text.text_table import TextTable
from data.limits import Work
from tests.foreign_files import csv_file, zip_file
from tests.hostile_files import HOSTILE, ROW, STRANGE, package, shapes


def opened(name: str, content: bytes) -> list[TextTable]:
    return open_file(name, content, Work())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_for_what_it_is(name: str) -> None:
    make, words = HOSTILE[name]
    with pytest.raises(FileError) as error:
        opened(name, make())
    assert re.search(words, str(error.value))


@pytest.mark.parametrize("name", ["days.parquet", "moments.parquet"])
def test_a_day_beyond_the_calendar_leaves_the_other_rows(name: str) -> None:
    (table,) = opened(name, STRANGE[name]())
    assert len(table.rows) == 3
    assert [day.startswith("2020-11-23") for day in table.rows["date"]] == [False, False, True]


def test_half_a_letter_in_a_name_or_a_value_is_a_question_mark() -> None:
    (table,) = opened("a.geojson", STRANGE["surrogate.geojson"]())
    assert table.rows["a?"].tolist() == ["?"]


def test_a_shapefile_is_read_whole_whatever_length_its_header_declares() -> None:
    parts = shapes(12)
    parts["a.shp"] = parts["a.shp"][:24] + b"\x00\x00\x00\x40" + parts["a.shp"][28:]
    (table,) = opened("a.zip", zip_file(parts))
    assert table.rows["killed"].tolist() == [str(number) for number in range(12)]


def test_rows_marked_as_deleted_are_left_out_with_their_shapes_and_a_remark() -> None:
    parts = shapes(3)
    header = int.from_bytes(parts["a.dbf"][8:10], "little")
    parts["a.dbf"] = parts["a.dbf"][:header] + b"*" + parts["a.dbf"][header + 1 :]
    (table,) = opened("a.zip", zip_file(parts))
    assert table.rows[["killed", "longitude"]].to_numpy().tolist() == [["1", "46.71"], ["2", "46.72"]]
    assert "marks 1 row as deleted" in table.remarks[-1]


def test_other_tables_beside_a_shapefile_are_read_and_what_is_left_is_named() -> None:
    content = zip_file({**shapes(2), "b.csv": csv_file([ROW]), "notes.docx": b"x", "read me.txt": b"x"})
    tables = opened("a.zip", content)
    assert [len(table.rows) for table in tables] == [2, 1]
    assert "Not read, because these are no tables: notes.docx, read me.txt." in tables[0].remarks


def test_a_table_of_a_package_without_geometry_is_read_too() -> None:
    content = package(
        "CREATE TABLE people (fid INTEGER PRIMARY KEY, date TEXT, killed INTEGER)",
        "INSERT INTO people VALUES (1, '2020-11-24', 2)",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('people', 'attributes', 'people')",
    )
    tables = {table.sheet: table for table in opened("a.gpkg", content)}
    assert tables["people"].rows.to_numpy().tolist() == [["2020-11-24", "2"]]


def test_a_package_that_counts_other_rows_than_it_has_says_so() -> None:
    (table,) = opened("a.gpkg", package("UPDATE gpkg_ogr_contents SET feature_count = 5"))
    assert "counts 5 rows in “accidents”, and 1 was read" in table.remarks[-1]
