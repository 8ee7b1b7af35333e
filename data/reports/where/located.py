"""The place of an incident as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass

from data.places.located import Candidate
from data.places.naming.district_names import District
from data.reports.where.toponym import Toponym


@dataclass(frozen=True)
class Where:
    """The place of an incident as far as it is known."""

    country: str = ""
    district: District | None = None
    place_name: str = ""
    longitude: float | None = None
    latitude: float | None = None
    where_prec: int | None = None
    candidates: tuple[Candidate, ...] = ()
    names: tuple[Toponym, ...] = ()
    """The names that this rests on, that of the place first."""
