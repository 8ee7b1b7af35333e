"""A small map of numbered points on the outlines of countries, as an image that asks nobody for anything."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np
import shapely

from components.theme import FONT, PALETTES, Palette
from data.places.naming.country_names import country_name
from data.tables.layers.districts import layer

Point = tuple[float, float]
"""Longitude and latitude."""
WIDTH: Final = 340
HEIGHT: Final = 220
_LEAST_DEGREES: Final = 2.5
"""Of longitude that the map shows at least: a single point needs something around it."""
_MARGIN: Final = 0.25
_STEPS: Final = 400
"""Outlines are made so simple that this many steps would cross the map."""
_LETTER: Final = 6.5
"""Pixels of a letter, at most: a name that would be cut off is left out."""
_DOT_PX: Final = 20.0
"""A dot and the space around it."""
_NAMED_SHARE: Final = 0.02
"""Of the map that a country must cover to be named."""


def small_map(points: Sequence[Point]) -> str:
    """An address with the map in it, the points numbered from 1; "" without points."""
    if not points:
        return ""
    svg = _svg(points, _bounds(points))
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """West, south, east and north of the map, of its shape, with room around the points."""
    at = np.array(points, dtype=float)
    (west, south), (east, north) = at.min(axis=0), at.max(axis=0)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    narrow = max(float(np.cos(np.radians(min(abs(middle_y), 75)))), 0.25)
    shape = WIDTH / HEIGHT
    wide = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    high = max((north - south) * (1 + 2 * _MARGIN), wide * narrow / shape)
    wide = max(wide, high * shape / narrow)
    return middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2


def _clear_of(dots: np.ndarray, x: float, y: float, half: float) -> float:
    """The height of a name, up or down where a dot would cover it."""
    for step in (0.0, _DOT_PX, -_DOT_PX):
        is_near = (np.abs(dots[:, 0] - x) < half + _DOT_PX / 2) & (
            np.abs(dots[:, 1] - y - step) < _DOT_PX * 0.7
        )
        if not is_near.any():
            return y + step
    return y


def _svg(points: Sequence[Point], bounds: tuple[float, float, float, float]) -> str:
    west, south, east, north = bounds

    def pixels(at: np.ndarray) -> np.ndarray:
        x = (at[:, 0] - west) / (east - west) * WIDTH
        y = (north - at[:, 1]) / (north - south) * HEIGHT
        return np.round(np.column_stack([x, y]), 1)

    countries = layer("countries").cx[west:east, south:north]
    clipped = shapely.simplify(
        shapely.clip_by_rect(countries.geometry.to_numpy(), west, south, east, north), (east - west) / _STEPS
    )
    paths, names = [], []
    dots_at = pixels(np.array(points, dtype=float))
    area = (east - west) * (north - south)
    for adm0, outline in zip(countries["adm0"], clipped, strict=True):
        polygons = [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"]
        rings = [pixels(shapely.get_coordinates(part.exterior)) for part in polygons]
        drawn = " ".join("M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z" for ring in rings)
        paths.append(f'<path d="{drawn}"/>')
        if polygons and outline.area > _NAMED_SHARE * area:
            largest = max(polygons, key=lambda part: part.area)
            ((x, y),) = pixels(shapely.get_coordinates(largest.representative_point()))
            name = country_name(str(adm0))
            y = _clear_of(dots_at, x, y, _LETTER * len(name) / 2)
            if _LETTER * len(name) / 2 < min(x, WIDTH - x):
                names.append(f'<text x="{x:g}" y="{y:g}">{escape(name)}</text>')
    dots = [
        f'<g><circle cx="{x:g}" cy="{y:g}" r="9"/><text x="{x:g}" y="{y + 4:g}" class="number">{number}</text></g>'
        for number, (x, y) in reversed(list(enumerate(dots_at, 1)))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="{escape(FONT)}" font-size="11" text-anchor="middle">'
        f'<style>{_STYLE}</style><rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>'
        f'<g class="land" stroke-width=".8">{"".join(paths)}</g><g class="name">{"".join(names)}</g>'
        f'<g class="dot" font-weight="650">{"".join(dots)}</g></svg>'
    )


def _colours(palette: Palette) -> str:
    return (
        f".sea{{fill:{palette.sea}}}.land{{fill:{palette.land};stroke:{palette.country_line}}}"
        f".name{{fill:{palette.map_quiet_text}}}.dot{{fill:{palette.accent};stroke:{palette.paper}}}"
        f".number{{fill:{palette.on_accent};stroke:none}}"
    )


_STYLE: Final = (
    f"{_colours(PALETTES['light'])}"
    f"@media screen and (prefers-color-scheme:dark){{{_colours(PALETTES['dark'])}}}"
)
"""An image has the scheme of the element that it stands in, by its `color-scheme`."""
