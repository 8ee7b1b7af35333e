"""What a program says of what it read: English for commands and files, in the reader's language on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.language import _, number_text


class Statement(str):
    """An English sentence that can be said in another language."""

    __slots__ = ("sentence", "values")
    sentence: str
    """As the catalogues have it, before its values were filled in."""
    values: Mapping[str, str | int]

    @property
    def facts(self) -> dict[str, Any]:
        """What `statement_of` makes it from again, for JSON."""
        return {"sentence": self.sentence, "values": dict(self.values)}

    def translated(self) -> str:
        """The sentence in the language spoken now."""
        numbers = {name: number_text(value) for name, value in self.values.items() if isinstance(value, int)}
        return _(self.sentence).format(**{**self.values, **numbers})


def statement(sentence: str, **values: str | int) -> Statement:
    """A sentence that is marked with N_, with its values."""
    filled = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    made = Statement(sentence.format(**filled))
    made.sentence, made.values = sentence, values
    return made


def statement_of(facts: Mapping[str, Any]) -> Statement:
    """The statement that gave the facts."""
    return statement(facts["sentence"], **facts["values"])
