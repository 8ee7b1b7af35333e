"""What is drawn of vector tiles in the two schemas that maps of the world come in, on screen and on paper.

OpenMapTiles: openmaptiles.org/schema. Protomaps: docs.protomaps.com/basemaps/layers (kinds are `pmap:kind` before
version 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from data.ground_maps.ground_map import Schema
from data.ground_maps.vector_tile import Shape


@dataclass(frozen=True)
class Part:
    """Features that are drawn alike."""

    drawn_as: str
    """wood | built_up | land | water | waterway | building | track | rail | road | main_road | place."""
    layer: str
    """The layer of the tile."""
    shape: Shape
    attributes: tuple[str, ...] = ()
    """Of these the first that a feature has decides."""
    values: tuple[str, ...] = ()
    """Which values are meant; none for all."""
    first_zoom: float = 0.0
    """From which zoom on it is drawn."""

    def has(self, shape: Shape, properties: dict[str, Any]) -> bool:
        """Whether a feature of the layer is meant."""
        value = next((properties[name] for name in self.attributes if name in properties), None)
        return shape == self.shape and (not self.values or value in self.values)


def _openmaptiles() -> tuple[Part, ...]:
    def part(drawn_as: str, layer: str, shape: Shape, values: str = "", first_zoom: float = 0.0) -> Part:
        return Part(drawn_as, layer, shape, ("class",), tuple(values.split()), first_zoom)

    return (
        part("wood", "landcover", "area", "wood forest"),
        part("built_up", "landuse", "area", "residential suburb neighbourhood commercial industrial"),
        part("water", "water", "area"),
        part("building", "building", "area", first_zoom=13),
        part("waterway", "waterway", "line", "river canal stream", 8),
        part("track", "transportation", "line", "track path", 11.5),
        part("rail", "transportation", "line", "rail", 9),
        part("road", "transportation", "line", "tertiary minor service street", 10.5),
        part("main_road", "transportation", "line", "motorway trunk primary secondary", 5),
        part("place", "place", "point", "city", 5),
        part("place", "place", "point", "town", 8),
        part("place", "place", "point", "village", 10),
        part("place", "place", "point", "hamlet suburb isolated_dwelling quarter neighbourhood", 12.5),
    )


def _protomaps() -> tuple[Part, ...]:
    def part(
        drawn_as: str,
        layer: str,
        shape: Shape,
        values: str = "",
        first_zoom: float = 0.0,
        *,
        detail: bool = False,
    ) -> Part:
        names = ("kind_detail", "pmap:kind_detail", "place") if detail else ("kind", "pmap:kind")
        return Part(drawn_as, layer, shape, names, tuple(values.split()), first_zoom)

    return (
        part("land", "earth", "area"),
        part("wood", "landcover", "area", "forest"),
        part("wood", "landuse", "area", "forest wood"),
        part("built_up", "landuse", "area", "residential urban_area commercial industrial"),
        part("water", "water", "area"),
        part("building", "buildings", "area", first_zoom=13),
        part("waterway", "water", "line", "river canal stream", 8),
        part("waterway", "physical_line", "line", "river canal stream", 8),
        part("track", "roads", "line", "path other", 11.5),
        part("rail", "roads", "line", "rail", 9),
        part("road", "roads", "line", "minor_road medium_road", 10.5),
        part("main_road", "roads", "line", "highway major_road", 5),
        part("place", "places", "point", "city", 5, detail=True),
        part("place", "places", "point", "town", 8, detail=True),
        part("place", "places", "point", "village", 10, detail=True),
        part(
            "place",
            "places",
            "point",
            "hamlet suburb isolated_dwelling quarter neighbourhood",
            12.5,
            detail=True,
        ),
    )


_SCHEMAS: Final = {"openmaptiles": _openmaptiles(), "protomaps": _protomaps()}
AREAS: Final = ("land", "wood", "built_up", "water", "building")
LINES: Final = ("waterway", "track", "rail", "road", "main_road")
"""From below, as they lie over each other."""


def parts_of(schema: Schema) -> tuple[Part, ...]:
    """What is drawn of a schema, from below; of both where it is not known."""
    drawn = _SCHEMAS[schema] if schema else tuple(part for parts in _SCHEMAS.values() for part in parts)
    order = (*AREAS, *LINES, "place")
    return tuple(sorted(drawn, key=lambda part: order.index(part.drawn_as)))


def schema_of(layers: set[str]) -> Schema | None:
    """The schema that tiles with these layers are in, "" for what both of them have; None for another one."""
    if layers & {"transportation", "place", "landcover", "waterway", "building"} and "roads" not in layers:
        return "openmaptiles"
    if layers & {"roads", "places", "earth", "buildings", "landuse"}:
        return "protomaps"
    return "" if "water" in layers else None


def name_keys(language: str) -> tuple[str, ...]:
    """Properties in which a place's name is looked for, the best first."""
    local = (
        ("name:latin", "name_int", "name:en", "name_en", "name") if language in ("en", "az") else ("name",)
    )
    return (f"name:{language}", f"name_{language}", *local, "name:latin", "name:en", "name_en")
