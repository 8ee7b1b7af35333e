"""An incident without a date is counted and shown, and lies within no dates that are asked for."""

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


@pytest.fixture
def mixed() -> Dataset:
    return dataset_of(
        rows(
            UNDATED,
            {"incident_id": "A-1"},
            {"incident_id": "A-3", "date_start": "2020-12-01", "date_end": "2020-12-01"},
        )
    )


@pytest.fixture
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
def test_matches_only_where_no_date_is_asked_for(
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


def test_every_address_answers(mixed: Dataset, alone: Dataset) -> None:
    for dataset in (mixed, alone):
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
        csv = client.get("/incidents.csv").get_data(as_text=True)
        assert "A-2,,,0," in csv
        assert (
            client.get("/summary.json?from=1900-01-01").get_json()["incidents"] == len(dataset.incidents) - 1
        )


def test_every_file_of_a_brief_is_made(mixed: Dataset, alone: Dataset) -> None:
    for dataset in (mixed, alone):
        client = create_app(dataset).server.test_client()
        for ending, kind in KINDS.items():
            answer = client.get(f"/brief.{ending}")
            assert (answer.status_code, answer.content_type) == (200, kind.content_type), ending
            assert answer.data, ending
        assert client.get("/brief.zip").status_code == 404


def test_every_page_and_file_of_a_view_tells_how_many_are_undated(mixed: Dataset, alone: Dataset) -> None:
    for dataset, words in ((mixed, "3 incidents, 1 of them undated"), (alone, "1 incident, undated")):
        client = create_app(dataset).server.test_client()
        assert words in client.get("/brief.html").text
        assert words in Document(io.BytesIO(client.get("/brief.docx").data)).element.xml
        assert words in client.get("/brief.svg").text
        (page,) = PdfReader(io.BytesIO(client.get("/brief.pdf").data)).pages
        assert words in " ".join(page.extract_text().split())
        slides = Presentation(io.BytesIO(client.get("/brief.pptx").data))
        assert words in slides.slides[0].notes_slide.notes_text_frame.text
        assert client.get("/summary.json").get_json()["undated"] == 1
        requested = client.get("/summary.json?from=1900-01-01").get_json()
        assert (requested["undated"], requested["incidents"]) == (0, len(dataset.incidents) - 1)


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
