"""Names in the case that a sentence puts them in, brought back to the form that a gazetteer lists.

Russian "в Мадагизе", Azerbaijani "Tərtərdən", Armenian "Թալիշի": each gives the forms that it may come
from. They are guesses, to be looked up only when the name as written is not found.
"""

from __future__ import annotations

import re
from typing import Final

_LEAST_LETTERS: Final = 3
"""A shorter remainder is not taken for a name."""

_RUSSIAN: Final = (
    *(("ского", ("ский", "")), ("ском", ("ский", "")), ("ской", ("ская", "")), ("ский", ("",))),
    *(("цкого", ("цкий",)), ("нского", ("",)), ("нский", ("",)), ("нском", ("",))),
    *(("ого", ("ый", "ое")), ("ой", ("ая", "а"))),
    *(("а", ("", "о")), ("у", ("", "а")), ("ы", ("а",)), ("и", ("ь", "а", "я")), ("е", ("", "а", "о"))),
    *(("ом", ("", "о")), ("я", ("ь", "й")), ("ю", ("ь", "я"))),
)
_AZERBAIJANI: Final = tuple(
    (ending, ("",))
    for ending in (
        *("nın", "nin", "nun", "nün", "ın", "in", "un", "ün"),
        *("dan", "dən", "tan", "tən", "da", "də", "ta", "tə", "ya", "yə", "a", "ə"),
    )
)
_ARMENIAN: Final = tuple((ending, ("",)) for ending in ("ից", "ում", "ին", "ի", "ը", "ն"))

_SCRIPTS: Final = (
    (re.compile(r"[Ѐ-ӿ]$"), _RUSSIAN),
    (re.compile(r"[Ա-և]$"), _ARMENIAN),
    (re.compile(r"[a-zçəğıöşü]$"), _AZERBAIJANI),
)


def nominatives(name: str) -> list[str]:
    """What the name may be in the nominative, the longest endings first; none when it has no such ending."""
    stem = name.rstrip()
    lower = stem.lower()
    endings = next((endings for script, endings in _SCRIPTS if script.search(lower)), ())
    found = [
        stem[: -len(ending)].rstrip("-’'") + replacement
        for ending, replacements in sorted(endings, key=lambda one: -len(one[0]))
        if lower.endswith(ending) and len(stem) - len(ending) >= _LEAST_LETTERS
        for replacement in replacements
    ]
    return list(dict.fromkeys(found))
