"""Where an incident was: its settlement, district and country, out of the names in its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyproj import Geod

from data.places.located import Candidate
from data.places.naming.district_names import District
from data.places.scope import Scope
from data.places.search import km_apart
from data.reports.where.toponyms import DISTRICT, NEAR, PROVINCE, SETTLEMENT, Finder, Toponym

Votes = dict[str, float]
"""How much speaks for each country."""
_EARTH: Final = Geod(ellps="WGS84")
_FAR_KM: Final = 25.0
"""From a road's one end to its other: a longer one has no point that stands for it."""
_SMALL_KM2: Final = 2000.0
"""A district of this area has nearly all of its villages within 25 km of the point that stands for it."""
_SMALL_SECOND_LEVEL: Final = frozenset(
    "AF AM AZ BA BF CO EC GE HR IN KH LB LK MM NG PH PK PS RS SN SY TH VN XK YE".split()
)
"""Countries whose districts of the second level are mostly below 2,000 km² (those of Ukraine, Mali or Angola are not)."""
_TIE: Final = 0.1
_SAME_SENTENCE: Final = 0.1
"""Names whose weights differ by less stand in one sentence, or in two of one kind."""
_ONE_NAME_FOR_ALL: Final = frozenset({"AZ"})
"""Countries whose districts are named after their centre and mostly meant by that name."""


_HELD_BY: Final = {"EH": "MA"}
"""Countries whose towns the gazetteer has under another one."""


@dataclass(frozen=True)
class Where:
    """The place of an incident as far as it is known."""

    country: str = ""
    district: District | None = None
    place_name: str = ""
    longitude: float | None = None
    latitude: float | None = None
    where_prec: int | None = None
    candidates: tuple[Candidate, ...] = ()
    names: tuple[Toponym, ...] = ()
    """The names that this rests on, that of the place first."""


@dataclass(frozen=True)
class Weighed:
    """A name with how much speaks for its being the place of the incident."""

    toponym: Toponym
    weight: float


def where_of(finder: Finder, weighed: Sequence[Weighed], countries: Votes) -> Where:
    """The place that the names speak for most; `countries` is what else speaks for each country."""
    votes: Votes = defaultdict(float, countries)
    for one in weighed:
        _vote(votes, one)
    country = _elected(votes)
    district, by = _district(weighed, country)
    if district is None:
        district, by = _district_by_its_centre(weighed, country)
    if district and not country:
        country = district.adm0
    sure = district if by and by[0].cue in (DISTRICT, PROVINCE) else None
    found = _settlement(finder, weighed, country, sure or district)
    if found is None or (found.longitude is None and found.where_prec != 5 and sure is None):
        other = _settlement(finder, weighed, country, sure) if sure is not district else None
        found = other if other is not None and (found is None or other.longitude is not None) else found
    lower = next(
        (one for one in weighed if one.toponym.cue == DISTRICT and not one.toponym.is_elsewhere), None
    )
    if lower is not None and lower.toponym.districts and district in lower.toponym.districts:
        lower = None
    if found is not None:
        if found.district is None and lower is not None:
            found = _with_owner(found, lower, country)
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


def _elected(votes: Votes) -> str:
    """The country that most speaks for; none where no more speaks for it than for another."""
    ranked = sorted(votes, key=lambda code: -votes[code])
    if len(ranked) > 1 and votes[ranked[0]] - votes[ranked[1]] < _TIE:
        return ""
    return ranked[0] if ranked else ""


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
            and not _inside(one.toponym.places, country, None)
            and abs(one.weight - lower.weight) < _SAME_SENTENCE
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
    is_near = lower is not None and found.country in _SMALL_SECOND_LEVEL
    seats = _inside(lower.toponym.places, found.country, found.district) if lower and is_near else []
    if seats and all(km_apart(_point(seats[0]), _point(other)) <= _FAR_KM for other in seats):
        longitude, latitude = _point(seats[0])
        names = (*found.names, lower.toponym) if lower else found.names
        return replace(found, longitude=longitude, latitude=latitude, names=names)
    if finder.gazetteer.districts.area_km2(found.district.adm1_iso) > _SMALL_KM2:
        return found
    return replace(found, longitude=found.district.longitude, latitude=found.district.latitude)


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
    return district.adm0 not in _ONE_NAME_FOR_ALL


def _vote(votes: Votes, one: Weighed) -> None:
    toponym = one.toponym
    weight = max(one.weight, 0.2)
    if toponym.country and toponym.cue not in (SETTLEMENT, DISTRICT):
        votes[toponym.country] += 2.5 * weight
    homes = {district.adm0 for district in toponym.districts}
    if len(homes) == 1:
        home = homes.pop()
        # A province of one country may have its name from a town of another: Palmyra is an atoll, too.
        is_sure = not toponym.places or any(place.adm0 == home for place in toponym.places)
        settled = 1.2 if is_sure else 0.2
        votes[home] += (3.0 if toponym.cue in (DISTRICT, PROVINCE) else settled) * weight
    elif homes and toponym.cue in (DISTRICT, PROVINCE):
        for home in homes:
            votes[home] += 0.8 * weight
    lands = Counter(place.adm0 for place in toponym.places if place.score >= 94)
    if len(lands) == 1 and not toponym.country:
        votes[next(iter(lands))] += (1.0 if toponym.cue in (SETTLEMENT, NEAR) else 0.7) * weight
    elif 1 < len(lands) <= 4:
        for land in lands:
            votes[land] += 0.2 * weight


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


