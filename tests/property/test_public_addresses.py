"""Any request to any address is answered below 500, and leaves no traceback and no line of a failure in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from werkzeug.routing import Rule

from app import create_app
from components.address import View
from components.application.cluster_atlas import create_cluster_app
from data.cluster.clustered import Clustered
from data.cluster.partitions import write_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.filters.filter_keys import KEYS
from data.tables.layers.districts import BUNDLED
from tests.examples import costly
from tests.tables import dataset_of, tables

NOT_ON_A_CLUSTER: Final = 501
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
OTHER_KEYS: Final = (
    "own",
    "lang",
    "data",
    "url",
    "format",
    "maxwidth",
    "a",
    "b",
    "name",
    "f",
    "bbox",
    "limit",
    "filter",
)
HEADERS: Final = (
    "Origin",
    "Accept",
    "Range",
    "If-None-Match",
    "Sec-Fetch-Site",
    "Accept-Encoding",
    "Content-Type",
)
VALUES: Final = st.one_of(
    st.sampled_from(
        (
            "killed",
            "2020-11-23",
            "9999-12-31",
            "-1",
            "0",
            "1e999",
            "nan",
            "[]",
            "{",
            "http://[::1",
            "*",
            "''",
            "<>",
        )
    ),
    st.text(max_size=30),
)


@pytest.fixture(scope="module", params=["in one process", "on a cluster"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    if request.param == "in one process":
        yield create_app(dataset_of(tables())).server.test_client()
        return
    out = tmp_path_factory.mktemp("cluster") / "parts"
    partitions = write_partitions(BUNDLED, out, 100)
    yield create_cluster_app(Clustered(out, PartsInMemory(out, partitions))).server.test_client()
    release_all_but(str(out), [])


def addresses(page: FlaskClient) -> list[str]:
    """The form of each address of the application."""
    return sorted({rule.rule for rule in page.application.url_map.iter_rules() if is_ours(rule)})


def is_ours(rule: Rule) -> bool:
    """Whether it is not one of Dash's many files of a package."""
    return "_dash-component-suites" not in rule.rule


@st.composite
def queries(draw: st.DrawFn) -> list[tuple[str, str]]:
    keys = st.one_of(st.sampled_from((*KEYS, *View.__dataclass_fields__, *OTHER_KEYS)), st.text(max_size=8))
    return draw(st.lists(st.tuples(keys, VALUES), max_size=5))


def filled(address: str, parts: list[str]) -> str:
    """The address with a text in the place of each of its variables."""
    while "<" in address:
        before, _, rest = address.partition("<")
        address = f"{before}{parts.pop()}{rest.partition('>')[2]}"
    return address


def headers() -> st.SearchStrategy[dict[str, str]]:
    plain = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)
    return st.dictionaries(st.sampled_from(HEADERS), plain, max_size=3)


@costly(
    150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    number=st.integers(0, 10_000),
    parts=st.lists(
        st.one_of(
            st.sampled_from(("0", "1", "5", "-1", "18", "9" * 30, "day", "year", "%00", "1e3", "١")),
            st.text(
                st.characters(exclude_characters="?#", exclude_categories=["Cs"]), min_size=1, max_size=20
            ),
        ),
        min_size=6,
        max_size=6,
    ),
    prefix=st.sampled_from(("", "", "/~ru", "/~en.x", "/~en." + "x" * 43)),
    method=st.sampled_from(METHODS),
    query=queries(),
    body=st.one_of(
        st.just(b""), st.binary(max_size=200), st.sampled_from((b"{}", b"[]", b'{"output": "a.b"}'))
    ),
    given_headers=headers(),
)
def test_every_address_answers_every_request(
    page: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    number: int,
    parts: list[str],
    prefix: str,
    method: str,
    query: list[tuple[str, str]],
    body: bytes,
    given_headers: dict[str, str],
) -> None:
    known = addresses(page)
    address = prefix + filled(known[number % len(known)], parts)
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        answer = page.open(address, method=method, query_string=query, data=body, headers=given_headers)
        text = answer.get_data()
        answer.close()
    assert answer.status_code < 500 or answer.status_code == NOT_ON_A_CLUSTER, (method, address, query)
    assert b"Traceback" not in text
    assert "Traceback" not in caplog.text
    assert "failed" not in caplog.text
