"""The view's ground map on paper: imagery pasted, vector tiles drawn in the atlas' own style."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.image import BboxImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Bbox, TransformedBbox
from PIL import Image

from components.brief.map.canvas import MapCanvas
from components.brief.map.ground import CIRCUMFERENCE_M
from components.brief.map.sheet_text import PALETTE
from components.map.ground.style import COLOURS, DASHES, WIDTHS
from data.ground_maps.coverage import covered
from data.ground_maps.ground_map import GroundMap
from data.ground_maps.schemas import AREAS, LINES, Part, name_keys, parts_of
from data.ground_maps.tile_content import picture, vector_content
from data.ground_maps.unpacking import TileError
from data.ground_maps.vector_tile import Feature, features_of

MOST_TILES: Final = 64
"""On one map; more of them are taken from a zoom farther out."""
_DIMMED: Final = 0.8
_GREYED: Final = 0.35

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Tile:
    """A tile and where it lies: its upper left corner and its width, in points on paper."""

    place: tuple[int, int, int]
    left: float
    top: float
    width: float

    def on_paper(self, points: Points) -> Points:
        return np.column_stack([self.left + points[:, 0] * self.width, self.top - points[:, 1] * self.width])


@dataclass(frozen=True)
class DrawnFeature:
    """A feature of vector tiles that is drawn."""

    part: Part
    feature: Feature
    lines: list[Points]
    """Its parts, in points on paper."""


def draw_areas(drawn: MapCanvas, ground_map: GroundMap, features: list[DrawnFeature]) -> None:
    """What lies under shaded districts: imagery, or land, woods, waters and buildings."""
    if ground_map.kind == "raster":
        _paste(drawn, ground_map)
        return
    land = [_box_on_paper(drawn, box) for box in covered(ground_map)]
    drawn.add(_patch(land, is_closed=True), facecolor=PALETTE.land, linewidth=0)
    for name in AREAS:
        rings = [line for each in features if each.part.drawn_as == name for line in each.lines]
        drawn.add(_patch(rings, is_closed=True), facecolor=_colour(name), linewidth=0)


def draw_roads(drawn: MapCanvas, features: list[DrawnFeature]) -> None:
    """What lies over shaded districts: rivers, tracks, railways and roads."""
    for name in LINES:
        lines = [line for each in features if each.part.drawn_as == name for line in each.lines]
        zooms, widths = zip(*WIDTHS[name], strict=True)
        style: dict[str, Any] = {"edgecolor": _colour(name), "joinstyle": "round", "capstyle": "round"}
        style["linewidth"] = float(np.interp(drawn.ground.zoom, zooms, widths)) * drawn.scale.mark
        if name in DASHES:
            style |= {"linestyle": (0, DASHES[name]), "capstyle": "butt"}
        drawn.add(_patch(lines, is_closed=False), fill=False, **style)


def features_on(drawn: MapCanvas, ground_map: GroundMap) -> list[DrawnFeature]:
    """What is drawn of a ground map of vector tiles on this map; a tile that cannot be read is left out."""
    if ground_map.kind == "raster":
        return []
    parts = [part for part in parts_of(ground_map.schema) if part.first_zoom <= drawn.ground.zoom + 0.5]
    required_layers = frozenset(part.layer for part in parts)
    found: list[DrawnFeature] = []
    for tile, stored in _tiles(drawn, ground_map, _zoom(drawn, ground_map, 0.5)):
        try:
            features = list(features_of(vector_content(stored).unpacked, required_layers))
        except TileError:
            continue
        for name, feature in features:
            for part in parts:
                if part.layer == name and part.has(feature.shape, feature.properties):
                    lines = [tile.on_paper(line) for line in feature.parts]
                    found.append(DrawnFeature(part, feature, lines))
    return found


def names_on(features: list[DrawnFeature], language: str) -> list[tuple[float, float, str]]:
    """Places of vector tiles by their rank: across and up in points, and the name in a language."""
    ranked = sorted(
        (each for each in features if each.part.drawn_as == "place"), key=lambda each: each.part.first_zoom
    )
    named = []
    for each in ranked:
        names = (each.feature.properties.get(key) for key in name_keys(language))
        name = next((name for name in names if isinstance(name, str) and name.strip()), "")
        if name:
            named.append((float(each.lines[0][0, 0]), float(each.lines[0][0, 1]), name))
    return named


def _paste(drawn: MapCanvas, ground_map: GroundMap) -> None:
    finer = 2.0 if ground_map.tile_px <= 256 else 1.0
    for tile, stored in _tiles(drawn, ground_map, _zoom(drawn, ground_map, finer)):
        try:
            pixels = _quiet(picture(stored))
        except TileError:
            continue
        box = Bbox.from_bounds(tile.left, tile.top - tile.width, tile.width, tile.width)
        drawn.add(_image(drawn, box, pixels))


def _image(drawn: MapCanvas, box: Bbox, pixels: npt.NDArray[np.uint8]) -> BboxImage:
    image = BboxImage(TransformedBbox(box, drawn.axes.transData), interpolation="bilinear")
    image.set_data(pixels)
    return image


def _quiet(opened: Image.Image) -> npt.NDArray[np.uint8]:
    """Imagery paler and greyer, as on screen; what it leaves clear stays clear."""
    pixels = np.asarray(opened, dtype=float)
    colours, alpha = pixels[..., :3], pixels[..., 3:]
    grey = colours.mean(axis=2, keepdims=True)
    land = np.array([int(PALETTE.land[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)
    calm = (1 - _GREYED) * colours + _GREYED * grey
    return np.concatenate([_DIMMED * calm + (1 - _DIMMED) * land, alpha], axis=2).astype(np.uint8)


def _zoom(drawn: MapCanvas, ground_map: GroundMap, finer: float) -> int:
    first, last = ground_map.zooms
    zoom = min(max(math.floor(drawn.ground.zoom + finer), first), last)
    while zoom > first and _count(drawn, zoom) > MOST_TILES:
        zoom -= 1
    return zoom


def _range(drawn: MapCanvas, zoom: int) -> tuple[range, range]:
    width = CIRCUMFERENCE_M / 2**zoom
    west, south, east, north = drawn.ground.box
    half = CIRCUMFERENCE_M / 2
    columns = range(math.floor((west + half) / width), math.floor((east + half) / width) + 1)
    rows = range(
        max(math.floor((half - north) / width), 0), min(math.floor((half - south) / width), 2**zoom - 1) + 1
    )
    return columns, rows


def _count(drawn: MapCanvas, zoom: int) -> int:
    columns, rows = _range(drawn, zoom)
    return len(columns) * len(rows)


def _tiles(drawn: MapCanvas, ground_map: GroundMap, zoom: int) -> Iterator[tuple[_Tile, bytes]]:
    """The tiles of a zoom on this map that there are; none where even the farthest zoom has too many."""
    if _count(drawn, zoom) > MOST_TILES:
        return
    width = CIRCUMFERENCE_M / 2**zoom
    scale = 1 / drawn.ground.metres_a_point
    columns, rows = _range(drawn, zoom)
    for row in rows:
        for column in columns:
            left = column * width - CIRCUMFERENCE_M / 2 - drawn.ground.box[0]
            top = CIRCUMFERENCE_M / 2 - row * width - drawn.ground.box[1]
            place = zoom, column % 2**zoom, row
            try:
                stored = ground_map.tile(*place)
            except (TileError, OSError):
                stored = None
            if stored is not None:
                yield _Tile(place, left * scale, top * scale, width * scale), stored


def _box_on_paper(drawn: MapCanvas, box: tuple[float, float, float, float]) -> Points:
    west, south, east, north = box
    return drawn.ground.on_paper([west, east, east, west, west], [south, south, north, north, south])


def _colour(name: str) -> str:
    return str(getattr(PALETTE, COLOURS.get(name, name)))


def _patch(lines: list[Points], is_closed: bool) -> PathPatch:
    """Rings or lines as one patch."""
    lines = [line for line in lines if len(line) > 1]
    codes = []
    for line in lines:
        part = np.full(len(line), Path.LINETO, dtype=Path.code_type)
        part[0] = Path.MOVETO
        if is_closed:
            part[-1] = Path.CLOSEPOLY
        codes.append(part)
    corners = np.concatenate(lines) if lines else np.empty((0, 2))
    return PathPatch(Path(corners, np.concatenate(codes) if codes else None))
