"""Bytes of a text file as text, in the encodings that tables of incidents come in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from data.errors import FileError
from data.imports.formats.text.code_pages import code_page_of

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, those of UTF-32 before those of UTF-16, which are their beginning."""

LOST: Final = "\ufffd"
"""What stands for bytes that are no letter."""
_LOST: Final = re.compile(f"{LOST}+")
_RIGHT_TO_WRONG: Final = 2
_SAMPLE_BYTES: Final = 200_000
_FEWEST_ZEROS: Final = 100
"""Letters to one zero byte: with more zero bytes a file is no text."""


def decoded(file: str, content: bytes) -> tuple[str, str]:
    """The text without a byte order mark, and the name of its encoding.

    UTF-8 and UTF-16 come first; only what is neither is in one of CODE_PAGES. A few wrong bytes among right UTF-8
    are `LOST`.
    Raises FileError when the bytes are no text.
    """
    encoding = _encoding(content)
    if encoding is None:
        raise FileError(
            file, "This is no text in UTF-8, UTF-16 or a code page that the atlas knows; save it as UTF-8."
        )
    try:
        text = (_mostly_utf_8(content) if encoding == "utf-8" else content.decode(encoding)).removeprefix(
            "\ufeff"
        )
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileError(
            file, f"Line {line} is not in the encoding {encoding}; save the file as UTF-8."
        ) from error
    if text.count("\x00") > len(text) / _FEWEST_ZEROS:
        raise FileError(file, "The file holds zero bytes and is no text; give a table.")
    return text, encoding


def _encoding(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if (utf_16 := _utf_16_without_mark(content[:_SAMPLE_BYTES])) is not None:
        return utf_16
    if _can_decode(content, "utf-8") or _has_few_wrong_bytes(content):
        return "utf-8"
    page = code_page_of(content)
    return page.encoding if page else None


def _utf_16_without_mark(sample: bytes) -> str | None:
    """Text in UTF-16 has a zero byte beside each Latin letter, digit and comma."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) % 2 == 0 and max(even, odd) > len(sample) / 20 and min(even, odd) < max(even, odd) / 10:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _has_few_wrong_bytes(content: bytes) -> bool:
    """Whether most of what is no ASCII is right UTF-8: in a code page hardly any of it would be."""
    text = content.decode("utf-8", "replace")
    wrong = len(_LOST.findall(text))
    right = sum(1 for letter in text if letter > "\x7f" and letter != LOST)
    return right > _RIGHT_TO_WRONG * wrong


def _mostly_utf_8(content: bytes) -> str:
    """The text, with `LOST` for bytes that are no letter. Raises UnicodeDecodeError where they are too many."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if not _has_few_wrong_bytes(content):
            raise
        return _LOST.sub(LOST, content.decode("utf-8", "replace"))


def _can_decode(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
