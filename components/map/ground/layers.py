"""The layers that the map's style draws, cut to the data's region where the world would be heavy."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache, partial
from hashlib import sha256
from textwrap import wrap
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
import shapely.affinity

from components.map.ground.geojson_text import geojson_text
from components.map.ground.graticule import graticule_lines
from data.filters.incident_filter import IncidentFilter
from data.filters.summary import summary_of
from data.mercator import TILE_PX
from data.recorded_areas.drawing import drawn_areas
from data.tables.dataset import Dataset
from data.tables.layers.districts import NAME_LANGUAGES, layer

SOURCES: Final = ("ground", "reference_lines", "names")
"""Few, because the map clips each source's tiles anew in every frame: what is drawn together is one."""
AREAS: Final = "areas"
"""The source of recorded areas, of a dataset that has any."""
NEAR_GROUND: Final = "near_ground"
"""What of the ground lies in the data's region: a page begins with it, and asks for all of it once its map is drawn."""
NAMES_IN: Final = {f"names_{language}": language for language in NAME_LANGUAGES}
"""The names in one language, of which a map shows no more at a time."""
LAYERS: Final = (*SOURCES, AREAS, "shaded_districts", NEAR_GROUND, *NAMES_IN)
REGION_MARGIN_DEGREES: Final = 3.0
"""District lines, water and towns are served for the data's region and this much around it."""
_AT_CIRCLE_DEGREES: Final = 0.02
_SAME_POINT_DEGREES: Final = 0.001
_DISTRICT_ZOOM: Final = 6.5
_LETTER_PX: Final = 7.6
"""Width of a letter of a district's name, with its spacing: components/map/labels.py."""
_LETTERS_A_LINE: Final = 13
_PART_THAT_FITS: Final = 0.8
_PART_BESIDE_A_TOWN: Final = 1.6
_NAME_PX: Final = 50.0
"""Width of a district on screen from which its name is tried."""


def sources_of(dataset: Dataset) -> tuple[str, ...]:
    """The layers that the style has of a dataset."""
    return SOURCES if dataset.areas is None else (*SOURCES, AREAS)


@lru_cache(maxsize=128)
def layer_geojson(dataset: Dataset, name: str) -> str:
    """A layer of the style as GeoJSON text, cut to the data's region where the world would be heavy."""
    return geojson_text(_MADE[name](dataset))


def countries(dataset: Dataset) -> gpd.GeoDataFrame:
    """`adm0` and polygons of all countries: in the data's region in full, outside of it generalised."""
    return _countries(region(dataset))


def _countries(around: shapely.Geometry) -> gpd.GeoDataFrame:
    frame = layer("countries")
    near = frame[frame.intersects(around)]
    far = layer("far_countries")
    is_near = far["adm0"].isin(near["adm0"])
    beyond = shapely.difference(
        shapely.make_valid(far[is_near].sort_values("adm0").geometry.to_numpy()), around
    )
    within = shapely.intersection(near.sort_values("adm0").geometry.to_numpy(), around)
    # Joined, because the edge of the region is no border.
    joined = gpd.GeoDataFrame(
        {"adm0": sorted(near["adm0"])}, geometry=shapely.union(within, beyond), crs=frame.crs
    )
    return gpd.GeoDataFrame(pd.concat([joined, far[~is_near]], ignore_index=True), crs=frame.crs)


@lru_cache(maxsize=2)
def ground(dataset: Dataset) -> gpd.GeoDataFrame:
    """What lies under the incidents: `kind` (land, lake, river, country_border, district_border, graticule), geometry,
    and of the lines of a graticule `label`, `first_zoom` and `last_zoom`. Nobody writes into it: three layers are made of it.
    """
    return ground_within(region(dataset), dataset.outlined_districts)


def near_ground(dataset: Dataset) -> gpd.GeoDataFrame:
    """The same, cut to the data's region, in which it is as exact."""
    whole = ground(dataset)
    cut = whole.set_geometry(shapely.intersection(whole.geometry.to_numpy(), region(dataset)), crs=whole.crs)
    return cut[~cut.geometry.is_empty]


