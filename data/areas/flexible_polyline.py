"""Corners of a line as a short text of letters, digits, `-` and `_`: HERE's open "flexible polyline", version 1.

https://github.com/heremaps/flexible-polyline. Differences of rounded degrees, in groups of five bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

DECIMALS: Final = 4
"""Of a degree: 11 metres from one value to the next, so that no corner is moved by more than 8."""

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES: Final = {letter: value for value, letter in enumerate(_LETTERS)}
_VERSION: Final = 1
_MOST_BITS: Final = 40
"""Of one number; a difference of 360 degrees with seven decimals has 33."""

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""


def encoded(corners: Iterable[Corner]) -> str:
    """The text of corners; `decoded` gives them back, rounded to DECIMALS."""
    numbers = [_VERSION, DECIMALS]
    before = (0, 0)
    for longitude, latitude in corners:
        here = (round(latitude * 10**DECIMALS), round(longitude * 10**DECIMALS))
        numbers += [_folded(now - then) for now, then in zip(here, before, strict=True)]
        before = here
    return "".join(map(_written, numbers))


def decoded(text: str) -> list[Corner]:
    """The corners of a text, of any precision; raises ValueError for another text."""
    numbers = list(_numbers(text))
    if len(numbers) < 2 or len(numbers) % 2 or numbers[0] != _VERSION or numbers[1] > 15:
        raise ValueError("not a flexible polyline of two dimensions")
    scale, latitude, longitude = 10 ** numbers[1], 0, 0
    corners = []
    for north, east in zip(numbers[2::2], numbers[3::2], strict=True):
        latitude, longitude = latitude + _unfolded(north), longitude + _unfolded(east)
        corners.append((longitude / scale, latitude / scale))
    return corners


def _folded(number: int) -> int:
    """A number of either sign as one from 0: 0, -1, 1, -2, 2 …"""
    return ~(number << 1) if number < 0 else number << 1


def _unfolded(number: int) -> int:
    return ~(number >> 1) if number & 1 else number >> 1


def _written(number: int) -> str:
    letters = []
    while number > 0x1F:
        letters.append(_LETTERS[number & 0x1F | 0x20])
        number >>= 5
    return "".join([*letters, _LETTERS[number]])


def _numbers(text: str) -> Iterator[int]:
    number = bits = 0
    for letter in text:
        value = _VALUES.get(letter)
        if value is None or bits > _MOST_BITS:
            raise ValueError("not a flexible polyline")
        number |= (value & 0x1F) << bits
        if value & 0x20:
            bits += 5
            continue
        yield number
        number = bits = 0
    if bits:
        raise ValueError("a flexible polyline that was cut off")
