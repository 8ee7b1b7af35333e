"""The text of a brief: careful English about one filter, each sentence with the sources behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from data.filters.summary import Summary
from data.wording.incidents.incident_prose import upstream_counts
from data.wording.paragraphs.caveats import caveats_of
from data.wording.paragraphs.evidence import evidence_of
from data.wording.paragraphs.findings import findings_of
from data.wording.prose import SourcedSentence, listed, plain, with_article, written_day

_LANGUAGES: Final = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bs": "Bosnian",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hr": "Croatian",
    "hy": "Armenian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "ku": "Kurdish",
    "my": "Burmese",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tg": "Tajik",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""ISO 639-1 codes with their English names; another language stands with its code."""


@dataclass(frozen=True)
class Footnote:
    """One source, numbered from 1 in the order in which the text first refers to it."""

    number: int
    publisher: str
    url: str
    """http(s), or "" where the source stands without an address."""
    details: str
    """Day of publication, language, whom it cites: what stands after the publisher."""

    @property
    def text(self) -> str:
        """The footnote without its number: publisher, details, address."""
        return ". ".join(part for part in (f"{self.publisher}, {self.details}".strip(", "), self.url) if part)


@dataclass(frozen=True)
class Sentence:
    """One sentence and the numbers of the footnotes that support it."""

    text: str
    footnotes: tuple[int, ...] = ()
    is_of_one: bool = field(default=False, compare=False)
    """Whether it describes one incident of several, or announces such sentences."""


@dataclass(frozen=True)
class Paragraph:
    """What a filter shows, in sentences: numbers first, then places and people, then every caveat that applies."""

    findings: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    footnotes: tuple[Footnote, ...]

    @property
    def text(self) -> str:
        """All sentences as one plain text, with footnote numbers in square brackets."""
        return " ".join(
            sentence.text + "".join(f" [{number}]" for number in sentence.footnotes)
            for sentence in (*self.findings, *self.caveats)
        )


def paragraph_of(summary: Summary) -> Paragraph:
    """The paragraph of a filter; the same filter on the same data always gives the same words."""
    evidence = evidence_of(summary)
    (findings, sources), caveats = findings_of(summary, evidence), caveats_of(summary, evidence)
    pages = _pages(sources, findings)
    numbers = {row: number for number, rows in enumerate(pages, start=1) for row in rows}
    return Paragraph(
        tuple(_numbered(statement, numbers) for statement in findings),
        tuple(map(Sentence, caveats)),
        tuple(_footnote(number, sources.loc[rows]) for number, rows in enumerate(pages, start=1)),
    )


def _pages(sources: pd.DataFrame, statements: Sequence[SourcedSentence]) -> list[list[int]]:
    """Rows of sources page by page, in order of first mention.

    Rows of one address are one page; without an address, those of one publisher and day.
    """
    pages: dict[tuple[str, ...], list[int]] = {}
    for row in dict.fromkeys(row for statement in statements for row in statement.source_rows):
        source = sources.loc[row]
        url = str(source["url"])
        key = (url,) if url else (str(source["publisher"]), str(source["published"]))
        pages.setdefault(key, []).append(row)
    return list(pages.values())


def _numbered(statement: SourcedSentence, numbers: dict[int, int]) -> Sentence:
    footnotes = tuple(dict.fromkeys(numbers[row] for row in statement.source_rows))
    return Sentence(statement.text, footnotes, statement.is_of_one)


def _footnote(number: int, rows: pd.DataFrame) -> Footnote:
    first = rows.iloc[0]
    has_day = not pd.isna(first["published"])
    details = [written_day(first["published"].date()) if has_day else "day of publication not known"]
    if language := str(first["language"]):
        details.append(f"in {_LANGUAGES.get(language, f'the language “{language}”')}")
    details.extend(
        filter(None, [_cited(rows), "a copy of another outlet" if first["mirror"] == "yes" else ""])
    )
    return Footnote(number, plain(first["publisher"]), str(first["url"]), ", ".join(details))


def _cited(rows: pd.DataFrame) -> str:
    """ "citing the Russian Ministry of Defence via Interfax"; "" where the page names nobody."""
    names = [with_article(name) for name in upstream_counts(rows)]
    agencies = list(dict.fromkeys(filter(None, map(plain, rows["via"]))))
    via = f"via {listed(agencies)}" if agencies else ""
    return " ".join(filter(None, [f"citing {listed(names)}" if names else "", via]))
