"""The country and district that a row states, against which its coordinate is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.places.coordinates import coordinate_remarks as remarks
from data.places.naming.country_names import country_code
from data.places.naming.country_outlines import km_outside_country
from data.places.naming.district_names import DistrictNames
from data.remark import make_remark

BORDER_KM: Final = 10.0
"""How far outside an outline a point may lie and still be inside: outlines are generalised."""
OFFSHORE_KM: Final = 370.0
"""How far from its country a point at sea may lie: 200 nautical miles."""


@dataclass(frozen=True, eq=False)
class StatedPlace:
    """What a row says of where it is, beside the coordinate."""

    adm0: str
    codes: tuple[str, ...]
    """Of the districts that go by the stated name."""
    names: DistrictNames
    remarks: tuple[str, ...]

    def is_inside(self, point: tuple[float, float]) -> bool:
        """Whether the point lies in the stated country, or near enough to its outline."""
        return is_on_the_globe(point) and km_outside_country(self.adm0, *point) <= BORDER_KM

    def km_outside_districts(self, point: tuple[float, float]) -> float:
        """How far outside the nearest of the stated districts; 0 without one."""
        return min((self.names.km_outside(code, *point) for code in self.codes), default=0.0)


def stated_place(country: str, district: str, names: DistrictNames) -> StatedPlace:
    """The country and districts that go by the given codes or names, with a remark on each name that is not known."""
    adm0, codes = _codes_of(country, district, names)
    found_remarks = []
    if country.strip() and not country_code(country):
        found_remarks.append(make_remark(remarks.COUNTRY_UNKNOWN, country=country))
    if district.strip() and not codes:
        found_remarks.append(make_remark(remarks.DISTRICT_UNKNOWN, district=district))
    return StatedPlace(adm0, codes, names, tuple(found_remarks))


def _codes_of(country: str, district: str, names: DistrictNames) -> tuple[str, tuple[str, ...]]:
    """The country's code, the district's own where none is stated, and the codes of districts of that name."""
    adm0 = country_code(country)
    found = names.named(district, adm0) if district.strip() else ()
    countries = {one.adm0 for one in found}
    return adm0 or (countries.pop() if len(countries) == 1 else ""), tuple(one.adm1_iso for one in found)


def is_on_the_globe(point: tuple[float, float]) -> bool:
    """Whether longitude and latitude lie within 180 and 90 degrees."""
    return abs(point[0]) <= 180 and abs(point[1]) <= 90
