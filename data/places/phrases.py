"""What a description of a place says: its name, its district, and a distance and direction from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from data.places.naming.kinds_of_place import Kind, is_abbreviation, only_kinds, without_kind


@dataclass(frozen=True, slots=True)
class Phrase:
    """A description taken apart."""

    name: str
    """The place's name, kept as written but for the words around it."""
    kind: Kind | None = None
    """What the words beside the name say it is."""
    area: tuple[str, ...] = ()
    """What the place lies in by the description, the smallest area first; districts or countries."""
    offset_km: float | None = None
    bearing: float | None = None
    """Where from the place, in km and in degrees clockwise from north; None when not stated."""
    is_near: bool = False
    """Whether the description says near, in the area of, from, not simply in."""
    other_end: str = ""
    """The second place of "between A and B"."""
    is_inflected: bool = False
    """Whether the sentence may have put the name into another case."""


LONGEST: Final = 200
"""A longer text is a report, not the description of a place, and is left as it is."""

_NUMBER: Final = r"(?P<number>\d+(?:[.,]\d+)?)(?:\s*(?:-|–|—|to|до)\s*\d+(?:[.,]\d+)?)?"
_UNIT: Final = (
    r"(?P<unit>k\.?m\.?|kms|kilomet(?:er|re)s?|kilómetros?|kilomètres?|км|километр\w*|կմ|կիլոմետր\w*|kilometr\w*"
    r"|mi|miles?|m|met(?:er|re)s?|metros?|mètres?|м|метр\w*|մ|մետր\w*|metr\w*)\b\.?"
)
_COMPASS: Final = (
    # Intercardinal directions first: each begins with a cardinal one.
    (
        45.0,
        r"north[\s-]*east\w*|ne|северо-?\s?восто\w*|св|şimal-?\s?şərq\w*|հյուսիս-?\s?արև?ե?լ\w*|noreste|nordeste|nord-est",
    ),
    (
        135.0,
        r"south[\s-]*east\w*|se|юго-?\s?восто\w*|юв|cənub-?\s?şərq\w*|հարավ-?\s?արև?ե?լ\w*|sureste|sudeste|sud-est",
    ),
    (
        225.0,
        r"south[\s-]*west\w*|sw|юго-?\s?запад\w*|юз|cənub-?\s?qərb\w*|հարավ-?\s?արև?ե?մ\w*|suroeste|sudoeste|sud-ouest",
    ),
    (
        315.0,
        r"north[\s-]*west\w*|nw|северо-?\s?запад\w*|сз|şimal-?\s?qərb\w*|հյուսիս-?\s?արև?ե?մ\w*|noroeste|nord-ouest",
    ),
    (0.0, r"north\w*|n|север\w*|şimal\w*|հյուսիս\w*|norte|nord"),
    (90.0, r"east\w*|e|восто\w*|şərq\w*|արևել\w*|արեւել\w*|este|est"),
    (180.0, r"south\w*|s|юг\w*|южн\w*|cənub\w*|հարավ\w*|sur|sud"),
    (270.0, r"west\w*|w|запад\w*|qərb\w*|արևմ\w*|արեւմ\w*|oeste|ouest"),
)
_DIRECTION: Final = "(?P<direction>" + "|".join(words for _, words in _COMPASS) + r")\b"
_ABOUT: Final = (
    r"(?:(?:at|about|approximately|approx\.?|some|around|roughly|circa|c\.|~|≈|в|во|примерно|около|приблизительно"
    r"|təxminən|təqribən|մոտ|մոտավորապես|a|à|unos|environ|aproximadamente)\s*)*"
)
_FROM: Final = r"(?:of|from|off|от|de|d'|du|del|la)"
_I: Final = re.IGNORECASE
_DIGIT: Final = re.compile(r"\d")
_OFFSETS: Final = (
    # 5 km north of X; 5 км к северу от X; 5 км севернее X; a 5 km al norte de X
    re.compile(
        rf"^{_ABOUT}{_NUMBER}\s*{_UNIT}\s*(?:(?:to|towards|in|the|due|direction|к|на|в|al|au|a|hacia|դեպի)\s+)*"
        rf"{_DIRECTION}(?:\s+(?:side|part|direction|направлени\w*))?(?:\s+{_FROM})*\s+(?P<name>.+)$",
        _I,
    ),
    # 5 km from X to the north; в 5 км от X на север; 5 km from X
    re.compile(
        rf"^{_ABOUT}{_NUMBER}\s*{_UNIT}\s*(?:away\s+)?{_FROM}\s+(?:the\s+)?(?P<name>.+?)"
        rf"(?:,?\s+(?:(?:to|towards|in|the|к|на|в|al|au|hacia)\s+)+{_DIRECTION}(?:\s+direction)?)?$",
        _I,
    ),
    # X-dən 5 km şimalda; X kəndinin 5 km şimalında; X-ից 5 կմ հյուսիս; X, 5 km N
    re.compile(
        rf"^(?P<name>.+?)[\s,]+{_ABOUT}{_NUMBER}\s*{_UNIT}\s*(?:(?:to|the|к|на|դեպի|məsafədə|aralıda)\s+)*"
        rf"(?:{_DIRECTION}.*|aralı\w*|məsafə\w*|հեռավորությ\w*|uzaq\w*)$",
        _I,
    ),
    # from X 5 km to the north; от X в 5 км севернее
    re.compile(rf"^(?:from|от)\s+(?P<name>.+?)\s+{_ABOUT}{_NUMBER}\s*{_UNIT}.*?{_DIRECTION}.*$", _I),
)
_DIRECTION_ONLY: Final = re.compile(
    rf"^(?:(?:to|the|к|на|al|au|à|l')\s+)*{_DIRECTION}(?:\s+{_FROM}\s+|(?<=ее)\s+|\s+(?:of\s+)?)(?P<name>.+)$",
    _I,
)
_BETWEEN: Final = (
    re.compile(r"^(?:in\s+|the\s+|area\s+|road\s+|on\s+)*between\s+(?P<name>.+?)\s+and\s+(?P<other>.+)$", _I),
    re.compile(r"^(?:на\s+|дороге\s+|участке\s+)*между\s+(?P<name>.+?)\s+и\s+(?P<other>.+)$", _I),
    re.compile(r"^(?P<name>.+?)\s+və\s+(?P<other>.+?)\s+(?:kəndləri\s+)?arasında\w*$", _I),
    re.compile(r"^(?P<name>.+?)\s+և\s+(?P<other>.+?)\s+(?:գյուղերի\s+)?միջև$", _I),
    re.compile(r"^entre\s+(?P<name>.+?)\s+(?:y|et)\s+(?P<other>.+)$", _I),
)
_NEAR: Final = re.compile(
    r"^(?:near(?:by)?(?:\s+to)?|close\s+to|next\s+to|around|outside(?:\s+of)?|at|in|on|not\s+far\s+from|along"
    r"|(?:in\s+)?(?:the\s+)?(?:territory|area|vicinity|region|direction|outskirts|surroundings)\s+of"
    r"|в\s+районе|на\s+территории|в\s+окрестностях|близ|вблизи(?:\s+от)?|возле|около|рядом\s+с|недалеко\s+от|под|у|в|во|на"
    r"|cerca\s+de|en|près\s+de|à\s+proximité\s+de|sector)\s+(?:the\s+)?(?=\S{2})",
    _I,
)
_ARTICLE: Final = re.compile(r"^the\s+(?=\S)", _I)
_FORMER: Final = re.compile(
    r"^(?:the\s+)?(?:former(?:ly)?|ex|abandoned|destroyed|ruins\s+of|бывш\w+|заброшенн\w+|разрушенн\w+|keçmiş|dağıdılmış"
    r"|նախկին|լքված|колишн\w+|ancien(?:ne)?|antigu[ao]|eski)[\s-]+(?=\S{2})",
    _I,
)
_SIMPLY_IN: Final = re.compile(r"^(?:the|at|in|on|в|во|на|en)\s", _I)
_NEAR_AFTER: Final = re.compile(
    r"\s+(?:yaxınlığı\w*|ərazisi\w*|istiqaməti\w*|ətrafı\w*|hüdudları\w*|մոտակայք\w*|մոտ|մերձակայք\w*|տարածք\w*|շրջակայք\w*"
    r"|area|vicinity|outskirts)$",
    _I,
)
_DISTRICT_FIRST: Final = (
    re.compile(
        r"^(?P<area>.+?)\s+(?:rayonu|rayonunun|rayonundakı|rayonunda|vilayəti|vilayətinin)\s+(?P<name>.+)$",
        _I,
    ),
    re.compile(r"^(?P<area>.+?)\s+(?:շրջանի|շրջանում|մարզի|մարզում)\s+(?P<name>.+)$", _I),
)
_DISTRICT_LAST: Final = (
    re.compile(
        r"^(?P<name>.+?)\s+(?:в\s+|на территории\s+)?(?P<area>\S+(?:ского|ском|цкого|цком)\s+(?:район\w*|р-на|р-не))$",
        _I,
    ),
    re.compile(r"^(?P<name>.+?)\s+(?:в\s+)?(?P<area>\S+(?:ской|цкой)\s+(?:област\w*|обл\.?))$", _I),
    re.compile(
        r"^(?P<name>.+)\s+(?:in|of)\s+(?:the\s+)?"
        r"(?P<area>.+?\s+(?:district|province|region|governorate|county|raion|rayon))$",
        _I,
    ),
)
_IN_BRACKETS: Final = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<area>[^()]+)\)\s*$")


