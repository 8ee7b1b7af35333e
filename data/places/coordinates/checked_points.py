"""Coordinates that a source gives, checked against the globe, the stated country and the stated district.

Nothing is repaired in silence. Longitude and latitude exchanged, or a sign lost, is put right only where
the correction falls into the stated country and the coordinate as given does not; the remark says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.places.coordinates import coordinate_remarks as remarks
from data.places.coordinates.corrections import CheckedPoint, against_stated
from data.places.coordinates.degrees import Degrees, is_missing, read_degrees
from data.places.coordinates.stated_place import stated_place
from data.places.naming.district_names import DistrictNames, bundled_district_names
from data.remark import make_remark
from data.text.text_arrays import coded, numbers_of

ZERO_DEGREES: Final = 0.01
"""A point this close to 0, 0 is taken for one that was never filled in."""


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
    checked = against_stated(east.value, north.value, stated_place(country, district, _names(districts)))
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
        stated = stated_place(country_texts[country].as_py(), district_texts[district].as_py(), names)
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
