"""A point against the stated country and district: taken as it is, corrected in the one way that fits, or refused with proposals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from data.language import _
from data.places.coordinates import coordinate_remarks as remarks
from data.places.coordinates.stated_place import BORDER_KM, OFFSHORE_KM, StatedPlace, is_on_the_globe
from data.places.naming.country_names import country_name
from data.places.naming.country_outlines import km_outside_country
from data.places.naming.district_names import DistrictNames
from data.remark import make_remark

_LEAST_WITHOUT_POINT: Final = 1_000
"""A number of fewer digits has lost no decimal point that could be found again."""
_METRES_PER_DEGREE: Final = 110_600

_CORRECTIONS: Final[tuple[tuple[str, Callable[[float, float], tuple[float, float]]], ...]] = (
    (remarks.SWAPPED, lambda longitude, latitude: (latitude, longitude)),
    (remarks.EAST_WEST, lambda longitude, latitude: (-longitude, latitude)),
    (remarks.NORTH_SOUTH, lambda longitude, latitude: (longitude, -latitude)),
    (remarks.BOTH_SIGNS, lambda longitude, latitude: (-longitude, -latitude)),
    (remarks.SWAPPED_EAST_WEST, lambda longitude, latitude: (-latitude, longitude)),
    (remarks.SWAPPED_NORTH_SOUTH, lambda longitude, latitude: (latitude, -longitude)),
)


@dataclass(frozen=True)
class CheckedPoint:
    """The coordinate to use, and what was found out about the one that was given."""

    longitude: float | None
    latitude: float | None
    """Both None when there is no usable coordinate."""
    remarks: tuple[str, ...] = ()
    """Whole sentences for the account of the row; empty when there is nothing to say."""
    is_corrected: bool = False
    """Whether the coordinate is another than the one given, exchanged or with another sign; a remark says which."""
    adm0: str = ""
    """Country in whose outline the point lies (ISO alpha-2); "" at sea and without a point."""
    adm1_iso: str = ""
    """District in whose outline the point lies (ISO 3166-2); "" outside all."""


def against_stated(longitude: float, latitude: float, stated: StatedPlace) -> CheckedPoint:
    """The point in degrees, or the correction to use instead, with remarks; no coordinate where it is refused."""
    point = (longitude, latitude)
    is_inside = stated.is_inside(point) if stated.adm0 else is_on_the_globe(point)
    if is_inside:
        return _checked(point, stated)
    wrapped = _wrapped(point)
    if wrapped is not None and (not stated.adm0 or stated.is_inside(wrapped)):
        remark = make_remark(remarks.WRAPPED, longitude=_number(longitude), wrapped=_number(wrapped[0]))
        accepted = _checked(wrapped, stated)
        return replace(accepted, remarks=(*accepted.remarks, remark), is_corrected=True)
    if not is_on_the_globe(point):
        template = remarks.PROJECTED if max(abs(longitude), abs(latitude)) > 1000 else remarks.OFF_THE_GLOBE
        refusal = make_remark(template, longitude=_number(longitude), latitude=_number(latitude))
    else:
        km = km_outside_country(stated.adm0, *point)
        is_at_sea = not stated.names.country_at(*point)
        if is_at_sea and km <= OFFSHORE_KM and not list(_corrections(point, stated)):
            off = make_remark(remarks.OFF_THE_COAST, km=str(round(km)), country=country_name(stated.adm0))
            return CheckedPoint(*point, (*stated.remarks, off))
        refusal = make_remark(remarks.OUTSIDE_COUNTRY, km=f"{round(km):,}", country=country_name(stated.adm0))
    return _corrected(point, stated, refusal)


def _wrapped(point: tuple[float, float]) -> tuple[float, float] | None:
    """The point with a longitude that was counted on beyond 180 degrees; None for every other one."""
    longitude, latitude = point
    if not (180 < abs(longitude) <= 360 and abs(latitude) <= 90):
        return None
    return longitude - math.copysign(360, longitude), latitude


def _corrected(point: tuple[float, float], stated: StatedPlace, refusal: str) -> CheckedPoint:
    """The one correction that falls into the stated country, used; several or none are only proposed."""
    found = list(_corrections(point, stated))
    if len(found) > 1 and stated.codes:
        within = [one for one in found if stated.km_outside_districts(one[1]) <= BORDER_KM]
        found = within or found
    if len(found) == 1:
        correction, better = found[0]
        remark = make_remark(
            remarks.CORRECTED,
            longitude=_number(point[0]),
            latitude=_number(point[1]),
            country=country_name(stated.adm0),
            correction=_(correction),
        )
        accepted = _checked(better, stated)
        return replace(accepted, remarks=(*accepted.remarks, remark), is_corrected=True)
    proposals: list[str] = [
        make_remark(remarks.PROPOSED, area=country_name(stated.adm0), correction=_(correction))
        for correction, _better in found
    ]
    if not stated.adm0:
        proposals = list(_swap_proposal(point, stated.names))
    return CheckedPoint(None, None, (*stated.remarks, refusal, *proposals))


def _corrections(
    point: tuple[float, float], stated: StatedPlace
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each correction that falls into the stated country, with the point that it gives."""
    if not stated.adm0:
        return
    seen = {point}
    for correction, correct in _CORRECTIONS:
        better = correct(*point)
        if better not in seen and stated.is_inside(better):
            seen.add(better)
            yield correction, better
    for better in _with_decimal_points(*point):
        if better not in seen and stated.is_inside(better) and not _may_be_metres(point, better, stated):
            seen.add(better)
            yield remarks.DECIMAL_POINT, better


