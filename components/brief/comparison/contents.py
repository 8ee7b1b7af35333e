"""What every file of a comparison says: its message, its two sides and its address."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from components.address import View, query_of
from components.brief.contents import Brief
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.comparison import Comparison, shared_by
from data.filters.over_time.periods import days_of
from data.filters.summary import Summary
from data.language import counted
from data.wording.comparisons.caveat import caveat
from data.wording.comparisons.comparison_message import message
from data.wording.filter_phrases import filter_in_words
from data.wording.paragraphs.evidence import source_count

_ALIKE: Final = 1.05
"""Two periods of which one is at most so many times as long as the other are of one length."""


@dataclass(frozen=True, eq=False)
class ComparedBrief(Brief):
    """Two filters on one dataset: `summary` is side B, the later one."""

    a: Summary = field(kw_only=True)

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.a, self.summary)

    @property
    def sides(self) -> tuple[Brief, Brief]:
        """A and B, each as a brief of its own."""
        shared = self.view, self.public_url, self.ground_maps, self.is_tagged, self.own_name
        return Brief(self.a, *shared), Brief(self.summary, *shared)

    @cached_property
    def title(self) -> str:
        """What the comparison comes to: "3 injured since 2023, 3 in the same time before"."""
        return message(self.comparison)

    @property
    def message(self) -> str:
        return self.title

    @cached_property
    def filter_text(self) -> str:
        a, b = (filter_in_words(self.dataset, side.incident_filter) for side in self.comparison.sides)
        return f"A: {a} | B: {b}"

    @cached_property
    def drawn_text(self) -> str:
        a, b = (side.drawn_text for side in self.sides)
        return f"A: {a}; B: {b}"

    @cached_property
    def source_count(self) -> int:
        shared = shared_by(self.a, self.summary).sources
        return source_count(self.a) + source_count(self.summary) - shared

    @property
    def query(self) -> str:
        """The query string of the comparison on this edition of the data."""
        view = View(**{**self.view.__dict__, "data": self.dataset.short_hash})
        sides = [
            ("a", urlencode(self.a.incident_filter.to_query())),
            ("b", urlencode(self.summary.incident_filter.to_query())),
        ]
        rest = query_of(IncidentFilter(), view)
        return f"{urlencode(sides)}&{rest}"

    @property
    def address(self) -> str:
        return "" if self.own_name else f"{self.public_url}/compare?{self.query}"

    @cached_property
    def about_text(self) -> str:
        """The dataset, what has to be known beside the difference, and of periods of unlike length that totals are no
        rates.
        """
        about = f"{self.dataset.title} · {caveat(self.comparison)}"
        a, b = (days_of(self.dataset, side.incident_filter) for side in self.comparison.sides)
        # The same months before are a day or two longer or shorter.
        if not a or not b or max(a, b) <= _ALIKE * min(a, b):
            return about
        lengths = f"A is of {counted(a, 'day')}, B of {counted(b, 'day')}"
        return f"{about} {lengths}: totals, not rates."

    @property
    def shared_text(self) -> str:
        """How many incidents count on both sides; "" for none."""
        shared = self.comparison.shared
        return f"{counted(shared, 'incident')} on both sides." if shared else ""
