"""Where an incident was: its settlement, district and country, out of the names in its sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from data.places.located import Candidate
from data.places.naming.district_names import District
from data.places.search import km_apart
from data.reports.where.candidates import (
    FAR_KM,
    ONE_NAME_FOR_ALL,
    SMALL_SECOND_LEVEL,
    places_inside,
    point_of,
)
from data.reports.where.countries import Votes, add_votes, elected, supported
from data.reports.where.located import Where
from data.reports.where.settlement import SAME_SENTENCE, settlement_of
from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Toponym
from data.reports.where.toponyms import Finder
from data.reports.where.weighed import Weighed

_SMALL_KM2: Final = 2000.0
"""A district of this area has nearly all of its villages within 25 km of the point that stands for it."""


def where_of(finder: Finder, weighed: Sequence[Weighed], countries: Votes) -> Where:
    """The place that the names speak for most; `countries` is what else speaks for each country."""
    votes: Votes = defaultdict(float, countries)
    for one in weighed:
        add_votes(votes, one)
    country = supported(elected(votes), weighed, votes, countries)
    district, by = _district(weighed, country)
    if district is None:
        district, by = _district_by_its_centre(weighed, country)
    if district and not country:
        country = district.adm0
    sure = district if by and by[0].cue in (DISTRICT, PROVINCE) else None
    found = settlement_of(finder, weighed, country, sure or district)
    if found is None or (found.longitude is None and found.where_prec != 5 and sure is None):
        other = settlement_of(finder, weighed, country, sure) if sure is not district else None
        found = other if other is not None and (found is None or other.longitude is not None) else found
    lower = next(
        (one for one in weighed if one.toponym.cue == DISTRICT and not one.toponym.is_elsewhere), None
    )
    if lower is not None and lower.toponym.districts and district in lower.toponym.districts:
        lower = None
    if found is not None:
        found = _with_its_district(finder, found, weighed, lower, country)
        return _with_district_point(finder, found, lower)
    if lower is not None:
        return _in_lower_district(finder, weighed, lower, country, district, by)
    if district is not None:
        return Where(country, district, "", None, None, 4 if _is_division(district) else 3, (), tuple(by))
    named = [one.toponym for one in weighed if one.toponym.country == country and country]
    open_names = [] if country else [one.toponym for one in weighed if one.toponym.cue in (NEAR, SETTLEMENT)]
    candidates = open_names[0].places[:8] if open_names else ()
    names = tuple(named[:1] or (open_names[:1] if candidates else []))
    return Where(country, None, "", None, None, 6 if country else None, candidates, names)


def _in_lower_district(
    finder: Finder,
    weighed: Sequence[Weighed],
    lower: Weighed,
    country: str,
    district: District | None,
    by: Sequence[Toponym],
) -> Where:
    """Somewhere in a district of the second level, or in a village there that no list has."""
    place, owner = _in_district_of(lower.toponym, country, district)
    home = country or (owner.adm0 if owner else "")
    village = _unknown_village(weighed, lower, home)
    if village is not None:
        found = Where(home, owner, village.text, None, None, 3, (), (village, *by))
        return _with_district_point(finder, found, lower)
    return Where(home, owner, lower.toponym.text, None, None, 3, place, (lower.toponym, *by))


def _unknown_village(weighed: Sequence[Weighed], lower: Weighed, country: str) -> Toponym | None:
    """A name that no list has, near which it was, in the sentence of a district: near X in the district of Y."""
    return next(
        (
            one.toponym
            for one in weighed
            if one.toponym.cue == NEAR
            and not one.toponym.is_elsewhere
            and not (one.toponym.districts or one.toponym.country)
            and not places_inside(one.toponym.places, country, None)
            and abs(one.weight - lower.weight) < SAME_SENTENCE
            and one.toponym.text != lower.toponym.text
        ),
        None,
    )


def _with_district_point(finder: Finder, found: Where, lower: Weighed | None) -> Where:
    """A village that the gazetteer lacks, with the point that stands for its district: the seat of one of the
    second level, or that of a small one of the first; unchanged where the place is known, or its district large.
    """
    if found.longitude is not None or found.where_prec != 3 or found.district is None or found.candidates:
        return found
    is_near = lower is not None and found.country in SMALL_SECOND_LEVEL
    seats = places_inside(lower.toponym.places, found.country, found.district) if lower and is_near else []
    if seats and all(km_apart(point_of(seats[0]), point_of(other)) <= FAR_KM for other in seats):
        longitude, latitude = point_of(seats[0])
        names = (*found.names, lower.toponym) if lower else found.names
        return replace(found, longitude=longitude, latitude=latitude, names=names)
    if finder.gazetteer.districts.area_km2(found.district.adm1_iso) > _SMALL_KM2:
        return found
    return replace(found, longitude=found.district.longitude, latitude=found.district.latitude)


def _with_its_district(
    finder: Finder, found: Where, weighed: Sequence[Weighed], lower: Weighed | None, country: str
) -> Where:
    """The place with the district that the smaller division or the other places named lie in, where it has none."""
    if found.district is None and lower is not None:
        found = _with_owner(found, lower, country)
    if found.district is None and found.longitude is None and country:
        found = _with_only_district(finder, found, weighed, country)
    return found


def _with_only_district(finder: Finder, found: Where, weighed: Sequence[Weighed], country: str) -> Where:
    """The place that no list has with the district in which all other places named lie: a hamlet of Tumaco."""
    named = [
        place.adm1_iso
        for one in weighed
        if not one.toponym.is_elsewhere and one.toponym not in found.names
        for place in places_inside(one.toponym.places, country, None)
    ]
    district = finder.gazetteer.districts.by_code.get(named[0]) if len(set(named)) == 1 else None
    return found if district is None else replace(found, district=district, where_prec=3)


def _with_owner(found: Where, lower: Weighed, country: str) -> Where:
    """The place with the district of the first level that its district of the second lies in."""
    _, owner = _in_district_of(lower.toponym, found.country or country, None)
    if owner is None:
        return found
    return replace(
        found,
        district=owner,
        country=owner.adm0,
        where_prec=max(found.where_prec or 3, 2) if found.longitude is not None else 3,
    )


def _is_division(district: District) -> bool:
    return district.adm0 not in ONE_NAME_FOR_ALL


def _district(weighed: Sequence[Weighed], country: str) -> tuple[District | None, list[Toponym]]:
    best: tuple[float, District, Toponym] | None = None
    for one in weighed:
        named = [district for district in one.toponym.districts if country in ("", district.adm0)]
        if one.toponym.is_elsewhere and one.toponym.cue not in (DISTRICT, PROVINCE):
            continue
        if one.toponym.cue == SETTLEMENT or len(named) != 1:
            continue
        bonus = 3.0 if one.toponym.cue in (DISTRICT, PROVINCE) else 0.0
        if best is None or one.weight + bonus > best[0]:
            best = (one.weight + bonus, named[0], one.toponym)
    return (best[1], [best[2]]) if best else (None, [])


def _district_by_its_centre(
    weighed: Sequence[Weighed], country: str
) -> tuple[District | None, list[Toponym]]:
    """The district that is called a province by the name of its centre, which the layer has in other scripts only."""
    for one in weighed:
        toponym = one.toponym
        if toponym.cue == PROVINCE and not toponym.is_elsewhere and not toponym.country and toponym.places:
            _, owner = _in_district_of(toponym, country, None)
            if owner is not None:
                return owner, [toponym]
    return None, []


def _in_district_of(
    toponym: Toponym, country: str, district: District | None
) -> tuple[tuple[Candidate, ...], District | None]:
    """For a district of the second level: what goes by its name, and the district of the first."""
    if district is not None:
        return tuple(places_inside(toponym.places, country, district)[:8]), district
    from data.places.naming.district_names import bundled_district_names

    inside = places_inside(toponym.places, country, None)
    codes = {one.adm1_iso for one in inside if one.adm1_iso}
    owner = bundled_district_names().by_code.get(codes.pop()) if len(codes) == 1 else None
    return tuple(inside[:8]), owner
