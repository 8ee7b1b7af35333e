"""What a written name may be: a country, districts, places; also in a case that the gazetteer does not list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from data.places.gazetteer import Gazetteer
from data.places.located import Candidate, Match
from data.places.naming.case_endings import nominatives
from data.places.naming.country_names import country_code
from data.places.naming.district_names import District
from data.places.search import PlaceSearch
from data.places.villages import villages_named as search_of_villages


@dataclass(frozen=True)
class Known:
    """What a written name may be."""

    country: str = ""
    districts: tuple[District, ...] = ()
    places: tuple[Candidate, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it is a country, a district or a place."""
        return bool(self.country or self.districts or self.places)


@lru_cache(maxsize=8192)
def look_up(gazetteer: Gazetteer, language: str, written: str) -> Known:
    """The country, the districts and the places that go by a name, in the form written or in the nominative."""
    forms = forms_of(language, written)
    if language == "ar":
        country = next((code for form in forms if (code := _arabic_country(form))), "")
        places = [
            place
            for place in _exact(gazetteer.search, forms)
            if place.adm0 in _WITH_ARABIC_NAMES or (place.population or 0) >= _WELL_KNOWN
        ]
        named = (gazetteer.districts.named(form) for form in forms if len(form) > 2)
        divisions = next(filter(None, named), ())
        return Known(
            country, tuple(one for one in divisions if one.adm0 in _WITH_ARABIC_NAMES), tuple(places)
        )
    country = next((code for form in forms if len(form) > 3 and (code := country_code(form))), "")
    districts: tuple[District, ...] = ()
    for form in forms:
        if len(form) > 2 and (districts := gazetteer.districts.named(form)):
            break
    return Known(country, districts, _exact(gazetteer.search, forms))


def forms_of(language: str, written: str) -> list[str]:
    """A name as it is written, and what it may be in the nominative or without its article."""
    name = " ".join(written.replace("\n", " ").split())
    other = [re.sub(r"(?<=[a-z])i(?=[aue])", "y", name)] if language == "en" else []
    # Ukrainian names have two Latin spellings, Kamianka and Kamyanka.
    return list(dict.fromkeys([name, *_without_article(name), *_nominatives(language, name), *other]))


@lru_cache(maxsize=8192)
def villages_named(gazetteer: Gazetteer, language: str, written: str) -> tuple[Candidate, ...]:
    """The villages that are too small for the gazetteer and go by a name."""
    forms = forms_of(language, written)
    return _exact(search_of_villages(gazetteer, forms), forms)


def _exact(search: PlaceSearch, forms: list[str]) -> tuple[Candidate, ...]:
    places: dict[tuple[str, str], Candidate] = {}
    for rank, form in enumerate(forms):
        if len(form) > 1:
            for place in search.exact(form):
                if place.match is not Match.NAMESAKE:
                    scored = place if rank == 0 else replace(place, score=place.score - 1)
                    places.setdefault((place.source, place.name), scored)
    return tuple(places.values())


def _arabic_country(form: str) -> str:
    return country_code(form) if form in _ARABIC_COUNTRIES else ""


