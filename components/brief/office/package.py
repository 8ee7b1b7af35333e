"""An Office package with the atlas' colours and font, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

from components.brief.contents import Brief
from components.theme import PALETTES
from data.wording.phrases import SAFETY_LINE

AUTHOR: Final = "Mine incident atlas"
LANGUAGE: Final = "en-GB"
FONT: Final = "Arial"
"""The theme's font: Liberation Sans is as wide, so that a page fits on machines without it as well."""
_PALETTE: Final = PALETTES["light"]
_ACCENTS: Final = (_PALETTE.accent, _PALETTE.killed, _PALETTE.injured, *_PALETTE.district_ramp[-3:])


def describe_package(properties: Any, brief: Brief) -> None:
    """Give the core properties of a document or of slides what they are of."""
    properties.title, properties.author, properties.language = brief.title[:250], AUTHOR, LANGUAGE
    properties.subject, properties.keywords = brief.filter_text[:250], brief.edition_text
    properties.comments = SAFETY_LINE
    properties.last_modified_by, properties.revision = AUTHOR, 1
    properties.created = properties.modified = datetime.combine(brief.dataset.as_of, datetime.min.time())


def repacked(package: bytes, as_of: date) -> bytes:
    """An Office package with fixed times, the atlas' colours and font in its themes, and no thumbnail.

    The libraries stamp the time of writing into the archive, and into the workbook of a chart.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, _settled(name, old.read(name), as_of))
    return packed.getvalue()


def _settled(name: str, content: bytes, as_of: date) -> bytes:
    if name.endswith(".xlsx"):
        return repacked(content, as_of)
    edits: list[tuple[str, str]] = []
    if name == "docProps/core.xml":
        edits = [(r">\d{4}-\d\d-\d\dT[\d:.]+Z<", f">{as_of.isoformat()}T00:00:00Z<")]
    elif name == "_rels/.rels":
        edits = [(r"<Relationship [^>]*thumbnail\.jpeg[^>]*/>", "")]
    elif re.fullmatch(r"(ppt|word)/theme/theme\d+\.xml", name):
        edits = [(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}")]
        edits += [
            (rf'(<a:accent{number}>\s*<a:srgbClr val=")\w*', rf"\g<1>{colour[1:].upper()}")
            for number, colour in enumerate(_ACCENTS, 1)
        ]
        edits += [(r'(<a:hlink>\s*<a:srgbClr val=")\w*', rf"\g<1>{_PALETTE.accent[1:].upper()}")]
    elif name in ("word/styles.xml", "word/settings.xml"):
        edits = [(r'(<w:(?:lang|themeFontLang) w:val=")en-US', rf"\g<1>{LANGUAGE}")]
    if not edits:
        return content
    text = content.decode("utf-8")
    for pattern, replacement in edits:
        text = re.sub(pattern, replacement, text)
    return text.encode("utf-8")
