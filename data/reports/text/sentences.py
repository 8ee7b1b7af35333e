"""A report cut into paragraphs and sentences, by position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from data.reports.text.words import plain

MOST_LETTERS: Final = 30_000
"""Of a report; what comes after is not read, because no single news item is longer."""
_LONGEST_SENTENCE: Final = 700

_GAP: Final = re.compile(r"\n[ ]*\n\s*|\n")
_BULLET: Final = re.compile(r"[ ]*(?:[-•*–—▪●]|\d{1,2}[.)])\s")
_WRAPPED_LETTERS: Final = 60
"""A line of fewer letters was ended by its writer, not by the edge of a page."""
_END: Final = re.compile(
    r"(?:[.!?…։؟]+[»”\"')\]]*)(?=\s)|(?<=\w):(?=\s+[«\"„“])|(?<=[\u0561-\u0587»]):(?=\s+[\u0531-\u0556])|;(?=\s)|[|](?=\s)"
)
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(«\"]|(?<=[^\W\d_]\.))(?:[^\W\d_]|dr|mr|mrs|ms|st|no|gen|col|lt|sgt|capt|maj|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|г|гг|ул|им|тыс|млн|обл|р-н|нас|пос|дер|ст|стр|фев|янв|мар|апр|авг|сен|сент|окт|ноя|дек|вул|смт|сел|обл|тис|km|км"
    r"|sra?|dra?|ud|av|núm|M|Mme|Mlle|dir|env|p|pp|a\.m|p\.m|U\.S|U\.N|(?<=\d\s)мин|с\.г|т\.е|т\.к|т\.д|e\.g|i\.e|vs|ş|r|k)$",
    re.IGNORECASE,
)
_DATELINE_WORDS: Final = 7
_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """A word or a mark."""

    start: int
    end: int
    text: str
    """In its plain form."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the report."""

    start: int
    end: int
    paragraph: int
    """0 is the title."""
    number: int
    """Of all sentences; the title's come first."""


@dataclass(frozen=True)
class Body:
    """A report ready to be searched."""

    whole: str
    """As it was given, cut to what is read."""
    plain: str
    """The same with each letter in its one form; positions agree."""
    sentences: tuple[Sentence, ...]

    def words(self, sentence: Sentence) -> str:
        """The sentence in its plain form."""
        return self.plain[sentence.start : sentence.end]


def body_of(whole: str, title_letters: int = 0) -> Body:
    """A text with its sentences; so many of its first letters, and a line break, are its title."""
    whole = whole[:MOST_LETTERS]
    text = plain(whole)
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text, title_letters)):
        for first, last in _sentences(text, start, end):
            sentences.append(Sentence(first, last, number, len(sentences)))
    return Body(whole, text, tuple(sentences))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks between two positions."""
    return [Token(found.start(), found.end(), found.group()) for found in _WORD.finditer(text, start, end)]


def _paragraphs(text: str, title: int) -> Iterator[tuple[int, int]]:
    yield 0, min(title, len(text))
    start = line = min(title + 1, len(text))
    for gap in _GAP.finditer(text, start):
        if gap.group().count("\n") > 1 or not _is_wrapped(
            text[line : gap.start()], text[gap.end() : gap.end() + 40]
        ):
            if text[start : gap.start()].strip():
                yield start, gap.start()
            start = gap.end()
        line = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a sentence runs on in the next line, because the page was not wider."""
    after = following.lstrip(' «"“„(')
    if _BULLET.match(following) or not after.strip():
        return False
    if after[:1].islower():
        return True
    return len(line) >= _WRAPPED_LETTERS and not line.rstrip().endswith(
        (".", "!", "?", "։", ":", "»", "”", "…", "؟")
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, is_opening = start, True
    for mark in _END.finditer(text, start, end):
        if _is_end(text, first, mark) and not (is_opening and _is_dateline(text[first : mark.end()].strip())):
            yield from _trimmed(text, first, mark.end())
            # A place may stand before the day as a sentence of its own: "Баку. 19 мая."
            is_opening = first == start and " " not in text[first : mark.end()].strip()
            first = mark.end()
    yield from _trimmed(text, first, end)


def _is_dateline(part: str) -> bool:
    """Whether the beginning of a paragraph only says where and when: "8 June, Kayin State.", "Баку. 19 мая."

    What it says is of the sentence behind it, with which it is one.
    """
    found = _WORD.findall(part)
    written = [one for one in found if one[0].isalnum()]
    figures = [place for place, one in enumerate(written) if one.isdigit() and len(one) in (1, 2, 4)]
    if not figures or len(written) > _DATELINE_WORDS or not part.endswith("."):
        return False
    beside = {place + step for place in figures for step in (-1, 1)}
    return any(written[place][0].isalpha() for place in beside if 0 <= place < len(written)) and all(
        one[0].isdigit() or one[0].isupper() or place in beside for place, one in enumerate(written)
    )


def _is_end(text: str, first: int, mark: re.Match[str]) -> bool:
    rest = text[mark.end() : mark.end() + 40].lstrip(" «\"“„(-–—'\n")
    if mark.group().startswith(".") and len(mark.group()) == 1:
        before = text[first : mark.start()][-15:]
        if _ABBREVIATION.search(before) and not re.search(r"\d{4}$", before):
            return False
        return not rest or not rest[0].islower()
    return mark.group()[0] not in "!?…" or not rest or not rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        yield start, min(end, start + _LONGEST_SENTENCE)
        start = min(end, start + _LONGEST_SENTENCE)
