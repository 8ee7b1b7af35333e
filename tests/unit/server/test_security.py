"""Which requests are answered, what every answer carries, and that no page asks another machine."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

import app
from app import create_app
from components.server.security import LARGEST_REQUEST_BYTES, is_allowed
from data.tables.dataset import Dataset

ALLOWED: Final = ("Atlas.example.org",)
CALLBACK: Final = "/_dash-update-component"

UNREADABLE: Final = {"path": CALLBACK, "method": "POST", "data": "{", "content_type": "application/json"}
TOO_LARGE: Final = UNREADABLE | {"data": b" " * (LARGEST_REQUEST_BYTES + 1)}

REFERENCE: Final = re.compile(r"""(?:https?:|["'(=\s])//[\w.-]+""")
"""An address of another host, with or without its scheme."""
NAMESPACE: Final = "http://www.w3.org"
"""A name that SVG needs, which nothing is fetched from."""


@pytest.fixture(scope="module")
def visitor(dataset: Dataset) -> FlaskClient:
    """A visitor of an atlas with one more address, which fails."""
    server = create_app(dataset, ALLOWED).server

    def fail() -> None:
        raise RuntimeError("a secret of the server")

    server.add_url_rule("/fails", "fails", fail)
    test_client: FlaskClient = server.test_client()
    return test_client


class TestHost:
    @pytest.mark.parametrize(
        "host",
        [
            "localhost",
            "LOCALHOST:8050",
            "127.0.0.1",
            "127.0.0.1:8050",
            "192.168.7.4:80",
            "[::1]",
            "[::1]:8050",
            "atlas.example.org",
            "ATLAS.EXAMPLE.ORG:443",
        ],
    )
    def test_numbers_localhost_and_allowed_names_are_served(self, visitor: FlaskClient, host: str) -> None:
        assert is_allowed(host, ALLOWED)
        assert visitor.get("/healthz", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host",
        [
            "",
            "example.org",
            "other.example.org",
            "atlas.example.org.evil.example",
            "atlas.example.org@evil.example",
            "evil.example/atlas.example.org",
            "127.0.0.1.evil.example",
            "localhost.",
            "localhost, evil.example",
            "localhost:port",
            "localhost:123456",
            "127.1",
            "2130706433",
            "0x7f000001",
            "[::1",
            "::1",
            "[evil]",
            "a b",
        ],
    )
    def test_every_other_name_is_refused(self, visitor: FlaskClient, host: str) -> None:
        assert not is_allowed(host, ALLOWED)
        answer = visitor.get("/summary.json", headers={"Host": host})
        assert answer.status_code == 403
        assert answer.text.startswith("This host is not served here.")

    def test_no_name_is_allowed_unless_it_was_named(self, client: FlaskClient) -> None:
        assert client.get("/healthz", headers={"Host": "atlas.example.org"}).status_code == 403

    def test_a_forwarded_host_counts_for_nothing(self, visitor: FlaskClient) -> None:
        forwarded = {"Host": "evil.example", "X-Forwarded-Host": "localhost", "Forwarded": "host=localhost"}
        assert visitor.get("/healthz", headers=forwarded).status_code == 403


class TestHeaders:
    @pytest.mark.parametrize(
        ("request_of", "status"),
        [
            ({"path": "/"}, 200),
            ({"path": "/healthz"}, 200),
            ({"path": "/summary.json"}, 200),
            ({"path": "/incidents.csv"}, 200),
            ({"path": "/incidents.geojson"}, 200),
            ({"path": "/map/style.json"}, 200),
            ({"path": "/map/names.geojson"}, 200),
            ({"path": "/assets/atlas.css"}, 200),
            ({"path": "/_dash-layout"}, 200),
            ({"path": "/summary.json", "method": "HEAD"}, 200),
            ({"path": "/summary.json", "method": "OPTIONS"}, 200),
            ({"path": "/summary.json?from=tomorrow"}, 400),
            (UNREADABLE, 400),
            ({"path": "/", "headers": {"Host": "evil.example"}}, 403),
            ({"path": "/nothing"}, 404),
            ({"path": "/assets/nothing.css"}, 404),
            ({"path": "/map/nothing.geojson"}, 404),
            ({"path": "/summary.json", "method": "POST"}, 405),
            (TOO_LARGE, 413),
            ({"path": "/fails"}, 500),
        ],
        ids=lambda value: (
            f"{value.get('method', 'GET')} {value['path']}" if isinstance(value, dict) else str(value)
        ),
    )
    def test_every_kind_of_answer_carries_them(
        self, visitor: FlaskClient, request_of: dict[str, Any], status: int
    ) -> None:
        answer = visitor.open(**request_of, buffered=True)
        assert answer.status_code == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Permissions-Policy"] == "geolocation=(), camera=(), microphone=()"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert "Set-Cookie" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers

    @pytest.mark.parametrize("path", ["/own-data/file", "/own-data/ground", "/own-data/leave"])
    def test_what_cannot_be_read_says_what_it_is_for(self, client: FlaskClient, path: str) -> None:
        for query in ("", "?own=nobody"):
            answer = client.get(f"{path}{query}")
            assert answer.status_code == 405
            methods = {*answer.headers["Allow"].split(", ")}
            assert "POST" in methods
            assert not methods & {"GET", "HEAD"}
            assert {*client.options(f"{path}{query}").headers["Allow"].split(", ")} == methods

    def test_another_method_is_refused_before_a_token_is_looked_for(self, client: FlaskClient) -> None:
        for path in ("/summary.json", "/ogc", "/"):
            for method in ("TRACE", "PATCH"):
                assert client.open(f"{path}?own=nobody", method=method).status_code == 405
        assert client.get("/summary.json?own=nobody").status_code == 410

    def test_the_policy_asks_nothing_of_other_machines(self, client: FlaskClient) -> None:
        policy = _policy(client)
        scripts = policy.pop("script-src").split()
        assert policy == {
            "default-src": "'self'",
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "connect-src": "'self'",
            "worker-src": "'self' blob:",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        assert scripts[0] == "'self'"
        assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", script) for script in scripts[1:])

    def test_the_policy_lets_every_script_of_the_page_run(self, client: FlaskClient) -> None:
        allowed = _policy(client)["script-src"].split()
        inline = re.findall(
            r"<script(?![^>]*(?: src=|application/json))[^>]*>(.*?)</script>", client.get("/").text, re.S
        )
        assert inline
        for script in inline:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed, script[:80]


BROWSERS = {
    "Chromium": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7",
    "Firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}
"""The Accept header of browsers for a page."""


class TestErrors:
    @pytest.mark.parametrize(
        ("request_of", "sentence"),
        [
            ({"path": "/nothing"}, "There is nothing at this address. The atlas is at /."),
            ({"path": "/summary.json/"}, "There is nothing at this address. The atlas is at /."),
            ({"path": "/assets/..%2fapp.py"}, "There is nothing at this address. The atlas is at /."),
            ({"path": "/summary.json", "method": "DELETE"}, "This address cannot be used in that way."),
            (UNREADABLE, "This request cannot be read."),
            (TOO_LARGE, "This request is too large."),
        ],
    )
    def test_an_error_is_one_sentence(
        self, visitor: FlaskClient, request_of: dict[str, Any], sentence: str
    ) -> None:
        answer = visitor.open(**request_of, buffered=True)
        assert answer.text == f"{sentence}\n"
        assert answer.content_type == "text/plain; charset=utf-8"

    @pytest.mark.parametrize(
        ("languages", "language", "way"),
        [
            ("en-GB,en;q=0.9", "en", "Go to the atlas"),
            ("ru-RU,ru;q=0.9,en;q=0.8", "ru", "Перейти к атласу"),
            ("fr-FR,hy;q=0.5", "hy", "Անցնել ատլասին"),
            ("fr-FR", "en", "Go to the atlas"),
        ],
    )
    @pytest.mark.parametrize("accepted_types", BROWSERS.values(), ids=BROWSERS)
    def test_a_reader_finds_the_atlas_from_a_wrong_address(
        self, visitor: FlaskClient, accepted_types: str, languages: str, language: str, way: str
    ) -> None:
        accepted = {"Accept": accepted_types, "Accept-Language": languages}
        answer = visitor.get("/nothing", headers=accepted)
        assert answer.status_code == 404
        assert answer.content_type == "text/html; charset=utf-8"
        assert f'<html lang="{language}">' in answer.text
        assert f'<a href="/?lang={language}">{way}</a>' in answer.text

    def test_a_wrong_address_is_answered_in_its_own_language(self, visitor: FlaskClient) -> None:
        accepted = {"Accept": BROWSERS["Firefox"], "Accept-Language": "en"}
        assert '<html lang="hy">' in visitor.get("/nothing?lang=hy", headers=accepted).text
        assert '<html lang="en">' in visitor.get("/nothing?lang=xx", headers=accepted).text

    @pytest.mark.parametrize(
        "accepted_types", ["*/*", "application/json", "text/plain, text/html;q=0.5", None]
    )
    def test_a_program_gets_a_sentence(self, visitor: FlaskClient, accepted_types: str | None) -> None:
        headers = {} if accepted_types is None else {"Accept": accepted_types}
        answer = visitor.get("/nothing", headers=headers)
        assert answer.content_type == "text/plain; charset=utf-8"

    def test_a_failure_tells_the_log_and_not_the_reader(
        self, visitor: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.ERROR, logger="mine_atlas"):
            answer = visitor.get("/fails")
        assert answer.status_code == 500
        assert answer.text == "The atlas could not answer. What happened is in its log.\n"
        assert "A request failed: RuntimeError at test_security.py:" in caplog.text
        assert "secret" not in caplog.text

    @pytest.mark.parametrize(
        "path", ["/_dash-component-suites/nothing/a.js", "/_dash-component-suites/dash/a.js"]
    )
    def test_a_script_that_is_not_there_is_not_a_failure_of_ours(
        self, visitor: FlaskClient, path: str
    ) -> None:
        assert visitor.get(path).status_code == 404

    @pytest.mark.parametrize(
        "body", ["[]", "null", "{}", '{"output": "a.b", "inputs": [], "changedPropIds": []}']
    )
    def test_a_callback_that_no_page_asks_for_is_not_a_failure_of_ours(
        self, visitor: FlaskClient, body: str
    ) -> None:
        answer = visitor.post(CALLBACK, data=body, content_type="application/json")
        assert answer.status_code == 400

    def test_a_refused_method_names_those_that_are_answered(self, visitor: FlaskClient) -> None:
        assert "GET" in visitor.post("/summary.json").headers.get("Allow", "")


class TestNoOtherMachine:
    def test_the_page_refers_to_no_other_host(self, client: FlaskClient) -> None:
        assert _references(client.get("/").text) == []

    def test_the_layout_refers_to_no_other_host(self, client: FlaskClient) -> None:
        assert _references(client.get("/_dash-layout").text) == []

    def test_our_scripts_and_style_sheets_refer_to_no_other_host(self, client: FlaskClient) -> None:
        folder = Path(app.__file__).parent / "assets"
        # Plotly names styles of other hosts, of which no figure of ours uses one: the browser's tests watch that.
        served = [
            path.relative_to(folder).as_posix()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.parent.name != "plotly"
        ]
        assert {"atlas.css", "filter.js"} <= set(served)
        for name in served:
            answer = client.get(f"/assets/{name}", buffered=True)
            assert answer.status_code == 200
            assert _references(answer.data.decode("utf-8", errors="ignore")) == [], name

    def test_every_script_and_style_sheet_of_the_page_is_served_here(self, client: FlaskClient) -> None:
        tags = re.findall(r"<(?:script|link)[^>]*>", client.get("/").text)
        # An alternate link is not fetched; oEmbed asks that it be absolute.
        fetched = [tag for tag in tags if 'rel="alternate"' not in tag]
        addresses = [found for tag in fetched for found in re.findall(r' (?:src|href)="([^"]+)"', tag)]
        assert len(addresses) > 5
        for address in addresses:
            assert address.startswith("/"), address
            assert client.get(address, buffered=True).status_code == 200, address

    @pytest.mark.parametrize(
        "text",
        [
            '<script src="https://cdn.example/a.js">',
            "url(//cdn.example/a.woff)",
            'fetch("//example.org")',
            "= http://x",
        ],
    )
    def test_a_reference_to_another_host_would_be_found(self, text: str) -> None:
        assert _references(text)


def _policy(client: FlaskClient) -> dict[str, str]:
    """The content policy of the page, by directive."""
    policy = client.get("/").headers["Content-Security-Policy"]
    return {name: sources for name, _, sources in (part.partition(" ") for part in policy.split("; "))}


def _references(text: str) -> list[str]:
    own = ("http://localhost", NAMESPACE)
    return [found for found in REFERENCE.findall(text) if not found.startswith(own)]
