"""Place names made comparable: without case and diacritics, and across scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from data.text.search_text import folded_words

_MARKS: Final = "\u0022'`´ʹʺʻʼʽˈ‘’‛“”\u02bf\u055a՛՚׳′"
"""Written or left out at will in transliterations: Stepʻanakert, Tap'qaraqoyunlu."""

_ARMENIAN_DIGRAPHS: Final = (("ու", "u"), ("Ու", "u"), ("ՈՒ", "u"), ("ոււ", "u"))
"""Two letters for one sound, which a transliteration letter by letter takes apart."""

_SCHWAS: Final = str.maketrans({"ǝ": "ə", "ә": "ə", "Ǝ": "ə", "Ә": "ə"})
"""The turned e of other alphabets, often typed for the Azerbaijani letter."""

_BRACKET: Final = re.compile(r"\s*[(,،、]")
_SEVERAL: Final = re.compile("[/(,،、]")
_APART: Final = re.compile(r"[\s,;/(،、]")

_ALPHABETS: Final = ("LATIN", "CYRILLIC", "ARMENIAN", "GREEK", "GEORGIAN", "MODIFIER LETTER")


class _OwnLetters(dict[int, str]):
    """What a key has of each letter, by its number; made when first requested."""

    def __missing__(self, number: int) -> str:
        letter = chr(number).translate(_SCHWAS)
        self[number] = "" if letter in _MARKS else "".join(folded_words(letter))
        return self[number]


class _LatinLetters(dict[int, str]):
    """The same in plain Latin, after the transliteration tables of anyascii."""

    def __missing__(self, number: int) -> str:
        own = _OWN[number]
        # Of an apostrophe in a transliteration nothing stays: it is no letter.
        self[number] = own if own.isascii() else _NOT_A_LETTER.sub("", "".join(map(anyascii, own)).lower())
        return self[number]


_OWN: Final = _OwnLetters()
_LATIN: Final = _LatinLetters()
_LATIN_LINES: Final = _LatinLetters({ord("\n"): "\n"})
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def same_script_key(name: str) -> str:
    """The name's letters in their own script, without case, diacritics, apostrophes and hyphens.

    Two names are one to the eye when these are equal; an empty text when it has no letter or digit.
    """
    return _NOT_A_LETTER.sub("", name.lower()) if name.isascii() else name.translate(_OWN)


@lru_cache(maxsize=65536)
def latin_key(name: str) -> str:
    """The name's letters written in plain Latin, in whichever script it came; keys of keys are the same.

    Letter by letter after the transliteration tables of anyascii. An empty text when nothing is left.
    """
    if name.isascii():
        return _NOT_A_LETTER.sub("", name.lower())
    if "ո" in name or "Ո" in name:
        for letters, sound in _ARMENIAN_DIGRAPHS:
            name = name.replace(letters, sound)
    return name.translate(_LATIN)


def latin_keys(names: Sequence[str]) -> list[str]:
    """`latin_key` of each of many names, all at once."""
    lines = "\n".join(name.replace("\n", " ") if "\n" in name else name for name in names)
    for letters, sound in _ARMENIAN_DIGRAPHS:
        lines = lines.replace(letters, sound)
    return lines.translate(_LATIN_LINES).split("\n") if names else []


def is_one_word(name: str) -> bool:
    """Whether the name has nothing that parts it into words or several names, so that it has one form only."""
    return name != "" and (name.isalpha() or not _APART.search(name))


def name_parts(name: str) -> list[str]:
    """The name, then what else it goes by: what stands before a bracket or comma, both sides of a slash."""
    if name.isalpha() or not _SEVERAL.search(name):
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
