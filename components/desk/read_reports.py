"""A report in: what was pasted or given as a file, and the drafts that a stored report gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from flask import current_app

from data.coding.coded import text_of
from data.errors import FileError
from data.language import _, current
from data.reports.drafting.drafts import drafts_of
from data.reports.files.open_reports import reports_in
from data.reports.model.client import Model, ModelError
from data.reports.model.completed import completed
from data.reports.report import Drafts
from data.reports.report import Report as Text
from data.store.records.records import Report
from data.tables.layers.districts import use_number
from data.text.plain_text import writable

FACTS: Final = ("title", "publisher", "published", "url", "language")
_LINES: Final = (".jsonl", ".ndjson")
_LONGEST_FACT: Final = 500


def read_text(file: str, content: bytes) -> Text:
    """The report of a file, or of a pasted text without a name. Raises FileError, a sentence."""
    if file.lower().endswith(_LINES):
        raise FileError(file, _("The desk reads one report at a time; for many use: mine-atlas draft."))
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


MODEL: Final = "LANGUAGE_MODEL"
"""Where the desk's application keeps its language model, None without one."""


def drafts_in(report: Report) -> Drafts:
    """The drafts of a stored report, completed by the desk's language model where it has one."""
    model = current_app.config.get(MODEL)
    drafts = _by_rules(report, use_number())
    if model is None:
        return drafts
    try:
        return _by_model(report, model, current(), use_number())
    except ModelError as error:
        # Not kept, so that the model is queried again when it has been started.
        return replace(drafts, remark=str(error))


@lru_cache(maxsize=64)
def _by_rules(report: Report, _use: int) -> Drafts:
    """The drafts of the rules, in the boundaries of a use of districts."""
    return drafts_of(text_of(report))


@lru_cache(maxsize=256)
def _by_model(report: Report, model: Model, _language: str, use: int) -> Drafts:
    """The drafts with what a model adds, and its remark in a language. Raises ModelError."""
    return completed(_by_rules(report, use), model)
