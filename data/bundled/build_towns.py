"""Populated places that orient the reader of the map, from GeoNames and the incidents' places."""

import json
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Final

import geopandas
import numpy
import pandas
from babel import Locale

from data.bundled.build_corrections import TOWN_NAMES
from data.bundled.build_names import (
    ARMENIAN,
    ARMENIAN_LETTER,
    AZERBAIJANI,
    AZERBAIJANI_LETTER,
    CYRILLIC_LETTER,
    RUSSIAN,
    first_containing,
    folded,
    in_script,
    likest_plain_form,
    only_one,
    split_names,
)

REGION: Final = ("AZ", "AM", "GE")
LEAST_POPULATION: Final = 100_000
LEAST_POPULATION_IN_REGION: Final = 1_000

# Population from which a label begins at a zoom; below the last, and unknown, 9.5.
MIN_ZOOMS: Final = (
    (1_000_000, 3.5),
    (300_000, 5.0),
    (100_000, 6.0),
    (30_000, 7.5),
    (10_000, 8.5),
)
LAST_MIN_ZOOM: Final = 9.5
INCIDENT_PLACE_MIN_ZOOM: Final = 9.0
SEAT_MIN_ZOOM: Final = 7.5
PART_OF_CITY_MIN_ZOOM: Final = 10.0

# Seats of the districts where the incidents are: they orient the reader more than their
# population, mostly displaced, would say.
SEATS: Final = (
    "Ağdam",
    "Ağdərə",
    "Cəbrayıl",
    "Füzuli",
    "Kəlbəcər",
    "Laçın",
    "Qubadlı",
    "Suqovuşan",
    "Tərtər",
    "Xankəndi",
    "Xocalı",
    "Xocavənd",
    "Zəngilan",
    "Şuşa",
)

# One place with two names in use, both recorded in places.csv.
DUAL_ENGLISH_NAMES: Final = {"Xankəndi": "Stepanakert / Khankendi"}

# GeoNames lists quarters of a city as places. One is taken for a quarter when a place at
# least this much larger is this near; its label waits until the city fills the screen.
QUARTER_KM: Final = 15.0
QUARTER_RATIO: Final = 4.0
CITY_POPULATION: Final = 500_000

COLUMNS: Final = ("name_en", "name_az", "name_hy", "name_ru", "adm0", "population", "min_zoom")


