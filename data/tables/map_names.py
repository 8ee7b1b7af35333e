"""The bundled layers that label a map, with English names as the dataset writes them.

A dataset's tables say how its districts and settlements are written; a label on the map reads like the list
beside it. In the other languages both come from the layers and the aliases of `places.csv`.
"""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import pandas as pd

from data.search_text import folded
from data.tables.districts import NAME_LANGUAGES, layer

NEAR_DEGREES: Final = 0.2
"""A town farther from a settlement of the same name, in longitude or latitude, is another place."""

_NAMES: Final = [f"name_{language}" for language in NAME_LANGUAGES]


def without_qualifier(name: str) -> str:
    """The name alone: "Güneşli" of "Güneşli (Xocavənd)"."""
    return name.partition(" (")[0]


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
    for layer_before, named in ((before, districts), (layer("towns"), towns)):
        pairs = zip(layer_before["name_en"].astype("str"), named["name_en"].astype("str"), strict=True)
        spellings.update({one: after for one, after in pairs if one != after})
    return {one: after for one, after in spellings.items() if one not in spellings.values()}


def named_towns(settlements: pd.DataFrame, own_names: dict[str, str]) -> gpd.GeoDataFrame:
    """The layer of towns; `name_en` as the dataset writes the settlement or the district of that name.

    `settlements` has `place_name`, `longitude` and `latitude`, a row each.
    """
    towns = layer("towns").copy()
    coded = layer("districts").dropna(subset="adm1_iso")
    in_use = coded[coded["adm1_iso"].isin(own_names)]
    districts = {
        (adm0, folded(name)): own_names[code]
        for adm0, name, code in zip(in_use["adm0"], in_use["name_az"], in_use["adm1_iso"], strict=True)
    }
    places: dict[str, list[tuple[str, float, float]]] = {}
    for name, longitude, latitude in settlements.itertuples(index=False):
        alone = without_qualifier(str(name))
        places.setdefault(folded(alone), []).append((alone, float(longitude), float(latitude)))
    rows = zip(
        towns["adm0"], *(towns[name] for name in _NAMES), towns.geometry.x, towns.geometry.y, strict=True
    )
    towns["name_en"] = [
        next(
            (
                own
                for name in names
                for own, east, north in places.get(folded(str(name)), ())
                if abs(east - longitude) < NEAR_DEGREES and abs(north - latitude) < NEAR_DEGREES
            ),
            districts.get((adm0, folded(str(names[1]))), names[0]),
        )
        for adm0, *names, longitude, latitude in rows
    ]
    return towns
