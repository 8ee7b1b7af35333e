"""The districts that rows name, by code: as written, by sound, by the point, or as a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.imports.columns.cells import joined_keys
from data.imports.places.chosen_places import chosen_district
from data.imports.report.ledger import Ledger
from data.imports.report.open_choices import DISTRICT, key_of
from data.places.coordinates.checked_points import check_points
from data.places.naming.district_names import District, bundled_district_names
from data.places.remarks import DISTRICT_BY_SOUND
from data.remark import make_remark

UNKNOWN_DISTRICT: Final = (
    "The district is not one that the atlas knows; the point or the country says where it was."
)
SEVERAL_DISTRICTS: Final = "Several districts go by this name; give its ISO 3166-2 code, or the country."


def stated_districts(table: pd.DataFrame, ledger: Ledger, choices: Mapping[str, str]) -> pd.Series:
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
