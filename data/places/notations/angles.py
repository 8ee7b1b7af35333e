"""Angles in a text: numbers with their marks, and the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from data.places.notations.compass import AXIS_WORDS, COMPASS_WORDS, Axis, folded_word
from data.places.notations.normal_text import ascii_digits
from data.places.notations.reading import METRES_PER_DEGREE

_NOISE: Final = frozenset(
    "gps coordinates coordinate coord coords координаты координата коорд koordinat koordinatlar coordenadas coordonnées"
    " koordinaten կոորդինատներ الإحداثيات إحداثيات مختصات wgs position location pos point loc at approx ca about около примерно"
    " и and və և et y und ve و خط درجة dms dd ddm decimal degrees хурд г geogr геогр of".split()
) - {"y"}
_WORD: Final = r"[^\d\s°'\",;:/|()\[\]{}+\-=~<>.*&#@!?%]+(?:\.[^\W\d_]+|\. [^\W\d_]{1,2}\.)*\.?"
_TOKEN: Final = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<mark>[°'\"])|(?P<sign>[+-])|(?P<separator>[,;/|&])|(?P<word>{_WORD})"
)
_DEGREE_WORDS: Final = re.compile(
    r"(?<=\d)\s*(?:deg(?:rees?|r)?\.?|grados?|graus?|degrés?|grad\.?|градус\w*|град\.?|°?\s*dərəcə|derece|درجة|o(?=\s?\d)|о(?=\s?\d)|\*)(?=[\s\d.,;]|$)"
)
_MINUTE_WORDS: Final = re.compile(
    r"(?<=\d)\s*(?:min(?:utes?|utos?|uten)?\.?|минут\w*|мин\.?|dəq(?:iqə)?\.?|dakika|دقيقة|دقیقه)(?=[\s\d.,;]|$)"
)
_SECOND_WORDS: Final = re.compile(
    r"(?<=\d)\s*(?:sec(?:onds?)?\.?|seg(?:undos?)?\.?|sek(?:unden)?\.?|секунд\w*|сек\.?|san(?:iyə|iye)?\.?|ثانية|ثانیه)(?=[\s\d.,;]|$)"
)
_UNITS: Final = re.compile(r"(\d)\s*d\s*(\d+(?:\.\d+)?)\s*m(?:\s*(\d+(?:\.\d+)?)\s*s)?")
_DOTTED: Final = re.compile(r"(?<![\d.,])(\d{1,3})[.](\d{2})[.](\d{2}(?:[.,]\d+)?)(?![\d.])")
_COMMAED: Final = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{1,2}),(\d{1,2})(?![\d.,])(?=\s*[^\d\s,;/])")
_HYPHENED: Final = re.compile(r"(?<![\d.,])(\d{1,3})-(\d{1,2}(?:\.\d+)?)(?:-(\d{1,2}(?:\.\d+)?))?(?![\d.-])")
_COLONED: Final = re.compile(r"(?<![\d:])(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)(?::(\d{1,2}(?:[.,]\d+)?))?(?![\d:])")
_DASH: Final = re.compile(r"([\d°'\"](?: ?[^\W\d_]{1,4}\.?)?) - (?=[\d+-]|[^\W\d_])")
"""A dash between two angles, not the sign of the second."""
_ORDER: Final = re.compile(rf"({_WORD})\s*[/,;|-]?\s*({_WORD})")


@dataclass
class Angle:
    """One angle as it is written."""

    numbers: list[str] = field(default_factory=list)
    """Degrees, then minutes and seconds where they are given."""
    marks: list[str] = field(default_factory=list)
    """The mark after each number, "" where there is none."""
    sign: str = ""
    compass: str = ""
    """The folded word of the compass beside it."""
    axis_word: str = ""
    """The folded word for an axis beside it, such as "lat"."""
    is_closed: bool = False

    @property
    def axis(self) -> Axis | None:
        """What a word such as "Lat" says that it is."""
        return AXIS_WORDS.get(self.axis_word)

    def value(self) -> float | None:
        """Decimal degrees without a sign; None when no angle is written so."""
        parts = _packed(self.numbers[0]) if self._is_packed else self.numbers
        if not 1 <= len(parts) <= 3 or any("." in part for part in parts[:-1]):
            return None
        degrees, minutes, seconds = (float(part) for part in (*parts, "0", "0")[:3])
        if minutes >= 60 or seconds >= 60:
            return None
        return degrees + minutes / 60 + seconds / 3600

    @property
    def is_sexagesimal(self) -> bool:
        """Whether it is in degrees and minutes, or seconds."""
        return len(self.numbers) > 1 or self._is_packed

    @property
    def _is_packed(self) -> bool:
        whole = self.numbers[0].split(".")[0]
        return len(self.numbers) == 1 and bool(self.compass) and 4 <= len(whole) <= 7 and not self.marks[0]

    @property
    def size_m(self) -> float:
        """How far apart two neighbouring values of this form lie along a meridian."""
        parts = _packed(self.numbers[0]) if self._is_packed else self.numbers
        decimals = len(parts[-1].partition(".")[2])
        return float(METRES_PER_DEGREE / 60 ** (len(parts) - 1) / 10**decimals)


def _packed(number: str) -> list[str]:
    """402042.5 as 40, 20, 42.5; 04655.17 as 046, 55.17: two digits each from the decimal point."""
    whole, point, decimals = number.partition(".")
    places = [-6, -4, -2, 0] if len(whole) > 5 else [-4, -2, 0]
    bounds = [max(len(whole) + place, 0) for place in places]
    parts = [whole[start:end] for start, end in zip([0, *bounds[1:-1]], bounds[1:], strict=True)]
    return [*parts[:-1], parts[-1] + point + decimals]


@dataclass(frozen=True)
class AngleText:
    """What was found in a text of angles and nothing else."""

    angles: tuple[Angle, ...]
    first_axis: Axis | None = None
    """The axis that a note such as "(lon/lat)" says that the first number is."""
    has_decimal_comma: bool = False


def angle_text(text: str) -> AngleText | None:
    """The angles of a text; None when something else stands in it.

    Of numbers without marks, words and separators between them all are in one angle.
    """
    written = re.sub(r"wgs[ -]?'?(19)?84|epsg:? ?4326", " ", ascii_digits(text).lower())
    written, first_axis = _without_order(written)
    written, has_comma = _decimal_points(_units(written))
    builder = _Builder()
    end = 0
    for token in _TOKEN.finditer(written):
        if not _is_filling(written[end : token.start()]):
            return None
        end = token.end()
        around = written[token.start() - 1 : token.start()] + " " + written[end : end + 1]
        if not builder.add(str(token.lastgroup), token.group(), around):
            return None
    if not _is_filling(written[end:]) or not builder.angles:
        return None
    if any(not angle.numbers for angle in builder.angles):
        return None
    return AngleText(tuple(builder.angles), first_axis, has_comma)


def _is_filling(between: str) -> bool:
    """Whether what stands between two tokens may; a lone point joins 12.03.2021, which is no angle."""
    return between != "." and not between.strip(" .:=()[]{}~<>")


def order_in(words: str) -> Axis | None:
    """The axis that stands first where a heading or a note names both, such as "Lat/Long"."""
    return _without_order(ascii_digits(words).lower().replace("_", " "))[1]


def _without_order(written: str) -> tuple[str, Axis | None]:
    for found in _ORDER.finditer(written):
        first, second = (AXIS_WORDS.get(folded_word(word)) for word in found.groups())
        if first and second and first != second:
            return written[: found.start()] + " " + written[found.end() :], first
    glued = re.search(r"\b(lat|lon)g?(lat|lon)g?\b", written)
    if glued and glued[1] != glued[2]:
        axis: Axis = "latitude" if glued[1] == "lat" else "longitude"
        return written.replace(glued.group(), " "), axis
    return written, None


def _units(written: str) -> str:
    written = _UNITS.sub(
        lambda found: f"{found[1]}°{found[2]}'" + (f'{found[3]}"' if found[3] else ""), written
    )
    written = _DEGREE_WORDS.sub("°", written)
    written = _MINUTE_WORDS.sub("'", written)
    written = _SECOND_WORDS.sub('"', written)
    written = _DASH.sub(r"\1 ; ", written)
    for pattern in (_DOTTED, _COMMAED, _HYPHENED, _COLONED):
        written = pattern.sub(_spaced, written)
    return written


def _spaced(found: re.Match[str]) -> str:
    degrees, minutes, seconds = (*found.groups(), None)[:3]
    return f"{degrees}°{minutes}'" + (f'{seconds}"' if seconds else "")


def _decimal_points(written: str) -> tuple[str, bool]:
    """Commas between digits as decimal points, where they can be nothing else; and whether there were any."""
    if re.search(r"\d\.\d", written):
        return written, False
    written = re.sub(r"(?<![\d,])(\d{1,3}),(\d+), ?(-?\d{1,3}),(\d+)(?![\d,])", r"\1.\2; \3.\4", written)
    with_points = re.sub(r"(?<=\d),(?=\d)", ".", written)
    return with_points, bool(re.search(r"\d\.\d", with_points))


class _Builder:
    """Angles put together from the tokens of a text, one after the other."""

    def __init__(self) -> None:
        self.angles: list[Angle] = []
        self._sign = ""
        self._words_first: bool | None = None

    def add(self, kind: str, text: str, around: str) -> bool:
        """Take a token, with the letter before and the one after it; False when it cannot stand here."""
        if kind == "number":
            return self._number(text, around[-1])
        if kind == "mark":
            angle = self.angles[-1] if self.angles else None
            if angle is None or not angle.numbers or angle.marks[-1]:
                return False
            angle.marks[-1] = text
            angle.is_closed = angle.is_closed or text == '"'
            return True
        if kind == "sign":
            self._sign = "-" if text == "-" else ""
            # 40.345-46.919 has a hyphen between two numbers, or a number that is negative.
            return not around[0].isdigit()
        if kind == "separator":
            if self.angles and self.angles[-1].numbers:
                self.angles[-1].is_closed = True
            return True
        return self._word(text)

    def _number(self, text: str, after: str) -> bool:
        angle = self.angles[-1] if self.angles else None
        starts_anew = angle is None or angle.is_closed or (angle.numbers and (after == "°" or self._sign))
        if starts_anew:
            angle = Angle()
            self.angles.append(angle)
        assert angle is not None
        if not angle.numbers:
            angle.sign = self._sign
        self._sign = ""
        angle.numbers.append(text)
        angle.marks.append("")
        return True

    def _word(self, text: str) -> bool:
        word = folded_word(text)
        compass = word if word in COMPASS_WORDS else ""
        axis = AXIS_WORDS.get(word)
        if not compass and axis is None:
            return word in _NOISE
        if self._words_first is None:
            self._words_first = not self.angles
        angle = self.angles[-1] if self.angles else None
        if angle is None or (self._words_first and angle.numbers and self._is_stated(angle, compass, axis)):
            angle = Angle()
            self.angles.append(angle)
        if angle.numbers:
            angle.is_closed = True
        if compass:
            is_second, angle.compass = bool(angle.compass), compass
        else:
            is_second, angle.axis_word = bool(angle.axis_word), word
        return not is_second

    @staticmethod
    def _is_stated(angle: Angle, compass: str, axis: Axis | None) -> bool:
        """Whether the angle has such a word already, so that this one is of the next."""
        return bool(angle.compass) if compass else angle.axis is not None or axis is not None
