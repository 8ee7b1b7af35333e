"""How ground maps are drawn: vector tiles in the atlas' own quiet style, imagery dimmed.

All ground maps of an atlas are in its style at once, and only the chosen one is visible: Plotly loses its traces when
a map is given another style, and MapLibre loads nothing for layers that are hidden.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from components.theme import FONT, Palette
from data.ground_maps.coverage import covered
from data.ground_maps.ground_map import NO_GROUND_MAPS, GroundMap, GroundMaps
from data.ground_maps.schemas import AREAS, LINES, Part, name_keys, parts_of
from data.tables.layers.districts import NAME_LANGUAGES

WIDTHS: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "waterway": ((8.0, 0.6), (14.0, 2.0)),
    "track": ((11.5, 0.6), (16.0, 1.6)),
    "rail": ((9.0, 0.6), (16.0, 1.6)),
    "road": ((10.5, 0.5), (14.0, 1.8), (18.0, 9.0)),
    "main_road": ((5.0, 0.4), (10.0, 1.5), (14.0, 3.2), (18.0, 14.0)),
}
"""Zooms, each with the width of a line in pixels; on screen and on paper."""
DASHES: Final[dict[str, tuple[float, ...]]] = {"track": (2.5, 1.5), "rail": (4.0, 2.0)}
"""In multiples of a line's width."""
COLOURS: Final = {"waterway": "water"}
"""The palette's colour for what is drawn, where it has another name."""

_NAME_KEYS: Final = ("name", *(f"name:{language}" for language in NAME_LANGUAGES))
_DIMMED: Final = {
    False: {
        "raster-opacity": 0.8,
        "raster-saturation": -0.35,
        "raster-contrast": -0.1,
        "raster-brightness-max": 1.0,
    },
    True: {
        "raster-opacity": 0.85,
        "raster-saturation": -0.45,
        "raster-contrast": -0.1,
        "raster-brightness-max": 0.55,
    },
}
"""How imagery is painted, without and with a dark scheme: circles and names keep their contrast on it."""


@dataclass(frozen=True)
class GroundLayers:
    """What ground maps add to a style, from below."""

    sources: dict[str, Any] = field(default_factory=dict)
    areas: list[dict[str, Any]] = field(default_factory=list)
    """Under shaded districts."""
    lines: list[dict[str, Any]] = field(default_factory=list)
    """Over them, so that roads are seen in every district."""
    names: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class ShownGround:
    """The ground maps of a page, and which of them it shows."""

    maps: GroundMaps = NO_GROUND_MAPS
    key: str = ""
    """"" for the one shown first."""
    base: str = ""
    """The address of the atlas, without a slash at its end: addresses of tiles have to be absolute."""


def ground_layers(
    shown: ShownGround, palette: Palette, language: str, named: Collection[str]
) -> GroundLayers:
    """The layers of all ground maps, of which the chosen one is visible.

    `named` are places that the bundled layers name already: one place has one spelling on a page.
    """
    layers = GroundLayers()
    chosen = shown.maps.key_of(shown.key)
    for each in shown.maps:
        draw = _Drawing(each, palette, each.key == chosen)
        layers.sources[draw.source] = _source(each, shown.base)
        if each.kind == "raster":
            layers.areas.append(draw.imagery())
            continue
        layers.sources[f"{draw.source}-land"] = {"type": "geojson", "data": _land(each)}
        layers.areas.append(draw.land())
        parts = parts_of(each.schema)
        layers.areas.extend(draw.area(at, part) for at, part in enumerate(parts) if part.drawn_as in AREAS)
        layers.lines.extend(draw.line(at, part) for at, part in enumerate(parts) if part.drawn_as in LINES)
        places = [part for part in parts if part.drawn_as == "place"]
        for name in dict.fromkeys(part.layer for part in places):
            layers.names.append(draw.names([part for part in places if part.layer == name], language, named))
    return layers


