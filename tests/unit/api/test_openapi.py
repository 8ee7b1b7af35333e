"""The OpenAPI document: valid, of every public address, and made from the tables of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from app import create_app
from components.address import View
from components.api.operations import ADDRESS, VERSION
from components.api.paper import api_page
from components.api.parameters import MEANINGS, answerable, filter_parameters
from data.filters.filter_keys import KEYS, TERMS
from data.tables.dataset import Dataset
from tests.described_answers import undescribed
from tests.tables import COLUMNS, dataset_of, incident, no_rows, tables

OF_THE_PAGE: Final = (
    "/headline.json",
    "/incidents/list.json",
    "/incidents/page.json",
    "/selection.json",
    "/map/",
    "/assets/",
    "/static/",
)
"""What only the atlas's own page asks for, and may change with it."""


@pytest.fixture(scope="module")
def page() -> FlaskClient:
    client: FlaskClient = create_app(dataset_of(tables())).server.test_client()
    return client


@pytest.fixture(scope="module")
def document(page: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = page.get(ADDRESS).get_json()
    return found


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == VERSION
    assert document["servers"] == [{"url": "http://localhost"}]
    identifiers = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(identifiers) == len(set(identifiers))


def test_every_schema_is_a_schema_and_every_reference_leads_to_one(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    text = json.dumps(document)
    for name in re.findall(r'"#/components/schemas/([^"]+)"', text):
        assert name in document["components"]["schemas"]
    for parameter in all_parameters(document):
        Draft202012Validator.check_schema(parameter["schema"])


def all_parameters(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        parameter
        for methods in document["paths"].values()
        for one in methods.values()
        for parameter in one["parameters"]
    ]


def test_it_has_every_public_address_and_no_other(page: FlaskClient, document: dict[str, Any]) -> None:
    served = {
        (re.sub(r"<[^>]*>", "{}", rule.rule).rstrip("/") or "/", method.lower())
        for rule in page.application.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "DELETE"}
        if "/_" not in rule.rule and "/assets/" not in rule.rule and not rule.rule.endswith("<path:path>")
        if not rule.rule.startswith(OF_THE_PAGE)
    }
    described = {
        (re.sub(r"\{[^}]*\}", "{}", path), method)
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert described == served


def test_every_key_has_a_meaning_and_its_values() -> None:
    assert set(MEANINGS) >= {*KEYS, *View.__dataclass_fields__}


def test_the_values_of_a_key_are_those_of_the_code(document: dict[str, Any]) -> None:
    parameters = {one["name"]: one for one in document["paths"]["/summary.json"]["get"]["parameters"]}
    for key, terms in TERMS.items():
        assert parameters[key]["schema"]["items"]["enum"] == [term.value for term in terms]
    assert parameters["precision"]["schema"]["items"]["enum"] == [1, 2, 3, 4, 5, 6, 7]


def test_it_has_only_the_keys_that_can_be_requested_of_the_data(
    page: FlaskClient, document: dict[str, Any]
) -> None:
    parameters = {
        one["name"]: one["schema"] for one in document["paths"]["/summary.json"]["get"]["parameters"]
    }
    assert not parameters.keys() & {"column", "area"}
    assert page.get("/summary.json?column=team%3DAlpha").status_code == 400
    assert parameters["level"]["enum"] == ["1"]
    assert page.get("/summary.json?level=2").status_code == 400
    with patch.dict(COLUMNS, incidents=[*COLUMNS["incidents"], "team"]):
        teams = [incident(incident_id=f"T-{name}", team=name) for name in ("Alpha", "Beta")]
        with_teams = dataset_of(no_rows() | {"incidents": teams})
    keys = {key["name"]: key["schema"] for key in answerable(filter_parameters(), with_teams)}
    assert keys["column"]["items"] == {"enum": ["team=Alpha", "team=Beta"]}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/embed",
        "/compare",
        "/embed/compare",
        "/incidents.csv",
        "/incidents.csv?from=x",
        "/incidents.geojson",
        "/summary.json",
        "/summary.json?outcome=killed",
        "/summary.json?own=nobody",
        "/oembed?url=http://localhost/",
        "/oembed?format=xml&url=http://localhost/",
        "/oembed?url=x",
        "/healthz",
        ADDRESS,
        "/ogc",
        "/ogc/api",
        "/ogc/conformance",
        "/ogc/collections",
        "/ogc/collections/incidents",
        "/ogc/collections/incidents/queryables",
        "/ogc/collections/incidents/items",
        "/ogc/collections/incidents/items?limit=x",
        "/ogc/collections/incidents/items/nothing",
        "/ogc/tileMatrixSets",
        "/ogc/tileMatrixSets/WebMercatorQuad",
        "/ogc/tileMatrixSets/x",
        "/ogc/collections/incidents/tiles",
        "/ogc/collections/incidents/tiles/WebMercatorQuad",
        "/ogc/collections/incidents/tiles/WebMercatorQuad/tilejson",
        "/ogc/collections/incidents/tiles/WebMercatorQuad/0/0/0",
        "/ogc/collections/incidents/tiles/WebMercatorQuad/0/0/9",
        "/own-data/state?own=nobody",
        "/compare.svg",
    ],
)
def test_each_answer_is_described(page: FlaskClient, document: dict[str, Any], address: str) -> None:
    answer = page.get(address)
    path = address.partition("?")[0]
    assert undescribed(document, "GET", path, answer) == []


def test_the_page_of_the_guide_is_current(dataset: Dataset) -> None:
    written = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    assert written == api_page(dataset), "write it anew: python -m docs.api"


def test_an_answer_that_is_not_described_is_found(page: FlaskClient, document: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(document))
    del changed["components"]["schemas"]["Summary"]["properties"]["undated"]
    assert undescribed(changed, "GET", "/summary.json", page.get("/summary.json"))
