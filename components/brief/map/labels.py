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
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, printable, text_width
from components.map.callouts import ALL_DISTRICTS_ZOOM, MOST_ON_SMALL_MAP, Line, Taken, callout, inside
from components.map.ground.layers import names_in

_HAIR: Final = "\N{HAIR SPACE}"


def draw_labels(drawn: MapCanvas, on_ground_map: Sequence[tuple[float, float, str]] = ()) -> None:
    """Names in the view's language, the important first; one that finds no room is left out.

    `on_ground_map` are those of a ground map: across and up in points, and the name.
    """
    language = f"name_{drawn.brief.map_names}"
    _draw_country_names(drawn, language)
    names: set[str] = set()
    _draw_town_names(drawn, language, names)
    if drawn.districts is not None:
        _draw_district_names(drawn, language, names, drawn.ground.zoom >= ALL_DISTRICTS_ZOOM)
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
        seen_at = _seen_place(usual[at], part, frame)
        if spot := inside(part, seen_at, half, _size(drawn), _taken(drawn)):
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

    def is_written_inside(self, drawn: MapCanvas, others: shapely.Geometry) -> bool:
        """Written within its district, and hardly in others with incidents; False where there is no room."""
        spot = inside(self.area, self.usual, self.half, _size(drawn), _taken(drawn), others)
        if spot is not None:
            self.write(drawn, spot)
        return spot is not None


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
    for at in order if is_large else [at for at in order[:MOST_ON_SMALL_MAP] if incidents[at]]:
        text = "\n".join(_HAIR.join(line) for line in _broken(str(shown[language].iloc[at]), 14))
        name = _DistrictName(text, size, _half_size(text, size), shown.geometry.iloc[at], places[at])
        (with_incidents if incidents[at] else without).append(name)
    lines: list[Line] = []
    # Those, too, that a small map does not name: a name in one of them would be read as its own.
    shaded = [shown.geometry.iloc[at] for at in np.flatnonzero(incidents)]
    left = []
    for name in with_incidents:
        others = shapely.union_all([area for area in shaded if not area.equals(name.area)])
        if not name.is_written_inside(drawn, others):
            left.append((name, others))
    for name, others in left:
        place = callout(name.area, others, name.half, _size(drawn), _taken(drawn, lines))
        if place is not None:
            lines.append(place.line)
            drawn.draw_leader([place.line[:2], place.line[2:]], is_of_area=True)
            name.write(drawn, (place.x, place.y))
    everywhere = shapely.union_all(shaded)
    for name in without:
        name.is_written_inside(drawn, everywhere)


def _size(drawn: MapCanvas) -> tuple[float, float]:
    return drawn.room.width, drawn.room.height


def _taken(drawn: MapCanvas, lines: Sequence[Line] = ()) -> Taken:
    room = drawn.room
    circles = np.column_stack([room.places, room.reach])
    is_numbered = (drawn.points["incidents"] > 1).to_numpy(dtype=bool)
    return Taken(circles, circles[is_numbered], room.boxes, lines)


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
