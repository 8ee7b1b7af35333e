"""Words compared without case or diacritics, in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS_WITHOUT_DECOMPOSITION: Final = str.maketrans({"ə": "e", "ı": "i"})
"""Azerbaijani letters that Unicode does not take apart into a base and a mark."""


def folded_words(text: str) -> list[str]:
    """The words of `text` in order, without case and diacritics; none for punctuation alone."""
    # Twice, because some compatibility forms become capitals and some lower cases take marks.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(bare.translate(_LETTERS_WITHOUT_DECOMPOSITION))


def folded(text: str) -> str:
    """The words with a space before each, so that `" " + beginning` is found at a word's beginning."""
    return "".join(f" {word}" for word in folded_words(text))
