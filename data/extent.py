"""The smallest box around places on the globe: its east lies beyond 180° where it crosses the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west from -180 to 180, east not below west."""

_TURN: Final = 360.0


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around boxes; None around none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    wests, souths, easts, norths = zip(*known, strict=True)
    west, east = min(wests), max(easts)
    if east - west > _TURN / 2:
        west, east = _shortest_arc([(box[0], box[2]) for box in known])
    return west, min(souths), east, max(norths)


def around_points(longitudes: npt.NDArray[np.float64], latitudes: npt.NDArray[np.float64]) -> Box | None:
    """The smallest box around points; None around none."""
    if not len(longitudes):
        return None
    west, east = float(longitudes.min()), float(longitudes.max())
    if east - west > _TURN / 2:
        ordered = np.unique(longitudes)
        gaps = np.diff(ordered)
        widest = int(gaps.argmax())
        if gaps[widest] > west + _TURN - east:
            west, east = float(ordered[widest + 1]), float(ordered[widest]) + _TURN
    return west, float(latitudes.min()), east, float(latitudes.max())


def _shortest_arc(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The shortest arc of the equator that holds all spans: all of it but the widest gap between them."""
    ordered = sorted((west if west < 180 else west - _TURN, east - west) for west, east in spans)
    first, reached = ordered[0][0], ordered[0][0] + ordered[0][1]
    widest, begin, end = 0.0, first, reached
    for west, width in ordered[1:]:
        if west - reached > widest:
            widest, begin, end = west - reached, west, reached + _TURN
        reached = max(reached, west + width)
    if first + _TURN - reached >= widest:
        begin, end = first, reached
    return (begin, end) if end - begin < _TURN else (-180.0, 180.0)
