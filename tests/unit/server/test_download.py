"""What is long is sent while it is being written: nothing is lost between parts, and faults are found before the first."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Final

import pytest
from flask.testing import FlaskClient
from flask_compress.flask_compress import _uncompress_data

from app import create_app
from components.server.download import SENT_WHOLE_BYTES, download
from data.exports.rows import ROWS_A_PART, to_csv, to_geojson
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset
from tests.benchmark.made_collection import made_collection

NUMBER: Final = 2 * ROWS_A_PART + 1
ADDRESSES: Final = {
    "/incidents.csv": "inline",
    "/incidents.geojson": "inline",
    "/brief.csv": "attachment",
    "/brief.geojson": "attachment",
}


@pytest.fixture(scope="module")
def many() -> Dataset:
    """More incidents than two parts hold."""
    return made_collection(NUMBER)


@pytest.fixture(scope="module")
def of_many(many: Dataset) -> FlaskClient:
    visitor: FlaskClient = create_app(many).server.test_client()
    return visitor


@pytest.mark.parametrize("address", ADDRESSES)
class TestLong:
    def test_it_comes_in_parts_without_its_length_and_says_what_it_is(
        self, of_many: FlaskClient, address: str
    ) -> None:
        answer = of_many.get(address)
        assert answer.status_code == 200
        assert "Content-Length" not in answer.headers
        name = f"made-{address.replace('/brief', 'brief').strip('/')}"
        assert answer.headers["Content-Disposition"] == f'{ADDRESSES[address]}; filename="{name}"'

    @pytest.mark.parametrize(
        ("requested", "given"), [("gzip, deflate", "gzip"), ("gzip, deflate, br, zstd", "zstd")]
    )
    def test_it_is_compressed_on_the_way(
        self, of_many: FlaskClient, many: Dataset, address: str, requested: str, given: str
    ) -> None:
        answer = of_many.get(address, headers={"Accept-Encoding": requested})
        assert answer.headers["Content-Encoding"] == given
        assert "Content-Length" not in answer.headers
        assert "Accept-Encoding" in answer.headers["Vary"]
        summary = summary_of(many, IncidentFilter())
        whole = to_csv(summary) if address.endswith("csv") else to_geojson(summary)
        assert _uncompress_data(answer.data, given).decode() == whole
        assert len(answer.data) < len(whole) / 3

    def test_a_wrong_filter_is_a_sentence(self, of_many: FlaskClient, address: str) -> None:
        answer = of_many.get(f"{address}?from=tomorrow")
        assert answer.status_code == 400
        assert answer.text.startswith("“tomorrow” is not a day for “from”")

    def test_who_asks_for_the_head_alone_gets_it(self, of_many: FlaskClient, address: str) -> None:
        answer = of_many.head(address)
        assert (answer.status_code, answer.data) == (200, b"")


def test_no_incident_is_lost_or_doubled_where_a_part_ends(of_many: FlaskClient, many: Dataset) -> None:
    ids = list(many.incidents["incident_id"])
    lines = csv.DictReader(io.StringIO(of_many.get("/incidents.csv").text, newline=""))
    assert [row["incident_id"] for row in lines] == ids
    assert [
        feature["id"] for feature in json.loads(of_many.get("/incidents.geojson").data)["features"]
    ] == ids


def test_a_zip_of_many_rows_can_be_read_back(of_many: FlaskClient, many: Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(of_many.get("/brief.csv.zip").data)) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [*texts] == ["README.txt", "incidents.csv", "casualties.csv", "sources.csv"]
    assert texts["incidents.csv"] == to_csv(summary_of(many, IncidentFilter()))
    for name in ("casualties", "sources"):
        assert texts[f"{name}.csv"].count("\r\n") == len(getattr(many, name)) + 1


def test_what_goes_wrong_with_the_first_part_is_raised_before_anything_is_sent() -> None:
    def parts() -> Iterator[bytes]:
        yield b"header"
        raise LookupError

    with pytest.raises(LookupError):
        download(parts(), "text/csv", "inline", "name.csv")


def test_what_is_short_has_its_length() -> None:
    whole = download(iter([b"a", b"b"]), "text/csv", "inline", "name.csv")
    assert (whole.is_streamed, whole.content_length, whole.data) == (False, 2, b"ab")
    taken: list[int] = []

    def parts() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield b"x" * (SENT_WHOLE_BYTES + 1)

    long = download(parts(), "text/csv", "inline", "name.csv")
    assert (long.is_streamed, taken) == (True, [0])
    assert len(long.data) == 3 * (SENT_WHOLE_BYTES + 1)
