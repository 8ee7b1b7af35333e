"""A file read in a process of its own: what comes of it, and what ends it."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import read_upload
from data.imports.isolation.reading import Found, Reading, StoppedReading
from data.imports.report.ledger import Result
from data.limits import MEGABYTE, UPLOAD
from tests.foreign_files import csv_file, xlsx_file

ROWS = csv_file(
    [
        {"Date": "2020-11-23", "Place": "Madagiz", "Killed": "1", "Note": "=1+1"},
        {"Date": "2020-02-31", "Place": "Madagiz", "Killed": "1", "Note": ""},
        {"Date": "2020-11-24", "Place": "Nowhere", "Killed": "some", "Note": ""},
    ]
)
IS_POSIX = sys.platform != "win32"


def read(name: str, content: bytes, mapping: ColumnMapping | None = None) -> Found:
    return Reading(UPLOAD).result(name, content, mapping)


def test_a_dataset_comes_out_of_its_process_as_it_would_be_read_here() -> None:
    here, found = read_upload("rows.csv", ROWS), read("rows.csv", ROWS)
    assert found.problem == ""
    assert found.imported is not None
    there = found.imported
    for table in ("incidents", "casualties", "sources", "places", "official_totals"):
        pd.testing.assert_frame_equal(
            pd.DataFrame(getattr(here.dataset, table)), pd.DataFrame(getattr(there.dataset, table))
        )
    assert (there.dataset.sha256, there.dataset.title) == (here.dataset.sha256, here.dataset.title)
    assert (there.mapping, there.source) == (here.mapping, here.source)
    assert [there.account.count(result) for result in Result] == [
        here.account.count(result) for result in Result
    ]
    assert there.account.about == here.account.about
    assert found.columns is not None
    assert list(found.columns.examples) == ["Date", "Place", "Killed", "Note"]


def test_a_reading_says_how_far_it_is() -> None:
    steps: list[str] = []
    Reading(UPLOAD).result("rows.csv", ROWS, None, lambda step, _part: steps.append(step))
    assert "Opening" in steps


def test_of_a_table_that_is_not_understood_the_columns_come_with_the_reason() -> None:
    found = read("rows.csv", ROWS, ColumnMapping({"killed": "Killed"}))
    assert found.imported is None
    assert "date" in found.problem
    assert found.columns is not None
    assert dict(found.columns.mapping.columns) == {"killed": "Killed"}


@pytest.mark.skipif(not IS_POSIX, reason="no limit of memory there")
def test_a_file_that_needs_more_memory_than_it_may_have_is_one_sentence() -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"date": pa.array(["a" * 9_000_000] * 50).dictionary_encode()}), file)
    limits = replace(UPLOAD, memory_bytes=100 * MEGABYTE)
    found = Reading(limits).result("rows.parquet", file.getvalue())
    assert found.imported is None
    assert "more than 100 MB of memory" in found.problem


def test_a_reading_ends_when_its_time_is_over_whatever_it_does() -> None:
    rows = xlsx_file({"Rows": [{"Date": "2020-11-23", "Killed": "1"}] * 20_000})
    begun = time.monotonic()
    found = Reading(replace(UPLOAD, seconds=0.2)).result("rows.xlsx", rows)
    assert "longer than 0.2 seconds" in found.problem
    assert time.monotonic() - begun < 30


def test_a_reading_that_is_stopped_ends_its_process() -> None:
    reading = Reading(UPLOAD)
    numbers: list[int] = []

    def stop(_step: str, _part: float) -> None:
        assert reading._process is not None
        assert reading._process._number is not None
        numbers.append(reading._process._number)
        reading.stop()

    with pytest.raises(StoppedReading):
        reading.result("rows.csv", ROWS, None, stop)
    if IS_POSIX:
        assert has_ended(numbers[0])


def test_a_reading_stopped_before_it_begins_starts_no_process() -> None:
    reading = Reading(UPLOAD)
    reading.stop()
    with pytest.raises(StoppedReading):
        reading.result("rows.csv", ROWS)
    assert reading._process is None


def test_readings_go_on_beside_each_other() -> None:
    found: list[Found] = []
    threads = [threading.Thread(target=lambda: found.append(read("rows.csv", ROWS))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.problem for one in found] == [""] * 3


def has_ended(number: int) -> bool:
    last = time.monotonic() + 10
    while time.monotonic() < last:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
