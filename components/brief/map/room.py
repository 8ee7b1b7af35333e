"""What is taken of a map, and where on it lettering still finds room."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from components.brief.map.ground import Box

_DIRECTIONS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


class Room:
    """What is taken of a map: circles, and boxes of lettering."""

    def __init__(
        self, width: float, height: float, places: npt.NDArray[np.float64], reach: npt.NDArray[np.float64]
    ) -> None:
        self.width, self.height, self.places, self.reach = width, height, places, reach
        self.boxes: list[Box] = []

    def take(self, middle: tuple[float, float], half: tuple[float, float]) -> None:
        (x, y), (across, up) = middle, half
        self.boxes.append((x - across, y - up, x + across, y + up))

    def is_free(self, middle: tuple[float, float], half: tuple[float, float], apart: float = 1.5) -> bool:
        """Whether a box lies on the map, clear of circles and of other boxes."""
        (x, y), (across, up) = middle, (half[0] + apart, half[1] + apart)
        if not (across < x < self.width - across and up < y < self.height - up):
            return False
        away = np.maximum(np.abs(self.places - (x, y)) - (across, up), 0)
        if (np.hypot(*away.T) < self.reach).any():
            return False
        if not self.boxes:
            return True
        west, south, east, north = np.array(self.boxes).T
        overlaps = (west < x + across) & (east > x - across) & (south < y + up) & (north > y - up)
        return not overlaps.any()

    def first_free(
        self, anchors: list[tuple[float, float]], half: tuple[float, float], reach: float
    ) -> tuple[float, float] | None:
        """The first place beside an anchor where a box is clear: right, left, above, below, then between."""
        for x, y in anchors:
            for across, up in _DIRECTIONS:
                lean = 1.0 if not (across and up) else 0.72
                middle = x + across * (reach * lean + half[0]), y + up * (reach * lean + half[1])
                if self.is_free(middle, half, apart=0.6):
                    return middle
        return None

    def covering(self, x: float, y: float) -> float:
        """How far the circles reach that cover a place; 0 where none does."""
        covers = np.hypot(*(self.places - (x, y)).T) < self.reach
        return float(self.reach[covers].max(initial=0.0))
