"""References to the military grid (MGRS, USNG) and UTM coordinates with their zone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from data.places.notations.normal_text import ascii_digits
from data.places.notations.reading import METRES_PER_DEGREE, Choice, Notation, PointReading, Unread
from data.places.notations.systems import degrees_of, named_system, utm_degrees

ODD_DIGITS: Final = "The grid reference has no even number of digits; it was not used."
NO_SUCH_SQUARE: Final = "There is no such square of the military grid; it was not used."
WHOLE_SQUARE: Final = "The grid reference is a square of 100 km without digits; it is too coarse for a point."
NO_ZONE: Final = "The grid reference has no zone before its letters, such as 38T; it was not used."
NO_HALF: Final = "The UTM zone has no letter; write N for the northern and S for the southern half."
HALF_OF_OTHERS: Final = "The UTM zone has no letter; the half of the globe of the other rows was used."
NO_SYSTEM: Final = (
    "The numbers look like metres of a projected grid; name its coordinate system, such as EPSG:32638."
)
NOT_IN_ZONE: Final = "Easting and northing lie far outside this UTM zone; the coordinate was not used."
LETTER_S: Final = (
    "The letter S of the UTM zone may be a band or the southern half; write the zone as 38 North or 38 South."
)
READ_AS_BAND: Final = (
    "The letter S of the UTM zone was read as the band from 32° to 40° north, where the northing lies."
)
READ_AS_SOUTH: Final = (
    "The letter S of the UTM zone was read as the southern half: the northing does not lie in band S."
)
OTHER_BAND: Final = "The northing does not lie in the band that the letter of the UTM zone names; only its half of the globe was used."

BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
_LOOKALIKES: Final = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
"""Cyrillic letters that look like Latin ones."""

_LABEL: Final = r"(?:(?:MGRS|USNG|UTM|GRID(?:\s+REF(?:ERENCE)?)?|WGS\s*-?84|REF)[\s:.,#-]*)*"
_MGRS: Final = re.compile(
    rf"{_LABEL}(\d{{1,2}})\s*([C-HJ-NP-X])[\s/-]*([A-HJ-NP-Z])\s?([A-HJ-NP-V])[\s/,-]*([\d\s/,.-]*?)(?:\s*\(?(?:MGRS|WGS\s*-?84)\)?)?"
)
_WITHOUT_ZONE: Final = re.compile(
    rf"{_LABEL}([A-HJ-NP-Z])\s?([A-HJ-NP-V])[\s/-]*(\d{{2,5}})[\s/-]?(\d{{2,5}})"
)
_LONGEST: Final = 80


def read_mgrs(text: str) -> PointReading | Unread | None:
    """The middle of the square that a grid reference names; None for another text."""
    if len(text) > _LONGEST:
        return None
    written = ascii_digits(text).upper().translate(_LOOKALIKES)
    found = _MGRS.fullmatch(written)
    if not found:
        is_part = _WITHOUT_ZONE.fullmatch(written)
        return Unread(NO_ZONE) if is_part and len(is_part[3]) == len(is_part[4]) else None
    zone, digits = int(found[1]), re.sub(r"\D", "", found[5])
    if len(digits) > 10:
        return None
    if len(digits) % 2:
        return Unread(ODD_DIGITS)
    corner = _corner(zone, found[2], found[3], found[4])
    if corner is None:
        return Unread(NO_SUCH_SQUARE)
    half = len(digits) // 2
    size = 10 ** (5 - half)
    easting = corner[0] + (int(digits[:half]) * size if half else 0)
    northing = corner[1] + (int(digits[half:]) * size if half else 0)
    if not half:
        return Unread(WHOLE_SQUARE)
    middle = size / 2 if size > 1 else 0.0
    point = utm_degrees(zone, found[2] >= "N", easting + middle, northing + middle)
    return Unread(NO_SUCH_SQUARE) if point is None else PointReading(*point, Notation.MGRS, float(size))


def _corner(zone: int, band: str, column: str, row: str) -> tuple[int, int] | None:
    """Easting and northing of the south-west corner of a square of 100 km; None where there is none."""
    if not 1 <= zone <= 60 or column not in _COLUMNS[(zone - 1) % 3]:
        return None
    easting = (_COLUMNS[(zone - 1) % 3].index(column) + 1) * 100_000
    shift = 5 if zone % 2 == 0 else 0
    northing = (_ROWS.index(row) - shift) % 20 * 100_000
    # Rows repeat every 2,000 km: the one that the band has is meant.
    south, north = _northings(band)
    while northing < south - 100_000:
        northing += 2_000_000
    return (easting, northing) if northing <= north else None


def _northings(band: str) -> tuple[float, float]:
    """The lowest and highest northing of a band, with what a meridian away from the middle adds."""
    south = BANDS.index(band) * 8 - 80
    north = south + (12 if band == "X" else 8)
    false_northing = 0 if south >= 0 else 10_000_000
    metres = 110_600.0
    edges = sorted(_northing(latitude) for latitude in (south, north))
    return edges[0] + false_northing - metres / 5, edges[1] + false_northing + metres / 3


def _northing(latitude: float) -> float:
    """Metres from the equator along the middle meridian of a UTM zone."""
    phi, a, e2 = math.radians(latitude), 6378137.0, 0.00669437999014
    e4, e6 = e2 * e2, e2 * e2 * e2
    arc = a * (
        (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi
        - (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * math.sin(2 * phi)
        + (15 * e4 / 256 + 45 * e6 / 1024) * math.sin(4 * phi)
        - (35 * e6 / 3072) * math.sin(6 * phi)
    )
    return 0.9996 * arc


_ZONE: Final = re.compile(
    r"(?:(?:UTM|ZONE|ZONA|HUSO|FUSEAU|ЗОНА|Z)[\s:.-]*)*0?(\d{1,2})\s*[-°ª]?\s*(NORTH(?:ERN)?|SOUTH(?:ERN)?|NORTE|SUR|SUD|NORD|[C-HJ-NP-X])?"
)
_NUMBER: Final = r"\d{5,8}(?:\.\d+)?"
_GROUPED: Final = re.compile(
    r"(?<![\d.,])(\d{1,2}[ ,']\d{3}[ ,']\d{3}|\d{3}[ ,']\d{3})(?=[\s,;/]|M|E|N|$)(?!\.\d{3}\b)"
)


def read_utm(text: str) -> PointReading | Choice | Unread | None:
    """The point of zone, easting and northing in one text; None for another text."""
    if len(text) > _LONGEST:
        return None
    written = ascii_digits(text).upper().translate(_LOOKALIKES)
    code = re.search(r"(?:EPSG|SRID)[\s:#=]*(\d{4,6})", written)
    written = written.replace(code.group(), " ") if code else written
    written = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[1]), written)
    if re.search(r"\d\.\d", written) is None:
        written = re.sub(r"(?<=\d{5}),(?=\d{1,3}(?!\d))", ".", written)
    numbers = re.findall(rf"(?<![\d.]){_NUMBER}(?![\d.])", written)
    if len(numbers) != 2:
        return None
    is_northing_first = bool(
        re.search(rf"(?:\bN(?:ORTHING)?|\bY)[\s:=]*{numbers[0]}|{numbers[0]}\s*M?\s*N\b", written)
    )
    written = re.sub(rf"(?<!\d)(?<!\d )\b(?:[NEXY]|NORTHING|EASTING)[\s:=.]*(?={_NUMBER})", " ", written)
    # A letter that touches the number after it belongs to that one.
    written = re.sub(rf"\b[NEXY](?={_NUMBER})", " ", written)
    if code:
        return utm_point(f"EPSG:{code[1]}", *map(float, numbers))
    rest = re.sub(rf"{_NUMBER}(?:\s*M?\s*[EN]\b(?!\s*\d{{1,2}}\b))?", " ", written)
    rest = re.sub(
        r"\b(?:EASTING|NORTHING|METERS|METRES|WGS\s*-?84|MTS?|M[EN]?|E|X|Y|UTM|COORDINATES?)\b[:=.]*",
        " ",
        rest,
    )
    zone = _ZONE.fullmatch(re.sub(r"[\s,;:/()|=-]+", " ", rest).strip())
    if not zone:
        return utm_point(rest, *map(float, numbers)) or (
            None if rest.strip(" ,;:/()|=-") else Unread(NO_SYSTEM)
        )
    easting, northing = map(float, numbers[::-1] if is_northing_first else numbers)
    return utm_point(f"{zone[1]}{zone[2] or ''}", easting, northing)


def utm_point(zone_text: str, easting: float, northing: float) -> PointReading | Choice | Unread | None:
    """The point of an easting and a northing in metres in a zone such as "38", "38 N" or "38T"; None for no zone."""
    zone_text = ascii_digits(zone_text).upper().translate(_LOOKALIKES)
    found = _ZONE.fullmatch(re.sub(r"WGS\s*-?84|[/,()]", " ", zone_text).strip())
    if not found or not 1 <= int(found[1]) <= 60:
        system = named_system(zone_text)
        point = degrees_of(system, easting, northing) if system else None
        return PointReading(*point, Notation.PROJECTED, 1.0) if point else None
    if northing < easting and 100_000 <= northing <= 900_000 and easting > 1_000_000:
        easting, northing = northing, easting
    zone, letter = int(found[1]), (found[2] or "")
    if not 100_000 <= easting < 1_000_000 or not 0 <= northing <= 10_000_000:
        return Unread(NOT_IN_ZONE)
    return _of_half(zone, letter[:1] if len(letter) == 1 else letter[:2], easting, northing)


def _of_half(zone: int, letter: str, easting: float, northing: float) -> PointReading | Choice | Unread:
    remark = ""
    if not letter:
        halves = [_reading(zone, is_north, easting, northing) for is_north in (True, False)]
        readings = tuple(one for one in halves if isinstance(one, PointReading))
        return (
            readings[0]
            if len(readings) == 1
            else Choice(readings, NO_HALF)
            if readings
            else Unread(NOT_IN_ZONE)
        )
    if letter == "S":
        return _of_letter_s(zone, easting, northing)
    if len(letter) == 2:
        is_north = letter == "NO"
    else:
        is_north = letter >= "N"
        south, north = _northings(letter)
        remark = "" if letter == "N" or south <= northing <= north else OTHER_BAND
    reading = _reading(zone, is_north, easting, northing, remark)
    return Unread(NOT_IN_ZONE) if reading is None else reading


def _of_letter_s(zone: int, easting: float, northing: float) -> PointReading | Choice | Unread:
    """S is a band from 32 to 40 degrees north, and what many write for the southern half."""
    south, north = _northings("S")
    if south <= northing <= north:
        return _reading(zone, True, easting, northing, READ_AS_BAND) or Unread(NOT_IN_ZONE)
    as_band = _reading(zone, True, easting, northing, OTHER_BAND)
    as_half = _reading(zone, False, easting, northing, READ_AS_SOUTH)
    is_near = south - METRES_PER_DEGREE <= northing <= north + METRES_PER_DEGREE
    if is_near and as_band and as_half:
        return Choice((as_band, as_half), LETTER_S)
    return as_half or Unread(NOT_IN_ZONE)


def _reading(
    zone: int, is_north: bool, easting: float, northing: float, remark: str = ""
) -> PointReading | None:
    point = utm_degrees(zone, is_north, easting, northing)
    return None if point is None else PointReading(*point, Notation.UTM, 1.0, (remark,) if remark else ())


def is_without_half(zone_text: str) -> bool:
    """Whether a zone is a number alone."""
    found = _ZONE.fullmatch(ascii_digits(zone_text).upper().strip())
    return found is not None and not found[2]


def half_of_zones(zone_texts: Iterable[str]) -> str:
    """“North” or “South”, where the zones of a column that say it all say the same; else ""."""
    halves = set()
    for text in zone_texts:
        found = _ZONE.fullmatch(ascii_digits(text).upper().translate(_LOOKALIKES).strip())
        letter = found[2] or "" if found else ""
        # A lone S is a band or a half.
        if letter and letter != "S":
            is_north = letter[:2] == "NO" if len(letter) > 1 else letter >= "N"
            halves.add("North" if is_north else "South")
    return halves.pop() if len(halves) == 1 else ""
