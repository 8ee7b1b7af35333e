"""A text as a point, whatever the notation."""

from __future__ import annotations

from data.places.notations.geometry_texts import read_geometry
from data.places.notations.grid_references import read_mgrs, read_utm
from data.places.notations.map_links import read_link
from data.places.notations.pairs import PairHints, read_pair
from data.places.notations.plus_codes import read_plus_code
from data.places.notations.reading import Choice, PointReading, ShortCode, Unread

Answer = PointReading | Choice | ShortCode | Unread | None
_NO_HINTS = PairHints()


def read_point(text: str, hints: PairHints = _NO_HINTS) -> Answer:
    """The point that a text names, the points that it may name, why it is not read; None where it is like none."""
    text = text.strip()
    unread: Unread | None = None
    for read in (
        read_link,
        read_geometry,
        read_mgrs,
        read_utm,
        read_plus_code,
        lambda one: read_pair(one, hints),
    ):
        answer = read(text)
        if isinstance(answer, Unread):
            unread = unread or answer
        elif answer is not None:
            return answer
    return unread
