"""The settlements of a dataset beside the bundled towns: which town each is, and its name in each language."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.tables.layers.districts import NAME_LANGUAGES, layer
from data.tables.names.spelling import spelled_name
from data.text.search_text import folded, is_latin

Key = tuple[str, str]
"""`place_name` and `adm1_iso`."""

NEAR_DEGREES: Final = 0.2
"""A town farther from a settlement of the same name, in longitude or latitude, is another place."""
AT_DEGREES: Final = 0.05
"""A town of its name within this is where the settlement's circle is; the name of one farther is no label for it."""
SAME_POINT_DEGREES: Final = 0.005
"""A town as near as this is the settlement, however either is spelled: both come from the same gazetteer."""
MOST_ADDED: Final = 2_000
"""Of settlements that the layer of towns lacks those with the most incidents are added, so that names stay few."""
ADDED_MIN_ZOOM: Final = 9.0
"""Where the name of an added settlement begins: at village level, as that of an incident's place in the layer."""

NAME_COLUMNS: Final = [f"name_{language}" for language in NAME_LANGUAGES]
_NOWHERE_LOCAL: Final[Mapping[str, str]] = {}
SCRIPTS: Final = {"hy": re.compile(r"[\u0531-\u058f]"), "ru": re.compile(r"[\u0400-\u04ff]")}
"""Letters by which a name is known to be of a language that has a script of its own here."""


def without_qualifier(name: str) -> str:
    """The name alone: "Güneşli" of "Güneşli (Xocavənd)"."""
    return name.partition(" (")[0]


def alias_in(language: str, aliases: str) -> str:
    """The first of the names with `|` between that is in the script of the language; "" without one."""
    script = SCRIPTS.get(language)
    return next((name for name in aliases.split("|") if script and script.search(name)), "")


def in_latin(place_name: str, aliases: str) -> str:
    """The name for an English page: the tables' own if it is in Latin letters, or else the first alias that is; the
    tables' own without any.
    """
    names = (name for name in (place_name, *aliases.split("|")) if name and is_latin(name))
    return next(names, place_name)


