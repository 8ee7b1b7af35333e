"""The check at the door: every rule, broken once, is reported with its place and a remedy."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

import pandas as pd
import pytest

from data.errors import RowProblem
from data.filters.filter_keys import LONGEST_VALUE
from data.language import speaking
from data.tables.checks.row_checks import check, columns_not_read
from data.tables.schema import TABLES, Kind, Table
from tests import tables as made
from tests.tables import Row, frames, tables

SECOND_ROW: Final = 3
"""The tables made in code have two rows; the second stands in row 3 of its file."""

NAME: Final = attrgetter("name")
LONG: Final = {
    "2": ("2021-01-05", "2021-01-11"),
    "3": ("2021-01-05", "2021-01-12"),
    "4": ("2021-01-05", "2021-02-05"),
    "5": ("2021-01-05", "2022-01-06"),
}
"""Spans one day longer than UCDP GED's grade of date_prec allows: 6, 7, 31 and 366 days."""


def problems_with(table: str, **cells: str) -> list[RowProblem]:
    """What the check reports when these cells stand in the second row of a table."""
    rows = tables()
    rows[table][1] |= cells
    return check(frames(rows))[1]


def the_problem_with(table: str, **cells: str) -> RowProblem:
    problem, *others = problems_with(table, **cells)
    assert not others
    return problem


@pytest.mark.parametrize("language", ["az", "hy", "ru"])
def test_a_remedy_is_written_in_the_language_of_the_reader(language: str) -> None:
    cells = {"date_start": "2021-02-30", "longitude": "200", "adm0": "az", "where_prec": "9"}
    english = [problem.remedy for problem in problems_with("incidents", **cells)]
    with speaking(language):
        translated = [problem.remedy for problem in problems_with("incidents", **cells)]
    assert len(translated) == len(english) >= len(cells)
    assert all(one != other for one, other in zip(translated, english, strict=True))


def test_valid_tables_have_no_problem() -> None:
    typed, problems = check(frames(tables()))
    assert problems == []
    assert {name: list(rows.columns) for name, rows in typed.items()} == made.COLUMNS


@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_every_column_has_a_meaning(table: Table) -> None:
    for column in table.columns:
        assert column.meaning.strip() not in ("", column.name)
        assert (column.terms is not None) == (column.kind in (Kind.TERM, Kind.GRADE))


def test_the_tables_have_the_columns_of_the_data_model() -> None:
    """The lists are those of the design page."""
    listed = {
        "incidents": "incident_id date_start date_end date_prec location_as_reported place_name adm0 adm1_name "
        "adm1_iso longitude latitude where_prec coord_method device_category device_as_reported emplacing_actor "
        "attribution activity verification_status summary notes",
        "casualties": "incident_id affected_actor affected_side victim_category outcome "
        "count_low count_best count_high age_group sex",
        "sources": "incident_id publisher url published language upstream_source via what_it_supports mirror",
    }
    assert {name: made.COLUMNS[name] for name in listed} == {
        name: text.split() for name, text in listed.items()
    }
    assert [table.name for table in TABLES if table.is_optional] == ["places", "official_totals"]


