"""The country that the names of places speak for most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from data.reports.where.toponym import DISTRICT, NEAR, PROVINCE, SETTLEMENT
from data.reports.where.weighed import Weighed

Votes = dict[str, float]
"""How much speaks for each country."""
_TIE: Final = 0.1
_TOWN: Final = 20_000
"""A place of so many people has fewer namesakes than a village."""


def elected(votes: Votes) -> str:
    """The country that most speaks for; none where no more speaks for it than for another."""
    ranked = sorted(votes, key=lambda code: -votes[code])
    if len(ranked) > 1 and votes[ranked[0]] - votes[ranked[1]] < _TIE:
        return ""
    return ranked[0] if ranked else ""


def supported(country: str, weighed: Sequence[Weighed], votes: Votes, before: Votes) -> str:
    """The elected country, or one for which a town or division speaks where only a village's name speaks for the
    elected: Alto Mira of a text about Tumaco is not the one on Cape Verde.
    """
    if not country or _is_strong(country, weighed, before):
        return country
    others = [code for code in votes if code != country and _is_strong(code, weighed, {})]
    return max(others, key=lambda code: votes[code], default=country)


def _is_strong(country: str, weighed: Sequence[Weighed], before: Votes) -> bool:
    if before.get(country, 0.0) > 0:
        return True
    return any(
        one.toponym.country == country
        or {district.adm0 for district in one.toponym.districts} == {country}
        or {place.adm0 for place in one.toponym.places if (place.population or 0) >= _TOWN} == {country}
        for one in weighed
        if not one.toponym.is_elsewhere
    )


def add_votes(votes: Votes, one: Weighed) -> None:
    """Adds what one name speaks for to the countries it may lie in."""
    toponym = one.toponym
    weight = max(one.weight, 0.2)
    if toponym.country and toponym.cue not in (SETTLEMENT, DISTRICT):
        # "Two from Togo" does not say where it was.
        votes[toponym.country] += (0.5 if toponym.is_elsewhere else 2.5) * weight
    # "The village of Kamenka" is none of the districts of that name.
    is_village = toponym.cue == SETTLEMENT and bool(toponym.places)
    homes = set() if is_village else {district.adm0 for district in toponym.districts}
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
        # A district has fewer namesakes abroad than a village.
        sure = 1.5 if toponym.cue == DISTRICT else 1.0 if toponym.cue in (SETTLEMENT, NEAR) else 0.7
        votes[next(iter(lands))] += sure * weight
    elif 1 < len(lands) <= 4:
        for land in lands:
            votes[land] += 0.2 * weight
