"""Names of places and districts turned into points with a precision, without asking anybody outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd
from pyproj import Geod

from data.language import number_text
from data.places import remarks
from data.places.index import in_districts, places_of_the_world
from data.places.located import Candidate, Located, Match
from data.places.naming.case_endings import nominatives
from data.places.naming.country_names import country_code, country_name
from data.places.naming.district_names import District, DistrictNames, bundled_district_names
from data.places.naming.kinds_of_place import Kind, without_kind
from data.places.naming.place_names import latin_key
from data.places.own_places import own_places, superseded_places
from data.places.phrases import Phrase, phrase_of
from data.places.scope import Scope, scope_of
from data.places.search import Choice, PlaceSearch, in_scope, km_apart, one_of_each
from data.remark import make_remark
from data.tables.vocabulary import CoordinateMethod, WherePrecision

NEAR_KM: Final = 25.0
"""How far from a named place still counts as near it (UCDP GED codebook, `where_prec` 2)."""

SEAT_KM: Final = 25.0
"""How far from the town that a small division is called after a place in it may lie."""
BETWEEN_KM: Final = 20.0
"""How far apart two places may be for the point half way to be near both; beyond, it is a line without a point."""

_EARTH: Final = Geod(ellps="WGS84")


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places that names are looked up in: a dataset's own before those of the world."""

    search: PlaceSearch
    districts: DistrictNames

    def locate(
        self, name: str, country: str = "", district: str = "", narrower: str = "", chosen: str = ""
    ) -> Located:
        """Where the named place is, as far as that is clear, and what a person should know of it.

        `name` may be a description: "5 km north of X", "X village, Y district". `country` is a code or a
        name, `district` an ISO 3166-2 code or a name, each in any language and script; both narrow the
        choice. `narrower` is a smaller division, such as a raion or a municipality: of several places of one
        name the only one near the town that it is called after is taken. Without a name the district, or the
        country, is the answer. `chosen` is what a person chose of the candidates: the source of one, its point as
        `point_value`, or the code of a district; several of them with “; ” between. Never raises for what is requested.
        """
        phrase = phrase_of(name)
        scope = scope_of(self.districts, country, district, phrase.area)
        draft = Located(name, country, district, remarks=scope.remarks)
        if not phrase.name:
            return _coarse(draft, scope)
        if phrase.kind is Kind.DISTRICT and (located := self._district(draft, phrase, scope, chosen)):
            return located
        if phrase.other_end:
            return self._between(draft, phrase, scope, chosen)
        choice = self._choice(name, phrase, scope)
        if choice.answer is None and len(choice.candidates) > 1 and narrower.strip():
            choice = self._nearest_to_seat(choice, _forms(name, phrase), narrower, scope)
        choice = _as_chosen(choice, phrase.name, chosen)
        draft = replace(
            draft,
            candidates=choice.candidates,
            answer=choice.answer,
            remarks=(*draft.remarks, *choice.remarks),
        )
        if choice.answer is None:
            # A district of that name is meant rather than a place whose name is only similar.
            named = [one for one in choice.candidates if one.match is not Match.SIMILAR]
            is_district = not in_scope(named, scope)
            located = self._district(draft, phrase, scope, chosen) if is_district else None
            return located or _coarse(draft, scope)
        return self._offset(_settled(draft, choice.answer, scope), phrase, choice.answer, scope)

    def locate_all(
        self,
        names: Sequence[str],
        countries: Sequence[str],
        districts: Sequence[str],
        narrower: Sequence[str] | None = None,
    ) -> list[Located]:
        """The answer for each row, in order; equal rows are looked up once."""
        known: dict[tuple[str, str, str, str], Located] = {}
        rows = list(zip(names, countries, districts, narrower or [""] * len(names), strict=True))
        # By country, district and beginning, because the names to compare with are kept for a few of them only.
        for row in sorted(set(rows), key=lookup_order):
            known[row] = self.locate(*row)
        return [known[row] for row in rows]

    def _choice(self, text: str, phrase: Phrase, scope: Scope) -> Choice:
        """The choice for the first form of the name that the scope has, else that exists at all, else near-misses."""
        forms = _forms(text, phrase)
        found = [(form, self.search.exact(form)) for form in forms]
        found = [(form, places) for form, places in found if places]
        best = next(((form, places) for form, places in found if in_scope(places, scope)), None)
        if best is None and found:
            name, places = phrase.name, found[0][1]
            # A namesake in the country may be what is meant, with the wrong district; one abroad less so.
            is_abroad = not in_scope(places, replace(scope, districts=()))
            similar = self.search.choose_similar(without_kind(name)[0], scope) if is_abroad else Choice()
            return similar if similar.answer else self.search.choose(name, places, scope)
        if best is None and country_code(text):
            return Choice()
        if best is None:
            return self.search.choose_similar(without_kind(phrase.name)[0], scope)
        form, places = best
        choice = self.search.choose(phrase.name, places, scope)
        if form in _plain_forms(text, phrase):
            return choice
        return replace(
            choice, remarks=(make_remark(remarks.READ_AS, name=phrase.name, form=form), *choice.remarks)
        )

    def _nearest_to_seat(self, choice: Choice, names: Sequence[str], narrower: str, scope: Scope) -> Choice:
        """The choice with the one candidate that lies near the town of that name; as it is where none or several do."""
        name = without_kind(narrower.strip())[0]
        forms = dict.fromkeys([narrower.strip(), name, *nominatives(name)])
        found = (in_scope(self.search.exact(form), scope) for form in forms)
        seats = one_of_each(next((places for places in found if places), []))
        # Of a long list of candidates the choice has only the first.
        named = in_scope([place for one in names for place in self.search.exact(one)], scope)
        near = [
            one
            for one in one_of_each(named)
            if any(km_apart(_lies_at(one), _lies_at(seat)) <= SEAT_KM for seat in seats)
        ]
        if len(near) != 1:
            return choice
        remark = make_remark(
            remarks.NEAR_THE_SEAT, place=str(near[0]), division=narrower.strip(), km=_km(SEAT_KM)
        )
        return replace(choice, answer=near[0], remarks=(remark,))

    def _district(self, draft: Located, phrase: Phrase, scope: Scope, chosen: str) -> Located | None:
        """The answer when the name is that of a district; None when it is not."""
        found = self.districts.named(phrase.name, scope.adm0)
        found = tuple(one for one in found if not scope.codes or one.adm1_iso in scope.codes)
        if not found:
            return None
        codes = tuple(one.adm1_iso for one in found) if len(found) > 1 else ()
        draft = replace(draft, districts=codes)
        found = tuple(one for one in found if one.adm1_iso == chosen) or found
        if len(found) > 1:
            are_apart = len({(one.name, one.adm0) for one in found}) == len(found)
            several = ", ".join(f"{one.name} ({one.adm0 if are_apart else one.adm1_iso})" for one in found)
            remark = make_remark(remarks.SEVERAL_DISTRICTS, name=phrase.name, districts=several)
            return _coarse(replace(draft, remarks=(*scope.remarks, remark)), scope)
        more = []
        if phrase.kind is not Kind.DISTRICT:
            more.append(make_remark(remarks.NAME_OF_A_DISTRICT, name=phrase.name, district=found[0].name))
        if phrase.offset_km:
            more.append(make_remark(remarks.NO_OFFSET_FROM_A_DISTRICT, district=found[0].name))
        draft = replace(draft, candidates=(), answer=None, remarks=(*scope.remarks, *more))
        return _at_district(draft, found[0])

    def _between(self, draft: Located, phrase: Phrase, scope: Scope, chosen: str) -> Located:
        """The point half way between two places that lie close together; farther apart, both names without a point.

        Only the district or country when either is not clear.
        """
        ends = [
            _as_chosen(self._choice(name, replace(phrase, name=name), scope), name, chosen)
            for name in (phrase.name, phrase.other_end)
        ]
        # Of an end that is clear there is nothing to choose.
        candidates = tuple(candidate for end in ends if end.answer is None for candidate in end.candidates)
        draft = replace(
            draft,
            candidates=candidates,
            remarks=(*draft.remarks, *(remark for end in ends for remark in end.remarks)),
        )
        one, other = ends[0].answer, ends[1].answer
        if one is None or other is None:
            return _coarse(draft, scope)
        azimuth, _, metres = _EARTH.inv(one.longitude, one.latitude, other.longitude, other.latitude)
        if metres > BETWEEN_KM * 1000:
            return self._line(draft, one, other, metres / 1000, scope)
        longitude, latitude, _ = _EARTH.fwd(one.longitude, one.latitude, azimuth, metres / 2)
        settled = replace(
            _settled(draft, one, scope),
            place_name=f"{one.name} – {other.name}",
            remarks=(
                *draft.remarks,
                make_remark(remarks.BETWEEN, place=one.name, other=other.name, km=_km(metres / 1000)),
            ),
        )
        return self._moved(settled, longitude, latitude, metres / 2000, scope)

    def _line(self, draft: Located, one: Candidate, other: Candidate, km: float, scope: Scope) -> Located:
        """Both places named without a point: somewhere on a line so long that its middle is no place."""
        remark = make_remark(remarks.ON_A_LINE, place=one.name, other=other.name, km=_km(km))
        named = replace(
            draft, answer=one, place_name=f"{one.name} – {other.name}", remarks=(*draft.remarks, remark)
        )
        codes = {one.adm1_iso, other.adm1_iso}
        district = scope.district or (self.districts.by_code.get(one.adm1_iso) if len(codes) == 1 else None)
        if district:
            return _at_district(named, district)
        adm0 = one.adm0 if one.adm0 == other.adm0 else ""
        return replace(named, where_prec=WherePrecision.VAGUE, adm0=adm0)

    def _offset(self, located: Located, phrase: Phrase, place: Candidate, scope: Scope) -> Located:
        """The answer moved by the described distance and direction; as it is when one of them is not stated."""
        km, bearing = phrase.offset_km, phrase.bearing
        if km is None and bearing is None:
            return located
        if km is None or bearing is None:
            sentence, far = (remarks.NO_DISTANCE, 0.0) if km is None else (remarks.NO_DIRECTION, km)
            remark = make_remark(sentence, place=place.name, km=_km(far))
            grade = WherePrecision.NEAR_PLACE if far <= NEAR_KM else WherePrecision.LARGER_AREA
            return replace(located, where_prec=grade, remarks=(*located.remarks, remark))
        longitude, latitude, _ = _EARTH.fwd(place.longitude, place.latitude, bearing, km * 1000)
        remark = make_remark(remarks.MOVED[bearing], place=place.name, km=_km(km))
        return self._moved(
            replace(located, remarks=(*located.remarks, remark)), longitude, latitude, km, scope
        )

    def _moved(self, located: Located, longitude: float, latitude: float, km: float, scope: Scope) -> Located:
        """The answer at another point, so many km from the named place; a stated district stays."""
        district = scope.district or self.districts.at(longitude, latitude)
        return replace(
            located,
            longitude=round(longitude, 5),
            latitude=round(latitude, 5),
            where_prec=WherePrecision.NEAR_PLACE if km <= NEAR_KM else WherePrecision.LARGER_AREA,
            coord_method=CoordinateMethod.DESCRIBED_OFFSET,
            adm0=district.adm0 if district else located.adm0,
            adm1_iso=district.adm1_iso if district else "",
            adm1_name=district.name if district else "",
        )


