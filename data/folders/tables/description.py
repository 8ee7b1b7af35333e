"""dataset.json: what a folder of tables says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from data.errors import DatasetError, RowProblem
from data.folders.tables.refusals import refusal
from data.tables.translations import Translation, TranslationError, translations_of
from data.tables.vocabulary import Outcome
from data.text.plain_text import is_writable, writable

DESCRIPTION: Final = "dataset.json"
MOST_LIMITS: Final = 50
LONGEST_LIMIT: Final = 1_000
LONGEST_TITLE: Final = 300
LONGEST_TEXT: Final = 10_000
"""Letters of any other text of dataset.json."""
_DESCRIBED: Final = ("name", "title", "as_of", "licence", "attribution")


@dataclass(frozen=True)
class Description:
    """What dataset.json says."""

    name: str
    """Of small letters, digits and hyphens."""
    title: str
    as_of: date
    licence: str
    attribution: str
    limits: tuple[str, ...] = ()
    """What the collection leaves out and why, a sentence each; the key may be missing."""
    cannot_tell: tuple[str, ...] = ()
    """Names of outcomes that the source never records; the key may be missing."""
    language: str = ""
    """Of the title and the free texts, such as "en"; "" when it is not given."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """By language; the key may be missing."""


def read_description(content: bytes | None) -> Description:
    """What dataset.json says; every key is a text. Raises DatasetError that names each key at fault."""
    if content is None:
        raise refusal(DESCRIPTION, f"The file is missing; add it with {', '.join(_DESCRIBED)}.")
    try:
        read: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refusal(DESCRIPTION, "This is not JSON in UTF-8; correct it.") from error
    if unusable := _unusable_texts(read):
        raise DatasetError(unusable)
    missing = [key for key in _DESCRIBED if not isinstance(read, dict) or not isinstance(read.get(key), str)]
    if missing:
        raise DatasetError(
            [RowProblem(DESCRIPTION, None, key, None, "Give it as a text.") for key in missing]
        )
    if not re.fullmatch(r"[a-z0-9-]{1,60}", read["name"]):
        remedy = "Write a short name of small letters, digits and hyphens; files are named after it."
        raise DatasetError([RowProblem(DESCRIPTION, None, "name", read["name"], remedy)])
    cannot_tell = _sentences(read, "cannot_tell")
    outcomes = [outcome.value for outcome in Outcome if outcome.value in map(str.casefold, cannot_tell)]
    others = [limit for limit in cannot_tell if limit.casefold() not in outcomes]
    limits = tuple(dict.fromkeys([*_sentences(read, "limits"), *others]))
    return Description(
        read["name"],
        read["title"],
        _day(read["as_of"]),
        read["licence"],
        read["attribution"],
        limits,
        tuple(outcomes),
        _language(read.get("language", "")),
        _translations(read.get("translations", {}), len(limits)),
    )


def _unusable_texts(described: Any) -> list[RowProblem]:
    """The texts anywhere in dataset.json that are too long, or that no file that leaves the atlas could hold."""
    found = []
    waiting = [("", described)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(str(name), name) for name in value] + [
                (str(name), part) for name, part in value.items()
            ]
        elif isinstance(value, list):
            waiting += [(key, part) for part in value]
        elif isinstance(value, str):
            longest = LONGEST_TITLE if key == "title" else LONGEST_TEXT
            if len(value) > longest:
                remedy = f"Write at most {longest:,} letters."
                found.append(RowProblem(DESCRIPTION, None, writable(key), value, remedy))
            elif not is_writable(value):
                remedy = "Remove the control character or half letter."
                found.append(RowProblem(DESCRIPTION, None, writable(key), writable(value), remedy))
    return found


def _sentences(read: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The sentences under a key that may be missing; of `cannot_tell` the names of outcomes too."""
    listed = read.get(key, [])
    is_list = isinstance(listed, list) and len(listed) <= MOST_LIMITS
    if not is_list or not all(
        isinstance(limit, str) and 0 < len(limit.strip()) <= LONGEST_LIMIT for limit in listed
    ):
        remedy = (
            f"Write at most {MOST_LIMITS} sentences of at most {LONGEST_LIMIT} letters, or leave the key out."
        )
        raise DatasetError([RowProblem(DESCRIPTION, None, key, None, remedy)])
    return tuple(" ".join(limit.split()) for limit in listed)


def _translations(read: Any, limits: int) -> dict[str, Translation]:
    try:
        return translations_of(read, limits)
    except TranslationError as error:
        raise DatasetError([RowProblem(DESCRIPTION, None, "translations", None, str(error))]) from error


def _language(code: Any) -> str:
    if not isinstance(code, str) or not re.fullmatch(r"|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
        remedy = "Write the code of the language of title and texts, such as en, or leave the key out."
        raise DatasetError([RowProblem(DESCRIPTION, None, "language", str(code), remedy)])
    return code


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError("ISO 8601 has other forms as well")
    except ValueError as error:
        problem = RowProblem(DESCRIPTION, None, "as_of", text, "Write a day as YYYY-MM-DD.")
        raise DatasetError([problem]) from error
    return day
