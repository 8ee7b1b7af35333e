"""Links, frames and oEmbed: what leaves the page as an address."""

from __future__ import annotations

import json
from html import escape, unescape
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.address import View, read_address
from components.brief.contents import Brief
from components.sharing.frame_snippet import embed_query, embed_view, snippet
from components.sharing.share import with_footnotes
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.tables.dataset import Dataset

FOUNDING_DAY = "from=2020-11-23&to=2020-11-23"


def brief(
    dataset: Dataset, query: str = FOUNDING_DAY, public_url: str = "https://atlas.example.org"
) -> Brief:
    address = read_address(query)
    return Brief(summary_of(dataset, address.incident_filter), address.view, public_url)


def test_a_link_carries_filter_view_and_the_hash_of_the_data(dataset: Dataset) -> None:
    link = brief(
        dataset, f"{FOUNDING_DAY}&incident=KAR-20201123-01&lon=46.7&lat=40.3&zoom=9&lang=ru&measure=killed"
    )
    opened = read_address(urlsplit(link.address).query)
    assert link.address.startswith("https://atlas.example.org/?")
    assert opened.errors == ()
    assert opened.incident_filter == link.summary.incident_filter
    assert opened.view == View("KAR-20201123-01", 46.7, 40.3, 9.0, "killed", "ru", data=dataset.short_hash)


def test_the_copied_paragraph_ends_with_its_footnotes(dataset: Dataset) -> None:
    text = with_footnotes(brief(dataset).paragraph)
    assert text.startswith("On 23 November 2020")
    assert "\n\n[1] The Moscow Times" in text
    assert text.count("\n[") == len(brief(dataset).paragraph.footnotes)


def test_a_snippet_escapes_what_it_names(dataset: Dataset) -> None:
    incident_filter = Brief(
        summary_of(dataset, IncidentFilter(actor=('"><script>alert(1)</script>',))),
        View(),
        "https://a.example",
    )
    pasted = snippet(incident_filter, embed_query(incident_filter.query, has_controls=True), "100%", 560)
    assert "<script>alert" not in pasted
    assert pasted.count("<script") == 1
    assert 'width="100%" height="560"' in pasted
    assert "controls=1" in pasted
    small = snippet(incident_filter, "", "300", 250)
    assert 'width="300" height="250"' in small
    assert "<script" not in small


def test_an_embedded_view_shows_the_area_that_the_page_shows() -> None:
    view = View(lon=46.75, lat=40.32, zoom=10.0)
    assert embed_view(view, (640 * 2, 320 * 2), "640x480").zoom == 9.0
    assert embed_view(view, None, "640x480") == view
    assert embed_view(View(), (800, 500), "300x250") == View()


class TestEmbeddedMap:
    def test_any_site_may_frame_it_and_none_the_page(self, client: FlaskClient) -> None:
        framing = {
            path: client.get(path).headers["Content-Security-Policy"]
            for path in ("/embed", "/", "/incidents.csv")
        }
        assert framing["/embed"].endswith("frame-ancestors *")
        assert framing["/"].endswith("frame-ancestors 'none'")
        assert framing["/incidents.csv"].endswith("frame-ancestors 'none'")

    def test_the_sites_that_may_frame_it_are_a_setting(self, dataset: Dataset) -> None:
        visitor = create_app(dataset, embedding_sites=["https://news.example"]).server.test_client()
        assert (
            visitor.get("/embed")
            .headers["Content-Security-Policy"]
            .endswith("frame-ancestors https://news.example")
        )

    def test_a_wrong_address_still_opens(self, client: FlaskClient) -> None:
        assert client.get("/embed?outcome=dead").status_code == 200

    def test_there_is_nothing_below_it(self, client: FlaskClient) -> None:
        assert client.get("/embed/nothing").status_code == 404