def read_gazetteer(places: pd.DataFrame | None = None) -> Gazetteer:
    """The bundled gazetteer with a dataset's own `places` (as the schema has them) before it.

    The first call reads the bundled layers, which takes about a second. Raises LayerError when one is
    missing or damaged.
    """
    world = places_of_the_world()
    superseded = {} if places is None else superseded_places(places, world)
    own = own_places(places, world, superseded)
    names = bundled_district_names()
    own, world = (in_districts(index, names) for index in (own, world))
    return Gazetteer(PlaceSearch(own, world, frozenset(superseded), names), names)


def point_value(place: Candidate) -> str:
    """A candidate by its point, as a person chooses it where its source is not its own."""
    return f"{place.longitude:.5f}, {place.latitude:.5f}"


def _as_chosen(choice: Choice, name: str, chosen: str) -> Choice:
    """The choice with the one candidate that a person chose; as it is where none is among them."""
    choices = {part.strip() for part in chosen.split(";")}
    taken = [one for one in choice.candidates if one.source in choices or point_value(one) in choices]
    if choice.answer is not None or len(taken) != 1:
        return choice
    return replace(
        choice, answer=taken[0], remarks=(make_remark(remarks.CHOSEN, place=str(taken[0]), name=name),)
    )


def lookup_order(row: tuple[str, str, str, str]) -> tuple[str, ...]:
    """By what rows of name, country, district and narrower district are sorted to be looked up fast."""
    name, country, district, _narrower = row
    return country, district, latin_key(name)[:2]


