"""A dataset's own places, made searchable, with the names that the gazetteer has for the same places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from data.places.index import GeonameSources, PlaceIndex, place_index
from data.places.naming.place_names import latin_key, name_parts, same_script_key

SAME_PLACE_KM: Final = 3.0
"""A namesake in the gazetteer this near is the same place."""

_GEONAME: Final = re.compile(r"GeoNames (\d+)")
_FIELDS: Final = {
    "name": pa.string(),
    "other_names": pa.string(),
    "keys": pa.string(),
    "adm0": pa.string(),
    "adm1_iso": pa.string(),
    "longitude": pa.float64(),
    "latitude": pa.float64(),
    "population": pa.int64(),
    "source": pa.string(),
}


def superseded_places(places: pd.DataFrame, world: PlaceIndex) -> dict[int, int]:
    """By position in the gazetteer: the row of `places` that is the same place, by GeoNames id or as a namesake."""
    found: dict[int, int] = {}
    ids = world.sources.ids if isinstance(world.sources, GeonameSources) else np.empty(0, dtype=np.int64)
    for row, place in enumerate(places.to_dict("records")):
        if geoname := _GEONAME.search(str(place["coord_source"])):
            found.update((int(position), row) for position in np.flatnonzero(ids == int(geoname[1])))
        for key in _keys(_names(place)):
            for position in world.with_key(key):
                east = (float(world.longitude[position]) - place["longitude"]) * np.cos(
                    np.radians(place["latitude"])
                )
                north = float(world.latitude[position]) - place["latitude"]
                if np.hypot(east, north) * 111.2 <= SAME_PLACE_KM:
                    found.setdefault(position, row)
    return found


def own_places(places: pd.DataFrame | None, world: PlaceIndex, superseded: Mapping[int, int]) -> PlaceIndex:
    """The index of a dataset's places; the names and inhabitants of what they supersede are added to theirs."""
    rows = []
    for row, place in enumerate([] if places is None else places.to_dict("records")):
        same = [position for position, own in superseded.items() if own == row]
        names = _distinct(
            [*_names(place), *(name for position in same for name in world.all_names(position))]
        )
        rows.append(
            {
                "name": names[0],
                "other_names": "|".join(names[1:]),
                "keys": "|".join(_keys(names)),
                "adm0": str(place["adm1_iso"])[:2],
                "adm1_iso": str(place["adm1_iso"]),
                "longitude": float(place["longitude"]),
                "latitude": float(place["latitude"]),
                "population": max((int(world.population[position]) for position in same), default=0),
                "source": str(place["coord_source"]),
            }
        )
    schema = pa.schema([pa.field(name, kind) for name, kind in _FIELDS.items()])
    return place_index(pa.Table.from_pylist(rows, schema=schema))


def _names(place: Mapping[Any, Any]) -> list[str]:
    aliases = [alias.strip() for alias in str(place["aliases"]).split("|")]
    return [str(place["place_name"]), *(alias for alias in aliases if alias)]


def _keys(names: list[str]) -> list[str]:
    keys = (latin_key(part) for name in names for part in name_parts(name))
    return [key for key in dict.fromkeys(keys) if key]


def _distinct(names: list[str]) -> list[str]:
    """The names without those that only repeat an earlier one in other case or diacritics."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(same_script_key(name), name)
    return list(by_key.values())
