"""The settlement of an incident, out of the names in its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pyproj import Geod

from data.places.located import Candidate
from data.places.naming.district_names import District
from data.places.scope import Scope
from data.places.search import km_apart
from data.reports.where.candidates import (
    FAR_KM,
    ONE_NAME_FOR_ALL,
    SMALL_SECOND_LEVEL,
    places_inside,
    point_of,
)
from data.reports.where.located import Where
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym
from data.reports.where.toponyms import Finder
from data.reports.where.weighed import Weighed

_EARTH: Final = Geod(ellps="WGS84")
_RAION_KM: Final = 70.0
"""Farther from the seat of a raion than this lies none of its villages."""
_OF_SEAT_KM: Final = 45.0
"""So far from the seat of its raion a village lies at most."""
_OF_NEIGHBOUR_KM: Final = 60.0
"""So far apart two places of one sentence lie at most that one of them tells the other from its namesakes."""
SAME_SENTENCE: Final = 0.1
"""Names whose weights differ by less stand in one sentence, or in two of one kind."""


def settlement_of(
    finder: Finder, weighed: Sequence[Weighed], country: str, district: District | None
) -> Where | None:
    """The settlement that the names speak for most; None where they name none."""
    ranked = sorted(
        (one for one in weighed if _may_be_settlement(one.toponym, country, finder)),
        key=lambda one: -_weight(one, country, district),
    )
    unknown: Where | None = None
    weight = 0.0
    for one in ranked:
        toponym = one.toponym
        if unknown is not None and (toponym.cue != NEAR or abs(one.weight - weight) > SAME_SENTENCE):
            continue
        inside = places_inside(toponym.places, country, district)
        if not inside and country:
            inside = _villages(finder, toponym, weighed, country, district)
        if (
            toponym.cue == SETTLEMENT
            and not inside
            and district is not None
            and places_inside(toponym.places, country, None)
        ):
            inside = _beside(finder, toponym, country, district)
        if inside:
            return _placed(finder, one, inside, weighed, country, district)
        if toponym.cue in (SETTLEMENT, NEAR) and not toponym.districts and not toponym.country:
            similar = _similar(finder, toponym, country, district)
            if similar:
                return _placed(finder, one, similar[:1], weighed, country, district)
            if toponym.cue == SETTLEMENT and (toponym.places == () or country):
                where_prec = 3 if district else 6 if country else None
                weight = one.weight
                unknown = Where(country, district, toponym.text, None, None, where_prec, (), (toponym,))
    return unknown


def _may_be_settlement(toponym: Toponym, country: str, finder: Finder) -> bool:
    if toponym.is_elsewhere and toponym.cue != SETTLEMENT:
        return False
    if toponym.is_elsewhere:
        return False
    if toponym.cue in (DISTRICT, PROVINCE) or (toponym.country and toponym.cue != SETTLEMENT):
        return False
    own = [one for one in toponym.districts if country in ("", one.adm0)]
    if own and toponym.cue not in (SETTLEMENT, NEAR):
        is_city_form = finder.words.language in ("ru", "uk") and country not in ONE_NAME_FOR_ALL
        return is_city_form and not any(toponym.text.lower().endswith(ending) for ending in ("щине", "щині"))
    return True


def _weight(one: Weighed, country: str, district: District | None) -> float:
    cue = {SETTLEMENT: 6.0, NEAR: 4.0, "inside": 2.0}.get(one.toponym.cue, 0.0)
    cue += 2.0 if one.toponym.offset_km is not None else 0.0
    inside = 3.0 if places_inside(one.toponym.places, country, district) else 0.0
    return one.weight * 2 + cue + inside


def _beside(finder: Finder, toponym: Toponym, country: str, district: District) -> list[Candidate]:
    near = [
        one
        for one in places_inside(toponym.places, country, None)
        if finder.gazetteer.districts.km_outside(district.adm1_iso, one.longitude, one.latitude) <= 15
    ]
    return near if len(near) == 1 else []


def _similar(finder: Finder, toponym: Toponym, country: str, district: District | None) -> list[Candidate]:
    if district is None or not country:
        return []
    scope = Scope(country, (district,))
    choice = finder.gazetteer.search.choose_similar(toponym.text, scope)
    return [choice.answer] if choice.answer else []


def _placed(
    finder: Finder,
    one: Weighed,
    inside: Sequence[Candidate],
    weighed: Sequence[Weighed],
    country: str,
    district: District | None,
) -> Where:
    best, toponym = inside[0], one.toponym
    rivals = [
        other
        for other in inside[1:]
        if km_apart(point_of(best), point_of(other)) > FAR_KM and other.score >= best.score
    ]
    names = (
        toponym,
        *(other.toponym for other in weighed if district in other.toponym.districts and other is not one),
    )[:3]
    if rivals and (nearest := _nearest_to_seat(one, inside, weighed, country, district)) is not None:
        best, rivals = nearest, []
    owner = district or finder.gazetteer.districts.by_code.get(best.adm1_iso)
    if rivals and district is None and not _is_much_larger(best, rivals):
        return Where(
            best.adm0 if len({one.adm0 for one in inside}) == 1 else country,
            None,
            toponym.text,
            None,
            None,
            6,
            tuple(inside[:8]),
            names,
        )
    if rivals and district is not None and not _is_much_larger(best, rivals):
        return Where(best.adm0, owner, toponym.text, None, None, 3, tuple(inside[:8]), names)
    end = _other_end(finder, one, best, weighed, country) if toponym.is_on_road else None
    if end is not None and km_apart(point_of(best), point_of(end)) > FAR_KM:
        return Where(best.adm0, owner, "", None, None, 5, (best, end), names)
    longitude, latitude = best.longitude, best.latitude
    if toponym.offset_km is not None and toponym.bearing is not None:
        longitude, latitude, _ = _EARTH.fwd(longitude, latitude, toponym.bearing, toponym.offset_km * 1000)
    is_far = toponym.offset_km is not None and toponym.bearing is None and toponym.offset_km > FAR_KM
    return Where(
        country=best.adm0,
        district=owner,
        place_name=_without_district(best.name),
        longitude=None if is_far else round(longitude, 4),
        latitude=None if is_far else round(latitude, 4),
        where_prec=4 if is_far else 2,
        candidates=tuple(inside[:8]),
        names=names,
    )


def _without_district(name: str) -> str:
    """The name without the district that the gazetteer has in brackets behind it: Yenikənd (Goranboy)."""
    return re.sub(r"\s*\([^)]*\)$", "", name) or name


def _nearest_to_seat(
    one: Weighed,
    inside: Sequence[Candidate],
    weighed: Sequence[Weighed],
    country: str,
    district: District | None,
) -> Candidate | None:
    """Of several places of one name the one that is clearly nearest to the seat of the smaller division named, or
    to the other place of its sentence: Llorente, forty minutes from Tumaco.
    """
    seat, reach = _seat(weighed, country, district), _OF_SEAT_KM
    if seat is None:
        seat, reach = _neighbour(one, weighed, country, district), _OF_NEIGHBOUR_KM
    if seat is None:
        return None
    by_distance = sorted(inside, key=lambda place: km_apart(point_of(place), point_of(seat)))
    nearest, next_one = (km_apart(point_of(place), point_of(seat)) for place in by_distance[:2])
    return by_distance[0] if nearest <= reach and next_one >= 2 * nearest else None


def _neighbour(
    one: Weighed, weighed: Sequence[Weighed], country: str, district: District | None
) -> Candidate | None:
    """The only other place of the sentence, where its name has no namesake in the country and district."""
    others = [
        places_inside(other.toponym.places, country, district)
        for other in weighed
        if other.weight == one.weight
        and other.toponym.start != one.toponym.start
        and other.toponym.cue not in (DISTRICT, PROVINCE)
        and not (other.toponym.is_elsewhere or other.toponym.country or other.toponym.districts)
    ]
    known = [places for places in others if places]
    return known[0][0] if len(known) == 1 and len(known[0]) == 1 else None


def _seat(weighed: Sequence[Weighed], country: str, district: District | None) -> Candidate | None:
    """The seat of the smaller division that the names have, such as a raion."""
    seats = [
        places_inside(one.toponym.places, country, district)
        for one in weighed
        if one.toponym.cue == DISTRICT and not one.toponym.is_elsewhere
    ]
    return next((max(some, key=lambda place: place.population or 0) for some in seats if some), None)


def _villages(
    finder: Finder, toponym: Toponym, weighed: Sequence[Weighed], country: str, district: District | None
) -> list[Candidate]:
    """The small villages of that name, without those far from the seat of the smaller division named."""
    found = places_inside(finder.villages(toponym), country, district)
    seat = _seat(weighed, country, district) if found else None
    reach = FAR_KM if country in SMALL_SECOND_LEVEL else _RAION_KM
    return [one for one in found if seat is None or km_apart(point_of(one), point_of(seat)) <= reach]


def _other_end(
    finder: Finder, one: Weighed, best: Candidate, weighed: Sequence[Weighed], country: str
) -> Candidate | None:
    """The place at the other end of the road, which stands in the same sentence; of several the nearest."""
    ends = [
        place
        for other in weighed
        if other.toponym.is_on_road
        and other.toponym.start != one.toponym.start
        and other.weight == one.weight
        for place in (
            *places_inside(other.toponym.places, country, None),
            *places_inside(finder.villages(other.toponym), country, None),
        )
    ]
    return min(ends, key=lambda place: km_apart(point_of(place), point_of(best)), default=None)


def _is_much_larger(best: Candidate, rivals: Sequence[Candidate]) -> bool:
    most = max((one.population or 0) for one in rivals)
    return (best.population or 0) > 20_000 and (best.population or 0) > 8 * max(most, 1)
