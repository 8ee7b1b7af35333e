"""Place names made comparable: without case and diacritics, and across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from data.search_text import folded_words

_MARKS: Final = "\u0022'`´ʹʺʻʼʽˈ‘’‛“”\u02bf\u055a՛՚׳′"
"""Written or left out at will in transliterations: Stepʻanakert, Tap'qaraqoyunlu."""

_ARMENIAN_DIGRAPHS: Final = (("ու", "u"), ("Ու", "u"), ("ՈՒ", "u"), ("ոււ", "u"))
"""Two letters for one sound, which a transliteration letter by letter takes apart."""

_SCHWAS: Final = str.maketrans({"ǝ": "ə", "ә": "ə", "Ǝ": "ə", "Ә": "ə"})
"""The turned e of other alphabets, often typed for the Azerbaijani letter."""

_LEFT_OUT: Final = str.maketrans("", "", _MARKS) | _SCHWAS
"""What becomes of apostrophes and turned letters."""

_BRACKET: Final = re.compile(r"\s*[(,،、]")
_SEVERAL: Final = re.compile("[/(,،、]")

_ALPHABETS: Final = ("LATIN", "CYRILLIC", "ARMENIAN", "GREEK", "GEORGIAN", "MODIFIER LETTER")


class _LatinLetters(dict[int, str]):
    """Each letter, by its number, after the transliteration tables of anyascii; made when first requested."""

    def __missing__(self, number: int) -> str:
        self[number] = anyascii(chr(number)).lower()
        return self[number]


_LATIN: Final = _LatinLetters()
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def same_script_key(name: str) -> str:
    """The name's letters in their own script, without case, diacritics, apostrophes and hyphens.

    Two names are one to the eye when these are equal; an empty text when it has no letter or digit.
    """
    if name.isascii():
        return _NOT_A_LETTER.sub("", name.lower())
    return "".join(folded_words(name.translate(_LEFT_OUT)))


@lru_cache(maxsize=65536)
def latin_key(name: str) -> str:
    """The name's letters written in plain Latin, in whichever script it came; keys of keys are the same.

    Letter by letter after the transliteration tables of anyascii. An empty text when nothing is left.
    """
    if not name.isascii():
        for letters, sound in _ARMENIAN_DIGRAPHS:
            name = name.replace(letters, sound)
    own = same_script_key(name)
    # Of an apostrophe in a transliteration nothing stays: it is no letter.
    return own if own.isascii() else _NOT_A_LETTER.sub("", own.translate(_LATIN))


def name_parts(name: str) -> list[str]:
    """The name, then what else it goes by: what stands before a bracket or comma, both sides of a slash."""
    if not _SEVERAL.search(name):
        return [name] if name.strip() else []
    parts = [name, *name.split("/")] if "/" in name else [name]
    return list(
        dict.fromkeys(form for part in parts for form in (part, _before_bracket(part)) if form.strip())
    )


def _before_bracket(name: str) -> str:
    return _BRACKET.split(name, maxsplit=1)[0]


def is_alphabetic(name: str) -> bool:
    """Whether every letter is of an alphabet that writes vowels, so that Latin letters tell the name.

    Names in abjads, syllabaries and Chinese characters lose too much in them: too many become alike.
    """
    return name.isascii() or all(
        unicodedata.name(letter, "").startswith(_ALPHABETS) for letter in name if letter.isalpha()
    )
