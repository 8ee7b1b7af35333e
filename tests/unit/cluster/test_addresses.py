"""The addresses of an atlas on a cluster, with parts that this process holds."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from app import create_app
from components.api.operations import ADDRESS
from components.cluster import admission
from components.cluster.drawn_map import HEIGHT_PX, WIDTH_PX
from components.cluster.page import FILES
from components.cluster.server import create_server
from components.server import download
from data.cluster import clustered
from data.cluster.clustered import Call, Clustered, Parts
from data.cluster.partitions import write_partitions
from data.cluster.parts_in_memory import PartsInMemory, release_all_but
from data.errors import ClusterError
from data.filters.incident_filter import IncidentFilter
from data.tables.districts import BUNDLED
from tests.tables import bundled


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clustered]:
    out = tmp_path_factory.mktemp("cluster") / "parts"
    partitions = write_partitions(BUNDLED, out, 40)
    yield Clustered(out, PartsInMemory(out, partitions))
    release_all_but(str(out), [])


@pytest.fixture
def client(parts: Clustered) -> FlaskClient:
    return create_server(parts, cors_origins=["*"]).test_client()


@pytest.fixture(scope="module")
def alone() -> FlaskClient:
    """The atlas in one process."""
    client: FlaskClient = create_app(bundled()).server.test_client()
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
    for name in ("Atlas-Edition", "Content-Disposition"):
        assert found.headers.get(name) == expected.headers.get(name)


def test_whoever_has_an_answer_is_told_so(client: FlaskClient) -> None:
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
            for path in ("embed", "compare", "brief.pdf", "ogc", "incidents.parquet", "_dash-layout")
        ),
        *((f"/counts/{path}.json", 404) for path in ("timeline/week", "cells/1/2/0", "cells/20/0/0")),
        ("/nothing", 404),
    ],
)
def test_what_a_cluster_cannot_answer_is_said_in_a_sentence(
    client: FlaskClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "This atlas counts on a cluster" in answer.text


def test_the_document_has_every_address_and_no_other(client: FlaskClient) -> None:
    document = client.get(ADDRESS).get_json()
    served = {
        re.sub(r"<(?:.*?:)?(\w+)>", r"{\1}", rule.rule)
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint not in FILES
    }
    assert set(document["paths"]) == served
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
    for address in ("/", "/summary.json", "/summary.json?from=x", "/summary.json?own=a", "/healthz", "/no"):
        found, expected = client.get(address), alone.get(address)
        assert "frame-ancestors 'none'" in found.headers["Content-Security-Policy"]
        for name in names:
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


def test_the_page_has_the_figures_of_the_headline_and_marks_what_it_does_not_understand(
    client: FlaskClient,
) -> None:
    page = client.get("/?outcome=killed&from=&nonsense=1&column=Team%3DA")
    assert page.status_code == 200
    figures = client.get("/summary.json?outcome=killed").get_json()
    assert f"{figures['incidents']} incidents" in page.text
    assert f"{figures['killed']} killed" in page.text
    assert "injured not chosen" in page.text
    assert page.text.count('role="alert"') == 2
    assert "does not mean that an area is safe" in page.text
    assert "<script" not in page.text


def test_the_drawn_map_has_a_circle_for_each_cell_and_says_what_is_not_on_it(client: FlaskClient) -> None:
    page = client.get("/?outcome=killed").text
    assert "54 incidents: 49 on the map, 5 not mapped" in page
    drawn = page.split("<svg", 1)[1].split("</svg>", 1)[0]
    circles = re.findall(r'<circle class="(\w+)" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    assert {kind for kind, *_ in circles} == {"killed"}
    assert all(0 < float(x) < WIDTH_PX and 0 < float(y) < HEIGHT_PX for _, x, y, _ in circles)
    assert drawn.count('class="shade-') > 5
    assert "<circle" not in client.get("/?q=nothingofthis").text


def test_the_latest_rows_stand_on_the_first_page(client: FlaskClient) -> None:
    ids = [row["id"] for row in client.get("/rows/2.json").get_json()["features"]]
    first, second, beyond = (client.get(f"/?rows={number}").text for number in ("1", "2", "99"))
    assert ids[-1] in first
    assert ids[-1] not in second
    assert beyond == second


def test_districts_are_called_as_the_tables_call_them(client: FlaskClient, parts: Clustered) -> None:
    page = client.get("/?lang=en").get_data(as_text=True)
    names = {
        bundled().own_district_name(str(code)) for code in parts.districts(IncidentFilter()).index if code
    }
    assert all(f">{name}<" in page for name in names)
    assert not re.search(r">[A-Z]{2}-[A-Z]+<", page)


def test_the_page_speaks_the_readers_language(client: FlaskClient) -> None:
    assert '<html lang="ru">' in client.get("/?lang=ru").text


def test_texts_of_the_data_are_shown_as_text(parts: Clustered, monkeypatch: pytest.MonkeyPatch) -> None:
    features = parts.page(IncidentFilter(), 0, 1)
    features[0]["properties"] |= {"place_name": "<script>x</script>", "where_prec": 1}
    monkeypatch.setattr(parts, "page", lambda *_: features)
    text = create_server(parts).test_client().get("/").text
    assert "&lt;script&gt;" in text
    assert "<script>" not in text


class Gone:
    """A cluster that cannot answer."""

    def answer_of_each(self, kind: str, incident_filter: IncidentFilter, calls: Sequence[Call]) -> list[Any]:
        raise ClusterError("The cluster has no workers.")


def test_a_cluster_that_cannot_answer_is_said_with_503_and_logged_once(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parts, "_parts", Gone())
    client = create_server(parts, can_answer=lambda: False).test_client()
    for address in ("/summary.json?verification=conflicting&q=x", "/counts/options.json"):
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

    def answer_of_each(self, kind: str, incident_filter: IncidentFilter, calls: Sequence[Call]) -> list[Any]:
        self.incident_filter.release()
        assert self.may_answer.wait(30)
        return self._parts.answer_of_each(kind, incident_filter, calls)


def test_a_late_cluster_holds_no_more_answers_than_there_are_threads_for(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Late(parts._parts)
    monkeypatch.setattr(parts, "_parts", late)
    monkeypatch.setattr(admission, "MOST_ANSWERS", 3)
    server = create_server(parts)

    def status(word: int) -> int:
        return server.test_client().get(f"/summary.json?q=late{word}").status_code

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
        assert server.test_client().get("/colours.css").status_code == 200
        late.may_answer.set()
        assert [one.result() for one in waiting] == [200] * 3
    assert status(9) == 200


def test_downloads_under_way_are_bounded_and_give_their_place_back(
    parts: Clustered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_DOWNLOADS", 1)
    monkeypatch.setattr(download, "SENT_WHOLE_BYTES", 1_000)
    monkeypatch.setattr(clustered, "ROWS_A_PART", 10)
    client = create_server(parts).test_client()
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
    answer = create_server(parts).test_client().get("/incidents.csv")
    monkeypatch.setattr(parts, "_parts", Gone())
    with pytest.raises(ClusterError):
        answer.get_data()
    answer.close()
