"""ETags: an answer names its state, and whoever has that state is answered 304 without it."""

from __future__ import annotations

from typing import Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.server.edition_tag import EDITION
from tests.tables import dataset_of, incident, tables

ADDRESSES: Final = (
    "/incidents.csv",
    "/incidents.geojson",
    "/summary.json",
    "/brief.csv",
    "/compare.svg",
    "/openapi.json",
    "/ogc/collections/incidents/items",
)


@pytest.fixture(scope="module")
def page() -> FlaskClient:
    client: FlaskClient = create_app(dataset_of(tables())).server.test_client()
    return client


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_known_state_is_not_sent_again(page: FlaskClient, address: str, method: str) -> None:
    first = page.get(address)
    tag = first.headers["ETag"]
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert len(first.headers[EDITION]) == 64
    again = page.open(address, method=method, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers[EDITION] == first.headers[EDITION]
    assert page.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_state_is_that_of_the_filter_as_understood(page: FlaskClient) -> None:
    def tag(query: str) -> str:
        return page.get(f"/incidents.csv?{query}").headers["ETag"]

    assert tag("outcome=killed&device=uxo") == tag("device=uxo&outcome=killed&utm_source=x&zoom=5")
    assert len({tag(""), tag("outcome=killed"), tag("outcome=injured")}) == 3
    assert page.get("/incidents.geojson").headers["ETag"] != tag("")


def test_another_edition_is_another_state() -> None:
    tags = set()
    for summary in ("One text.", "Another text."):
        rows = tables(incidents=[incident(summary=summary)], casualties=[], sources=[])
        client = create_app(dataset_of(rows)).server.test_client()
        tags.add(client.get("/incidents.csv").headers["ETag"])
    assert len(tags) == 2


def test_what_is_refused_has_no_state(page: FlaskClient) -> None:
    answer = page.get("/incidents.csv?from=x", headers={"If-None-Match": "*"})
    assert (answer.status_code, "ETag" in answer.headers) == (400, False)


def test_a_compressed_answer_has_the_same_state() -> None:
    rows = tables(incidents=[incident(summary="word " * 500)], casualties=[], sources=[])
    client = create_app(dataset_of(rows)).server.test_client()
    answer = client.get("/incidents.csv", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    again = client.get(
        "/incidents.csv", headers={"If-None-Match": answer.headers["ETag"], "Accept-Encoding": "gzip"}
    )
    assert again.status_code == 304
