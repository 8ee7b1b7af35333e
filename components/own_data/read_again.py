"""The button that reads the file again with what a visitor has corrected."""

from __future__ import annotations

from typing import Final

from dash import html

from data.language import _

READ_AGAIN: Final = "own-data-read-again"
"""Type of the id of the button; like the choices it stands on the page only with a report."""


def read_again(index: int) -> html.Button:
    """The button; `index` tells it from the others of its report."""
    return html.Button(_("Read again"), id={"type": READ_AGAIN, "index": index}, className="own-data-explore")
