"""The bundled layers that label a map, with English names as the dataset writes them.

A dataset's tables say how its districts and settlements are written; a label on the map reads like the list
beside it, in every language, and what the tables do not name is written in their spelling.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from data.tables.layers.districts import layer
from data.tables.names.settlements import NAME_COLUMNS, SCRIPTS, Settlements
from data.tables.names.spelling import locally_spelled, spelled_name
from data.text.search_text import folded, is_latin


def named_districts(layer_of_districts: gpd.GeoDataFrame, own_names: dict[str, str]) -> gpd.GeoDataFrame:
    """A layer of districts; `name_en` is the dataset's own name of those that it uses, by code.

    A name of the tables that is not in Latin letters is not English. The others are spelled as the tables' own; what
    has no Armenian or Russian name is named there as in English.
    """
    own_names = {code: name for code, name in own_names.items() if is_latin(name)}
    districts = layer_of_districts.copy()
    towns = layer("towns").drop_duplicates(["adm0", "name_az"]).set_index(["adm0", "name_az"])["name_en"]
    of_town = towns.reindex(pd.MultiIndex.from_frame(districts[["adm0", "name_az"]]))
    districts["name_en"] = districts["name_en"].where(of_town.isna().to_numpy(), of_town.to_numpy())
    coded = zip(districts["adm1_iso"], _spelled(districts, own_names), strict=True)
    districts["name_en"] = [own_names.get(code, name) for code, name in coded]
    return _in_one_script(districts)


def _spelled(named: gpd.GeoDataFrame, own_names: dict[str, str]) -> list[str]:
    """The English names of a layer in the spelling of the tables, by the country of each row."""
    local = locally_spelled(own_names)
    english = named["name_en"].tolist()
    for adm0, language in local.items():
        for row in (named["adm0"] == adm0).to_numpy().nonzero()[0]:
            own = named[f"name_{language}"].iloc[row]
            english[row] = spelled_name(str(english[row]), "" if pd.isna(own) else str(own))
    return english


def _in_one_script(named: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The layer with the English names where the Armenian or Russian column has none in that script."""
    for language, script in SCRIPTS.items():
        column = named[f"name_{language}"]
        is_own = column.astype("str").str.contains(script, regex=True) | column.isna()
        named[f"name_{language}"] = column.where(is_own, named["name_en"])
    return named


def other_spellings(
    before: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, towns: gpd.GeoDataFrame
) -> dict[str, str]:
    """The layers' English names, of districts as in `before`, with the dataset's, where they differ: "Aghdam" and "Agdam" with "Ağdam"."""
    spellings = {}
    bundled = layer("towns")
    for layer_before, named in ((before, districts), (bundled, towns.iloc[: len(bundled)])):
        pairs = zip(layer_before["name_en"].astype("str"), named["name_en"].astype("str"), strict=True)
        spellings.update({one: after for one, after in pairs if one != after})
    return {one: after for one, after in spellings.items() if one not in spellings.values()}


def named_towns(settlements: Settlements, own_names: dict[str, str]) -> gpd.GeoDataFrame:
    """The layer of towns named as the dataset names its settlements and districts, then the settlements it lacks.

    A town that is a settlement of the dataset has that settlement's name in every language; elsewhere `name_en` is
    that of the district of the same name, or spelled as the districts are. Rows of the layer come first, in its order.
    """
    own_names = {code: name for code, name in own_names.items() if is_latin(name)}
    towns = layer("towns").copy()
    towns["name_en"] = _spelled(towns, own_names)
    towns = _in_one_script(towns)
    coded = layer("districts").dropna(subset="adm1_iso")
    in_use = coded[coded["adm1_iso"].isin(own_names)]
    districts = {
        (adm0, folded(name)): own_names[code]
        for adm0, name, code in zip(in_use["adm0"], in_use["name_az"], in_use["adm1_iso"], strict=True)
    }
    countries = {adm0 for adm0, _name in districts}
    pairs = zip(towns["adm0"], towns["name_az"], towns["name_en"], strict=True)
    towns["name_en"] = [
        districts.get((adm0, folded(str(own))), english) if adm0 in countries else english
        for adm0, own, english in pairs
    ]
    names = {name: towns[name].to_list() for name in NAME_COLUMNS}
    for town, spelled in settlements.spelled_towns.items():
        names["name_en"][town] = spelled
    for town, settlement in settlements.of_towns.items():
        for name in NAME_COLUMNS:
            names[name][town] = settlements.names[settlement][name]
    return pd.concat([towns.assign(**names), settlements.added], ignore_index=True)
