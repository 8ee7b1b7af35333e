"""Columns that mean nothing to the atlas are kept as the user's own; only those about people go."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from components.incidents.card import card
from components.panels.table_page import table_rows
from data.exports.rows import to_csv, to_geojson
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.new_folder import write_folder
from data.folders.tables.atlas_tables import read_folder
from data.imports.import_tables import Import, read_files

TABLE: Final = (
    "id,date,Operator,Team,lat,lon,killed,Victim name,sources\n"
    "a,2021-01-01,HALO,T1,40.345,46.919,1,Someone,yes\n"
    "a,2021-01-01,HALO,T2,40.345,46.919,0,Someone,\n"
    "b,2021-02-01,ANAMA,=T3,40.02,46.91,2,Somebody,\n"
)
OWN: Final = ("Operator", "Team", "sources (own)")


@pytest.fixture(scope="module")
def found() -> Import:
    return read_files([("table.csv", TABLE.encode())], today=date(2026, 11, 28))


def test_they_are_kept_and_listed_and_those_about_people_go(found: Import) -> None:
    assert found.dataset.own_columns == OWN
    assert found.account.retained_columns == tuple(
        f"table.csv: {name}" for name in ("Operator", "Team", "sources")
    )
    assert found.account.columns_dropped == ("table.csv: Victim name",)
    assert found.dataset.incidents["Team"].tolist() == ["T1; T2", "=T3"]


def test_the_folder_keeps_them(found: Import, tmp_path: Path) -> None:
    write_folder(tmp_path / "folder", found.files)
    dataset = read_folder(tmp_path / "folder")
    assert dataset.sha256 == found.dataset.sha256
    assert dataset.own_columns == OWN
    assert dataset.columns_not_read == ()
    assert dataset.incidents["Team"].tolist() == ["T1; T2", "=T3"]


def test_every_file_has_them_and_can_be_read_again(found: Import) -> None:
    summary = summary_of(found.dataset, IncidentFilter())
    exported = to_csv(summary)
    assert exported.splitlines()[0].endswith("sources," + ",".join(OWN))
    assert ",'=T3," in exported
    assert '"Operator": "ANAMA"' in to_geojson(summary)
    again = read_files([("out.csv", exported.encode())], today=date(2026, 11, 28)).dataset
    assert again.own_columns == OWN
    assert again.incidents["Team"].tolist() == ["T1; T2", "=T3"]


def test_card_table_and_search_show_them(found: Import) -> None:
    dataset = found.dataset
    assert "ANAMA" in str(card(dataset, 1, ""))
    assert (
        table_rows(summary_of(dataset, IncidentFilter()), summary_of(dataset, IncidentFilter()).rows)[0][
            "own0"
        ]
        == "HALO"
    )
    words = IncidentFilter.from_query([("q", "anama")])[0]
    assert summary_of(dataset, words).incidents == 1
