"""Coordinate systems as people name them: an EPSG code, a UTM zone, a zone of Gauss-Krüger, a name of the registry."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pyproj
import pyproj.network
from pyproj.database import query_crs_info
from pyproj.enums import PJType
from pyproj.exceptions import CRSError, ProjError

from data.places.notations.normal_text import ascii_digits

_EPSG: Final = re.compile(r"(?:epsg|srid|esri)[\s:#_-]*(?:\d*:)?(\d{4,6})|(\d{4,6})")
_UTM: Final = re.compile(
    r"utm[\s_-]*(?:zone|zona|huso|fuseau|зона)?[\s_-]*(\d{1,2})[\s_-]*(north|south|nord|sud|sur|norte|[nsc-hjkmp-rt-x])?(?![a-z])"
)
_ZONE_OF_WGS84: Final = re.compile(
    r"(?:utm|wgs[\s_-]?(?:19)?84)\b.*?(?<!\d)(\d{1,2})\s*([nsc-hj-mp-rt-x])(?![a-z])"
)
_GAUSS: Final = re.compile(r"(?:gauss|гаусс|pulkovo|пулково|ск|sk|gk|гк)")
_ZONE: Final = re.compile(
    r"(?:zone|zona|зона|z|-)\s*(\d{1,2})(?!\d)|(?<![\d-])(\d{1,2})\.?\s*(?:zone|zona|зона)"
)
_ZONE_WORD: Final = re.compile(
    r"(?:zone|zona|зона)\s*(\d{1,2})(?!\d)|(?<![\d-])(\d{1,2})\.?\s*(?:zone|zona|зона)"
)
_SOUTHERN: Final = frozenset("cdefghjklm")
MGI: Final = (31270, range(5, 9))
DHDN: Final = (31464, range(2, 6))
"""Gauss-Krüger in what was Yugoslavia and in Germany: EPSG code less the zone, and the zones."""
_BALKANS: Final = re.compile(r"balkan|\bmgi\b|\bd48\b|hermann?skogel")
_GERMAN: Final = re.compile(r"dhdn|potsdam|rauenberg")
_ED50: Final = re.compile(r"ed[\s_-]?50|european datum")
_LONGEST: Final = 120


@cache
def named_system(text: str) -> pyproj.CRS | None:
    """The projected system that a heading, a cell or a person names; None when none is named or several could be.

    UTM without a datum is that of WGS 84. Grids and pipelines are no part of a name.
    """
    if len(text) > _LONGEST:
        return None
    written = ascii_digits(text).lower().strip()
    code = _code(written)
    if code is None:
        return None
    try:
        system = pyproj.CRS.from_epsg(code)
    except CRSError:
        return None
    return system if system.is_projected else None


def _code(written: str) -> int | None:
    if found := _EPSG.fullmatch(written) or re.search(r"(?:epsg|srid)[\s:#_-]*(?:\d*:)?(\d{4,6})", written):
        return int(next(group for group in found.groups() if group))
    if found := _UTM.search(written):
        return _utm(int(found[1]), found[2] or "", is_ed50=bool(_ED50.search(written)))
    if found := _ZONE_OF_WGS84.search(written):
        return _utm(int(found[1]), found[2], is_ed50=bool(_ED50.search(written)))
    zone = _zone(written)
    if zone is not None and (_BALKANS.search(written) or _GERMAN.search(written)):
        base, zones = DHDN if _GERMAN.search(written) else MGI
        return base + zone if zone in zones else None
    if zone is not None and _GAUSS.search(written):
        base = 20000 if "95" in written else 28400
        return base + zone if 2 <= zone <= 32 else None
    if re.search(r"web[\s_-]?mercator|pseudo[\s_-]?mercator|google mercator", written):
        return 3857
    return _by_name().get(_key(written))


def names_a_system(title: str) -> bool:
    """Whether a title or a note speaks of a coordinate system; a word of it may be a part of another one."""
    return _IN_A_TITLE.search(ascii_digits(title).lower()) is not None


_IN_A_TITLE: Final = re.compile(
    r"\b(?:epsg|srid|utm|pulkovo|пулково|gau(?:ss|ß)|гаусса?|mgi|dhdn|ed[\s_-]?50|s[ck][\s_-]?(?:42|63|95)|ск[\s_-]?(?:42|63|95))\b"
)


def may_be_of_several(text: str) -> bool:
    """Whether a text names a zone of Gauss-Krüger that is another one in another country, and no datum."""
    written = ascii_digits(text).lower()
    if not _GAUSS.search(written) or _EPSG.search(written):
        return False
    return _zone(written) in _ZONES_OF_SEVERAL and not _DATUM.search(written)


_ZONES_OF_SEVERAL: Final = range(2, 9)
_DATUM: Final = re.compile(
    r"pulkovo|пулково|ск|sk|\b(?:19)?(?:42|63|95)\b|s-42|balkan|mgi|d48|herman|dhdn|potsdam|rauenb"
)


def _zone(written: str) -> int | None:
    """The number of the zone that a text names."""
    found = _ZONE_WORD.search(written) or _ZONE.search(written)
    return int(found[1] or found[2]) if found else None


def _utm(zone: int, letter: str, *, is_ed50: bool) -> int | None:
    """EPSG code of a zone; a lone S is the southern half, since a band stands with its own northing."""
    if not 1 <= zone <= 60:
        return None
    is_south = letter in ("s", "south", "sud", "sur") or letter in _SOUTHERN
    if is_ed50:
        return 23000 + zone if 28 <= zone <= 38 else None
    return (32700 if is_south else 32600) + zone


@cache
def _by_name() -> dict[str, int]:
    """EPSG codes of projected systems by their name; a name that two have is left out."""
    codes: dict[str, set[int]] = {}
    for info in query_crs_info(auth_name="EPSG", pj_types=PJType.PROJECTED_CRS):
        for name in {info.name, info.name.split(" / ")[-1]}:
            codes.setdefault(_key(name), set()).add(int(info.code))
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def _to_degrees(system: pyproj.CRS) -> pyproj.Transformer:
    # Grids for a finer transformation would be fetched, and no request leaves the machine.
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    return pyproj.Transformer.from_crs(system, "EPSG:4326", always_xy=True)


def degrees_of(system: pyproj.CRS, easting: float, northing: float) -> tuple[float, float] | None:
    """Longitude and latitude in WGS 84; None outside the area where the system is used.

    Some countries call the northing X: where only the exchanged pair lies in the area, that is meant.
    """
    area = system.area_of_use
    for x, y in ((easting, northing), (northing, easting)):
        try:
            longitude, latitude = _to_degrees(system).transform(x, y, errcheck=True)
        except ProjError:
            continue
        if area is None or _is_within(longitude, latitude, area.bounds):
            return float(longitude), float(latitude)
    return None


def utm_degrees(zone: int, is_north: bool, easting: float, northing: float) -> tuple[float, float] | None:
    """Longitude and latitude of metres in a UTM zone of WGS 84; None where they leave its half of the globe."""
    system = pyproj.CRS.from_epsg((32600 if is_north else 32700) + zone)
    longitude, latitude = _to_degrees(system).transform(easting, northing)
    if not abs(latitude) <= 84.5 or (latitude < 0 if is_north else latitude > 0):
        return None
    return float(longitude), float(latitude)


_MARGIN_DEGREES: Final = 3.0
"""People use a zone beyond its edge rather than change it within one country."""


def _is_within(longitude: float, latitude: float, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    is_between = west - _MARGIN_DEGREES <= longitude <= east + _MARGIN_DEGREES if west <= east else True
    return is_between and south - _MARGIN_DEGREES <= latitude <= north + _MARGIN_DEGREES
