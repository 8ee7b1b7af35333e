"""create_app and create_wsgi: several atlases in one process, and what a reader sees when one fails."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from app import create_app, create_wsgi
from components import views
from components.application.atlas import prepare_pages
from components.pages import page
from data.errors import DatasetError
from data.tables.dataset import Dataset
from tests.tables import dataset_of, tables, write_folder
from tests.unit.views_together import later_of, views_of

EVERYTHING: dict[str, list[str]] = {}


def test_two_atlases_in_one_process_each_show_their_own_dataset(dataset: Dataset) -> None:
    own = dataset_of(tables(), title="Incidents of a test")
    for shown, incidents in [(dataset, 165), (own, 2), (dataset, 165)]:
        visitor = create_app(shown).server.test_client()
        assert _summary(visitor)["incidents"] == incidents
        assert shown.title in visitor.get("/").text
        assert shown.title in visitor.get("/_dash-layout").text
        assert _news(visitor, EVERYTHING).startswith(f"All incidents: {incidents} incidents,")


@pytest.mark.parametrize(
    ("address", "here"), [("/", "/~ru/"), ("/embed", "/~ru/embed/"), ("/compare", "/~ru/compare/")]
)
def test_what_a_page_asks_early_is_what_its_scripts_ask_later(
    client: FlaskClient, address: str, here: str
) -> None:
    page = client.get(f"{address}?lang=ru").text
    found = re.findall(r'<link rel="preload" as="(\w+)"(?: crossorigin)? href="([^"]+)">', page)
    requested = [(kind, unescape(path)) for kind, path in found]
    layout, dependencies, style, shading = (path for kind, path in requested if kind == "fetch")
    assert (layout, dependencies) == (f"{here}_dash-layout", f"{here}_dash-dependencies")
    figures = _figures(client.get(layout).json)
    assert {figure["layout"]["map"]["style"] for figure in figures} == {style}
    shaded = {trace["geojson"] for figure in figures for trace in figure["data"] if "geojson" in trace}
    assert shaded == {shading}
    scripts = [path for kind, path in requested if kind == "script"]
    assert len(scripts) == len(requested) - 4
    # Those that the page starts when it is painted, Plotly, and what Dash loads for a graph.
    assert set(re.findall(r'type="text/plain" src="([^"]+)"', page)) < set(scripts)
    assert sum("plotly" in path for path in scripts) == 1
    for _kind, path in requested:
        assert client.get(path, buffered=True).status_code == 200, path


def test_pages_are_laid_out_once_before_anybody_asks_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    whole = page.layout

    def counted(dataset: Dataset, **settings: Any) -> Component:
        laid_out.append(dataset)
        made: Component = whole(dataset, **settings)
        return made

    monkeypatch.setattr(page, "layout", counted)
    server = create_app(dataset_of(tables())).server
    assert laid_out == []
    prepare_pages(server)
    assert len(laid_out) == 1
    visitor = server.test_client()
    assert visitor.get("/_dash-layout").json == visitor.get("/~en/_dash-layout").json
    assert len(laid_out) == 1


def test_the_layout_is_in_the_language_of_each_who_asks(client: FlaskClient) -> None:
    for language, word in [("ru", "Таблица"), ("en", "Table"), ("ru", "Таблица"), ("en", "Table")]:
        shown = json.loads(client.get(f"/~{language}/_dash-layout").data)
        assert f'"{word}' in json.dumps(shown, ensure_ascii=False)


def test_a_second_atlas_leaves_the_callbacks_of_the_first_alone(dataset: Dataset) -> None:
    first = create_app(dataset).server.test_client()
    before = first.get("/_dash-dependencies").text
    second = create_app(dataset).server.test_client()
    assert first.get("/_dash-dependencies").text == before
    assert second.get("/_dash-dependencies").text == before


def test_datasets_that_differ_only_in_their_description_are_not_confused() -> None:
    for name in ("first", "second"):
        visitor = create_app(dataset_of(tables(), name=name)).server.test_client()
        assert _summary(visitor)["dataset"]["name"] == name


def test_a_callback_answers_with_the_filter_it_is_sent(client: FlaskClient) -> None:
    founding_day = {"from": ["2020-11-23"], "to": ["2020-11-23"]}
    assert _news(client, founding_day) == "23 Nov 2020: 1 incident, 1 killed, 5 injured; 0 not on the map."


def test_a_callback_that_fails_says_so_and_leaves_the_page_as_it_is(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the server")

    visitor = create_app(dataset).server.test_client()
    visitor.get("/_dash-layout")
    monkeypatch.setattr(views, "summary_of", fail)
    with caplog.at_level(logging.ERROR):
        answer = views_of(visitor, EVERYTHING)
    assert answer.status_code == 200
    assert "The request failed" in str(answer.json["sideUpdate"][page.FAILURE])
    assert "headline" not in answer.text
    assert "secret" not in answer.text
    # Where it failed, and no text: an error's own may hold what a visitor sent.
    assert "RuntimeError at test_app.py" in caplog.text
    assert "secret" not in caplog.text


def test_the_wsgi_application_of_a_folder_answers(tmp_path: Path) -> None:
    server = create_wsgi(write_folder(tmp_path, tables()), allowed_hosts=["atlas.example.org"])
    assert _summary(server.test_client(), host="atlas.example.org")["incidents"] == 2


def test_the_wsgi_application_of_the_bundled_data_needs_no_arguments() -> None:
    assert create_wsgi().test_client().get("/healthz").status_code == 200


def test_a_folder_that_cannot_be_read_makes_no_wsgi_application(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"incidents\.csv: The file is missing"):
        create_wsgi(tmp_path)


def test_html_in_a_title_stays_text() -> None:
    visitor = create_app(dataset_of(tables(), title="Mines </title><h1>1 & 2")).server.test_client()
    assert (
        "<title>Mine incident atlas: Mines &lt;/title&gt;&lt;h1&gt;1 &amp; 2</title>" in visitor.get("/").text
    )


def _figures(part: Any) -> list[Any]:
    """The figures of the maps in a layout."""
    if isinstance(part, list):
        return [figure for one in part for figure in _figures(one)]
    if not isinstance(part, dict):
        return []
    figure = part.get("props", {}).get("figure") if "props" in part else None
    here = [figure] if isinstance(figure, dict) and "map" in figure["layout"] else []
    return here + [found for one in part.values() for found in _figures(one)]


def _summary(visitor: FlaskClient, host: str = "localhost") -> Any:
    answer = visitor.get("/summary.json", headers={"Host": host})
    assert answer.status_code == 200
    return json.loads(answer.data)


def _news(visitor: FlaskClient, stored: dict[str, list[str]]) -> str:
    news: str = later_of(visitor, stored)["headline-latest"]["data"]
    return news
