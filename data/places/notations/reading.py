"""What a notation of a point gives: the point and how precisely it is written, or the reason why it is not read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from data.tables.vocabulary import WherePrecision


class Notation(StrEnum):
    """How a point was written."""

    DECIMAL = "decimal degrees"
    SEXAGESIMAL = "degrees, minutes and seconds"
    MGRS = "an MGRS or USNG reference"
    UTM = "UTM"
    PROJECTED = "coordinates of a projected system"
    PLUS_CODE = "a Plus code"
    MAP_LINK = "a map link"
    GEO_URI = "a geo: address"
    GEOMETRY = "a geometry"


@dataclass(frozen=True)
class PointReading:
    """A point read from a text; not yet checked against a country."""

    longitude: float
    latitude: float
    """Decimal degrees in WGS 84. Of a grid square the middle."""
    notation: Notation
    size_m: float = 0.0
    """How far apart two neighbouring values of this notation lie, or what the text gives as its error."""
    remarks: tuple[str, ...] = ()
    axes_are_named: bool = True
    """Whether the notation itself shows which number is the longitude."""
    is_line_or_area: bool = False


@dataclass(frozen=True)
class Unread:
    """Why a text that looks like a point is not read as one."""

    reason: str


@dataclass(frozen=True)
class Choice:
    """Points that a text may mean, of which only something outside it can say the right one."""

    readings: tuple[PointReading, ...]
    reason: str
    """Why it is not read where nothing decides."""


@dataclass(frozen=True)
class ShortCode:
    """A Plus code that needs a place nearby to be complete."""

    code: str
    place: str
    """The words beside it; "" when it stands alone."""


METRES_PER_DEGREE: Final = 111_320.0
FINE_M: Final = 500.0
"""A notation as fine as this names a point as exactly as a report can."""
COARSE_M: Final = 25_000.0
"""Beyond this distance from a place a location is not near it (where_prec 2 of UCDP GED)."""


def grade_of(size_m: float) -> WherePrecision | None:
    """The finest location precision that a notation of this size allows; None when it allows every one."""
    if size_m <= FINE_M:
        return None
    return WherePrecision.NEAR_PLACE if size_m / 2 <= COARSE_M else WherePrecision.VAGUE


def size_words(size_m: float) -> str:
    """A size for a sentence: "10 m", "1 km"."""
    return f"{size_m:,.0f} m" if size_m < 1_000 else f"{size_m / 1_000:,.4g} km"
