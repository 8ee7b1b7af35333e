"""A selection in space as an address carries it: a circle, a box, a polygon or a line, and a distance around it.

| text | what it selects |
|---|---|
| `circle:39.6003,47.1431,10` | within 10 km of a point (latitude, longitude) |
| `box:39,46,40,47.5` | south, west, north, east; west above east goes over the antimeridian |
| `polygon:BE…` | inside the corners, as a flexible polyline |
| `polygon:BE…,5` | inside or within 5 km |
| `line:BE…,2` | within 2 km of the line |

`,possible` at the end also matches what is only possibly inside. Corners may be written out too, "latitude longitude"
with commas between: `polygon:39 46,40 46,40 47.5`. Edges are straight in longitude and latitude, as in GeoJSON.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from data.areas.flexible_polyline import DECIMALS, Corner, decoded, encoded
from data.areas.geodesic import ELLIPSOID, TURN
from data.errors import FilterError
from data.language import _, number_text

KEY: Final = "within"
"""The query key."""
POSSIBLE: Final = "possible"
LONGEST_TEXT: Final = 6_000
"""Characters."""
MOST_CORNERS: Final = 200
MOST_KM: Final = 1_000.0
LEAST_KM: Final = 0.01
MOST_LENGTH_KM: Final = 3_000
"""Of a line, or of the edge of a polygon, within a distance of which something is selected."""
MOST_LATITUDE: Final = 85.0
"""Where the map ends."""
WIDEST: Final = 180.0
"""Degrees of longitude of a polygon or a line."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:e-\d{1,2})?", re.ASCII)
"""Of any size, so that one that is too large is refused with the sentence on its limit."""


class Shape(StrEnum):
    """What is selected."""

    CIRCLE = "circle"
    BOX = "box"
    POLYGON = "polygon"
    LINE = "line"


