"""Coordinates that a source gives, checked against the globe, the stated country and the stated district.

Nothing is repaired in silence. Longitude and latitude exchanged, or a sign lost, is put right only where
the correction falls into the stated country and the coordinate as given does not; the remark says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.language import _
from data.places import coordinate_remarks as remarks
from data.places.degrees import Degrees, is_missing, read_degrees
from data.places.naming.country_names import country_code, country_name
from data.places.naming.country_outlines import km_outside_country
from data.places.naming.district_names import DistrictNames, bundled_district_names
from data.remark import make_remark
from data.text.text_arrays import coded, numbers_of

BORDER_KM: Final = 10.0
"""How far outside an outline a point may lie and still be inside: outlines are generalised."""
OFFSHORE_KM: Final = 370.0
"""How far from its country a point at sea may lie: 200 nautical miles."""
_LEAST_WITHOUT_POINT: Final = 1_000
"""A number of fewer digits has lost no decimal point that could be found again."""
_METRES_PER_DEGREE: Final = 110_600
ZERO_DEGREES: Final = 0.01
"""A point this close to 0, 0 is taken for one that was never filled in."""

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


@dataclass(frozen=True, eq=False)
class CheckedPoints:
    """The same for many rows, in columns; shape (rows,)."""

    longitude: npt.NDArray[np.float64]
    latitude: npt.NDArray[np.float64]
    """NaN where there is no usable coordinate."""
    adm0: npt.NDArray[np.object_]
    adm1_iso: npt.NDArray[np.object_]
    is_corrected: npt.NDArray[np.bool_]
    remarks: Mapping[int, tuple[str, ...]]
    """By row; only rows that have a remark."""


def check_point(
    longitude: object,
    latitude: object,
    country: str = "",
    district: str = "",
    districts: gpd.GeoDataFrame | None = None,
) -> CheckedPoint:
    """The coordinate to use, or none, with remarks; a cell without any coordinate gives none and no remark.

    Values may be numbers or text (decimal point or comma, degrees-minutes-seconds); `country` and
    `district` are codes or names in any language; without `districts` the bundled layer is taken.
    """
    if is_missing(longitude) and is_missing(latitude):
        return CheckedPoint(None, None, _on_written_nan(longitude, latitude))
    if is_missing(longitude) or is_missing(latitude):
        return CheckedPoint(None, None, (make_remark(remarks.HALF_MISSING),))
    given = {"longitude": str(longitude).strip(), "latitude": str(latitude).strip()}
    east, north = read_degrees(longitude), read_degrees(latitude)
    if east is None or north is None:
        return CheckedPoint(None, None, (make_remark(remarks.NOT_A_NUMBER, **given),))
    if east.axis is not None and east.axis == north.axis:
        return CheckedPoint(None, None, (make_remark(remarks.SAME_AXIS, **given),))
    found_remarks = [make_remark(remark, **given) for remark in _readings(east, north)]
    is_exchanged = east.axis == "latitude" or north.axis == "longitude"
    if is_exchanged:
        found_remarks.append(make_remark(remarks.LETTERS_EXCHANGED, **given))
        east, north = north, east
    if abs(east.value) < ZERO_DEGREES and abs(north.value) < ZERO_DEGREES:
        return CheckedPoint(None, None, (*found_remarks, make_remark(remarks.ZERO)))
    checked = _against_stated(east.value, north.value, _stated(country, district, _names(districts)))
    return replace(
        checked,
        remarks=(*found_remarks, *checked.remarks),
        is_corrected=checked.is_corrected or (is_exchanged and checked.longitude is not None),
    )


def check_points(
    longitudes: Sequence[object],
    latitudes: Sequence[object],
    countries: Sequence[str],
    stated_districts: Sequence[str],
    districts: gpd.GeoDataFrame | None = None,
) -> CheckedPoints:
    """`check_point` for each row, those that raise no question all at once."""
    names = _names(districts)
    easts, norths = _decimal(longitudes), _decimal(latitudes)
    points = np.column_stack([easts.numbers, norths.numbers])
    has_comma = easts.has_comma | norths.has_comma
    is_plain = np.isfinite(points).all(axis=1) & (np.abs(points) <= (180.0, 90.0)).all(axis=1)
    is_plain &= ~(np.abs(points) < ZERO_DEGREES).all(axis=1)
    adm0, adm1_iso = np.full(len(points), "", object), np.full(len(points), "", object)
    adm0[is_plain], adm1_iso[is_plain] = names.codes_at(points[is_plain])
    is_corrected = np.zeros(len(points), dtype=bool)
    raises_no_question = is_plain & _agrees(countries, stated_districts, adm0, adm1_iso, names)
    comma: tuple[str, ...] = (make_remark(remarks.DECIMAL_COMMA),)
    found_remarks = dict.fromkeys(np.flatnonzero(raises_no_question & has_comma).tolist(), comma)
    for row in np.flatnonzero(~raises_no_question).tolist():
        checked = check_point(
            longitudes[row], latitudes[row], countries[row], stated_districts[row], names.layer
        )
        has_point = checked.longitude is not None and checked.latitude is not None
        points[row] = (checked.longitude, checked.latitude) if has_point else (np.nan, np.nan)
        adm0[row], adm1_iso[row], is_corrected[row] = checked.adm0, checked.adm1_iso, checked.is_corrected
        if checked.remarks:
            found_remarks[row] = checked.remarks
    return CheckedPoints(points[:, 0], points[:, 1], adm0, adm1_iso, is_corrected, found_remarks)


def _on_written_nan(longitude: object, latitude: object) -> tuple[str, ...]:
    """A program that wrote “NaN” had no number to write: that is remarked, where an empty cell is not."""
    written = [cell.strip() if isinstance(cell, str) else "" for cell in (longitude, latitude)]
    if "nan" not in map(str.lower, written):
        return ()
    return (make_remark(remarks.NOT_A_NUMBER, longitude=written[0], latitude=written[1]),)


@dataclass(frozen=True, eq=False)
class _Stated:
    """What a row says of where it is, beside the coordinate."""

    adm0: str
    codes: tuple[str, ...]
    """Of the districts that go by the stated name."""
    names: DistrictNames
    remarks: tuple[str, ...]

    def is_inside(self, point: tuple[float, float]) -> bool:
        """Whether the point lies in the stated country, or near enough to its outline."""
        return _is_on_the_globe(point) and km_outside_country(self.adm0, *point) <= BORDER_KM

    def km_outside_districts(self, point: tuple[float, float]) -> float:
        """How far outside the nearest of the stated districts; 0 without one."""
        return min((self.names.km_outside(code, *point) for code in self.codes), default=0.0)


def _against_stated(longitude: float, latitude: float, stated: _Stated) -> CheckedPoint:
    point = (longitude, latitude)
    is_inside = stated.is_inside(point) if stated.adm0 else _is_on_the_globe(point)
    if is_inside:
        return _checked(point, stated)
    wrapped = _wrapped(point)
    if wrapped is not None and (not stated.adm0 or stated.is_inside(wrapped)):
        remark = make_remark(remarks.WRAPPED, longitude=_number(longitude), wrapped=_number(wrapped[0]))
        accepted = _checked(wrapped, stated)
        return replace(accepted, remarks=(*accepted.remarks, remark), is_corrected=True)
    if not _is_on_the_globe(point):
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


def _corrected(point: tuple[float, float], stated: _Stated, refusal: str) -> CheckedPoint:
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


def _corrections(point: tuple[float, float], stated: _Stated) -> Iterator[tuple[str, tuple[float, float]]]:
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


def _may_be_metres(point: tuple[float, float], better: tuple[float, float], stated: _Stated) -> bool:
    """Whether the two may as well be an easting and a northing in the country."""
    easting, northing = abs(point[0]), abs(point[1])
    if not (100_000 <= easting < 1_000_000 and northing <= 10_000_000):
        return False
    latitudes = (northing / _METRES_PER_DEGREE, (northing - 10_000_000) / _METRES_PER_DEGREE)
    return any(stated.is_inside((better[0], latitude)) for latitude in latitudes)


def _swap_proposal(point: tuple[float, float], names: DistrictNames) -> Iterator[str]:
    """Where a point that is not on the globe would lie with both exchanged, if it would lie in a country."""
    swapped = (point[1], point[0])
    if _is_on_the_globe(swapped) and (adm0 := names.country_at(*swapped)):
        yield make_remark(remarks.PROPOSED, area=country_name(adm0), correction=_(remarks.SWAPPED))


def _checked(point: tuple[float, float], stated: _Stated) -> CheckedPoint:
    """The point as it is, with a remark when it lies outside the stated district."""
    found_remarks = list(stated.remarks)
    if (km := stated.km_outside_districts(point)) > BORDER_KM:
        name = stated.names.by_code[stated.codes[0]].name
        found_remarks.append(make_remark(remarks.OUTSIDE_DISTRICT, km=f"{round(km):,}", district=name))
        found_remarks += [
            make_remark(remarks.PROPOSED, area=name, correction=_(correction))
            for correction, correct in _CORRECTIONS
            if _is_on_the_globe(correct(*point)) and stated.km_outside_districts(correct(*point)) == 0
        ]
    district = stated.names.at(*point)
    adm0 = district.adm0 if district else stated.names.country_at(*point)
    return CheckedPoint(
        *point, tuple(found_remarks), adm0=adm0, adm1_iso=district.adm1_iso if district else ""
    )


def _stated(country: str, district: str, names: DistrictNames) -> _Stated:
    adm0, codes = _codes_of(country, district, names)
    found_remarks = []
    if country.strip() and not country_code(country):
        found_remarks.append(make_remark(remarks.COUNTRY_UNKNOWN, country=country))
    if district.strip() and not codes:
        found_remarks.append(make_remark(remarks.DISTRICT_UNKNOWN, district=district))
    return _Stated(adm0, codes, names, tuple(found_remarks))


def _codes_of(country: str, district: str, names: DistrictNames) -> tuple[str, tuple[str, ...]]:
    """The country's code, the district's own where none is stated, and the codes of districts of that name."""
    adm0 = country_code(country)
    found = names.named(district, adm0) if district.strip() else ()
    countries = {one.adm0 for one in found}
    return adm0 or (countries.pop() if len(countries) == 1 else ""), tuple(one.adm1_iso for one in found)


def _agrees(
    countries: Sequence[str],
    stated_districts: Sequence[str],
    adm0: npt.NDArray[np.object_],
    adm1_iso: npt.NDArray[np.object_],
    names: DistrictNames,
) -> npt.NDArray[np.bool_]:
    """For which rows the outline in which the point lies is that of the stated country and district."""
    texts = [coded(pd.Series(list(column), dtype="str")) for column in (countries, stated_districts)]
    (country_texts, country_places), (district_texts, district_places) = texts
    codes, pairs = pd.factorize(country_places.astype(np.int64) * len(district_texts) + district_places)
    agrees = np.zeros(len(codes), dtype=bool)
    for number, pair in enumerate(pairs.tolist()):
        rows = codes == number
        country, district = divmod(pair, len(district_texts))
        stated = _stated(country_texts[country].as_py(), district_texts[district].as_py(), names)
        if stated.remarks:
            continue
        agrees[rows] = (adm0[rows] == stated.adm0) if stated.adm0 else True
        if stated.codes:
            agrees[rows] &= np.isin(adm1_iso[rows].astype(str), stated.codes)
    return agrees


def _readings(east: Degrees, north: Degrees) -> Iterator[str]:
    if east.was_sexagesimal or north.was_sexagesimal:
        yield remarks.SEXAGESIMAL
    if east.was_decimal_comma or north.was_decimal_comma:
        yield remarks.DECIMAL_COMMA


def _is_on_the_globe(point: tuple[float, float]) -> bool:
    return abs(point[0]) <= 180 and abs(point[1]) <= 90


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, eq=False)
class _Decimal:
    """A column of cells as numbers; shape (rows,)."""

    numbers: npt.NDArray[np.float64]
    """NaN where a cell is no decimal number."""
    has_comma: npt.NDArray[np.bool_]
    """Where the decimal point is written as a comma."""


def _decimal(cells: Sequence[object]) -> _Decimal:
    numbers = numbers_of(pd.Series(list(cells), dtype=object)).to_numpy(copy=True)
    has_comma = np.zeros(len(numbers), dtype=bool)
    others = np.flatnonzero(np.isnan(numbers))
    texts = pd.Series([str(cells[row]) for row in others.tolist()], dtype="str")
    is_comma = texts.str.fullmatch(r"\s*-?\d{1,3},\d{1,30}\s*").to_numpy(dtype=bool)
    has_comma[others[is_comma]] = True
    numbers[has_comma] = texts[is_comma].str.replace(",", ".").astype("float64")
    return _Decimal(numbers, has_comma)


def _names(districts: gpd.GeoDataFrame | None) -> DistrictNames:
    # Those in use are made once: of many thousand areas that takes longer than to check a table.
    in_use = bundled_district_names()
    return in_use if districts is None or districts is in_use.layer else DistrictNames(districts)
