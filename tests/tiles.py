"""Small files of tiles, made in code: vector and raster tiles, PMTiles and MBTiles around them."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from PIL import Image

from data.ground_maps.pmtiles_file import tile_id_of

Tiles = Mapping[tuple[int, int, int], bytes]
"""By zoom, column and row."""
WORLD: Final = (-180.0, -85.0, 180.0, 85.0)


def varint(number: int) -> bytes:
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def geometry(shape: str, points: Sequence[tuple[int, int]]) -> bytes:
    """One point, line or ring as commands and differences."""
    numbers, x, y = [], 0, 0
    for at, (east, south) in enumerate(points):
        if at < 2:
            numbers.append(1 << 3 | 1 if at == 0 else (len(points) - 1) << 3 | 2)
        numbers += [_zigzag(east - x), _zigzag(south - y)]
        x, y = east, south
    if shape == "area":
        numbers.append(1 << 3 | 7)
    return b"".join(map(varint, numbers))


def vector_tile(
    layers: Mapping[str, Sequence[tuple[str, Sequence[tuple[int, int]], Mapping[str, Any]]]],
    extent: int = 4096,
) -> bytes:
    """A vector tile; a feature is its shape (point, line, area), its points, its properties (texts and whole numbers)."""
    return b"".join(field(3, _layer(name, features, extent)) for name, features in layers.items())


def _layer(
    name: str, features: Sequence[tuple[str, Sequence[tuple[int, int]], Mapping[str, Any]]], extent: int
) -> bytes:
    keys: list[str] = []
    values: list[Any] = []
    content = field(15, 2) + field(1, name.encode())
    for shape, points, properties in features:
        tags = []
        for key, value in properties.items():
            keys += [] if key in keys else [key]
            values += [] if value in values else [value]
            tags += [keys.index(key), values.index(value)]
        number = {"point": 1, "line": 2, "area": 3}[shape]
        packed = b"".join(map(varint, tags))
        content += field(2, field(2, packed) + field(3, number) + field(4, geometry(shape, points)))
    content += b"".join(field(3, key.encode()) for key in keys)
    for value in values:
        content += field(4, field(1, value.encode()) if isinstance(value, str) else field(5, value))
    return content + field(5, extent)


def picture(colour: tuple[int, int, int] = (90, 100, 80), side: int = 256, ending: str = "PNG") -> bytes:
    """A raster tile of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, ending)
    return file.getvalue()


TYPES: Final = {"pbf": 1, "png": 2, "jpg": 3, "webp": 4}


def pmtiles(
    tiles: Tiles,
    ending: str = "pbf",
    metadata: Mapping[str, Any] | None = None,
    bounds: tuple[float, float, float, float] = WORLD,
    *,
    has_leaves: bool = False,
    **header: int,
) -> bytes:
    """A PMTiles file; `header` replaces what stands in it: version, inner, outer, type, first, last."""
    outer = header.get("outer", 2 if ending == "pbf" else 1)
    stored = {
        tile_id_of(*place): gzip.compress(content, mtime=0) if outer == 2 else content
        for place, content in tiles.items()
    }
    entries, body = [], b""
    for number in sorted(stored):
        entries.append((number, len(body), len(stored[number]), 1))
        body += stored[number]
    leaves = b""
    root = _directory(entries)
    if has_leaves:
        half = max(len(entries) // 2, 1)
        pointers = []
        for part in (entries[:half], entries[half:]):
            if part:
                leaf = _directory(part)
                pointers.append((part[0][0], len(leaves), len(leaf), 0))
                leaves += leaf
        root = _directory(pointers)
    about = gzip.compress(json.dumps(metadata or {}).encode(), mtime=0)
    places = [127, len(root), 127 + len(root), len(about)]
    places += [sum(places[2:4]), len(leaves), sum(places[2:4]) + len(leaves), len(body)]
    zooms = [zoom for zoom, _column, _row in tiles] or [0]
    west, south, east, north = (round(degrees * 10_000_000) for degrees in bounds)
    start = struct.pack(
        "<7sB11QBBBBBB4iBii",
        b"PMTiles",
        header.get("version", 3),
        *places,
        len(entries),
        len(entries),
        len(entries),
        1,
        header.get("inner", 2),
        outer,
        header.get("type", TYPES.get(ending, 0)),
        header.get("first", min(zooms)),
        header.get("last", max(zooms)),
        west,
        south,
        east,
        north,
        0,
        0,
        0,
    )
    return start + root + about + leaves + body


def _directory(entries: Sequence[tuple[int, int, int, int]]) -> bytes:
    numbers = [len(entries)]
    ids = [entry[0] for entry in entries]
    numbers += [one - before for before, one in zip([0, *ids], ids, strict=False)]
    numbers += [entry[3] for entry in entries]
    numbers += [entry[2] for entry in entries]
    numbers += [entry[1] + 1 for entry in entries]
    return gzip.compress(b"".join(map(varint, numbers)), mtime=0)


def write_mbtiles(path: Path, tiles: Tiles, metadata: Mapping[str, str], *, has_index: bool = True) -> Path:
    """An MBTiles file; its rows are numbered from the south."""
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("create table metadata (name text, value text)")
        rows.execute(
            "create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        if has_index:
            rows.execute("create unique index tile_index on tiles (zoom_level, tile_column, tile_row)")
        rows.executemany("insert into metadata values (?, ?)", list(metadata.items()))
        rows.executemany(
            "insert into tiles values (?, ?, ?, ?)",
            [(zoom, column, 2**zoom - 1 - row, content) for (zoom, column, row), content in tiles.items()],
        )
        rows.commit()
    return path


def village_tile(schema: str = "openmaptiles", name: str = "Suqovuşan") -> bytes:
    """A vector tile with water, wood, buildings, roads and a village in it."""
    ring = [(500, 500), (1500, 500), (1500, 1500), (500, 1500)]
    grove = [(2400, 300), (3700, 300), (3700, 1500), (2400, 1500)]
    houses = [(2000, 2300), (2150, 2300), (2150, 2450), (2000, 2450)]
    road, track = [(0, 2000), (2048, 2048), (4096, 2600)], [(2048, 2048), (2300, 3300), (2200, 4096)]
    names = {"name": name, "name:ru": "Мадагиз", "name:en": name}
    at = [(2048, 2200)]
    if schema == "protomaps":
        return vector_tile(
            {
                "earth": [("area", [(0, 0), (4096, 0), (4096, 4096), (0, 4096)], {"kind": "earth"})],
                "landuse": [("area", grove, {"kind": "forest"})],
                "water": [
                    ("area", ring, {"kind": "lake"}),
                    ("line", [(1500, 1000), (2100, 1900), (2600, 4096)], {"kind": "river"}),
                ],
                "buildings": [("area", houses, {"kind": "building"})],
                "roads": [
                    ("line", road, {"kind": "major_road", "kind_detail": "primary"}),
                    ("line", track, {"kind": "path", "kind_detail": "track"}),
                ],
                "places": [("point", at, {"kind": "locality", "kind_detail": "village", **names})],
            }
        )
    return vector_tile(
        {
            "landcover": [("area", grove, {"class": "wood"})],
            "water": [("area", ring, {"class": "lake"})],
            "waterway": [("line", [(1500, 1000), (2100, 1900), (2600, 4096)], {"class": "river"})],
            "building": [("area", houses, {})],
            "transportation": [("line", road, {"class": "primary"}), ("line", track, {"class": "track"})],
            "place": [("point", at, {"class": "village", **names})],
        }
    )
