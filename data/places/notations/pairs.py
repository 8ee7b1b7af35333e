"""Latitude and longitude in one text: decimal degrees, degrees and minutes, packed, with or without letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from data.places.notations.angles import Angle, AngleText, angle_text
from data.places.notations.compass import Axis, Quarter, other_axis, quarters
from data.places.notations.normal_text import ascii_digits
from data.places.notations.reading import Choice, Notation, PointReading, Unread

DECIMAL_COMMA: Final = "The decimal comma of the coordinate was read as a decimal point."
LONGITUDE_FIRST: Final = "The longitude was read as the first of the two numbers."
AMBIGUOUS_LETTER: Final = (
    "The letters of the coordinate mean different directions in different languages; write E or W, N or S."
)
SAME_AXIS: Final = "Both numbers of the coordinate are marked as the same axis; it was not used."
NO_ANGLE: Final = "The coordinate has minutes or seconds of 60 or more, or more numbers than two angles have; it was not used."

_LONGEST: Final = 160
_ISO_6709: Final = re.compile(
    r"([+-])(\d{2}(?:\d\d){0,2}(?:\.\d+)?)([+-])(\d{3}(?:\d\d){0,2}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:crs\w+)?/?"
)
_TAIL: Final = re.compile(
    r"[\s,;(\[]+(?:±|\+/-|\+-|alt|elev?|ele\b|h(?:gt|eight)?\s*[=:]|acc|precision|error|hdop|высот|точн|yüks|hündür|rakım"
    r"|высота|altitud|الارتفاع|ارتفاع|m[. ]?(?:a\.?)?s\.?l).*$"
)
_ERROR: Final = re.compile(r"(?:±|\+/-|\+-|acc\w*|precision|error|точн\w*)[^\d-]{0,12}(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class PairHints:
    """What the rest of a column shows of the pairs in it."""

    first_axis: Axis | None = None
    """Which axis stands first where a pair does not say it; None for the usual order, latitude first."""
    words: tuple[str, ...] = ()
    """Folded words of the compass that other cells of the column have."""


def read_pair(text: str, hints: PairHints = PairHints()) -> PointReading | Choice | Unread | None:
    """The point of a text that is two angles, with altitude and accuracy after them or not; None for another text."""
    if len(text) > _LONGEST or not re.search(r"\d", text):
        return None
    written = ascii_digits(text).lower()
    if iso := _ISO_6709.fullmatch(written.replace(" ", "")):
        written = "{}{}; {}{}".format(*_iso_angles(iso))
    tail = _TAIL.search(written)
    error_m = 0.0
    if tail:
        written = written[: tail.start()]
        found = _ERROR.search(tail.group())
        error_m = float(found[1]) if found else 0.0
    read = angle_text(written)
    if read is None:
        return None
    parted = _parted(read)
    if parted is None:
        return Unread(NO_ANGLE) if _is_like_a_pair(read) else None
    pair, error = parted
    return _point(pair, read, hints, max(error, error_m))


def compass_words(text: str) -> tuple[str, ...]:
    """The folded words of the compass in a text of angles."""
    read = angle_text(text) if len(text) <= _LONGEST else None
    return tuple(angle.compass for angle in read.angles if angle.compass) if read else ()


def bare_numbers(text: str) -> tuple[float, float] | None:
    """The two numbers of a pair that does not say which is which; None for any other text."""
    read = angle_text(text) if len(text) <= _LONGEST else None
    parted = _parted(read) if read else None
    if read is None or parted is None or read.first_axis or any(one.compass or one.axis for one in parted[0]):
        return None
    values = [one.value() for one in parted[0]]
    return None if values[0] is None or values[1] is None else (values[0], values[1])


def _iso_angles(found: re.Match[str]) -> Iterator[str]:
    for sign, number, digits in ((found[1], found[2], 2), (found[3], found[4], 3)):
        whole, point, decimals = number.partition(".")
        parts = [whole[:digits], *re.findall("..", whole[digits:])]
        parts[-1] += point + decimals
        yield sign
        yield "".join(part + mark for part, mark in zip(parts, "°'\"", strict=False))


def _parted(read: AngleText) -> tuple[tuple[Angle, Angle], float] | None:
    """The two angles and the accuracy in metres behind them; None where there are not two."""
    angles = read.angles
    if len(angles) == 2 and all(len(angle.numbers) <= 3 for angle in angles):
        second = angles[1].numbers
        # 40.345 -74.5 312 4.5 is a negative longitude with altitude and accuracy, not three parts of an angle.
        if len(angles[0].numbers) == 1 and len(second) == 3 and "." in second[0]:
            return (angles[0], _plain(second[:1], angles[1].sign)), float(second[2])
        return (angles[0], angles[1]), 0.0
    is_exact = all(angle.compass or angle.marks[-1] or "." in angle.numbers[-1] for angle in angles[:2])
    if (
        len(angles) in (3, 4)
        and is_exact
        and all(len(one.numbers) == 1 and not one.compass for one in angles[2:])
    ):
        return (angles[0], angles[1]), float(angles[3].numbers[0]) if len(angles) == 4 else 0.0
    if len(angles) != 1 or angles[0].compass:
        return None
    return _of_bare_row(angles[0])


def _of_bare_row(row: Angle) -> tuple[tuple[Angle, Angle], float] | None:
    """Numbers without marks: two decimals, with altitude and accuracy after them, or degrees with minutes."""
    numbers, has_marks = row.numbers, any(row.marks)
    if len(numbers) < 2 or has_marks:
        return None
    halves = len(numbers) // 2
    if len(numbers) == 6 or (len(numbers) == 4 and "." not in numbers[0] + numbers[2]):
        return (_plain(numbers[:halves], row.sign), _plain(numbers[halves:])), 0.0
    if len(numbers) > 4:
        return None
    error = float(numbers[3]) if len(numbers) == 4 else 0.0
    return (_plain(numbers[:1], row.sign), _plain(numbers[1:2])), error


def _plain(numbers: list[str], sign: str = "") -> Angle:
    return Angle(list(numbers), [""] * len(numbers), sign)


def _is_like_a_pair(read: AngleText) -> bool:
    return len(read.angles) >= 2 and any(angle.compass or any(angle.marks) for angle in read.angles)


def _point(
    pair: tuple[Angle, Angle], read: AngleText, hints: PairHints, error_m: float
) -> PointReading | Choice | Unread:
    values = [angle.value() for angle in pair]
    if values[0] is None or values[1] is None:
        return Unread(NO_ANGLE)
    letters = [angle.compass for angle in pair if angle.compass]
    found = {
        answer: None
        for reading in (quarters(letters, hints.words) if letters else [()])
        if (answer := _directions(pair, reading, read.first_axis, hints)) is not None
    }
    readings = []
    for first, signs, is_named in found:
        signed = (signs[0] * values[0], signs[1] * values[1])
        longitude, latitude = signed if first == "longitude" else signed[::-1]
        remarks = [DECIMAL_COMMA] if read.has_decimal_comma else []
        if first == "longitude" and not is_named:
            remarks.append(LONGITUDE_FIRST)
        is_sexagesimal = any(angle.is_sexagesimal for angle in pair)
        notation = Notation.SEXAGESIMAL if is_sexagesimal else Notation.DECIMAL
        size_m = max(min(angle.size_m for angle in pair), error_m)
        readings.append(PointReading(longitude, latitude, notation, size_m, tuple(remarks), is_named))
    if not readings:
        return Unread(SAME_AXIS)
    return readings[0] if len(readings) == 1 else Choice(tuple(readings), AMBIGUOUS_LETTER)


def _directions(
    pair: tuple[Angle, Angle], reading: tuple[Quarter, ...], first_axis: Axis | None, hints: PairHints
) -> tuple[Axis, tuple[int, int], bool] | None:
    """The axis of the first number, the sign of both, and whether the text names the axes; None for a contradiction."""
    given = iter(reading)
    found = [next(given) if angle.compass else None for angle in pair]
    axes: list[Axis | None] = [
        quarter.axis if quarter else angle.axis for quarter, angle in zip(found, pair, strict=True)
    ]
    if any(
        quarter and angle.axis not in (None, quarter.axis) for quarter, angle in zip(found, pair, strict=True)
    ):
        return None
    if axes[0] is not None and axes[0] == axes[1]:
        return None
    # 74.5 W and -74.5 W are one place.
    signs = [
        quarter.sign if quarter else -1 if angle.sign else 1
        for quarter, angle in zip(found, pair, strict=True)
    ]
    axis: Axis | None = axes[0] or (None if axes[1] is None else other_axis(axes[1])) or first_axis
    return axis or hints.first_axis or "latitude", (signs[0], signs[1]), axis is not None
