"""A made-up country of nested areas: quarters of a box, each cut into parts again, level by level."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

from data.areas.boundary_table import NAMES, generalised

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

SOUTH_CAUCASUS: Box = (44.0, 38.0, 51.0, 42.5)


def nested_boundaries(
    cuts: Sequence[tuple[int, int]], box: Box = SOUTH_CAUCASUS, country: str = "AZ"
) -> gpd.GeoDataFrame:
    """The table `boundaries` of as many levels as there are `cuts`: columns and rows that an area has in the next level.

    Codes have two digits more at each level, names say the level and the code; the last level is shaded.
    """
    rows: list[dict[str, object]] = []
    above: list[tuple[str, Box]] = [("", box)]
    for level, (columns, lines) in enumerate(cuts, start=1):
        here = []
        for parent, (west, south, east, north) in above:
            xs, ys = np.linspace(west, east, columns + 1), np.linspace(south, north, lines + 1)
            for at in range(columns * lines):
                x, y = at % columns, at // columns
                part = (float(xs[x]), float(ys[y]), float(xs[x + 1]), float(ys[y + 1]))
                code = f"{parent or country}{at:02}"
                here.append((code, part))
                names = dict.fromkeys(NAMES, f"Level {level} {code}")
                rows.append(
                    {
                        "code": code,
                        "parent": parent,
                        "adm0": country,
                        **names,
                        "names": f"Level {level} {code}",
                    }
                    | {"valid_from": "", "valid_to": "", "level": level, "geometry": shapely.box(*part)}
                )
        above = here
    table = gpd.GeoDataFrame(rows, crs="EPSG:4326")
    table["is_shaded"] = table["level"] == len(cuts)
    table["attribution"] = "Made for tests"
    return table.assign(drawn=generalised(table))
