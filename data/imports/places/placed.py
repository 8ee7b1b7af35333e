"""Incidents with their point, district and country: from coordinates, or from names by the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.imports.columns.cells import looked_up
from data.imports.places.given_points import checked_points
from data.imports.places.located_names import locate
from data.imports.places.stated_districts import stated_districts
from data.imports.report.ledger import Ledger
from data.language import N_
from data.limits import Work
from data.places.coordinates.checked_points import CheckedPoints
from data.places.naming.country_names import country_code
from data.places.naming.district_names import bundled_district_names
from data.tables.vocabulary import CoordinateMethod, WherePrecision

UNKNOWN_COUNTRY: Final = "The country is not one that the atlas knows; it was left out."
_NO_CHOICES: Final[Mapping[str, str]] = {}


def placed(
    incidents: pd.DataFrame, ledger: Ledger, work: Work, choices: Mapping[str, str] = _NO_CHOICES
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The incidents with `longitude`, `latitude` (numbers or NaN), `adm0`, `adm1_iso`, `adm1_name`,
    `place_name`, `where_prec` and `coord_method` as the schema has them, and the places that were looked up.

    A district that the source names beats the one in whose polygon the point lies. Names are looked up
    where a row has no usable point. What is found out is entered as remarks; no row is refused. `choices` are what
    a person chose where names are those of several places or districts; what stays open is entered as well.
    """
    work.at(N_("Finding places"))
    table = incidents.copy()
    table["adm0"] = _countries(table, ledger)
    stated = stated_districts(table, ledger, choices)
    table["adm1_iso"] = stated
    table["place_name"] = table["place"]
    points = checked_points(table, ledger, work)
    table["longitude"], table["latitude"] = points.longitude, points.latitude
    has_point = ~np.isnan(points.longitude)
    _fill_from_polygons(table, has_point, points)
    _code_points(table, has_point, points.is_corrected)
    places = locate(table, ~has_point, ledger, work, choices)
    table["adm1_name"] = _names_of_districts(table["adm1_iso"])
    return table, places


def _countries(table: pd.DataFrame, ledger: Ledger) -> pd.Series:
    texts = table["country"].str.strip()
    codes = looked_up(texts, {text: country_code(text) for text in texts.unique()})
    unknown = (texts != "") & (codes == "")
    ledger.remark(table.index[unknown], UNKNOWN_COUNTRY, texts[unknown])
    return codes


def _is_unstated_or_same(stated: pd.Series, found: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    texts = stated.to_numpy(dtype=object)
    agrees: npt.NDArray[np.bool_] = (texts == "") | (texts == found)
    return agrees


def _fill_from_polygons(table: pd.DataFrame, has_point: npt.NDArray[np.bool_], points: CheckedPoints) -> None:
    """Country and district of each point whose row names none."""
    is_unstated = (
        has_point & (table["adm1_iso"] == "").to_numpy() & _is_unstated_or_same(table["adm0"], points.adm0)
    )
    table["adm1_iso"] = np.where(is_unstated, points.adm1_iso, table["adm1_iso"])
    country = np.where(points.adm0 != "", points.adm0, table["adm1_iso"].str[:2])
    table["adm0"] = np.where(table["adm0"] == "", country, table["adm0"])
    table[["adm0", "adm1_iso"]] = table[["adm0", "adm1_iso"]].astype("str")


def _code_points(
    table: pd.DataFrame, has_point: npt.NDArray[np.bool_], is_corrected: npt.NDArray[np.bool_]
) -> None:
    """Precision and origin of the points that rows give, where the source does not code them."""
    grade = table["where_prec"].where(table["where_prec"] != "", str(int(WherePrecision.NEAR_PLACE)))
    method = table["coord_method"].where(table["coord_method"] != "", CoordinateMethod.REPORTED.value)
    table["where_prec"] = np.where(has_point, grade, table["where_prec"])
    table["coord_method"] = np.where(has_point, method, CoordinateMethod.NONE.value)
    is_rougher = is_corrected & (table["where_prec"] == str(int(WherePrecision.EXACT))).to_numpy()
    table["where_prec"] = np.where(is_rougher, str(int(WherePrecision.NEAR_PLACE)), table["where_prec"])


def _names_of_districts(codes: pd.Series) -> pd.Series:
    """Each district's name: Azerbaijani in Azerbaijan, English elsewhere."""
    known = bundled_district_names().azerbaijani_and_english
    names = {code: known[code][not code.startswith("AZ-")] for code in codes.unique() if code in known}
    return looked_up(codes, names)
