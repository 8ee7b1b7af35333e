"""Which of the old codes of one byte a letter a text is written in, recognised by the letters that come out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class CodePage:
    """An encoding of one byte a letter, with the letters that its languages use."""

    encoding: str
    name: str
    """As a person knows it."""
    letters: str
    """Letters beyond ASCII, the most frequent first, in small letters."""
    is_of_words: bool
    """Whether whole words are written in these letters, rather than single ones among Latin letters."""
    is_old: bool = False
    """Whether it is taken only where the letters of the others do not fit as well."""


_CYRILLIC: Final = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъіїєґўёјљњћђџ"
_LATIN_WEST: Final = "éáíóñãçüäöàèúêßâôõåøæïîùûëìò"
_LATIN_MIDDLE: Final = "čšžćđáíéęąłóśżźńőűřěůýťďľ"
_ARABIC: Final = "الينمورتبةعدسفهكقحجشطصخذضثزغظءئؤىآأإپچژگ"
CODE_PAGES: Final = (
    CodePage("cp1252", "Windows-1252", _LATIN_WEST, is_of_words=False),
    CodePage("cp1251", "Windows-1251", _CYRILLIC, is_of_words=True),
    CodePage("cp1254", "Windows-1254 (Turkish)", "ışğüöçİi̇âî", is_of_words=False),
    CodePage("cp1250", "Windows-1250 (Central European)", _LATIN_MIDDLE, is_of_words=False),
    CodePage("cp1256", "Windows-1256 (Arabic)", _ARABIC, is_of_words=True),
    CodePage("cp1253", "Windows-1253 (Greek)", "αοιετσνηυρπκμλωςδγχθφβξζψάέήίόύώϊϋΐ", is_of_words=True),
    CodePage("cp1255", "Windows-1255 (Hebrew)", "יוהלרמאתבנשדקעחפגטסזכצםןךףץ", is_of_words=True),
    CodePage("koi8_u", "KOI8", _CYRILLIC, is_of_words=True),
    CodePage("cp866", "CP866 (MS-DOS)", _CYRILLIC, is_of_words=True),
    CodePage("mac_cyrillic", "Mac Cyrillic", _CYRILLIC, is_of_words=True),
    CodePage("iso8859_5", "ISO 8859-5", _CYRILLIC, is_of_words=True),
    CodePage("iso8859_6", "ISO 8859-6", _ARABIC, is_of_words=True),
    CodePage("iso8859_2", "ISO 8859-2", _LATIN_MIDDLE, is_of_words=False),
    CodePage("cp850", "CP850 (MS-DOS)", _LATIN_WEST, is_of_words=False, is_old=True),
    CodePage("cp852", "CP852 (MS-DOS)", _LATIN_MIDDLE, is_of_words=False, is_old=True),
    CodePage("mac_roman", "Macintosh Roman", _LATIN_WEST, is_of_words=False, is_old=True),
)
"""In the order in which one is taken before another that fits as well."""

_SAMPLE_BYTES: Final = 200_000
_MOST_WORDS: Final = 2_000
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_FINAL: Final = "םןףךץ"
"""Hebrew letters that stand only at the end of a word."""
_AROUND_WORDS: Final = "“”‘«»–—…"
_PUNCTUATION: Final = "“”‘’«»–—…№°·•\u00a0€£§©®™´`¨\u200c\u200d\u200e\u200f،؛؟"


def code_page_of(content: bytes) -> CodePage | None:
    """The code page whose letters the bytes from 0x80 on fit best; None where they fit in none."""
    words = Counter(_WORD.findall(content[:_SAMPLE_BYTES])).most_common(_MOST_WORDS)
    best: tuple[float, CodePage] | None = None
    for page in CODE_PAGES:
        try:
            content.decode(page.encoding)
            score = sum(_score(word.decode(page.encoding), page) * times for word, times in words)
        except UnicodeDecodeError:
            continue
        if best is None or score > best[0]:
            best = (score, page)
    return best[1] if best else None


def _score(word: str, page: CodePage) -> float:
    """How well a word fits: its letters, frequent ones most; capitals within it, and neighbours that it cannot have."""
    score = 0.0
    for place, letter in enumerate(word):
        if letter.isascii():
            continue
        rank = page.letters.find(letter.lower())
        beside = word[place - 1 : place] + word[place + 1 : place + 2]
        if rank >= 0:
            commonness = 1 - rank / len(page.letters)
            if len(word) == 1:
                score += 0.1 if page.is_of_words else 0.3
            elif page.is_of_words:
                score += 1.8 * commonness - 0.3
            else:
                score += 0.8 + 0.19 * commonness if page.is_old else 1.0
        elif letter in _PUNCTUATION:
            # Elsewhere it is likelier a letter of another code page.
            is_usual = letter == "’" or (letter in _AROUND_WORDS and place in (0, len(word) - 1))
            score += 0.98 if is_usual else 0.1
        else:
            score += 0.2 if letter.isalpha() and not page.is_of_words else -1.5
        if place and letter.isupper():
            score -= 1.5 if word[place - 1].islower() else 0.4
        if letter in _FINAL:
            score += 1.0 if place == len(word) - 1 else -1.5
        score -= sum(1.0 for other in beside if other.isalpha() and page.is_of_words == other.isascii())
    return score
