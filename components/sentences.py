"""Whole sentences that hold an element: a bold number, a link, a text in another language."""

from __future__ import annotations

import re
from typing import Any

from dash import html


def filled(sentence: str, **parts: Any) -> list[Any]:
    """The sentence as children of a component, each `{placeholder}` replaced by its element or text."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    return [parts[piece] if position % 2 else piece for position, piece in enumerate(pieces) if piece]


def free_text(text: str, language: str) -> Any:
    """A text of the data with its language, where that is known."""
    return html.Span(text, lang=language) if language else text