def phrase_of(text: str) -> Phrase:
    """The description taken apart; a plain name, and a very long text, comes back as it is."""
    name = " ".join(text.split()).strip(" ;,").lstrip(".")
    if not is_abbreviation(name.rpartition(" ")[2]):
        name = name.rstrip(" .;,")
    phrase = Phrase(name)
    # One word of nothing but letters is a name, for every description has two.
    if len(name) > LONGEST or name.isalpha():
        return phrase
    if found := _first(_BETWEEN, name):
        return _plain(
            replace(phrase, name=found["name"], other_end=found["other"].strip(), is_inflected=True)
        )
    return _plain(_with_areas(_plain(_with_offset(phrase))))


def _with_offset(phrase: Phrase) -> Phrase:
    if _DIGIT.search(phrase.name) and (found := _first(_OFFSETS, phrase.name)):
        return replace(
            phrase,
            name=found["name"].strip(" ,"),
            offset_km=_km(found["number"], found["unit"]),
            bearing=_degrees(found.groupdict().get("direction")),
            is_near=True,
            is_inflected=True,
        )
    if (found := _DIRECTION_ONLY.match(phrase.name)) and _is_whole_phrase(found):
        return replace(
            phrase,
            name=found["name"],
            bearing=_degrees(found["direction"]),
            is_near=True,
            is_inflected=True,
        )
    return phrase