def _with_decimal_points(longitude: float, latitude: float) -> Iterator[tuple[float, float]]:
    """Each point that the numbers give with a decimal point within the first three digits; none where they have one."""
    if min(abs(longitude), abs(latitude)) < _LEAST_WITHOUT_POINT or longitude % 1 or latitude % 1:
        return
    for east in _shortened(longitude, 180):
        for north in _shortened(latitude, 90):
            yield east, north


def _shortened(number: float, most: float) -> list[float]:
    digits = len(str(int(abs(number))))
    return [number / 10**places for places in range(digits - 3, digits) if abs(number) / 10**places <= most]


def _may_be_metres(point: tuple[float, float], better: tuple[float, float], stated: StatedPlace) -> bool:
    """Whether the two may as well be an easting and a northing in the country."""
    easting, northing = abs(point[0]), abs(point[1])
    if not (100_000 <= easting < 1_000_000 and northing <= 10_000_000):
        return False
    latitudes = (northing / _METRES_PER_DEGREE, (northing - 10_000_000) / _METRES_PER_DEGREE)
    return any(stated.is_inside((better[0], latitude)) for latitude in latitudes)


def _swap_proposal(point: tuple[float, float], names: DistrictNames) -> Iterator[str]:
    """Where a point that is not on the globe would lie with both exchanged, if it would lie in a country."""
    swapped = (point[1], point[0])
    if is_on_the_globe(swapped) and (adm0 := names.country_at(*swapped)):
        yield make_remark(remarks.PROPOSED, area=country_name(adm0), correction=_(remarks.SWAPPED))


def _checked(point: tuple[float, float], stated: StatedPlace) -> CheckedPoint:
    """The point as it is, with a remark when it lies outside the stated district."""
    found_remarks = list(stated.remarks)
    if (km := stated.km_outside_districts(point)) > BORDER_KM:
        name = stated.names.by_code[stated.codes[0]].name
        found_remarks.append(make_remark(remarks.OUTSIDE_DISTRICT, km=f"{round(km):,}", district=name))
        found_remarks += [
            make_remark(remarks.PROPOSED, area=name, correction=_(correction))
            for correction, correct in _CORRECTIONS
            if is_on_the_globe(correct(*point)) and stated.km_outside_districts(correct(*point)) == 0
        ]
    district = stated.names.at(*point)
    adm0 = district.adm0 if district else stated.names.country_at(*point)
    return CheckedPoint(
        *point, tuple(found_remarks), adm0=adm0, adm1_iso=district.adm1_iso if district else ""
    )


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
