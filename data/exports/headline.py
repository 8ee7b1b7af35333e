"""The figures of a headline, which add up where parts of a dataset are counted apart."""

from __future__ import annotations

from dataclasses import dataclass

from data.filters.in_space import InSpace
from data.filters.over_time.timeline import undated
from data.filters.summary import Summary
from data.tables.count_range import CountRange
from data.tables.vocabulary import Outcome


@dataclass(frozen=True)
class Headline:
    """How many incidents match, where they are, and their matching casualties."""

    incidents: int
    killed: CountRange
    injured: CountRange
    not_drawn: int
    undated: int
    within: InSpace | None = None
    """How a selection in space divides them; None where nothing is selected."""
    areas: InSpace | None = None
    """How recorded areas divide them; None where none is requested."""

    def __add__(self, other: Headline) -> Headline:
        """Of the incidents of both together, of which none is in both; the filter is the same."""
        return Headline(
            self.incidents + other.incidents,
            self.killed + other.killed,
            self.injured + other.injured,
            self.not_drawn + other.not_drawn,
            self.undated + other.undated,
            _together(self.within, other.within),
            _together(self.areas, other.areas),
        )

    def people(self, outcome: Outcome) -> CountRange:
        """The matching casualties of one outcome."""
        return self.killed if outcome is Outcome.KILLED else self.injured


def headline_of(summary: Summary) -> Headline:
    """The figures of a filter on a dataset."""
    return Headline(
        summary.incidents,
        summary.killed,
        summary.injured,
        summary.not_drawn,
        undated(summary),
        summary.in_space,
        summary.in_areas,
    )


def _together(one: InSpace | None, other: InSpace | None) -> InSpace | None:
    return None if one is None or other is None else one + other
