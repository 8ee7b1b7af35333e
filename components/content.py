"""Content without a Dash component for each of its elements; assets/content.js draws it.

Dash's renderer asks every component on the page at every step of every callback whether it has changed. A page
with all its tables as components spends seconds on that; a table as one attribute of one component costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

CONTENT: Final = "data-content"
"""The property of a `box` that callbacks give `content`."""

CONTENTS: Final = "data-contents"
"""The property of any element of the page that callbacks give `contents`, for boxes elsewhere on it."""

AT_ONCE: Final = "data-at-once"
"""Marks a box that takes its part of `CONTENTS` at once; the others take theirs when the map is drawn."""

_ATTRIBUTES: Final = {
    "className": "class",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
}
_COPIED_ATTRIBUTES: Final = {
    "disabled",
    "hidden",
    "href",
    "lang",
    "open",
    "rel",
    "role",
    "scope",
    "target",
    "title",
    "type",
    "value",
}
_LINKS: Final = ("https://", "http://", "/", "#", "?")


def box(identifier: str, made: Any = (), element: type[Component] = html.Div, **settings: Any) -> Any:
    """An `element` that shows what `made` holds: elements of `dash.html`, texts, lists of both."""
    return element(id=identifier, **{CONTENT: content(made), **settings})


def content(made: Any) -> str:
    """Elements and texts as `CONTENT` takes them.

    An element whose id is a mapping is a button: pressing it puts the mapping into the store `ids.PRESSED`.

    Raises:
        TypeError: for a component that is not of `dash.html`, or a property that no element here has.
        ValueError: for a link that is neither http(s) nor within the atlas.
    """
    return json.dumps(nodes_of(made), ensure_ascii=False, separators=(",", ":"))


def contents(made: Mapping[str, Any], stored: object = None) -> str:
    """What several boxes hold, by their ids, as `CONTENTS` takes it: each component that an answer changes costs
    the page's renderer a pass over all of them. `stored` is the filter that they are of, as the page sent it.
    """
    written = {"of": stored, "boxes": {box: nodes_of(part) for box, part in made.items()}}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def nodes_of(made: Any) -> list[Any]:
    """Elements and texts as lists: of texts, and of tag, attributes and nodes within. Raises as `content` does."""
    if made is None or made == "":
        return []
    if isinstance(made, list | tuple):
        return [node for part in made for node in nodes_of(part)]
    if not isinstance(made, Component):
        return [str(made)]
    written = made.to_plotly_json()
    if written["namespace"] != "dash_html_components":
        raise TypeError(f"{written['type']} is not an element; content takes those of dash.html.")
    properties = dict(written["props"])
    children = nodes_of(properties.pop("children", None))
    attributes = dict(_attribute(name, value) for name, value in properties.items() if value is not False)
    return [[written["type"].lower(), attributes, children]]


def _attribute(name: str, value: Any) -> tuple[str, str]:
    if name == "id" and isinstance(value, dict):
        return "data-press", json.dumps(value, ensure_ascii=False, sort_keys=True)
    if name == "style":
        return name, ";".join(f"{key}:{part}" for key, part in value.items())
    if name == "href" and not str(value).startswith(_LINKS):
        raise ValueError(f"“{value}” is not a link that a page may hold; use http or https.")
    if (
        name not in _ATTRIBUTES
        and name not in _COPIED_ATTRIBUTES
        and name != "id"
        and not name.startswith(("aria-", "data-"))
    ):
        raise TypeError(f"No element of a content has “{name}”.")
    return _ATTRIBUTES.get(name, name), "" if value is True else str(value)
