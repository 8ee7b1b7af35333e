"""Rows of a test as an import, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.import_tables import Import, read_files
from data.imports.report.ledger import NOT_READ, Result
from data.imports.sources.acled_kinds import MINE_EVENT
from tests.foreign_files import csv_file

TODAY: Final = date(2026, 11, 22)

Row = dict[str, Any]


def imported(rows: Sequence[Mapping[str, Any]], columns: ColumnMapping | None = None) -> Import:
    """The rows as a CSV file, imported; its sums add up and its folder gives the same dataset."""
    found = read_files([("table.csv", csv_file(rows))], columns, today=TODAY)
    assert_that_it_adds_up(found, len(rows))
    return found


def assert_that_it_adds_up(found: Import, rows: int) -> None:
    account = found.account
    assert account.rows_in == rows
    assert sum(account.count(result) for result in Result) == rows
    assert sum(account.refused_by_reason.values()) == account.count(Result.REFUSED)
    ids = set(account.rows["incident_id"]) - {""}
    assert ids == set(found.dataset.incidents["incident_id"])
    assert sum(account.out_of_scope_by_reason.values()) == account.count(Result.OUT_OF_SCOPE)
    is_read = ~account.rows["result"].isin(NOT_READ)
    assert (account.rows["incident_id"] != "").equals(is_read)


def people(found: Import, **chosen: str) -> int:
    """The best figure of the casualties with these values."""
    rows = found.dataset.casualties
    for name, value in chosen.items():
        rows = rows[rows[name] == value]
    return int(rows["count_best"].sum())


def only(found: Import) -> pd.Series:
    """The one incident."""
    (row,) = found.dataset.incidents.itertuples()
    return found.dataset.incidents.iloc[0] if row is not None else pd.Series()


def result_of(found: Import, row: int) -> tuple[str, str]:
    """What became of a row, and the reason."""
    entry = found.account.rows.set_index("row").loc[row]
    return str(entry["result"]), str(entry["reason"])


def acled_event(**cells: str) -> Row:
    return {
        "event_id_cnty": "AZE1",
        "event_date": "23 November 2020",
        "year": "2020",
        "time_precision": "1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": MINE_EVENT,
        "actor1": "Unidentified Armed Group",
        "actor2": "Civilians",
        "iso": "31",
        "country": "Azerbaijan",
        "admin1": "Tartar",
        "location": "Madagiz",
        "latitude": "40.327",
        "longitude": "46.773",
        "geo_precision": "1",
        "source": "Interfax; TASS",
        "notes": "A mine exploded during a search.",
        "fatalities": "1",
    } | cells


def village_row(**cells: Any) -> Row:
    return {
        "No": "1",
        "Date": "2020-11-23",
        "Village": "Madagiz",
        "District": "Tartar",
        "Longitude": "46.773",
        "Latitude": "40.327",
        "Killed": "1",
        "Injured": "5",
        "Device": "anti-tank mine",
        "Description": "A mine exploded.",
        "Source": "Interfax",
    } | cells


def village_mapping(identifier: str = "") -> ColumnMapping:
    names = {
        "date": "Date",
        "place": "Village",
        "district": "District",
        "longitude": "Longitude",
        "latitude": "Latitude",
        "killed": "Killed",
        "injured": "Injured",
    }
    return ColumnMapping(names | ({"incident_id": identifier} if identifier else {}))
