"""A Dash layout as plain HTML: the same elements and classes, so that it takes the same room as the live page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from dash.development.base_component import Component

from components.content import CONTENT

_VOID: Final = {"br", "hr", "img", "input"}
_FIELDS: Final = {"Select", "MultiSelect", "DateInput", "TextInput", "NumberInput", "SegmentedControl"}
"""Mantine's controls that take a line of the page; without a script they are nothing but that line."""
_CONTAINERS: Final = {"MantineProvider", "DatesProvider", "Alert", "Switch"}
_LEFT_OUT: Final = ("data-", "id", "tabindex", "aria-controls", "aria-labelledby", "aria-live")
"""Attributes that lead to scripts, or to other elements by their ids."""


@dataclass(frozen=True)
class Filled:
    """What a view puts into a layout, by the ids of its components."""

    contents: Mapping[str, str]
    """HTML within elements, instead of what the layout has there."""
    others: Mapping[str, str]
    """HTML for components that are not of `dash.html`; without it, those that hold nothing are left out."""
    properties: Mapping[str, Mapping[str, Any]]
    """Properties that differ from those in the layout."""


def written(made: Any, filled: Filled) -> str:
    """The HTML of a layout. What only a script could do is left out, or disabled."""
    if made is None or isinstance(made, str | int | float):
        return escape(str("" if made is None else made))
    if isinstance(made, list | tuple):
        return "".join(written(part, filled) for part in made)
    name = getattr(made, "id", None)
    if isinstance(name, str) and name in filled.others:
        return filled.others[name]
    described = made.to_plotly_json()
    if described["namespace"] != "dash_html_components":
        return _foreign(made, filled)
    return _element(described["type"].lower(), described["props"], filled)


def written_nodes(nodes: list[Any], link: Callable[[Mapping[str, str]], str | None]) -> str:
    """The HTML of what `components.content` describes. `link` gives the address to which the button with such a
    mapping leads; a button that leads nowhere is left out, and one with "" is there, disabled.
    """
    return "".join(escape(node) if isinstance(node, str) else _node(node, link) for node in nodes)


def _node(node: list[Any], link: Callable[[Mapping[str, str]], str | None]) -> str:
    tag, attributes, children = node
    inner = written_nodes(children, link)
    if "data-press" in attributes:
        address = link(json.loads(attributes["data-press"]))
        classes = {"class": attributes["class"]} if "class" in attributes else {}
        leads = {"href": address or "", **classes}
        if address == "":
            return f'<button disabled=""{_written_attributes(attributes)}>{inner}</button>'
        return "" if address is None else f"<a{_written_attributes(leads)}>{inner}</a>"
    return f"<{tag}{_written_attributes(attributes)}>{inner}</{tag}>" if tag not in _VOID else f"<{tag}>"


def _element(tag: str, described: Mapping[str, Any], filled: Filled) -> str:
    name = described["id"] if isinstance(described.get("id"), str) else ""
    properties = {**described, **filled.properties.get(name, {})}
    children, content = properties.pop("children", None), properties.pop(CONTENT, None)
    if name in filled.contents:
        inner = filled.contents[name]
    elif content is not None:
        inner = written_nodes(json.loads(content), lambda _press: None)
    else:
        inner = written(children, filled)
    if tag == "button":
        properties["disabled"] = True
    attributes = dict(_named(key, value) for key, value in properties.items() if value is not False)
    return f"<{tag}{_written_attributes(attributes)}>" + ("" if tag in _VOID else f"{inner}</{tag}>")


def _foreign(made: Component, filled: Filled) -> str:
    kind = type(made).__name__
    if (getattr(made, "style", None) or {}).get("display") == "none":
        return ""
    if kind == "CheckboxGroup":
        options = (getattr(option, "label", "") for option in made.children or [])
        boxes = "".join(f"<span>{escape(str(label))}</span>" for label in options)
        return f'<div class="first-view-field first-view-boxes">{escape(made.label)}{boxes}</div>'  # type: ignore[attr-defined]
    if kind in _FIELDS:
        label, classes = getattr(made, "label", None), getattr(made, "className", None) or ""
        shown = escape(label) if isinstance(label, str) else ""
        return f'<div class="first-view-field {escape(classes)}">{shown}</div>'
    if kind in _CONTAINERS:
        return written(getattr(made, "children", None), filled)
    return ""


def _named(key: str, value: Any) -> tuple[str, str]:
    if key == "style":
        return key, ";".join(f"{name}:{part}" for name, part in value.items())
    name = {"className": "class", "tabIndex": "tabindex", "htmlFor": "for"}.get(key, key)
    return name.lower(), "" if value is True else str(value)


def _written_attributes(attributes: Mapping[str, str]) -> str:
    attributes_left = ((name, value) for name, value in attributes.items() if not name.startswith(_LEFT_OUT))
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes_left)
