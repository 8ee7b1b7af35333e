"""The row of HXL tags: on request only, and read again as what the columns mean."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pandas as pd
import pytest
from flask.testing import FlaskClient

from components.address import View
from components.brief.contents import Brief
from components.brief.tables.rows import TABLES, rows_of
from components.brief.tables.spreadsheet import xlsx_brief
from components.sharing.data_addresses import DATA_FILES
from data.exports.hxl_row import TAGS, tags_of
from data.exports.rows import COLUMNS, IN_SELECTION, csv_parts
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.imports.import_tables import Import, read_upload
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome


def tagged_csv(dataset: Dataset, incident_filter: IncidentFilter) -> bytes:
    return b"".join(csv_parts(summary_of(dataset, incident_filter), is_tagged=True))


def figures(found: Import) -> tuple[int, int, int]:
    assert found.dataset is not None
    summary = summary_of(found.dataset, IncidentFilter())
    return summary.incidents, summary.people(Outcome.KILLED).best, summary.people(Outcome.INJURED).best


def test_every_column_of_every_exported_table_has_a_tag_of_its_own(dataset: Dataset) -> None:
    brief = Brief(summary_of(dataset, IncidentFilter()), View())
    for columns in [
        [*COLUMNS, IN_SELECTION],
        *(list(map(str, rows_of(brief, table).columns)) for table in TABLES),
    ]:
        tags = tags_of(columns)
        assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags), tags
        assert len(set(tags)) == len(tags)
    assert set(TAGS) >= {*COLUMNS}


def test_a_column_of_ones_own_has_no_tag() -> None:
    assert tags_of(["Team", "killed_best"]) == ["", "#affected+killed"]


def test_the_tags_stand_below_the_heading_and_change_nothing_else(dataset: Dataset) -> None:
    incident_filter = IncidentFilter(outcome=("killed",))
    lines = list(csv.reader(io.StringIO(tagged_csv(dataset, incident_filter).decode(), newline="")))
    plain = list(
        csv.reader(
            io.StringIO(b"".join(csv_parts(summary_of(dataset, incident_filter))).decode(), newline="")
        )
    )
    assert [lines[0], *lines[2:]] == plain
    assert lines[1] == tags_of(lines[0])


def test_the_tagged_table_is_read_as_the_plain_one(dataset: Dataset) -> None:
    incident_filter = IncidentFilter()
    tagged, plain = (
        read_upload("a.csv", content)
        for content in (
            tagged_csv(dataset, incident_filter),
            b"".join(csv_parts(summary_of(dataset, incident_filter))),
        )
    )
    assert figures(tagged) == figures(plain)
    assert tagged.dataset is not None
    assert plain.dataset is not None
    pd.testing.assert_frame_equal(tagged.dataset.incidents, plain.dataset.incidents)


def test_the_tags_say_what_columns_are_whose_names_say_nothing(dataset: Dataset) -> None:
    _names, rest = tagged_csv(dataset, IncidentFilter()).split(b"\r\n", 1)
    content = ",".join(f"X{number}" for number in range(len(COLUMNS))).encode() + b"\r\n" + rest
    found = read_upload("a.csv", content)
    assert found.mapping is not None
    assert found.dataset is not None
    meant = {COLUMNS[int(column[1:])]: field for field, column in found.mapping.columns.items()}
    assert {
        "incident_id": "incident_id",
        "date_start": "date",
        "date_end": "date_end",
        "place_name": "place",
        "adm1_name": "district",
        "adm0": "country",
        "latitude": "latitude",
        "longitude": "longitude",
        "killed_best": "killed",
        "injured_best": "injured",
        "device_category": "device",
        "activity": "activity",
        "summary": "summary",
    }.items() <= meant.items()
    assert figures(found) == figures(read_upload("a.csv", tagged_csv(dataset, IncidentFilter())))


def test_a_workbook_has_the_tags_on_every_sheet_and_is_read_again(dataset: Dataset) -> None:
    summary = summary_of(dataset, IncidentFilter())
    content = xlsx_brief(Brief(summary, View(), is_tagged=True))
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name in TABLES:
        heading, tags = ([cell.value or "" for cell in row] for row in book[name].iter_rows(max_row=2))
        assert tags == tags_of(map(str, heading))
    found = read_upload("a.xlsx", content)
    assert found.dataset is not None
    assert figures(found) == figures(read_upload("a.xlsx", xlsx_brief(Brief(summary, View()))))
    assert len(found.dataset.casualties) == len(dataset.casualties)


@pytest.mark.parametrize("name", [*DATA_FILES])
def test_only_tables_take_the_key_and_only_0_or_1(client: FlaskClient, name: str) -> None:
    statuses = [
        client.get(f"/{name}?{query}").status_code for query in ("hxl=1", "hxl=0", "hxl=yes", "hxl=1&hxl=1")
    ]
    assert statuses == ([200, 200, 400, 400] if name == "incidents.csv" else [400] * 4)


def test_the_addresses_of_files_give_the_tags(client: FlaskClient) -> None:
    for address in ("/incidents.csv", "/brief.csv"):
        answers = [client.get(f"{address}?{query}") for query in ("hxl=1", "")]
        assert [answer.text.splitlines()[1].startswith("#event+id,") for answer in answers] == [True, False]
        assert answers[0].headers["ETag"] != answers[1].headers["ETag"]
