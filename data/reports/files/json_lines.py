"""Reports as JSON Lines: an object a line with `text`, and `id`, `title`, `published`, `publisher`, `language`, `address`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data.errors import FileError
from data.imports.formats.text.text_encoding import decoded
from data.reports.report import Report
from data.reports.text.sentences import MOST_LETTERS
from data.text.excerpt import excerpt

_TEXTS: Final = ("id", "title", "publisher", "language", "address")


@dataclass(frozen=True)
class Line:
    """One report of a file."""

    report_id: str
    report: Report | None
    """None where it cannot be read."""
    error: str = ""
    """Why it cannot, as a sentence."""


def lines_of(file: str, content: bytes) -> Iterator[Line]:
    """The reports of the lines that are not empty. Raises FileError when the file is no text."""
    text, _encoding = decoded(file, content)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _line(number, line)


def _line(number: int, line: str) -> Line:
    name = f"line {number}"
    if len(line) > 8 * MOST_LETTERS:
        return Line(name, None, f"Line {number} has {len(line):,} characters; give one news item a line.")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return Line(name, None, f"Line {number} is not JSON; write one object a line.")
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        return Line(name, None, f"Line {number} has no “text”; write an object with the report's text.")
    try:
        return Line(_id(number, values), _report(number, values))
    except FileError as error:
        return Line(_id(number, values), None, error.sentence)


def _id(number: int, values: dict[str, Any]) -> str:
    given = values.get("id")
    return str(given) if isinstance(given, str | int) else f"line {number}"


def _report(number: int, values: dict[str, Any]) -> Report:
    texts = {name: values.get(name) or "" for name in _TEXTS}
    for name, value in texts.items():
        if not isinstance(value, str | int):
            raise FileError("", f"Line {number}: “{name}” must be a text.")
    report = Report(
        text=values["text"],
        title=str(texts["title"]),
        published=_day(number, values.get("published")),
        publisher=str(texts["publisher"]),
        language=str(texts["language"]),
        address=str(texts["address"]),
        report_id=str(texts["id"]),
    )
    if len(report.whole) > MOST_LETTERS:
        raise FileError(
            "",
            f"Line {number}: the report has {len(report.whole):,} characters, and at most {MOST_LETTERS:,} are "
            "read; give one news item at a time.",
        )
    return report


def _day(number: int, value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        sentence = f"Line {number}: “published” found “{excerpt(str(value))}”; write a day as 2020-11-24."
        raise FileError("", sentence) from error
