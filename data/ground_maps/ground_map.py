"""One ground map, and those that an atlas offers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol
from urllib.parse import urlsplit

from data.mercator import world_x, world_y

BUNDLED_KEY: Final = "bundled"
"""The key of the ground that ships with the atlas."""
KEY_PATTERN: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CLOSEST_ZOOM: Final = 22

TileKind = Literal["raster", "vector"]
Schema = Literal["openmaptiles", "protomaps", ""]


class TileFile(Protocol):
    """A file of tiles, in the numbering of web maps: row 0 is in the north."""

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """A tile as it is stored; None where the file has none. Raises TileError for one that cannot be read."""


@dataclass(frozen=True)
class GroundMap:
    """A map to stand under the incidents."""

    key: str
    """Names it in addresses."""
    title: str
    attribution: str
    """Plain text; "" where neither file nor host gives one."""
    kind: TileKind
    zooms: tuple[int, int]
    """The first and the last zoom that has tiles."""
    bounds: tuple[float, float, float, float] = (-180.0, -85.0511, 180.0, 85.0511)
    """West, south, east, north in degrees."""
    schema: Schema = ""
    """Of vector tiles; "" where it is not known, which means either."""
    address: str = ""
    """Where the browser loads the tiles, with {z}, {x} and {y}; "" where the atlas serves them from `file`."""
    file: TileFile | None = None
    tag: str = ""
    """Changes with the file."""
    tile_px: int = 256
    """Width of a raster tile on screen."""

    @property
    def origin(self) -> str:
        """The machine that a browser loads the tiles from, as a content policy names it; "" for the atlas itself."""
        if not self.address:
            return ""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """That machine's name; "" for the atlas itself."""
        return urlsplit(self.address).netloc

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """A tile as it is stored; None where there is none. Raises TileError for one that cannot be used."""
        if self.file is None or not self.may_have(zoom, column, row):
            return None
        return self.file.tile(zoom, column, row)

    def may_have(self, zoom: int, column: int, row: int) -> bool:
        """Whether a tile lies in the zooms of this map and in the world."""
        side = 2**zoom if 0 <= zoom <= CLOSEST_ZOOM else 0
        return self.zooms[0] <= zoom <= self.zooms[1] and 0 <= column < side and 0 <= row < side


@dataclass(frozen=True)
class GroundMaps:
    """The ground maps of an atlas; the first is the one shown unless a reader chooses another."""

    maps: tuple[GroundMap, ...] = ()

    def __iter__(self) -> Iterator[GroundMap]:
        return iter(self.maps)

    def __bool__(self) -> bool:
        return bool(self.maps)

    @property
    def default_key(self) -> str:
        """The key of what is shown when an address names nothing."""
        return self.maps[0].key if self.maps else BUNDLED_KEY

    @property
    def opening_key(self) -> str:
        """The same, and "" where there is nothing to choose from."""
        return self.default_key if self.maps else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All that an address may name."""
        return (BUNDLED_KEY, *(each.key for each in self.maps))

    def key_of(self, requested: str) -> str:
        """The key of what is shown for a key in an address: that one, or the default where it is unknown or ""."""
        return requested if requested in self.keys else self.default_key

    def chosen(self, requested: str) -> GroundMap | None:
        """The ground map for a key in an address; None for the bundled ground."""
        return self.find(self.key_of(requested))

    def find(self, key: str) -> GroundMap | None:
        """The ground map of exactly this key."""
        return next((each for each in self.maps if each.key == key), None)

    @property
    def origins(self) -> tuple[str, ...]:
        """The other machines that browsers load tiles from."""
        return tuple(sorted({each.origin for each in self.maps if each.origin}))


NO_GROUND_MAPS: Final = GroundMaps()


def tiles_of(bounds: tuple[float, float, float, float], zoom: int) -> tuple[range, range]:
    """Columns and rows of the tiles of a zoom that touch a box in degrees; columns may lie beyond the antimeridian."""
    west, south, east, north = bounds
    side = 2**zoom
    columns = (math.floor(world_x(degrees) * side) for degrees in (west, east))
    rows = (_row(degrees, side) for degrees in (north, south))
    first, last = columns
    top, bottom = rows
    return range(first, last + 1), range(top, bottom + 1)


def _row(latitude_degrees: float, side: int) -> int:
    return min(math.floor(world_y(latitude_degrees) * side), side - 1)
