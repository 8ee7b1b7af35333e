"""Places of the gazetteer that a name may mean, in a country and a district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.places.located import Candidate
from data.places.naming.district_names import District

FAR_KM: Final = 25.0
"""From a road's one end to its other: a longer one has no point that stands for it."""
SMALL_SECOND_LEVEL: Final = frozenset(
    "AF AM AZ BA BF CO EC GE HR IN KH LB LK MM NG PH PK PS RS SN SY TH VN XK YE".split()
)
"""Countries whose districts of the second level are mostly below 2,000 km² (those of Ukraine, Mali or Angola are not)."""
ONE_NAME_FOR_ALL: Final = frozenset({"AZ"})
"""Countries whose districts are named after their centre and mostly meant by that name."""
_ADMINISTERED_BY: Final = {"EH": "MA"}
"""Countries whose towns the gazetteer has under another one."""


def places_inside(places: Sequence[Candidate], country: str, district: District | None) -> list[Candidate]:
    """Those in the country and the district, the likeliest first; without either, none where they lie in several countries."""
    lands = ("", _ADMINISTERED_BY.get(country, country))
    remaining = [one for one in places if country in ("", one.adm0, one.adm1_iso[:2]) or one.adm0 in lands]
    if district is not None:
        remaining = [one for one in remaining if one.adm1_iso == district.adm1_iso]
    elif not country:
        remaining = remaining if len({one.adm0 for one in remaining}) == 1 else []
    return sorted(remaining, key=lambda one: (not one.is_own, -one.score, -(one.population or 0)))


def point_of(place: Candidate) -> tuple[float, float]:
    """Its longitude and latitude."""
    return place.longitude, place.latitude
