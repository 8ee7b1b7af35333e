"""The ground as an image: countries, districts (those in use), waters and towns, with the coded point and the candidates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from components.desk.placing.view import Point, View
from components.theme import FONT, PALETTES, Palette
from data.language import current, number_text
from data.tables.layers.districts import districts_in_use, layer

Bounds = tuple[float, float, float, float]
_MOST_TOWNS: Final = 22
_LETTER: Final = 6.2
_LINE: Final = 14
_DISTRICTS_FROM_DEGREES: Final = 25.0
"""A wider map is of countries."""
_KM_PER_DEGREE: Final = 111.32
_LONGEST_BAR: Final = 0.3
_RING_PX: Final = 13
"""How far the cross of the coded point reaches."""


def _colours(palette: Palette) -> str:
    return (
        f".sea{{fill:{palette.sea}}}.land{{fill:{palette.land}}}"
        f".water{{stroke:{palette.water}}}.district{{stroke:{palette.district_line}}}.country{{stroke:{palette.country_line}}}"
        f".line{{stroke:{palette.map_text}}}.town{{fill:{palette.map_text}}}"
        f".name{{fill:{palette.map_text};stroke:{palette.map_halo}}}"
        f".candidate{{fill:{palette.accent};stroke:{palette.paper}}}.number{{fill:{palette.on_accent}}}"
        f".around{{stroke:{palette.paper}}}.point{{stroke:{palette.accent}}}"
    )


_STYLE: Final = (
    ".district,.country,.line{fill:none}.water{stroke-width:.8}.district{stroke-width:.7}.country{stroke-width:1.3}"
    ".name{stroke-width:2.5;paint-order:stroke}.around{stroke-width:5}.point{stroke-width:2}"
    f"{_colours(PALETTES['light'])}"
    f"@media screen and (prefers-color-scheme:dark){{{_colours(PALETTES['dark'])}}}"
)
"""An image has the scheme of the page that it stands in."""


def drawn(view: View, width: int, height: int, point: Point | None, numbered: Sequence[Point]) -> str:
    """The image as SVG. The coded point is a cross in a ring, candidates are numbered from 1, a small cross is the middle."""
    bounds = view.bounds(width, height)
    frame = _Frame(bounds, width, height)
    lines = frame.paths("districts") if view.degrees <= _DISTRICTS_FROM_DEGREES else ""
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' font-family="{escape(FONT)}" font-size="11.5">'
            f"<style>{_STYLE}</style>"
            f'<rect width="{width}" height="{height}" class="sea"/>'
            f'<path class="land" d="{frame.paths("countries")}"/>'
            f'<path class="district" d="{lines}"/>'
            f'<path class="sea water" d="{frame.paths("waters")}"/>'
            f'<path class="country" d="{frame.paths("countries")}"/>',
            *_towns(frame, point),
            *_numbers(frame, numbered),
            _cross(frame, point) if point else "",
            f'<path class="line" d="M{width / 2 - 6},{height / 2}h12M{width / 2},{height / 2 - 6}v12"/>',
            _scale(view, width, height),
            "</svg>",
        ]
    )


class _Frame:
    """A part of the world on an image."""

    def __init__(self, bounds: Bounds, width: int, height: int) -> None:
        self.bounds, self.width, self.height = bounds, width, height
        west, south, east, north = bounds
        margin = (east - west) * 0.02
        self.box = (west - margin, south - margin, east + margin, north + margin)
        self.step = (east - west) / width

    def pixels(self, at: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        west, south, east, north = self.bounds
        x = (at[:, 0] - west) / (east - west) * self.width
        y = (north - at[:, 1]) / (north - south) * self.height
        return np.round(np.column_stack([x, y]), 1)

    def within(self, name: str) -> gpd.GeoDataFrame:
        west, south, east, north = self.box
        shapes = districts_in_use() if name == "districts" else layer(name)
        return shapes.cx[west:east, south:north]

    def paths(self, name: str) -> str:
        """The outlines of a layer's areas and lines as one path."""
        shapes = shapely.clip_by_rect(self.within(name).geometry.to_numpy(), *self.box)
        parts = shapely.get_parts(shapely.simplify(shapes, self.step / 2))
        return "".join(_ring(self.pixels(ring)) for part in parts for ring in _rings(part))


