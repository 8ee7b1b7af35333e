"""What the first answer holds, read without running a script."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from components.application.atlas import create_app
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from tests.tables import bundled


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Asks an atlas of the bundled data."""
    client: FlaskClient = create_app(bundled()).server.test_client()
    return client


def _first_view(client: FlaskClient, address: str) -> str:
    page = client.get(address).get_data(as_text=True)
    view = page.partition('<div id="first-view"')[2].partition("<footer>")[0]
    assert view, page[:2000]
    return view


def _words(view: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", view)))


def test_headline_list_and_map_are_there_before_any_script(client: FlaskClient) -> None:
    view = _first_view(client, "/")
    words = _words(view)
    assert "165 incidents" in words
    assert "83 killed" in words
    assert "154 on the map" in words
    assert view.count('href="/?incident=') == 50
    circles = len(summary_of(bundled(), IncidentFilter()).points)
    assert view.count('class="first-map-dot casing"') == circles > 50


def test_the_list_begins_as_low_as_on_the_live_page(client: FlaskClient) -> None:
    view = _first_view(client, "/")
    for text, is_chosen in (("All 165", "true"), ("Not mapped 11", "false")):
        assert f'<button disabled="" aria-pressed="{is_chosen}">{text}</button>' in view


def test_the_first_view_is_that_of_the_filter(client: FlaskClient) -> None:
    view = _first_view(client, "/?outcome=killed&from=2021-01-01")
    incident_filter = IncidentFilter.from_query([("outcome", "killed"), ("from", "2021-01-01")])[0]
    summary = summary_of(bundled(), incident_filter)
    assert f"<b>{summary.incidents}</b>" in view
    assert view.count('class="first-map-dot casing"') == len(summary.points)
    assert 'href="/?from=2021-01-01&amp;outcome=killed&amp;incident=' in view


def test_a_part_of_the_filter_leads_to_the_rest(client: FlaskClient) -> None:
    view = _first_view(client, "/?outcome=killed&victim=deminer")
    assert 'href="/?outcome=killed" class="active-filter-part"' in view
    assert 'href="/?victim=deminer" class="active-filter-part"' in view


def test_both_ends_of_the_dates_are_one_part(client: FlaskClient) -> None:
    view = _first_view(client, "/?from=2021-01-01&to=2021-12-31&victim=deminer")
    assert 'href="/?victim=deminer" class="active-filter-part"' in view


def test_a_selected_incident_is_there_as_its_card(client: FlaskClient) -> None:
    view = _first_view(client, "/?incident=KAR-20201123-01")
    assert 'class="page-aside has-card"' in view
    assert "Moscow Times" in _words(view)


def test_what_was_not_understood_is_reported_at_once(client: FlaskClient) -> None:
    assert "frm" in _words(_first_view(client, "/?frm=2021-01-01"))


def test_the_language_is_that_of_the_page(client: FlaskClient) -> None:
    view = _first_view(client, "/?lang=ru")
    assert "инцидентов" in view
    assert 'href="/?lang=ru&amp;incident=' in view or "&amp;lang=ru" in view


def test_the_embedded_map_has_one_too(client: FlaskClient) -> None:
    view = _first_view(client, "/embed?outcome=killed")
    assert "first-map-dot killed" in view
    assert "first-map-dot injured" not in view
    assert "Reported past incidents only." in view


def test_nothing_matches_is_a_sentence_over_an_empty_map(client: FlaskClient) -> None:
    view = _first_view(client, "/?q=zzzz")
    assert "Nothing matches" in view
    assert "first-map-dot" not in view
    assert "first-map-land" in view


@pytest.mark.parametrize(
    "view",
    [
        "lon=0&lat=0&zoom=11",
        "lon=46.0&lat=40.2&zoom=14",
        "lon=179.9&lat=-85&zoom=1",
        "lon=-180&lat=0&zoom=3",
        "lon=43.39256&lat=41.04536&zoom=11",
    ],
)
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_view_with_nothing_to_draw_in_it_is_drawn(client: FlaskClient, path: str, view: str) -> None:
    answer = client.get(f"{path}?{view}&lines=1")
    assert answer.status_code == 200
    assert "first-map" in answer.text


def test_texts_of_an_address_are_written_as_text(client: FlaskClient) -> None:
    view = _first_view(client, "/?q=<script>alert(1)</script>&<b>=1")
    assert "<script" not in view
    assert "<b>=1" not in view


def test_no_id_and_nothing_for_scripts_is_in_it(client: FlaskClient) -> None:
    view = _first_view(client, "/")
    assert not re.search(r'<[^>]* (id|data-[a-z]+|tabindex)="', view)


def test_the_view_without_a_filter_is_in_the_language_of_each_who_asks(client: FlaskClient) -> None:
    english, russian = (_first_view(client, address) for address in ("/", "/?lang=ru"))
    assert _first_view(client, "/") == english != russian
    assert "165 incidents" in _words(english)
    assert "165 инцидентов" in _words(russian)


def test_the_filter_stands_with_the_fields_and_boxes_of_the_live_page(client: FlaskClient) -> None:
    view = _first_view(client, "/")
    words = _words(view)
    for label in ("First day", "Last day", "Outcome Killed Injured", "Victim category", "Device"):
        assert label in words, label
    # Only the user's own data have own columns.
    assert "Own columns" not in words
