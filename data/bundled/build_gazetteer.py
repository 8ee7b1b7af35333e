"""The gazetteer: GeoNames' places with all their names, their district, and keys to find them by."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import geopandas
import pandas

from data.places.naming.place_names import latin_key, name_parts, same_script_key
from data.text.search_text import is_latin

# Codes of airports and stations stand among the names; nobody writes them for a place.
AIRPORT_CODE: Final = re.compile(r"[A-Z]{3}")

# A place that lies outside all districts of its country (an island, a generalised coast or
# border) belongs to the nearest one, unless that is this far away.
NEAREST_DISTRICT_KM: Final = 25.0
EQUAL_AREA: Final = "EPSG:6933"

COLUMNS: Final = (
    "geonameid",
    "name",
    "other_names",
    "keys",
    "adm0",
    "adm1_iso",
    "longitude",
    "latitude",
    "population",
)


def gazetteer_of(cities: pandas.DataFrame, districts: geopandas.GeoDataFrame) -> pandas.DataFrame:
    """One row a place, by country, then GeoNames id; `cities` has the columns of `read_cities`.

    `other_names` and `keys` (plain Latin, to find it by) have `|` between; `population` 0 is not
    known; `adm1_iso` is empty where no district with a code is near.
    """
    cities = cities.sort_values(["countrycode", "geonameid"]).reset_index(drop=True)
    named = [
        retained_names(str(name), others)
        for name, others in zip(cities["name"], cities["alternatenames"], strict=True)
    ]
    gazetteer = pandas.DataFrame(
        {
            "geonameid": cities["geonameid"].astype("int32"),
            "name": cities["name"],
            "other_names": ["|".join(names[1:]) for names in named],
            "keys": ["|".join(distinct_keys(names)) for names in named],
            "adm0": cities["countrycode"],
            "adm1_iso": district_codes(cities, districts),
            "longitude": cities["longitude"].round(5),
            "latitude": cities["latitude"].round(5),
            "population": cities["population"].astype("int32"),
        }
    )
    return gazetteer[list(COLUMNS)]


def retained_names(name: str, others: Iterable[object]) -> list[str]:
    """The name, then the other names that are worth searching; of two that fold alike only the first.

    Left out: codes of airports, and GeoNames' own transliterations of names in other scripts
    (`khankndy`), which are in small letters; the names that they come from are found without them.
    """
    texts = [str(other).strip() for other in others]
    has_other_scripts = any(not is_latin(text) for text in texts)
    names, seen = [name], {same_script_key(name), ""}
    for text in texts:
        is_made_up = has_other_scripts and text.isascii() and text[:1].islower()
        key = same_script_key(text)
        if key in seen or is_made_up or "|" in text or AIRPORT_CODE.fullmatch(text):
            continue
        seen.add(key)
        names.append(text)
    return names


def distinct_keys(names: Iterable[str]) -> Iterator[str]:
    """The plain Latin form of each name and of its parts, each once; a name that has none is left out."""
    parts = (part for name in names for part in name_parts(name))
    return (key for key in dict.fromkeys(latin_key(part) for part in parts) if key)


def district_codes(cities: pandas.DataFrame, districts: geopandas.GeoDataFrame) -> list[str]:
    """The `adm1_iso` of each place's district, "" where there is none.

    A district of the place's own country goes before the polygon that the point happens to lie in:
    the polygons are generalised.
    """
    points = geopandas.GeoDataFrame(
        cities[["countrycode"]],
        geometry=geopandas.points_from_xy(cities["longitude"], cities["latitude"]),
        crs="EPSG:4326",
    )
    within = points.sjoin(districts[["adm1_iso", "adm0", "geometry"]], how="left", predicate="within")
    within = within[~within.index.duplicated()]
    codes = within["adm1_iso"].to_numpy(dtype=object, copy=True)
    abroad = points[(within["adm0"] != within["countrycode"]).to_numpy()]
    for country in abroad["countrycode"].unique():
        own = districts[districts["adm0"] == country]
        if own.empty:
            continue
        for row, code in nearest_codes(abroad[abroad["countrycode"] == country], own).items():
            codes[row] = code
    return [code if isinstance(code, str) else "" for code in codes]


def nearest_codes(points: geopandas.GeoDataFrame, districts: geopandas.GeoDataFrame) -> dict[int, object]:
    """By the point's index: the code of the nearest district that is near enough."""
    joined = points.to_crs(EQUAL_AREA).sjoin_nearest(
        districts[["adm1_iso", "geometry"]].to_crs(EQUAL_AREA), max_distance=NEAREST_DISTRICT_KM * 1000
    )
    joined = joined[~joined.index.duplicated()]
    return dict(zip(joined.index, joined["adm1_iso"], strict=True))
