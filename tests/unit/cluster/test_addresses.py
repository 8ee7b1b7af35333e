"""The addresses of an atlas on a cluster, with parts that this process holds."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from app import create_app
from components import ids
from components.api.operations import ADDRESS
from components.application.cluster_atlas import create_cluster_app
from components.cluster import admission
from components.server import download
from components.server.ended_data import OFF
from components.sharing.brief_files import KINDS
from data.cluster import clustered
from data.cluster.clustered import Call, Clustered, Parts, Question
from data.cluster.live_dataset import LiveDataset
from data.cluster.partitions import write_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.errors import ClusterError
from data.tables.layers.districts import BUNDLED
from tests.tables import bundled


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clustered]:
    out = tmp_path_factory.mktemp("cluster") / "parts"
    partitions = write_partitions(BUNDLED, out, 40)
    yield Clustered(out, PartsInMemory(out, partitions))
    release_all_but(str(out), [])


@pytest.fixture(scope="module")
def client(parts: Clustered) -> FlaskClient:
    made: FlaskClient = create_cluster_app(parts, cors_origins=["*"]).server.test_client()
    return made


@pytest.fixture(scope="module")
def alone() -> FlaskClient:
    """The atlas in one process."""
    client: FlaskClient = create_app(bundled()).server.test_client()
    return client


@pytest.fixture(scope="module")
def with_all_towns(parts: Clustered) -> FlaskClient:
    """The atlas on a cluster, with the towns that only incidents name: no map of a cluster has their names."""
    live = LiveDataset.of(parts)
    for name in ("named_towns", "_spellings"):
        live.__dict__[name] = getattr(bundled(), name)
    with patch.object(LiveDataset, "of", lambda _parts: live):
        client: FlaskClient = create_cluster_app(parts).server.test_client()
    return client


@pytest.mark.parametrize("file", ["summary.json", "incidents.csv", "incidents.geojson"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "outcome=killed",
        "from=2020-11-10&to=2021-03-01",
        "q=agdam",
        "district=AZ-AGM&victim=civilian",
        "within=circle:40.33,46.77,20,possible",
        "device=nothing",
        "actor=civillians&district=AZ-AGN",
        "from=x",
        "lang=xx",
        "fbclid=1",
        "hxl=1",
    ],
)
def test_data_have_the_bytes_headers_and_refusals_of_one_process(
    client: FlaskClient, alone: FlaskClient, file: str, query: str
) -> None:
    found, expected = client.get(f"/{file}?{query}"), alone.get(f"/{file}?{query}")
    assert found.status_code == expected.status_code
    assert found.data == expected.data
    assert found.content_type == expected.content_type
    for name in ("Atlas-Edition", "Content-Disposition", "Atlas-Unknown-Values"):
        assert found.headers.get(name) == expected.headers.get(name)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        *(
            (f"brief.{ending}", query)
            for ending in ("csv", "geojson", "parquet", "xlsx", "csv.zip", "gpkg")
            for query in ("", "outcome=killed&from=2020-11-10")
        ),
        ("brief.csv", "hxl=1&district=AZ-AGM"),
        ("brief.pdf", "outcome=killed&from=2023-01-01"),
        ("brief.pptx", "district=AZ-AGM"),
        ("brief.docx", "from=2020-11-23&to=2020-11-23&incident=KAR-20201123-01"),
        ("brief.svg", ""),
        ("brief.png", "from=1950-01-01&to=1950-01-02"),
        ("brief.png", "lon=400"),
        ("compare.pptx", ""),
        ("compare.pdf", "a=outcome%3Dkilled&b=outcome%3Dinjured"),
        ("compare.svg", "from=2023-01-01&to=2023-12-31"),
        ("incidents.parquet", "victim=civilian"),
        ("incidents.parquet", "from=x"),
        ("oembed", "url=http%3A%2F%2Flocalhost%2F%3Foutcome%3Dkilled"),
        ("oembed", "url=http%3A%2F%2Flocalhost%2Fcompare"),
        ("oembed", "url=http%3A%2F%2Felsewhere%2F"),
    ],
)
def test_files_have_the_bytes_of_one_process(
    with_all_towns: FlaskClient, alone: FlaskClient, address: str, query: str
) -> None:
    found, expected = with_all_towns.get(f"/{address}?{query}"), alone.get(f"/{address}?{query}")
    assert found.status_code == expected.status_code
    assert found.data == expected.data
    for name in ("Content-Type", "Atlas-Edition", "Content-Disposition"):
        assert found.headers.get(name) == expected.headers.get(name)


def test_a_geopackage_of_a_cluster_has_a_bound_that_it_names(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "gpkg", replace(KINDS["gpkg"], most_on_cluster=100))
    client = create_cluster_app(parts).server.test_client()
    assert client.get("/brief.gpkg?outcome=killed").status_code == 200
    refused = client.get("/brief.gpkg")
    assert refused.status_code == 400
    assert "at most 100 incidents, and 165 match" in refused.text


def test_the_comparison_is_that_of_one_process(client: FlaskClient, alone: FlaskClient) -> None:
    for path in ("/compare", "/embed/compare"):
        assert client.get(path).status_code == 200
    sent = {
        "output": "..compare-message.children...compare-caveat.children...comparison-maps-caveat.children..",
        "outputs": [
            {"id": name, "property": "children"}
            for name in ("compare-message", "compare-caveat", "comparison-maps-caveat")
        ],
        "inputs": [
            {
                "id": ids.SIDES,
                "property": "data",
                "value": {"a": {"outcome": ["killed"]}, "b": {"outcome": ["injured"]}},
            }
        ],
        "changedPropIds": [f"{ids.SIDES}.data"],
    }
    answers = [one.post("/compare/_dash-update-component", json=sent) for one in (client, alone)]
    assert answers[0].status_code == answers[1].status_code == 200
    assert answers[0].get_json() == answers[1].get_json()


def test_a_client_that_has_the_answer_gets_304(client: FlaskClient) -> None:
    tag = client.get("/summary.json").headers["ETag"]
    assert client.get("/summary.json", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/summary.json?outcome=killed", headers={"If-None-Match": tag}).status_code == 200


def test_the_sums_reconcile_with_the_headline(client: FlaskClient) -> None:
    query = "?outcome=killed&from=2020-01-01"
    headline = client.get(f"/summary.json{query}").get_json()
    districts = client.get(f"/counts/districts.json{query}").get_json()
    assert sum(row["incidents"] for row in districts) == headline["incidents"]
    assert sum(row["killed"] or 0 for row in districts) == headline["killed"]
    assert {row["injured"] for row in districts} == {None}
    for step in ("day", "month", "year"):
        rows = client.get(f"/counts/timeline/{step}.json{query}").get_json()
        assert sum(row["incidents"] for row in rows) == headline["incidents"]
    options = client.get(f"/counts/options.json{query}").get_json()
    assert options["outcome"]["killed"] == headline["incidents"]
    cells = client.get(f"/counts/cells/0/0/0.json{query}").get_json()
    no_dot = [row for row in client.get(f"/rows/1.json{query}").get_json()["features"] if not row["geometry"]]
    assert sum(cell["incidents"] for cell in cells) == headline["incidents"] - len(no_dot)
    assert cells[0].keys() >= {"longitude", "latitude", "killed", "worst", "is_near", "west"}


def test_rows_come_by_pages_in_order_of_time(client: FlaskClient) -> None:
    whole = json.loads(client.get("/incidents.geojson").data)["features"]
    pages = [client.get(f"/rows/{number}.json").get_json() for number in (1, 2)]
    assert [page["pages"] for page in pages] == [2, 2]
    assert [row for page in pages for row in page["features"]] == whole
    assert client.get("/rows/3.json").status_code == 404
    assert client.get("/rows/0.json").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(
            (f"/{path}", 501)
            for path in (
                "brief.html",
                "ogc/tileMatrixSets",
                "ogc/collections/incidents/tiles/WebMercatorQuad/0/0/0",
                "own-data",
            )
        ),
        *((f"/counts/{path}.json", 404) for path in ("timeline/week", "cells/1/2/0", "cells/20/0/0")),
        ("/nothing", 404),
    ],
)
def test_what_a_cluster_cannot_answer_is_stated_in_a_sentence(
    client: FlaskClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "This atlas counts on a cluster" in answer.text
    for name in ("works offline", "vector tiles", "visitors' own data"):
        assert name in answer.text


@pytest.mark.parametrize(
    "address", ["/own-data/file?name=a.csv", "/own-data/ground?own=x&role=areas", "/own-data/leave?own=x"]
)
def test_a_file_of_a_visitor_is_refused_with_the_sentence_that_its_page_shows(
    client: FlaskClient, address: str
) -> None:
    answer = client.post(address, data=b"date,latitude,longitude\n2020-01-01,40,46\n")
    assert answer.status_code == 403
    assert answer.get_json() == {"problem": OFF}
    assert json.dumps(OFF)[1:-1] in client.get("/_dash-layout").text


def test_the_panel_of_changes_is_requested_and_shows_what_it_does_in_one_process(
    client: FlaskClient, alone: FlaskClient
) -> None:
    request = {
        "output": "change-content.data-content",
        "outputs": {"id": "change-content", "property": "data-content"},
        "inputs": [
            {
                "id": "change-requested",
                "property": "data",
                "value": {"from": ["2020-11-10"], "to": ["2020-12-31"]},
            }
        ],
        "changedPropIds": ["change-requested.data"],
    }
    found, expected = (one.post("/_dash-update-component", json=request) for one in (client, alone))
    assert (found.status_code, found.data) == (200, expected.data)
    assert "This period" in found.text


@pytest.mark.parametrize(("page", "words"), [("", "These totals ignore the filter."), ("/~ru", "более 100")])
def test_the_panel_of_coverage_is_requested_and_shows_what_it_does_in_one_process(
    client: FlaskClient, alone: FlaskClient, page: str, words: str
) -> None:
    request = {
        "output": "coverage-content.data-content",
        "outputs": {"id": "coverage-content", "property": "data-content"},
        "inputs": [{"id": "coverage", "property": "open", "value": True}],
        "changedPropIds": ["coverage.open"],
    }
    found, expected = (one.post(f"{page}/_dash-update-component", json=request) for one in (client, alone))
    assert (found.status_code, found.data) == (200, expected.data)
    shown = found.get_json()["response"]["coverage-content"]["data-content"]
    assert (shown.count('["table",'), words in json.dumps(json.loads(shown), ensure_ascii=False)) == (
        35,
        True,
    )


@pytest.mark.parametrize(
    "address",
    [
        "items?limit=20&offset=30&filter=killed_best%20%3E%200",
        "items?bbox=46,39,47.5,40.2&limit=10000&crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F3857",
        "items?datetime=2020-11-23",
        "items?filter=nothing%20%3D%201",
        "items?bbox=1,2",
        "items?nothing=1",
        "items/KAR-20201123-01",
        "items/nothing",
        "queryables",
    ],
)
def test_features_are_those_of_one_process(client: FlaskClient, alone: FlaskClient, address: str) -> None:
    found, expected = (one.get(f"/ogc/collections/incidents/{address}") for one in (client, alone))
    assert found.status_code == expected.status_code
    assert found.content_type == expected.content_type
    assert found.headers.get("Content-Crs") == expected.headers.get("Content-Crs")
    answers = [{**json.loads(one.data), "timeStamp": ""} for one in (found, expected)]
    assert answers[0] == answers[1]


def test_the_documents_of_features_name_no_tiles_and_nothing_that_there_is_not(client: FlaskClient) -> None:
    waiting, seen = ["/ogc"], set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen.add(address)
        found: Any = json.loads(answer.data)
        links = [
            *found.get("links", []),
            *(one for part in found.get("collections", []) for one in part["links"]),
        ]
        if "features" not in found:
            waiting += [path for one in links if (path := urlsplit(one["href"]).path) not in seen]
        assert "/tile" not in json.dumps(found).lower()
    assert {"/ogc/api", "/ogc/conformance", "/ogc/collections/incidents/items"} <= seen


def test_the_document_has_every_address_and_no_other(client: FlaskClient) -> None:
    document = client.get(ADDRESS).get_json()
    served = {
        re.sub(r"<[^>]*>", "{}", rule.rule).rstrip("/") or "/"
        for rule in client.application.url_map.iter_rules()
        if not re.search(
            "/_|/assets/|<path:path>|<name>|^/(static|incidents/|headline|map/|selection|own-data/)",
            rule.rule,
        )
    }
    assert {re.sub(r"\{[^}]*\}", "{}", path) for path in document["paths"]} == served
    assert document["servers"] == [{"url": "http://localhost"}]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]
    for methods in document["paths"].values():
        for parameter in methods["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])


@pytest.mark.parametrize(
    "path",
    [
        "districts",
        "options",
        "timeline/day",
        "timeline/month",
        "timeline/year",
        "cells/0/0/0",
        "cells/6/40/24",
    ],
)
@pytest.mark.parametrize("query", ["", "outcome=killed", "q=nothingofthis", "own=a"])
def test_each_sum_is_as_the_document_describes_it(client: FlaskClient, path: str, query: str) -> None:
    # What does not fit fails in the client itself: tests/conftest.py.
    assert client.get(f"/counts/{path}.json?{query}").status_code == (410 if "own" in query else 200)


def test_every_address_has_the_headers_of_the_atlas_in_one_process(
    client: FlaskClient, alone: FlaskClient
) -> None:
    names = ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cache-Control")
    for address in (
        "/",
        "/embed",
        "/summary.json",
        "/summary.json?from=x",
        "/summary.json?own=a",
        "/healthz",
        "/no",
    ):
        found, expected = client.get(address), alone.get(address)
        for name in (*names, "Content-Security-Policy"):
            assert found.headers.get(name) == expected.headers.get(name), (address, name)
    for address in ("/counts/options.json", "/counts/cells/0/0/0.json", "/rows/1.json", ADDRESS):
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert client.get(f"{address}?own=a").headers["Cache-Control"] == "no-store"


def test_a_visitors_own_data_are_not_taken_for_the_served_ones(client: FlaskClient) -> None:
    assert client.get(f"/summary.json?own={'a' * 30}").status_code == 410


def test_another_host_is_refused_and_a_page_of_another_site_may_read_data(client: FlaskClient) -> None:
    assert client.get("/summary.json", headers={"Host": "example.org"}).status_code == 403
    answer = client.get("/counts/districts.json", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/", headers={"Origin": "https://a.org"}).headers


@pytest.mark.parametrize(
    "query", ["", "outcome=killed&from=2020-11-10", "q=nothingofthis", "within=circle:40.33,46.77,20"]
)
@pytest.mark.parametrize("address", ["/headline.json", "/incidents/list.json", "/incidents/page.json"])
def test_what_the_page_asks_for_has_the_bytes_of_one_process(
    client: FlaskClient, alone: FlaskClient, address: str, query: str
) -> None:
    query += {"/incidents/list.json": "&start=10", "/incidents/page.json": "&start=10&end=60"}.get(
        address, ""
    )
    found, expected = client.get(f"{address}?{query}"), alone.get(f"{address}?{query}")
    assert (found.status_code, found.data) == (200, expected.data)


def test_a_row_of_the_table_is_found_at_its_place(client: FlaskClient, alone: FlaskClient) -> None:
    rows = alone.get("/incidents/page.json?start=0&end=165").get_json()["rows"]
    for place in (0, 40, 164):
        query = f"start=0&end=1&find={rows[place]['id']}"
        assert client.get(f"/incidents/page.json?{query}").get_json()["position"] == place
    assert client.get("/incidents/page.json?start=0&end=1&find=none").get_json()["position"] is None


def test_the_first_view_is_that_of_one_process_and_says_what_is_not_there(
    client: FlaskClient, alone: FlaskClient
) -> None:
    incident = alone.get("/incidents/page.json?start=3&end=4").get_json()["rows"][0]["id"]
    for query in ("?outcome=killed", f"?incident={incident}&lang=ru", "?nonsense=1&district=ZZ-1"):
        found, expected = (
            re.split('<main class="page-main"', one.get(f"/{query}").text)[1] for one in (client, alone)
        )
        drawn = [re.search(r"<svg class=.first-map.*?</svg>", page)[0] for page in (found, expected)]  # type: ignore[index]
        assert drawn[0] == drawn[1]
        assert found.split("page-aside")[0] == expected.split("page-aside")[0]
    layout = client.get("/_dash-layout").text
    assert "This atlas counts on a cluster" in layout
    assert "recorded areas and exposure need" in layout


def test_districts_are_named_where_another_program_wrote_the_list_of_parts(parts: Clustered) -> None:
    named = LiveDataset.of(parts).district_names
    assert named == bundled().district_names
    with patch.object(parts, "dataset", replace(parts.dataset)):
        assert LiveDataset.of(parts).district_names == named


def test_the_embedded_map_is_that_of_one_process(client: FlaskClient, alone: FlaskClient) -> None:
    found, expected = (one.get("/embed?outcome=killed&lang=hy").text for one in (client, alone))
    assert re.search('<div id="first-view".*', found)[0] == re.search('<div id="first-view".*', expected)[0]  # type: ignore[index]


def test_the_layers_of_the_map_are_those_of_one_process_but_for_names(
    client: FlaskClient, alone: FlaskClient
) -> None:
    for name in ("ground", "near_ground", "shaded_districts", "reference_lines"):
        assert client.get(f"/map/{name}.geojson").data == alone.get(f"/map/{name}.geojson").data


class Gone:
    """A cluster that cannot answer."""

    def answer_of_each(self, question: Question, calls: Sequence[Call]) -> list[Any]:
        raise ClusterError("The cluster has no workers.")


def test_a_cluster_that_cannot_answer_is_reported_with_503_and_logged_once(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_cluster_app(parts, can_answer=lambda: False).server.test_client()
    monkeypatch.setattr(parts, "_parts", Gone())
    for address in (
        "/summary.json?verification=conflicting&q=x",
        "/counts/options.json",
        "/?q=gone",
        "/embed?q=gone",
    ):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "cannot answer at the moment; try again" in answer.text
        assert "has no workers" not in answer.text  # the reason may name folders and machines
        assert answer.headers["Retry-After"]
    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").text.startswith("No worker of the cluster answers")
    assert caplog.messages == ["The cluster cannot answer: The cluster has no workers."]


class Late:
    """A cluster that answers when it may."""

    def __init__(self, parts: Parts) -> None:
        self.may_answer = threading.Event()
        self.incident_filter = threading.Semaphore(0)
        self._parts = parts

    def answer_of_each(self, question: Question, calls: Sequence[Call]) -> list[Any]:
        self.incident_filter.release()
        assert self.may_answer.wait(30)
        return self._parts.answer_of_each(question, calls)


def test_a_late_cluster_holds_no_more_answers_than_there_are_threads_for(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Late(parts._parts)
    monkeypatch.setattr(admission, "MOST_ANSWERS", 3)
    server = create_cluster_app(parts).server
    monkeypatch.setattr(parts, "_parts", late)

    def status(word: int) -> int:
        return int(server.test_client().get(f"/summary.json?q=late{word}").status_code)

    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(status, word) for word in range(3)]
        for _ in waiting:
            assert late.incident_filter.acquire(timeout=30)
        refused = server.test_client().get("/?q=late")
        assert refused.status_code == 503
        assert "try again" in refused.text
        assert refused.headers["Retry-After"]
        assert refused.headers["Content-Security-Policy"]
        assert server.test_client().get("/healthz").status_code == 200
        assert server.test_client().get("/assets/together.js").status_code == 200
        late.may_answer.set()
        assert [one.result() for one in waiting] == [200] * 3
    assert status(9) == 200


def test_downloads_under_way_are_bounded_and_give_their_place_back(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_DOWNLOADS", 1)
    monkeypatch.setattr(download, "SENT_WHOLE_BYTES", 1_000)
    monkeypatch.setattr(clustered, "ROWS_A_PART", 10)
    client = create_cluster_app(parts).server.test_client()
    first = client.get("/incidents.csv")
    assert (first.status_code, first.is_streamed) == (200, True)
    second = client.get("/incidents.csv")
    assert second.status_code == 503
    assert "try again" in second.text
    assert client.get("/summary.json").status_code == 200
    first.close()
    whole = client.get("/incidents.csv")
    assert whole.text.count("\n") > 165
    whole.close()


def test_a_download_whose_cluster_is_lost_breaks_off(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "SENT_WHOLE_BYTES", 1_000)
    monkeypatch.setattr(clustered, "ROWS_A_PART", 10)
    answer = create_cluster_app(parts).server.test_client().get("/incidents.csv")
    monkeypatch.setattr(parts, "_parts", Gone())
    with pytest.raises(ClusterError):
        answer.get_data()
    answer.close()
