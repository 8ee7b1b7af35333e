"""What a dataset says in its own words, in the languages of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from data.language import LANGUAGES

MOST_TERMS: Final = 1_000
LONGEST_TERM: Final = 200
LONGEST_SENTENCE: Final = 1_000
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TEXTS: Final = ("title", "attribution")
_TERMS: Final = ("actors", "sides", "scopes", "qualifiers")


@dataclass(frozen=True)
class Translation:
    """A dataset's own texts in one language; what is empty or missing is shown as the dataset has it."""

    title: str = ""
    attribution: str = ""
    limits: tuple[str, ...] = ()
    """In the order of the dataset's own; empty for none."""
    actors: Mapping[str, str] = field(default_factory=dict)
    """Words for each `affected_actor`."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """Words for each `affected_side`."""
    scopes: Mapping[str, str] = field(default_factory=dict)
    """Words for each `scope` of the official totals."""
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    """Words for each `qualifier` of the official totals."""


class TranslationError(ValueError):
    """`translations` of dataset.json cannot be used; the text says where and what to write."""


def translations_of(read: Any, limits: int) -> dict[str, Translation]:
    """The translations by language, of what JSON holds; `limits` is the number of the dataset's own.

    Raises TranslationError for a language, key or text that cannot be used.
    """
    if not isinstance(read, dict):
        raise TranslationError("Give the translations by language, or leave the key out.")
    unknown = sorted(set(map(str, read)) - set(LANGUAGES))
    if unknown:
        raise TranslationError(f"“{unknown[0]}” is not a language of the atlas; use {', '.join(LANGUAGES)}.")
    return {language: _translation(language, texts, limits) for language, texts in read.items()}


def written_translations(translations: Mapping[str, Translation]) -> dict[str, Any]:
    """What `translations_of` reads as these: a language leaves out what it has no text for."""
    return {
        language: {key: texts for key, texts in asdict(translation).items() if texts}
        for language, translation in translations.items()
    }


def _translation(language: str, read: Any, limits: int) -> Translation:
    known = [*_TEXTS, "limits", *_TERMS]
    if not isinstance(read, dict) or not set(read) <= set(known):
        raise TranslationError(f"“{language}” may hold only {', '.join(known)}.")
    sentences = read.get("limits", [])
    if not isinstance(sentences, list) or len(sentences) not in (0, limits):
        raise TranslationError(f"“limits” of “{language}” needs {limits} sentences, as the dataset's own.")
    texts = {key: _text(language, key, read[key], LONGEST_SENTENCE) for key in _TEXTS if key in read}
    terms = {key: _terms(language, key, read[key]) for key in _TERMS if key in read}
    return Translation(
        title=texts.get("title", ""),
        attribution=texts.get("attribution", ""),
        limits=tuple(_text(language, "limits", text, LONGEST_SENTENCE) for text in sentences),
        actors=terms.get("actors", {}),
        sides=terms.get("sides", {}),
        scopes=terms.get("scopes", {}),
        qualifiers=terms.get("qualifiers", {}),
    )


def _terms(language: str, key: str, read: Any) -> dict[str, str]:
    if not isinstance(read, dict) or len(read) > MOST_TERMS:
        raise TranslationError(f"“{key}” of “{language}” needs at most {MOST_TERMS} terms with their words.")
    return {term: _text(language, key, words, LONGEST_TERM) for term, words in read.items()}


def _text(language: str, key: str, text: Any, longest: int) -> str:
    is_usable = isinstance(text, str) and 0 < len(text.strip()) <= longest and not _CONTROL.search(text)
    if not is_usable:
        raise TranslationError(
            f"“{key}” of “{language}” needs texts of 1 to {longest} letters without control characters."
        )
    return " ".join(text.split())