class TestOembed:
    def embedding(self, client: FlaskClient, url: str, **keys: str) -> tuple[int, str]:
        query = "&".join(f"{key}={quote(value, safe='')}" for key, value in {"url": url, **keys}.items())
        answer = client.get(f"/oembed?{query}")
        return answer.status_code, answer.text

    def test_json_names_the_frame_of_the_same_view(self, client: FlaskClient, dataset: Dataset) -> None:
        status, text = self.embedding(client, f"http://localhost/?{FOUNDING_DAY}")
        entry = json.loads(text)
        assert status == 200
        assert (entry["type"], entry["version"], entry["width"], entry["height"]) == ("rich", "1.0", 640, 480)
        source = entry["html"].split('src="')[1].split('"')[0].replace("&amp;", "&")
        requested = parse_qs(urlsplit(source).query)
        assert source.startswith("http://localhost/embed?")
        assert requested == {"from": ["2020-11-23"], "to": ["2020-11-23"], "data": [dataset.short_hash]}

    def test_xml_says_the_same_as_json(self, client: FlaskClient) -> None:
        url = f"http://localhost/embed?{FOUNDING_DAY}&controls=1"
        as_json = json.loads(self.embedding(client, url)[1])
        root = ElementTree.fromstring(self.embedding(client, url, format="xml")[1])  # noqa: S314 - our own answer
        assert {child.tag: child.text for child in root} == {
            key: str(value) for key, value in as_json.items()
        }

    def test_the_frame_fits_into_what_the_editor_has(self, client: FlaskClient) -> None:
        entry = json.loads(self.embedding(client, "http://localhost/", maxwidth="400", maxheight="10")[1])
        assert (entry["width"], entry["height"]) == (400, 250)

    @pytest.mark.parametrize("path", ["/compare", "/compare/", "/embed/compare"])
    @pytest.mark.parametrize(
        "query",
        [
            "",
            "a=from%3D2020-01-01%26to%3D2020-12-31&b=from%3D2021-01-01%26to%3D2021-12-31",
            "outcome=injured",
        ],
    )
    def test_a_comparison_unfolds_as_its_frame_with_its_message(
        self, client: FlaskClient, path: str, query: str
    ) -> None:
        status, text = self.embedding(client, f"http://localhost{path}?{query}")
        entry = json.loads(text)
        assert status == 200
        source = unescape(entry["html"].split('src="')[1].split('"')[0])
        assert source.startswith("http://localhost/embed/compare?a=")
        assert set(parse_qs(urlsplit(source).query)) == {"a", "b", "data"}
        assert entry["title"]
        assert f'title="{escape(entry["title"])}"' in entry["html"]
        assert client.get(urlsplit(source).path + "?" + urlsplit(source).query).status_code == 200

    def test_a_frame_is_titled_in_its_own_language(self, client: FlaskClient) -> None:
        query = "a=from%3D2020-01-01%26to%3D2020-12-31&b=from%3D2021-01-01%26to%3D2021-12-31"
        titles = [
            json.loads(self.embedding(client, f"http://localhost/compare?{query}{lang}")[1])["title"]
            for lang in ("", "&lang=ru")
        ]
        assert titles[0] == "37 incidents in 2021, 6 in the same time before"
        assert "2021" in titles[1]
        assert "incidents" not in titles[1]

    @pytest.mark.parametrize(
        ("url", "form", "status"),
        [
            ("http://localhost/?outcome=dead", "json", 404),
            ("http://localhost/compare?a=outcome%3Ddead", "json", 404),
            ("http://localhost/compare?a=&own=x", "json", 404),
            ("http://localhost/compare/more", "json", 404),
            ("http://elsewhere.example/", "json", 404),
            ("http://elsewhere.example/compare", "json", 404),
            ("http://localhost/incidents.csv", "json", 404),
            ("", "json", 404),
            ("http://localhost/", "yaml", 501),
        ],
    )
    def test_what_is_not_a_view_of_this_atlas_is_refused(
        self, client: FlaskClient, url: str, form: str, status: int
    ) -> None:
        assert self.embedding(client, url, format=form)[0] == status

    def test_the_page_names_its_answers(self, client: FlaskClient) -> None:
        html = client.get(f"/?{FOUNDING_DAY}&q=%22%3E%3Cscript%3E").text
        links = [line for line in html.splitlines() if "oembed" in line]
        assert len(links) == 2
        assert "<script>" not in "".join(links)
        href = links[0].split('href="')[1].split('"')[0].replace("&amp;", "&")
        assert client.get(urlsplit(href).path + "?" + urlsplit(href).query).status_code == 200
