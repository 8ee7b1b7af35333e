"""Words for the quarters of the compass and for the two axes, by language.

A letter means different things in different languages: O is east in German and west in French, S is south in
English and north in Serbian, B is west in Turkish and north in Vietnamese. So words are read together: only a
language that has all of them can say what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

Axis = Literal["longitude", "latitude"]


class Quarter(NamedTuple):
    """What a word says of the number beside it."""

    axis: Axis
    sign: int


_QUARTERS: Final = (
    Quarter("latitude", 1),
    Quarter("longitude", 1),
    Quarter("latitude", -1),
    Quarter("longitude", -1),
)

_USUAL: Final = (
    # north, east, south, west
    ("n nth north northern", "e east eastern", "s sth south southern", "w west western"),
    (
        "с сш сев север северной северная сгш",
        "в вд вост восток восточной восточная",
        "ю юш юж юг южной южная",
        "з зд зап запад западной западная",
    ),
    (
        "пн пнш північ північної північна",
        "сх схд схід східної східна",
        "пд пдш південь південної південна",
        "зх зхд захід західної західна",
    ),
    ("с сш север сгш", "и ид изток исток игд", "ю юш юг ј југ јгш", "з зд запад згд"),
    (
        "şm şme şimal şimali şimal-en",
        "ş şq şu şrq şərq şərqi",
        "c ce cənub cənubi",
        "q qu qərb qərbi",
    ),
    (
        "հ հս հսլ հյ հյուս հյուսիս հյուսիսային",
        "ա արլ արլե արև արևելք արևելյան",
        "հվ հրվ հարավ հարավային",
        "արմ արևմ արևմուտք արևմտյան",
    ),
    (
        "ش شمال شمالا شمالي شمالية شمالی",
        "ق شرق شرقا شرقي شرقية شرقی",
        "ج جنوب جنوبا جنوبي جنوبية جنوبی",
        "غ غرب غربا غربي غربية غربی",
    ),
    ("ჩ ჩგ ჩრდილოეთი", "ა აგ აღმოსავლეთი", "ს სგ სამხრეთი", "დ დგ დასავლეთი"),
    ("မြောက်", "အရှေ့", "တောင်", "အနောက်"),
    ("ជើង ខាងជើង", "កើត ខាងកើត", "ត្បូង ខាងត្បូង", "លិច ខាងលិច"),
)
_OTHERS: Final = (
    (
        "n nord norden nördlich nördl nbr nb",
        "o ost osten östlich östl öl ö",
        "s süd süden südlich südl sbr",
        "w west westen westlich westl wl",
    ),
    ("n nb noord noorderbreedte", "o ol oost oosterlengte", "z zb zuid", "w wl west"),
    ("n nord norte north", "e est este l leste", "s sud sur sul", "o w oeste ouest ovest"),
    ("k kuzey", "d doğu", "g güney", "b batı"),
    ("b bắc", "đ đông", "n nam", "t tây"),
    ("s sgš sever sjever", "i igd istok", "j jgš jug", "z zgd zapad"),
    ("u lu utara", "t bt timur", "s ls selatan", "b bb barat"),
)

_LATITUDE_WORDS: Final = (
    "lat latitude latitud latitudine lati широта широты широти шир ш breite breitengrad enlik enliyi enlem լայնություն լայն լ"
    " عرض العرض y vĩ lintang လတ္တီတွဒ် လတ္တီကျု រយៈទទឹង szerokość"
)
_LONGITUDE_WORDS: Final = (
    "lon long lng longitude longitud longitudine longi долгота долготы довгота довготи долг д länge längengrad uzunluq uzunluğu"
    " boylam երկայնություն երկ ե طول الطول x kinh bujur လောင်ဂျီတွဒ် လောင်ဂျီကျု រយៈបណ្តោយ długość"
)


def folded_word(word: str) -> str:
    """A word in small letters without dots, and without the vowel marks of Arabic."""
    normal = unicodedata.normalize("NFKC", word.replace(".", "").replace(" ", "").lower())
    return "".join(letter for letter in normal if not "\u064b" <= letter <= "\u0652").replace("i̇", "i")


def other_axis(axis: Axis) -> Axis:
    """The axis that this one is not."""
    return "latitude" if axis == "longitude" else "longitude"


def _language(words_of_quarters: tuple[str, ...]) -> dict[str, Quarter]:
    return {
        folded_word(word): quarter
        for quarter, words in zip(_QUARTERS, words_of_quarters, strict=True)
        for word in words.split()
    }


_TIERS: Final = (tuple(map(_language, _USUAL)), tuple(map(_language, _OTHERS)))
COMPASS_WORDS: Final = frozenset(word for tier in _TIERS for language in tier for word in language)
AXIS_WORDS: Final[dict[str, Axis]] = {
    **{folded_word(word): "latitude" for word in _LATITUDE_WORDS.split()},
    **{folded_word(word): "longitude" for word in _LONGITUDE_WORDS.split()},
}


def word_of_language(headings: Iterable[str]) -> tuple[str, ...]:
    """A word of the compass in the language of a table's headings, where O is west or where it is east; else none."""
    plain = unicodedata.normalize("NFD", " ".join(headings).lower())
    words = set(re.findall(r"[^\W\d_]+", "".join(one for one in plain if not unicodedata.combining(one))))
    is_romance, is_german = bool(words & _ROMANCE), bool(words & _GERMAN)
    return () if is_romance == is_german else ("ouest",) if is_romance else ("ost",)


_ROMANCE: Final = frozenset(
    "tues blesses morts deces localite commune coordonnees engin prefecture arrondissement fecha muertos heridos municipio"
    " departamento vereda coordenadas artefacto mortos feridos aldeia engenho concelho ferimentos feriti".split()
)
_GERMAN: Final = frozenset(
    "datum tote getotete verletzte breite lange breitengrad langengrad koordinaten kampfmittel ortschaft fundort".split()
)


def quarters(words: Iterable[str], beside: Iterable[str] = ()) -> list[tuple[Quarter, ...]]:
    """What these folded words mean together: a tuple of their quarters for each reading that a language allows.

    `beside` are other words of the same column, which the language must have too. Two words of one point are
    never of one axis. Languages that are written everywhere go before those whose letters mean something else.
    """
    named = tuple(words)
    for others in (frozenset(beside), frozenset[str]()):
        for tier in _TIERS:
            knowing = [one for one in tier if all(word in one for word in (*named, *others))]
            found = {tuple(one[word] for word in named): None for one in knowing}
            fitting = [read for read in found if len({quarter.axis for quarter in read}) == len(read)]
            if fitting:
                return fitting
    return []
