"""One incident of a report: its sentences and its day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from data.reports.reading.read_sentence import Read
from data.reports.text.days import Day


@dataclass
class Event:
    """The sentences of one incident, the one that says most of the explosion among them."""

    reads: list[Read] = field(default_factory=list)
    day: Day | None = None
    first: date | None = None
    last: date | None = None
    follows_device: bool = False
    """Whether the sentence before names what exploded."""
    summary: list[Read] = field(default_factory=list)
    """Sentences that speak of several incidents of the report together; they count for day and source only."""

    @property
    def anchor(self) -> Read:
        """The sentence with the explosion: its day and its place go before those of others."""
        return max(
            self.reads,
            key=lambda one: (
                bool(one.explosions or one.mentions) and one.is_of_ordnance,
                one.is_event,
                -one.sentence.number,
            ),
        )
