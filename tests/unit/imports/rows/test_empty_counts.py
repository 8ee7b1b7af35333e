"""An empty number of people beside written zeros is a casualty row without figures, wherever it is shown."""

from __future__ import annotations

import csv
import io

import pytest

from data.exports.rows import to_csv
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import Summary, summary_of
from data.imports.columns.column_mapping import ColumnMapping, Grain
from data.imports.import_tables import Import, read_files, read_upload
from data.imports.report.ledger import Result
from data.imports.rows.empty_counts import EMPTY_COUNT, EMPTY_IS_NOBODY, EMPTY_PART
from tests.foreign_files import csv_file

KILLED = EMPTY_COUNT.format(outcome="killed")


def read(*rows: str, columns: ColumnMapping | None = None) -> Import:
    found = read_upload("rows.csv", "\n".join(rows).encode(), columns)
    assert sum(found.account.count(result) for result in Result) == found.account.rows_in
    return found


def everything(found: Import) -> Summary:
    return summary_of(found.dataset, IncidentFilter())


def killed(found: Import) -> list[str]:
    """The figures of the killed of each incident, lowest, best and highest, as the CSV writes them."""
    rows = csv.DictReader(io.StringIO(to_csv(everything(found))))
    return ["|".join(row[f"killed_{part}"] for part in ("low", "best", "high", "all")) for row in rows]


@pytest.mark.parametrize("zero", ["0", "0.0", "zero", "nil", "0 persons", "٠"])
def test_beside_zeros_of_any_form_an_empty_number_is_not_known(zero: str) -> None:
    found = read(
        "Date,District,Device,Killed",
        "2024-01-02,Ağdam,mine,1",
        f"2024-02-03,Füzuli,mine,{zero}",
        "2024-03-04,Ağdam,mine,",
    )
    assert killed(found) == ["1|1|1|1", "0|0|0|0", "|||"]
    total = everything(found).killed
    assert (total.best, total.unknown, total.open) == (1, 1, 1)
    assert found.account.remarks_by_reason[KILLED] == 1


def test_it_reads_like_a_number_that_is_recorded_as_unknown() -> None:
    header, rows = "Date,District,Killed,Injured", ["2024-01-02,Ağdam,0,0", "2024-03-04,Ağdam,{},{}"]
    empty, stated = [read(header, rows[0], rows[1].format(cell, cell)) for cell in ("", "n/a")]
    figures = ["incident_id", "outcome", "count_low", "count_best", "count_high"]
    assert empty.dataset.casualties[figures].equals(stated.dataset.casualties[figures])


def test_where_no_row_writes_a_zero_an_empty_number_is_nobody() -> None:
    found = read("Date,District,Killed", "2024-01-02,Ağdam,1", "2024-03-04,Ağdam,")
    assert killed(found) == ["1|1|1|1", "0|0|0|0"]
    assert EMPTY_IS_NOBODY.format(column="Killed", rows="1 row") in found.account.about


def test_the_zeros_may_stand_in_rows_out_of_scope() -> None:
    found = read(
        "Date,District,Event type,Killed",
        "2024-01-02,Ağdam,Landmine,1",
        "2024-02-03,Ağdam,Shelling,0",
        "2024-03-04,Ağdam,Landmine,",
    )
    assert killed(found) == ["1|1|1|1", "|||"]
    assert not any("never 0" in sentence for sentence in found.account.about)


class TestColumnsOfGroups:
    HEADER = "Date,District,Killed men,Killed women"

    def test_a_row_that_is_empty_in_all_of_them_is_one_number_not_known(self) -> None:
        found = read(self.HEADER, "2024-01-02,Ağdam,1,0", "2024-03-04,Ağdam,,")
        assert killed(found) == ["1|1|1|1", "|||"]
        assert found.dataset.casualties["sex"].tolist() == ["male", ""]

    def test_an_empty_part_makes_the_other_a_minimum(self) -> None:
        found = read(self.HEADER, "2024-01-02,Ağdam,1,0", "2024-03-04,Ağdam,2,")
        total = everything(found).killed
        assert (total.best, total.open) == (3, 1)
        assert found.account.remarks_by_reason[EMPTY_PART.format(outcome="killed")] == 1

    def test_a_whole_leaves_no_part_open(self) -> None:
        found = read(self.HEADER + ",Killed", "2024-01-02,Ağdam,1,0,1", "2024-03-04,Ağdam,2,,2")
        total = everything(found).killed
        assert (total.best, total.open) == (3, 0)

    def test_the_injured_of_a_row_say_nothing_of_its_killed(self) -> None:
        found = read("Date,District,Killed,Injured men", "2024-01-02,Ağdam,0,1", "2024-03-04,Ağdam,,2")
        assert killed(found) == ["0|0|0|0", "|||"]


def test_of_reports_the_number_is_unknown_only_where_none_gives_it() -> None:
    columns = {"incident_id": "Case", "date": "Date", "district": "District", "killed": "Killed"}
    found = read(
        "Case,Date,District,Killed",
        "A,2024-01-02,Ağdam,0",
        "B,2024-02-03,Ağdam,",
        "B,2024-02-03,Ağdam,2",
        "C,2024-03-04,Ağdam,",
        "C,2024-03-04,Ağdam,",
        columns=ColumnMapping(columns, grain=Grain.SOURCE),
    )
    assert killed(found) == ["0|0|0|0", "2|2|2|2", "|||"]
    assert everything(found).killed.unknown == 1


def test_victims_in_a_table_of_their_own_fill_an_empty_number() -> None:
    incidents = [
        {"_index": str(number), "date": f"2021-03-0{number}", "place": "Ganja", "killed": number_killed}
        for number, number_killed in enumerate(("0", "", ""), start=1)
    ]
    victims = [{"_parent_index": "2", "outcome": "killed", "sex": "male"}]
    found = read_files([("accidents.csv", csv_file(incidents)), ("victims.csv", csv_file(victims))])
    assert killed(found) == ["0|0|0|0", "1|1|1|1", "|||"]


def test_a_download_of_it_read_again_keeps_it() -> None:
    found = read("Date,District,Killed,Injured", "2024-01-02,Ağdam,0,1", "2024-03-04,Ağdam,,1")
    again = read_upload("incidents.csv", to_csv(everything(found)).encode())
    assert killed(again) == killed(found)


@pytest.mark.parametrize("low", ["", "n/a"])
def test_a_lowest_figure_that_is_not_known_is_not_0(low: str) -> None:
    found = read(
        "Date,District,Killed,Killed min,Killed max",
        f"2024-01-02,Ağdam,5,{low},7",
        "2024-02-03,Füzuli,0,0,0",
        "2024-03-04,Füzuli,2,1,3",
    )
    assert killed(found) == ["5|5|7|5", "0|0|0|0", "1|2|3|2"]


def test_a_number_that_is_not_known_has_no_colour_of_the_killed() -> None:
    found = read(
        "Date,Place,Killed,Injured", "2024-01-02,Ağdam,0,1", "2024-03-04,Füzuli,,0", "2024-03-05,Şuşa,n/a,1"
    )
    worst = {round(dot["longitude"], 1): dot["worst"] for dot in everything(found).dots.to_dict("records")}
    assert sorted(worst.values()) == ["", "injured", "injured"]