@dataclass(frozen=True)
class _Drawing:
    """One ground map being drawn."""

    ground_map: GroundMap
    palette: Palette
    is_shown: bool

    @property
    def source(self) -> str:
        return f"ground-map-{self.ground_map.key}"

    def _layer(self, name: str, drawn_as: str, paint: dict[str, Any], **more: Any) -> dict[str, Any]:
        layout = {**more.pop("layout", {}), "visibility": "visible" if self.is_shown else "none"}
        layer = {
            "id": f"{self.source}-{name}",
            "type": drawn_as,
            "source": self.source,
            "paint": paint,
            "layout": layout,
        }
        return layer | more

    def imagery(self) -> dict[str, Any]:
        is_dark = int(self.palette.land[1:3], 16) < 128
        return self._layer("tiles", "raster", {**_DIMMED[is_dark], "raster-fade-duration": 0})

    def land(self) -> dict[str, Any]:
        paint = {"fill-color": self.palette.land, "fill-antialias": False}
        return self._layer("land", "fill", paint, source=f"{self.source}-land")

    def area(self, at: int, part: Part) -> dict[str, Any]:
        paint = {"fill-color": _colour(self.palette, part), "fill-antialias": False}
        return self._of_part(at, part, "fill", paint, "Polygon")

    def line(self, at: int, part: Part) -> dict[str, Any]:
        widths = [number for pair in WIDTHS[part.drawn_as] for number in pair]
        paint = {
            "line-color": _colour(self.palette, part),
            "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], *widths],
        }
        if part.drawn_as in DASHES:
            paint["line-dasharray"] = [*DASHES[part.drawn_as]]
        layout = {"line-cap": "butt" if part.drawn_as in DASHES else "round", "line-join": "round"}
        return self._of_part(at, part, "line", paint, "LineString", layout=layout)

    def _of_part(
        self, at: int, part: Part, drawn_as: str, paint: dict[str, Any], geometry: str, **more: Any
    ) -> dict[str, Any]:
        of_geometry = ["in", ["geometry-type"], ["literal", [geometry, f"Multi{geometry}"]]]
        settings: dict[str, Any] = {
            "source-layer": part.layer,
            "filter": ["all", of_geometry, *_conditions(part)],
        }
        if part.first_zoom:
            settings["minzoom"] = part.first_zoom
        return self._layer(f"{part.drawn_as}-{at}", drawn_as, paint, **settings, **more)

    def names(self, parts: list[Part], language: str, named: Collection[str]) -> dict[str, Any]:
        """Names of places from one layer of the tiles."""
        shown = [["all", *_conditions(part), [">=", ["zoom"], part.first_zoom]] for part in parts]
        is_named = ["any", *(["in", ["get", key], ["var", "named"]] for key in _NAME_KEYS)]
        unlike = [["let", "named", ["literal", sorted(named)], ["!", is_named]]] if named else []
        order = [
            "case",
            *(part for at, each in enumerate(parts) for part in (["all", *_conditions(each)], at)),
            99,
        ]
        layout = {
            "text-field": _name(language),
            "text-font": [FONT],
            "text-size": 11,
            "text-padding": 3,
            "text-max-width": 8,
            "symbol-sort-key": order,
        }
        paint = {
            "text-color": self.palette.map_text,
            "text-halo-color": self.palette.map_halo,
            "text-halo-width": 1.4,
        }
        settings = {"source-layer": parts[0].layer, "filter": ["all", ["any", *shown], *unlike], "minzoom": 5}
        return self._layer(f"names-{parts[0].layer}", "symbol", paint, layout=layout, **settings)


def _colour(palette: Palette, part: Part) -> str:
    return str(getattr(palette, COLOURS.get(part.drawn_as, part.drawn_as)))


def _conditions(part: Part) -> list[Any]:
    if not part.values:
        return []
    value = ["coalesce", *(["get", name] for name in part.attributes)]
    return [["in", value, ["literal", [*part.values]]]]


def _name(language: str) -> list[Any]:
    """A place's name in a language, or one that the map can write: it joins no letters from right to left."""
    cases: list[Any] = []
    for key in dict.fromkeys(name_keys(language)):
        text = ["to-string", ["get", key]]
        cases += [["all", ["has", key], ["is-supported-script", text]], text]
    return ["case", *cases, ""]


def _source(ground_map: GroundMap, base: str) -> dict[str, Any]:
    address = (
        ground_map.address or f"{base}/map/ground/{ground_map.key}/{{z}}/{{x}}/{{y}}?made={ground_map.tag}"
    )
    source: dict[str, Any] = {
        "type": ground_map.kind,
        "tiles": [address],
        "minzoom": ground_map.zooms[0],
        "maxzoom": ground_map.zooms[1],
        "bounds": [*ground_map.bounds],
    }
    return source | ({"tileSize": ground_map.tile_px} if ground_map.kind == "raster" else {})


@lru_cache(maxsize=32)
def _land(ground_map: GroundMap) -> dict[str, Any]:
    """Land wherever a map of vector tiles has any: what is not water in them is land, whatever is known of it elsewhere."""
    rings = [
        [[[west, south], [east, south], [east, north], [west, north], [west, south]]]
        for west, south, east, north in covered(ground_map)
    ]
    return {"type": "MultiPolygon", "coordinates": rings}
