"""Words found across scripts: Акна, Ակնա and Akna are one name to who searches.

The scripts are those of the atlas's languages: Latin, Cyrillic, Armenian. The page has the same rules in
assets/option_search.js; both are tested on tests/words_across_scripts.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa

_LETTERS: Final = {
    **dict(zip("абвгдезиклмнопрстуфыэѕіј", "abvgdeziklmnoprstufyezij", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "ђ": "dj",
    "є": "ie",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "џ": "dzh",
    "ґ": "g",
    "ғ": "gh",
    "қ": "q",
    "ң": "ng",
    "ү": "u",
    "ұ": "u",
    "һ": "h",
    "ә": "a",
    "ө": "o",
    **dict(zip("աբգդեզէըթիլկհմյնոպջռսվտրւփքօֆ", "abgdezeytilkhmynopjrsvtrwpkof", strict=True)),
    "ժ": "zh",
    "խ": "kh",
    "ծ": "ts",
    "ձ": "dz",
    "ղ": "gh",
    "ճ": "ch",
    "շ": "sh",
    "չ": "ch",
    "ց": "ts",
}
"""Of each small letter without its mark the Latin ones."""

_LATIN: Final = str.maketrans(_LETTERS)
_U: Final = ("ու", "u")
"""Two Armenian letters for one sound."""

_SOUNDS: Final = (
    *(("dzh", "j"), ("tch", "j"), ("dj", "j"), ("zh", "j"), ("ch", "j")),
    *(("kh", "h"), ("x", "h"), ("gh", "k"), ("sh", "s"), ("ts", "s")),
    *(("yo", "o"), ("yu", "u"), ("ya", "a"), ("ye", "a"), ("ae", "a")),
)
"""Letters that Azerbaijani, Armenian and Russian forms of one name have in each other's place."""
_SOUNDS_OF_ONE: Final = str.maketrans("cqgzwey", "jkksvai")
"""The same of single letters, after those; none of them makes one of those anew."""

_DOUBLED: Final = re.compile(r"(.)\1+")
_LONG: Final = 1_000

SHORTEST_BY_SOUND: Final = 4
"""Letters of the sound from which on words are compared by it: shorter beginnings sound like too many."""


@lru_cache(maxsize=65_536)
def latin_word(word: str) -> str:
    """A folded word in Latin letters; "" for one that is Latin already, or of a script that has no rules here."""
    if word.isascii():
        return ""
    written = word.replace(*_U).translate(_LATIN)
    return written if written.isascii() and written != word else ""


def sound_key(latin: str) -> str:
    """Latin letters by sound: xocavend, khojavend and khodzhavend are one."""
    for letters, sound in _SOUNDS:
        latin = latin.replace(letters, sound)
    latin = latin.translate(_SOUNDS_OF_ONE)
    return _once_each(latin) if len(latin) >= _LONG and latin.isascii() else _DOUBLED.sub(r"\1", latin)


def _once_each(text: str) -> str:
    """The text with one of letters that follow themselves, as `_DOUBLED` leaves it; for the lines of very many names."""
    letters = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    is_first = np.ones(len(letters), dtype=bool)
    is_first[1:] = (letters[1:] != letters[:-1]) | (letters[1:] == ord("\n"))
    return letters[is_first].tobytes().decode("ascii")


def sound_of_search(word: str) -> str:
    """What a word in other than Latin letters is looked for by in the sounds of names; "" for one that is not."""
    sound = sound_key(latin_word(word))
    return sound if len(sound) >= SHORTEST_BY_SOUND else ""


def with_latin(folded: str) -> str:
    """Folded words, a space before each, and then those in other scripts in Latin letters."""
    if folded.isascii():
        return folded
    return folded + "".join(f" {latin}" for word in folded.split() if (latin := latin_word(word)))


def sounds(folded: str) -> str:
    """The sound of each folded word, with a space before each."""
    words = dict.fromkeys(latin_word(word) or (word if word.isascii() else "") for word in folded.split())
    return "".join(f" {sound_key(word)}" for word in words if word)


def texts_with_latin(folded: pa.Array) -> pa.Array:
    """`with_latin` of each of many texts."""
    return _each(with_latin(text) for text in folded.to_pylist())


def text_sounds(folded: pa.Array) -> pa.Array:
    """`sounds` of each of many texts; those in Latin letters all at once."""
    texts = folded.to_pylist()
    ascii_lines = [at for at, text in enumerate(texts) if text.isascii()]
    # Each line begins with a space, so that no end of a line is taken for a doubled letter.
    of_lines = sound_key("\n".join(f" {texts[at].lstrip()}" for at in ascii_lines)).split("\n")
    transliterated = dict(zip(ascii_lines, of_lines, strict=True)) if ascii_lines else {}
    return _each(
        transliterated.get(at, "") if text.isascii() else sounds(text) for at, text in enumerate(texts)
    )


def _each(texts: Iterable[str]) -> pa.Array:
    return pa.array(list(texts), pa.large_string())
