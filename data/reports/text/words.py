"""The word lists of a language, compiled; `words/<language>.toml` is where a native speaker edits them.

A phrase is matched without regard to case. `*` stands for any letters, `…` for up to four words, `(a|b)` for one of
several, `(a)?` for what may be left out, `-` for a hyphen, a space or nothing, `#` for figures. `{name}` stands for the
line of that name in `[shorthand]`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from data.reports.text.inflected import inflected

FOLDER: Final = Path(__file__).parents[1] / "words"
LANGUAGES: Final = ("en", "ru", "az", "hy", "uk", "es", "fr", "ar")

_SAME_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("’‘ʼʻ`´՚", "'"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t\r", " "),
        **dict.fromkeys("‐‑‒", "-"),
        **dict.fromkeys(
            "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad", " "
        ),
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "ё": "е",
        "Ё": "Е",
    }
)
_NOT_WITHIN: Final = "(?:and|but|not|no|и|й|а|но|не|та|але|və|amma|և|ու|բայց|չի|y|pero|no|et|mais|pas|لم)"
"""Words that end what belongs together."""
_WITH_JOINED_AND: Final = frozenset({"people", "numbers", "outcome"})
"""Arabic lists before whose words "and" or "so" may stand, written as one word with them."""
_VOWEL_MARKS: Final = "[\u064b-\u0652\u0640]*"
_FOLDED: Final = {"İ": "i", "ı": "i"} | dict.fromkeys(map(chr, [*range(0x064B, 0x0653), 0x0640]), "")
_TO_FOLDED: Final = str.maketrans(_FOLDED)
_MANY_LISTS: Final = 40
"""From so many lists below a name a look for their letters is quicker than a look for their phrases."""
_IS_ARABIC: Final = re.compile("[\u0621-\u064a]")


def plain(text: str) -> str:
    """The text with one letter for each that is written in several ways; every position stays what it was."""
    return text.translate(_SAME_LETTERS)


@dataclass(frozen=True)
class Found:
    """A phrase of a list in a text."""

    start: int
    end: int
    key: str
    """The name of the list, with dots: "outcome.killed.before"."""

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a letter with the span."""
        return self.start < end and start < self.end


