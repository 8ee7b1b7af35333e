"""The report of a DOCX document: its paragraphs, and the title and day of its properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.errors import FileError
from data.imports.formats.workbooks.archive import members
from data.limits import MEGABYTE, Limits, Work
from data.reports.report import Report

_LIMITS: Final = Limits(20 * MEGABYTE, 60 * MEGABYTE, 100_000, 100, 60.0, 500 * MEGABYTE)
_XML_BYTES: Final = 20 * MEGABYTE
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CREATED: Final = "{http://purl.org/dc/terms/}created"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def report_of_docx(file: str, content: bytes) -> Report:
    """The document's report. Raises FileError when it is damaged, too large, or holds XML entities."""
    parts = members(file, content, Work(_LIMITS))
    if "word/document.xml" not in parts:
        raise FileError(file, "This is no DOCX document; save it as one, or give its text.")
    paragraphs = list(_paragraphs(_xml(file, parts["word/document.xml"])))
    title, day = _properties(file, parts.get("docProps/core.xml", b""))
    if not title and len(paragraphs) > 1 and len(paragraphs[0]) <= 200 and not paragraphs[0].endswith("."):
        title, *paragraphs = paragraphs
    return Report("\n\n".join(one for one in paragraphs if one != title), title, day)


def _xml(file: str, content: bytes) -> Element:
    if len(content) > _XML_BYTES:
        raise FileError(
            file, f"The document's text has more than {_XML_BYTES / MEGABYTE:,.0f} MB; give a part of it."
        )
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileError(
            file, "The document declares XML entities, which are not read; save it again."
        ) from error
    except ParseError as error:
        raise FileError(file, "The document is damaged; save it again, or give its text.") from error
    return root


def _paragraphs(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(_text(node) for node in paragraph.iter()).strip()
        if text:
            yield text


def _text(node: Element) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    return {f"{_W}tab": " ", f"{_W}br": "\n"}.get(str(node.tag), "")


def _properties(file: str, content: bytes) -> tuple[str, date | None]:
    """The title, and the day of writing, which is the best that a document says of its publication."""
    if not content:
        return "", None
    root = _xml(file, content)
    created = (root.findtext(_CREATED) or "")[:10]
    try:
        day = date.fromisoformat(created)
    except ValueError:
        day = None
    return (root.findtext(_TITLE) or "").strip(), day
