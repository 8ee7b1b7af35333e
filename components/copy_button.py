"""A button that copies a text; assets/copy_button.js does the copying, also where a page has no secure origin."""

from __future__ import annotations

from typing import Any

from dash import html

from components.accessible import aria
from data.language import _


def copy_button(name: str, *, text: str = "", box: str = "", shown: str = "") -> html.Button:
    """A button named `name` that copies `text`, or what the field with the id `box` holds when pressed.

    `shown` is what stands on it where the name is too long for that.
    """
    attributes: dict[str, Any] = {"data-copied": _("Copied")}
    attributes |= {"data-copy-box": box} if box else {"data-copy": text}
    attributes |= aria(label=name) if shown else {}
    return html.Button(shown or name, type="button", className="copy-button", **attributes)
