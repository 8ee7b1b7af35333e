"""The table `boundaries` of a folder: administrative areas of one or several levels, with codes, names and parents."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.errors import FileError
from data.tables.districts import NAME_LANGUAGES

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
        simple = shapely.coverage_simplify(exact, _GENERALISED_DEGREES)
        is_kept = shapely.is_valid(simple) & ~shapely.is_empty(simple)
        drawn[rows] = np.where(is_kept, simple, exact)
    return drawn


def write_boundaries(boundaries: gpd.GeoDataFrame, path: Path) -> None:
    """Write the table: TEXTS, `level` (a number), `is_shaded` (the level that incidents are shaded by), both polygons."""
    boundaries.assign(drawn=generalised(boundaries)).to_parquet(path, compression="zstd")


def read_boundaries(folder: Path) -> gpd.GeoDataFrame | None:
    """The table of a folder; None where it has none. Raises FileError when it is damaged."""
    path = folder / BOUNDARIES
    if not path.is_file():
        return None
    again = "make it anew with “mine-atlas boundaries add”."
    try:
        table = gpd.read_parquet(path)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileError(BOUNDARIES, f"The file cannot be read; {again}") from error
    if missing := {*TEXTS, "level", "is_shaded", DRAWN} - {*table.columns}:
        raise FileError(BOUNDARIES, f"The file has no column {sorted(missing)[0]}; {again}")
    if table.empty or table.crs is None or not table["code"].is_unique:
        raise FileError(BOUNDARIES, f"The file has no areas, or one of them twice; {again}")
    return table


def district_layer(boundaries: gpd.GeoDataFrame, world: gpd.GeoDataFrame, used: set[str]) -> gpd.GeoDataFrame:
    """The layer of districts with these boundaries in place of the bundled ones of their countries.

    A bundled district stays where incidents are still coded to it (`used`): nothing disappears from the map. Areas of
    upper levels come first, `is_outlined` being false for them: their parts are drawn over them.
    """
    shown = boundaries[boundaries["level"] <= boundaries.loc[boundaries["is_shaded"], "level"].max()]
    shown = shown.sort_values("level", kind="stable")
    points = shapely.point_on_surface(shown[DRAWN].to_numpy())
    names = _filled(shown)
    own = gpd.GeoDataFrame(
        {
            "adm1_iso": shown["code"].to_numpy(),
            **{name: shown[name].to_numpy() for name in ("adm0", "parent")},
            **names,
            "label_longitude": shapely.get_x(points),
            "label_latitude": shapely.get_y(points),
            "is_outlined": shown["is_shaded"].to_numpy(),
        },
        geometry=shown[DRAWN].to_numpy(),
        crs=world.crs,
    )
    is_replaced = world["adm0"].isin(own["adm0"]) & ~world["adm1_iso"].isin(used) | world["adm1_iso"].isin(
        own["adm1_iso"]
    )
    rest = world[~is_replaced].assign(parent="", is_outlined=lambda rows: ~rows["adm0"].isin(own["adm0"]))
    return gpd.GeoDataFrame(pd.concat([own, rest], ignore_index=True), crs=world.crs)


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
