"""The bundled layers that label a map, with English names as the dataset writes them.

A dataset's tables say how its districts and settlements are written; a label on the map reads like the list
beside it, in every language.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from data.search_text import folded
from data.tables.districts import layer
from data.tables.settlements import NAME_COLUMNS, Settlements


def named_districts(layer_of_districts: gpd.GeoDataFrame, own_names: dict[str, str]) -> gpd.GeoDataFrame:
    """A layer of districts; `name_en` is the dataset's own name of those that it uses, by code."""
    districts = layer_of_districts.copy()
    coded = zip(districts["adm1_iso"], districts["name_en"], strict=True)
    districts["name_en"] = [own_names.get(code, name) for code, name in coded]
    towns = layer("towns").drop_duplicates(["adm0", "name_az"]).set_index(["adm0", "name_az"])["name_en"]
    of_town = towns.reindex(pd.MultiIndex.from_frame(districts[["adm0", "name_az"]])).to_numpy()
    takes_town = ~districts["adm1_iso"].isin(own_names) & pd.notna(of_town)
    districts["name_en"] = districts["name_en"].where(~takes_town, of_town)
    return districts


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
    that of the district of the same name. Rows of the layer come first, in its order.
    """
    towns = layer("towns").copy()
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
