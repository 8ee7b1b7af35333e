"""Villages of some countries, which GeoNames has but not with a population: its places as Who's On First keeps them."""

import io
import json
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy
import pandas

from data.places.naming.place_names import latin_key

# Each country's repository at GitHub, whosonfirst-data/whosonfirst-data-admin-XX, at the commit that is read.
VILLAGE_COMMITS: Final = {
    "AF": "948432c281d6d8b4d3994ce3b938e82b775d9078",
    "AM": "8bebe67601e74660d9cf08d55b30ed29f2949c91",
    "AZ": "e174b861629f63b02aac49a97e766b4078f6703e",
    "BF": "ec74b6e6d2527f683dfac1da323d3e48110f7935",
    "CF": "d7e7dea15baa7d90f6605040a923ca66d3614a15",
    "CM": "d54583566582933691bf1e1f252933625b96dd8d",
    "CO": "8f7afa27720cf18b8c1dc1ef9a06b28be7bcd4a4",
    "GE": "0f2786117f3acb814b6ca6b518517628aad29877",
    "IQ": "4c7a00f6387bcab9094ac10c9448177515f1098f",
    "KH": "9fd5f1e302611ffa60a3e1f574a3802933d27c84",
    "LB": "b881be3020bdd8ab2f270aaa8e5b07dbff918d00",
    "LY": "2528885a93b80efcfd8dfbb402e3ee636bb21786",
    "ML": "2efa70fccf2aea8d93f69cab55d9f5278644c812",
    "MM": "25382e1da0900e8ed2180d99e87ce0789c13ab58",
    "MZ": "23c48d54eed2fedd9b746f1486a9973db0f66374",
    "NE": "dcc2b39005fe302c18d44fcbf9fc03732160870b",
    "NG": "ace2a28b795144711fac6518b11f2793cf9034d8",
    "SD": "fd309a646f7f54562618d4514c7d0ab4050cb9c0",
    "SN": "12e37502fb4f964f56820919ea2f49865a0645f4",
    "SO": "040d9e760d7c2fc4ee1f80d2b4cf18258759a1ed",
    "SY": "2db0f03b9f9d24bd371f318759d3e56c816c333e",
    "TD": "7dbc9dad25f2af156a330768cdff834479e489af",
    "UA": "18b5ee31d6cd4915e627fbf7f3def46e66e440d5",
    "YE": "a96a8df62981ed0e1b2a0be278dd33670a4e6605",
}

# Settlements; not quarters (PPLX), abandoned ones (PPLQ, PPLH, PPLW) or religious ones (PPLR).
_SETTLEMENTS: Final = frozenset(
    {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC", "PPLF", "PPLG", "PPLL"}
)

# A village nearer than this to a place that has a name in common with it is that place.
_SAME_KM: Final = 3.0
_KM_OF_DEGREE: Final = 111.2


def repository_name(country: str) -> str:
    """The name of a country's repository."""
    return f"whosonfirst-data-admin-{country.lower()}"


def read_villages(repositories: dict[str, Path], cities: pandas.DataFrame) -> pandas.DataFrame:
    """The settlements of some countries that `cities` lacks, with its columns, by GeoNames id.

    `repositories`: the git directory of each country. Raises KeyError where one of `VILLAGE_COMMITS` is not there.
    """
    rows = [
        row
        for country, commit in VILLAGE_COMMITS.items()
        for properties in _localities(repositories[country], commit)
        if (row := _row(country, properties)) is not None
    ]
    villages = pandas.DataFrame(rows, columns=list(_COLUMNS))
    villages = villages.drop_duplicates("geonameid")
    villages = villages[~villages["geonameid"].isin(cities["geonameid"])]
    villages = villages.sort_values("geonameid").reset_index(drop=True)
    return villages[~_are_known(villages, cities)].reset_index(drop=True)


_COLUMNS: Final = (
    "geonameid",
    "name",
    "alternatenames",
    "countrycode",
    "longitude",
    "latitude",
    "population",
)


def _localities(repository: Path, commit: str) -> Iterator[dict[str, Any]]:
    """The properties of each place of a commit, other geometries of the same place left out."""
    archive = subprocess.run(
        ["git", "-C", str(repository), "archive", commit, "data"], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        for member in opened:
            if not member.isfile() or "-alt-" in member.name or not member.name.endswith(".geojson"):
                continue
            content = opened.extractfile(member)
            if content is not None:
                yield json.load(content)["properties"]


def _row(country: str, properties: dict[str, Any]) -> tuple[object, ...] | None:
    """A place as GeoNames has it, with all names; None where it is no settlement of today, or not GeoNames'."""
    identifier = properties.get("wof:concordances", {}).get("gn:id")
    code = properties.get("gn:feature_code", "PPL")
    is_over = properties.get("edtf:deprecated", "uuuu") not in ("", "uuuu") or properties.get(
        "wof:superseded_by"
    )
    if properties.get("wof:placetype") != "locality" or not identifier or is_over or code not in _SETTLEMENTS:
        return None
    names = [
        str(name)
        for key in sorted(properties)
        if key.startswith("name:") and not key.endswith("abbreviation")
        for name in properties[key] or ()
    ]
    own = str(properties.get("gn:name") or properties["wof:name"])
    longitude = properties.get("gn:longitude", properties["geom:longitude"])
    latitude = properties.get("gn:latitude", properties["geom:latitude"])
    others = [str(properties["wof:name"]), *names]
    return int(identifier), own, others, country, float(longitude), float(latitude), 0


def _are_known(villages: pandas.DataFrame, cities: pandas.DataFrame) -> numpy.ndarray[Any, Any]:
    """Whether each village is a place of `cities` under another id: a name in common, and as good as one point."""
    known: dict[tuple[str, str], list[tuple[float, float]]] = {}
    near = cities[cities["countrycode"].isin(VILLAGE_COMMITS)]
    for country, names, longitude, latitude in _named(near):
        for name in names:
            known.setdefault((country, name), []).append((longitude, latitude))
    return numpy.array(
        [
            any(
                _km(longitude, latitude, *point) < _SAME_KM
                for name in names
                for point in known.get((country, name), ())
            )
            for country, names, longitude, latitude in _named(villages)
        ],
        dtype=bool,
    )


def _named(places: pandas.DataFrame) -> Iterator[tuple[str, set[str], float, float]]:
    columns = ("countrycode", "name", "alternatenames", "longitude", "latitude")
    for country, name, others, longitude, latitude in zip(*(places[one] for one in columns), strict=True):
        yield country, {latin_key(one) for one in (name, *others)} - {""}, float(longitude), float(latitude)


def _km(longitude: float, latitude: float, other_longitude: float, other_latitude: float) -> float:
    east = (longitude - other_longitude) * numpy.cos(numpy.radians(latitude))
    return float(numpy.hypot(east, latitude - other_latitude)) * _KM_OF_DEGREE
