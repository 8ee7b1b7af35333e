"""What a table does not record: said before any number, and never read as zero."""

from __future__ import annotations

import json

import pytest

from data.exports.rows import to_csv
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_files, read_upload
from data.tables.vocabulary import Outcome
from tests.tables import dataset_of, tables
from tests.tables import summary as summary_of_tables

BOTH = {Outcome.KILLED, Outcome.INJURED}
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,fatalities,geo_precision,location,latitude,longitude,country,admin1\n"
    "AZE1,4 March 2021,Explosions/Remote violence,Remote explosive/landmine/IED,2,1,Agdam,39.99,46.93,Azerbaijan,Agdam\n"
    "AZE2,5 March 2021,Explosions/Remote violence,Remote explosive/landmine/IED,0,1,Agdam,39.99,46.93,Azerbaijan,Agdam\n"
)


def read(text: str, **mapping: str) -> Import:
    columns = ColumnMapping(mapping) if mapping else None
    return read_upload("table.csv", text.encode(), columns)


def everything(imported: Import) -> Summary:
    return summary_of(imported.dataset, IncidentFilter())


@pytest.mark.parametrize(
    ("header", "cells", "not_recorded", "message"),
    [
        (
            "date,province",
            "2021-03-04,Agdam",
            BOTH,
            "killed: no column recognised; injured: no column recognised.",
        ),
        ("date,province,killed", "2021-03-04,Agdam,1", {Outcome.INJURED}, "injured: no column recognised."),
        ("date,province,injured", "2021-03-04,Agdam,0", {Outcome.KILLED}, "killed: no column recognised."),
        (
            "date,province,killed,injured",
            "2021-03-04,Agdam,1,",
            {Outcome.INJURED},
            "injured: the column “injured” is empty.",
        ),
        ("date,province,killed,injured", "2021-03-04,Agdam,1,0", set(), ""),
    ],
)
def test_an_outcome_without_a_column_is_not_recorded_and_the_first_line_says_so(
    header: str, cells: str, not_recorded: set[Outcome], message: str
) -> None:
    imported = read(f"{header}\n{cells}\n")
    assert imported.dataset.not_recorded == not_recorded
    assert imported.account.notices == ((message,) if message else ())
    assert imported.account.to_text().startswith(message or "1 row: 1 read")
    assert [everything(imported).killed.is_recorded, everything(imported).injured.is_recorded] == [
        outcome not in not_recorded for outcome in Outcome
    ]


def test_a_row_a_person_records_whatever_it_holds() -> None:
    imported = read(
        "date,province,outcome\n2021-03-04,Agdam,killed\n",
        date="date",
        district="province",
        outcome="outcome",
    )
    assert imported.dataset.not_recorded == set()


def test_acled_records_no_injured() -> None:
    imported = read(ACLED)
    assert imported.dataset.not_recorded == {Outcome.INJURED}
    assert "injured: not recorded by ACLED." in imported.account.notices
    assert everything(imported).killed.best == 2


def test_the_folder_of_an_import_says_it_too() -> None:
    described = json.loads(read(ACLED).files["dataset.json"])
    assert described["cannot_tell"] == ["injured"]


def test_a_download_read_again_keeps_it() -> None:
    again = read_upload("incidents.csv", to_csv(everything(read(ACLED))).encode())
    assert again.dataset.not_recorded == {Outcome.INJURED}
    assert "injured: its columns are empty." in again.account.notices
    assert len(again.dataset.casualties) == 1


def test_a_download_read_again_keeps_a_minimum() -> None:
    rows = tables()
    rows["casualties"][0] |= {"count_low": "14", "count_best": "", "count_high": ""}
    before = summary_of_tables(dataset_of(rows))
    again = everything(read_upload("incidents.csv", to_csv(before).encode()))
    assert again.injured == before.injured
    assert (again.injured.best, again.injured.unknown, again.injured.open) == (14, 1, 1)


def test_several_tables_record_what_one_of_them_does() -> None:
    files = [
        ("acled.csv", ACLED.encode()),
        ("own.csv", b"date,province,killed,injured\n2021-03-04,Agdam,1,3\n"),
    ]
    imported = read_files(files)
    assert imported.dataset.not_recorded == set()
    assert any(
        "acled" in notice and "injured: not recorded by ACLED" in notice
        for notice in imported.account.notices
    )