def _lies_at(place: Candidate) -> tuple[float, float]:
    return place.longitude, place.latitude


def _km(distance: float) -> str:
    """Metres below one kilometre, else one decimal, and none when it says nothing."""
    return number_text(round(distance, 3 if distance < 1 else 1))


def _plain_forms(text: str, phrase: Phrase) -> list[str]:
    """The whole text, the name in it, and the name without the words for its kind."""
    return list(dict.fromkeys([text, phrase.name, without_kind(phrase.name)[0]]))


def _forms(text: str, phrase: Phrase) -> list[str]:
    """The forms under which to look the name up, the most literal first."""
    plain = _plain_forms(text, phrase)
    inflected = nominatives(plain[-1]) if phrase.is_inflected else []
    return list(dict.fromkeys([*plain, *inflected]))


def _settled(draft: Located, place: Candidate, scope: Scope) -> Located:
    """The answer coded as a named place; the source's own district goes before that of the point, unless the point tells
    in which of its parts the place lies.
    """
    district = None if scope.district and place.adm1_iso in scope.district.parts else scope.district
    return replace(
        draft,
        answer=place,
        longitude=place.longitude,
        latitude=place.latitude,
        where_prec=WherePrecision.NEAR_PLACE,
        coord_method=CoordinateMethod.SETTLEMENT,
        place_name=place.name,
        adm0=place.adm0,
        adm1_iso=district.adm1_iso if district else place.adm1_iso,
        adm1_name=district.name if district else place.adm1_name,
    )


def _at_district(draft: Located, district: District) -> Located:
    return replace(
        draft,
        longitude=district.longitude,
        latitude=district.latitude,
        where_prec=WherePrecision.DISTRICT,
        coord_method=CoordinateMethod.DISTRICT_POINT,
        adm0=district.adm0,
        adm1_iso=district.adm1_iso,
        adm1_name=district.name,
    )


def _coarse(draft: Located, scope: Scope) -> Located:
    """What is known without a place: the stated district, else the country, else nothing."""
    if scope.district:
        remark = (
            (make_remark(remarks.DISTRICT_ONLY, district=scope.district.name),) if draft.name.strip() else ()
        )
        return _at_district(replace(draft, remarks=(*draft.remarks, *remark)), scope.district)
    if adm0 := scope.adm0 or country_code(draft.name):
        remark = (
            (make_remark(remarks.COUNTRY_ONLY, country=country_name(adm0)),) if draft.name.strip() else ()
        )
        return replace(draft, where_prec=WherePrecision.COUNTRY, adm0=adm0, remarks=(*draft.remarks, *remark))
    return draft
