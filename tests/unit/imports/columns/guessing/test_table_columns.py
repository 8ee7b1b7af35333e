"""What a person is shown of the columns of a table of unknown layout."""

from __future__ import annotations

from data.imports.columns.column_mapping import ColumnMapping
from data.imports.columns.guessing.table_columns import TableColumns, columns_of, may_stand_for
from data.imports.formats.open_file import open_file
from data.limits import Work
from tests.foreign_files import csv_file, xlsx_file

ACCIDENTS = [{"Day": "2020-11-23", "Village": "Madagiz", "Killed": "1", "Injured": "0"}]


def columns_in(name: str, content: bytes, mapping: ColumnMapping | None = None) -> TableColumns:
    return columns_of(open_file(name, content, Work()), mapping)


def test_a_table_shows_its_columns_with_examples_a_guess_and_nothing_of_a_person() -> None:
    rows = [
        {"When": "2020-11-23", "killed": "1", "Victim name": "N. N.", "Age": "9"},
        {"When": " ", "killed": "1", "Victim name": "M. M.", "Age": "31"},
        {"When": "2020-11-24", "killed": "2", "Victim name": "O. O.", "Age": ""},
    ]
    found = columns_in("a.csv", csv_file(rows))
    assert found.title == "a.csv"
    assert dict(found.examples) == {
        "When": ("2020-11-23", "2020-11-24"),
        "killed": ("1", "2"),
        "Victim name": (),
        "Age": (),
    }
    # “When” is no header that is known: its values are days.
    assert dict(found.mapping.columns) == {"date": "When", "killed": "killed", "age_group": "Age"}


def test_a_long_example_is_cut() -> None:
    (example,) = columns_in("a.csv", csv_file([{"Note": "x" * 1000}])).examples["Note"]
    assert example == "x" * 39 + "…"


def test_the_sheet_of_which_most_is_understood_is_shown_however_short() -> None:
    book = xlsx_file({"Read me": [{"about": str(line)} for line in range(9)], "Data": ACCIDENTS})
    found = columns_in("a.xlsx", book)
    assert "Data" in found.title
    assert found.mapping.columns["place"] == "Village"


def test_the_sheet_that_has_the_chosen_columns_is_shown() -> None:
    book = xlsx_file({"Accidents": ACCIDENTS, "Other": [{"Tag": "2020-11-23", "Tote": "1"}] * 9})
    found = columns_in("a.xlsx", book, ColumnMapping({"date": "Day"}))
    assert "Accidents" in found.title
    assert dict(found.mapping.columns) == {"date": "Day"}


def test_a_personal_column_may_only_say_an_age_group() -> None:
    assert may_stand_for("Age", "age_group")
    assert not may_stand_for("Age", "summary")
    assert not may_stand_for("Victim name", "summary")
    assert may_stand_for("Note", "summary")
