"""Places that a name may mean, found exactly or nearly, and which of them is the one clear answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from data.language import number_text
from data.places import remarks
from data.places.index import PlaceIndex
from data.places.located import Candidate, Match
from data.places.naming.district_names import DistrictNames
from data.places.naming.place_names import (
    is_alphabetic,
    latin_key,
    name_parts,
    same_script_key,
)
from data.places.near_misses import Pool, near_misses, pool_of, pool_of_keys
from data.places.remarks import listed
from data.places.scope import Scope
from data.remark import make_remark
from data.text.search_scripts import sound_key
from data.text.search_text import is_latin

ONE_PLACE_KM: Final = 5.0
"""Entries of one name that lie this close together are one place."""
BORDER_KM: Final = 10.0
"""How far outside the generalised outline of its district a place may lie."""
TAKEN_SCORE: Final = 90.0
RIVAL_SCORE: Final = 85.0
"""A near-miss of the first score is taken if no other place in the stated district reaches the second."""
TAKEN_LETTERS: Final = 5
LEAST_WORD_SCORE: Final = 75.0
SHOWN: Final = 20
"""So many candidates are handed on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a search came to."""

    candidates: tuple[Candidate, ...] = ()
    answer: Candidate | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PlaceSearch:
    """Names looked up in a dataset's own places and in those of the world."""

    own: PlaceIndex
    world: PlaceIndex
    superseded: frozenset[int]
    """Positions in `world` of places that `own` has too."""
    districts: DistrictNames

    def exact(self, name: str) -> list[Candidate]:
        """All places that have this name, letter by letter, in any alphabet; the dataset's own first."""
        key, own_script = latin_key(name), same_script_key(name)
        found = [
            self._candidate(index, place, *match)
            for index, hidden in self._layers
            for place in index.with_key(key)
            if place not in hidden and (match := _matched(index, place, key, own_script))
        ]
        return found + ([] if is_latin(name) else self._namesakes(found))

    @property
    def _layers(self) -> tuple[tuple[PlaceIndex, frozenset[int]], ...]:
        """The indexes in the order in which they are searched, each with the places to leave out."""
        return (self.own, frozenset()), (self.world, self.superseded)

    def _namesakes(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Places that share a found one's own name, though the gazetteer has not the name requested.

        Of eight towns called Orange only the largest may have a Cyrillic name recorded.
        """
        known = {(one.source, one.name) for one in found}
        keys = dict.fromkeys(latin_key(one.name) for one in found if is_latin(one.name))
        return [
            namesake
            for key in keys
            for index, hidden in self._layers
            for place in index.with_key(key)
            if place not in hidden and latin_key(index.names[place]) == key
            for namesake in [self._candidate(index, place, Match.NAMESAKE, index.names[place], 90.0)]
            if (namesake.source, namesake.name) not in known
        ]

    def similar(self, name: str, scope: Scope) -> list[Candidate]:
        """Places of the scope with a name that differs by a few letters, the likest first."""
        key = latin_key(name)
        own = near_misses(key, _pool(self.own, scope.adm0, scope.codes)) if len(self.own) else []
        found = [
            self._candidate(
                self.own, miss.place, Match.SIMILAR, _with_key(self.own, miss.place, miss.key), miss.score
            )
            for miss in own
        ]
        found += [
            self._candidate(
                self.world, miss.place, Match.SIMILAR, _with_key(self.world, miss.place, miss.key), miss.score
            )
            for miss in near_misses(key, self._world_pool(scope.adm0, scope.codes, key[:2]))
            if miss.place not in self.superseded
        ]
        return one_of_each(sorted(found, key=lambda one: -one.score))

    def choose(self, name: str, found: Sequence[Candidate], scope: Scope) -> Choice:
        """The one clear answer among places of that name, or all of them with a sentence that says why not."""
        inside = _preferred(in_scope(found, scope))
        beside: list[str] = []
        if not inside and scope.districts:
            inside, beside = self._beside(found, scope)
        if not inside:
            return Choice(
                _best_first(found),
                None,
                (
                    make_remark(
                        remarks.ELSEWHERE, name=name, area=scope.words, places=listed(_best_first(found))
                    ),
                ),
            )
        places = one_of_each(_best_first(inside))
        others = tuple(one for one in _best_first(found) if one not in places)
        candidates = (*places, *others)[:SHOWN]
        if len(places) == 1:
            reservations = self._reservations(name, places[0], found, scope)
            return Choice(candidates, places[0], (*beside, *reservations))
        return Choice(
            candidates, None, (*beside, make_remark(remarks.SEVERAL, name=name, places=listed(places)))
        )

    def choose_similar(self, name: str, scope: Scope) -> Choice:
        """The single very similar name of a stated district, else what is similar, as a proposal."""
        found = self.similar(name, scope)
        if not found:
            return Choice((), None, (_not_found(name, scope),))
        best, *rest = found
        if scope.district and _is_taken(name, best, rest):
            sentence = make_remark(
                remarks.SIMILAR_TAKEN, name=name, area=scope.words, found=best.matched_name
            )
            return Choice(tuple(found), best, (sentence,))
        return Choice(tuple(found[:SHOWN]), None, (_proposed(name, scope, found),))

    def _beside(self, found: Sequence[Candidate], scope: Scope) -> tuple[list[Candidate], list[str]]:
        """The only place just outside the stated district, with the sentence that says so; else none."""
        near = []
        for place in one_of_each(_best_first(in_scope(found, replace(scope, districts=())))):
            for district in scope.districts:
                km = self.districts.km_outside(district.adm1_iso, place.longitude, place.latitude)
                if km <= BORDER_KM:
                    near.append((place, district, km))
        if len(near) != 1:
            return [], []
        ((place, district, km),) = near
        return [place], [
            make_remark(
                remarks.BESIDE_THE_DISTRICT,
                place=place.name,
                km=number_text(max(round(km), 1)),
                district=district.name,
            )
        ]

    def _reservations(
        self, name: str, answer: Candidate, found: Sequence[Candidate], scope: Scope
    ) -> list[str]:
        """What a person should know of an answer that is clear, but rests on little."""
        if answer.match is Match.NAMESAKE:
            return [make_remark(remarks.NAMESAKE_TAKEN, name=name, place=str(answer))]
        if scope.adm0 or scope.districts:
            return []
        if not answer.is_own:
            return [make_remark(remarks.ONLY_ONE_IN_THE_WORLD, place=str(answer))]
        is_alone = len(one_of_each(_best_first(found))) == 1
        return [] if is_alone else [make_remark(remarks.OWN_PLACE_TAKEN, place=str(answer))]

    def _candidate(self, index: PlaceIndex, place: int, match: Match, name: str, score: float) -> Candidate:
        first, *others = index.all_names(place)
        code = str(index.adm1_iso[place])
        district = self.districts.by_code.get(code)
        return Candidate(
            name=first,
            other_names=tuple(others),
            adm0=str(index.adm0[place]),
            adm1_iso=code,
            adm1_name=district.coded_name if district else "",
            longitude=float(index.longitude[place]),
            latitude=float(index.latitude[place]),
            population=int(index.population[place]) or None,
            source=index.sources[place],
            match=match,
            matched_name=name,
            score=round(score, 1),
            is_own=index is self.own,
        )

    def _world_pool(self, adm0: str, codes: frozenset[str], beginning: str) -> Pool:
        """The names of the scope; of the whole world only those that begin alike."""
        if adm0 or codes:
            return _pool(self.world, adm0, codes)
        return _pool_of_beginning(self.world, beginning)


def in_scope(found: Iterable[Candidate], scope: Scope) -> list[Candidate]:
    """Those of the places that lie in the scope's country and districts."""
    codes = scope.codes
    return [
        one
        for one in found
        if scope.adm0 in ("", one.adm0, one.adm1_iso[:2]) and (not codes or one.adm1_iso in codes)
    ]


def one_of_each(found: Iterable[Candidate]) -> list[Candidate]:
    """The places without those that lie so close to an earlier one that they are the same."""
    distinct: list[Candidate] = []
    for one in found:
        for other in distinct:
            if one.adm0 == other.adm0 and km_apart(_point(one), _point(other)) <= ONE_PLACE_KM:
                break
        else:
            distinct.append(one)
    return distinct


def km_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Approximate distance of two points (longitude, latitude), good for telling near from far."""
    east = (one[0] - other[0] + 180) % 360 - 180
    east *= math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot(east, one[1] - other[1]) * 111.2


def _point(place: Candidate) -> tuple[float, float]:
    return place.longitude, place.latitude


def _best_first(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda one: (not one.is_own, -one.score, -(one.population or 0))))


def _preferred(found: list[Candidate]) -> list[Candidate]:
    """The dataset's own places if there are any."""
    return [one for one in found if one.is_own] or found


def _not_found(name: str, scope: Scope) -> str:
    return make_remark(
        remarks.NOT_FOUND_IN if scope.words else remarks.NOT_FOUND, name=name, area=scope.words
    )


def _proposed(name: str, scope: Scope, found: Sequence[Candidate]) -> str:
    sentence = remarks.SIMILAR_IN if scope.words else remarks.SIMILAR
    return make_remark(sentence, name=name, area=scope.words, places=listed(found))


def _is_taken(name: str, best: Candidate, rest: Sequence[Candidate]) -> bool:
    """Whether the best near-miss of a district is so much like the name, and alone, that it is meant."""
    return (
        best.score >= TAKEN_SCORE
        and all(one.score < RIVAL_SCORE for one in rest)
        and len(latin_key(name)) >= TAKEN_LETTERS
        and is_alphabetic(name)
        and is_alphabetic(best.matched_name)
        and _is_wordwise(name, best.matched_name)
    )


def _is_wordwise(name: str, other: str) -> bool:
    """Whether each word has its like: Yuxarı and Aşağı Seyidəhmədli are different villages."""
    words, others = name.split(), other.split()
    if len(words) != len(others):
        # Written together or apart: all the letters were compared already.
        return min(len(words), len(others)) == 1
    pairs = zip(map(latin_key, words), map(latin_key, others), strict=True)
    return all(
        fuzz.ratio(one, like) >= LEAST_WORD_SCORE or sound_key(one) == sound_key(like) for one, like in pairs
    )


def _matched(index: PlaceIndex, place: int, key: str, own_script: str) -> tuple[Match, str, float] | None:
    """How the place has the name, which of its names that is, and the score; None when it is not the same.

    `own_script` is the name in its own script: what is not written alike there counts as the same only
    between alphabets.
    """
    names = index.all_names(place)
    for name in names:
        for part in name_parts(name):
            if same_script_key(part) == own_script:
                return Match.NAME, name, 100.0
    if is_alphabetic(own_script):
        for name in names:
            if any(latin_key(part) == key and is_alphabetic(part) for part in name_parts(name)):
                return Match.TRANSLITERATED, name, 95.0
    return None


@lru_cache(maxsize=65_536)
def _with_key(index: PlaceIndex, place: int, key: str) -> str:
    """The place's name that has this key."""
    names = index.all_names(place)
    if len(names) == 1:
        return names[0]
    return next((name for name in names if key in map(latin_key, name_parts(name))), names[0])


def _is_in(index: PlaceIndex, adm0: str, codes: frozenset[str]) -> npt.NDArray[np.bool_]:
    if codes:
        return np.isin(index.adm1_iso, list(codes))
    if adm0:
        return np.asarray(index.adm0 == adm0)
    return np.ones(len(index), dtype=bool)


@lru_cache(maxsize=32)
def _pool_of_beginning(index: PlaceIndex, beginning: str) -> Pool:
    return pool_of_keys(*index.beginning_with(beginning))


@lru_cache(maxsize=16)
def _pool(index: PlaceIndex, adm0: str, codes: frozenset[str]) -> Pool:
    return pool_of(index, np.flatnonzero(_is_in(index, adm0, codes)))
