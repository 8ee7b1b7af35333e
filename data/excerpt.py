"""The beginning of a text that somebody wrote, where a sentence or a cell has no room for all of it."""

from __future__ import annotations


def excerpt(text: str, length: int = 80) -> str:
    """The text, or as many letters of it as fit with an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"
