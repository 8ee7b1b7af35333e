"""Requests that no page of ours sends: every answer is a sentence, and the log holds no traceback."""

from __future__ import annotations

import json
import logging
import random
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.tables import dataset_of, tables

SEED: Final = 17
TRIES: Final = 4
"""Mutations of each callback."""
STRANGE: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    1e308,
    "",
    "x" * 5_000,
    "\ud800",
    "\x00",
    "[]",
    [],
    [[]],
    {},
    {"a": [1]},
    ["\x00", None],
    {"x": "\ufffe"},
)
ADDRESSES: Final = (
    "/oembed?url=http://[::1",
    "/oembed?url=http://localhost:99999999/",
    "/oembed?format=xml&url=http://localhost/?q=%0b",
    "/oembed?maxwidth=-1&url=%ff",
    "/summary.json?from=0000-00-00",
    "/summary.json?from=10000-01-01",
    "/summary.json?q=%ed%a0%80",
    "/summary.json?q=%ef%bf%be",
    "/incidents.csv?district=" + "x" * 3_000,
    "/brief.svg?q=%00",
    "/brief.nothing",
    "/embed?lon=nan&lat=inf&zoom=-0",
    "/%00",
    "/~xx.%2e%2e/",
    "/own-data/state?own=%00",
)


@pytest.fixture(scope="module")
def page() -> FlaskClient:
    client: FlaskClient = create_app(dataset_of(tables())).server.test_client()
    return client


def dependencies(page: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.get("/_dash-dependencies").text)
    return [one for one in found if one["clientside_function"] is None]


def request_of(dependency: dict[str, Any], value: Any) -> dict[str, Any]:
    """What a page sends for a callback, with one value for everything that it reads."""

    def given(one: dict[str, Any]) -> Any:
        identifier = json.loads(one["id"]) if one["id"].startswith("{") else one["id"]
        return {"id": identifier, "property": one["property"], "value": value}

    outputs = dependency["output"].strip(".").split("...")
    parts = [dict(zip(("id", "property"), output.rsplit(".", 1), strict=True)) for output in outputs]
    inputs = [given(one) for one in dependency["inputs"]]
    return {
        "output": dependency["output"],
        "outputs": parts if dependency["output"].startswith("..") else parts[0],
        "inputs": inputs,
        "state": [given(one) for one in dependency["state"]],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in dependency["inputs"]][:1],
        "parsedChangedPropsIds": [],
    }


def test_no_mutated_callback_leaves_a_traceback(page: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same mutations each time
    with caplog.at_level(logging.DEBUG):
        for dependency in dependencies(page):
            for value in chance.sample(STRANGE, TRIES):
                body = request_of(dependency, value)
                if chance.random() < 0.3:
                    body[chance.choice(sorted(body))] = chance.choice(STRANGE)
                answer = page.post(
                    "/_dash-update-component", data=json.dumps(body), content_type="application/json"
                )
                assert answer.status_code in (200, 204, 400, 404, 413), (dependency["output"], value)
                assert "Traceback" not in answer.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"1", b'{"output": 1}', b"\xff", b"[" * 100_000])
def test_a_callback_that_is_none_is_a_sentence(
    page: FlaskClient, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    answer = page.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_is_answered_with_a_failure(
    page: FlaskClient, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = page.get(address)
    assert answer.status_code < 500
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("origin", ["http://[::1", "null", "http://", "http://localhost:99999", "\xff"])
def test_a_malformed_origin_is_another_page(page: FlaskClient, origin: str) -> None:
    answer = page.post("/own-data/file", data=b"a", headers={"Origin": origin})
    assert answer.status_code == 403
