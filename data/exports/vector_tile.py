"""Vector tiles (Mapbox Vector Tile 2.1) written: layers of points or areas with their properties.

Written with our own few lines, as `data.ground_maps.vector_tile` reads them: the package that does it needs a compiler
of protocols and a clipper of polygons beside shapely, and takes a feature at a time.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

EXTENT: Final = 4_096
"""Units across a tile, from its upper left."""
CONTENT_TYPE: Final = "application/vnd.mapbox-vector-tile"

_POINT, _AREA = 1, 3
_MOVE, _LINE, _CLOSE = 1, 2, 7
_VERSION: Final = 2

Units = npt.NDArray[np.int64]
"""Places in a tile, shape (points, 2)."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a tile."""

    name: str
    places: Sequence[Units | Sequence[Units]]
    """Of each feature: its points, or the rings of its areas, each without the point that closes it; an outer ring goes
    clockwise on the screen, the holes within it follow it the other way round.
    """
    properties: pd.DataFrame
    """One row a feature. What is missing, or an empty text, is left out of it."""


def tile_of(layers: Sequence[Layer]) -> bytes:
    """The bytes of a tile; empty without a layer that has features."""
    return b"".join(_bytes_field(3, _layer(layer)) for layer in layers if len(layer.places))


def _layer(layer: Layer) -> bytes:
    tags, values = _tags(layer.properties)
    features = (
        _bytes_field(2, _feature(places, np.array(of_feature, dtype=np.int64)))
        for places, of_feature in zip(layer.places, tags, strict=True)
    )
    return b"".join(
        [
            _bytes_field(1, layer.name.encode()),
            *features,
            *(_bytes_field(3, str(name).encode()) for name in layer.properties.columns),
            *(_bytes_field(4, value) for value in values),
            _number_field(5, EXTENT),
            _number_field(15, _VERSION),
        ]
    )


def _tags(properties: pd.DataFrame) -> tuple[list[list[int]], list[bytes]]:
    """Of each row the positions of its columns and values, in turn; and the values, each once."""
    tags: list[list[int]] = [[] for _row in range(len(properties))]
    positions: dict[bytes, int] = {}
    for key, name in enumerate(properties.columns):
        codes, found = pd.factorize(properties[name])
        at = [_position(positions, value) for value in found.tolist()]
        for of_row, code in zip(tags, codes.tolist(), strict=True):
            if code >= 0 and at[code] is not None:
                of_row.extend((key, at[code]))
    return tags, list(positions)


def _position(positions: dict[bytes, int], value: Any) -> Any:
    """Where a value stands among those of a layer; None for an empty text."""
    return None if value == "" else positions.setdefault(_value(value), len(positions))


def _value(value: Any) -> bytes:
    if isinstance(value, bool):
        return _number_field(7, int(value))
    if isinstance(value, int):
        return _number_field(5, value) if value >= 0 else _number_field(6, -2 * value - 1)
    if isinstance(value, float):
        return _varint(3 << 3 | 1) + struct.pack("<d", value)
    return _bytes_field(1, str(value).encode("utf-8", "replace"))


def _feature(places: Units | Sequence[Units], tags: Units) -> bytes:
    is_point = isinstance(places, np.ndarray)
    numbers = _commands([places] if isinstance(places, np.ndarray) else places, is_point=is_point)
    shape = _number_field(3, _POINT if is_point else _AREA)
    return _bytes_field(2, _packed(tags)) + shape + _bytes_field(4, _packed(numbers))


def _commands(parts: Sequence[Units], *, is_point: bool) -> Units:
    """Commands and differences of the points, or of one ring after the other."""
    numbers: list[Units] = []
    last = np.zeros((1, 2), dtype=np.int64)
    for part in parts:
        steps = np.diff(part, axis=0, prepend=last)
        signed = ((steps << 1) ^ (steps >> 63)).ravel()
        if is_point:
            numbers += [np.array([len(part) << 3 | _MOVE]), signed]
        else:
            line = (len(part) - 1) << 3 | _LINE
            close = np.array([1 << 3 | _CLOSE])
            numbers += [np.array([1 << 3 | _MOVE]), signed[:2], np.array([line]), signed[2:], close]
        last = part[-1:]
    return np.concatenate(numbers)


def _packed(numbers: Units) -> bytes:
    """Numbers below 2 to the 35th, none of them negative, seven bits a byte."""
    shifted = numbers[:, None] >> (7 * np.arange(5))
    is_there = shifted > 0
    is_there[:, 0] = True
    goes_on = np.zeros_like(is_there)
    goes_on[:, :-1] = is_there[:, 1:]
    written = (shifted & 0x7F) | (goes_on * 0x80)
    return written[is_there].astype(np.uint8).tobytes()


def _varint(number: int) -> bytes:
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def _number_field(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _bytes_field(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value
