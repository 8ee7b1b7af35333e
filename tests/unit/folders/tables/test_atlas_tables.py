"""A folder of tables is read as a whole, or refused with every fault named."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.errors import DatasetError, RowProblem
from data.folders.tables.atlas_tables import read_folder
from data.guard import guarded
from data.tables.dataset import Dataset
from data.tables.schema import TABLES, Table
from tests.tables import casualty, dataset_of, incident, no_rows, official_total, source, tables, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path, tables())


def problems_of(folder: Path) -> tuple[RowProblem, ...]:
    with pytest.raises(DatasetError) as refused:
        read_folder(folder)
    return refused.value.problems


def the_problem_of(folder: Path) -> RowProblem:
    problem, *others = problems_of(folder)
    assert not others
    return problem


def change(path: Path, edit: Callable[[str], str]) -> None:
    path.write_bytes(edit(path.read_bytes().decode()).encode())


def ids(dataset: Dataset) -> list[str]:
    return list(dataset.incidents["incident_id"])


class TestReading:
    """What a good folder gives."""

    def test_the_tables_and_the_description_are_read(self, folder: Path) -> None:
        dataset = read_folder(folder)
        assert ids(dataset) == ["A-1", "A-2"]
        assert (len(dataset.casualties), len(dataset.sources), len(dataset.places)) == (2, 2, 2)
        assert list(dataset.official_totals["as_of"]) == ["2020-12-22", "2021"]
        assert (dataset.name, dataset.as_of) == ("made-in-code", date(2026, 11, 22))
        assert dataset.columns_not_read == ()

    def test_the_optional_tables_may_be_missing(self, folder: Path) -> None:
        for table in TABLES:
            if table.is_optional:
                (folder / table.file).unlink()
        dataset = read_folder(folder)
        assert dataset.places.empty
        assert dataset.official_totals.empty
        assert ids(dataset) == ["A-1", "A-2"]
        assert dataset.search_index.has_word("suqovusan")[0]

    def test_a_header_alone_is_a_dataset_of_no_incidents(self, tmp_path: Path) -> None:
        dataset = read_folder(write_folder(tmp_path, no_rows()))
        assert dataset.incidents.empty
        assert dataset.incidents.crs == "EPSG:4326"
        assert str(dataset.incidents["date_start"].dtype).startswith("datetime64")

    @pytest.mark.parametrize(
        "edit",
        [
            pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
            pytest.param(lambda text: text.replace("\r\n", "\n"), id="LF"),
            pytest.param(lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"), id="CRLF"),
            pytest.param(lambda text: text.replace("\r\n", "\r"), id="CR"),
            pytest.param(lambda text: text.rstrip("\r\n"), id="no end of the last line"),
            pytest.param(lambda text: text.replace("\r\n", "\r\n\r\n"), id="empty lines"),
        ],
    )
    def test_files_of_every_system_are_read_alike(self, folder: Path, edit: Callable[[str], str]) -> None:
        before = read_folder(folder)
        for table in TABLES:
            change(folder / table.file, edit)
        after = read_folder(folder)
        for name in ("incidents", "casualties", "sources", "places", "official_totals"):
            assert getattr(before, name).equals(getattr(after, name))

    def test_a_description_with_a_byte_order_mark_is_read(self, folder: Path) -> None:
        change(folder / "dataset.json", lambda text: "\ufeff" + text)
        assert read_folder(folder).name == "made-in-code"

    def test_what_is_left_out_is_read_where_the_description_says_it(self, folder: Path) -> None:
        assert read_folder(folder).limits == ()
        described = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
        described["limits"] = ["Combat is\nleft out.", "  So are finds. "]
        (folder / "dataset.json").write_text(json.dumps(described), encoding="utf-8")
        assert read_folder(folder).limits == ("Combat is left out.", "So are finds.")

    def test_the_language_of_texts_may_be_named(self, folder: Path) -> None:
        described = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
        assert read_folder(folder).language == ""
        (folder / "dataset.json").write_text(json.dumps(described | {"language": "pt-BR"}), encoding="utf-8")
        assert read_folder(folder).language == "pt-BR"

    def test_a_surplus_column_is_reported_and_not_read(self, folder: Path) -> None:
        change(
            folder / "casualties.csv",
            lambda text: text.replace("\r\n", ",Somebody\r\n").replace("Somebody", "name", 1),
        )
        dataset = read_folder(folder)
        assert dataset.columns_not_read == ("casualties.csv: name",)
        assert "Somebody" not in dataset.casualties.to_csv()

    def test_columns_may_stand_in_any_order(self, folder: Path) -> None:
        before = read_folder(folder)

        def turned(text: str) -> str:
            written = io.StringIO()
            csv.writer(written).writerows(row[::-1] for row in csv.reader(io.StringIO(text)))
            return written.getvalue()

        change(folder / "incidents.csv", turned)
        assert read_folder(folder).incidents.equals(before.incidents)

    def test_a_file_that_is_not_a_table_of_the_schema_is_left_alone(self, folder: Path) -> None:
        (folder / "notes.csv").write_bytes(b"\xff\xfe")
        assert ids(read_folder(folder)) == ["A-1", "A-2"]

    def test_the_apostrophe_that_our_own_csv_puts_before_a_text_is_taken_away(self) -> None:
        for text in ("=1+1", "-5 °C", "@home", "+1", "'=quoted"):
            assert dataset_of(
                tables(incidents=[incident(summary=guarded(text))], casualties=[], sources=[])
            ).incidents["summary"].tolist() == [text]

    def test_an_apostrophe_of_the_text_itself_stays(self) -> None:
        with_quotes = incident(summary="'s words", notes="''")
        read = dataset_of(tables(incidents=[with_quotes], casualties=[], sources=[])).incidents.iloc[0]
        assert (read["summary"], read["notes"]) == ("'s words", "''")

    def test_a_cell_may_hold_line_ends(self) -> None:
        with_quotes = incident(summary="One.\nTwo.")
        assert (
            dataset_of(tables(incidents=[with_quotes], casualties=[], sources=[])).incidents["summary"][0]
            == "One.\nTwo."
        )


class TestHash:
    """What a link says about the data that it was made for."""

    def test_equal_tables_have_an_equal_hash(self) -> None:
        assert dataset_of(tables()).sha256 == dataset_of(tables()).sha256

    def test_a_change_of_one_letter_changes_it(self) -> None:
        with_quotes, retold = (tables(official_totals=[official_total(qualifier=letter)]) for letter in "ab")
        assert dataset_of(with_quotes).sha256 != dataset_of(retold).sha256

    @pytest.mark.parametrize(
        "change",
        [
            {"incidents": [incident(notes="x"), incident(incident_id="A-2")]},
            {"casualties": [casualty(count_high="2")]},
            {"sources": [source()]},
            {"places": []},
            {"official_totals": []},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_a_change_of_any_table_changes_it(self, change: dict[str, list[dict[str, str]]]) -> None:
        assert dataset_of(tables(**change)).sha256 != dataset_of(tables()).sha256


class TestRefusals:
    """What a faulty folder is told."""

    def test_a_row_is_named_as_a_spreadsheet_counts_it(self, folder: Path) -> None:
        rows = tables()["incidents"]
        rows[0]["summary"] = "Two\nlines"
        rows[1]["date_start"] = "soon"
        write_folder(folder, {"incidents": rows})
        assert (the_problem_of(folder).row, the_problem_of(folder).column) == (3, "date_start")

    def test_empty_lines_count_as_rows(self, folder: Path) -> None:
        change(
            folder / "casualties.csv",
            lambda text: text.replace("\r\n", "\r\n\r\n").replace(",killed,", ",lost,"),
        )
        assert (the_problem_of(folder).row, the_problem_of(folder).value) == (5, "lost")

    @pytest.mark.parametrize(
        "table", [table for table in TABLES if not table.is_optional], ids=lambda table: table.name
    )
    def test_a_missing_file_is_named(self, folder: Path, table: Table) -> None:
        (folder / table.file).unlink()
        problem = the_problem_of(folder)
        assert (problem.file, problem.row) == (table.file, None)
        assert "missing" in problem.remedy

    @pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
    def test_an_empty_file_is_refused(self, folder: Path, content: bytes) -> None:
        (folder / "incidents.csv").write_bytes(content)
        problem = the_problem_of(folder)
        assert problem.file == "incidents.csv"
        assert "header" in problem.remedy

    def test_a_column_that_stands_twice_is_refused(self, folder: Path) -> None:
        change(folder / "sources.csv", lambda text: text.replace("publisher,", "url,", 1))
        problem = the_problem_of(folder)
        assert (problem.file, problem.row, problem.column) == ("sources.csv", 1, "url")
        assert "twice" in problem.remedy

    @pytest.mark.parametrize(
        "edit", [("A-2,", "A-2,,"), ("A-2,", "")], ids=["one cell more", "one cell less"]
    )
    def test_a_row_of_another_length_is_refused(self, folder: Path, edit: tuple[str, str]) -> None:
        change(folder / "casualties.csv", lambda text: text.replace(*edit))
        problem = the_problem_of(folder)
        assert (problem.file, problem.row) == ("casualties.csv", 3)
        assert "10 cells" in problem.remedy

    def test_a_missing_column_is_refused(self, folder: Path) -> None:
        change(folder / "incidents.csv", lambda text: text.replace("where_prec", "where", 1))
        assert (the_problem_of(folder).row, the_problem_of(folder).column) == (1, "where_prec")

    def test_a_file_in_another_encoding_is_refused_with_the_line(self, folder: Path) -> None:
        path = folder / "incidents.csv"
        path.write_bytes(path.read_bytes().replace("Suqovuşan".encode(), "Suqovuşan".encode("iso8859-9"), 1))
        problem = the_problem_of(folder)
        assert problem.file == "incidents.csv"
        assert "Line 2 is not UTF-8" in problem.remedy

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
    def test_utf_16_is_refused(self, folder: Path, encoding: str) -> None:
        path = folder / "incidents.csv"
        path.write_bytes(path.read_bytes().decode().encode(encoding))
        assert {problem.file for problem in problems_of(folder)} == {"incidents.csv"}

    @pytest.mark.parametrize("content", ['a,b\r\n"x', 'a,b\r\n"x"y,z\r\n'])
    def test_quotation_marks_out_of_place_are_refused(self, folder: Path, content: str) -> None:
        (folder / "places.csv").write_text(content)
        assert "comma-separated" in the_problem_of(folder).remedy

    @pytest.mark.parametrize(
        ("content", "column", "hint"),
        [
            (None, None, "missing"),
            (b"{", None, "JSON"),
            (b'"\xff"', None, "JSON in UTF-8"),
            (b"[]", "name", "text"),
            (b'{"name": 1}', "name", "text"),
        ],
    )
    def test_a_description_that_cannot_be_used_is_refused(
        self, folder: Path, content: bytes | None, column: str | None, hint: str
    ) -> None:
        (folder / "dataset.json").unlink()
        if content is not None:
            (folder / "dataset.json").write_bytes(content)
        problem = problems_of(folder)[0]
        assert (problem.file, problem.column) == ("dataset.json", column)
        assert hint in problem.remedy

    @pytest.mark.parametrize("language", ["English", "en us", 5, None, ["en"]])
    def test_the_language_of_texts_is_a_code(self, folder: Path, language: object) -> None:
        described = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
        (folder / "dataset.json").write_text(json.dumps(described | {"language": language}), encoding="utf-8")
        (problem,) = problems_of(folder)
        assert (problem.file, problem.column) == ("dataset.json", "language")

    @pytest.mark.parametrize("limits", ["One text.", [""], [1], ["x" * 1_001], ["x"] * 51, {"a": "b"}])
    def test_what_is_left_out_is_a_list_of_sentences(self, folder: Path, limits: object) -> None:
        described = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
        (folder / "dataset.json").write_text(json.dumps(described | {"limits": limits}), encoding="utf-8")
        problem = the_problem_of(folder)
        assert (problem.file, problem.column) == ("dataset.json", "limits")
        assert "sentences" in problem.remedy

    @pytest.mark.parametrize("as_of", ["", "yesterday", "2026-02-30", "20261122", "2026-W47-7"])
    def test_the_day_of_the_last_check_is_a_day(self, tmp_path: Path, as_of: str) -> None:
        problem = the_problem_of(write_folder(tmp_path, tables(), as_of=as_of))
        assert (problem.file, problem.column, problem.value) == ("dataset.json", "as_of", as_of)
        assert "YYYY-MM-DD" in problem.remedy

    def test_what_is_not_a_folder_is_refused_by_name(self, tmp_path: Path) -> None:
        assert the_problem_of(tmp_path / "nowhere").file == str(tmp_path / "nowhere")
        assert "folder" in the_problem_of(tmp_path / "nowhere").remedy

    def test_every_fault_of_every_table_is_named_at_once(self, folder: Path) -> None:
        change(folder / "incidents.csv", lambda text: text.replace("2021-01-05", "soon"))
        change(folder / "casualties.csv", lambda text: text.replace(",killed,", ",lost,"))
        found = {(problem.file, problem.column) for problem in problems_of(folder)}
        assert found == {
            ("incidents.csv", "date_start"),
            ("incidents.csv", "date_end"),
            ("casualties.csv", "outcome"),
        }
