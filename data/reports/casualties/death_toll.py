"""The number of dead that a report gives as its last state: the death toll has risen to three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.reports.casualties.entry import entry_of
from data.reports.casualties.ledger import Ledger
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import INJURED, KILLED, Mention
from data.reports.people.group import GENERIC, PRONOUN
from data.reports.reading.read_sentence import Read
from data.reports.reading.updates import tolls
from data.reports.text.numbers import Number, numbers
from data.reports.text.sentences import Body
from data.reports.text.words import Words

_TOLL_REACH = 30
"""So many letters behind the words for a toll its number stands at most."""
_OPENING = 30
"""So far into a sentence the words for a sum stand."""


@dataclass(frozen=True, eq=False)
class DeathToll:
    """How many have died in all, as the sentences of an incident and the title of its report say it."""

    words: Words
    body: Body
    titles: Sequence[Read]
    is_told: bool
    """Whether the report tells how a toll has grown, and of this incident only."""

    def size(self, event: Event) -> int | None:
        """The largest number of dead that the report gives as its last state; None where it gives none."""
        if not self.is_told:
            return None
        found = [
            near[0].best
            for one in (*event.reads, *self.titles)
            for toll in tolls(self.words, one.text)
            if not toll.key.endswith("_injured")
            and (
                near := self._numbers_of_toll(
                    one, one.sentence.start + toll.start, one.sentence.start + toll.end
                )
            )
        ]
        return max((size for size in found if size and size < 30), default=None)

    def put_into(self, ledger: Ledger, event: Event) -> None:
        """Raises the entries to the toll where it is more."""
        if not self.is_told:
            return
        for one in (*event.reads, *self.titles):
            for toll in tolls(self.words, one.text):
                outcome = INJURED if toll.key.endswith("_injured") else KILLED
                start, end = one.sentence.start + toll.start, one.sentence.start + toll.end
                near = self._numbers_of_toll(one, start, end)
                if near and near[0].best and ledger.total(outcome) < near[0].best < 30:
                    ledger.set_total(outcome, near[0].best, (start, near[0].end))
                    self._split_toll(ledger, event, outcome)

    def _split_toll(self, ledger: Ledger, event: Event, outcome: str) -> None:
        """The people of a toll as those whom a sentence then sums up: "In all they are four civilians and a policeman"."""
        for one in event.reads:
            groups = [group for group in one.people if group.category not in (GENERIC, PRONOUN)]
            opens = self.words.find("joins.in_all", one.text[:_OPENING])
            is_sum = sum(group.best or 0 for group in groups) == ledger.total(outcome)
            if not one.mentions and opens and opens[0].start < 3 and len(groups) > 1 and is_sum:
                ledger.entries = [entry for entry in ledger.entries if entry.outcome != outcome]
                ledger.entries += [
                    entry_of(
                        one.sentence.number, outcome, Mention(outcome, group, group.start, group.end, False)
                    )
                    for group in groups
                ]
                return

    def _numbers_of_toll(self, one: Read, start: int, end: int) -> list[Number]:
        """The numbers within the words for a toll, else right before, else behind: a dos subió la cifra."""
        text = self.body.plain
        last = min(one.sentence.end, end + _TOLL_REACH)
        dates = [(day.start, day.end) for day in (*one.days, *one.statement_days)]
        near = [
            number
            for number in numbers(self.words, text, start, last)
            if number.best and not any(a <= number.start < b for a, b in dates)
        ]
        behind = [number for number in near if number.end > end - 12]
        within = [number for number in near if number.end <= end]
        before = [
            number
            for number in numbers(self.words, text, one.sentence.start, start)
            if number.best and re.fullmatch(r"\s*(?:\w+\s+)?", text[number.end : start])
        ]
        return within or before[-1:] or behind

    def widen(self, ledger: Ledger, event: Event) -> None:
        """Takes the toll that another source gives into the range; the best figure stays the first one."""
        killed = [one for one in ledger.entries if one.outcome == KILLED]
        if len(killed) != 1 or killed[0].best is None:
            return
        only = killed[0]
        for one in event.reads:
            end = one.sentence.end
            for other in self.words.find("background.other_toll", self.body.plain, one.sentence.start, end):
                # The number stands within the words, or right behind them.
                near = numbers(self.words, self.body.plain, other.start, min(end, other.end + _TOLL_REACH))
                size = next((number.best for number in near if number.best), None)
                if size is not None and size <= max(3 * only.size, only.size + 5):
                    only.low = min(only.low, size)
                    only.high = None if only.high is None and size <= only.size else max(only.size, size)
                    only.spans.append((other.start, max(other.end, near[0].end)))
