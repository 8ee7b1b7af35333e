"""Files of other people as one dataset with an account: identifiers, duplicates, progress and totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.folders.tables.atlas_tables import read_folder
from data.imports.import_tables import read_files, read_upload
from data.imports.report.ledger import Result
from data.imports.sources import any_table, ucdp_ged
from tests.foreign_files import GED_EVENT, csv_file
from tests.tables import COLUMNS, source
from tests.unit.imports.imported import (
    TODAY,
    acled_event,
    assert_that_it_adds_up,
    imported,
    village_mapping,
    village_row,
)


def test_what_several_tables_are_is_stated_once_each() -> None:
    row = {"date": "2020-11-23", "killed": "1", "latitude": "40.3", "longitude": "46.9"}
    two = [(f"{year}.csv", csv_file([row | {"date": f"{year}-11-23"}])) for year in (2020, 2021)]
    ged = ("ged.csv", csv_file([GED_EVENT]))
    any_title, ged_title = any_table.AnyTable.title, ucdp_ged.UcdpGed.title
    assert read_files(two, None, today=TODAY).source == any_title
    assert read_files([*two, ged], None, today=TODAY).source == f"{any_title}; {ged_title}"


class TestImport:
    def test_the_folder_gives_the_same_dataset_with_the_same_hash(self, tmp_path: Path) -> None:
        rows = [
            village_row(),
            village_row(Date="2021-01-05", Village="Talış", Longitude="", Latitude=""),
        ]
        found = read_upload("my table.csv", csv_file(rows))
        for name, content in found.files.items():
            (tmp_path / name).write_bytes(content)
        again = read_folder(tmp_path)
        assert again.limits == found.dataset.limits == found.account.cannot_tell
        assert (again.sha256, again.name, again.title) == (found.dataset.sha256, "my-table", "my table")
        assert again.incidents.equals(found.dataset.incidents)
        assert again.casualties.equals(found.dataset.casualties)
        assert again.places.equals(found.dataset.places)

    def test_several_files_are_one_dataset_whose_identifiers_are_distinguished(self) -> None:
        content = csv_file([village_row(No="7")])
        found = read_files([("a.csv", content), ("b.csv", content)], village_mapping("No"), today=TODAY)
        assert_that_it_adds_up(found, 2)
        assert found.dataset.incidents["incident_id"].tolist() == ["2-7", "7"]

    def test_possible_duplicates_are_pointed_out_and_not_merged(self) -> None:
        rows = [
            village_row(),
            village_row(Date="2020-11-24", Injured="6"),
            village_row(Date="2020-11-30"),
        ]
        found = imported(rows)
        assert found.account.possible_duplicates[
            ["incident_id", "other_incident_id"]
        ].to_numpy().tolist() == [["row-2", "row-3"]]
        assert len(found.dataset.incidents) == 3

    def test_every_view_of_an_imported_dataset_works(self) -> None:
        found = imported(
            [village_row(), village_row(Village="", District="", Longitude="", Latitude="")],
            village_mapping(),
        )
        views = summary_of(found.dataset, IncidentFilter())
        assert views.incidents == views.drawn + views.not_drawn == 2

    def test_a_file_of_which_no_row_is_read_gives_a_dataset_without_incidents(self) -> None:
        for row, result in (
            (village_row(Date="soon"), Result.REFUSED),
            (acled_event(sub_event_type="Grenade"), Result.OUT_OF_SCOPE),
        ):
            found = imported([row])
            assert found.dataset.incidents.empty
            assert found.account.count(result) == 1

    def test_the_progress_is_reported(self) -> None:
        steps: list[tuple[str, float]] = []
        read_upload(
            "a.csv", csv_file([village_row()]), progress=lambda step, part: steps.append((step, part))
        )
        assert steps
        assert all(0 <= part <= 1 for _, part in steps)


def test_the_columns_of_the_tests_are_those_of_the_schema() -> None:
    assert set(source()) == set(COLUMNS["sources"])


@pytest.mark.parametrize(
    ("ragged", "sentence"),
    [
        ("2021-03-04,Ağdam,1,a car, on a road\n", "The cells of 1 refused row could not be read"),
        ("2021-03-04,Ağdam,1,a car, on a road\n" * 2, "The cells of 2 refused rows could not be read"),
        ("", None),
    ],
)
def test_people_of_rows_without_readable_cells_are_reported_in_no_total(
    ragged: str, sentence: str | None
) -> None:
    others = "2021-03-06,Füzuli,0,a farmer\n" * 4
    text = f"date,place,killed,note\n{ragged}2021-03-05,Füzuli,2,a tractor\n{others}"
    account = read_files([("table.csv", text.encode())], None, today=TODAY).account
    assert [total.in_input for total in account.totals if total.what == "Killed"] == [2]
    found = [line for line in account.about if "could not be read" in line]
    assert [line.split(";")[0] for line in found] == ([sentence] if sentence else [])
