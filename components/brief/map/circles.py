"""The incidents on a map: circles with their rings and numbers, and the selected one's mark."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from matplotlib.collections import PathCollection
from matplotlib.patches import Circle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from components.brief.map.canvas import IDENTITY, MapCanvas
from components.brief.map.layers import areas_patch
from components.brief.map.sheet_text import PALETTE, SMALLEST_TEXT, font_of, text_width
from components.map.legend import RING_PX
from components.theme import outcome_colour
from data.language import number_text, short_number_text

LEAST_VISIBLE: Final = 0.35
"""A circle of which less is to be seen, others being on top of it, gets no number."""

_FARTHER: Final = (0.8, 4.0, 8.0)
"""How far from its circle a number may stand, in points; where all that is taken, it stands on the circle."""

_HALF: Final = Affine2D().scale(0.5)


def draw_chosen(drawn: MapCanvas) -> None:
    """A ring around the selected incident, or a line around its district where it has no place."""
    if drawn.brief.chosen is None:
        return
    dataset, row = drawn.brief.chosen
    incident = dataset.incidents.iloc[row]
    if dataset.has_dot[row]:
        place = drawn.ground.on_paper([incident["longitude"]], [incident["latitude"]])
        at_it = np.hypot(*(drawn.places - place).T) < 0.01
        radius = float(drawn.room.reach[at_it].max(initial=0.0)) + 3 * drawn.scale.mark
        for width, colour in ((4.5, PALETTE.map_halo), (2.5, PALETTE.accent)):
            ring = Circle(place[0], radius)
            drawn.add(ring, fill=False, edgecolor=colour, linewidth=width * drawn.scale.mark)
        return
    districts = dataset.districts[dataset.districts["adm1_iso"] == incident["adm1_iso"]]
    line = {"edgecolor": PALETTE.accent, "linewidth": 2.5 * drawn.scale.mark, "joinstyle": "round"}
    drawn.add(areas_patch(drawn.ground.cut(districts)), fill=False, **line)


def draw_circles(drawn: MapCanvas) -> None:
    """Circles over their casing and ring, each complete before a smaller one comes on top."""
    if drawn.points.empty:
        return
    is_near, pixel = drawn.points["is_near"].to_numpy(dtype=bool), drawn.scale.mark
    colours = [outcome_colour(PALETTE, worst) for worst in drawn.points["worst"]]
    ring = drawn.radii + np.where(is_near, RING_PX, 2.5) * pixel / 2
    casing = drawn.radii + np.where(is_near, RING_PX - 2.5, 2.5) * pixel / 2
    ring_colours = [
        colour if near else PALETTE.map_halo for colour, near in zip(colours, is_near, strict=True)
    ]
    radii = np.column_stack([ring, casing, drawn.radii]).ravel()
    stacked = zip(ring_colours, [PALETTE.map_halo] * len(colours), colours, strict=True)
    _dots(drawn, np.repeat(drawn.places, 3, axis=0), radii, [colour for three in stacked for colour in three])


def _dots(
    drawn: MapCanvas, places: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], colours: list[str]
) -> None:
    # A collection measures in points squared, and a unit circle as its own diameter.
    circle = Path.unit_circle().transformed(_HALF)
    marks = PathCollection(
        [circle], sizes=(2 * radii) ** 2, offsets=places, offset_transform=drawn.axes.transData
    )
    marks.set_transform(IDENTITY)
    drawn.add(marks, facecolor=colours, linewidth=0)


def draw_numbers(drawn: MapCanvas) -> None:
    """How many incidents a circle stands for: in it, or beside it where it is too small or half covered.

    Cells stand close to each other: those that are too small for a number have none.
    """
    size = max(SMALLEST_TEXT, drawn.scale.text * 0.92)
    if drawn.has_cells:
        _write_in_cells(drawn, size)
        return
    for at, incidents in enumerate(drawn.points["incidents"]):
        if incidents < 2:
            continue
        (x, y), text = drawn.places[at], f"{incidents:,}"
        half = text_width(text, size, is_bold=True) / 2, size * 0.37
        smaller = np.hypot(*(drawn.places[at + 1 :] - (x, y)).T) < drawn.radii[at + 1 :] + half[0]
        if _visible_part(drawn, at) < LEAST_VISIBLE:
            continue
        if _is_within(drawn, at, text, size) and not smaller.any():
            _write_inside(drawn, at, text, size)
            continue
        _write_beside(drawn, at, text, half, size)


def _write_in_cells(drawn: MapCanvas, size: float) -> None:
    for at, incidents in enumerate(drawn.points["incidents"].tolist()):
        texts = (number_text(incidents), short_number_text(incidents)) if incidents > 1 else ()
        if text := next((text for text in texts if _is_within(drawn, at, text, size)), ""):
            _write_inside(drawn, at, text, size)


def _is_within(drawn: MapCanvas, at: int, text: str, size: float) -> bool:
    """Whether a number has room in its circle."""
    half = text_width(text, size, is_bold=True) / 2, size * 0.37
    return bool(math.hypot(*half) <= drawn.radii[at] * 1.05)


def _write_inside(drawn: MapCanvas, at: int, text: str, size: float) -> None:
    is_killed = drawn.points["worst"].iloc[at] == "killed"
    colour = PALETTE.on_killed if is_killed else PALETTE.on_injured
    x, y = (float(edge) for edge in drawn.places[at])
    number = Text(x, y, text, fontproperties=font_of(size, is_bold=True), color=colour, parse_math=False)
    drawn.add(number, horizontalalignment="center", verticalalignment="center_baseline")


def _visible_part(drawn: MapCanvas, at: int) -> float:
    """How much of a circle the smaller ones on top of it leave to see, 0 to 1."""
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    unit = np.concatenate([part * np.column_stack([np.cos(turns), np.sin(turns)]) for part in (0.5, 0.9)])
    spots = drawn.places[at] + drawn.radii[at] * unit
    away = np.hypot(*(spots[:, None] - drawn.places[None, at + 1 :]).transpose(2, 0, 1))
    return 1 - float((away < drawn.room.reach[at + 1 :]).any(axis=1).mean())


def _write_beside(drawn: MapCanvas, at: int, text: str, half: tuple[float, float], size: float) -> None:
    """A number in its circle's colour next to it, or at the end of a line where others crowd around."""
    x, y = (float(edge) for edge in drawn.places[at])
    colour = outcome_colour(PALETTE, drawn.points["worst"].iloc[at])
    for farther in _FARTHER:
        spot = drawn.room.first_free([(x, y)], half, float(drawn.room.reach[at]) + farther)
        if spot is None:
            continue
        if farther > 1:
            drawn.draw_leader([(x, y), spot])
        drawn.room.take(spot, (half[0] + 1.5, half[1]))
        drawn.write(*spot, text, size, colour, is_bold=True)
        return
    drawn.write(x, y, text, size, colour, is_bold=True)