def _rings(part: Any) -> Iterator[np.ndarray[Any, Any]]:
    if part.geom_type == "Polygon":
        yield shapely.get_coordinates(part.exterior)
        yield from (shapely.get_coordinates(hole) for hole in part.interiors)
    elif part.geom_type == "LineString":
        yield shapely.get_coordinates(part)
    elif part.geom_type in ("MultiPolygon", "GeometryCollection", "MultiLineString"):
        for each in part.geoms:
            yield from _rings(each)


def _ring(points: np.ndarray[Any, Any]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) if len(points) > 1 else ""


def _towns(frame: _Frame, point: Point | None) -> Iterator[str]:
    """The largest towns with their names, as many as do not overlap; a name makes room for the ring of the coded point."""
    towns = frame.within("towns").sort_values("population", ascending=False)
    column = f"name_{current()}" if f"name_{current()}" in towns else "name_en"
    taken: list[tuple[float, float, float]] = []
    points = frame.pixels(shapely.get_coordinates(towns.geometry.to_numpy()))
    ring = frame.pixels(np.array([point] if point else [], dtype=float).reshape(-1, 2))
    for name, english, (x, y) in zip(towns[column], towns["name_en"], points, strict=True):
        text = name if isinstance(name, str) and name else str(english)
        long = _LETTER * len(text) + 8
        is_cut = x < 2 or x + long > frame.width or y < _LINE or y > frame.height - _LINE
        if is_cut or any(
            abs(y - other) < _LINE and x < end and begin < x + long for begin, other, end in taken
        ):
            continue
        taken.append((x, y, x + long))
        is_ringed = bool(np.hypot(*(ring - (x, y)).T).min(initial=_RING_PX) < _RING_PX)
        yield (
            f'<circle class="town" cx="{x:g}" cy="{y:g}" r="2"/>'
            f'<text class="name" x="{x + (16 if is_ringed else 5):g}" y="{y + 4:g}">{escape(text)}</text>'
        )
        if len(taken) >= _MOST_TOWNS:
            return


def _numbers(frame: _Frame, points: Sequence[Point]) -> Iterator[str]:
    for number, (x, y) in enumerate(frame.pixels(np.array(points, dtype=float).reshape(-1, 2)), 1):
        yield (
            f'<g text-anchor="middle"><circle class="candidate" cx="{x:g}" cy="{y:g}" r="9"/>'
            f'<text class="number" x="{x:g}" y="{y + 4:g}">{number}</text></g>'
        )


def _cross(frame: _Frame, point: Point) -> str:
    ((x, y),) = frame.pixels(np.array([point], dtype=float))
    path = f"M{x - _RING_PX:g},{y:g}h{2 * _RING_PX}M{x:g},{y - _RING_PX:g}v{2 * _RING_PX}"
    ring = f'<circle cx="{x:g}" cy="{y:g}" r="8" fill="none"/><path d="{path}"/>'
    return f'<g class="around">{ring}</g><g class="point">{ring}</g>'


def _scale(view: View, width: int, height: int) -> str:
    km_per_pixel = view.degrees / width * view.narrowing * _KM_PER_DEGREE
    longest = km_per_pixel * width * _LONGEST_BAR
    power = 10 ** math.floor(math.log10(longest))
    km = next(power * each for each in (5, 2, 1) if power * each <= longest)
    long = km / km_per_pixel
    text = f"{number_text(int(km))} km" if km >= 1 else f"{number_text(round(km * 1000))} m"
    return (
        f'<path class="line" d="M10,{height - 14}v5h{long:.1f}v-5"/>'
        f'<text class="name" x="14" y="{height - 14}">{escape(text)}</text>'
    )
