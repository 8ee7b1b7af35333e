"""The table `boundaries` of a folder: administrative areas of one or several levels, with codes, names and parents."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely

from data.errors import FileError
from data.tables.layers.districts import NAME_LANGUAGES
from data.tables.layers.levels import Levels

BOUNDARIES: Final = "boundaries.parquet"
NAMES: Final = tuple(f"name_{language}" for language in NAME_LANGUAGES)
TEXTS: Final = ("code", "parent", "adm0", *NAMES, "names", "valid_from", "valid_to")
DRAWN: Final = "drawn"
"""The column of generalised polygons; `geometry` has the exact ones."""
_GENERALISED_DEGREES: Final = 0.002


def generalised(boundaries: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Polygons with fewer corners, each level as one coverage, so that neighbours still share their border."""
    drawn = boundaries.geometry.copy()
    for level in boundaries["level"].unique():
        rows = boundaries["level"] == level
        exact = boundaries.geometry[rows].to_numpy()
        is_alone = _are_alone(exact)
        simple = exact.copy()
        simple[~is_alone] = shapely.coverage_simplify(exact[~is_alone], _GENERALISED_DEGREES)
        simple[is_alone] = shapely.simplify(exact[is_alone], _GENERALISED_DEGREES)
        is_usable = shapely.is_valid(simple) & ~shapely.is_empty(simple)
        drawn[rows] = np.where(is_usable, simple, exact)
    return drawn


def _are_alone(polygons: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Which polygons are away from all others: they are simplified each for itself, which is five times as fast."""
    one, other = shapely.STRtree(polygons).query(polygons)
    is_alone = np.ones(len(polygons), dtype=bool)
    is_alone[one[one != other]] = False
    return is_alone


def written_boundaries(boundaries: gpd.GeoDataFrame) -> bytes:
    """The content of BOUNDARIES: TEXTS, `level` (a number), `is_shaded` (the level that incidents are shaded by), both
    polygons.
    """
    file = io.BytesIO()
    boundaries.assign(drawn=generalised(boundaries)).to_parquet(file, compression="zstd")
    return file.getvalue()


def read_boundaries(folder: Path) -> gpd.GeoDataFrame | None:
    """The table of a folder; None where it has none. Raises FileError when it is damaged."""
    path = folder / BOUNDARIES
    return boundaries_of(path) if path.is_file() else None


def boundaries_of(source: Path | bytes) -> gpd.GeoDataFrame:
    """The table of a file, or of its content. Raises FileError when it is damaged."""
    again = "make it anew with “mine-atlas boundaries add”."
    try:
        table = gpd.read_parquet(pa.BufferReader(source) if isinstance(source, bytes) else source)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileError(BOUNDARIES, f"The file cannot be read; {again}") from error
    if missing := {*TEXTS, "level", "is_shaded", DRAWN} - {*table.columns}:
        raise FileError(BOUNDARIES, f"The file has no column {sorted(missing)[0]}; {again}")
    if "attribution" not in table.columns:
        table["attribution"] = ""
    if table.empty or table.crs is None or not table["code"].is_unique:
        raise FileError(BOUNDARIES, f"The file has no areas, or one of them twice; {again}")
    return table


def levels_of(
    boundaries: gpd.GeoDataFrame, world: gpd.GeoDataFrame, of_incidents: pd.Series, as_of: date
) -> Levels:
    """The areas of all levels with the bundled districts after them, of incidents whose deepest areas are known.

    In the countries of the boundaries only those bundled districts stay to which incidents are still coded: nothing
    disappears from the map. What was no longer valid on the day `as_of` is marked as ended.
    """
    shown = boundaries.sort_values("level", kind="stable")
    points = shapely.point_on_surface(shown[DRAWN].to_numpy())
    ends = pd.to_datetime(shown["valid_to"].str[:10], format="%Y-%m-%d", errors="coerce")
    own = gpd.GeoDataFrame(
        {
            "adm1_iso": shown["code"].to_numpy(),
            **{name: shown[name].to_numpy() for name in ("adm0", "parent", "level")},
            **_filled(shown),
            "label_longitude": shapely.get_x(points),
            "label_latitude": shapely.get_y(points),
            "is_ended": (ends < pd.Timestamp(as_of)).to_numpy(),
        },
        geometry=shown[DRAWN].to_numpy(),
        crs=world.crs,
    )
    used = of_incidents.cat.categories
    is_replaced = world["adm0"].isin(own["adm0"]) & ~world["adm1_iso"].isin(used) | world["adm1_iso"].isin(
        own["adm1_iso"]
    )
    rest = world[~is_replaced].assign(parent="", level=0, is_ended=False)
    areas = gpd.GeoDataFrame(pd.concat([own, rest], ignore_index=True), crs=world.crs)
    attribution = (
        " · ".join(dict.fromkeys(boundaries["attribution"].dropna().astype("str")))
        if "attribution" in boundaries
        else ""
    )
    default = int(boundaries.loc[boundaries["is_shaded"], "level"].max())
    return Levels(areas, default, of_incidents.reset_index(drop=True), attribution)


def lookup_districts(boundaries: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The districts that places are looked up in: the world's outside the countries of the boundaries, then these with
    their exact polygons, upper levels first; `level` is 0 for the world's.
    """
    shown = boundaries.sort_values("level", kind="stable")
    points = shapely.point_on_surface(shown.geometry.to_numpy())
    own = gpd.GeoDataFrame(
        {
            "adm1_iso": shown["code"].to_numpy(),
            **{name: shown[name].to_numpy() for name in ("adm0", "parent", "level")},
            **_filled(shown),
            "label_longitude": shapely.get_x(points),
            "label_latitude": shapely.get_y(points),
        },
        geometry=shown.geometry.to_numpy(),
        crs=world.crs,
    )
    rest = world[~world["adm0"].isin(own["adm0"])].assign(parent="", level=0)
    return gpd.GeoDataFrame(pd.concat([rest, own], ignore_index=True), crs=world.crs)


def with_parents(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The areas, those without a parent in the area of their country's next upper level in which a point of them lies."""
    parents = boundaries["parent"].copy()
    for _country, areas in boundaries.groupby("adm0", sort=False):
        for level in sorted(areas["level"].unique())[1:]:
            upper = areas[areas["level"] == areas.loc[areas["level"] < level, "level"].max()]
            orphans = areas[(areas["level"] == level) & (areas["parent"] == "")]
            area, found = upper.sindex.query(
                orphans.representative_point().to_numpy(), predicate="intersects"
            )
            for position, at in reversed([*zip(area, found, strict=True)]):
                parents[orphans.index[position]] = upper["code"].iloc[at]
    return boundaries.assign(parent=parents)


def _filled(boundaries: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """A name in every language, that of another one where it is missing, and `names`, all of them with `|` between."""
    rows = boundaries[[*NAMES, "names", "code"]].fillna("").to_dict("records")
    known = [[str(row[name]) for name in NAMES] for row in rows]
    every = [
        [*dict.fromkeys(text for text in [*names, *str(row["names"]).split("|")] if text)]
        or [str(row["code"])]
        for names, row in zip(known, rows, strict=True)
    ]
    filled = {
        name: [names[at] or listed[0] for names, listed in zip(known, every, strict=True)]
        for at, name in enumerate(NAMES)
    }
    return {**filled, "names": ["|".join(listed) for listed in every]}
