"""What a program says of what it read: English for commands and files, in the reader's language on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.errors import AtlasError, FileError
from data.language import _, number_text


class Statement(str):
    """An English sentence that can be translated."""

    __slots__ = ("place", "sentence", "values")
    sentence: str
    """As the catalogues have it, before its values were filled in."""
    values: Mapping[str, str | int]
    place: str
    """The file that it is about, before the sentence; "" where the sentence names it, or none."""

    @property
    def facts(self) -> dict[str, Any]:
        """What `statement_of` makes it from again, for JSON."""
        return {"sentence": self.sentence, "values": dict(self.values), "place": self.place}

    def translated(self) -> str:
        """The sentence in the language spoken now."""
        numbers = {name: number_text(value) for name, value in self.values.items() if isinstance(value, int)}
        return _at(self.place, _filled(_(self.sentence), {**self.values, **numbers}))


def statement(sentence: str, **values: str | int) -> Statement:
    """A sentence that is marked with N_, with its values."""
    return _made(sentence, values, "")


def statement_of(facts: Mapping[str, Any]) -> Statement:
    """The statement that gave the facts."""
    return _made(facts["sentence"], facts["values"], facts.get("place", ""))


def refusal(error: AtlasError) -> Statement:
    """Why something was refused, with the file's name before it where it has one."""
    sentence = error.sentence if isinstance(error, FileError) else str(error)
    place = error.file if isinstance(error, FileError) else ""
    if isinstance(sentence, Statement):
        return _made(sentence.sentence, sentence.values, place)
    return _made(sentence, {}, place)


def translated(text: str) -> str:
    """A statement, or a plain sentence that the catalogues may have, in the language spoken now; "" stays so."""
    if isinstance(text, Statement):
        return text.translated()
    return _(text) if text else ""


def packed(text: str) -> Any:
    """A text for JSON, from which `unpacked` makes it again."""
    return text.facts if isinstance(text, Statement) else text


def unpacked(facts: Any) -> str:
    """The text, or the statement, that was packed."""
    return statement_of(facts) if isinstance(facts, dict) else str(facts)


def _made(sentence: str, values: Mapping[str, str | int], place: str) -> Statement:
    written = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    made = Statement(_at(place, _filled(sentence, written)))
    made.sentence, made.values, made.place = sentence, values, place
    return made


def _filled(sentence: str, values: Mapping[str, Any]) -> str:
    # A plain sentence, which has no values, may quote a brace of a file.
    return sentence.format(**values) if values else sentence


def _at(place: str, sentence: str) -> str:
    return f"{place}: {sentence}" if place else sentence