class Settlements:
    """The settlements at which a dataset has circles; names are the tables', their aliases or the layer's, never
    transliterated.
    """

    def __init__(
        self, dots: pd.DataFrame, aliases: Mapping[Key, str], local: Mapping[str, str] = _NOWHERE_LOCAL
    ) -> None:
        """`dots` has `place_name`, `adm1_iso`, `longitude` and `latitude`, a row an incident with a circle; `local` are
        the countries that the tables spell locally, as `data.tables.names.spelling.locally_spelled` gives them.
        """
        keys = ["place_name", "adm1_iso"]
        named = dots[dots["place_name"] != ""].astype(dict.fromkeys(keys, "str"))
        grouped = named.groupby(keys, sort=False)[["longitude", "latitude"]]
        found = grouped.first().assign(incidents=grouped.size())
        self._rows = found.sort_values("incidents", ascending=False, kind="stable")
        self._aliases, self._local = aliases, local

    @cached_property
    def names(self) -> dict[Key, dict[str, str]]:
        """Of each settlement the name in each language, as `name_en` and so on."""
        layers = layer("towns")[NAME_COLUMNS]
        towns = {settlement: town for town, settlement in self.of_towns.items()}
        names = {}
        for key in self._keys:
            of_layer = layers.iloc[towns[key]].to_dict() if key in towns else {}
            names[key] = {
                f"name_{language}": self._name(key, language, of_layer) for language in NAME_LANGUAGES
            }
        return names

    @cached_property
    def of_towns(self) -> dict[int, Key]:
        """Position of each town in the layer that is a settlement of the dataset, with that settlement; one each."""
        nearest: dict[Key, tuple[float, int]] = {}
        for town, key, distance in self._matches:
            nearest[key] = min(nearest.get(key, (distance, town)), (distance, town))
        return {town: key for key, (_distance, town) in nearest.items()}

    @cached_property
    def spelled_towns(self) -> dict[int, str]:
        """The English name, as the tables spell it, of each town in the layer that is near a settlement of its name."""
        return {town: self.names[key]["name_en"] for town, key, _distance in reversed(self._of_same_name)}

    @cached_property
    def _matches(self) -> list[tuple[int, Key, float]]:
        return [*self._of_same_name, *self._of_same_point]

    @property
    def added(self) -> gpd.GeoDataFrame:
        """The settlements that the layer of towns lacks, in its columns."""
        known = {key for _town, key, distance in self._matches if distance <= AT_DEGREES}
        lacking = [key for key in self._keys if key not in known][:MOST_ADDED]
        rows = self._rows.loc[lacking]
        names = {name: [self.names[key][name] for key in lacking] for name in NAME_COLUMNS}
        points = gpd.points_from_xy(rows["longitude"], rows["latitude"], crs="EPSG:4326")
        texts = pd.DataFrame({**names, "adm0": [code[:2] for _name, code in lacking]}, dtype="str")
        added = gpd.GeoDataFrame(texts, geometry=points).assign(min_zoom=ADDED_MIN_ZOOM)
        return added.assign(population=pd.array([pd.NA] * len(lacking), dtype="Int64"))

    @cached_property
    def _keys(self) -> list[Key]:
        return [(str(name), str(code)) for name, code in self._rows.index]

    @cached_property
    def _points(self) -> dict[Key, tuple[float, float]]:
        rows = self._rows[["longitude", "latitude"]].itertuples(index=False)
        return {key: (float(east), float(north)) for key, (east, north) in zip(self._keys, rows, strict=True)}

    def _name(self, key: Key, language: str, of_layer: Mapping[Hashable, str]) -> str:
        """The alias in the script of the language, the layer's name where it is of the language, or the tables'."""
        english, aliases = str(of_layer.get("name_en", "")), self._aliases.get(key, "")
        in_layer = str(of_layer.get(f"name_{language}", ""))
        if language in SCRIPTS and (name := alias_in(language, aliases) or alias_in(language, in_layer)):
            return name
        own = without_qualifier(key[0] if is_latin(key[0]) else english or in_latin(key[0], aliases))
        if language == "az" and in_layer not in ("", english):
            return in_layer
        # Else one of two towns would be written as its country does, and the other in English.
        local = self._local.get(key[1][:2])
        is_english = local is not None and folded(own) == folded(english)
        return spelled_name(english, str(of_layer.get(f"name_{local}", ""))) if is_english else own

    @cached_property
    def _of_same_name(self) -> list[tuple[int, Key, float]]:
        """Towns in the layer with the settlement near them that has one of their names, and how far it is."""
        by_name: dict[str, list[Key]] = {}
        for key in self._keys:
            by_name.setdefault(folded(without_qualifier(key[0])), []).append(key)
        towns = layer("towns")
        near = np.unique(self._near(self._keys, NEAR_DEGREES * np.sqrt(2))[1])
        found = []
        rows = towns.iloc[near]
        points = zip(rows.geometry.x, rows.geometry.y, strict=True)
        rows_of_names = zip(*(rows[name] for name in NAME_COLUMNS), strict=True)
        for town, names, point in zip(near.tolist(), rows_of_names, points, strict=True):
            parts = dict.fromkeys(folded(part) for name in names for part in str(name).split(" / "))
            for key in (key for part in parts for key in by_name.get(part, ())):
                across, up = np.abs(np.subtract(self._points[key], point))
                if max(across, up) < NEAR_DEGREES:
                    found.append((town, key, float(np.hypot(across, up))))
        return found

    def _near(self, keys: list[Key], degrees: float) -> npt.NDArray[np.intp]:
        """Positions in `keys` and in the layer of towns, shape (2, pairs), of what lies within the distance."""
        points = gpd.points_from_xy(*np.reshape([self._points[key] for key in keys], (-1, 2)).T)
        near: npt.NDArray[np.intp] = layer("towns").sindex.query(
            points, predicate="dwithin", distance=degrees
        )
        return near

    @cached_property
    def _of_same_point(self) -> list[tuple[int, Key, float]]:
        """Of the other settlements those that stand where a town does."""
        known = {key for _town, key, _distance in self._of_same_name}
        others = [key for key in self._keys if key not in known]
        towns, found = layer("towns").geometry, []
        for at, town in self._near(others, SAME_POINT_DEGREES).T.tolist():
            key = others[at]
            distance = np.hypot(*np.subtract(self._points[key], (towns.iloc[town].x, towns.iloc[town].y)))
            found.append((town, key, float(distance)))
        return found
