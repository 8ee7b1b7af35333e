"""Requests that no page of ours sends: every answer is a sentence, and the log holds no traceback."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.tables import dataset_of, tables

SEED: Final = 17
TRIES: Final = 5
"""Mutations of each value that a callback reads."""
MOST_PATHS: Final = 40
"""Values mutated of one callback."""
REAL_STORE: Final = {
    "filter": {"outcome": ["killed"]},
    "search": "?outcome=killed",
    "origin": "http://localhost",
}
REAL: Final = {
    "search": "?outcome=killed&lon=46&lat=40",
    "filter": {"outcome": ["killed"], "q": "a"},
    "compared-sides": {"search": "", "a": {"outcome": ["killed"]}, "b": {"outcome": ["injured"]}},
    "comparison-sides-day": "2020-11-23",
    "timeline-requested": {"filter": {}, "step": "day"},
    "timeline-table-requested": {"filter": {}, "step": "month"},
    "incident-map-seen": {"west": 46, "south": 40, "east": 47, "north": 41, "zoom": 8, "room": [600, 400]},
    "incident-map-cell": {"level": 3, "point": 0},
    "share-shown": {"search": "?outcome=killed", "origin": "http://localhost", "map": [600, 400]},
}
"""What a page has once its reader has done something, by the id or the property."""
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
    "?q=\ud800",
    "http://\ud800",
    "0000-13-01",
    10**400,
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


def sent_by(page: FlaskClient, prefix: str) -> list[dict[str, Any]]:
    """What a page sends for each of its callbacks, with the values that it has when it opens."""
    values: dict[tuple[str, str], Any] = {}
    collect(page.get(f"{prefix}_dash-layout").get_json(), values)
    dependencies = page.get(f"{prefix}_dash-dependencies").get_json()
    return [request_of(one, values) for one in dependencies if one["clientside_function"] is None]


def collect(part: Any, values: dict[tuple[str, str], Any]) -> None:
    """Add each component's properties below a part of a layout."""
    if isinstance(part, list):
        for one in part:
            collect(one, values)
    elif isinstance(part, dict):
        properties = part.get("props")
        if isinstance(properties, dict) and "id" in properties:
            name = properties["id"]
            key = name if isinstance(name, str) else json.dumps(name, sort_keys=True, separators=(",", ":"))
            values |= {(key, prop): value for prop, value in properties.items() if prop != "children"}
        for one in part.values():
            collect(one, values)


def request_of(dependency: dict[str, Any], values: dict[tuple[str, str], Any]) -> dict[str, Any]:
    outputs = dependency["output"].strip(".").split("...")
    parts = [dict(zip(("id", "property"), output.rsplit(".", 1), strict=True)) for output in outputs]
    for part in parts:
        part["property"] = part["property"].partition("@")[0]
    return {
        "output": dependency["output"],
        "outputs": parts if dependency["output"].startswith("..") else parts[0],
        "inputs": [given(one, values) for one in dependency["inputs"]],
        "state": [given(one, values) for one in dependency["state"]],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in dependency["inputs"]][:1],
        "parsedChangedPropsIds": [],
    }


def given(one: dict[str, Any], values: dict[tuple[str, str], Any]) -> Any:
    """The value of an input or state, or the list of those that its pattern means."""
    name, prop = one["id"], one["property"]
    if name.startswith("{"):
        pattern = {key: value for key, value in json.loads(name).items() if not isinstance(value, list)}
        known = [
            (json.loads(key), value) for (key, of), value in values.items() if of == prop and key[0] == "{"
        ]
        return [
            {"id": key, "property": prop, "value": value}
            for key, value in known
            if pattern.items() <= key.items()
        ]
    value = REAL.get(name, REAL.get(prop, values.get((name, prop))))
    return {"id": name, "property": prop, "value": REAL_STORE if value is None and prop == "data" else value}


def value_paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values of a request's inputs and states are, and each part of them."""
    if "value" in path:
        yield path
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, one in inside:
        if path or key in ("inputs", "state"):
            yield from value_paths(one, (*path, key))


def with_value(body: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = deepcopy(body)
    part: Any = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = deepcopy(value)
    return changed


@pytest.mark.parametrize("prefix", ["/", "/embed/", "/compare/", "/embed/compare/"])
def test_no_mutated_callback_leaves_a_failure(
    page: FlaskClient, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same mutations each time
    for body in sent_by(page, prefix):
        # An answer of our pages is neither refused nor a failure: else nothing below would be tried.
        assert answered(page, prefix, body, caplog) in (200, 204), body["output"]
        changed = [f"{one['id']}.{one['property']}" for one in body["inputs"] if isinstance(one, dict)]
        for path in list(value_paths(body))[:MOST_PATHS]:
            for value in chance.sample(STRANGE, TRIES):
                mutated = with_value(body, path, value)
                mutated["changedPropIds"] = [chance.choice(changed)] if changed else []
                assert answered(page, prefix, mutated, caplog) in (200, 204), (body["output"], path, value)


@pytest.mark.parametrize("prefix", ["/", "/embed/", "/compare/", "/embed/compare/"])
def test_no_mutated_envelope_of_a_callback_leaves_a_failure(
    page: FlaskClient, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same mutations each time
    for body in sent_by(page, prefix):
        for key in body:
            value = chance.choice(STRANGE)
            assert answered(page, prefix, body | {key: value}, caplog) in (200, 204, 400, 404), (key, value)


def answered(page: FlaskClient, prefix: str, body: Any, caplog: pytest.LogCaptureFixture) -> int:
    """The status of what a callback answers, of which nothing may be in the log."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        answer = page.post(
            f"{prefix}_dash-update-component", data=json.dumps(body), content_type="application/json"
        )
    assert "Traceback" not in answer.text
    assert caplog.text == "", body
    return answer.status_code


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
