"""One sentence of a report with what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, UNHURT, VICTIM, Mention
from data.reports.people.group import Group
from data.reports.report import Reason
from data.reports.text.days import Day
from data.reports.text.sentences import Sentence
from data.reports.text.words import Found, Words


@dataclass
class Read:
    """One sentence with what it says."""

    sentence: Sentence
    text: str
    mentions: list[Mention] = field(default_factory=list)
    people: list[Group] = field(default_factory=list)
    """Everybody whom it names, those of whom it says no outcome among them."""
    explosions: list[Found] = field(default_factory=list)
    devices: list[Found] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    """Those on which something happened."""
    statement_days: list[Day] = field(default_factory=list)
    """Those on which it was said."""
    published: date | None = None
    """The day of the report."""
    reason: Reason | None = None
    """Why it is background; None where it is not."""
    is_recalled: bool = False
    """Whether it recalls the earlier state of the same incident."""
    is_of_incident: bool = False
    """Whether it says that something happened, as "the incident took place on Sunday" does."""
    is_figure_denied: bool = False
    """Whether another sentence denies its figure, and no more: who laid the device is still said."""
    is_at_clearance: bool = False
    """Whether it happened while ordnance was cleared."""
    is_handled: bool = False
    """Whether it speaks of ordnance that was found, cleared or destroyed."""
    follows_day: bool = False
    """Whether an earlier sentence says when the incident was, so that "the day before" is another day."""
    is_aside: bool = False
    """Whether it speaks of another cause or an earlier time, with or without figures."""

    @property
    def has_people(self) -> bool:
        """Whether somebody was killed, injured or caught."""
        return any(one.outcome in (KILLED, INJURED, VICTIM, TREATED) for one in self.mentions)

    @property
    def has_casualties(self) -> bool:
        """Whether somebody was killed or injured."""
        return any(one.outcome in (KILLED, INJURED) for one in self.mentions)

    @property
    def is_event(self) -> bool:
        """Whether it speaks of an explosion or of its victims."""
        return bool(self.explosions) or self.has_people

    @property
    def is_of_ordnance(self) -> bool:
        """Whether it names the explosion, the device or that somebody was caught by it."""
        is_named = bool(self.explosions or self.devices or self.is_at_clearance)
        return is_named or any(one.outcome == VICTIM for one in self.mentions)


def unhurt(one: Read) -> list[Mention]:
    """The people of a sentence who are said not to be hurt."""
    return [mention for mention in one.mentions if mention.outcome == UNHURT and mention.group]


def has_number(words: Words, one: Read) -> bool:
    """Whether it gives a number, in figures or in words."""
    in_words = words.has("numbers", one.text) or words.has("people_numbers", one.text)
    return in_words or bool(re.search(r"\d", one.text))