_WITH_ARABIC_NAMES: Final = frozenset(
    "AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA ML MR NE OM PK PS QA SA SD SO SS SY TD TN TR YE".split()
)
"""Countries whose small places reports in Arabic name; الشولا is not Show Low in Arizona."""
_WELL_KNOWN: Final = 50_000
_ARABIC_COUNTRIES: Final = frozenset(
    "سوريا اليمن العراق ليبيا لبنان السودان مصر الجزائر تونس الأردن فلسطين الصومال".split()
)
_ADJECTIVE: Final = ("и", "а", "о", "ы")
_ENDINGS: Final = {
    "ru": (
        # Districts are named by an adjective: Горийского муниципалитета is that of Гори.
        *((f"й{ending}", ("и", "я", "й")) for ending in ("ского", "ском", "ский", "скому")),
        *((f"ь{ending}", ("и", "ь")) for ending in ("ского", "ском", "ский", "скому")),
        *((ending, _ADJECTIVE) for ending in ("ского", "ском", "ский", "скому")),
        ("ее", ("ея",)),
        ("ье", ("ья",)),
    ),
    "uk": (
        ("йщині", ("я",)),
        ("йщина", ("я",)),
        ("щині", ("", "ськ", "ь", "е", "а", "і", "ка")),
        ("щина", ("", "ськ", "ь", "е", "а", "і", "ка")),
        ("щини", ("", "ськ", "ь", "е", "а", "і", "ка")),
        ("щину", ("", "ськ", "ь", "е", "а", "і", "ка")),
        ("ією", ("ія",)),
        ("ії", ("ія",)),
        ("ею", ("я",)),
        ("кою", ("ка",)),
        ("цею", ("ця",)),
        ("цем", ("ць", "ець")),
        ("єм", ("й",)),
        ("ем", ("ь", "")),
        ("им", ("е", "ий")),
        ("их", ("і",)),
        ("ими", ("і",)),
        ("ах", ("и",)),
        ("ами", ("и",)),
        ("ів", ("и",)),
        ("ому", ("е", "ий")),
        ("ого", ("е", "ий")),
        ("ом", ("", "о")),
        ("ському", ("", "ськ", "а", "ий")),
        ("ського", ("", "ськ", "а")),
        ("ський", ("", "ськ", "а")),
        ("ській", ("", "ськ", "а")),
        ("ові", ("",)),
        ("ому", ("е", "ий")),
        ("ої", ("а",)),
        ("ій", ("а",)),
        ("ці", ("ка",)),
        ("зі", ("га",)),
        ("ові", ("ів",)),
        ("еві", ("ь",)),
        ("ом", ("",)),
        ("ою", ("а",)),
        ("ова", ("ів",)),
        ("єва", ("їв",)),
        ("ева", ("ів", "їв")),
        ("і", ("", "а", "ь", "я")),
        ("у", ("", "а")),
        ("а", ("",)),
        ("ові", ("о",)),
        ("я", ("ь",)),
        ("лю", ("ль",)),
    ),
    "ar": (),
    "az": (("dakı", ("",)), ("dəki", ("",)), ("la", ("",)), ("lə", ("",)), ("nun", ("",)), ("nın", ("",))),
    "hy": (
        ("ում", ("",)),
        ("ու", ("ի",)),
        ("ից", ("", "ի")),
        ("ի", ("",)),
        ("յի", ("",)),
        ("ին", ("", "ի")),
        ("ն", ("",)),
        ("վա", ("",)),
    ),
}


def _nominatives(language: str, name: str) -> list[str]:
    if language in ("en", "es", "fr", "ar"):
        return [name[:-2]] if name.endswith("'s") else [name[:-1]] if name.endswith("s'") else []
    lower = name.lower()
    words = name.split()
    if len(words) == 2 and language in ("ru", "uk"):
        heads = [words[0], *_nominatives(language, words[0])]
        tails = [words[1], *_nominatives(language, words[1])]
        return [f"{head} {tail}" for head in heads[:6] for tail in tails[:6]][1:]
    own = [
        name[: -len(ending)].rstrip("-'") + new
        for ending, replacements in _ENDINGS.get(language, ())
        if lower.endswith(ending) and len(name) - len(ending) >= 3
        for new in replacements
    ]
    if language == "ru" and lower.endswith("ах"):
        own += [name[:-2] + "ы", name[:-2] + "и"]
    if language == "az" and re.match(r"^[\w ]+$", name) is None:
        own.append(re.split(r"[-']", name)[0])
    return list(dict.fromkeys([*nominatives(name), *own]))


def _without_article(name: str) -> list[str]:
    found = re.match(r"^(?:al|as|ash|ar|az|at|ad|an|el)[- ](?=\w{3})|^ال(?=\w{3})", name, re.IGNORECASE)
    forms = [name[found.end() :]] if found else []
    if name.lower().startswith("al-"):
        forms.append("al " + name[3:])
    return forms
