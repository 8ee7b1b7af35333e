"""A remark on a place or a coordinate, as a sentence in the reader's language with its values filled in."""

from __future__ import annotations

from typing import Final

from data.language import _
from data.text.excerpt import excerpt

_AS_WRITTEN: Final = frozenset({"name", "country", "district", "area", "form", "longitude", "latitude"})
"""Values that come from a table as somebody wrote them, however long."""


class Remark(str):
    """A sentence that knows which others differ from it only in their values."""

    __slots__ = ("kind",)
    kind: str
    """The sentence before its values were filled in."""


def make_remark(sentence: str, **values: str) -> Remark:
    """A sentence of `place_remarks` or `coordinate_remarks` in the reader's language, its long values cut."""
    cut = {key: excerpt(value) if key in _AS_WRITTEN else value for key, value in values.items()}
    remark = Remark(_(sentence).format(**cut))
    remark.kind = sentence
    return remark
