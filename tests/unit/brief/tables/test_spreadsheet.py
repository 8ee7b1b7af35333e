"""The workbook and the zipped tables, read back: the same rows and numbers as the view, and text as text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from components.address import read_address
from components.brief.contents import Brief
from components.brief.tables.csv_zip import csv_zip
from components.brief.tables.readme_text import readme_text
from components.brief.tables.rows import TABLES
from components.brief.tables.spreadsheet import xlsx_brief
from data.exports.rows import to_csv
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.guard import without_guard
from data.tables.dataset import Dataset
from data.wording.phrases import DISCLAIMER, SAFETY_LINE
from tests.tables import dataset_of, incident, tables
from tests.unit.filters.filter_cases import made

VIEWS: Final = (
    "",
    "from=2020-11-23&to=2020-11-23",
    "actor=ANAMA+deminers&district=AZ-AGM",
    "from=1950-01-01&to=1950-01-02",
)


def brief_of(dataset: Dataset, query: str, public_url: str = "") -> Brief:
    address = read_address(query)
    assert not address.errors
    return Brief(summary_of(dataset, address.incident_filter), address.view, public_url)


def zipped(brief: Brief) -> bytes:
    return b"".join(csv_zip(brief))


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def records(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def csv_records(content: bytes, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))


@pytest.mark.parametrize("query", VIEWS)
class TestEveryView:
    """What holds for every view of the dataset that ships."""

    def test_the_workbook_has_the_rows_and_numbers_of_the_view(self, dataset: Dataset, query: str) -> None:
        brief = brief_of(dataset, query)
        book = opened(xlsx_brief(brief))
        assert book.sheetnames == ["README", *TABLES]
        incidents = records(book, "incidents")
        ids = dataset.incidents["incident_id"].iloc[brief.summary.rows]
        assert [row["incident_id"] for row in incidents] == list(ids)
        for outcome, count in (("killed", brief.summary.killed), ("injured", brief.summary.injured)):
            for part in ("low", "best"):
                assert sum(row[f"{outcome}_{part}"] or 0 for row in incidents) == getattr(count, part)
            # A count without an upper bound adds its lowest figure to the headline's range.
            highest = [row[f"{outcome}_high"] for row in incidents]
            of_open = [row[f"{outcome}_low"] or 0 for row in incidents if row[f"{outcome}_high"] is None]
            assert sum(figure or 0 for figure in highest) + sum(of_open) == count.high
        assert len(records(book, "sources")) == brief.source_count
        casualties = records(book, "casualties")
        assert len(casualties) == dataset.casualties["incident_id"].isin(ids).sum()
        matching = [row for row in casualties if row["matches"] == "yes"]
        assert len(matching) == brief.summary.matches.casualties.sum()
        killed = sum(row["count_best"] or 0 for row in matching if row["outcome"] == "killed")
        assert killed == brief.summary.killed.best

    def test_the_zipped_tables_agree_with_the_workbook(self, dataset: Dataset, query: str) -> None:
        brief = brief_of(dataset, query)
        book, packed = opened(xlsx_brief(brief)), zipped(brief)
        for table in TABLES:
            from_sheet = [
                {name: _as_text(value) for name, value in row.items()} for row in records(book, table)
            ]
            from_csv = [
                {name: without_guard(value) for name, value in row.items()}
                for row in csv_records(packed, f"{table}.csv")
            ]
            assert from_sheet == [row | _numbers_as_numbers(row) for row in from_csv]
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert archive.read("incidents.csv").decode() == to_csv(brief.summary)

    def test_the_readme_carries_what_every_output_carries(self, dataset: Dataset, query: str) -> None:
        brief = brief_of(dataset, query, "https://atlas.example.org")
        cells = opened(xlsx_brief(brief))["README"].iter_rows(values_only=True)
        sheet = "\n".join(str(cell) for row in cells for cell in row if cell is not None)
        beside = " ".join(readme_text(brief, "csv.zip").split())
        carried = [
            brief.title,
            brief.filter_text,
            *(figure.value for figure in brief.figures),
            brief.drawn_text,
            "28 Nov 2026",
            dataset.sha256,
            dataset.licence,
            SAFETY_LINE,
            DISCLAIMER,
            dataset.attribution,
            brief.address,
        ]
        for text in carried:
            assert text in sheet
            assert " ".join(text.split()) in beside

    def test_the_same_view_gives_the_same_bytes(self, dataset: Dataset, query: str) -> None:
        brief = brief_of(dataset, query)
        assert xlsx_brief(brief) == xlsx_brief(brief)
        assert zipped(brief) == zipped(brief)


class TestEmptyFigures:
    """The read-me says why a figure is empty."""

    def test_what_the_filter_does_not_ask_for_is_not_chosen(self, dataset: Dataset) -> None:
        text = " ".join(readme_text(brief_of(dataset, "outcome=killed"), "csv.zip").split())
        assert "injured_high are empty because the filter does not ask for people injured: not chosen" in text
        assert "killed_high are empty" not in text
        assert "Another empty figure means that no source gave one: not known, not zero." in text

    def test_both_outcomes_leave_what_is_not_known_alone(self, dataset: Dataset) -> None:
        text = " ".join(readme_text(brief_of(dataset, ""), "csv.zip").split())
        assert "An empty figure means that no source gave one: not known, not zero." in text
        assert "not chosen, not zero" not in text

    def test_what_the_collection_never_records_is_not_recorded(self) -> None:
        recorded = dataset_of(
            tables(incidents=[incident()], casualties=[], sources=[]), cannot_tell=["injured"]
        )
        text = " ".join(readme_text(brief_of(recorded, ""), "csv.zip").split())
        assert "people injured are empty because this collection does not record them: not recorded" in text

    def test_a_number_that_nobody_gave_has_its_words_before_its_range(self, dataset: Dataset) -> None:
        text = readme_text(brief_of(dataset, "from=2021-03-22&to=2021-03-22"), "csv.zip")
        assert "Injured: number of injured not known (0–1)" in text

    def test_it_names_no_file_that_the_archive_has_not(self, dataset: Dataset) -> None:
        brief = brief_of(dataset, "")
        with zipfile.ZipFile(io.BytesIO(zipped(brief))) as archive:
            named = set(re.findall(r"\b\w+\.csv\b", archive.read("README.txt").decode()))
            assert named
            assert named <= set(archive.namelist())


class TestCells:
    """How a value stands in a cell."""

    def test_every_column_has_its_meaning(self, dataset: Dataset) -> None:
        brief = brief_of(dataset, "")
        book = opened(xlsx_brief(brief))
        explained = {row[0]: row[1] for row in book["README"].iter_rows(values_only=True)}
        text = readme_text(brief, "csv.zip")
        for table in TABLES:
            for name in next(book[table].iter_rows(values_only=True)):
                assert explained[name]
                assert f"\n{name}: " in text

    def test_what_looks_like_a_formula_stays_text(self) -> None:
        brief = brief_of(made(), "")
        book = opened(xlsx_brief(brief))
        for sheet in book:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        week = next(row for row in records(book, "incidents") if row["incident_id"] == "week")
        assert (week["summary"], week["notes"]) == ("=1+1", "@SUM(A1)")
        assert "=cmd|' /C calc'!A0" in [row["affected_actor"] for row in records(book, "casualties")]
        assert "=HYPERLINK(1)" in [row["publisher"] for row in records(book, "sources")]

    def test_no_cell_of_a_zipped_table_begins_a_formula(self) -> None:
        packed = zipped(brief_of(made(), ""))
        cells = [
            cell for table in TABLES for row in csv_records(packed, f"{table}.csv") for cell in row.values()
        ]
        assert "'=1+1" in cells
        assert "'=cmd|' /C calc'!A0" in cells
        assert "'+side" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]

    def test_days_are_dates_and_the_ends_of_a_span_are_in_italics(self) -> None:
        sheet = opened(xlsx_brief(brief_of(made(), "")))["incidents"]
        year, search = sheet["B2"], sheet["B4"]
        assert [cell.value.date() for cell in (year, search)] == [date(2020, 1, 1), date(2020, 11, 23)]
        assert (year.font.italic, search.font.italic) == (True, False)
        assert year.number_format == "yyyy-mm-dd"

    def test_a_number_that_nobody_gave_is_empty(self) -> None:
        rows = {
            row["incident_id"]: row for row in records(opened(xlsx_brief(brief_of(made(), ""))), "incidents")
        }
        assert (rows["district"]["killed_best"], rows["district"]["at_least"]) == (2, "killed")
        assert rows["country"]["injured_best"] is None
        assert rows["district"]["killed_low"] == 2
        assert rows["nobody"]["killed_best"] == 0
        assert rows["district"]["longitude"] is None

    def test_a_sheet_can_be_filtered_and_keeps_its_header_in_sight(self, dataset: Dataset) -> None:
        book = opened(xlsx_brief(brief_of(dataset, "")))
        for table in TABLES:
            assert book[table].freeze_panes == "B2"
            assert book[table].auto_filter.ref.startswith("A1:")

    def test_addresses_are_links(self, dataset: Dataset) -> None:
        sheet = opened(xlsx_brief(brief_of(dataset, "from=2020-11-23&to=2020-11-23")))["sources"]
        cells = [row[2] for row in sheet.iter_rows(min_row=2)]
        assert all(
            str(cell.hyperlink.target).startswith(("http://", "https://")) for cell in cells if cell.hyperlink
        )
        assert all(cell.hyperlink for cell in cells)
        assert [cell.value for cell in cells] == list(
            dataset.sources.loc[dataset.sources["incident_id"] == "KAR-20201123-01", "url"]
        )


def test_a_readme_for_one_table_explains_only_that() -> None:
    brief = brief_of(made(), "outcome=killed")
    assert "affected_actor" not in readme_text(brief, "geojson")
    assert "injured_all" in readme_text(brief, "geojson")
    assert "apostrophe" in readme_text(brief, "csv")
    assert "apostrophe" not in readme_text(brief, "geojson")


def test_everything_is_the_filter_of_a_brief_without_one() -> None:
    assert brief_of(made(), "").summary.incident_filter == IncidentFilter()


def _as_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return float(value)
    return "" if value is None else value


def _numbers_as_numbers(row: dict[str, str]) -> dict[str, object]:
    names = [name for name in row if name.startswith(("count_", "killed_", "injured_"))]
    names += [name for name in row if name in ("date_prec", "where_prec", "longitude", "latitude")]
    return {name: float(row[name]) if row[name] else "" for name in names}
