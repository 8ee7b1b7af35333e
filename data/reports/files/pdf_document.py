"""The report of a PDF, whose text is taken out in a process of its own with limits of time and memory."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

from data.errors import FileError
from data.reports.report import Report

SECONDS: Final = 20
_CHILD: Final = Path(__file__).with_name("pdf_child.py")
_DAY: Final = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_HYPHEN: Final = re.compile(r"(?<=\w)-\n(?=[^\W\d_])")
_WRAPPED: Final = re.compile(r"(?<=[^\n])\n(?=[^\n])")


def report_of_pdf(file: str, content: bytes) -> Report:
    """The PDF's report. Raises FileError when it is locked, damaged, holds no text, or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - this Python and a file beside this one
            [sys.executable, "-I", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        sentence = f"Reading the PDF took longer than {SECONDS} seconds; paste its text instead."
        raise FileError(file, sentence) from error
    if done.returncode == 3:
        raise FileError(file, "The PDF is locked by a password; give it without one.")
    if done.returncode != 0:
        raise FileError(file, "The PDF is damaged, or needs too much memory; paste its text instead.")
    head, _, text = done.stdout.decode("utf-8", errors="replace").partition("\n")
    if not text.strip():
        raise FileError(file, "The PDF holds no text; if it is a scan, paste the text instead.")
    title, _, created = head.partition("\t")
    return Report(_paragraphs(text), title.strip(), _day(created))


def _paragraphs(text: str) -> str:
    """The text with its lines joined, as a page breaks them anywhere."""
    joined = _HYPHEN.sub("", text)
    lines = joined.split("\n")
    longest = max((len(line) for line in lines), default=0)
    parts: list[str] = []
    for line in lines:
        parts.append(line.strip())
        is_end = not line.strip() or (
            line.rstrip().endswith((".", "!", "?", "։", "»", "”")) and len(line) < 0.8 * longest
        )
        parts.append("\n\n" if is_end else " ")
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()


def _day(created: str) -> date | None:
    found = _DAY.search(created)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
