"""The report of an e-mail: its text, its subject as the title, its day and its sender."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Final

from data.errors import FileError
from data.reports.files.html_page import report_of_markup
from data.reports.report import Report

_ADDRESS: Final = re.compile(r"\s*<[^<>]*>|\S+@\S+")


def report_of_email(file: str, content: bytes) -> Report:
    """The e-mail's report; attachments are not opened. Raises FileError when it has no text."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    try:
        part = message.get_body(("plain", "html"))
        text = str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, KeyError, AssertionError) as error:
        raise FileError(file, "The e-mail cannot be read; paste its text instead.") from error
    if part is None or not text.strip():
        raise FileError(file, "The e-mail holds no text; paste the report instead.")
    if part.get_content_subtype() == "html":
        text = report_of_markup(text).text
    text = text.replace("\r\n", "\n").strip()
    return Report(text, _header(message, "Subject"), _day(message), _sender(message))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError):
        return ""


def _sender(message: EmailMessage) -> str:
    """The name of the sender, never the address."""
    return _ADDRESS.sub("", _header(message, "From")).strip(" \"'")


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError):
        return None
