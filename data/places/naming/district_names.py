"""Districts by code or by any of their names, and how far a point lies from one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod

from data.places.naming.case_endings import nominatives
from data.places.naming.kinds_of_place import without_kind
from data.places.naming.place_names import is_one_word, latin_key, latin_keys, name_parts
from data.tables.layers.districts import BUNDLED, NAME_LANGUAGES, districts_in_use, districts_of_the_world
from data.tables.layers.parquet_layers import table_of
from data.tables.layers.points_in_areas import touching
from data.text.search_scripts import sound_key

_KM_IN_A_DEGREE: Final = 111.2
_MANY_CORNERS: Final = 20_000
_COARSE_DEGREES: Final = 0.001
"""A hundred metres: distances from districts are judged by kilometres."""
_CODED_IN: Final = {"AZ": "az"}
"""The language in which data name the districts of a country, where it is not English."""
_EARTH: Final = Geod(ellps="WGS84")


@dataclass(frozen=True)
class District:
    """A first-level district as a name or a point finds it."""

    adm1_iso: str
    adm0: str
    name: str
    """English."""
    names: tuple[str, ...]
    longitude: float
    latitude: float
    """The point that stands for it: in its largest part, farthest from the border."""
    coded_name: str = ""
    """As data are coded with it: Azerbaijani in Azerbaijan, English elsewhere."""
    parts: frozenset[str] = frozenset()
    """Codes of the areas below it, where a folder's own boundaries have levels."""

    @property
    def codes(self) -> frozenset[str]:
        """Its code and those of its parts."""
        return self.parts | {self.adm1_iso}


