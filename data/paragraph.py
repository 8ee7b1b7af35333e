"""The text of a brief: careful English about one filter, each sentence with the sources behind it."""

from __future__ import annotations

from dataclasses import dataclass

from data.summary import Summary


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
    raise NotImplementedError
