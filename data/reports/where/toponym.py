"""A name of a place in a sentence, with what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.places.located import Candidate
from data.places.naming.district_names import District

SETTLEMENT: Final = "settlement"
DISTRICT: Final = "district"
PROVINCE: Final = "province"
NEAR: Final = "near"


@dataclass(frozen=True)
class Toponym:
    """A name of a place as it stands in a sentence."""

    start: int
    end: int
    text: str
    cue: str = ""
    """What the words beside it say: settlement, district, province, near; "" when they say nothing."""
    is_elsewhere: bool = False
    """Whether it is where somebody was taken, came from, or sits, not where the explosion was."""
    is_on_road: bool = False
    country: str = ""
    districts: tuple[District, ...] = ()
    places: tuple[Candidate, ...] = ()
    offset_km: float | None = None
    bearing: float | None = None
