"""Sentences in English, in the form in which they will be translated."""

from __future__ import annotations


def _(text: str) -> str:
    """The text in the language of its reader."""
    return text


def N_(text: str) -> str:
    """The text itself: marks one that is translated where it is used."""
    return text


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a text that goes with a number."""
    return singular if number == 1 else plural


def number_text(number: float) -> str:
    """The number as it is written: "1,848"."""
    return f"{number:,.3f}".rstrip("0").rstrip(".")


def current() -> str:
    """The code of the language."""
    return "en"