def read_towns(
    cities_path: Path, places: pandas.DataFrame, districts: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """One row a place, largest first: name in four languages, country, population, `min_zoom`.

    `population` is empty where it is not known. A place of the incidents takes the stead of
    the same place in GeoNames.
    """
    cities = read_cities(cities_path)
    from_incidents = incident_towns(places, cities)
    is_same = cities["geonameid"].isin(from_incidents["geonameid"].dropna())
    remaining = cities[~is_same & is_chosen(cities)]
    from_geonames = geonames_towns(remaining, districts)
    doubles = near_namesakes(from_geonames, from_incidents)
    towns = pandas.concat([from_incidents, from_geonames[~doubles]])
    towns["population"] = towns["population"].astype("Int64")
    towns = towns.sort_values(
        ["population", "name_en", "longitude", "latitude"],
        ascending=[False, True, True, True],
        na_position="last",
    )
    points = geopandas.points_from_xy(towns["longitude"], towns["latitude"], crs="EPSG:4326")
    columns = towns[list(COLUMNS)].reset_index(drop=True)
    return geopandas.GeoDataFrame(columns, geometry=points)


def read_cities(path: Path) -> pandas.DataFrame:
    """GeoNames' places of at least 500 inhabitants, one row each, with unknown population 0."""
    cities = pandas.DataFrame(json.loads(path.read_text(encoding="utf-8")).values())
    return cities.sort_values("geonameid").reset_index(drop=True)


def is_chosen(cities: pandas.DataFrame) -> "pandas.Series[bool]":
    """The large places of the world and the small ones of the region."""
    in_region = cities["countrycode"].isin(REGION)
    least = numpy.where(in_region, LEAST_POPULATION_IN_REGION, LEAST_POPULATION)
    return cities["population"] >= least


def incident_towns(places: pandas.DataFrame, cities: pandas.DataFrame) -> pandas.DataFrame:
    """The places of the incidents as towns, with the population of the same GeoNames place."""
    known = cities.set_index("geonameid")["population"]
    rows = []
    for place in places.to_dict("records"):
        geoname = geoname_id(str(place["coord_source"]))
        population = int(known.get(geoname, 0)) or None
        rows.append(
            {
                "geonameid": geoname,
                **incident_place_names(place),
                "adm0": str(place["adm1_iso"])[:2],
                "population": population,
                "min_zoom": incident_min_zoom(str(place["place_name"]), population),
                "longitude": place["longitude"],
                "latitude": place["latitude"],
            }
        )
    return pandas.DataFrame(rows)


def geoname_id(coord_source: str) -> int | None:
    """The GeoNames id in a place's source note, or None."""
    _, _, number = coord_source.partition("GeoNames ")
    return int(number) if number else None


def incident_place_names(place: Mapping[Hashable, Any]) -> dict[str, str]:
    """The place's names in the four languages, all of them recorded in places.csv."""
    own = str(place["place_name"]).partition(" (")[0]
    aliases = split_names(str(place["aliases"]))
    english = DUAL_ENGLISH_NAMES.get(own) or likest_plain_form(own, aliases)
    is_in_azerbaijan = str(place["adm1_iso"]).startswith("AZ")
    return {
        "name_en": english,
        "name_az": own if is_in_azerbaijan else english,
        "name_hy": first_containing(aliases, ARMENIAN_LETTER) or english,
        "name_ru": first_containing(aliases, CYRILLIC_LETTER) or english,
    }


def incident_min_zoom(name: str, population: int | None) -> float:
    """Where the label of an incident's place begins."""
    latest = SEAT_MIN_ZOOM if name in SEATS else INCIDENT_PLACE_MIN_ZOOM
    return min(latest, min_zoom(population or 0))


def min_zoom(population: int) -> float:
    """Where the label of a place of that size begins."""
    return next((zoom for least, zoom in MIN_ZOOMS if population >= least), LAST_MIN_ZOOM)


def geonames_towns(cities: pandas.DataFrame, districts: geopandas.GeoDataFrame) -> pandas.DataFrame:
    """The GeoNames places as towns, quarters of large cities labelled late."""
    points = geopandas.GeoDataFrame(
        cities,
        geometry=geopandas.points_from_xy(cities["longitude"], cities["latitude"]),
        crs="EPSG:4326",
    )
    own = districts[["name_en", "name_az", "name_hy", "name_ru", "geometry"]]
    within = points.sjoin(own, how="left", predicate="within")
    within = within[~within.index.duplicated()]
    names = pandas.DataFrame([geonames_names(row) for row in within.to_dict("records")], index=cities.index)
    zooms = cities["population"].map(min_zoom)
    return names.assign(
        adm0=cities["countrycode"],
        population=cities["population"],
        min_zoom=zooms.mask(is_quarter(cities), PART_OF_CITY_MIN_ZOOM),
        longitude=cities["longitude"],
        latitude=cities["latitude"],
    )


def geonames_names(city: Mapping[Hashable, Any]) -> dict[str, str]:
    """The place's names in the four languages; English where the source does not decide.

    A form counts as Russian, Armenian or Azerbaijani by its letters. Where there are several,
    only one that CLDR, the district's name or the English name's sound confirms is taken.
    """
    own, alternates = str(city["name"]), [str(name) for name in city["alternatenames"]]
    zone = zone_city_names(str(city["timezone"]), own)
    district = {key: str(city[key]) for key in ("name_en", "name_az", "name_hy", "name_ru")}
    is_azerbaijani = city["countrycode"] == "AZ"
    azerbaijani = None
    if is_azerbaijani:
        forms = in_script([own, *alternates], AZERBAIJANI)
        marked = [name for name in forms if AZERBAIJANI_LETTER.search(name)]
        own_marked = own if own in marked else None
        azerbaijani = only_one(marked, [district["name_az"]]) or own_marked
    # The district's English name serves its seat where GeoNames has the Azerbaijani one.
    is_named_district = is_azerbaijani and azerbaijani == district["name_az"]
    english = district["name_en"] if is_named_district else own
    russian, armenian = (
        only_one(in_script(alternates, script), [zone.get(key, ""), district[f"name_{key}"]], own)
        for key, script in (("ru", RUSSIAN), ("hy", ARMENIAN))
    )
    return {
        "name_en": english,
        "name_az": azerbaijani or zone.get("az") or english,
        "name_hy": armenian or zone.get("hy") or english,
        "name_ru": russian or zone.get("ru") or english,
        **TOWN_NAMES.get(int(city["geonameid"]), {}),
    }


def zone_city_names(timezone: str, name: str) -> dict[str, str]:
    """CLDR's names of the city that a time zone is named after, if it is this one."""
    if timezone.rpartition("/")[2].replace("_", " ") != name:
        return {}
    found = {}
    for language in ("az", "hy", "ru"):
        city = Locale(language).time_zones.get(timezone, {}).get("city")
        if city:
            found[language] = str(city)
    return found


def is_quarter(cities: pandas.DataFrame) -> "numpy.typing.NDArray[numpy.bool_]":
    """Which places are probably quarters of a large city nearby."""
    longitude, latitude = (cities[axis].to_numpy(dtype=float) for axis in ("longitude", "latitude"))
    population = cities["population"].to_numpy(dtype=float)
    quarters = numpy.zeros(len(cities), dtype=bool)
    for index in numpy.flatnonzero(population >= CITY_POPULATION):
        distance = distance_km(longitude, latitude, longitude[index], latitude[index])
        is_smaller = population * QUARTER_RATIO <= population[index]
        quarters |= (distance < QUARTER_KM) & is_smaller
    return quarters


def distance_km(
    longitude: "numpy.typing.NDArray[numpy.float64]",
    latitude: "numpy.typing.NDArray[numpy.float64]",
    to_longitude: float,
    to_latitude: float,
) -> "numpy.typing.NDArray[numpy.float64]":
    """Approximate distances to one point, good for tens of kilometres."""
    east = (longitude - to_longitude) * numpy.cos(numpy.radians(to_latitude))
    distances: numpy.typing.NDArray[numpy.float64] = numpy.hypot(east, latitude - to_latitude)
    return distances * 111.2


def near_namesakes(
    towns: pandas.DataFrame, incident_places: pandas.DataFrame, within_km: float = 3.0
) -> "numpy.typing.NDArray[numpy.bool_]":
    """Which towns are an incident's place once more: near it and of the same name."""
    names = ["name_en", "name_az", "name_hy", "name_ru"]
    is_double = numpy.zeros(len(towns), dtype=bool)
    longitude, latitude = (towns[axis].to_numpy(dtype=float) for axis in ("longitude", "latitude"))
    for place in incident_places.to_dict("records"):
        near = distance_km(longitude, latitude, place["longitude"], place["latitude"]) < within_km
        own = {folded(str(place[name])) for name in names}
        for index in numpy.flatnonzero(near):
            is_double[index] |= any(folded(str(towns.iloc[index][name])) in own for name in names)
    return is_double
