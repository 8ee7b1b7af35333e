"""Characters that no text of the atlas may hold, because XML, slides and documents cannot."""

from __future__ import annotations

import re
from typing import Final

_NO_CHARACTERS: Final = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
NOT_WRITABLE: Final = rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_NO_CHARACTERS}]"
"""A pattern of control characters and of code points that are no characters, for texts in tables."""
_NOT_WRITABLE: Final = re.compile(rf"{NOT_WRITABLE}|[\ud800-\udfff]")


def is_writable(text: str) -> bool:
    """Whether the text can stand in every kind of file that leaves the atlas; half a letter cannot."""
    return _NOT_WRITABLE.search(text) is None


def writable(text: str) -> str:
    """The text with U+FFFD for each character that no file can hold."""
    return _NOT_WRITABLE.sub("\ufffd", text)
