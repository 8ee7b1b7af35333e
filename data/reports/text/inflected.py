"""The past forms of verbs in languages whose lists give one of them: ölüb stands for öldü, ölmüşdü and ölüblər, too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_TABLES: Final = ("outcome.", "event.")
_AZERBAIJANI: Final = re.compile(r"(?P<stem>(?:.*\s)?[^()|*]*[^\W\d_])(?P<vowel>[ıiuü])b(?:lar|lər)?")
_ARMENIAN: Final = re.compile(r"(?P<stem>(?:.*\s)?[^()|*]*[^\W\d_])(?P<end>վել|ցել)(?P<is> է| են| էր| էին)?")


def inflected(language: str, key: str, phrases: Iterable[str]) -> list[str]:
    """The phrases of a list, verbs of outcomes and explosions with all forms that news tells the past in."""
    form = {"az": _azerbaijani, "hy": _armenian}.get(language)
    if form is None or not key.startswith(_TABLES):
        return list(phrases)
    return list(dict.fromkeys(form(phrase) for phrase in phrases))


def _azerbaijani(phrase: str) -> str:
    verb = _AZERBAIJANI.fullmatch(phrase)
    if verb is None:
        return phrase
    stem, vowel = verb["stem"], verb["vowel"]
    # Between vowels stands a y, which only this form has: almayıb, almadı.
    bare = stem.removesuffix("y") if stem[-2:] in ("ay", "əy") else stem
    bare = f"{bare[:-1]}(d|t)" if bare.endswith("ed") else bare
    plural = "(lar|lər)?"
    past = f"(d|t){vowel}{plural}|m{vowel}ş((d|d{vowel}|d{vowel}r)?{plural})?"
    return f"({stem}({vowel}b({plural}|d{vowel}r)|{vowel}r{plural})|{bare}({past}))"


def _armenian(phrase: str) -> str:
    verb = _ARMENIAN.fullmatch(phrase)
    if verb is None:
        return phrase
    stem, end = verb["stem"], verb["end"]
    told = "(ց|ցին)" if end == "վել" else ""
    perfect = f"{end}{' (է|են|էր|էին)' if verb['is'] else ''}"
    return f"{stem}({perfect}|{'վե' + told if told else 'ցավ|ցան'})"
