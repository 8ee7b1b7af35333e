"""PMTiles, version 3: one file of tiles with directories by tile number (github.com/protomaps/PMTiles, spec/v3).

Read with our own few lines and not with the package `pmtiles`, which unpacks whatever a directory unpacks to.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from data.ground_maps.unpacking import TileError, gunzipped

MAGIC: Final = b"PMTiles"
LARGEST_TILE_BYTES: Final = 5_000_000
_HEADER: Final = struct.Struct("<7sB11QBBBBBB4iBii")
_ROOT_BYTES: Final = 16_384
_LARGEST_DIRECTORY_BYTES: Final = 16_000_000
_MOST_ENTRIES: Final = 1_000_000
_LARGEST_METADATA_BYTES: Final = 4_000_000
_DEEPEST: Final = 3
_COMPRESSIONS: Final = {0: "", 1: "", 2: "gzip", 3: "Brotli", 4: "Zstandard"}
TYPES: Final = {1: "pbf", 2: "png", 3: "jpg", 4: "webp", 5: "avif"}


class _Entry(NamedTuple):
    tile_id: int
    offset: int
    length: int
    run_length: int
    """0 for a directory of further entries."""


@dataclass(frozen=True)
class Header:
    """What stands at the beginning of the file; offsets and lengths in bytes."""

    root: tuple[int, int]
    metadata: tuple[int, int]
    leaves: tuple[int, int]
    tiles: tuple[int, int]
    is_packed: bool
    """Whether directories and metadata are gzip streams."""
    tile_compression: str
    format: str
    """An ending of TYPES; "" for any other."""
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]


class PmtilesFile:
    """A PMTiles file. Each reading opens it anew, so that threads and forked processes share nothing."""

    def __init__(self, path: Path) -> None:
        """Raises TileError for a file that is none, is cut off or contradicts itself; OSError when it cannot be opened."""
        self._path = path.resolve()
        self._size = path.stat().st_size
        self.header = self._read_header()
        self._root = self._directory(*self.header.root)
        self.metadata = self._read_metadata()
        self.zooms = self._actual_zooms()
        self._leaf = lru_cache(maxsize=64)(self._directory)

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """A tile as it is stored; None where there is none. Raises TileError for one that cannot be read."""
        tile_id = tile_id_of(zoom, column, row)
        entries = self._root
        for _depth in range(_DEEPEST + 1):
            at = bisect_right(entries, tile_id, key=lambda entry: entry.tile_id) - 1
            if at < 0:
                return None
            entry = entries[at]
            if entry.run_length:
                return self._content(entry) if tile_id < entry.tile_id + entry.run_length else None
            entries = self._leaf(self.header.leaves[0] + entry.offset, entry.length)
        raise TileError("its directories lead nowhere")

    def _content(self, entry: _Entry) -> bytes:
        if entry.length > LARGEST_TILE_BYTES or entry.offset + entry.length > self.header.tiles[1]:
            raise TileError("a tile lies outside the file or is larger than 5 MB")
        return self._read(self.header.tiles[0] + entry.offset, entry.length)

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._size:
            raise TileError("it is cut off")
        with self._path.open("rb") as file:
            file.seek(offset)
            content = file.read(length)
        if len(content) != length:
            raise TileError("it is cut off")
        return content

    def _read_header(self) -> Header:
        if self._size < _HEADER.size:
            raise TileError("it is cut off")
        parts = _HEADER.unpack(self._read(0, _HEADER.size))
        if parts[0] != MAGIC:
            raise TileError("it is no PMTiles file")
        if parts[1] != 3:
            raise TileError(f"it is PMTiles version {parts[1]}, and version 3 is read")
        places = [(parts[at], parts[at + 1]) for at in (2, 4, 6, 8)]
        for offset, length in places:
            if offset + length > self._size:
                raise TileError(f"it has {self._size:,} bytes where its header names {offset + length:,}")
        inner, outer, tile_type, first, last = parts[14:19]
        if inner not in (1, 2):
            raise TileError("its directories are compressed in a way that is not read; use gzip")
        if outer not in _COMPRESSIONS:
            raise TileError("its tiles are compressed in an unknown way")
        west, south, east, north = (degrees / 1e7 for degrees in parts[19:23])
        root, metadata, leaves, tiles = places
        return Header(
            root=root,
            metadata=metadata,
            leaves=leaves,
            tiles=tiles,
            is_packed=inner == 2,
            tile_compression=_COMPRESSIONS[outer],
            format=TYPES.get(tile_type, ""),
            zooms=(first, last),
            bounds=(west, south, east, north),
        )

    def _directory(self, offset: int, length: int) -> list[_Entry]:
        if length > _LARGEST_DIRECTORY_BYTES:
            raise TileError("a directory is larger than 16 MB")
        content = self._read(offset, length)
        if self.header.is_packed:
            content = gunzipped(content, _LARGEST_DIRECTORY_BYTES)
        return _entries(content)

    def _read_metadata(self) -> dict[str, Any]:
        offset, length = self.header.metadata
        if not length:
            return {}
        if length > _LARGEST_METADATA_BYTES:
            raise TileError("its metadata are larger than 4 MB")
        content = self._read(offset, length)
        if self.header.is_packed:
            content = gunzipped(content, _LARGEST_METADATA_BYTES)
        try:
            metadata = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise TileError("its metadata are no JSON") from error
        return metadata if isinstance(metadata, dict) else {}

    def _actual_zooms(self) -> tuple[int, int]:
        """The zooms of the first and the last tile that the directories name."""
        if not self._root:
            raise TileError("it contains no tiles")
        first, last = self._root[0].tile_id, self._root[-1]
        for _depth in range(_DEEPEST):
            if last.run_length:
                break
            entries = self._directory(self.header.leaves[0] + last.offset, last.length)
            if not entries:
                raise TileError("a directory is empty")
            last = entries[-1]
        return zoom_of(first), zoom_of(last.tile_id + max(last.run_length, 1) - 1)


def _entries(content: bytes) -> list[_Entry]:
    """A directory: its columns stand one after the other, as differences in variable length."""
    numbers = _Varints(content)
    count = numbers.next()
    if count > _MOST_ENTRIES or count > len(content):
        raise TileError("a directory has more entries than it has bytes")
    ids, tile_id = [], 0
    for _number in range(count):
        tile_id += numbers.next()
        ids.append(tile_id)
    runs = [numbers.next() for _number in range(count)]
    lengths = [numbers.next() for _number in range(count)]
    offsets: list[int] = []
    for at in range(count):
        offset = numbers.next()
        if offset == 0 and at == 0:
            raise TileError("a directory begins before the file")
        offsets.append(offset - 1 if offset else offsets[-1] + lengths[at - 1])
    if any(not length for length in lengths):
        raise TileError("a directory names an entry without content")
    return [_Entry(*entry) for entry in zip(ids, offsets, lengths, runs, strict=True)]


class _Varints:
    """Numbers of variable length, one after the other."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def next(self) -> int:
        number = shift = 0
        while True:
            if self._at >= len(self._content) or shift > 63:
                raise TileError("a directory is damaged")
            byte = self._content[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7


def _first_id(zoom: int) -> int:
    """The number of the first tile of a zoom: all tiles of the zooms before it."""
    return int((4**zoom - 1) // 3)


def zoom_of(tile_id: int) -> int:
    """The zoom of a tile number. Raises TileError beyond the numbers that there are."""
    zoom = ((3 * tile_id + 1).bit_length() - 1) // 2
    if zoom > 26:
        raise TileError("it names tiles of a zoom that does not exist")
    return zoom


def tile_id_of(zoom: int, column: int, row: int) -> int:
    """The number of a tile along the Hilbert curve of its zoom."""
    number, x, y = 0, column, row
    half = 2**zoom >> 1
    while half:
        is_east, is_south = int(bool(x & half)), int(bool(y & half))
        number += half * half * ((3 * is_east) ^ is_south)
        if not is_south:
            if is_east:
                x, y = half - 1 - x, half - 1 - y
            x, y = y, x
        half >>= 1
    return _first_id(zoom) + number