def _settlement(
    finder: Finder, weighed: Sequence[Weighed], country: str, district: District | None
) -> Where | None:
    ranked = sorted(
        (one for one in weighed if _may_be_settlement(one.toponym, country, finder)),
        key=lambda one: -_weight(one, country, district),
    )
    unknown: Where | None = None
    weight = 0.0
    for one in ranked:
        toponym = one.toponym
        if unknown is not None and (toponym.cue != NEAR or abs(one.weight - weight) > _SAME_SENTENCE):
            continue
        inside = _inside(toponym.places, country, district)
        if (
            toponym.cue == SETTLEMENT
            and not inside
            and district is not None
            and _inside(toponym.places, country, None)
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
        is_city_form = finder.words.language in ("ru", "uk") and country not in _ONE_NAME_FOR_ALL
        return is_city_form and not any(toponym.text.lower().endswith(ending) for ending in ("щине", "щині"))
    return True


def _weight(one: Weighed, country: str, district: District | None) -> float:
    cue = {SETTLEMENT: 6.0, NEAR: 4.0, "inside": 2.0}.get(one.toponym.cue, 0.0)
    cue += 2.0 if one.toponym.offset_km is not None else 0.0
    inside = 3.0 if _inside(one.toponym.places, country, district) else 0.0
    return one.weight * 2 + cue + inside


def _inside(places: Sequence[Candidate], country: str, district: District | None) -> list[Candidate]:
    lands = ("", _HELD_BY.get(country, country))
    kept = [one for one in places if country in ("", one.adm0, one.adm1_iso[:2]) or one.adm0 in lands]
    if district is not None:
        kept = [one for one in kept if one.adm1_iso == district.adm1_iso]
    elif not country:
        kept = kept if len({one.adm0 for one in kept}) == 1 else []
    return sorted(kept, key=lambda one: (not one.is_own, -one.score, -(one.population or 0)))


def _beside(finder: Finder, toponym: Toponym, country: str, district: District) -> list[Candidate]:
    near = [
        one
        for one in _inside(toponym.places, country, None)
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
        if km_apart(_point(best), _point(other)) > _FAR_KM and other.score >= best.score
    ]
    names = (
        toponym,
        *(other.toponym for other in weighed if district in other.toponym.districts and other is not one),
    )[:3]
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
    end = _other_end(one, weighed, country) if toponym.is_on_road else None
    if end is not None and km_apart(_point(best), _point(end)) > _FAR_KM:
        return Where(best.adm0, owner, "", None, None, 5, (best, end), names)
    longitude, latitude = best.longitude, best.latitude
    if toponym.offset_km is not None and toponym.bearing is not None:
        longitude, latitude, _ = _EARTH.fwd(longitude, latitude, toponym.bearing, toponym.offset_km * 1000)
    is_far = toponym.offset_km is not None and toponym.bearing is None and toponym.offset_km > _FAR_KM
    return Where(
        country=best.adm0,
        district=owner,
        place_name=best.name,
        longitude=None if is_far else round(longitude, 4),
        latitude=None if is_far else round(latitude, 4),
        where_prec=4 if is_far else 2,
        candidates=tuple(inside[:8]),
        names=names,
    )


def _other_end(one: Weighed, weighed: Sequence[Weighed], country: str) -> Candidate | None:
    """The place at the other end of the road, which stands in the same sentence."""
    ends = [
        inside[0]
        for other in weighed
        if other.toponym.is_on_road
        and other.toponym.start != one.toponym.start
        and other.weight == one.weight
        if (inside := _inside(other.toponym.places, country, None))
    ]
    return ends[0] if ends else None


def _is_much_larger(best: Candidate, rivals: Sequence[Candidate]) -> bool:
    most = max((one.population or 0) for one in rivals)
    return (best.population or 0) > 20_000 and (best.population or 0) > 8 * max(most, 1)


def _in_district_of(
    toponym: Toponym, country: str, district: District | None
) -> tuple[tuple[Candidate, ...], District | None]:
    """For a district of the second level: what goes by its name, and the district of the first."""
    if district is not None:
        return tuple(_inside(toponym.places, country, district)[:8]), district
    from data.places.naming.district_names import bundled_district_names

    inside = _inside(toponym.places, country, None)
    codes = {one.adm1_iso for one in inside if one.adm1_iso}
    owner = bundled_district_names().by_code.get(codes.pop()) if len(codes) == 1 else None
    return tuple(inside[:8]), owner


def _point(place: Candidate) -> tuple[float, float]:
    return place.longitude, place.latitude


def with_weight(toponyms: Sequence[Toponym], weight: float) -> list[Weighed]:
    """The names of one sentence, all of one weight."""
    return [Weighed(replace(one), weight) for one in toponyms]
