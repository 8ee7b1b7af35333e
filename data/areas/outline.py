"""The outline of a selection, to draw: where its edges bend on a map they are cut fine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import shapely
from shapely.geometry import mapping

from data.areas.geodesic import TURN, Box, outline_around, outline_around_line
from data.areas.selection import Selection, Shape

STEP_DEGREES: Final = 0.5
"""A straight edge of longitude and latitude so short is straight on a map to the eye."""


@lru_cache(maxsize=256)
def outline_of(selection: Selection) -> Any:
    """The whole of what is selected as one area in degrees; its east may lie beyond 180."""
    metres = selection.km * 1000
    if selection.shape is Shape.CIRCLE:
        return outline_around(*selection.corners[0], metres)
    area = selection.geometry
    wide = outline_around_line(area, metres) if metres else area
    return shapely.segmentize(wide, STEP_DEGREES)


def outline_bounds(selection: Selection) -> Box:
    """West, south, east, north as `data.extent` has them."""
    west, south, east, north = outline_of(selection).bounds
    turn = TURN if west < -TURN / 2 else 0.0
    return west + turn, south, east + turn, north


def outline_geojson(selection: Selection) -> dict[str, Any]:
    """A GeoJSON feature of the outline."""
    rounded = shapely.set_precision(outline_of(selection), 0.00001, mode="pointwise")
    return {"type": "Feature", "properties": {}, "geometry": mapping(rounded)}
