"""What `components.content` writes for the browser, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
import pytest
from dash import dcc, html

from components.content import CONTENT, box, content


def test_texts_and_elements_keep_their_order() -> None:
    made = [html.P(["two ", html.B("bold"), 3]), "loose", [html.Hr()]]
    assert json.loads(content(made)) == [
        ["p", {}, ["two ", ["b", {}, ["bold"]], "3"]],
        "loose",
        ["hr", {}, []],
    ]


def test_markup_in_a_text_stays_a_text() -> None:
    assert json.loads(content(html.P("<img src=x>"))) == [["p", {}, ["<img src=x>"]]]


def test_nothing_gives_nothing() -> None:
    assert content(None) == content("") == content([None, ""]) == "[]"


def test_properties_become_attributes() -> None:
    given_attributes: Any = {"aria-label": "one", "data-copy": "x"}
    made = html.Td("1", className="killed", colSpan=2, lang="az", hidden=True, **given_attributes)
    assert json.loads(content(made)) == [
        [
            "td",
            {
                "class": "killed",
                "colspan": "2",
                "lang": "az",
                "hidden": "",
                "aria-label": "one",
                "data-copy": "x",
            },
            ["1"],
        ]
    ]


def test_what_is_false_is_no_attribute() -> None:
    assert json.loads(content(html.Details("x", open=False))) == [["details", {}, ["x"]]]


def test_a_style_is_written_as_declarations() -> None:
    assert json.loads(content(html.Span(style={"width": "3%", "height": "1px"}))) == [
        ["span", {"style": "width:3%;height:1px"}, []]
    ]


def test_a_mapping_as_id_is_what_pressing_the_button_means() -> None:
    [[tag, attributes, texts]] = json.loads(
        content(html.Button("Civilians", id={"type": "line", "value": "Civilians"}))
    )
    assert (tag, texts) == ("button", ["Civilians"])
    assert json.loads(attributes["data-press"]) == {"type": "line", "value": "Civilians"}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", " https://example.org"]
)
def test_only_links_of_the_web_and_of_the_atlas_are_written(address: str) -> None:
    with pytest.raises(ValueError, match="not a link"):
        content(html.A("x", href=address))


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "http://example.org", "/compare?a=1", "#not-drawn", "?q=1"]
)
def test_a_link_stays_as_it_is(address: str) -> None:
    assert json.loads(content(html.A("x", href=address)))[0][1] == {"href": address}


@pytest.mark.parametrize("component", [dcc.Store(id="x"), dmc.Text("x"), html.Div(dcc.Store(id="x"))])
def test_a_component_that_is_no_element_is_refused(component: object) -> None:
    with pytest.raises(TypeError, match="not an element"):
        content(component)


def test_a_property_that_no_element_has_is_refused() -> None:
    with pytest.raises(TypeError, match="n_clicks"):
        content(html.Button("x", n_clicks=1))


def test_a_box_is_one_component_with_its_content_as_a_property() -> None:
    made = box("here", html.P("x"), role="group")
    assert made.to_plotly_json()["props"] == {
        "id": "here",
        "children": None,
        CONTENT: content(html.P("x")),
        "role": "group",
    }
