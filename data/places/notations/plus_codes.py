"""Plus codes (Open Location Codes), whole, or short beside the name of a place."""

from __future__ import annotations

import re
from typing import Final

from openlocationcode import openlocationcode

from data.places.notations.reading import METRES_PER_DEGREE, Notation, PointReading, ShortCode, Unread

TOO_COARSE: Final = "The Plus code is a cell of 20 degrees, too coarse for a point."
NO_PLACE: Final = "The short Plus code needs the name of a place nearby that is known; it was not used."
FROM_PLACE: Final = "The short Plus code was completed from the place “{place}”."

_ALPHABET: Final = "23456789CFGHJMPQRVWX"
_CODE: Final = re.compile(
    rf"(?<![A-Z0-9+])([{_ALPHABET}]{{4,8}}\+[{_ALPHABET}]{{2,7}}|[{_ALPHABET}]{{8}}\+|[{_ALPHABET}]{{2,6}}0{{2,6}}\+|[{_ALPHABET}]{{2}}\+[{_ALPHABET}]{{2,3}})(?![A-Z0-9])"
)
_LONGEST: Final = 160


def read_plus_code(text: str) -> PointReading | ShortCode | Unread | None:
    """The middle of the cell of a code, or a short code with the words beside it; None for another text."""
    if len(text) > _LONGEST or "+" not in text:
        return None
    written = " ".join(text.split())
    found = _CODE.search(written.upper())
    if not found or not openlocationcode.isValid(found[1]):
        return None
    beside = (written[: found.start()] + " " + written[found.end() :]).strip(" ,;:()[]-")
    beside = re.sub(r"(?i)^(?:plus[\s_-]*code|olc|open location code)[\s:]*", "", beside)
    if not openlocationcode.isFull(found[1]):
        return ShortCode(found[1], beside)
    return whole_code(found[1])


def whole_code(code: str) -> PointReading | Unread:
    """The middle of the cell of a whole code."""
    area = openlocationcode.decode(code)
    size_m = (area.latitudeHi - area.latitudeLo) * METRES_PER_DEGREE
    if area.codeLength < 4:
        return Unread(TOO_COARSE)
    return PointReading(area.longitudeCenter, area.latitudeCenter, Notation.PLUS_CODE, size_m)


def completed(code: str, longitude: float, latitude: float) -> PointReading | Unread:
    """The point of a short code near a reference point."""
    return whole_code(openlocationcode.recoverNearest(code, latitude, longitude))
