"""Which of the points that a text may mean is taken."""

from __future__ import annotations

from typing import Final

from data.places.coordinates.stated_place import BORDER_KM
from data.places.naming.country_names import country_name
from data.places.naming.country_outlines import km_outside_country
from data.places.naming.district_names import bundled_district_names
from data.places.notations.reading import Choice, PointReading, Unread
from data.remark import make_remark

DECIDED: Final = "Of the directions that the letters or the zone may mean, only this one lies in {country}."
DECIDED_BY_LAND: Final = (
    "Of the directions that the letters or the zone may mean, only this one lies on land."
)
CHOSEN: Final = "A person chose this of the points that the text may mean."


def decided(choice: Choice, country: str) -> tuple[PointReading | Unread, str]:
    """The one point that lies in the country, or without one on land; else the reason why none is taken."""
    if country:
        inside = [
            one
            for one in choice.readings
            if km_outside_country(country, one.longitude, one.latitude) <= BORDER_KM
        ]
        remark = make_remark(DECIDED, country=country_name(country))
    else:
        names = bundled_district_names()
        inside = [one for one in choice.readings if names.country_at(one.longitude, one.latitude)]
        remark = make_remark(DECIDED_BY_LAND)
    return (inside[0], remark) if len(inside) == 1 else (Unread(choice.reason), "")


def pair_text(reading: PointReading) -> str:
    """The point as a person is offered it: longitude, latitude, to a metre."""
    return f"{reading.longitude:.5f}, {reading.latitude:.5f}"