def _is_whole_phrase(found: re.Match[str]) -> bool:
    """Whether a direction without a distance is one: "north of X", not the town of North Platte."""
    between = found.string[found.end("direction") : found.start("name")].strip().lower()
    return between != "" or found["direction"].lower().endswith("ее")


def _with_areas(phrase: Phrase) -> Phrase:
    """The phrase without what its place lies in, which stands after a comma, in brackets, or as a genitive."""
    if found := _first(_DISTRICT_FIRST, phrase.name):
        return replace(phrase, name=found["name"], area=(found["area"],), is_inflected=True)
    parts = [part.strip() for part in phrase.name.split(",") if part.strip()]
    if len(parts) > 1:
        head, *areas = parts if not _is_district(parts[0]) else parts[::-1]
        return _with_areas(replace(phrase, name=head, area=(*areas, *phrase.area)))
    if found := _first(_DISTRICT_LAST, phrase.name):
        return replace(phrase, name=found["name"], area=(found["area"], *phrase.area))
    if found := _IN_BRACKETS.match(phrase.name):
        # “Agdam (city)” names the kind of place, not another place.
        is_kind = only_kinds(_FORMER.sub("", f"{found['area']} "))
        return replace(
            phrase, name=found["name"], area=phrase.area if is_kind else (found["area"], *phrase.area)
        )
    return phrase


def _is_district(part: str) -> bool:
    return without_kind(part)[1] is Kind.DISTRICT


def _plain(phrase: Phrase) -> Phrase:
    """The phrase without the words for near, and for the kind of place, around its name."""
    name, is_near, is_inflected = phrase.name, phrase.is_near, phrase.is_inflected
    while found := _FORMER.match(name) or _NEAR.match(name) or _ARTICLE.match(name):
        is_near = is_near or not (_SIMPLY_IN.match(found.group()) or _FORMER.match(name))
        is_inflected = True
        name = name[found.end() :]
    if found := _NEAR_AFTER.search(name):
        is_near, is_inflected, name = True, True, name[: found.start()]
    _, kind = without_kind(name)
    is_inflected = is_inflected or kind is not None
    if (name, kind, is_inflected) == (phrase.name, phrase.kind, phrase.is_inflected):
        return phrase
    return replace(phrase, name=name, kind=kind, is_near=is_near, is_inflected=is_inflected)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.match(text))), None)


def _km(number: str, unit: str) -> float:
    lower = unit.lower().rstrip(".")
    is_metres = lower[:1] in "mмմ" and not lower.startswith("mi")
    factor = 0.001 if is_metres else 1.609344 if lower.startswith("mi") else 1.0
    return float(number.replace(",", ".")) * factor


def _degrees(direction: str | None) -> float | None:
    if direction is None:
        return None
    return next(degrees for degrees, words in _COMPASS if re.fullmatch(words, direction, re.IGNORECASE))
