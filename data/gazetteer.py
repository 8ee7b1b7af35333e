"""Names of places and districts turned into points with a precision, without asking anybody outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.districts import districts_of_the_world
from data.located import Candidate, Located, Match
from data.place_index import PlaceIndex, place_index, places_of_the_world
from data.place_names import latin_key, name_parts, same_script_key
from data.vocabulary import CoordinateMethod, WherePrecision


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places that names are looked up in: a dataset's own before those of the world."""

    own: PlaceIndex
    world: PlaceIndex
    superseded: frozenset[int]
    """Positions in `world` of places that `own` has too."""
    districts: gpd.GeoDataFrame

    def locate(self, name: str, country: str = "", district: str = "") -> Located:
        """Where the named place is.

        `country` is a code or a name, `district` an ISO 3166-2 code or a name, each in any language and
        script; both narrow the choice. An empty name with a district gives the point for the district.
        """
        key, own_script = latin_key(name), same_script_key(name)
        found = [
            _candidate(index, place, own_script, key, self.districts)
            for index, hidden in ((self.own, frozenset[int]()), (self.world, self.superseded))
            for place in index.with_key(key)
            if place not in hidden
        ]
        found = [
            one
            for one in found
            if country in ("", one.adm0) and district in ("", one.adm1_iso, one.adm1_name)
        ]
        if len(found) != 1:
            return Located(name, country, district, candidates=tuple(found))
        (answer,) = found
        return Located(
            name,
            country,
            district,
            candidates=(answer,),
            answer=answer,
            longitude=answer.longitude,
            latitude=answer.latitude,
            where_prec=WherePrecision.NEAR_PLACE,
            coord_method=CoordinateMethod.SETTLEMENT,
            place_name=answer.name,
            adm0=answer.adm0,
            adm1_iso=answer.adm1_iso,
            adm1_name=answer.adm1_name,
        )

    def locate_all(
        self, names: Sequence[str], countries: Sequence[str], districts: Sequence[str]
    ) -> list[Located]:
        """The answer for each row; equal rows are looked up once."""
        known: dict[tuple[str, str, str], Located] = {}
        rows = list(zip(names, countries, districts, strict=True))
        for row in rows:
            if row not in known:
                known[row] = self.locate(*row)
        return [known[row] for row in rows]


def read_gazetteer(places: pd.DataFrame | None = None) -> Gazetteer:
    """The bundled gazetteer with a dataset's own `places` (as its schema has them) before it."""
    world = places_of_the_world()
    own = place_index(_own_places(pd.DataFrame() if places is None else places))
    return Gazetteer(own, world, frozenset(), districts_of_the_world())


def _own_places(places: pd.DataFrame) -> pa.Table:
    rows = []
    for place in places.to_dict("records"):
        aliases = [alias for alias in str(place["aliases"]).split("|") if alias]
        name = str(place["place_name"])
        rows.append(
            {
                "name": name,
                "other_names": "|".join(aliases),
                "keys": "|".join(
                    dict.fromkeys(latin_key(part) for one in [name, *aliases] for part in name_parts(one))
                ),
                "adm0": str(place["adm1_iso"])[:2],
                "adm1_iso": str(place["adm1_iso"]),
                "longitude": float(place["longitude"]),
                "latitude": float(place["latitude"]),
                "population": 0,
                "source": str(place["coord_source"]),
            }
        )
    text = [pa.field(name, pa.string()) for name in ("name", "other_names", "keys", "adm0", "adm1_iso")]
    point = [pa.field(name, pa.float64()) for name in ("longitude", "latitude")]
    fields = [*text, *point, pa.field("population", pa.int64()), pa.field("source", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _candidate(
    index: PlaceIndex, place: int, own_script: str, key: str, districts: gpd.GeoDataFrame
) -> Candidate:
    names = index.all_names(place)
    same = [name for name in names if same_script_key(name) == own_script]
    matched = same or [name for name in names if latin_key(name) == key]
    code = str(index.adm1_iso[place])
    district = districts.loc[districts["adm1_iso"] == code, "name_en"]
    return Candidate(
        name=names[0],
        other_names=tuple(names[1:]),
        adm0=str(index.adm0[place]),
        adm1_iso=code,
        adm1_name="" if district.empty else str(district.iloc[0]),
        longitude=float(index.longitude[place]),
        latitude=float(index.latitude[place]),
        population=int(index.population[place]) or None,
        source=index.sources[place],
        match=Match.NAME if same else Match.TRANSLITERATED,
        matched_name=matched[0],
        score=100.0 if same else 95.0,
    )
