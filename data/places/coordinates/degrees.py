"""Longitudes and latitudes as people write them, read as decimal degrees."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from numbers import Real
from typing import Final

from data.places.notations.angles import angle_text
from data.places.notations.compass import Axis, quarters
from data.places.notations.normal_text import ascii_digits

LONGEST: Final = 40
"""A longer text is no coordinate."""

_MISSING: Final = frozenset({"", "nan", "na", "n/a", "none", "null", "<na>", "-", "–", "—", "?", "unknown"})
_COLUMN_LETTERS: Final = ("x", "y")
"""Letters that name a column, not the axis of a number beside them."""
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}")
"""40.345.139, as a spreadsheet writes a number in groups of three that has lost its decimal point."""
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?")


@dataclass(frozen=True)
class Degrees:
    """A number read from a cell."""

    value: float
    """Decimal degrees; not yet checked against the globe."""
    axis: Axis | None = None
    """What a letter beside the number says that it is; None without one."""
    was_decimal_comma: bool = False
    was_sexagesimal: bool = False
    """Whether it was written in degrees, minutes and seconds."""


def is_missing(cell: object) -> bool:
    """Whether the cell says nothing: empty, NaN, or a word for not known."""
    if cell is None or (isinstance(cell, Real) and math.isnan(float(cell))):
        return True
    return str(cell).strip().lower() in _MISSING


def read_degrees(cell: object) -> Degrees | None:
    """The number in a cell, or None when it is not one: 40.345, "40,345", "40°20′42″ N", "N 40 20.7"."""
    if isinstance(cell, Real) and not isinstance(cell, bool):
        return Degrees(float(cell)) if math.isfinite(float(cell)) else None
    written = ascii_digits(str(cell)).lower()
    if len(written) > LONGEST:
        return None
    if _NUMBER.fullmatch(written):
        return Degrees(float(written))
    if _GROUPED.fullmatch(written):
        return Degrees(float(written.replace(".", "")))
    read = angle_text(written)
    if read is None or len(read.angles) != 1:
        return None
    angle = read.angles[0]
    value = angle.value()
    found = quarters([angle.compass]) if angle.compass else [()]
    if value is None or len(found) != 1 or angle.axis_word in _COLUMN_LETTERS:
        return None
    quarter = next(iter(found[0]), None)
    # 74.5 W and -74.5 W are one.
    sign = quarter.sign if quarter else -1 if angle.sign else 1
    axis = quarter.axis if quarter else angle.axis
    return Degrees(sign * value, axis, read.has_decimal_comma, angle.is_sexagesimal)
