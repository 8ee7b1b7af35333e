"""Which part of the world the map of the coding form shows, and which point a pixel of it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

Point = tuple[float, float]
"""Longitude and latitude."""
WIDEST_DEGREES: Final = 90.0
NARROWEST_DEGREES: Final = 0.02
_MOST_LATITUDE: Final = 80.0
_STEP: Final = 0.25
"""So much of the map a press on an arrow goes on."""
_PARTS: Final = 3


@dataclass(frozen=True)
class View:
    """The middle of the map and how many degrees of longitude it is wide."""

    longitude: float
    latitude: float
    degrees: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "longitude", (self.longitude + 180) % 360 - 180)
        object.__setattr__(self, "latitude", max(-_MOST_LATITUDE, min(_MOST_LATITUDE, self.latitude)))
        object.__setattr__(self, "degrees", max(NARROWEST_DEGREES, min(WIDEST_DEGREES, self.degrees)))

    @property
    def text(self) -> str:
        """As a form sends it."""
        return f"{self.longitude:.6g},{self.latitude:.6g},{self.degrees:.6g}"

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return math.cos(math.radians(self.latitude))

    def bounds(self, width: int, height: int) -> tuple[float, float, float, float]:
        """West, south, east and north of an image of so many pixels."""
        high = self.degrees * height / width * self.narrowing
        west, south = self.longitude - self.degrees / 2, self.latitude - high / 2
        return west, south, west + self.degrees, south + high

    def at(self, x: int, y: int, width: int, height: int) -> Point:
        """The point under a pixel, rounded to about a pixel."""
        west, south, east, north = self.bounds(width, height)
        digits = max(0, min(5, math.ceil(-math.log10(self.degrees / width))))
        longitude = west + (x + 0.5) / width * (east - west)
        latitude = north - (y + 0.5) / height * (north - south)
        return round((longitude + 180) % 360 - 180, digits), round(max(-90.0, min(90.0, latitude)), digits)

    def moved(self, way: str) -> View:
        """The view after a press on one of the buttons; the same for an unknown one."""
        step = self.degrees * _STEP
        ways = {
            "north": replace(self, latitude=self.latitude + step * self.narrowing),
            "south": replace(self, latitude=self.latitude - step * self.narrowing),
            "west": replace(self, longitude=self.longitude - step),
            "east": replace(self, longitude=self.longitude + step),
            "closer": replace(self, degrees=self.degrees / 2),
            "farther": replace(self, degrees=self.degrees * 2),
        }
        return ways.get(way, self)


def view_of(text: str) -> View | None:
    """The view that a form sent; None for what is none."""
    parts = text.split(",")
    if len(parts) != _PARTS:
        return None
    try:
        longitude, latitude, degrees = map(float, parts)
    except ValueError:
        return None
    if not all(map(math.isfinite, (longitude, latitude, degrees))) or abs(longitude) > 1e4:
        return None
    return View(longitude, latitude, degrees)


def view_around(points: list[Point], default: View) -> View:
    """A view of all points with room around them; the default without any."""
    if not points:
        return default
    longitudes, latitudes = [one[0] for one in points], [one[1] for one in points]
    wide = max(max(longitudes) - min(longitudes), 1.5 * (max(latitudes) - min(latitudes)))
    middle = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
    return View(*middle, max(1.6 * wide, 0.8))
