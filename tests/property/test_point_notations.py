"""A point that is written in a notation is read back, as closely as the notation can say it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import mgrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openlocationcode import openlocationcode

from data.places.notations.read_point import read_point
from data.places.notations.reading import METRES_PER_DEGREE, PointReading

LONGITUDES: Final = st.floats(-179.99, 179.99)
LATITUDES: Final = st.floats(-79.9, 83.9)


def _sexagesimal(degrees: float, letters: str, form: str) -> str:
    letter = letters[degrees < 0]
    seconds = round(abs(degrees) * 36_000) / 10
    whole, minutes, rest = int(seconds // 3600), int(seconds % 3600 // 60), seconds % 60
    return form.format(letter=letter, d=whole, m=minutes, s=rest, dm=seconds % 3600 / 60)


def _pair(
    form: str, north: str = "NS", east: str = "EW", separator: str = " "
) -> Callable[[float, float], str]:
    return lambda x, y: _sexagesimal(y, north, form) + separator + _sexagesimal(x, east, form)


def _grid(digits: int) -> Callable[[float, float], str]:
    return lambda x, y: str(mgrs.MGRS().toMGRS(y, x, MGRSPrecision=digits))


WRITERS: Final[dict[str, Callable[[float, float], str]]] = {
    "decimal": lambda x, y: f"{y:.5f}, {x:.5f}",
    "decimal comma": lambda x, y: f"{y:.5f}".replace(".", ",") + "; " + f"{x:.5f}".replace(".", ","),
    "named": lambda x, y: f"Lat: {y:.5f} Lon: {x:.5f}",
    "kobo": lambda x, y: f"{y:.6f} {x:.6f} 312.5 4.9",
    "iso": lambda x, y: f"{y:+09.5f}{x:+010.5f}/",
    "dms": _pair("{d}°{m}'{s:.1f}\"{letter}"),
    "dms spaced": _pair("{d}° {m}' {s:.1f}\" {letter}", separator=", "),
    "letters first": _pair("{letter} {d} {m} {s:.1f}"),
    "minutes": _pair("{d}° {dm:.4f}' {letter}"),
    "russian": _pair("{d}°{m}'{s:.1f}\" {letter}", "СЮ", "ВЗ"),
    "turkish": _pair("{d}°{m}'{s:.1f}\" {letter}", "KG", "DB"),
    "hyphens": _pair("{d:02}-{m:02}-{s:04.1f}{letter}"),
    "map link": lambda x, y: f"https://maps.google.com/?q={y:.5f},{x:.5f}",
    "pin": lambda x, y: f"https://www.google.com/maps/place/x/@1,2,5z/data=!8m2!3d{y:.5f}!4d{x:.5f}",
    "yandex": lambda x, y: f"https://yandex.ru/maps/?ll={x:.5f}%2C{y:.5f}&z=19&pt={x:.5f},{y:.5f}",
    "geo": lambda x, y: f"geo:{y:.5f},{x:.5f}",
    "wkt": lambda x, y: f"POINT ({x:.5f} {y:.5f})",
    "plus code": lambda x, y: str(openlocationcode.encode(y, x)),
    **{f"mgrs {digits}": _grid(digits) for digits in (2, 3, 4, 5)},
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@given(longitude=LONGITUDES, latitude=LATITUDES)
@settings(max_examples=40, deadline=None)
def test_a_point_comes_back_within_the_precision_of_its_notation(
    name: str, longitude: float, latitude: float
) -> None:
    text = WRITERS[name](longitude, latitude)
    read = read_point(text)
    assert isinstance(read, PointReading), text
    metres_east = (read.longitude - longitude) * METRES_PER_DEGREE * math.cos(math.radians(latitude))
    metres_north = (read.latitude - latitude) * METRES_PER_DEGREE
    assert math.hypot(metres_east, metres_north) <= max(read.size_m, 10.0) * 1.1, text


@given(st.text(max_size=60) | st.text("0123456789 .,;:°'\"NSEWOСВ+-/()_TPK", max_size=40))
@settings(max_examples=400, deadline=None)
def test_whatever_a_cell_holds_is_read_or_not_without_a_failure(text: str) -> None:
    read = read_point(text)
    if isinstance(read, PointReading):
        assert math.isfinite(read.longitude)
        assert math.isfinite(read.latitude)
        assert read.size_m >= 0
