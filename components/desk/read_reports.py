"""A report in: what was pasted or given as a file, and the drafts that a stored report gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from data.coding.coded import text_of
from data.errors import FileError
from data.language import _
from data.plain_text import writable
from data.reports.drafting import drafts_of
from data.reports.files.open_reports import reports_in
from data.reports.report import Drafts
from data.reports.report import Report as Text
from data.store.records import Report

FACTS: Final = ("title", "publisher", "published", "url", "language")
_LINES: Final = (".jsonl", ".ndjson")
_LONGEST_FACT: Final = 500


def read_text(file: str, content: bytes) -> Text:
    """The report of a file, or of a pasted text without a name. Raises FileError, a sentence."""
    if file.lower().endswith(_LINES):
        raise FileError(file, _("The desk takes one report at a time; for many use: mine-atlas draft."))
    (line,) = reports_in(file, content)
    if line.report is None:
        raise FileError(file, line.error)
    return line.report


def with_facts(text: Text, facts: dict[str, str]) -> Text:
    """The report with what a person gave in place of what was found. Raises FileError for a wrong day or address."""
    given = {name: facts.get(name, "").strip()[:_LONGEST_FACT] for name in FACTS}
    published = text.published
    if given["published"]:
        try:
            published = date.fromisoformat(given["published"])
        except ValueError as error:
            raise FileError("", _("The day of publication is written as 2020-11-24.")) from error
    address = given["url"] or text.address
    if address and not _is_web_address(address):
        if given["url"]:
            raise FileError("", _("The address begins with https:// or http://."))
        address = ""
    return replace(
        text,
        title=given["title"] or text.title,
        publisher=given["publisher"] or text.publisher,
        published=published,
        address=address,
        language=given["language"] or text.language,
    )


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def facts_of(text: Text) -> dict[str, str]:
    """What is known of a report, as it is stored; a report without a language gets the one it is written in."""
    return {
        "title": writable(text.title),
        "publisher": writable(text.publisher),
        "published": text.published.isoformat() if text.published else "",
        "url": writable(text.address),
        "language": text.language or drafts_of(text).language,
    }


@lru_cache(maxsize=64)
def drafts_in(report: Report) -> Drafts:
    """The drafts of a stored report."""
    return drafts_of(text_of(report))
