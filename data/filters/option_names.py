"""Under which names the choices of a list are found: as a search for words finds incidents."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data.search_text import folded
from data.tables.dataset import Dataset
from data.tables.map_names import without_qualifier


def option_names(dataset: Dataset, key: str, values: Iterable[str]) -> dict[str, str]:
    """The folded words of all names of each value, with a space before each word.

    A term of the vocabulary has only its code. A district has its names in every language and those of the settlement that it is named after; an actor or
    a side has the words of the tables and their translations.
    """
    if key == "district":
        return {code: folded(" ".join([code, *_district_names(dataset, code)])) for code in values}
    terms = {"actor": "actors", "side": "sides"}.get(key)
    if terms is None:
        return {value: folded(value) for value in values}
    translated = [getattr(translation, terms) for translation in dataset.translations.values()]
    return {
        value: folded(" ".join([value, *(words[value] for words in translated if value in words)]))
        for value in values
    }


def _district_names(dataset: Dataset, code: str) -> set[str]:
    layer = dataset.every_district
    row = layer[layer["adm1_iso"] == code]
    listed = [str(row[name].iloc[0]) for name in ("names", "name_en", "name_az") if len(row)]
    names = {dataset.own_district_name(code), *(name for text in listed for name in text.split("|"))}
    places = dataset.places[dataset.places["adm1_iso"] == code]
    for place, aliases in zip(places["place_name"].astype("str"), places["aliases"], strict=True):
        if without_qualifier(place) in names and not pd.isna(aliases):
            names |= set(str(aliases).split("|"))
    return names