@dataclass(frozen=True, eq=False)
class DistrictNames:
    """The districts of a layer that have a code, found by code or by name in any language and script."""

    layer: gpd.GeoDataFrame
    """As `data.tables.layers.districts.districts_of_the_world` gives it."""

    @cached_property
    def by_code(self) -> dict[str, District]:
        """Each district by its ISO 3166-2 code."""
        coded = _records(self.layer.dropna(subset="adm1_iso").drop(columns="geometry"))
        parts: dict[str, set[str]] = {}
        # Upper levels come first, so that backwards each area knows all of its parts.
        for row in reversed(coded):
            if parent := row.get("parent"):
                code = str(row["adm1_iso"])
                parts.setdefault(str(parent), set()).update({code}, parts.get(code, ()))
        return {
            str(row["adm1_iso"]): _district(row, frozenset(parts.get(str(row["adm1_iso"]), ())))
            for row in coded
        }

    @cached_property
    def azerbaijani_and_english(self) -> dict[str, tuple[str, str]]:
        """Both names of each district as the layer has them, by its code."""
        coded = self.layer[self.layer["adm1_iso"].notna()]
        codes, *names = (coded[name].tolist() for name in ("adm1_iso", "name_az", "name_en"))
        return {str(code): (str(own), str(english)) for code, own, english in zip(codes, *names, strict=True)}

    def named(self, text: str, adm0: str = "") -> tuple[District, ...]:
        """The districts that go by this code or name, within the country where one is given."""
        if (district := self.by_code.get(text.strip().upper())) and adm0 in ("", district.adm0):
            return (district,)
        forms = _forms(text)
        inflected = (nominative for form in forms for nominative in nominatives(form))
        for form in [*forms, *inflected]:
            if found := self._in_country(adm0).get(latin_key(form), ()):
                return _whole(tuple(self.by_code[code] for code in found))
        return ()

    def sounding_like(self, text: str, adm0: str) -> tuple[District, ...]:
        """The districts of the country whose name sounds the same; never without a country."""
        if not adm0:
            return ()
        sounds = {sound_key(latin_key(form)) for form in _forms(text)} - {""}
        keys = [key for key in self._in_country(adm0) if sound_key(key) in sounds]
        codes = dict.fromkeys(code for key in keys for code in self._in_country(adm0)[key])
        return tuple(self.by_code[code] for code in codes)

    def km_outside(self, code: str, longitude: float, latitude: float) -> float:
        """How far the point lies outside the district's polygon; 0 inside."""
        if shapely.intersects_xy(self._polygons[code], longitude, latitude):
            return 0.0
        return km_to(self._coarse(code), longitude, latitude)

    def _coarse(self, code: str) -> shapely.Geometry:
        """The district's polygon, with fewer corners where it has very many: distances take as long as these are."""
        polygon = self._polygons[code]
        if shapely.get_num_coordinates(polygon) < _MANY_CORNERS:
            return polygon
        if code not in self._coarse_polygons:
            self._coarse_polygons[code] = shapely.simplify(polygon, _COARSE_DEGREES)
        return self._coarse_polygons[code]

    @cached_property
    def _coarse_polygons(self) -> dict[str, shapely.Geometry]:
        """Those that were requested, by code."""
        return {}

    def area_km2(self, code: str) -> float:
        """The area of the district's polygon, along the ellipsoid."""
        return abs(float(_EARTH.geometry_area_perimeter(self._polygons[code])[0])) / 1e6

    def at(self, longitude: float, latitude: float) -> District | None:
        """The district in whose polygon the point lies, or None."""
        _, codes = self.codes_at(np.array([[longitude, latitude]]))
        return self.by_code.get(str(codes[0]))

    def country_at(self, longitude: float, latitude: float) -> str:
        """The country (ISO alpha-2) in whose outline the point lies; "" outside all."""
        countries, _ = self.codes_at(np.array([[longitude, latitude]]))
        return str(countries[0])

    def codes_at(
        self, points: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
        """Country and district code of each point (longitude, latitude), "" where there is none."""
        found = np.full(len(points), -1, dtype=np.intp)
        of_point, of_polygon = touching(np.asarray(shapely.points(points)), self.layer)
        # Of areas that lie in one another the deepest, which comes last, counts.
        order = np.lexsort((of_polygon, of_point))
        found[of_point[order]] = of_polygon[order]
        country, district = (np.append(codes, "") for codes in self._codes)
        return country[found], district[found]

    @cached_property
    def _codes(self) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
        country, district = (
            self.layer[column].fillna("").to_numpy(dtype=object) for column in ("adm0", "adm1_iso")
        )
        return country, district

    @cached_property
    def _polygons(self) -> dict[str, shapely.Geometry]:
        coded = self.layer.dropna(subset="adm1_iso")
        polygons = dict(zip(coded["adm1_iso"], coded.geometry, strict=True))
        for polygon in polygons.values():
            shapely.prepare(polygon)
        return polygons

    @cached_property
    def _codes_by_country(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {}

    @cached_property
    def _by_country(self) -> dict[str, list[District]]:
        found: dict[str, list[District]] = {}
        for district in self.by_code.values():
            found.setdefault(district.adm0, []).append(district)
        return found

    def _in_country(self, adm0: str) -> dict[str, tuple[str, ...]]:
        """Codes by key, of one country or ("") of all; made when a country is first requested."""
        if adm0 not in self._codes_by_country:
            codes: dict[str, tuple[str, ...]] = {}
            is_bundled = self.layer is districts_of_the_world()
            keys = _bundled_keys() if is_bundled and not adm0 else self.name_keys(adm0)
            for key, code in keys:
                found = codes.get(key, ())
                if code not in found:
                    codes[key] = (*found, code)
            codes.pop("", None)
            self._codes_by_country[adm0] = codes
        return self._codes_by_country[adm0]

    def name_keys(self, adm0: str = "") -> Iterator[tuple[str, str]]:
        """Each key of each name of the districts of one country, or ("") of all, with the district's code."""
        forms = [
            (form, district.adm1_iso)
            for district in (self._by_country.get(adm0, ()) if adm0 else self.by_code.values())
            for name in district.names
            for form in _forms(name)
        ]
        keys = latin_keys([form for form, _ in forms])
        yield from ((key, code) for key, (_, code) in zip(keys, forms, strict=True))


def keys_of_districts(layer: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row a district of a layer that has a code: `adm1_iso`, and the `keys` of all its names with `|` between.

    To make them takes a third of a second for all countries, so that those of the bundled layer ship with it.
    """
    keys: dict[str, dict[str, None]] = {}
    for key, code in DistrictNames(layer).name_keys():
        keys.setdefault(code, {}).update({key: None} if key else {})
    return pd.DataFrame({"adm1_iso": list(keys), "keys": ["|".join(own) for own in keys.values()]})


def _bundled_keys() -> Iterator[tuple[str, str]]:
    """The keys of the bundled districts' names, each with the district's code."""
    rows = table_of(BUNDLED / "district_keys.parquet", ("adm1_iso", "keys"))
    codes, keys = (rows[column].to_pylist() for column in ("adm1_iso", "keys"))
    return ((key, code) for code, own in zip(codes, keys, strict=True) for key in own.split("|"))


def bundled_district_names() -> DistrictNames:
    """The districts that ship, or those that are in use instead; made once, so that what they compute is kept."""
    layer = districts_in_use()
    if not _known or _known[0].layer is not layer:
        _known[:] = [DistrictNames(layer)]
    return _known[0]


_known: Final[list[DistrictNames]] = []


def _records(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Each row by column; a third of the time that `to_dict("records")` takes with columns of Arrow."""
    columns = (rows[column].to_numpy(dtype=object).tolist() for column in rows.columns)
    return [dict(zip(rows.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def _whole(found: tuple[District, ...]) -> tuple[District, ...]:
    """The one of several in which the others lie, where it is so: a province and its town of one name; else all."""
    upper = [one for one in found if all(other.adm1_iso in one.codes for other in found)]
    return tuple(upper[:1]) or found


def km_to(polygon: shapely.Geometry, longitude: float, latitude: float) -> float:
    """Kilometres from the point to the polygon, good to a few per cent over some hundred; 0 inside."""
    point = shapely.Point(longitude, latitude)
    if shapely.intersects(polygon, point):
        return 0.0
    narrowing = float(np.cos(np.radians(latitude)))
    # The nearest point by degrees is not always the nearest on the ground: the longitude is narrowed first.
    scaled = shapely.transform(polygon, lambda points: points * [narrowing, 1.0])
    return float(shapely.distance(scaled, shapely.Point(longitude * narrowing, latitude))) * _KM_IN_A_DEGREE


def _district(row: Mapping[Hashable, Any], parts: frozenset[str]) -> District:
    own = [str(row[f"name_{language}"]) for language in NAME_LANGUAGES]
    return District(
        str(row["adm1_iso"]),
        str(row["adm0"]),
        own[0],
        tuple(dict.fromkeys([*own, *str(row["names"]).split("|")])),
        float(row["label_longitude"]),
        float(row["label_latitude"]),
        _named_in(row, _CODED_IN.get(str(row["adm0"]), "en")) or own[0],
        parts,
    )


def _named_in(row: Mapping[Hashable, Any], language: str) -> str:
    name = row[f"name_{language}"]
    return name if isinstance(name, str) else ""


def _forms(text: str) -> list[str]:
    """The name as it is, and without the words for its kind."""
    if is_one_word(text):
        # Most names, of which there is neither a part nor a kind to leave out.
        return [text]
    return list(dict.fromkeys(form for part in name_parts(text) for form in (part, without_kind(part)[0])))
