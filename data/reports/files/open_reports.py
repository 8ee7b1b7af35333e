"""The reports in a file, whichever form it has, with the sentence for what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Final

from data.errors import FileError
from data.imports.formats.text.text_encoding import decoded
from data.imports.formats.workbooks.archive import is_archive
from data.limits import MEGABYTE, Limits, Work
from data.reports.files.docx_document import report_of_docx
from data.reports.files.html_page import report_of_html
from data.reports.files.json_lines import Line, lines_of
from data.reports.files.mail_message import report_of_email
from data.reports.files.pdf_document import report_of_pdf
from data.reports.report import Report
from data.reports.text.days import days
from data.reports.text.sentences import MOST_LETTERS, body_of
from data.reports.text.tongue import language_of
from data.reports.text.words import plain, words_of

LIMITS: Final = Limits(20 * MEGABYTE, 60 * MEGABYTE, 100_000, 100, 60.0, 500 * MEGABYTE)
"""For a file with one report; a file of JSON Lines may be larger."""
_LONGEST_TITLE: Final = 200
LINES_BYTES: Final = 500 * MEGABYTE
ENDINGS: Final = (".txt", ".md", ".html", ".htm", ".eml", ".docx", ".pdf", ".jsonl")


def reports_in(file: str, content: bytes) -> Iterator[Line]:
    """The reports of a file in their order, each with why it cannot be read if it cannot.

    The ending says the form; a file without a known one is taken by its first bytes. Raises FileError when the
    file is none of the forms, is damaged, or holds more than is read.
    """
    ending = PurePath(file).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        if len(content) > LINES_BYTES:
            raise FileError(
                file, f"The file has more than {LINES_BYTES / MEGABYTE:,.0f} MB; give it in parts."
            )
        yield from lines_of(file, content)
        return
    Work(LIMITS).check_size(file, content)
    report = _reader(file, ending, content)(file, content)
    _check_length(file, report)
    yield Line(report.report_id or PurePath(file).stem, report)


def _reader(file: str, ending: str, content: bytes) -> Callable[[str, bytes], Report]:
    if content.startswith(b"%PDF-"):
        return report_of_pdf
    if is_archive(content):
        if ending in (".docx", ""):
            return report_of_docx
        raise FileError(
            file, "This is an archive; give a text, HTML, e-mail, DOCX or PDF file, or JSON Lines."
        )
    known: dict[str, Callable[[str, bytes], Report]] = {
        ".html": report_of_html,
        ".htm": report_of_html,
        ".eml": report_of_email,
    }
    if ending in (".pdf", ".docx"):
        raise FileError(file, f"The file is no {ending[1:].upper()}, whatever its name; save it again.")
    if ending in known:
        return known[ending]
    start = content[:400].lstrip().lower()
    return report_of_html if start.startswith((b"<!doctype html", b"<html")) else report_of_text


def report_of_text(file: str, content: bytes) -> Report:
    """The report of a plain text. Raises FileError when the bytes are none."""
    text, _encoding = decoded(file, content)
    return report_of_paste(text)


def report_of_paste(text: str) -> Report:
    """The report of a pasted text: its first block is the title where it is no sentence, and a line of nothing but
    a date near its beginning is the day of publication.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, rest = (part.strip() for part in text.partition("\n\n")[::2])
    joined = " ".join(first.split())
    is_title = bool(rest) and 0 < len(joined) <= _LONGEST_TITLE and not joined.endswith((".", "։"))
    report = Report(rest, joined) if is_title else Report(text)
    return replace(report, published=_day_line(report))


def _day_line(report: Report) -> date | None:
    words = words_of(language_of(plain(report.whole)))
    for line in plain(report.text[:1000]).split("\n")[:8]:
        body = body_of(f"\n{line}")
        for sentence in body.sentences:
            for day in days(words, body, sentence, None):
                rest = line[: max(day.start - 1, 0)] + line[max(day.end - 1, 0) :]
                if day.first == day.last and not re.search(r"[^\W\d_]{3}", rest):
                    return day.first
    return None


def _check_length(file: str, report: Report) -> None:
    if not report.text.strip():
        raise FileError(file, "The file holds no text; if it is a scan, paste the text instead.")
    if len(report.whole) > MOST_LETTERS:
        raise FileError(
            file,
            f"The report has {len(report.whole):,} characters, and at most {MOST_LETTERS:,} are read; "
            "give one news item at a time.",
        )
