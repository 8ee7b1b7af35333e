"""Whatever a file holds, it is refused in a sentence or every row of it is accounted for."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import AtlasError
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.columns.days.days import DayOrder
from data.imports.columns.fields import FIELD_NAMES
from data.imports.import_tables import Import, read_upload
from data.imports.report.ledger import NOT_READ, Result
from tests.examples import costly
from tests.foreign_files import csv_file, geojson_file, xlsx_file, zip_file
from tests.tables import summary

DATES: Final = st.sampled_from(
    [
        "2020-11-23",
        "23/11/2020",
        "11/24/2020",
        "03/04/2020",
        "31/02/2020",
        "2020-11",
        "2020",
        "44158",
        "",
        "soon",
        "NaN",
    ]
)
DEGREES: Final = st.sampled_from(
    ["46.773", "40.327", "0", "", "NaN", "-46,773", "200", "40°19'37\"N", "1e9", "inf", "=1"]
)
PEOPLE: Final = st.sampled_from(
    ["0", "1", "5", "", "2,006", "3-5", "at least 2", "-1", "many", "999999", "9999999", "=1+1"]
)
WORDS: Final = st.sampled_from(
    [
        "",
        "Madagiz",
        "Tartar",
        "Тертер",
        "AZ",
        "Azerbaijan",
        "<b>x</b>",
        "=cmd()",
        "mine",
        "civilian",
        "killed",
        "wounded",
    ]
) | st.text(st.characters(codec="utf-8"), max_size=8)

COLUMNS: Final[dict[str, st.SearchStrategy[str]]] = {
    "id": WORDS,
    "date": DATES,
    "end date": DATES,
    "country": WORDS,
    "district": WORDS,
    "village": WORDS,
    "longitude": DEGREES,
    "latitude": DEGREES,
    "killed": PEOPLE,
    "injured": PEOPLE,
    "casualties": PEOPLE,
    "outcome": WORDS,
    "sex": WORDS,
    "age": PEOPLE,
    "device": WORDS,
    "source": WORDS,
    "url": WORDS,
    "victim name": WORDS,
    "description": WORDS,
}


@st.composite
def generic_rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of one table with some of COLUMNS, always a date."""
    others = st.lists(st.sampled_from([name for name in COLUMNS if name != "date"]), unique=True, max_size=8)
    names = ["date", *draw(others)]
    return draw(
        st.lists(st.fixed_dictionaries({name: COLUMNS[name] for name in names}), min_size=1, max_size=6)
    )


def assert_that_every_row_is_accounted_for(found: Import, rows: int) -> None:
    account = found.account
    assert account.rows_in == rows
    assert sum(account.count(result) for result in Result) == rows
    assert sum(account.refused_by_reason.values()) == account.count(Result.REFUSED)
    assert sum(account.out_of_scope_by_reason.values()) == account.count(Result.OUT_OF_SCOPE)
    is_left_out = account.rows["result"].isin(NOT_READ)
    assert (account.rows["incident_id"] == "").equals(is_left_out)
    assert set(account.rows.loc[~is_left_out, "incident_id"]) == set(found.dataset.incidents["incident_id"])
    assert (account.rows["reason"] != "").equals(account.rows["result"] != Result.READ.value)
    views = summary(found.dataset)
    assert views.incidents == views.drawn + views.not_drawn == len(found.dataset.incidents)


@given(rows=generic_rows())
@costly(25)
def test_every_row_of_a_generic_table_is_accounted_for(rows: list[dict[str, str]]) -> None:
    content = csv_file(rows)
    filled = [row for row in rows if any(value.strip() for value in row.values())]
    found = read_or_refused(content)
    if isinstance(found, str):
        return
    assert_that_every_row_is_accounted_for(found, len(filled))
    if "victim name" in rows[0]:
        assert "some file: victim name" in found.account.columns_dropped


@given(
    rows=generic_rows(),
    grain=st.sampled_from(Grain),
    order=st.sampled_from(DayOrder),
    fields=st.lists(
        st.sampled_from([name for name in FIELD_NAMES if name != "date"]), unique=True, max_size=9
    ),
)
@costly(25)
def test_any_mapping_of_columns_reads_or_refuses(
    rows: list[dict[str, str]], grain: Grain, order: DayOrder, fields: list[str]
) -> None:
    names = [name for name in rows[0] if name not in ("date", "victim name", "age")]
    columns = dict(zip(fields, names, strict=False)) | {"date": "date"}
    found = read_or_refused(csv_file(rows), ColumnMapping(columns, grain, order))
    if isinstance(found, str):
        return
    filled = [row for row in rows if any(value.strip() for value in row.values())]
    assert_that_every_row_is_accounted_for(found, len(filled))


@given(
    content=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@costly(80)
def test_a_file_of_anything_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    assert_that_it_is_read_or_refused(content)


GOOD_FILES: Final[dict[str, bytes]] = {
    "csv": csv_file([{"date": "2020-11-23", "village": "Madagiz", "killed": "1"}]),
    "xlsx": xlsx_file({"a": [{"date": "2020-11-23", "village": "Madagiz", "killed": 1}]}),
    "geojson": geojson_file([{"date": "2020-11-23", "killed": 1, "longitude": 46.8, "latitude": 40.3}]),
    "zip": zip_file({"a.csv": b"date,killed\n2020,1\n"}),
}


@pytest.mark.parametrize("kind", GOOD_FILES)
@given(data=st.data())
@costly(25)
def test_a_file_with_bytes_changed_or_cut_is_read_or_refused(kind: str, data: Any) -> None:
    content = bytearray(GOOD_FILES[kind])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    assert_that_it_is_read_or_refused(bytes(content[:end]))


def assert_that_it_is_read_or_refused(content: bytes) -> None:
    found = read_or_refused(content)
    if isinstance(found, Import):
        assert_that_every_row_is_accounted_for(found, found.account.rows_in)


def read_or_refused(content: bytes, columns: ColumnMapping | None = None) -> Import | str:
    """The import, or the sentence in which it is refused; any other error fails the test."""
    try:
        return read_upload("some file", content, columns)
    except AtlasError as error:
        refused = str(error)
    assert refused.endswith(".")
    assert "Traceback" not in refused
    return refused


@pytest.mark.parametrize("written", ["inf", "-inf", "nan", "1e400", "1e308"])
def test_a_number_to_python_alone_costs_its_row_a_point(written: str) -> None:
    content = f"date,killed,latitude,longitude\n2020-11-23,1,46.7,46.7\n2020-11-24,1,{written},{written}\n"
    found = read_upload("a.csv", content.encode())
    assert found.dataset is not None
    assert found.dataset.incidents["longitude"].isna().tolist() == [False, True]
