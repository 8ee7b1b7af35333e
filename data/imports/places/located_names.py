"""Rows without a point, located by their names in the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.folders.bundled_gazetteer import gazetteer
from data.imports.places.chosen_places import as_chosen
from data.imports.places.degree_texts import degree_texts
from data.imports.report.ledger import Ledger
from data.language import N_
from data.limits import Work
from data.places.gazetteer import lookup_order
from data.places.located import Located
from data.tables.schema import PLACES
from data.tables.vocabulary import WherePrecision

_NAMES_AT_ONCE: Final = 100
"""Between two looks at the clock."""

NOWHERE: Final = "Nothing in the row says where it was."


def locate(
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
