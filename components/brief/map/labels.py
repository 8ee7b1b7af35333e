"""Names on a map: countries, towns and districts, each where it finds room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from components.brief.map.canvas import IDENTITY, MapCanvas
from components.brief.map.room import Room
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, printable, text_width
from components.map.ground.layers import names_in

_HAIR: Final = "\N{HAIR SPACE}"
_ALL_DISTRICTS_ZOOM: Final = 6.0
_MOST_ON_SMALL_MAP: Final = 3
"""Districts that are named on a smaller map: those with the most incidents, of which titles speak."""
_LONGEST_LINE: Final = 0.25
_SHADED_NAME: Final = 0.1
"""How long the line to a name outside its district may be, and how much longer than one that ends in another shaded
district to end in none, as parts of the shorter side of the map.
"""
_WITHIN_POINTS: Final = 2.5
"""How far within its district the line begins, in points."""


def draw_labels(drawn: MapCanvas, on_ground_map: Sequence[tuple[float, float, str]] = ()) -> None:
    """Names in the view's language, the important first; one that finds no room is left out.

    `on_ground_map` are those of a ground map: across and up in points, and the name.
    """
    language = f"name_{drawn.brief.map_names}"
    _draw_country_names(drawn, language)
    names: set[str] = set()
    _draw_town_names(drawn, language, names)
    if drawn.districts is not None:
        _draw_district_names(drawn, language, names, drawn.ground.zoom >= _ALL_DISTRICTS_ZOOM)
    _draw_ground_names(drawn, on_ground_map)


def _draw_ground_names(drawn: MapCanvas, named: Sequence[tuple[float, float, str]]) -> None:
    """Places of a ground map; none that the bundled layers name in some language."""
    size, known = SMALLEST_TEXT, names_in(drawn.brief.dataset) if named else frozenset()
    for x, y, name in named:
        text = printable(name)
        half = _half_size(text, size)
        if name not in known and drawn.room.is_free((x, y), half):
            drawn.room.take((x, y), half)
            drawn.write(x, y, text, size, PALETTE.map_text)


def _draw_country_names(drawn: MapCanvas, language: str) -> None:
    size = drawn.scale.text * 1.08
    frame = shapely.box(0, 0, drawn.ground.width, drawn.ground.height)
    shown = drawn.countries.assign(part=shapely.intersection(drawn.countries.geometry.to_numpy(), frame))
    shown = shown[shapely.area(shown["part"].to_numpy()) > 0.01 * frame.area]
    usual = drawn.ground.on_paper(shown["label_longitude"], shown["label_latitude"])
    for at, (name, part) in enumerate(zip(shown[language], shown["part"], strict=True)):
        text = "\n".join(_HAIR.join(line) for line in _broken(_upper(name, drawn.brief.map_names), 12))
        half = _half_size(text, size)
        if spot := _inside(drawn.room, part, _seen_place(usual[at], part, frame), half):
            drawn.room.take(spot, half)
            drawn.write(*spot, text, size, PALETTE.map_text)


def _seen_place(
    usual: npt.NDArray[np.float64], part: shapely.MultiPolygon, frame: shapely.Polygon
) -> npt.NDArray[np.float64]:
    """Where the name of a country is looked for: its usual place, or the middle of what is seen of it."""
    west, south, east, north = part.bounds
    if part.area > 0.85 * frame.area:
        # It is all around: a corner tells as much and leaves the middle to what is there.
        return np.array([east * 0.14, north * 0.92])
    if west < usual[0] < east and south < usual[1] < north:
        return usual
    return np.array([(west + east) / 2, (south + north) / 2])


def _inside(
    room: Room,
    area: shapely.Geometry,
    usual: npt.NDArray[np.float64],
    half: tuple[float, float],
    is_whole: bool = True,
    apart: float = 1.5,
) -> tuple[float, float] | None:
    """The place nearest to the usual one where a box, or else its middle, lies in an area, clear of everything."""
    west, south, east, north = shapely.bounds(area)
    across, up = np.meshgrid(np.linspace(west, east, 17), np.linspace(south, north, 17))
    spots = np.vstack([usual, np.column_stack([across.ravel(), up.ravel()])])
    lettering = shapely.box(*(spots - half).T, *(spots + half).T) if is_whole else shapely.points(spots)
    shapely.prepare(area)
    spots = spots[shapely.contains(area, lettering)]
    for x, y in spots[np.argsort(np.hypot(*(spots - usual).T), kind="stable")]:
        if room.is_free((float(x), float(y)), half, apart):
            return float(x), float(y)
    return None


def _draw_town_names(drawn: MapCanvas, language: str, names: set[str]) -> None:
    """Towns by their rank and population; a name stands beside the circle that covers its town."""
    size, towns = max(SMALLEST_TEXT, drawn.scale.text * 0.9), drawn.brief.dataset.named_towns
    places = drawn.ground.on_paper(towns.geometry.x, towns.geometry.y)
    is_shown = drawn.ground.holds(places) & (towns["min_zoom"] <= drawn.ground.zoom + 0.5).to_numpy(
        dtype=bool
    )
    shown = towns[is_shown].assign(x=places[is_shown, 0], y=places[is_shown, 1])
    shown = shown.sort_values(["min_zoom", "population"], ascending=[True, False], kind="stable")
    point = 1.9 * drawn.scale.mark
    for x, y, name in zip(shown["x"], shown["y"], shown[language], strict=True):
        text, covered = printable(str(name)), drawn.room.covering(x, y)
        half = _half_size(text, size)
        reach = max(point, covered) + 1.6
        spot = drawn.room.first_free([(x, y)], half, reach)
        if spot is None or (not covered and not drawn.room.is_free((x, y), (point, point), apart=0.3)):
            continue
        if not covered:
            drawn.room.take((x, y), (point, point))
            dot = PathCollection(
                [Path.unit_circle()], offsets=[(x, y)], offset_transform=drawn.axes.transData
            )
            dot.set_sizes([point**2])
            dot.set_transform(IDENTITY)
            drawn.add(dot, facecolor=PALETTE.map_halo, edgecolor=PALETTE.map_quiet_text, linewidth=0.7)
        drawn.room.take(spot, half)
        names.add(text)
        drawn.write(*spot, text, size, PALETTE.map_text)


@dataclass(frozen=True)
class _DistrictName:
    """Lettering of a size in points, half its width and height, and the area that it names."""

    text: str
    size: float
    half: tuple[float, float]
    area: shapely.Geometry
    usual: npt.NDArray[np.float64]

    def write(self, drawn: MapCanvas, spot: tuple[float, float]) -> None:
        drawn.room.take(spot, self.half)
        drawn.write(*spot, self.text, self.size, PALETTE.map_text)

    def is_written_inside(self, drawn: MapCanvas) -> bool:
        """Written within its district, whole or at least with its middle; False where there is no room."""
        for is_whole in (True, False):
            if spot := _inside(drawn.room, self.area, self.usual, self.half, is_whole, apart=4.0):
                self.write(drawn, spot)
                return True
        return False


def _draw_district_names(drawn: MapCanvas, language: str, names: set[str], is_large: bool) -> None:
    """Districts with incidents first; none whose town of the same name already tells where it is.

    Where circles leave no room in a district with incidents, its name stands outside, at the end of a line.
    """
    assert drawn.districts is not None
    size = max(SMALLEST_TEXT, drawn.scale.text * 0.95)
    counts = drawn.brief.summary.districts["incidents"]
    shown = drawn.districts[drawn.districts[language].notna()]
    shown = shown[~shown[language].map(printable).isin(names)]
    incidents = counts.reindex(shown["adm1_iso"]).fillna(0).to_numpy()
    places = drawn.ground.on_paper(shown["label_longitude"], shown["label_latitude"])
    with_incidents: list[_DistrictName] = []
    without: list[_DistrictName] = []
    order = np.argsort(-incidents, kind="stable")
    for at in order if is_large else [at for at in order[:_MOST_ON_SMALL_MAP] if incidents[at]]:
        text = "\n".join(_HAIR.join(line) for line in _broken(str(shown[language].iloc[at]), 14))
        name = _DistrictName(text, size, _half_size(text, size), shown.geometry.iloc[at], places[at])
        (with_incidents if incidents[at] else without).append(name)
    lines: list[shapely.LineString] = []
    shaded = shapely.union_all([name.area for name in with_incidents])
    for name in [name for name in with_incidents if not name.is_written_inside(drawn)]:
        line = _line_outside(drawn, name, lines, shaded)
        if line is not None:
            lines.append(line)
            drawn.draw_leader([(x, y) for x, y in line.coords], is_of_area=True)
            name.write(drawn, (line.coords[-1][0], line.coords[-1][1]))
    for name in without:
        name.is_written_inside(drawn)


def _line_outside(
    drawn: MapCanvas, name: _DistrictName, others: Sequence[shapely.LineString], shaded: shapely.Geometry
) -> shapely.LineString | None:
    """From within a district, in points, to the nearest place outside where its name is clear.

    It crosses neither others nor lettering, and no number in a circle where that can be; None where every such place
    is too far.
    """
    room = drawn.room
    across, up = np.meshgrid(np.linspace(0, room.width, 61), np.linspace(0, room.height, 41))
    spots = np.column_stack([across.ravel(), up.ravel()])
    # Its end is seen to lie in the district, not on its border.
    largest = max(shapely.get_parts(name.area), key=shapely.area)
    core = shapely.buffer(largest, -_WITHIN_POINTS)
    end = _clear_of_circles(drawn, largest if shapely.is_empty(core) else core)
    is_outside = ~shapely.contains_xy(name.area, spots[:, 0], spots[:, 1])
    length = np.atleast_1d(shapely.distance(shapely.points(spots), end))
    side = min(room.width, room.height)
    near = np.flatnonzero(is_outside & (length <= _LONGEST_LINE * side))
    # Rather a little farther away than in another district that has incidents, and so a shade.
    is_shaded = shapely.contains_xy(shaded, spots[near][:, 0], spots[near][:, 1])
    cost = length[near] + is_shaded * _SHADED_NAME * side
    free = [
        spots[at]
        for at in near[np.argsort(cost, kind="stable")]
        if room.is_free((float(spots[at][0]), float(spots[at][1])), name.half, apart=3.0)
    ]
    is_numbered = (drawn.points["incidents"] > 1).to_numpy(dtype=bool)
    numbers = shapely.buffer(shapely.points(drawn.places[is_numbered]), drawn.radii[is_numbered])
    lettering = shapely.union_all([*(shapely.box(*edges) for edges in room.boxes), *others])
    for taken in (shapely.union_all([lettering, *numbers]), lettering):
        for spot in free:
            line = shapely.LineString(
                shapely.get_coordinates(shapely.shortest_line(end, shapely.Point(spot)))
            )
            if not shapely.intersects(line, taken):
                return line
    return None


def _clear_of_circles(drawn: MapCanvas, area: shapely.Geometry) -> shapely.Geometry:
    """The points of an area that no circle covers, a few points apart; the area itself where there is none."""
    west, south, east, north = shapely.bounds(area)
    across, up = np.meshgrid(np.linspace(west, east, 41), np.linspace(south, north, 41))
    spots = np.column_stack([across.ravel(), up.ravel()])
    spots = spots[shapely.contains_xy(area, spots[:, 0], spots[:, 1])]
    seen = [spot for spot in spots if not drawn.room.covering(float(spot[0]), float(spot[1]))]
    return shapely.multipoints(seen) if seen else area


def _half_size(text: str, size: float) -> tuple[float, float]:
    """Half the width and height of lettering in one or more lines."""
    lines = text.split("\n")
    return max(text_width(line, size) for line in lines) / 2, size * (0.5 + 0.6 * (len(lines) - 1))


def _broken(name: str, longest: int) -> list[str]:
    """A name in lines of about this many letters, broken between words."""
    lines = [""]
    for word in printable(name).split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _upper(name: str, language: str) -> str:
    """Capitals as the language writes them: i with its dot, the Armenian ligature as ԵՎ."""
    return (name.replace("i", "İ") if language == "az" else name.replace("և", "ԵՎ")).upper()
