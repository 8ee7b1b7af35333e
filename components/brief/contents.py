"""What every file of a brief says: computed once from a filter, so that all files agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from components.address import View, query_of
from data.filters.summary import Summary
from data.tables.dataset import Dataset
from data.wording.paragraph import Paragraph, paragraph_of
from data.wording.phrases import (
    DISCLAIMER,
    SAFETY_LINE,
    counted,
    day,
    filter_in_words,
    people,
)


@dataclass(frozen=True, eq=False)
class Brief:
    """One view of a dataset, as words and numbers."""

    summary: Summary
    view: View
    public_url: str = ""
    """Where readers reach the atlas, without a slash at the end; "" when that is not known."""

    @property
    def dataset(self) -> Dataset:
        return self.summary.dataset

    @property
    def title(self) -> str:
        """The dataset's title: what the brief is about."""
        return self.dataset.title

    @cached_property
    def filter_text(self) -> str:
        """The filter in words; "All incidents" when it asks for everything."""
        return filter_in_words(self.dataset, self.summary.asked)

    @cached_property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """Number and word of the headline, such as ("165", "incidents"), ("83 (83–86)", "killed")."""
        incidents = counted(self.summary.incidents, "incident").split(" ", 1)
        hurt = ((people(self.summary.killed), "killed"), (people(self.summary.injured), "injured"))
        return ((incidents[0], incidents[1]), *hurt)

    @cached_property
    def drawn_text(self) -> str:
        """How many are on the map: "131 incidents: 121 on the map, 10 known too roughly to draw"."""
        drawn = f"{counted(self.summary.incidents, 'incident')}: {self.summary.drawn:,} on the map"
        rough = self.summary.not_drawn
        return f"{drawn}, {rough:,} known too roughly to draw" if rough else drawn

    @property
    def edition_text(self) -> str:
        """Which data: "As of 22 Nov 2026 · data 3fa53603757e"."""
        return f"As of {day(self.dataset.as_of)} · data {self.dataset.short_hash}"

    @cached_property
    def source_count(self) -> int:
        """How many rows of sources stand behind the matching incidents."""
        return int(self.dataset.source_counts[self.summary.rows].sum())

    @property
    def caveats(self) -> tuple[str, ...]:
        """Lines that every output carries: safety, disclaimer, attribution."""
        return (SAFETY_LINE, DISCLAIMER, self.dataset.attribution)

    @property
    def query(self) -> str:
        """The query string that opens this view on this edition of the data."""
        view = View(**{**self.view.__dict__, "data": self.dataset.short_hash})
        return query_of(self.summary.asked, view)

    @property
    def address(self) -> str:
        """The permanent address of this view; without a host when the public one is not known."""
        return f"{self.public_url}/?{self.query}"

    @cached_property
    def paragraph(self) -> Paragraph:
        return paragraph_of(self.summary)
