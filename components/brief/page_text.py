"""What a page of a brief says, in the order of its parts: lead, figures, findings, limits."""

from __future__ import annotations

from typing import Final, NamedTuple

from components.brief.contents import Brief
from data.filters.over_time.timeline import undated, undated_left_out
from data.language import counted
from data.wording.paragraphs.findings import DESCRIBED_ONE_BY_ONE
from data.wording.paragraphs.paragraph import Footnote, Sentence
from data.wording.phrases import doubt, figure_text

LONGEST_LEAD: Final = 260
"""Letters of a lead of two sentences; where these are longer, it is one."""


class FigureCell(NamedTuple):
    """One column of the table of figures."""

    kind: str
    """ "incidents", "killed", "injured" or "drawn"; "" for people whose number is not known."""
    heading: str
    value: str
    """ "213", "at least 213", "not recorded"."""
    remark: str
    """What is uncertain of it or left out, or ""."""


class PageText(NamedTuple):
    """The sentences of a page."""

    lead: tuple[Sentence, ...]
    findings: tuple[Sentence, ...]
    """What else is true of all incidents."""
    single: tuple[Sentence, ...]
    """What the page has of single incidents among several."""
    limits: tuple[Sentence, ...]
    lists_all: bool = False
    """Whether the whole text describes every incident, so that its footnotes are all sources of the view."""

    def without_single(self) -> PageText:
        """The same text about all incidents alone."""
        return self._replace(single=())

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them in their order."""
        return (*self.lead, *self.findings, *self.single, *self.limits)

    @property
    def has_sources_of_table(self) -> bool:
        """Whether its footnotes are all sources of the view, and no sentence of it refers to one."""
        return self.lists_all and not any(sentence.footnotes for sentence in self.sentences)

    def cited(self, footnotes: tuple[Footnote, ...]) -> list[Footnote]:
        """Those footnotes that a sentence refers to; all of them where they are all sources of the view."""
        if self.lists_all:
            return list(footnotes)
        numbers = {number for sentence in self.sentences for number in sentence.footnotes}
        return [note for note in footnotes if note.number in numbers]


def page_text(brief: Brief) -> PageText:
    """The sentences of a brief, by the part in which they stand."""
    every = brief.paragraph.findings
    common = [sentence for sentence in every if not sentence.is_of_one]
    is_short = sum(len(sentence.text) for sentence in common[:2]) <= LONGEST_LEAD
    leading = 2 if is_short else 1
    return PageText(
        tuple(common[:leading]),
        tuple(common[leading:]),
        tuple(sentence for sentence in every if sentence.is_of_one),
        brief.paragraph.caveats,
        0 < brief.summary.incidents <= DESCRIBED_ONE_BY_ONE,
    )


def sources_heading(text: PageText) -> str:
    """The heading of the listed sources, which says their order where no sentence refers to them."""
    return "Sources, in the order of the incidents" if text.has_sources_of_table else "Sources"


def figure_cells(brief: Brief) -> list[FigureCell]:
    """Incidents, the people that the filter asks for, and what is on the map; none where nothing matches."""
    summary = brief.summary
    if not summary.incidents:
        return []
    cells = [FigureCell("incidents", "Incidents", f"{summary.incidents:,}", _undated(brief))]
    for outcome in summary.outcomes:
        count = summary.people(outcome)
        kind = outcome.value if count.is_known else ""
        cells.append(
            FigureCell(kind, outcome.value.capitalize(), figure_text(count), doubt(count).strip("()"))
        )
    rest = summary.not_drawn
    remark = f"{rest:,} not mapped" if rest else ""
    return [*cells, FigureCell("drawn", "On the map", f"{summary.drawn:,}", remark)]


def _undated(brief: Brief) -> str:
    if left_out := undated_left_out(brief.summary):
        return f"{left_out:,} undated left out"
    return f"{number:,} undated" if (number := undated(brief.summary)) else ""


def left_to_other_files(brief: Brief, has_table: bool, has_single: bool) -> str:
    """What the page has no room for, and where it is; it names the spreadsheet at most once. "" for nothing."""
    sentences = []
    if brief.summary.incidents and not has_table:
        incidents = counted(brief.summary.incidents, "incident")
        sentences.append(
            f"The table of {incidents} does not fit on this page; it is in the spreadsheet of this view."
        )
    if not has_single:
        sentences.append("The slides of this view describe single incidents in their notes.")
    return " ".join(sentences)


def sources_elsewhere(brief: Brief) -> str:
    """What stands in place of sources where no sentence has a footnote; it names the spreadsheet once."""
    return (
        f"The spreadsheet of this view lists {counted(brief.source_count, 'source')}, incident by incident."
    )
