"""Words of scripts whose vowels are marks and whose words are not parted, such as Burmese, Khmer and Thai.

Without their marks different words become one: “police” in Burmese would stand in the word for an injury.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from data.places.notations.normal_text import one_form
from data.text.search_text import folded

_RUN: Final = re.compile(
    r"(?:(?![\u0964\u0965\u0e2f\u0e5a\u0e5b\u104a-\u104f\u17d4-\u17da])[\u0900-\u109f\u1780-\u17ff])+"
)
"""Letters and marks from Devanagari to Burmese, and Khmer, without their full stops."""
_EDGE: Final = "\x1f"
_BEGINS: Final = 2
"""Letters of a word that must begin a run of letters; of fewer it must be all of the run, of more it may be anywhere."""


def is_of_marked_script(word: str) -> bool:
    """Whether a word is of such a script."""
    return _RUN.match(word) is not None


def marked_runs(text: str) -> list[str]:
    """The runs of letters and marks of such scripts in a text."""
    return _RUN.findall(one_form(text))


def comparable(text: str) -> str:
    """The folded words of a text, and its runs of marked scripts as they are written."""
    return folded(one_form(text)) + "".join(f"{_EDGE}{run}{_EDGE}" for run in marked_runs(text))


def pattern_of_marked(word: str) -> str:
    """A regular expression that finds a word of such a script in what `comparable` gives; its parts are joined by _."""
    letters = sum(unicodedata.category(letter).startswith("L") for letter in word)
    found = f"{_EDGE}*".join(re.escape(one_form(part)) for part in word.split("_"))
    if letters > _BEGINS:
        return found
    return f"{_EDGE}{found}" + ("" if letters == _BEGINS else _EDGE)
