"""Vector tiles (Mapbox Vector Tile 2.1): which layers a tile has, and their features as lines of points.

Read with our own few lines: the packages that do it bring a compiler of protocols, and bound nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from data.ground_maps.unpacking import TileError

Shape = Literal["point", "line", "area"]
_SHAPES: Final[dict[int, Shape]] = {1: "point", 2: "line", 3: "area"}
MOST_NUMBERS: Final = 2_000_000
"""Numbers of the geometries of one tile."""
_MOVE, _LINE, _CLOSE = 1, 2, 7


@dataclass(frozen=True, eq=False)
class Feature:
    """One feature of a layer."""

    shape: Shape
    properties: dict[str, Any]
    parts: list[npt.NDArray[np.float64]]
    """Rings, lines or groups of points, each of shape (points, 2), from 0 to 1 across the tile, from its upper left."""


def layer_names(content: bytes) -> list[str]:
    """The layers of a tile. Raises TileError when it is damaged."""
    return [_name_of(layer) for layer in _layers(content)]


def features_of(content: bytes, layers: frozenset[str]) -> Iterator[tuple[str, Feature]]:
    """The features of the requested layers, each with its layer's name. Raises TileError when it is damaged."""
    left = [MOST_NUMBERS]
    for layer in _layers(content):
        name = _name_of(layer)
        if name in layers:
            for feature in _features(layer, left):
                yield name, feature


def _layers(content: bytes) -> list[list[tuple[int, Any]]]:
    return [
        list(_fields(value)) for number, value in _fields(content) if number == 3 and isinstance(value, bytes)
    ]


def _name_of(layer: list[tuple[int, Any]]) -> str:
    return next((_text(value) for number, value in layer if number == 1), "")


def _features(layer: list[tuple[int, Any]], left: list[int]) -> Iterator[Feature]:
    keys = [_text(value) for number, value in layer if number == 3]
    values = [_value(value) for number, value in layer if number == 4]
    extent = next((value for number, value in layer if number == 5), 4_096)
    if not isinstance(extent, int) or not 1 <= extent <= 1_000_000:
        raise TileError("a layer has no extent")
    for number, value in layer:
        if number == 2:
            yield from _feature(value, keys, values, extent, left)


def _feature(
    value: Any, keys: list[str], values: list[Any], extent: int, left: list[int]
) -> Iterator[Feature]:
    fields = dict(_fields(value)) if isinstance(value, bytes) else {}
    shape = _SHAPES.get(fields.get(3, 0))
    if shape is None:
        return
    tags, numbers = _packed(fields.get(2, b"")), _packed(fields.get(4, b""))
    left[0] -= len(numbers)
    if left[0] < 0:
        raise TileError("it has more points than can be drawn")
    try:
        properties = {keys[key]: values[at] for key, at in zip(tags[::2], tags[1::2], strict=True)}
    except (IndexError, ValueError) as error:
        raise TileError("a feature names a property that its layer does not have") from error
    parts = [np.array(part, dtype=float) / extent for part in _parts(numbers)]
    if parts:
        yield Feature(shape, properties, parts)


def _parts(numbers: list[int]) -> list[list[tuple[int, int]]]:
    """Commands and differences as lines of points; a closed ring ends where it begins."""
    parts: list[list[tuple[int, int]]] = []
    x = y = at = 0
    while at < len(numbers):
        command, count = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if command == _CLOSE:
            if parts and parts[-1]:
                parts[-1].append(parts[-1][0])
            continue
        if command not in (_MOVE, _LINE) or at + 2 * count > len(numbers):
            raise TileError("a geometry is damaged")
        if command == _MOVE or not parts:
            parts.append([])
        for _point in range(count):
            x, y = x + _signed(numbers[at]), y + _signed(numbers[at + 1])
            parts[-1].append((x, y))
            at += 2
    return [part for part in parts if part]


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _packed(content: Any) -> list[int]:
    if not isinstance(content, bytes):
        raise TileError("a feature is damaged")
    numbers, at = [], 0
    while at < len(content):
        number, at = _varint(content, at)
        numbers.append(number)
    return numbers


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while at < len(content) and shift <= 63:
        byte = content[at]
        number |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return number, at
        shift += 7
    raise TileError("a number is damaged")


def _fields(content: bytes) -> Iterator[tuple[int, Any]]:
    """Field numbers of a message of Protocol Buffers, each with a number or bytes."""
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(content, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(content, at)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise TileError("it is no vector tile")
        if at + length > len(content):
            raise TileError("it is cut off")
        yield number, content[at : at + length]
        at += length


def _text(value: Any) -> str:
    if not isinstance(value, bytes):
        raise TileError("a name is damaged")
    return value.decode("utf-8", errors="replace")


def _value(content: Any) -> Any:
    """A property's value: text, number or truth; None where it is of no known kind."""
    if not isinstance(content, bytes):
        raise TileError("a value is damaged")
    for number, value in _fields(content):
        if number == 1:
            return _text(value)
        if number in (2, 3) and isinstance(value, bytes) and len(value) == (4 if number == 2 else 8):
            return struct.unpack("<f" if number == 2 else "<d", value)[0]
        if number in (4, 5) and isinstance(value, int):
            return value - 2**64 if number == 4 and value >= 2**63 else value
        if number == 6 and isinstance(value, int):
            return _signed(value)
        if number == 7:
            return bool(value)
    return None
