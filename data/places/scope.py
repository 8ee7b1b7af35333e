"""Where a name is looked for: the country and district that were stated, as far as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.places import remarks
from data.places.naming.country_names import country_code, country_name
from data.places.naming.district_names import District, DistrictNames
from data.remark import make_remark


@dataclass(frozen=True, slots=True)
class Scope:
    """A country and the districts that a name is looked for in."""

    adm0: str = ""
    """ISO alpha-2; "" for the whole world."""
    districts: tuple[District, ...] = ()
    """Empty when none was stated, or none that is known; several when they share the name."""
    remarks: tuple[str, ...] = field(default=())

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the districts and of all areas that lie in them."""
        return frozenset(code for district in self.districts for code in district.codes)

    @property
    def district(self) -> District | None:
        """The one district; None without one and with several."""
        return self.districts[0] if len(self.districts) == 1 else None

    @property
    def words(self) -> str:
        """The district or country as a sentence names it; "" for the whole world."""
        several = len(self.districts) > 1
        return " / ".join(
            dict.fromkeys(f"{one.name} ({one.adm1_iso})" if several else one.name for one in self.districts)
        ) or country_name(self.adm0)


def scope_of(names: DistrictNames, country: str, district: str, areas: Sequence[str] = ()) -> Scope:
    """The scope that is stated; `areas` are what the description itself says the place lies in.

    What is not known narrows nothing and gets a remark.
    """
    scope = Scope(country_code(country))
    if country.strip() and not scope.adm0:
        scope = _with(scope, make_remark(remarks.COUNTRY_UNKNOWN, country=country))
    if district.strip():
        scope = _in_district(scope, names, district)
    for area in areas:
        scope = _in_area(scope, names, area)
    return scope


def _in_district(scope: Scope, names: DistrictNames, district: str) -> Scope:
    if found := names.named(district, scope.adm0):
        return _narrowed(scope, found)
    if len(alike := names.sounding_like(district, scope.adm0)) == 1:
        return _with(
            _narrowed(scope, alike),
            make_remark(remarks.DISTRICT_BY_SOUND, district=district, found=alike[0].name),
        )
    if scope.adm0 and (abroad := names.named(district)):
        countries = ", ".join(sorted({country_name(one.adm0) for one in abroad}))
        return _with(
            scope,
            make_remark(
                remarks.DISTRICT_ABROAD, district=district, found=countries, country=country_name(scope.adm0)
            ),
        )
    return _with(scope, make_remark(remarks.DISTRICT_UNKNOWN, district=district))


def _in_area(scope: Scope, names: DistrictNames, area: str) -> Scope:
    """The scope narrowed by an area, unless a stated district or country says more."""
    if code := country_code(area):
        return scope if scope.adm0 else replace(scope, adm0=code)
    found = names.named(area, scope.adm0)
    if not found:
        return _with(scope, make_remark(remarks.AREA_NOT_USED, area=area))
    return scope if scope.districts else _narrowed(scope, found)


def _narrowed(scope: Scope, districts: tuple[District, ...]) -> Scope:
    countries = {district.adm0 for district in districts}
    adm0 = scope.adm0 or (countries.pop() if len(countries) == 1 else "")
    return replace(scope, adm0=adm0, districts=districts)


def _with(scope: Scope, remark: str) -> Scope:
    return replace(scope, remarks=(*scope.remarks, remark))
