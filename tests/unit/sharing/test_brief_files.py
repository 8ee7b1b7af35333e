"""The files of a view, from the page's addresses and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import main
from components.sharing.brief_files import KINDS, kind_of
from components.sharing.file_endings import ENDINGS
from data.errors import AtlasError

VIEWS = {
    "everything": "",
    "founding": "from=2020-11-23&to=2020-11-23",
    "actor_in_district": "actor=ANAMA+deminers&district=AZ-AGM",
    "nothing": "from=1950-01-01&to=1950-01-02",
}
BEGINNINGS = {
    "pptx": b"PK",
    "docx": b"PK",
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "html": b"<!doctype html>",
    "xlsx": b"PK",
    "csv.zip": b"PK",
    "csv": b"incident_id,",
    "geojson": b'{"type": "FeatureCollection"',
    "parquet": b"PAR1",
    "gpkg": b"SQLite format 3",
}


@pytest.mark.parametrize("query", VIEWS.values(), ids=VIEWS.keys())
@pytest.mark.parametrize("ending", KINDS)
def test_every_kind_of_file_is_served_for_every_view(client: FlaskClient, ending: str, query: str) -> None:
    answer = client.get(f"/brief.{ending}?{query}")
    assert answer.status_code == 200
    assert answer.data.startswith(BEGINNINGS[ending])
    assert answer.headers["Content-Type"] == KINDS[ending].content_type
    assert f'filename="karabakh-brief.{ending}"' in answer.headers["Content-Disposition"]


def test_the_command_line_offers_the_endings_of_all_kinds() -> None:
    assert tuple(KINDS) == ENDINGS


def test_a_wrong_filter_gets_a_sentence(client: FlaskClient) -> None:
    answer = client.get("/brief.pdf?outcome=dead")
    assert (answer.status_code, answer.text) == (
        400,
        "“dead” is not a value of “outcome”; use one of: killed, injured.\n",
    )


def test_the_command_line_writes_the_same_file_as_the_page(client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "brief.CSV"
    options = ["brief", "--actor", "Russian peacekeepers", "--actor", "Journalists", "--out", str(file)]
    assert main(options) == 0
    assert file.read_bytes() == client.get("/brief.csv?actor=Russian+peacekeepers&actor=Journalists").data
    read_me = (tmp_path / "brief.CSV.README.txt").read_text(encoding="utf-8")
    assert "Russian peacekeepers" in read_me
    assert "killed_best" in read_me


def test_the_command_line_writes_the_row_of_hxl_tags_of_the_page(client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "brief.csv"
    assert main(["brief", "--outcome", "killed", "--hxl", "--out", str(file)]) == 0
    assert file.read_bytes() == client.get("/brief.csv?outcome=killed&hxl=1").data
    assert b"#event" in file.read_bytes()


def test_a_folder_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", "--out", str(tmp_path / "nowhere" / "brief.csv")]) == 1
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--out", "brief.doc"], "has no ending that the atlas can write"),
        (["--hxl", "--out", "brief.pdf"], "“--hxl” is for tables; use it with .xlsx, .csv.zip, .csv."),
        (["--outcome", "dead", "--out", "brief.csv"], "is not a value of “outcome”"),
        (["--from", "2022-01-01", "--to", "2021-01-01", "--out", "brief.csv"], "is after the last day"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_writes_nothing(
    options: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["brief", *options]) == 1
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_names_those_there_are() -> None:
    with pytest.raises(AtlasError, match=r"\.pptx, \.docx, \.pdf"):
        kind_of("brief.txt")
