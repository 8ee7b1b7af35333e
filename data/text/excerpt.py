"""The beginning of a text that somebody wrote, where a sentence or a cell has no room for all of it."""

from __future__ import annotations


def excerpt(text: str, length: int = 80) -> str:
    """The text, or as many letters of it as fit with an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def quoted(text: str) -> str:
    """An excerpt for a sentence about an address: with a sign in place of each letter that cannot be seen."""
    return excerpt("".join(letter if letter.isprintable() else "�" for letter in text))
