"""The commands that read files of other people: what they write, what they say, what they refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import app
from data.folders.tables.atlas_tables import read_folder
from tests.foreign_files import csv_file
from tests.tables import tables, write_folder

ROW: dict[str, Any] = {
    "Date": "2020-11-23",
    "Village": "Madagiz",
    "District": "Tartar",
    "Dead": "1",
    "Hurt people": "5",
    "Victim name": "N. N.",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "my table.csv"
    path.write_bytes(csv_file([ROW, ROW | {"Date": "31/02/2020"}]))
    return path


def test_an_import_writes_a_folder_that_the_atlas_opens(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    assert app.main(["import", str(table), "--out", str(out), "--title", "Our incidents"]) == 0
    dataset = read_folder(out)
    assert (dataset.title, dataset.name, len(dataset.incidents)) == ("Our incidents", "my-table", 1)
    assert dataset.incidents["adm1_iso"].tolist() == ["AZ-TAR"]
    report = (out / "report.csv").read_text(encoding="utf-8").splitlines()
    assert report[0] == '"file","sheet","row","result","incident_id","reason","found"'
    assert "refused" in report[2]
    assert "31/02/2020" in report[2]
    printed = capsys.readouterr()
    assert "2 rows: 1 read, 0 read with a remark, 1 refused." in printed.out
    assert "my table.csv: Victim name" in printed.out
    assert "N. N." not in "".join(path.read_text(encoding="utf-8") for path in out.iterdir()) + printed.out
    assert sorted(path.name for path in out.parent.iterdir()) == ["folder"]


def test_a_check_writes_nothing_but_the_columns_that_are_requested(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(tmp_path.iterdir())
    assert app.main(["check", str(table)]) == 0
    assert sorted(tmp_path.iterdir()) == before
    assert "killed: Dead" in capsys.readouterr().out
    columns = tmp_path / "columns.json"
    assert app.main(["check", str(table), "--columns-out", str(columns)]) == 0
    saved = json.loads(columns.read_text(encoding="utf-8"))
    assert saved["columns"]["date"] == "Date"

    saved["columns"]["injured"] = "Hurt people"
    columns.write_text(json.dumps(saved), encoding="utf-8")
    capsys.readouterr()
    assert app.main(["check", str(table), "--columns", str(columns)]) == 0
    assert "Injured: 10 in the input, 5 in the dataset." in capsys.readouterr().out


def test_a_country_places_rows_that_name_none(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_bytes(csv_file([{"date": "2020", "killed": "1"}]))
    assert app.main(["import", str(table), "--country", "Azerbaijan", "--out", str(tmp_path / "out")]) == 0
    assert read_folder(tmp_path / "out").incidents[["adm0", "where_prec"]].to_numpy().tolist() == [["AZ", 6]]


def test_a_folder_of_the_atlas_is_read_as_its_tables(tmp_path: Path) -> None:
    folder = tmp_path / "atlas"
    folder.mkdir()
    write_folder(folder, tables(), title="As it was")
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert app.main(["import", str(folder), "--out", str(tmp_path / "out")]) == 0
    dataset = read_folder(tmp_path / "out")
    assert (dataset.title, len(dataset.incidents)) == ("As it was", 2)
    assert dataset.casualties.equals(read_folder(folder).casualties)


def test_a_folder_that_holds_something_is_left_as_it_is(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = table.read_bytes()
    assert app.main(["import", str(table), "--out", str(tmp_path)]) == 1
    assert "is not empty; name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [table.name]
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"", [], "a.csv: The file is empty"),
        (b"x,y\nfoo,bar\n", [], "No column was found that gives a date"),
        (b"date\n2020\n", ["--columns", "missing.json"], "missing.json cannot be read"),
        (b"<OGRVRTDataSource/>", [], "This XML is “OGRVRTDataSource”, not KML"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_nothing_is_written(
    content: bytes,
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    out = tmp_path / "out"
    assert app.main(["import", str(tmp_path / "a.csv"), "--out", str(out), *arguments]) == 1
    errors_printed = capsys.readouterr().err
    assert errors_printed.startswith("Nothing was imported.\n")
    assert sentence in errors_printed
    assert not out.exists()
    assert app.main(["check", str(tmp_path / "nowhere.csv")]) == 1
    assert "nowhere.csv cannot be read" in capsys.readouterr().err


def test_a_file_for_which_the_memory_is_too_small_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("data.imports.commands.import_command.read_files", fail)
    (tmp_path / "a.csv").write_bytes(b"date\n2020\n")
    assert app.main(["check", str(tmp_path / "a.csv")]) == 1
    assert "more than 8,000 MB of memory" in capsys.readouterr().err


def test_whoever_stops_reading_ends_the_account_without_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"date,killed\n2020-01-02,1\n")
    command = [sys.executable, "-c", "import app, sys; sys.exit(app.main(sys.argv[1:]))"]
    with subprocess.Popen(
        [*command, "check", str(tmp_path / "a.csv")],
        cwd=Path(app.__file__).parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) == 1


# The alarm may ring while Hypothesis counts what the collector does, which swallows it; it rings again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_reading_ends_at_the_limit_of_time_that_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(b"date,killed\n" + b"2020-11-23,1\n" * 200_000)
    assert app.main(["check", str(tmp_path / "a.csv"), "--time-limit", "0.005"]) == 1
    assert "Reading took longer than 0.3 seconds" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--time-limit", "--memory-limit"])
@pytest.mark.parametrize("value", ["0", "-1", "much", "inf", "nan"])
def test_a_limit_that_is_none_is_refused(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["check", "a.csv", f"{option}={value}"])
    assert f"“{value}” is no limit" in capsys.readouterr().err


def test_a_table_that_unpacks_to_gigabytes_is_refused_before_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = pa.table(
        {
            "date": pa.array(["2020-05-03"] * 40_000),
            "notes": pa.DictionaryArray.from_arrays(np.zeros(40_000, np.int32), ["x" * 60_000]),
        }
    )
    pq.write_table(rows, tmp_path / "rows.parquet", compression="zstd")
    before = peak_kb()
    assert app.main(["check", str(tmp_path / "rows.parquet")]) == 1
    assert "Unpacked it has more than 2,000 MB" in capsys.readouterr().err
    assert peak_kb() - before < 400_000


def peak_kb() -> int:
    resource = pytest.importorskip("resource")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