@pytest.mark.parametrize(
    ("table", "cells", "column", "value", "hint"),
    [
        ("incidents", {"date_start": "2021-02-31"}, "date_start", "2021-02-31", "YYYY-MM-DD"),
        ("incidents", {"date_start": "5 Jan 2021"}, "date_start", "5 Jan 2021", "YYYY-MM-DD"),
        ("incidents", {"date_end": "2021-1-5"}, "date_end", "2021-1-5", "YYYY-MM-DD"),
        ("incidents", {"date_end": "1021-01-05"}, "date_end", "1021-01-05", "between 1900 and 2100"),
        ("incidents", {"date_start": "٢٠٢١-٠١-٠٥"}, "date_start", "٢٠٢١-٠١-٠٥", "YYYY-MM-DD"),
        ("incidents", {"date_prec": "6"}, "date_prec", "6", "from 0 to 5"),
        ("incidents", {"date_prec": "1.0"}, "date_prec", "1.0", "from 0 to 5"),
        ("incidents", {"where_prec": "0"}, "where_prec", "0", "from 1 to 7"),
        ("incidents", {"adm0": "Azerbaijan"}, "adm0", "Azerbaijan", "alpha-2"),
        ("incidents", {"adm0": "az"}, "adm0", "az", "alpha-2"),
        ("incidents", {"adm1_iso": "TAR"}, "adm1_iso", "TAR", "ISO 3166-2"),
        ("incidents", {"adm1_iso": "AZ-X01~"}, "adm1_iso", "AZ-X01~", "ISO 3166-2"),
        ("incidents", {"longitude": "NaN"}, "longitude", "NaN", "degrees east"),
        ("incidents", {"longitude": "inf"}, "longitude", "inf", "degrees east"),
        ("incidents", {"longitude": "-180.1"}, "longitude", "-180.1", "from -180 to 180"),
        ("incidents", {"longitude": "46,773"}, "longitude", "46,773", "degrees east"),
        ("incidents", {"longitude": "4.6e1"}, "longitude", "4.6e1", "degrees east"),
        ("incidents", {"latitude": "nan"}, "latitude", "nan", "degrees north"),
        ("incidents", {"latitude": "-Infinity"}, "latitude", "-Infinity", "degrees north"),
        ("incidents", {"latitude": "90.001"}, "latitude", "90.001", "from -90 to 90"),
        ("incidents", {"latitude": "٤٠.٣"}, "latitude", "٤٠.٣", "degrees north"),
        ("incidents", {"coord_method": "guessed"}, "coord_method", "guessed", "described_offset"),
        ("incidents", {"device_category": "mine"}, "device_category", "mine", "booby_trap"),
        ("incidents", {"activity": "Demining"}, "activity", "Demining", "demining"),
        ("incidents", {"verification_status": "verified"}, "verification_status", "verified", "conflicting"),
        (
            "casualties",
            {"affected_actor": "x" * (LONGEST_VALUE + 1)},
            "affected_actor",
            None,
            "200 characters",
        ),
        ("casualties", {"affected_side": "two\nlines"}, "affected_side", None, "200 characters"),
        ("casualties", {"victim_category": "soldier"}, "victim_category", "soldier", "armed_forces"),
        ("casualties", {"outcome": "wounded"}, "outcome", "wounded", "injured"),
        ("casualties", {"count_low": "-1"}, "count_low", "-1", "0 or more"),
        ("casualties", {"count_best": "1.0"}, "count_best", "1.0", "whole number"),
        ("casualties", {"count_best": "several"}, "count_best", "several", "leave it empty"),
        ("casualties", {"count_best": "١"}, "count_best", "١", "whole number"),
        ("casualties", {"count_high": "1000000"}, "count_high", "1000000", "whole number"),
        ("casualties", {"age_group": "childish"}, "age_group", "childish", "adult"),
        ("casualties", {"sex": "f"}, "sex", "f", "female"),
        ("sources", {"url": "javascript:alert(1)"}, "url", "javascript:alert(1)", "https://"),
        ("sources", {"url": "JaVaScRiPt://example.org/%0aalert(1)"}, "url", None, "https://"),
        ("sources", {"url": "data:text/html,x"}, "url", "data:text/html,x", "https://"),
        ("sources", {"url": "//example.org"}, "url", "//example.org", "https://"),
        ("sources", {"url": "www.example.org"}, "url", "www.example.org", "https://"),
        ("sources", {"url": "https://"}, "url", "https://", "https://"),
        ("sources", {"url": "https:///path"}, "url", "https:///path", "https://"),
        ("sources", {"url": "http://]"}, "url", "http://]", "https://"),
        ("sources", {"url": 'https://example.org/"onclick="x'}, "url", None, "https://"),
        ("sources", {"url": "https://example.org/a b"}, "url", "https://example.org/a b", "https://"),
        ("sources", {"published": "November"}, "published", "November", "YYYY-MM-DD"),
        ("sources", {"language": "English"}, "language", "English", "ISO 639"),
        ("sources", {"mirror": "yesterday"}, "mirror", "yesterday", "yes"),
        ("places", {"adm1_iso": "Tartar"}, "adm1_iso", "Tartar", "district"),
        ("places", {"latitude": "91"}, "latitude", "91", "from -90 to 90"),
        ("official_totals", {"as_of": "May 2024"}, "as_of", "May 2024", "day, month or year"),
        ("official_totals", {"as_of": "2020-02-31"}, "as_of", "2020-02-31", "day, month or year"),
        ("official_totals", {"as_of": "0999"}, "as_of", "0999", "between 1900 and 2100"),
        ("official_totals", {"as_of": "2020-13"}, "as_of", "2020-13", "day, month or year"),
        ("official_totals", {"since": "2020-11-31"}, "since", "2020-11-31", "day, month or year"),
        ("official_totals", {"since": "always"}, "since", "always", "“all” for all years"),
        ("official_totals", {"area": "Azerbaijan"}, "area", "Azerbaijan", "countries (AZ)"),
        ("official_totals", {"casualties": "1,215"}, "casualties", "1,215", "whole number"),
        (
            "official_totals",
            {"as_of": "2020-12-22", "affected_side": "one_side", "since": "2020-12-23"},
            "since",
            "2020-12-23",
            "after the day of the figure",
        ),
        ("official_totals", {"killed": "about 60"}, "killed", "about 60", "whole number"),
        ("official_totals", {"url": "javascript:x"}, "url", "javascript:x", "https://"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_place_and_a_remedy(
    table: str, cells: Row, column: str, value: str | None, hint: str
) -> None:
    problem = the_problem_with(table, **cells)
    found = cells[column] if value is None else value
    assert (problem.file, problem.row, problem.column, problem.value) == (
        f"{table}.csv",
        SECOND_ROW,
        column,
        found,
    )
    assert hint in problem.remedy
    assert str(problem).startswith(f"{table}.csv, row {SECOND_ROW}, column {column}: found “{found[:79]}")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org:8443/a/b?c=d&e=%20#f(g)",
        "https://обзор.рф/мина",
        "https://192.0.2.1/a",
    ],
)
def test_an_address_of_the_web_is_a_link(url: str) -> None:
    assert problems_with("sources", url=url) == []


@pytest.mark.parametrize(
    ("table", "cells", "column", "value", "hint"),
    [
        ("incidents", {"incident_id": "A-1"}, "incident_id", "A-1", "unique"),
        ("incidents", {"date_end": "2021-01-04"}, "date_end", "2021-01-04", "before the first"),
        ("incidents", {"date_prec": "2"}, "date_prec", "2", "Grade 1"),
        ("incidents", {"date_end": "2021-01-06"}, "date_prec", "1", "Grade 1"),
        ("incidents", {"latitude": "", "coord_method": "none"}, "longitude", "46.773", "both"),
        ("incidents", {"longitude": "", "coord_method": "none"}, "longitude", "", "both"),
        ("incidents", {"longitude": "0", "latitude": "0.0"}, "longitude", "0", "Atlantic"),
        ("incidents", {"coord_method": "none"}, "coord_method", "none", "none"),
        ("incidents", {"longitude": "", "latitude": ""}, "coord_method", "settlement", "none"),
        ("casualties", {"count_low": "2"}, "count_low", "2", "lowest"),
        ("casualties", {"count_low": "2", "count_best": ""}, "count_low", "2", "lowest"),
        ("casualties", {"count_low": "2", "count_high": ""}, "count_low", "2", "lowest"),
        ("casualties", {"count_low": "", "count_best": "2"}, "count_best", "2", "best"),
        ("casualties", {"incident_id": "A-3"}, "incident_id", "A-3", "incidents.csv"),
        ("casualties", {"incident_id": "a-1"}, "incident_id", "a-1", "incidents.csv"),
        ("casualties", {"incident_id": "A-1", "outcome": "injured"}, "incident_id", "A-1", "one row"),
        ("sources", {"incident_id": "A-3"}, "incident_id", "A-3", "incidents.csv"),
        ("places", {"place_name": "Suqovuşan", "adm1_iso": "AZ-TAR"}, "place_name", "Suqovuşan", "one row"),
    ],
)
def test_a_rule_between_cells_is_reported_where_it_is_broken(
    table: str, cells: Row, column: str, value: str, hint: str
) -> None:
    rows = tables()
    rows[table][1] |= cells
    problems = check(frames(rows))[1]
    named = [problem for problem in problems if problem.column == column and problem.file == f"{table}.csv"]
    assert [(problem.row, problem.value) for problem in named] == [(SECOND_ROW, value)]
    assert hint in named[0].remedy


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_a_required_value_cannot_be_empty_or_blank(table: Table, blank: str) -> None:
    required = {column.name: blank for column in table.columns if column.is_required}
    problems = problems_with(table.name, **required)
    assert [(problem.row, problem.column) for problem in problems] == [
        (SECOND_ROW, name) for name in required
    ]
    assert all("required" in problem.remedy for problem in problems)


@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_every_value_that_is_not_required_may_be_empty(table: Table) -> None:
    cells = {column.name: "" for column in table.columns if not column.is_required}
    without_day_and_point = {"coord_method": "none", "date_prec": "0"} if table.name == "incidents" else {}
    assert problems_with(table.name, **cells, **without_day_and_point) == []


@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_a_control_character_is_refused_in_every_column(table: Table) -> None:
    row = tables()[table.name][1]
    for control in ("\x00", "\x07", "\x1b", "\x7f", "\x9b"):
        cells = {column: f"{cell}{control}x" for column, cell in row.items()}
        assert {problem.column for problem in problems_with(table.name, **cells)} == set(row)


@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_a_missing_column_is_named(table: Table) -> None:
    texts = frames(tables())
    texts[table.name] = texts[table.name][[]]
    problems = check(texts)[1]
    needed = [column.name for column in table.columns if not column.is_optional]
    assert [(problem.file, problem.row, problem.column) for problem in problems] == [
        (table.file, 1, name) for name in needed
    ]
    assert {problem.remedy for problem in problems} == {
        "The column is missing; add it, empty where nothing is known."
    }


def test_age_group_and_sex_may_be_left_out() -> None:
    texts = frames(tables())
    texts["casualties"] = texts["casualties"].drop(columns=["age_group", "sex"])
    typed, problems = check(texts)
    assert problems == []
    assert "sex" not in typed["casualties"]


@pytest.mark.parametrize("table", TABLES, ids=NAME)
def test_a_missing_table_is_a_problem_unless_it_is_optional(table: Table) -> None:
    texts = frames(tables())
    del texts[table.name]
    named = [(problem.file, problem.row, problem.column) for problem in check(texts)[1]]
    assert named == ([] if table.is_optional else [(table.file, None, None)])


def test_a_column_that_the_schema_does_not_know_is_listed_and_left_out() -> None:
    texts = frames(tables())
    texts["casualties"]["name_of_victim"] = "somebody"
    typed, problems = check(texts)
    assert problems == []
    assert columns_not_read(texts) == {"casualties": ["name_of_victim"]}
    assert "name_of_victim" not in typed["casualties"]


@pytest.mark.parametrize(("grade", "ends"), LONG.items())
def test_a_span_is_at_most_as_long_as_its_grade_allows(grade: str, ends: tuple[str, str]) -> None:
    start, too_late = ends
    problem = the_problem_with("incidents", date_start=start, date_end=too_late, date_prec=grade)
    assert (problem.column, problem.value) == ("date_prec", grade)
    last_allowed = str((pd.Timestamp(too_late) - pd.Timedelta(days=1)).date())
    assert problems_with("incidents", date_start=start, date_end=last_allowed, date_prec=grade) == []


@pytest.mark.parametrize(
    "counts", [("", "", ""), ("0", "0", "0"), ("1", "", "4"), ("", "2", ""), ("2", "3", "")]
)
def test_counts_may_be_missing_one_by_one(counts: tuple[str, str, str]) -> None:
    low, best, high = counts
    assert problems_with("casualties", count_low=low, count_best=best, count_high=high) == []


@pytest.mark.parametrize(
    "cells", [{"longitude": "0"}, {"latitude": "0"}, {"longitude": "-0.1", "latitude": "0"}]
)
def test_a_point_on_the_equator_or_the_meridian_is_a_point(cells: Row) -> None:
    assert problems_with("incidents", **cells) == []


def test_people_of_another_age_or_sex_may_stand_in_a_row_of_their_own() -> None:
    grown = [made.casualty(age_group="adult", sex="male"), made.casualty(age_group="adult", sex="female")]
    child = made.casualty(age_group="child", sex="female")
    assert check(frames(tables(casualties=[*grown, child])))[1] == []


def test_every_row_at_fault_is_reported() -> None:
    rows = tables()
    for incident_row in rows["incidents"]:
        incident_row |= {"date_start": "soon", "device_category": "mine"}
    found = {(problem.row, problem.column) for problem in check(frames(rows))[1]}
    assert found == {(row, column) for row in (2, 3) for column in ("date_start", "device_category")}


def test_missing_values_are_missing_and_the_others_have_their_type() -> None:
    rows = tables(
        incidents=[made.incident(longitude="", latitude="", coord_method="none", where_prec="6")],
        casualties=[made.casualty(count_best="")],
        sources=[made.source(published="")],
    )
    typed, problems = check(frames(rows))
    assert problems == []
    victim: Any = typed["casualties"].iloc[0]
    happened: Any = typed["incidents"].iloc[0]
    assert (victim["count_low"], victim["count_high"]) == (1, 1)
    assert pd.isna(victim["count_best"])
    assert pd.isna(happened["longitude"])
    assert happened["date_start"] == pd.Timestamp(2020, 11, 23)
    assert happened["where_prec"] == 6
    assert typed["sources"]["published"].isna().all()


def test_terms_are_in_the_order_of_their_vocabulary() -> None:
    typed, _ = check(frames(tables()))
    assert list(typed["casualties"]["outcome"].cat.categories) == ["killed", "injured"]


def test_blanks_around_a_value_do_not_count() -> None:
    rows = tables()
    rows["incidents"][1] |= {"date_start": " 2021-01-05 ", "incident_id": "A-2\t"}
    typed, problems = check(frames(rows))
    assert problems == []
    assert list(typed["incidents"]["incident_id"]) == ["A-1", "A-2"]


def test_tables_without_rows_are_valid() -> None:
    typed, problems = check(frames(made.no_rows()))
    assert problems == []
    assert all(rows.empty for rows in typed.values())
