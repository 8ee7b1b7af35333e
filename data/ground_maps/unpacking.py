"""Compressed parts of files that nobody vouches for, unpacked up to a bound."""

from __future__ import annotations

import zlib
from typing import Final

GZIP: Final = b"\x1f\x8b"
"""How a gzip stream begins."""


class TileError(Exception):
    """A part of a tile file that cannot be used; its text is one clause that says why."""


def gunzipped(packed: bytes, most_bytes: int) -> bytes:
    """What a gzip stream contains. Raises TileError when it is damaged or unpacks to more than `most_bytes`."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        content = unpacking.decompress(packed, most_bytes + 1)
    except zlib.error as error:
        raise TileError("its compressed content is damaged") from error
    if len(content) > most_bytes:
        raise TileError(f"it unpacks to more than {most_bytes:,} bytes")
    if not unpacking.eof:
        raise TileError("its compressed content is cut off")
    return content
