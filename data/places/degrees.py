"""Longitudes and latitudes as people write them, read as decimal degrees."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from numbers import Real
from typing import Final, Literal

Axis = Literal["longitude", "latitude"]

LONGEST: Final = 40
"""A longer text is no coordinate."""

_AXES: Final[dict[str, tuple[Axis, int]]] = {
    **dict.fromkeys(("n", "с", "с.ш", "сш"), ("latitude", 1)),
    **dict.fromkeys(("s", "ю", "ю.ш", "юш"), ("latitude", -1)),
    **dict.fromkeys(("e", "в", "в.д", "вд"), ("longitude", 1)),
    **dict.fromkeys(("w", "з", "з.д", "зд"), ("longitude", -1)),
}
"""What the letter for a quarter of the compass says of the number beside it."""

_MISSING: Final = frozenset({"", "nan", "na", "n/a", "none", "null", "<na>", "-", "–", "—", "?", "unknown"})
_LETTERS: Final = "|".join(re.escape(letter) for letter in sorted(_AXES, key=len, reverse=True))
_SIGN: Final = r"(?P<sign>[+\-−–])?\s*"
_DECIMAL: Final = re.compile(rf"^{_SIGN}(?P<degrees>\d+(?:[.,]\d+)?(?:e[+-]?\d{{1,2}})?)\s*[°º]?$")
_SEXAGESIMAL: Final = re.compile(
    rf"^{_SIGN}(?P<degrees>\d{{1,3}})\s*(?:[°ºd:]|deg|\s)\s*(?P<minutes>\d{{1,2}}(?:[.,]\d+)?)\s*(?:['′’`m:]|min|\s|$)\s*"
    rf"(?:(?P<seconds>\d{{1,2}}(?:[.,]\d+)?)\s*(?:[\"″”s]|''|′′|’’|sec)?)?$"
)
_UNIT_LETTERS: Final = re.compile(r"^[^a-z]*\d\s*d[^a-z]*\d\s*m[^a-z]*\d\s*s$")
"""40d20m42s, whose last letter is not the south."""


@dataclass(frozen=True)
class Degrees:
    """A number read from a cell."""

    value: float
    """Decimal degrees; not yet checked against the globe."""
    axis: Axis | None = None
    """What a letter beside the number says that it is; None without one."""
    was_decimal_comma: bool = False
    was_sexagesimal: bool = False
    """Whether it was written in degrees, minutes and seconds."""


def is_missing(cell: object) -> bool:
    """Whether the cell says nothing: empty, NaN, or a word for not known."""
    if cell is None or (isinstance(cell, Real) and math.isnan(float(cell))):
        return True
    return str(cell).strip().lower() in _MISSING


def read_degrees(cell: object) -> Degrees | None:
    """The number in a cell, or None when it is not one: 40.345, "40,345", "40°20′42″ N", "N 40 20.7"."""
    if isinstance(cell, Real) and not isinstance(cell, bool):
        return Degrees(float(cell)) if math.isfinite(float(cell)) else None
    written = " ".join(str(cell).split()).lower()
    if len(written) > LONGEST:
        return None
    text, axis, hemisphere = _without_letter(written)
    if found := _DECIMAL.match(text):
        number = found["degrees"]
        value = float(number.replace(",", "."))
        return Degrees(_signed(value, found["sign"], hemisphere), axis, was_decimal_comma="," in number)
    if found := _SEXAGESIMAL.match(text):
        minutes = float(found["minutes"].replace(",", "."))
        seconds = float((found["seconds"] or "0").replace(",", "."))
        if minutes >= 60 or seconds >= 60:
            return None
        value = float(found["degrees"]) + minutes / 60 + seconds / 3600
        return Degrees(_signed(value, found["sign"], hemisphere), axis, was_sexagesimal=True)
    return None


def _without_letter(text: str) -> tuple[str, Axis | None, int]:
    """The text without the letter of its hemisphere, what that says of the axis, and its sign; 0 without one."""
    if _UNIT_LETTERS.match(text):
        return text, None, 0
    for pattern in (
        rf"^(?P<letter>{_LETTERS})\.?\s*(?P<rest>[\d+\-].*)$",
        rf"^(?P<rest>.*[\d°º'′’\"″”\s])(?P<letter>{_LETTERS})\.?$",
    ):
        if found := re.match(pattern, text):
            axis, sign = _AXES[found["letter"]]
            return found["rest"].strip(), axis, sign
    return text, None, 0


def _signed(value: float, sign: str | None, hemisphere: int) -> float:
    """The value with the letter's sign, or without a letter with its own: 74.5 W and -74.5 W are one."""
    if hemisphere:
        return value * hemisphere
    return -value if sign and sign != "+" else value
