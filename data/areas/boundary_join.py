"""Which of a folder's boundaries each incident belongs to: by its code, then its district's name, then its point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.areas.boundary_table import NAMES
from data.search_text import folded
from data.tables.vocabulary import WherePrecision

NEAR_DEGREES: Final = 0.02
"""A point this close to its area does not contradict it: borders and points are known that well, and no better."""
_WITH_POINT: Final = [int(WherePrecision.EXACT), int(WherePrecision.NEAR_PLACE)]


@dataclass(frozen=True)
class Joined:
    """What became of the incidents' districts."""

    incidents: pd.DataFrame
    by_code: int
    by_name: int
    by_point: int
    left: int
    """In the countries of the boundaries, but in none of them; they keep the district that they had."""
    disagreeing: tuple[str, ...]
    """Identifiers of incidents whose point lies outside the area that their code or name means."""

    @property
    def remarks(self) -> list[str]:
        """What a host should know."""
        said = [
            f"Boundaries: {self.by_code:,} incidents joined by code, {self.by_name:,} by name, {self.by_point:,} by point; "
            f"{self.left:,} in none of the areas keep the district of their table."
        ]
        if self.disagreeing:
            some = ", ".join(self.disagreeing[:5]) + (" …" if len(self.disagreeing) > 5 else "")
            said.append(
                f"The points of {len(self.disagreeing):,} incidents lie outside the area that their code or name means; "
                f"the code or name holds: {some}"
            )
        return said


def joined(incidents: pd.DataFrame, boundaries: gpd.GeoDataFrame) -> Joined:
    """The incidents with `adm1_iso` and `adm1_name` of the boundaries' shaded level, or of a level above it."""
    areas = boundaries.set_index("code")
    level = int(boundaries.loc[boundaries["is_shaded"], "level"].max())
    upper = _at_level(areas, level)
    codes, names = (incidents[name].astype("str") for name in ("adm1_iso", "adm1_name"))
    by_code = codes.map(upper).fillna("")
    is_here = incidents["adm0"].isin(areas["adm0"]).to_numpy() & (by_code == "").to_numpy()
    at_point = _at_points(incidents, boundaries, level)
    by_name = pd.Series("", incidents.index)
    by_name[is_here] = _by_name(names[is_here], incidents["adm0"][is_here], at_point[is_here], areas, upper)
    stated = by_code.where(by_code != "", by_name)
    by_point = at_point.where((stated == "") & is_here, "")
    # A point tells which part of a larger area is meant.
    is_finer = (stated != "") & (at_point != "") & (at_point.map(areas["parent"]).fillna("") == stated)
    found = stated.where(stated != "", by_point).where(~is_finer, at_point)
    is_found = found != ""
    titles = areas[NAMES[0]].where(areas[NAMES[0]] != "", areas["names"].str.split("|").str[0])
    coded = incidents.assign(
        adm1_iso=codes.where(~is_found, found),
        adm1_name=names.where(~is_found, found.map(titles)),
    )
    return Joined(
        coded,
        int((by_code != "").sum()),
        int((by_name != "").sum()),
        int((by_point != "").sum()),
        int((is_here & ~is_found.to_numpy()).sum()),
        _disagreeing(incidents, stated, at_point, areas),
    )


def _at_level(areas: pd.DataFrame, level: int) -> dict[str, str]:
    """Of each code that of its area at the level, or its own where it lies above."""
    codes = [str(code) for code in areas.index]
    parents = dict(zip(codes, areas["parent"].astype("str"), strict=True))
    levels = dict(zip(codes, areas["level"].astype("int"), strict=True))
    found = {}
    for code in levels:
        at = code
        while levels[at] > level and parents[at] in levels and levels[parents[at]] < levels[at]:
            at = parents[at]
        found[code] = at if levels[at] <= level else ""
    return found


def _at_points(incidents: pd.DataFrame, boundaries: gpd.GeoDataFrame, level: int) -> pd.Series:
    """The area of the level in which each point lies that is known well enough; "" for the rest."""
    found = pd.Series("", incidents.index)
    areas = boundaries[boundaries["level"] == level]
    is_known = (incidents["where_prec"].isin(_WITH_POINT) & incidents["longitude"].notna()).to_numpy(
        dtype=bool
    )
    points = shapely.points(
        *(incidents.loc[is_known, name].to_numpy(dtype=float) for name in ("longitude", "latitude"))
    )
    point, area = areas.sindex.query(points, predicate="intersects")
    # On a border the first one counts.
    kept = ~pd.Series(point).duplicated().to_numpy()
    rows = np.flatnonzero(is_known)[point[kept]]
    found.iloc[rows] = areas["code"].to_numpy()[area[kept]]
    return found


def _by_name(
    names: pd.Series, countries: pd.Series, at_point: pd.Series, areas: pd.DataFrame, upper: dict[str, str]
) -> pd.Series:
    """The area of each name in its country; of several of one name that in which the point lies, otherwise none."""
    named: dict[tuple[str, str], set[str]] = {}
    for code, row in areas.iterrows():
        for name in {str(row[column]) for column in NAMES} | set(str(row["names"]).split("|")):
            if name and upper[str(code)]:
                named.setdefault((str(row["adm0"]), folded(name)), set()).add(upper[str(code)])
    answers = []
    for name, country, point in zip(names, countries, at_point, strict=True):
        found = named.get((str(country), folded(name)), set()) if name else set()
        answers.append(next(iter(found)) if len(found) == 1 else point if point in found else "")
    return pd.Series(answers, names.index, dtype="str")


def _disagreeing(
    incidents: pd.DataFrame, stated: pd.Series, at_point: pd.Series, areas: gpd.GeoDataFrame
) -> tuple[str, ...]:
    parents = areas["parent"].to_dict()
    rows = np.flatnonzero(
        ((stated != "") & (at_point != stated) & incidents["where_prec"].isin(_WITH_POINT)).to_numpy()
    )
    outside = []
    for row in rows:
        code = str(stated.iloc[row])
        longitude, latitude = (incidents[name].iloc[row] for name in ("longitude", "latitude"))
        if pd.isna(longitude) or parents.get(str(at_point.iloc[row])) == code:
            continue
        if areas.geometry[code].distance(shapely.Point(longitude, latitude)) > NEAR_DEGREES:
            outside.append(str(incidents["incident_id"].iloc[row]))
    return tuple(outside)
