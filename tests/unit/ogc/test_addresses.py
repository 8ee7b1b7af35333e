"""OGC API – Features: its documents, its pages of incidents, and the sentences for what it does not understand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from components.ogc import tile_documents
from components.ogc.documents import CONFORMANCE
from data.tables.dataset import Dataset

ITEMS = "/ogc/collections/incidents/items"
WEB_MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"


def document(client: FlaskClient, address: str) -> Any:
    """The JSON at an address, whatever its status."""
    return client.get(address).json


def document_of(answer: TestResponse) -> Any:
    return answer.json


def items(client: FlaskClient, **parameters: Any) -> Any:
    answer = client.get(f"{ITEMS}?{urlencode(parameters, doseq=True)}")
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/geo+json"
    found: Any = answer.json
    return found


def ids(client: FlaskClient, **parameters: Any) -> list[str]:
    return [feature["id"] for feature in items(client, limit=10_000, **parameters)["features"]]


def test_every_link_of_every_document_answers(client: FlaskClient) -> None:
    waiting, seen = ["/ogc"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = document_of(answer)
        links = [
            *found.get("links", []),
            *(one for part in found.get("collections", []) for one in part["links"]),
        ]
        if "features" not in found:
            waiting += [urlsplit(one["href"]).path for one in links]
    assert {"/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", ITEMS} <= seen


def test_it_claims_only_known_classes_and_describes_each_path(client: FlaskClient) -> None:
    assert document(client, "/ogc/conformance") == {"conformsTo": [*CONFORMANCE, *tile_documents.CONFORMANCE]}
    paths = document(client, "/ogc/api")["paths"]
    assert {"/", "/conformance", "/collections/incidents/items/{featureId}"} <= set(paths)
    offered = {parameter["name"] for parameter in paths["/collections/incidents/items"]["get"]["parameters"]}
    assert {"limit", "bbox", "datetime", "crs", "filter", "actor", "from"} <= offered


def test_the_pages_together_are_the_geojson_of_the_atlas(client: FlaskClient) -> None:
    whole = document(client, "/incidents.geojson")["features"]
    found: list[Any] = []
    address = f"{ITEMS}?limit=50"
    while address:
        page = document(client, address)
        assert page["numberMatched"] == len(whole)
        assert page["numberReturned"] == len(page["features"]) <= 50
        found += page["features"]
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert found == whole


def test_a_limit_or_an_offset_may_be_any_whole_number(client: FlaskClient) -> None:
    whole = document(client, "/incidents.geojson")["features"]
    assert items(client, limit=10**12)["features"] == whole
    assert items(client, offset=10**30)["features"] == []


def test_the_atlas_own_keys_narrow_the_items(client: FlaskClient) -> None:
    expected = document(client, "/incidents.geojson?actor=Russian+peacekeepers&to=2020-12-31")["features"]
    assert items(client, actor="Russian peacekeepers", to="2020-12-31")["features"] == expected


def test_a_box_holds_only_incidents_that_have_a_point_in_it(client: FlaskClient, dataset: Dataset) -> None:
    found = items(client, bbox="46.5,40,47.5,40.5", limit=10_000)["features"]
    table = dataset.incidents[dataset.has_dot]
    inside = table["longitude"].between(46.5, 47.5) & table["latitude"].between(40, 40.5)
    assert {feature["id"] for feature in found} == set(table.loc[inside, "incident_id"])
    assert found
    assert ids(client, bbox="40,46.5,40.5,47.5", **{"bbox-crs": LATITUDE_FIRST}) == [
        one["id"] for one in found
    ]


def test_a_box_over_the_antimeridian_begins_in_the_east(client: FlaskClient) -> None:
    assert ids(client, bbox="170,-90,-170,90") == []
    everywhere = ids(client, bbox="-180,-90,180,90")
    assert ids(client, bbox="100,-90,60,90") == everywhere


@pytest.mark.parametrize(
    ("interval", "query"),
    [
        ("2020-11-23", "from=2020-11-23&to=2020-11-23"),
        ("2020-11-01T00:00:00Z/2020-11-30T23:59:59Z", "from=2020-11-01&to=2020-11-30"),
        ("../2020-11-30", "to=2020-11-30"),
        ("2021-01-01/", "from=2021-01-01"),
    ],
)
def test_datetime_is_the_period_of_the_filter(client: FlaskClient, interval: str, query: str) -> None:
    expected = document(client, f"/incidents.geojson?{query}")["features"]
    assert items(client, datetime=interval, limit=10_000)["features"] == expected


def test_a_datetime_outside_of_the_filters_own_days_matches_nothing(client: FlaskClient) -> None:
    assert ids(client, **{"datetime": "2019-01-01", "from": "2020-01-01"}) == []


def test_points_are_given_in_the_system_that_is_requested(client: FlaskClient) -> None:
    plain = items(client, bbox="-180,-90,180,90", limit=1)["features"][0]["geometry"]["coordinates"]
    answer = client.get(
        f"{ITEMS}?{urlencode({'bbox': '-180,-90,180,90', 'limit': 1, 'crs': LATITUDE_FIRST})}"
    )
    assert answer.headers["Content-Crs"] == f"<{LATITUDE_FIRST}>"
    assert document_of(answer)["features"][0]["geometry"]["coordinates"] == pytest.approx(plain[::-1])
    metres = items(client, bbox="-180,-90,180,90", limit=1, crs=WEB_MERCATOR)["features"][0]["geometry"][
        "coordinates"
    ]
    assert metres[0] == pytest.approx(plain[0] * 111_319.49, rel=1e-6)


def test_one_incident_stands_under_its_identifier(client: FlaskClient) -> None:
    feature = document(client, f"{ITEMS}/KAR-20201123-01")
    assert feature["properties"]["date_start"] == "2020-11-23"
    assert client.get(f"{ITEMS}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("limit=0", "“0” is not a value of “limit”"),
        ("limit=ten", "“ten” is not a value of “limit”"),
        ("bbox=1,2,3", "“bbox” has four numbers"),
        ("bbox=1,2,3,nan", "“bbox” has four numbers"),
        ("bbox=1,9,3,2", "north"),
        ("bbox-crs=AAA", "“AAA” is not a value of “bbox-crs”"),
        ("crs=EPSG:4326", "is not a value of “crs”"),
        ("datetime=yesterday", "“yesterday” is not a day"),
        ("datetime=2020-02-31", "“2020-02-31” is not a day"),
        ("colour=red", "“colour” is not a key"),
        ("filter=nothing((", "is not CQL2 text"),
        ("filter=colour='red'", "names “colour”"),
        ("filter=date_start", "is no condition"),
        ("filter-lang=cql2-json", "“filter-lang” can only be cql2-text"),
        ("limit=1&limit=2", "occurs more than once"),
    ],
)
def test_what_is_not_understood_gets_one_sentence(client: FlaskClient, query: str, sentence: str) -> None:
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 400
    assert sentence in document_of(answer)["description"]
