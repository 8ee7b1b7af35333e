"""Incidents with their point, district and country: from coordinates, or from names by the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from data.folders.bundled_gazetteer import gazetteer
from data.imports.chosen_places import as_chosen, chosen_district
from data.imports.columns.cells import joined_keys, looked_up
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import DISTRICT, key_of
from data.language import N_
from data.limits import Work
from data.places.coordinates.checked_points import CheckedPoints, check_points
from data.places.gazetteer import lookup_order
from data.places.located import Located
from data.places.naming.country_names import country_code
from data.places.naming.district_names import District, bundled_district_names
from data.places.remarks import DISTRICT_BY_SOUND
from data.remark import make_remark
from data.tables.codes import joined
from data.tables.schema import PLACES
from data.tables.vocabulary import CoordinateMethod, WherePrecision
from data.text.text_arrays import coded

UNKNOWN_COUNTRY: Final = "The country is not one that the atlas knows; it was left out."
UNKNOWN_DISTRICT: Final = (
    "The district is not one that the atlas knows; the point or the country says where it was."
)
SEVERAL_DISTRICTS: Final = "Several districts go by this name; give its ISO 3166-2 code, or the country."
_NO_CHOICES: Final[Mapping[str, str]] = {}
_POINTS_AT_ONCE: Final = 50_000
_NAMES_AT_ONCE: Final = 100
"""Between two looks at the clock."""

NOWHERE: Final = "Nothing in the row says where it was."


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
    stated = _stated_districts(table, ledger, choices)
    table["adm1_iso"] = stated
    table["place_name"] = table["place"]
    points = _checked_points(table, ledger, work)
    table["longitude"], table["latitude"] = points.longitude, points.latitude
    has_point = ~np.isnan(points.longitude)
    _fill_from_polygons(table, has_point, points)
    _code_points(table, has_point, points.is_corrected)
    places = _locate(table, ~has_point, ledger, work, choices)
    table["adm1_name"] = _names_of_districts(table["adm1_iso"])
    return table, places


def _countries(table: pd.DataFrame, ledger: Ledger) -> pd.Series:
    texts = table["country"].str.strip()
    codes = looked_up(texts, {text: country_code(text) for text in texts.unique()})
    unknown = (texts != "") & (codes == "")
    ledger.remark(table.index[unknown], UNKNOWN_COUNTRY, texts[unknown])
    return codes


def _stated_districts(table: pd.DataFrame, ledger: Ledger, choices: Mapping[str, str]) -> pd.Series:
    """The code of the district that each row names; "" where it names none, or none that is known."""
    texts = table["district"].str.strip()
    numbers, keys = pd.factorize(joined_keys([texts, table["adm0"]]))
    pairs = [tuple(str(key).rsplit("\x1f", 1)) for key in keys]
    found = [_named(*pair) for pair in pairs]
    for number, (text, adm0) in enumerate(pairs):
        if text and not found[number]:
            alike = bundled_district_names().sounding_like(text, adm0)
            if len(alike) == 1:
                found[number] = alike
                remark = make_remark(DISTRICT_BY_SOUND, district=text, found=alike[0].name)
                ledger.remark(table.index[numbers == number], remark, text)
    several_of = np.array([len(answer) > 1 for answer in found], dtype=bool)
    at_points = _districts_at_points(table, several_of[numbers])
    is_settled = at_points != ""
    counts = np.bincount(numbers[~is_settled], minlength=len(pairs))
    for number in np.flatnonzero(several_of).tolist():
        text, adm0 = pairs[number]
        is_chosen = is_settled & (numbers == number)
        if choices.get(key_of(DISTRICT, text, adm0)):
            # What a person chose holds for all rows of the name.
            is_settled &= ~is_chosen
            counts[number] += int(is_chosen.sum())
        if counts[number]:
            found[number] = chosen_district(text, adm0, found[number], int(counts[number]), ledger, choices)
    districts = np.array([len(answer) for answer in found], dtype=np.intp)[numbers]
    codes_of = [{one.adm1_iso for one in answer} for answer in found]
    is_one_of_them = np.array(
        [code in codes_of[number] for code, number in zip(at_points, numbers, strict=True)], dtype=bool
    )
    districts[is_settled] = is_one_of_them[is_settled]
    unknown = (texts != "").to_numpy() & (districts == 0)
    several = districts > 1
    ledger.remark(table.index[unknown], UNKNOWN_DISTRICT, texts[unknown])
    ledger.remark(table.index[several], SEVERAL_DISTRICTS, texts[several])
    codes = pd.array([answer[0].adm1_iso if len(answer) == 1 else "" for answer in found], dtype="str")
    stated = codes.take(numbers).to_numpy(dtype=object)
    stated[is_settled] = np.where(is_one_of_them, at_points, "")[is_settled]
    return pd.Series(stated, index=table.index, dtype="str")


def _districts_at_points(
    table: pd.DataFrame, is_looked_for: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """The code of the district in which the point of each row that is looked for lies; "" without a plain one."""
    found = np.full(len(table), "", dtype=object)
    rows = np.flatnonzero(is_looked_for)
    if not len(rows):
        return found
    east, north = (table[name].str.strip().iloc[rows].tolist() for name in ("longitude", "latitude"))
    points = check_points(east, north, table["adm0"].iloc[rows].tolist(), [""] * len(rows))
    found[rows] = np.where(points.is_corrected, "", points.adm1_iso)
    return found


def _named(text: str, adm0: str) -> tuple[District, ...]:
    return bundled_district_names().named(text, adm0) if text else ()


def _checked_points(table: pd.DataFrame, ledger: Ledger, work: Work) -> CheckedPoints:
    """The coordinate to use of each row, with remarks; rows that say the same are checked once."""
    given = [table[name].str.strip() for name in ("longitude", "latitude")]
    columns = [*given, table["adm0"], table["adm1_iso"]]
    # In the order in which they first stand, as the account names them.
    same, keys = pd.factorize(joined(*(coded(column)[1] for column in columns))[0])
    # Of rows that say the same the last is as good as the first.
    at = np.zeros(len(keys), dtype=np.intp)
    at[same] = np.arange(len(same))
    different = [column.iloc[at] for column in columns]
    parts: list[CheckedPoints] = []
    numbered_remarks: list[tuple[int, str]] = []
    for first in range(0, max(len(at), 1), _POINTS_AT_ONCE):
        work.at(N_("Checking points"), first / max(len(at), 1))
        x, y, countries, districts = (
            column.iloc[first : first + _POINTS_AT_ONCE].tolist() for column in different
        )
        parts.append(check_points(x, y, countries, districts))
        numbered_remarks += [
            (first + row, remark) for row, remarks in parts[-1].remarks.items() for remark in remarks
        ]
    _enter_each(table.index, same, numbered_remarks, given[0] + ", " + given[1], ledger)
    return CheckedPoints(
        np.concatenate([part.longitude for part in parts])[same],
        np.concatenate([part.latitude for part in parts])[same],
        np.concatenate([part.adm0 for part in parts])[same],
        np.concatenate([part.adm1_iso for part in parts])[same],
        np.concatenate([part.is_corrected for part in parts])[same],
        {},
    )


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


def _locate(
    table: pd.DataFrame,
    is_unplaced: npt.NDArray[np.bool_],
    ledger: Ledger,
    work: Work,
    choices: Mapping[str, str],
) -> pd.DataFrame:
    """Point, district and precision of rows without a point, from their names; and the places found, as rows."""
    unplaced = np.flatnonzero(is_unplaced)
    if not len(unplaced):
        return _place_rows([])
    names = table["place"].where(table["place"] != "", table["location_as_reported"]).iloc[unplaced].tolist()
    countries = table["adm0"].iloc[unplaced].tolist()
    codes, texts = table["adm1_iso"].iloc[unplaced], table["district"].iloc[unplaced]
    districts = codes.where(codes != "", texts).tolist()
    narrower = table["subdistrict"].where(table["place"] != "", "").iloc[unplaced].tolist()
    rows = list(zip(names, countries, districts, narrower, strict=True))
    located = as_chosen(rows, _located(rows, work), ledger, choices)
    places = [_place(one) for one in located]
    for column, values in zip(_LOCATED, zip(*places, strict=True), strict=True):
        filled = table[column].to_numpy(dtype=object, copy=True)
        filled[unplaced] = values
        table[column] = filled
    types = {name: "float64" if name in ("longitude", "latitude") else "str" for name in _LOCATED}
    table[list(_LOCATED)] = table[list(_LOCATED)].astype(types)
    _enter_remarks(table.index[unplaced], located, names, ledger)
    return _place_rows(located)


def _place_rows(located: list[Located]) -> pd.DataFrame:
    """The settlements that were found, with their other names, each once in its district."""
    found = {(one.answer.name, one.adm1_iso): one.answer for one in located if one.answer and one.place_name}
    rows = [
        {
            "place_name": name,
            "aliases": "|".join(other for other in place.other_names if "|" not in other),
            "adm1_iso": district,
            "longitude": place.longitude,
            "latitude": place.latitude,
            "coord_source": place.source,
            "note": "",
        }
        for (name, district), place in found.items()
    ]
    columns = [column.name for column in PLACES.columns]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("longitude", "latitude"):
        table[name] = degree_texts(table[name].astype("float64"))
    return table.astype("str")


def degree_texts(degrees: pd.Series) -> pd.Series:
    """Degrees as the tables write them, with at most six decimals (a tenth of a metre); "" where missing."""
    numbers = np.round(degrees.to_numpy(dtype="float64"), 6) + 0.0
    written = pa.array(numbers, from_pandas=True).cast(pa.string()).fill_null("")
    texts = pd.Series(written.to_numpy(zero_copy_only=False), index=degrees.index, dtype="str")
    # Arrow writes the shortest text of a number: with an exponent where it is very small or very large.
    has_exponent = texts.str.contains("e", regex=False)
    if has_exponent.any():
        texts[has_exponent] = [
            _written(value) for value in numbers[has_exponent.to_numpy(dtype=bool)].tolist()
        ]
    return texts


def _written(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _located(unplaced: list[tuple[str, str, str, str]], work: Work) -> list[Located]:
    """The answer for each name with its country, district and narrower district; equal ones are looked up once."""
    # In the gazetteer's order, which keeps the names to compare with for a few countries and beginnings only.
    different = sorted(dict.fromkeys(unplaced), key=lookup_order)
    known: dict[tuple[str, str, str, str], Located] = {}
    for first in range(0, len(different), _NAMES_AT_ONCE):
        work.at(N_("Looking up names"), first / len(different))
        part = different[first : first + _NAMES_AT_ONCE]
        names, countries, districts, narrower = (list(column) for column in zip(*part, strict=True))
        known |= zip(part, gazetteer().locate_all(names, countries, districts, narrower), strict=True)
    return [known[one] for one in unplaced]


_LOCATED: Final = ("longitude", "latitude", "where_prec", "coord_method", "place_name", "adm0", "adm1_iso")


def _place(one: Located) -> tuple[object, ...]:
    grade = one.where_prec
    if grade is None:
        grade = WherePrecision.COUNTRY if one.adm0 or one.country else WherePrecision.VAGUE
    return (
        np.nan if one.longitude is None else one.longitude,
        np.nan if one.latitude is None else one.latitude,
        str(int(grade)),
        one.coord_method.value,
        one.place_name,
        one.adm0 or one.country,
        one.adm1_iso,
    )


def _enter_remarks(rows: pd.Index, located: list[Located], names: list[str], ledger: Ledger) -> None:
    numbered_remarks = [
        (position, remark)
        for position, one in enumerate(located)
        for remark in one.remarks or (() if one.where_prec is not None else (NOWHERE,))
    ]
    positions = [position for position, _remark in numbered_remarks]
    ledger.remark_each(
        rows[positions],
        [remark for _position, remark in numbered_remarks],
        [names[position] for position in positions],
    )


def _enter_each(
    rows: pd.Index,
    groups: npt.NDArray[np.integer[Any]],
    numbered_remarks: list[tuple[int, str]],
    found: pd.Series,
    ledger: Ledger,
) -> None:
    """Enter the remarks of each group for every row that is in it."""
    order = np.argsort(groups, kind="stable")
    ends = np.searchsorted(groups[order], np.arange(groups.max(initial=-1) + 2))
    members = [order[ends[group] : ends[group + 1]] for group, _remark in numbered_remarks]
    if not members:
        return
    positions = np.concatenate(members)
    each = np.repeat(np.arange(len(numbered_remarks)), [len(one) for one in members])
    ledger.remark_each(
        rows[positions], [numbered_remarks[one][1] for one in each], found.iloc[positions].tolist()
    )


def _names_of_districts(codes: pd.Series) -> pd.Series:
    """Each district's name: Azerbaijani in Azerbaijan, English elsewhere."""
    known = bundled_district_names().azerbaijani_and_english
    names = {code: known[code][not code.startswith("AZ-")] for code in codes.unique() if code in known}
    return looked_up(codes, names)
