"""An incident without a date is counted and shown, and lies within no dates that are requested."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any, Final

import pytest
from docx import Document
from flask.testing import FlaskClient
from pptx import Presentation
from pypdf import PdfReader

from app import create_app
from components.incidents.card import title
from components.panels.timeline import caption, first_step, rows_of
from components.sharing.brief_files import KINDS
from data.errors import DatasetError
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.change import change_of
from data.filters.over_time.timeline import timeline, undated
from data.imports.import_tables import read_upload
from data.tables.dataset import Dataset
from data.wording.paragraphs.evidence import evidence_of
from data.wording.paragraphs.findings import findings_of
from data.wording.phrases import happened
from tests.tables import casualty, dataset_of, incident, source, summary, tables

UNDATED: Final = {"incident_id": "A-2", "date_start": "", "date_end": "", "date_prec": "0"}


def rows(*incidents: dict[str, str]) -> Any:
    given = [incident(**cells) for cells in incidents]
    ids = [one["incident_id"] for one in given]
    return tables(
        incidents=given,
        casualties=[casualty(incident_id=identifier) for identifier in ids],
        sources=[source(incident_id=identifier) for identifier in ids],
    )


@pytest.fixture(scope="module")
def mixed() -> Dataset:
    return dataset_of(
        rows(
            UNDATED,
            {"incident_id": "A-1"},
            {"incident_id": "A-3", "date_start": "2020-12-01", "date_end": "2020-12-01"},
        )
    )


@pytest.fixture(scope="module")
def alone() -> Dataset:
    return dataset_of(rows(UNDATED))


def test_dated_incidents_stand_first(mixed: Dataset) -> None:
    assert list(mixed.incidents["incident_id"]) == ["A-1", "A-3", "A-2"]
    assert (mixed.first_day, mixed.last_day) == (date(2020, 11, 23), date(2020, 12, 1))


@pytest.mark.parametrize(
    ("requested", "ids"),
    [
        ({}, ["A-1", "A-3", "A-2"]),
        ({"date_from": date(1900, 1, 1)}, ["A-1", "A-3"]),
        ({"date_to": date(2100, 1, 1)}, ["A-1", "A-3"]),
        ({"date_from": date(2020, 11, 24), "date_to": date(2020, 12, 31)}, ["A-3"]),
    ],
)
def test_matches_only_where_no_date_is_requested(
    mixed: Dataset, requested: dict[str, date], ids: list[str]
) -> None:
    found = summary(mixed, **requested)
    assert list(mixed.incidents["incident_id"].iloc[found.rows]) == ids
    assert found.incidents == len(ids)
    assert undated(found) == (0 if requested else 1)
    assert timeline(found, "year")["incidents"].sum() == len(ids) - undated(found)


def test_the_timeline_says_how_many_are_in_no_bar(mixed: Dataset, alone: Dataset) -> None:
    everything = summary(mixed)
    assert "1 undated" in caption(everything, rows_of(everything, "day"), "day")
    assert mixed.starts == (date(2020, 11, 23), date(2020, 12, 1))
    assert timeline(summary(alone), "month").empty
    assert alone.starts is None
    assert change_of(alone, IncidentFilter()) is None
    assert first_step(alone) == "year"


def test_every_text_says_undated(mixed: Dataset, alone: Dataset) -> None:
    record = alone.incidents.iloc[0]
    assert happened(record) == "undated"
    assert "undated" in str(title(alone, record))
    of_alone, of_mixed = (str(findings_of(one, evidence_of(one))) for one in (summary(alone), summary(mixed)))
    assert "Undated" in of_alone or "no date" in of_alone
    assert "no date" in of_mixed


def test_every_address_and_file_answers_and_tells_how_many_are_undated(
    mixed: Dataset, alone: Dataset
) -> None:
    for dataset, words in ((mixed, "3 incidents, 1 of them undated"), (alone, "1 incident, undated")):
        client: FlaskClient = create_app(dataset).server.test_client()
        for address in (
            "/",
            "/embed",
            "/compare",
            "/incidents.csv",
            "/incidents.geojson",
            "/summary.json",
            "/incidents/page.json?start=0&end=50",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert b"NaT" not in answer.data, address
        assert "A-2,,,0," in client.get("/incidents.csv").text
        assert client.get("/summary.json").get_json()["undated"] == 1
        requested = client.get("/summary.json?from=1900-01-01").get_json()
        assert (requested["undated"], requested["incidents"]) == (0, len(dataset.incidents) - 1)
        assert client.get("/brief.zip").status_code == 404
        check_files({ending: file_of(client, ending) for ending in KINDS}, words)


def file_of(client: FlaskClient, ending: str) -> bytes:
    answer = client.get(f"/brief.{ending}")
    assert (answer.status_code, answer.content_type) == (200, KINDS[ending].content_type), ending
    assert answer.data, ending
    content: bytes = answer.data
    return content


def check_files(files: dict[str, bytes], words: str) -> None:
    """Every file that is read as a page has the words."""
    assert words in files["html"].decode()
    assert words in Document(io.BytesIO(files["docx"])).element.xml
    assert words in files["svg"].decode()
    (page,) = PdfReader(io.BytesIO(files["pdf"])).pages
    assert words in " ".join(page.extract_text().split())
    slides = Presentation(io.BytesIO(files["pptx"]))
    assert words in slides.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"date_prec": "0"}, "exactly when both days are empty"),
        ({"date_start": "", "date_end": ""}, "A value is required here"),
        ({"date_start": "", "date_prec": "0"}, "exactly when both days are empty"),
    ],
)
def test_a_table_says_undated_with_both_days_and_the_grade(cells: dict[str, str], sentence: str) -> None:
    with pytest.raises(DatasetError) as raised:
        dataset_of(rows(cells))
    assert sentence in str(raised.value)


def test_a_table_without_days_is_read_as_undated_and_each_row_says_so() -> None:
    content = b"ID,Latitude,Longitude,Killed\n1,44.123,18.234,1\n2,44.345,18.456,0\n"
    found = read_upload("points.csv", content)
    assert list(found.dataset.incidents["date_prec"]) == [0, 0]
    assert found.dataset.incidents["date_start"].isna().all()
    assert any("undated" in reason for reason in found.account.remarks_by_reason)
    again = read_upload("incidents.zip", _zipped(found.files))
    assert list(again.dataset.incidents["date_prec"]) == [0, 0]


def _zipped(files: Any) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()
