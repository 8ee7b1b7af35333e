"""Links to a point on a web map, and geo: addresses. They are parsed, never fetched."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from data.places.notations.compass import Axis
from data.places.notations.pairs import PairHints, read_pair
from data.places.notations.reading import Notation, PointReading, Unread

SHORT_LINK: Final = "A short link holds no coordinate and is not followed; open it and copy the coordinate."
NO_COORDINATE: Final = "The link holds no coordinate and is not followed."
OTHER_SYSTEM: Final = "The geo: address is in another coordinate system than WGS 84; it was not used."
WHAT3WORDS: Final = "Three words of what3words can only be looked up by that company; write the coordinate."
VIEW: Final = "The link shows a view of the map without a marker; the middle of the view was read."

_LONGEST: Final = 4_000
_EQUATOR_M: Final = 40_075_017
_LINK: Final = re.compile(r"(?i)(?:https?://|www\.|geo:)\S+|(?:maps?\.|yandex\.|goo\.gl|maps\.app)\S*/\S+")
_NUMBER: Final = r"[-+]?\d{1,3}(?:\.\d+)?"
_BETWEEN: Final = r"\s*[,~;/_ ]\s*"
_SHORT_HOSTS: Final = (
    "goo.gl", "maps.app.goo.gl", "g.co", "bit.ly", "t.co", "tinyurl.com", "yandex.ru/maps/-/", "yandex.com/maps/-/", "w3w.co",
    "what3words.com", "osm.org/go/", "openstreetmap.org/go/", "apple.co", "maps.apple/p/",
)  # fmt: skip
_LONGITUDE_FIRST: Final = ("yandex.", "2gis.", "ya.ru", "n.maps.sputnik", "mapbox")

_MARKERS: Final = (
    (re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"), False),
    (re.compile(rf"!1d({_NUMBER})!2d({_NUMBER})"), True),
    (re.compile(rf"[?&#]mlat=({_NUMBER})&mlon=({_NUMBER})"), False),
    (re.compile(rf"[?&#](?:whatshere\[point\]|pt|poi\[point\])=({_NUMBER}),({_NUMBER})"), True),
    (re.compile(rf"/(?:place|search|dir)/(?:[^/]*/)?({_NUMBER}),\s?({_NUMBER})(?:[/?,&]|$)"), False),
    (re.compile(rf"[?&#](?:lat|latitude)=({_NUMBER})&(?:lon|lng|long|longitude)=({_NUMBER})"), False),
    (re.compile(rf"[?&#](?:lon|lng|long|longitude|x)=({_NUMBER})&(?:lat|latitude|y)=({_NUMBER})"), True),
    (re.compile(rf"2gis\.[a-z]+/.*geo/(?:\d+/)?({_NUMBER}),({_NUMBER})"), True),
)
"""Of a marker, and whether the longitude stands first."""
_TEXTS: Final = re.compile(
    r"[?&#](?:q|query|ll|sll|daddr|destination|saddr|origin|center|coordinate|coords|loc|cp|address|point|marker|markers|mp)=([^&#]*)"
)
_VIEWS: Final = (
    (re.compile(rf"/@({_NUMBER}),({_NUMBER})"), False),
    (re.compile(rf"#(?:map=|@)?(?:\d{{1,2}}(?:\.\d+)?/)({_NUMBER})/({_NUMBER})"), False),
    (re.compile(rf"[?&#]map=({_NUMBER}),({_NUMBER})"), False),
    (re.compile(rf"[?&]m=({_NUMBER}),({_NUMBER})"), True),
)
_GEO: Final = re.compile(rf"(?i)geo:({_NUMBER}),({_NUMBER})(?:,[-\d.]+)?((?:;[\w-]+=[\w.:-]+)*)(?:\?(.*))?")
_WORDS: Final = re.compile(r"/{3}?[^\W\d_]{3,}\.[^\W\d_]{3,}\.[^\W\d_]{3,}")


def read_link(text: str) -> PointReading | Unread | None:
    """The point of a map link or geo: address, alone or among other words; None for a text without one."""
    if len(text) > _LONGEST:
        return None
    if re.fullmatch(r"/{3}\s?[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}", text.strip()):
        return Unread(WHAT3WORDS)
    found = _LINK.search(text)
    if not found:
        return None
    link = _unquoted(text[found.start() :].strip() if text.lower().startswith("geo:") else found.group())
    if link.lower().startswith("geo:"):
        return _geo(link)
    if any(host in link.lower() for host in ("what3words.com", "w3w.co")):
        return Unread(WHAT3WORDS)
    answer = _of_link(link)
    if answer is not None:
        return answer
    is_short = any(host in link.lower() for host in _SHORT_HOSTS)
    return Unread(SHORT_LINK if is_short else NO_COORDINATE)


def _unquoted(link: str) -> str:
    """The link with its percent signs resolved; twice, since a link is often passed on in another one."""
    return unquote_plus(unquote_plus(link)).rstrip(").,;>\"'")


def _of_link(link: str) -> PointReading | Unread | None:
    """What is marked on the map before what is in the middle of it."""
    host = (urlsplit(link if "//" in link else f"//{link}").hostname or "").lower()
    is_reversed = any(part in host for part in _LONGITUDE_FIRST)
    for pattern, longitude_first in _MARKERS:
        if found := _last(pattern, link):
            return _reading(found, longitude_first=longitude_first)
    for found in _TEXTS.finditer(link):
        axis: Axis = "longitude" if is_reversed else "latitude"
        pair = re.sub(r"(?i)^(?:loc|point|pin)[.:]", "", re.sub(r"[~_]", ",", found[1]))
        read = read_pair(pair, PairHints(first_axis=axis))
        if isinstance(read, PointReading):
            is_view = found.group()[1:].startswith(("ll", "sll", "center", "cp")) and is_reversed
            size_m = max(read.size_m, _width_of_view_m(link) if is_view else 0.0)
            return PointReading(
                read.longitude, read.latitude, Notation.MAP_LINK, size_m, (VIEW,) if is_view else ()
            )
    if (place := re.search(r"/(?:place|search)/([^/@?]+)", link)) and isinstance(
        read := read_pair(place[1]), PointReading
    ):
        return PointReading(read.longitude, read.latitude, Notation.MAP_LINK, read.size_m)
    for pattern, longitude_first in _VIEWS:
        if found := _last(pattern, link):
            view = _reading(found, longitude_first=longitude_first or is_reversed, remark=VIEW)
            return replace(view, size_m=max(view.size_m, _width_of_view_m(link)))
    return None


def _width_of_view_m(link: str) -> float:
    """About how wide a tile of the view is: nobody can point closer with the middle of it."""
    zoom = re.search(r",(\d{1,2}(?:\.\d+)?)z|#(?:map=|@)?(\d{1,2}(?:\.\d+)?)/|[?&]z(?:oom)?=(\d{1,2})", link)
    if zoom:
        return float(_EQUATOR_M / 2 ** float(zoom[1] or zoom[2] or zoom[3]))
    height = re.search(r",(\d+(?:\.\d+)?)[am](?:[,/]|$)", link)
    return float(height[1]) if height else 0.0


def _last(pattern: re.Pattern[str], link: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(link))), None)


def _reading(found: re.Match[str], *, longitude_first: bool, remark: str = "") -> PointReading:
    first, second = float(found[1]), float(found[2])
    longitude, latitude = (first, second) if longitude_first else (second, first)
    decimals = max(len(part.partition(".")[2]) for part in (found[1], found[2]))
    size_m = 111_320.0 / 10**decimals
    return PointReading(longitude, latitude, Notation.MAP_LINK, size_m, (remark,) if remark else ())


def _geo(link: str) -> PointReading | Unread:
    found = _GEO.match(link)
    if not found:
        return Unread(NO_COORDINATE)
    parameters = dict(part.split("=", 1) for part in found[3].lower().split(";") if "=" in part)
    if parameters.get("crs", "wgs84") != "wgs84":
        return Unread(OTHER_SYSTEM)
    query = re.search(rf"(?:^|&)q=({_NUMBER}),\s?({_NUMBER})", found[4] or "")
    reading = _reading(query or found, longitude_first=False)
    error_m = float(parameters["u"]) if re.fullmatch(r"\d+(\.\d+)?", parameters.get("u", "")) else 0.0
    size_m = max(reading.size_m, error_m if math.isfinite(error_m) else 0.0)
    return PointReading(reading.longitude, reading.latitude, Notation.GEO_URI, size_m)
