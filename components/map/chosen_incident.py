"""The selected incident on the map: its circle in a ring, or its district outlined."""

from __future__ import annotations

from typing import Any, Final

from components.map.figure import CHOSEN_DISTRICT, CHOSEN_POINT
from components.map.legend import RING_PX, SMALLEST_PX, diameters
from components.theme import Palette, outcome_colour
from data.filters.on_map.level_of_detail import needs_a_view
from data.filters.summary import Summary
from data.language import number_text
from data.tables.dataset import Dataset

_HALO_PX: Final = (21.0, 14.0)
"""The ring around the selected incident is this much wider than its circle, on its outside and its inside."""


def write_selection(
    change: Any, summary: Summary, dataset: Dataset, rows: list[int], palette: Palette
) -> None:
    """Write the selection into a patch: the incident's circle over all others, in a ring, or an outline of its district when
    it has no dot. `dataset` has the selected incidents at the positions `rows`.
    """
    with_dot = [row for row in rows if dataset.has_dot[row]][:1]
    in_district = [row for row in rows if dataset.is_drawn[row] and not dataset.has_dot[row]][:1]
    shown = _matching_point(summary, dataset, with_dot[0]) if with_dot else None
    circles = _chosen_circles(shown, palette) if with_dot else []
    point = change["data"][CHOSEN_POINT]
    for axis, name in (("lon", "longitude"), ("lat", "latitude")):
        point[axis] = (
            [float(dataset.incidents[name].iloc[with_dot[0]])] * len(circles) if with_dot else [None]
        )
    point["marker"]["size"] = [size for size, _colour in circles] or [0]
    point["marker"]["color"] = [colour for _size, colour in circles] or [palette.accent]
    number = int(shown["incidents"]) if shown is not None else 1
    point["text"] = [*[""] * (len(circles) - 1), number_text(number) if number > 1 else ""]
    is_killed = shown is not None and shown["worst"] == "killed"
    point["textfont"]["color"] = palette.on_killed if is_killed else palette.on_injured
    chosen = set(dataset.incidents["adm1_iso"].iloc[in_district])
    codes = summary.dataset.shaded_districts
    change["data"][CHOSEN_DISTRICT]["z"] = [1 if code in chosen else None for code in codes]
    change["data"][CHOSEN_DISTRICT]["marker"]["line"]["color"] = palette.accent


def _chosen_circles(shown: dict[Any, Any] | None, palette: Palette) -> list[tuple[float, str]]:
    """Diameter and colour, from below: a ring around an incident and, where it is drawn for itself, its circle again, which
    is `shown`.
    """
    size = SMALLEST_PX if shown is None else float(diameters(shown["casualties"]))
    colour = palette.accent if shown is None else outcome_colour(palette, shown["worst"])
    outside, inside = _HALO_PX
    halo = [(size + outside, palette.accent), (size + inside, palette.map_halo)]
    is_near = shown is not None and bool(shown["is_near"])
    ring = [(size + RING_PX, colour), (size + RING_PX - 2.5, palette.map_halo)] if is_near else []
    return [*halo, *ring, (size, colour)]


def _matching_point(summary: Summary, dataset: Dataset, row: int) -> dict[Any, Any] | None:
    """The circle at an incident's point, where incidents are drawn for themselves and one there matches."""
    if needs_a_view(summary):
        return None
    points = summary.points
    longitude, latitude = (float(dataset.incidents[name].iloc[row]) for name in ("longitude", "latitude"))
    is_here = (points["longitude"] == longitude) & (points["latitude"] == latitude)
    return next(iter(points[is_here].to_dict("records")), None)


def box_of(dataset: Dataset, row: int) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees of an incident's dot or district; None where it is not on the map."""
    if dataset.has_dot[row]:
        longitude, latitude = (float(dataset.incidents[name].iloc[row]) for name in ("longitude", "latitude"))
        return longitude, latitude, longitude, latitude
    return (
        dataset.district_boxes.get(str(dataset.incidents["adm1_iso"].iloc[row]))
        if dataset.is_drawn[row]
        else None
    )
