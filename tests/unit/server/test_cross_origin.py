"""CORS: other sites' pages read the data where the host says so, and nothing else ever."""

from __future__ import annotations

from functools import cache

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.tables import dataset_of, tables

SITE = "https://news.example.org"
ALLOWED = "Access-Control-Allow-Origin"


@cache
def page(*origins: str) -> FlaskClient:
    client: FlaskClient = create_app(dataset_of(tables()), cors_origins=origins).server.test_client()
    return client


def test_nothing_is_allowed_unless_the_host_says_so() -> None:
    answer = page().get("/summary.json", headers={"Origin": SITE})
    assert ALLOWED not in answer.headers
    assert "Origin" not in answer.headers.get("Vary", "")


def test_a_named_origin_may_read_the_data_and_another_may_not() -> None:
    client = page(SITE)
    answer = client.get("/summary.json", headers={"Origin": SITE})
    assert answer.headers[ALLOWED] == SITE
    assert set(answer.vary.as_set()) == {"accept-encoding", "origin"}
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    again = client.get("/summary.json", headers={"Origin": SITE, "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers[ALLOWED]) == (304, SITE)
    for other in ("https://news.example.org.evil.example", "null", "http://news.example.org", ""):
        refused = client.get("/summary.json", headers={"Origin": other})
        assert ALLOWED not in refused.headers
        assert "Origin" in refused.headers["Vary"]


def test_a_refusal_can_be_read_too() -> None:
    answer = page(SITE).get("/incidents.csv?from=x", headers={"Origin": SITE})
    assert (answer.status_code, answer.headers[ALLOWED]) == (400, SITE)


@pytest.mark.parametrize(
    "address", ["/", "/embed", "/_dash-layout", "/own-data/state", "/incidents/page.json"]
)
def test_no_page_and_nothing_of_a_visitor_is_opened(address: str) -> None:
    assert ALLOWED not in page("*").get(address, headers={"Origin": SITE}).headers


def test_a_visitors_own_data_are_never_opened() -> None:
    client = page("*")
    assert client.get("/summary.json", headers={"Origin": SITE}).headers[ALLOWED] == "*"
    assert ALLOWED not in client.get("/summary.json?own=abc", headers={"Origin": SITE}).headers


def test_a_browser_that_asks_before_is_answered() -> None:
    headers = {
        "Origin": SITE,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    answer = page(SITE).options("/incidents.geojson", headers=headers)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    other = page(SITE).options("/incidents.geojson", headers=headers | {"Origin": "https://other.example"})
    assert ALLOWED not in other.headers
