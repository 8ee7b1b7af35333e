"""Which answers are compressed, for whom, and that what a browser already has is not sent again."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from flask_compress.flask_compress import _uncompress_data
from werkzeug.test import TestResponse

from app import create_app
from components.server.compression import SMALLEST_BYTES
from tests.benchmark.made_collection import made_collection

GZIP: Final = {"Accept-Encoding": "gzip, deflate"}
FOLLOWED: Final = ("filter", "filter-deferred", "timeline-requested")
"""Stores by which the page asks when the filter changes."""
LARGEST_BYTES: Final = 60_000
"""Of an answer to a changed filter, compressed."""


@pytest.fixture(scope="module")
def of_many() -> FlaskClient:
    """A visitor of an atlas of 20 thousand made-up incidents."""
    visitor: FlaskClient = create_app(made_collection(20_000)).server.test_client()
    return visitor


def answer_to_a_changed_filter(
    visitor: FlaskClient, callback: dict[str, Any], **headers: str
) -> TestResponse:
    """What one callback of the page answers when the filter changes."""
    sizes = {
        "filter": {"outcome": ["killed"]},
        "filter-deferred": {"outcome": ["killed"]},
        "timeline-requested": {"filter": {"outcome": ["killed"]}, "step": "month"},
        "incident-map-ready": True,
        "colour-scheme": "light",
        "incident-table-sort": None,
    }
    whole = callback["output"]
    names = whole.strip(".").split("...") if whole.startswith("..") else [whole]
    outputs = [
        {"id": name.rpartition(".")[0], "property": name.rpartition(".")[2].partition("@")[0]}
        for name in names
    ]
    body = {
        "output": whole,
        "outputs": outputs if whole.startswith("..") else outputs[0],
        "inputs": [{**one, "value": sizes.get(one["id"])} for one in callback["inputs"]],
        "state": [{**one, "value": sizes.get(one["id"])} for one in callback["state"]],
        "changedPropIds": [f"{name}.data" for name in FOLLOWED],
    }
    return visitor.post(
        "/~en/_dash-update-component", data=json.dumps(body), content_type="application/json", headers=headers
    )


def without_chance(page: bytes) -> bytes:
    """A page without the mark that Dash makes up anew each time."""
    return re.sub(rb'"end_id":"[^"]+"', b"", page)


def callbacks_of(visitor: FlaskClient) -> list[dict[str, Any]]:
    """The callbacks requested of the server when the filter changes."""
    return [
        callback
        for callback in visitor.get("/_dash-dependencies").json or []
        if callback["clientside_function"] is None
        and any(one["id"] in FOLLOWED for one in callback["inputs"])
    ]


class TestAnswers:
    def test_every_view_of_a_large_collection_is_small_when_compressed(self, of_many: FlaskClient) -> None:
        callbacks = callbacks_of(of_many)
        assert len(callbacks) == 3
        compressed = 0
        for callback in callbacks:
            plain = answer_to_a_changed_filter(of_many, callback)
            answer = answer_to_a_changed_filter(of_many, callback, **GZIP)
            assert answer.status_code == plain.status_code
            assert len(answer.data) < LARGEST_BYTES, callback["output"]
            is_large = plain.status_code == 200 and len(plain.data) >= SMALLEST_BYTES
            assert answer.headers.get("Content-Encoding") == ("gzip" if is_large else None)
            if is_large:
                compressed += 1
                assert json.loads(gzip.decompress(answer.data)) == plain.json
                assert len(answer.data) < len(plain.data)
        assert compressed > 2

    @pytest.mark.parametrize(
        "address",
        [
            "/",
            "/embed",
            "/_dash-layout",
            "/incidents.csv",
            "/incidents.geojson",
            "/map/names.geojson",
            "/assets/atlas.css",
        ],
    )
    @pytest.mark.parametrize(("requested", "given"), [("gzip", "gzip"), ("gzip, deflate, br, zstd", "zstd")])
    def test_a_text_is_compressed_as_a_browser_takes_it(
        self, client: FlaskClient, address: str, requested: str, given: str
    ) -> None:
        plain = client.get(address, buffered=True)
        assert "Content-Encoding" not in plain.headers
        answer = client.get(address, headers={"Accept-Encoding": requested}, buffered=True)
        assert answer.headers["Content-Encoding"] == given
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.content_length == len(answer.data) < len(plain.data) / 2
        opened = _uncompress_data(answer.data, given)
        assert without_chance(opened) == without_chance(plain.data)
        assert answer.content_type == plain.content_type

    @pytest.mark.parametrize("requested", ["", "identity", "gzip;q=0, zstd;q=0", "compress"])
    def test_who_takes_nothing_compressed_gets_it_plain(self, client: FlaskClient, requested: str) -> None:
        answer = client.get("/incidents.csv", headers={"Accept-Encoding": requested})
        assert "Content-Encoding" not in answer.headers
        assert answer.text.startswith("incident_id,")
        assert answer.headers["Vary"] == "Accept-Encoding"

    @pytest.mark.parametrize(
        "address",
        ["/summary.json", "/healthz", "/assets/favicon.ico", "/brief.pdf", "/incidents.csv?from=tomorrow"],
    )
    def test_what_is_small_wrong_or_compressed_already_stays_as_it_is(
        self, client: FlaskClient, address: str
    ) -> None:
        assert "Content-Encoding" not in client.get(address, headers=GZIP, buffered=True).headers

    def test_who_asks_for_the_head_alone_gets_the_same_headers(self, client: FlaskClient) -> None:
        head, whole = client.head("/incidents.csv", headers=GZIP), client.get("/incidents.csv", headers=GZIP)
        assert head.data == b""
        for name in ("Content-Encoding", "Content-Length", "Content-Type", "Vary"):
            assert head.headers[name] == whole.headers[name]


class TestConditions:
    @pytest.mark.parametrize("address", ["/map/style.json", "/map/ground.geojson", "/assets/atlas.css"])
    @pytest.mark.parametrize("requested", ["", "gzip", "gzip, zstd"])
    def test_a_browser_that_has_it_is_not_sent_it_again(
        self, client: FlaskClient, address: str, requested: str
    ) -> None:
        headers = {"Accept-Encoding": requested}
        tag = client.get(address, headers=headers, buffered=True).headers["ETag"]
        again = client.get(address, headers={**headers, "If-None-Match": tag}, buffered=True)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        other = client.get(address, headers={**headers, "If-None-Match": '"another"'}, buffered=True)
        assert other.status_code == 200

    def test_a_part_of_a_file_is_sent_as_it_is(self, client: FlaskClient) -> None:
        whole = client.get("/assets/atlas.css", buffered=True).data
        part = client.get("/assets/atlas.css", headers={**GZIP, "Range": "bytes=10-1999"}, buffered=True)
        assert part.status_code == 206
        assert "Content-Encoding" not in part.headers
        assert part.data == whole[10:2000]


class TestFiles:
    def test_a_script_is_compressed_once(self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
        scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', client.get("/").text)
        for address in scripts:
            client.get(address, headers=GZIP)
        monkeypatch.setattr("flask_compress.flask_compress._compress_data", None)
        for address in scripts:
            answer = client.get(address, headers=GZIP)
            assert gzip.decompress(answer.data) == client.get(address).data
            assert "max-age=31536000" in answer.headers["Cache-Control"]

    def test_a_file_of_another_time_is_another_file(self, client: FlaskClient) -> None:
        first = client.get("/assets/atlas.css?m=1", headers=GZIP, buffered=True)
        assert client.get("/assets/atlas.css?m=2", headers=GZIP, buffered=True).data == first.data
