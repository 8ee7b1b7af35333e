"""Systems in which eastings and northings without a named system would lie where they should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from data.imports.report.open_choices import CRS, OpenChoice, Option
from data.places.coordinates.stated_place import BORDER_KM
from data.places.naming.country_names import country_code
from data.places.naming.country_outlines import km_outside_country
from data.places.naming.district_names import bundled_district_names
from data.places.notations.systems import DHDN, MGI, degrees_of, named_system

SAMPLE: Final = 12
"""Points that are tried in each system."""
_ENOUGH: Final = 0.8
"""Share of them that must lie in the country, or on land."""
_MOST: Final = 40
_LEAST_WITH_ZONE: Final = 1_000_000
"""From here on an easting of Gauss-Krüger begins with the number of its zone."""
_ZONES_OF_SK42: Final = range(2, 33)

Metres = tuple[float, float]


def system_choice(metres: Sequence[Metres], countries: Sequence[str], rows: int, chosen: str) -> OpenChoice:
    """The choice of a system, with those in which the points lie in their country, or on land where none is stated.

    `metres` are easting and northing of some rows, with the country of each.
    """
    sample = list(zip(metres, map(country_code, countries), strict=True))[:SAMPLE]
    options = []
    for name in _systems(sample[0][0]):
        points = [_point(name, one) for one, _country in sample]
        inside = [
            point is not None and _is_inside(point, country)
            for point, (_metres, country) in zip(points, sample, strict=True)
        ]
        if sum(inside) >= _ENOUGH * len(sample) and (shown := points[inside.index(True)]) is not None:
            options.append(Option(name, name, *shown))
    found = ", ".join(f"{number:.0f}" for number in sample[0][0])
    return OpenChoice(CRS, CRS, found, rows, tuple(options[:_MOST]), chosen)


def _systems(metres: Metres) -> Iterator[str]:
    """Names of systems that many registers use: UTM, and Gauss-Krüger where a number begins with its zone."""
    for zone in range(1, 61):
        yield f"UTM {zone}N"
        yield f"UTM {zone}S"
    for number in metres:
        zone = int(number // _LEAST_WITH_ZONE)
        if number >= _LEAST_WITH_ZONE and zone in _ZONES_OF_SK42:
            yield f"EPSG:{28400 + zone}"
            yield f"EPSG:{20000 + zone}"
            yield from (f"EPSG:{base + zone}" for base, zones in (MGI, DHDN) if zone in zones)


def _point(name: str, metres: Metres) -> tuple[float, float] | None:
    system = named_system(name)
    return None if system is None else degrees_of(system, *metres)


def _is_inside(point: tuple[float, float], country: str) -> bool:
    if country:
        return km_outside_country(country, *point) <= BORDER_KM
    return bool(bundled_district_names().country_at(*point))