@dataclass(frozen=True)
class Selection:
    """Part of the globe; equal ones are written alike. Impossible ones raise a FilterError of one sentence."""

    shape: Shape
    corners: tuple[Corner, ...]
    """Longitude and latitude in degrees with four decimals: the circle's middle, the box's south-west and north-east, the
    polygon's corners without the first again, the line's."""
    km: float = 0.0
    """Distance along the ellipsoid from the middle, the line or the polygon's edge that still belongs to it."""
    takes_possible: bool = False
    """Whether a filter also matches what is possibly inside."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "corners", tuple(_rounded(*corner) for corner in self.corners))
        object.__setattr__(self, "km", round(float(self.km), 2))
        _check_globe(self)
        if self.shape in (Shape.POLYGON, Shape.LINE):
            object.__setattr__(self, "corners", _without_repeats(self.corners, self.shape))
        _CHECKS[self.shape](self)

    def __str__(self) -> str:
        if self.shape in (Shape.CIRCLE, Shape.BOX):
            parts = [f"{degree:.{DECIMALS}f}" for corner in self.corners for degree in reversed(corner)]
            parts = [re.sub(r"\.?0+$", "", part) for part in parts]
        else:
            parts = [encoded(self.corners)]
        if self.km:
            parts.append(f"{self.km:.10g}")
        return f"{self.shape}:{','.join([*parts, POSSIBLE] if self.takes_possible else parts)}"

    @cached_property
    def geometry(self) -> BaseGeometry:
        """Point, polygon or line without its distance, in degrees; the east may lie beyond 180, never the west below -180."""
        if self.shape is Shape.CIRCLE:
            return shapely.Point(self.corners[0])
        if self.shape is Shape.BOX:
            (west, south), (east, north) = self.corners
            return shapely.box(west, south, east if east > west else east + TURN, north)
        corners = unwrapped(self.corners)
        return shapely.Polygon(corners) if self.shape is Shape.POLYGON else shapely.LineString(corners)


def read_selection(text: str) -> Selection:
    """The selection of an address; raises FilterError with one sentence for a text that is none."""
    name, _colon, rest = text.strip().partition(":")
    if name not in set(Shape):
        sentence = _(
            "“{value}” is not a selection; write circle:latitude,longitude,kilometres, box:south,west,north,east,"
            " polygon:… or line:…,kilometres."
        )
        raise FilterError(KEY, sentence.format(value=_shown(text)))
    if len(text) > LONGEST_TEXT:
        raise _too_many()
    shape, parts = Shape(name), [part.strip() for part in rest.split(",")]
    takes_possible = parts[-1] == POSSIBLE
    parts = parts[:-1] if takes_possible else parts
    if shape in (Shape.CIRCLE, Shape.BOX):
        corners, km = _read_numbers(shape, parts)
    else:
        corners, km = _read_corners(shape, parts)
        if shape is Shape.LINE and len(parts) == (len(corners) if " " in parts[0] else 1):
            sentence = _(
                "“{area}” is a line, which has no inside; write within how many km of it, as {area},2."
            )
            raise FilterError(KEY, sentence.format(area=_shown(f"{shape}:{','.join(parts)}")))
    return Selection(shape, corners, km, takes_possible)


def unwrapped(corners: Sequence[Corner]) -> list[Corner]:
    """The corners with longitudes counted on over the antimeridian, the westernmost from -180 to 180."""
    found = [corners[0]]
    for longitude, latitude in corners[1:]:
        turns = round((found[-1][0] - longitude) / TURN) * TURN
        found.append((longitude + turns, latitude))
    west = min(longitude for longitude, _latitude in found)
    turn = math.floor((west + TURN / 2) / TURN) * TURN
    return [(longitude - turn, latitude) for longitude, latitude in found]


def _read_numbers(shape: Shape, parts: list[str]) -> tuple[tuple[Corner, ...], float]:
    length = 3 if shape is Shape.CIRCLE else 4
    if len(parts) != length:
        example = "circle:39.6003,47.1431,10" if shape is Shape.CIRCLE else "box:39,46,40,47.5"
        sentence = _("“{value}” has {number} numbers; write it as {example}.")
        value = _shown(f"{shape}:{','.join(parts)}")
        raise FilterError(KEY, sentence.format(value=value, number=len(parts), example=example))
    numbers = [_number(part) for part in parts]
    if shape is Shape.CIRCLE:
        return ((numbers[1], numbers[0]),), numbers[2]
    return ((numbers[1], numbers[0]), (numbers[3], numbers[2])), 0.0


def _read_corners(shape: Shape, parts: list[str]) -> tuple[tuple[Corner, ...], float]:
    """Corners written out have a space in each, or are one text without; what follows is the distance."""
    written = [part for part in parts if len(part.split()) == 2]
    rest = parts[len(written) :]
    if parts[: len(written)] != written or len(rest) > 1 + (not written):
        sentence = _("The corners of “{value}” cannot be read; write each as latitude and longitude.")
        raise FilterError(KEY, sentence.format(value=_shown(f"{shape}:{','.join(parts)}")))
    if written:
        pairs = [[_number(degree) for degree in part.split()] for part in written[: MOST_CORNERS + 2]]
        corners = [(longitude, latitude) for latitude, longitude in pairs]
    else:
        try:
            corners = decoded(rest.pop(0))
        except ValueError as error:
            sentence = _("The corners of “{value}” cannot be read; draw the selection again.")
            raise FilterError(KEY, sentence.format(value=_shown(f"{shape}:{','.join(parts)}"))) from error
    return tuple(corners), _number(rest[0]) if rest else 0.0


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        sentence = _("“{value}” is not a number of degrees or kilometres; write it as 39.6003.")
        raise FilterError(KEY, sentence.format(value=_shown(text)))
    return float(text)


def _rounded(longitude: float, latitude: float) -> Corner:
    """With DECIMALS, and without -0."""
    return round(longitude, DECIMALS) + 0.0, round(latitude, DECIMALS) + 0.0


def _check_globe(selection: Selection) -> None:
    for longitude, latitude in selection.corners:
        if not (abs(longitude) <= TURN / 2 and abs(latitude) <= 90):
            sentence = _("{latitude}, {longitude} is not on the globe; write latitude, then longitude.")
            numbers = {"latitude": f"{latitude:.10g}", "longitude": f"{longitude:.10g}"}
            raise FilterError(KEY, sentence.format(**numbers))
        if abs(latitude) > MOST_LATITUDE:
            raise _at_a_pole()
    needs_km = selection.shape in (Shape.CIRCLE, Shape.LINE)
    if (needs_km or selection.km) and not LEAST_KM <= selection.km <= MOST_KM:
        sentence = _("{km} km is not a distance to select by; write one from {least} to {most} km.")
        numbers = {"km": f"{selection.km:.10g}", "least": f"{LEAST_KM:g}", "most": number_text(MOST_KM)}
        raise FilterError(KEY, sentence.format(**numbers))
    # A degree of latitude is nowhere shorter.
    high = selection.km / 110.5
    if any(abs(latitude) + high > MOST_LATITUDE + 0.5 for _longitude, latitude in selection.corners):
        raise _at_a_pole()


def _check_circle(selection: Selection) -> None:
    """Its middle and distance are checked like all others."""


def _check_box(selection: Selection) -> None:
    (west, south), (east, north) = selection.corners
    if south >= north or west == east:
        sentence = _("The rectangle is empty; write it as south, west, north, east.")
        raise FilterError(KEY, sentence)


def _check_polygon(selection: Selection) -> None:
    corners = selection.corners
    if len(set(corners)) < 3:
        raise FilterError(KEY, _("The polygon has fewer than three corners; add the others."))
    _check_width(selection)
    if round(sum(_step(*pair) for pair in pairwise((*corners, corners[0]))) / TURN):
        raise _at_a_pole()
    area = shapely.Polygon(unwrapped(corners))
    if not area.is_valid:
        where = re.search(r"\[(\S+) (\S+)\]", explain_validity(area))
        place = f"{float(where[2]):.2f}, {_on_globe(float(where[1])):.2f}" if where else ""
        sentence = _("The outline of the polygon crosses or touches itself near {place}; move a corner.")
        raise FilterError(KEY, sentence.format(place=place))
    _check_length(selection)


def _check_line(selection: Selection) -> None:
    if len(set(selection.corners)) < 2:
        raise FilterError(KEY, _("The line has a single point; add another, or draw a circle."))
    _check_width(selection)
    _check_length(selection)


def _check_width(selection: Selection) -> None:
    if len(selection.corners) > MOST_CORNERS:
        raise _too_many()
    steps = [abs(_step(*pair)) for pair in pairwise(selection.corners)]
    longitudes = [longitude for longitude, _latitude in unwrapped(selection.corners)]
    if max(steps) >= WIDEST or max(longitudes) - min(longitudes) >= WIDEST:
        sentence = _("The selection reaches around half of the globe or more; draw a box, or a smaller one.")
        raise FilterError(KEY, sentence)


def _check_length(selection: Selection) -> None:
    if not selection.km:
        return
    ring = [*selection.corners, *([selection.corners[0]] if selection.shape is Shape.POLYGON else [])]
    longitudes, latitudes = zip(*ring, strict=True)
    if ELLIPSOID.line_length(longitudes, latitudes) > MOST_LENGTH_KM * 1000:
        sentence = _("The line is longer than {most} km; draw a shorter one, or an area without a distance.")
        raise FilterError(KEY, sentence.format(most=number_text(MOST_LENGTH_KM)))


_CHECKS: Final = {
    Shape.CIRCLE: _check_circle,
    Shape.BOX: _check_box,
    Shape.POLYGON: _check_polygon,
    Shape.LINE: _check_line,
}


def _step(one: Corner, other: Corner) -> float:
    """Degrees eastward from one corner to the next, by the shorter way."""
    return (other[0] - one[0] + TURN / 2) % TURN - TURN / 2


def _without_repeats(corners: tuple[Corner, ...], shape: Shape) -> tuple[Corner, ...]:
    distinct = [one for before, one in pairwise((None, *corners)) if one != before]
    if shape is Shape.POLYGON and len(distinct) > 1 and distinct[-1] == distinct[0]:
        distinct.pop()
    return tuple(one for one in distinct if one is not None)


def _on_globe(longitude: float) -> float:
    return (longitude + TURN / 2) % TURN - TURN / 2


def _too_many() -> FilterError:
    sentence = _("The selection has more than {most} corners; draw it with fewer.")
    return FilterError(KEY, sentence.format(most=MOST_CORNERS))


def _at_a_pole() -> FilterError:
    sentence = _("The selection reaches a pole or lies beyond {most}° north or south, where the map ends.")
    return FilterError(KEY, sentence.format(most=f"{MOST_LATITUDE:g}"))


def _shown(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"
