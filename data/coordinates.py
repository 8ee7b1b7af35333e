"""Coordinates that a source gives, checked against the globe, the stated country and the stated district."""

from __future__ import annotations

import math
from dataclasses import dataclass

import geopandas as gpd
import shapely

from data.districts import districts_of_the_world


@dataclass(frozen=True)
class CheckedPoint:
    """The coordinate to use, and what was found out about the one that was given."""

    longitude: float | None
    latitude: float | None
    """Both None when there is no usable coordinate."""
    remarks: tuple[str, ...] = ()
    """Whole sentences for the account of the row; empty when there is nothing to say."""
    is_corrected: bool = False
    """Whether the coordinate differs from the given one by a correction that the remark names."""
    adm0: str = ""
    """Country in whose outline the point lies; "" outside all."""
    adm1_iso: str = ""
    """District in whose outline the point lies; "" outside all."""


def check_point(
    longitude: object,
    latitude: object,
    country: str = "",
    district: str = "",
    districts: gpd.GeoDataFrame | None = None,
) -> CheckedPoint:
    """The coordinate to use, or none, with remarks.

    Values may be numbers or text (decimal point or comma, degrees-minutes-seconds); `country` and
    `district` are codes or names; without `districts` the bundled layer is taken.
    """
    try:
        point = float(str(longitude)), float(str(latitude))
    except ValueError:
        return CheckedPoint(None, None, ("The coordinate is not a number.",))
    if not all(math.isfinite(value) for value in point) or abs(point[0]) > 180 or abs(point[1]) > 90:
        return CheckedPoint(None, None, ("The coordinate is not on the globe.",))
    layer = districts_of_the_world() if districts is None else districts
    inside = layer.iloc[layer.sindex.query(shapely.Point(*point), predicate="within")].fillna(
        {"adm1_iso": ""}
    )
    adm0, adm1_iso = next(zip(inside["adm0"], inside["adm1_iso"], strict=True), ("", ""))
    stated = [code for code in (country, district) if code]
    remarks = [f"The point does not lie in {code}." for code in stated if code not in (adm0, adm1_iso)]
    return CheckedPoint(*point, tuple(remarks), adm0=str(adm0), adm1_iso=str(adm1_iso))