def ground_within(around: shapely.Geometry, districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same of any region, with the borders of these districts."""
    land = _countries(around)
    parts = [
        land[["geometry"]].assign(kind="land"),
        _around(around, "waters", "kind"),
        _around(around, "rivers").assign(kind="river"),
        borders(land).assign(kind="country_border"),
        borders(_near(around, districts)).assign(kind="district_border"),
        graticule_lines(around).assign(kind="graticule"),
    ]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=land.crs)


def borders(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The borders of areas as one shape of lines, each once, though two areas share it."""
    lines = shapely.line_merge(shapely.union_all(areas.boundary.to_numpy()))
    return gpd.GeoDataFrame(geometry=[lines], crs=areas.crs)


def shaded_districts(dataset: Dataset) -> gpd.GeoDataFrame:
    """The districts to which the dataset codes incidents: `adm1_iso` and polygon."""
    districts = dataset.districts
    is_shaded = districts["adm1_iso"].isin([*dataset.shaded_districts])
    return districts.loc[is_shaded, ["adm1_iso", "geometry"]]


@lru_cache(maxsize=2)
def name_points(dataset: Dataset) -> gpd.GeoDataFrame:
    """Where names stand: `kind` (country, district, town), `name_*`, `min_zoom`, `population` of towns, `adm1_iso` of
    districts and of what lies in one that may be shaded, a point. Nobody writes into it: each language's layer is made of it.
    """
    names = [f"name_{language}" for language in NAME_LANGUAGES]
    parts = []
    for kind in ("countries", "districts"):
        frame = layer(kind)
        if kind == "districts":
            frame = dataset.named_districts
            frame = frame[frame.intersects(region(dataset))]
            if dataset.levels is not None:
                frame = frame.assign(min_zoom=_zoom_of_names(frame))
        points = gpd.points_from_xy(frame["label_longitude"], frame["label_latitude"], crs=frame.crs)
        part = gpd.GeoDataFrame(frame[names].copy(), geometry=points)
        if kind == "districts":
            part["adm1_iso"] = frame["adm1_iso"]
        part["kind"] = "country" if kind == "countries" else "district"
        part["min_zoom"] = frame.get("min_zoom", _DISTRICT_ZOOM)
        parts.append(part)
    columns = [*names, "population", "min_zoom", "geometry"]
    towns = _near(region(dataset), dataset.named_towns)[columns].assign(kind="town")
    in_district = _district_of(shaded_districts(dataset), towns)
    parts.append(towns.assign(**_people_at_circle(dataset, towns), adm1_iso=in_district))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")


def _names_in(dataset: Dataset, language: str) -> gpd.GeoDataFrame:
    """The same with the names of one language, and those that have one; `min_zoom` of a district lets its name fit, and
    `town_zoom` is the zoom from which a town of its name is shown.
    """
    points, name = name_points(dataset), f"name_{language}"
    others = [f"name_{other}" for other in NAME_LANGUAGES if other != language]
    named = points[points[name].notna()].drop(columns=others)
    towns = named[named["kind"] == "town"].groupby(name)["min_zoom"].min()
    is_district = named["kind"] == "district"
    fitting = _zooms_that_fit(dataset.named_districts, name, frozenset(towns.index))
    fitting = named["adm1_iso"].map(fitting).where(is_district)
    return named.assign(
        town_zoom=named[name].map(towns).where(is_district),
        min_zoom=named["min_zoom"].where(~is_district, np.fmax(named["min_zoom"], fitting)),
    )


def _zooms_that_fit(areas: gpd.GeoDataFrame, name: str, towns: Collection[str]) -> pd.Series[float]:
    """By code, the zooms from which most of a name fits into its area: wider, it would be read as the name of the area
    around, in which most of its letters stand. Beside the point of a town of its name it needs more.
    """
    names = areas[name].fillna("").astype(str)
    letters = np.array([max(map(len, wrap(text, _LETTERS_A_LINE)), default=0) for text in names], dtype=float)
    part = np.where(names.isin([*towns]), _PART_BESIDE_A_TOWN, _PART_THAT_FITS)
    needed_px = np.maximum(letters * _LETTER_PX * part, 1.0)
    width = (areas.bounds["maxx"] - areas.bounds["minx"]).clip(lower=1e-6).to_numpy(dtype=float)
    zooms = np.log2(needed_px * 360 / (TILE_PX * width)).clip(0, 16).round(1)
    return pd.Series(zooms, index=areas["adm1_iso"].astype(str)).groupby(level=0).min()


def _zoom_of_names(areas: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    """The zooms from which areas of any size have room for their name: thousands of small ones would slow the map."""
    width = (areas.bounds["maxx"] - areas.bounds["minx"]).clip(lower=1e-6).to_numpy(dtype=float)
    zooms: npt.NDArray[np.float64] = (
        np.log2(_NAME_PX * 360 / (TILE_PX * width)).clip(_DISTRICT_ZOOM, 16).round(1)
    )
    return zooms


@lru_cache(maxsize=16)
def names_in(dataset: Dataset) -> frozenset[str]:
    """The names of the region's towns in every language: a ground map names no town a second time."""
    towns = _near(region(dataset), dataset.named_towns)
    return frozenset(
        str(name) for language in NAME_LANGUAGES for name in towns[f"name_{language}"].dropna().unique()
    )


def _district_of(districts: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """The code of the district in which each town lies; None in none of these."""
    town, district = districts.sindex.query(towns.geometry.to_numpy(), predicate="within")
    codes = dict(zip(town.tolist(), districts["adm1_iso"].iloc[district].astype(str), strict=True))
    return np.array([codes.get(at) for at in range(len(towns))], dtype=object)


def _people_at_circle(dataset: Dataset, towns: gpd.GeoDataFrame) -> dict[str, Any]:
    """Of each town where an incident is, whose circle would lie over the first letters of its name: `circle_people`,
    the casualties of that circle, and `is_beside`, whether the town's own point lies beside the circle's; missing for
    the others.
    """
    people = np.full(len(towns), np.nan)
    beside = np.full(len(towns), None, dtype=object)
    points = summary_of(dataset, IncidentFilter()).points
    if len(points) and len(towns):
        circles = gpd.GeoSeries(gpd.points_from_xy(points["longitude"], points["latitude"]))
        found, apart = circles.sindex.nearest(
            towns.geometry.to_numpy(), max_distance=_AT_CIRCLE_DEGREES, return_distance=True, return_all=False
        )
        town, circle = found
        people[town] = points["casualties"].to_numpy(dtype=float)[circle]
        beside[town] = apart > _SAME_POINT_DEGREES
    return {"circle_people": people, "is_beside": beside}


def region(dataset: Dataset) -> shapely.Geometry:
    """The box around the dataset's points and districts with a margin, in two where it crosses the antimeridian; the
    whole world without any.
    """
    return region_around(summary_of(dataset, IncidentFilter()).bounds)


def region_around(bounds: tuple[float, float, float, float] | None) -> shapely.Geometry:
    """The same around west, south, east and north in degrees."""
    if bounds is None:
        return shapely.box(-180, -90, 180, 90)
    west, south, east, north = bounds
    margin = REGION_MARGIN_DEGREES
    edges = west - margin, south - margin, east + margin, north + margin
    box = shapely.box(*edges)
    turned = [shapely.affinity.translate(box, turn) for turn in (-360, 0, 360)]
    return shapely.intersection(shapely.union_all(turned), shapely.box(-180, -90, 180, 90))


def _around(around: shapely.Geometry, name: str, *columns: str) -> gpd.GeoDataFrame:
    """What of a bundled layer touches a region: these columns and the geometry."""
    return _near(around, layer(name))[[*columns, "geometry"]]


def _near(around: shapely.Geometry, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[frame.intersects(around)]


_MADE: Final[dict[str, Callable[[Dataset], gpd.GeoDataFrame]]] = {
    "ground": ground,
    "reference_lines": lambda dataset: _around(region(dataset), "reference_lines", "line_id"),
    "names": name_points,
    AREAS: drawn_areas,
    "shaded_districts": shaded_districts,
    NEAR_GROUND: near_ground,
    **{name: partial(_names_in, language=language) for name, language in NAMES_IN.items()},
}


@lru_cache(maxsize=128)
def tag_of(dataset: Dataset, name: str) -> str:
    """What tells a layer as it is now from what it was."""
    return sha256(layer_geojson(dataset, name).encode()).hexdigest()[:12]


def forget_layers() -> None:
    """Let go of all layers that are kept, whichever dataset they are of."""
    for kept in (names_in, ground, name_points, layer_geojson, tag_of):
        kept.cache_clear()
