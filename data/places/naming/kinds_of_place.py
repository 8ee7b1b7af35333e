"""The words that say what kind of place a name is: village, district, rayon, посёлок, գյուղ."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from data.text.search_text import folded_words


class Kind(StrEnum):
    """What a name says of its place."""

    DISTRICT = "district"
    SETTLEMENT = "settlement"


_DISTRICT_WORDS: Final = (
    "district districts districtul districte distrito distrit province provincia provincie provinz region "
    "regiao regione county governorate department departamento departement division state estado oblast "
    "krai muhafazah muhafaza mohafazat wilaya wilayat vilayet vilayat viloyati viloyat rayon raion rajon raiono "
    "rayonu rayonunun rayonunda rayonundan r-nu r-nun r-nunda r-n vilayeti vilayetinin eyaleti eyalet ostan velayat oblastu "
    "район района районе районом районы р-н р-на рн рна область области областью обл край края провинция "
    "провинции губерния районный округ округа область вилаят "
    "шрҷан шрджан շրջան շրջանի շրջանում շրջանից մարզ մարզի մարզում մարզից "
    "област района районі районе района обл област області мұхафаза"
).split()

_SETTLEMENT_WORDS: Final = (
    "dc df village villages vill settlement settlements town township hamlet locality city community "
    "kend kendi kendinin kendinde kendinden koyu qesebe qesebesi qesebesinin qesebesinde qesebesinden "
    "seher seheri seherinin seherinde seherinden "
    "село села селе селу селом с деревня деревни деревне дер д посёлок поселок посёлка поселка поселке посёлке "
    "пос п пгт город города городе городом гор г станица станицы хутор хутора аул аула кишлак "
    "селище селища місто міста смт "
    "գյուղ գյուղի գյուղում գյուղից գիւղ գյուղը քաղաք քաղաքի քաղաքում քաղաքից ավան ավանի "
    "municipio municipality municipal vereda corregimiento aldea pueblo ciudad inspeccion caserio poblado "
    "commune ville localite bourg"
).split()

_ABBREVIATIONS: Final = {
    **dict.fromkeys("r. ray. dist. prov. reg. gov.".split(), Kind.DISTRICT),
    **dict.fromkeys(
        "k. q. ş. qəs. v. vil. vill. t. stl. sett. с. д. дер. г. п. пос. х. хут. м. сел. ст. с-ще смт. գ. ք.".split(),
        Kind.SETTLEMENT,
    ),
}
"""What is one of these words only with its full stop."""

_KIND_OF_WORD: Final = {
    word: kind
    for kind, words in ((Kind.SETTLEMENT, _SETTLEMENT_WORDS), (Kind.DISTRICT, _DISTRICT_WORDS))
    for listed in words
    for word in ["".join(folded_words(listed))]
}

_LINKS: Final = frozenset({"of", "de", "del", "du", "d", "the", "el", "la"})
"""What stands between such a word and the name: village of Talish, municipio de Tame."""

_WORD: Final = re.compile(r"[^\s,;]+")
_BETWEEN_WORDS: Final = re.compile(r"[\s,;]")


def without_kind(name: str) -> tuple[str, Kind | None]:
    """The name without the words for its kind at its beginning or end, and the kind that they name.

    A name of nothing but such words comes back whole, without a kind.
    """
    if name.isalpha() or not _BETWEEN_WORDS.search(name):
        return name, None
    texts = _WORD.findall(name)
    if len(texts) < 2 or not (kind_of(texts[0]) or kind_of(texts[-1])):
        return name, None
    words = list(_WORD.finditer(name))
    first, last = 0, len(words)
    kind: Kind | None = None
    while first < last and (found := kind_of(words[first].group())):
        first, kind = first + 1, kind or found
        while first < last and kind and _folded(words[first].group()) in _LINKS and first + 1 < last:
            first += 1
    while first < last and (found := kind_of(words[last - 1].group())):
        last, kind = last - 1, found
    if first == last or (first, last) == (0, len(words)):
        return name, None
    return name[words[first].start() : words[last - 1].end()], kind


@lru_cache(maxsize=16384)
def kind_of(word: str) -> Kind | None:
    """The kind that a word names, or None; the case form of the word does not count."""
    return _ABBREVIATIONS.get(word.lower()) or _KIND_OF_WORD.get(_folded(word))


def is_abbreviation(word: str) -> bool:
    """Whether the word names a kind of place by its full stop: k., v., с."""
    return word.lower() in _ABBREVIATIONS


def only_kinds(text: str) -> bool:
    """Whether a text is nothing but words for a kind of place."""
    words = _WORD.findall(text)
    return bool(words) and all(map(kind_of, words))


def _folded(word: str) -> str:
    return "".join(folded_words(word))
