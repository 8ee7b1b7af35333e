"""Meridians and parallels, closer together the closer a map looks."""

from __future__ import annotations

import math
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from components.theme import FONT, Palette
from data.language import pgettext, speaking

STEPS: Final = (
    (30.0, 0.0, 2.0),
    (10.0, 2.0, 4.0),
    (5.0, 4.0, 5.0),
    (2.0, 5.0, 6.5),
    (1.0, 6.5, 7.5),
    (0.5, 7.5, 9.0),
    (1 / 6, 9.0, 10.5),
    (1 / 12, 10.5, 24.0),
)
"""Degrees between lines, with the zooms from which and up to which these are drawn; on screen and on paper."""

GRATICULE: Final = ("graticule-lines", "graticule-labels")
"""The layers of meridians and parallels."""

_WORLD: Final = (-180.0, -85.0, 180.0, 85.0)
_NEAR_DEGREES: Final = 2.0
"""Lines at this distance or less are for a close look, and made only around the data."""
_MOST_LINES: Final = 600
"""Of one step: data of the whole world have no lines for the closest looks."""


COMPASS: Final = ("N", "E", "S", "W")
"""Sides of the equator and of the prime meridian, as the lines of a graticule have them."""


def degrees_on(side: str) -> str:
    """How degrees of a side are written in the language spoken now, `{degrees}` in them: "{degrees}N"."""
    return {
        "N": pgettext("latitude", "{degrees}N"),
        "E": pgettext("longitude", "{degrees}E"),
        "S": pgettext("latitude", "{degrees}S"),
        "W": pgettext("longitude", "{degrees}W"),
    }.get(side, "{degrees}")


def without_graticule(style: dict[str, Any]) -> dict[str, Any]:
    """The style with the graticule invisible."""
    hidden = {"visibility": "none"}
    layers = [
        layer | {"layout": layer.get("layout", {}) | hidden} if layer["id"] in GRATICULE else layer
        for layer in style["layers"]
    ]
    return style | {"layers": layers}


def graticule_layers(palette: Palette, language: str) -> list[dict[str, Any]]:
    """The layers of the style that draw it, of the source “ground”, with the language's letters for the compass."""
    shown = [
        "all",
        ["==", ["get", "kind"], "graticule"],
        ["<=", ["get", "first_zoom"], ["zoom"]],
        [">", ["get", "last_zoom"], ["zoom"]],
    ]
    line, labels = GRATICULE
    placed = {
        "visibility": "visible",
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": _lettering(language),
    }
    lettering = {"text-size": 11, "text-font": [FONT], "text-padding": 8, "text-max-angle": 10}
    # They stand on every shade.
    halo = {"text-halo-color": palette.map_halo, "text-halo-width": 1.6}
    return [
        {
            "id": line,
            "type": "line",
            "source": "ground",
            "filter": shown,
            # Named, because a style that comes in place of another changes only what it names.
            "layout": {"visibility": "visible"},
            "paint": {"line-color": palette.district_line, "line-width": 0.5},
        },
        {
            "id": labels,
            "type": "symbol",
            "source": "ground",
            "filter": shown,
            "layout": placed | lettering,
            "paint": {"text-color": palette.map_text, **halo},
        },
    ]


def _lettering(language: str) -> list[Any]:
    """The degrees with the letters of their side, as an expression of the style."""
    by_side: list[Any] = []
    with speaking(language):
        for side in COMPASS:
            before, after = degrees_on(side).split("{degrees}")
            by_side += [side, ["concat", before, ["get", "label"], after]]
    return ["match", ["get", "side"], *by_side, ["get", "label"]]


def graticule_lines(region: shapely.Geometry) -> gpd.GeoDataFrame:
    """Lines of STEPS with `label`, `side`, `first_zoom` and `last_zoom`: of the world, the close ones of the region."""
    parts: list[pd.DataFrame] = []
    for step, first, last in STEPS:
        around = region if step <= _NEAR_DEGREES else shapely.box(*_WORLD)
        lines = pd.concat([lines_in(part.bounds, step) for part in shapely.get_parts(around)])
        if len(lines) > _MOST_LINES:
            parts[-1]["last_zoom"] = STEPS[-1][2]
            break
        parts.append(lines.assign(first_zoom=first, last_zoom=last))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")


def lines_in(bounds: tuple[float, float, float, float], step: float) -> gpd.GeoDataFrame:
    """Meridians, then parallels, that cross a box in degrees: `label` (46°30′), `side` (of COMPASS, "" of none),
    `is_meridian`, `degrees` and the line.
    """
    west, south, east, north = bounds
    south, north = max(south, _WORLD[1]), min(north, _WORLD[3])
    meridians, parallels = _multiples(west, east, step), _multiples(south, north, step)
    rows = [(*_on_meridian(x), True, x, shapely.LineString([(x, south), (x, north)])) for x in meridians]
    rows += [(*_on_parallel(y), False, y, shapely.LineString([(west, y), (east, y)])) for y in parallels]
    columns = ["label", "side", "is_meridian", "degrees", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")


def step_at(zoom: float) -> float:
    """Degrees between the lines of a map at a zoom."""
    return next((step for step, _first, last in STEPS if zoom < last), STEPS[-1][0])


def meridian_label(degrees: float) -> str:
    """A meridian as it is written on maps in the language spoken now: 46°30′E."""
    written, side = _on_meridian(degrees)
    return degrees_on(side).format(degrees=written)


def parallel_label(degrees: float) -> str:
    """A parallel as it is written on maps in the language spoken now: 40°N."""
    written, side = _on_parallel(degrees)
    return degrees_on(side).format(degrees=written)


def _on_meridian(degrees: float) -> tuple[str, str]:
    turned = (degrees + 180) % 360 - 180
    return _written(abs(turned)), "" if turned in (0, -180) else "E" if turned > 0 else "W"


def _on_parallel(degrees: float) -> tuple[str, str]:
    return _written(abs(degrees)), "" if degrees == 0 else "N" if degrees > 0 else "S"


def _written(degrees: float) -> str:
    minutes = round(degrees * 60)
    return f"{minutes // 60}°" + (f"{minutes % 60:02}′" if minutes % 60 else "")


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
