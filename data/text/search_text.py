"""Words compared without case or diacritics, in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS_WITHOUT_DECOMPOSITION: Final = {"ə": "e", "ı": "i"}
"""Azerbaijani letters that Unicode does not take apart into a base and a mark."""


class _FoldedLetters(dict[int, str]):
    """What is left of each letter, by its number, without case and marks; made when first requested.

    Letter by letter gives what the whole text would: only marks change their order, and these are left out.
    """

    def __missing__(self, number: int) -> str:
        self[number] = "".join(
            _LETTERS_WITHOUT_DECOMPOSITION.get(letter, letter)
            for letter in decomposed(chr(number))
            if not unicodedata.combining(letter)
        )
        return self[number]


_FOLDED: Final = _FoldedLetters()
_ASCII: Final = bytes(
    ord(letter) if letter.isalnum() or letter == "\n" else ord(" ") for letter in map(chr, range(256))
)
_TEXTS_AT_ONCE: Final = 5_000


def folded_words(text: str) -> list[str]:
    """The words of `text` in order, without case and diacritics; none for punctuation alone."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return _WORD.findall(text.translate(_FOLDED))


def folded(text: str) -> str:
    """The words with a space before each, so that `" " + beginning` is found at a word's beginning."""
    return "".join(f" {word}" for word in folded_words(text))


def folded_texts(texts: pa.Array) -> pa.Array:
    """The words of each text with at least one space before each, for very many texts.

    `" " + beginning` is found in them as in `folded`; each step goes through thousands of texts at once.
    """
    parts = [
        pa.array(_folded_lines("\n".join(lines.to_pylist())), pa.large_string())
        for begin in range(0, len(texts), _TEXTS_AT_ONCE)
        for lines in [pc.replace_substring(texts.slice(begin, _TEXTS_AT_ONCE), "\n", " ")]
    ]
    return pa.concat_arrays(parts) if parts else pa.array([], pa.large_string())


def is_latin(name: str) -> bool:
    """Whether every letter of the name is of the Latin script."""
    return name.isascii() or all(
        "LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha()
    )


def decomposed(text: str) -> str:
    """The text in small letters, marks apart from the letters that carry them."""
    # Twice, because some compatibility forms become capitals and some lower cases take marks.
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def _folded_lines(text: str) -> list[str]:
    if text.isascii():
        bare = text.lower().encode("ascii").translate(_ASCII).decode("ascii")
    else:
        bare = decomposed(text)
        # Few different letters stand in many texts.
        for letter in sorted(set(bare) - {"\n"}):
            if unicodedata.combining(letter):
                bare = bare.replace(letter, "")
            elif letter in _LETTERS_WITHOUT_DECOMPOSITION:
                bare = bare.replace(letter, _LETTERS_WITHOUT_DECOMPOSITION[letter])
            elif letter != " " and not _WORD.match(letter):
                bare = bare.replace(letter, " ")
    return (" " + bare.replace("\n", "\n ")).split("\n")