class Words:
    """The lists of one language."""

    def __init__(self, language: str, tables: Mapping[str, Any]) -> None:
        self.language = language
        self.tables = tables
        shorthand = tables.get("shorthand", {})
        self._lists = {
            key: inflected(language, key, written_out(phrases, shorthand)) for key, phrases in _lists(tables)
        }
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._below: dict[str, list[str]] = {}
        self._letters: dict[str, frozenset[str]] = {}

    def keys(self, prefix: str) -> list[str]:
        """The names of the lists below a name."""
        if prefix not in self._below:
            self._below[prefix] = [
                key for key in self._lists if key == prefix or key.startswith(prefix + ".")
            ]
        return self._below[prefix]

    def phrases(self, key: str) -> list[str]:
        """One list; empty when the language has none of that name."""
        return self._lists.get(key, [])

    def find(self, prefix: str, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """The longest phrases of the lists below a name, in their order, none overlapping another."""
        end = len(text) if end is None else end
        found = [
            Found(match.start(), match.end(), key)
            for key, pattern in self._likely(prefix, text, start, end)
            for match in pattern.finditer(text, start, end)
        ]
        return longest(found)

    def has(self, prefix: str, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of the lists stands in the text."""
        end = len(text) if end is None else end
        return any(pattern.search(text, start, end) for _, pattern in self._likely(prefix, text, start, end))

    def _likely(self, prefix: str, text: str, start: int, end: int) -> Iterator[tuple[str, re.Pattern[str]]]:
        """The lists below a name with their patterns, without those of which no phrase has its letters in the text.

        A pattern is compiled when a text first has such letters: half of them are never needed.
        """
        keys = self.keys(prefix)
        has_many, folded = len(keys) >= _MANY_LISTS, ""
        for key in keys:
            if has_many or key not in self._patterns:
                folded = folded or _folded(text[start:end])
                if not any(letters in folded for letters in self._letters_of(key)):
                    continue
            pattern = self._pattern(key)
            if pattern is not None:
                yield key, pattern

    def _letters_of(self, key: str) -> frozenset[str]:
        if key not in self._letters:
            self._letters[key] = frozenset(needed_letters(phrase) for phrase in self._lists[key])
        return self._letters[key]

    def _pattern(self, key: str) -> re.Pattern[str] | None:
        if key not in self._patterns:
            has_joined_and = self.language == "ar" and key.partition(".")[0] in _WITH_JOINED_AND
            self._patterns[key] = compiled(self._lists[key], "[وف]?" if has_joined_and else "")
        return self._patterns[key]


def longest(found: Iterable[Found]) -> list[Found]:
    """Those that overlap no longer one, in the order of the text."""
    matches: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, _rank(one.key), one.start)):
        if not any(one.meets(other.start, other.end) for other in matches):
            matches.append(one)
    return sorted(matches, key=lambda one: one.start)


def _rank(key: str) -> int:
    """Which of two equally long phrases goes first: who is not hurt, who died, who was hurt."""
    return next((number for number, name in enumerate((".unhurt", ".killed")) if name in key), 9)


@cache
def words_of(language: str) -> Words:
    """The lists of a language, with those of `any.toml` that hold in every one."""
    tables = _read("any")
    for name, table in _read(language if language in LANGUAGES else "en").items():
        tables[name] = _merged(tables.get(name), table)
    return Words(language, tables)


def written_out(phrases: Iterable[str], shorthand: Mapping[str, str]) -> list[str]:
    """The phrases with each `{name}` replaced by what it stands for; ValueError where a name is not known."""

    def meaning(name: re.Match[str]) -> str:
        if name[1] not in shorthand:
            raise ValueError(
                f"{name[0]} in data/reports/words has no line in [shorthand]; write the words out, or add the line."
            )
        return shorthand[name[1]]

    return [re.sub(r"\{(\w+)\}", meaning, phrase) for phrase in phrases]


def needed_letters(phrase: str) -> str:
    """The most letters in a row that stand in every text with the phrase, folded; "" where it has no such letters."""
    rest = plain(phrase)
    while (shorter := re.sub(r"\([^()]*\)\??", " ", rest)) != rest:
        rest = shorter
    rest = re.sub(r"\[[^]]*\]\??|\\.|\w\?", " ", rest)
    return max(re.findall(r"[^\W\d_]+", _folded(rest)), key=len, default="")


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """Small letters without the signs that a phrase passes over, for a first look."""
    return text.translate(_TO_FOLDED).lower()


def compiled(phrases: Iterable[str], prefix: str = "") -> re.Pattern[str] | None:
    """One pattern for the phrases, the longest first, each with the prefix before it; None without any."""
    parts = [_pattern_of(phrase) for phrase in sorted(phrases, key=len, reverse=True) if phrase.strip()]
    if not parts:
        return None
    return re.compile(rf"(?<![\w]){prefix}(?:" + "|".join(parts) + r")(?![\w])", re.IGNORECASE)


def _pattern_of(phrase: str) -> str:
    parts: list[str] = []
    for word in plain(phrase).split():
        if word == "…":
            parts.append(rf"(?:(?!{_NOT_WITHIN}\s)[^\s.,;:!?։]+\s+){{0,4}}?")
        else:
            parts.append("".join(_letter(letter) for letter in word) + r"\s+")
    return "".join(parts).removesuffix(r"\s+")


def _letter(letter: str) -> str:
    if letter in "(|)?":
        return {"(": "(?:"}.get(letter, letter)
    if letter == "*":
        return r"\w*"
    if letter == "-":
        return r"(?:[–-]\s?|\s)?"
    if letter == "#":
        return r"(?:\d+)"
    if letter in "[]\\.":
        return letter
    if _IS_ARABIC.match(letter):
        return letter + _VOWEL_MARKS
    return re.escape(letter)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _merged(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{key: _merged(one.get(key), value) for key, value in other.items()}}
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    return other


def _lists(table: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, list[str]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield f"{prefix}{name}", value
