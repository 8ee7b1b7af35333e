"""The casualties of one incident as rows, from its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.reports.casualties.add_sentence import add_sentence
from data.reports.casualties.counted_again import widen_by, without_claims, without_counts_of_hospital
from data.reports.casualties.death_toll import DeathToll
from data.reports.casualties.entry import Entry, is_told_of, may_be, with_details
from data.reports.casualties.forces import Forces
from data.reports.casualties.ledger import Ledger
from data.reports.casualties.named_before import (
    all_named_alone,
    as_new,
    as_then,
    is_part_killed,
    named_alone,
    spelt_out,
    told_again,
)
from data.reports.casualties.parts_named_later import name_parts, parts_named_later
from data.reports.casualties.rows import completed
from data.reports.incidents.event import Event
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, UNHURT, VICTIM, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group
from data.reports.reading.read_sentence import Read
from data.reports.reading.updates import is_update_sentence, tolls
from data.reports.report import Reason
from data.reports.text.sentences import Body
from data.reports.text.words import Words

_WITHOUT_ARTICLES = ("ru", "uk", "az", "hy")
_ARMENIAN_ARTICLES = ("ը", "ն")
_NEW_LAST = ("ru", "uk")
"""Languages that name somebody known before the verb, and somebody new behind it: водитель погиб; погиб водитель."""
_TOLL_REACH = 30
"""So many letters behind the words for a toll its number stands at most."""


@dataclass(frozen=True, eq=False)
class Casualties:
    """Adds up the casualties of the incidents of one report."""

    words: Words
    body: Body
    titles: Sequence[Read]
    is_update: bool
    is_alone: bool
    """Whether the report has this incident only, so that its title speaks of it."""

    @property
    def _toll(self) -> DeathToll:
        return DeathToll(self.words, self.body, self.titles, self.is_update and self.is_alone)

    def entries(self, event: Event) -> list[Entry]:
        """The people of one incident, each group with a category."""
        ledger = Ledger(self.is_update, toll=self._toll.size(event))
        reads = sorted(event.reads, key=lambda one: not one.is_recalled) if self.is_update else event.reads
        counted = [one for one in reads if one not in event.summary]
        has_new_dead, is_restated = not self.is_update, False
        named_later: list[tuple[int, list[Mention]]] = []
        other_tolls: list[Mention] = []
        before: list[Group] = []
        for last, one in zip([None, *counted], counted, strict=False):
            named = parts_named_later(self.words, self.body, one, last)
            if named:
                # "Among the dead were two children. In all, six were killed": after the numbers.
                named_later.append((one.sentence.number, named))
                continue
            counted_here = self._counted_in(one)
            if one.is_recalled:
                counted_here = as_then(counted_here, ledger.total(VICTIM))
                is_restated = is_restated or any(is_part_killed(mention) for mention in counted_here)
            elif is_restated and is_update_sentence(self.words, one):
                # The dead man of the news is already among those of the sentence that sums up.
                counted_here = [mention for mention in counted_here if mention.outcome != KILLED]
            elif is_update_sentence(self.words, one) and not has_new_dead:
                has_new_dead = any(mention.outcome == KILLED for mention in counted_here)
                counted_here = [
                    as_new(self._pointed_back(mention, ledger), ledger) for mention in counted_here
                ]
            counted_here = [
                self._pointed_back(self._of_wounds(one, mention), ledger) for mention in counted_here
            ]
            counted_here = without_claims(self.words, one, counted_here, ledger)
            counted_here = self._without_other_source(one, counted_here, ledger, other_tolls)
            counted_here = without_counts_of_hospital(self.words, one, counted_here, ledger, other_tolls)
            counted_here = self._first_or_second(one, spelt_out(counted_here, before), before)
            counted_here = told_again(counted_here, ledger)
            before = all_named_alone(one) or (before if one.has_people and len(before) == 2 else [])
            ledger.antecedent = named_alone(one) or ledger.antecedent
            if one.sentence.paragraph > 1 and not one.days and ledger.is_out_of_proportion(counted_here):
                one.reason = Reason.TOTAL
                continue
            add_sentence(ledger, one.sentence.number, counted_here)
            ledger.antecedent = None if one.has_people else named_alone(one) or ledger.antecedent
        for number, named in named_later:
            name_parts(ledger, number, named)
        self._injure_caught(ledger, event)
        self._toll.put_into(ledger, event)
        self._toll.widen(ledger, event)
        widen_by(ledger, other_tolls)
        self._take_number_of_title(ledger)
        self._take_people_of_title(ledger)
        made = completed(
            [
                one
                for one in with_details(ledger.entries)
                if one.outcome not in (VICTIM, TREATED) and (one.size > 0)
            ],
            ledger.crowd,
        )
        return Forces(self.words, self.body, self.titles).named(made, event)

    def _take_people_of_title(self, ledger: Ledger) -> None:
        """The people whom only the title names with an outcome."""
        for outcome in (KILLED, INJURED):
            if not ledger.total(outcome) and self.is_alone:
                for one in self.titles:
                    add_sentence(
                        ledger,
                        one.sentence.number,
                        [m for m in one.mentions if m.outcome == outcome and m.group and not m.is_either],
                    )

    def _counted_in(self, one: Read) -> list[Mention]:
        """The mentions of a sentence without those of people who were not hurt, or who are a toll."""
        of_toll = self._tolls(one)
        return [
            m
            for m in one.mentions
            if m.outcome != UNHURT
            and not m.is_either
            and not (m.outcome == KILLED and m.group and any(a - 2 <= m.group.start <= b for a, b in of_toll))
        ]

    def _first_or_second(self, one: Read, found: list[Mention], before: Sequence[Group]) -> list[Mention]:
        """The mentions, "the first" and "the second" as those whom a sentence before named: his son-in-law and a friend
        were with him. The first is in hospital.
        """
        text, start = self.body.plain, one.sentence.start
        opens = [
            match
            for match in self.words.find("joins.of_two", text, start, start + 24)
            if match.start - start < 3
        ]
        if len(before) != 2 or not opens or any(group.best != 1 for group in before):
            return found
        named = before[0 if opens[0].key.endswith(".first") else 1]
        named = replace(named, is_definite=False)
        return [
            replace(mention, group=named)
            if mention.outcome in (KILLED, INJURED, TREATED)
            and (mention.group is None or mention.group.start <= opens[0].end)
            else mention
            for mention in found
        ]

    def _pointed_back(self, mention: Mention, ledger: Ledger) -> Mention:
        """Who has died as one named before, in a language that has no article to say so: Traktorçu ölüb."""
        group = mention.group
        if group is None or self.words.language not in _WITHOUT_ARTICLES or mention.outcome != KILLED:
            return mention
        is_bare = not (group.is_counted or group.is_more or group.is_own or group.is_part)
        injured = [one for one in ledger.entries if one.outcome == INJURED]
        is_definite = self.words.language == "hy" and group.noun.endswith(_ARMENIAN_ARTICLES)
        if is_definite and is_bare and sum(one.size for one in injured) > 1:
            return replace(mention, group=replace(group, is_definite=True))
        if self.words.has("joins.elder", group.noun) and sum(one.size for one in injured) > 1:
            return replace(mention, group=replace(group, is_definite=True))
        is_known = any(one.noun[:5] == group.noun[:5] and one.size == group.best for one in injured)
        if self.words.language in _NEW_LAST and group.best == 1 and group.category not in (GENERIC, PRONOUN):
            fitting = [one for one in injured if one.is_open or one.size == 1]
            fitting = [one for one in fitting if may_be(one.category, group.category)]
            is_anybody = self.words.has("joins.anybody", group.noun) or any(one.is_open for one in fitting)
            is_one_of = is_anybody and sum(one.size for one in fitting) > 1
            is_known = is_known or (is_one_of and group.end <= mention.start and not ledger.total(KILLED))
        return replace(mention, group=replace(group, is_definite=True)) if is_bare and is_known else mention

    def _of_wounds(self, one: Read, mention: Mention) -> Mention:
        """The mention, somebody as one of the injured whose sentence says that he died later: one boy did not survive the
        operation.
        """
        group = mention.group
        is_one = mention.outcome == KILLED and group is not None and group.best == 1
        if not is_one or group is None or not self.words.has("background.dying", one.text):
            return mention
        return replace(mention, is_of_wounds=not (group.is_own or group.is_more))

    def _tolls(self, one: Read) -> list[tuple[int, int]]:
        """Where the sentence gives a death toll; the number stands within."""
        if not self.is_update:
            return []
        offset = one.sentence.start
        return [
            (offset + toll.start, offset + toll.end + _TOLL_REACH)
            for toll in tolls(self.words, one.text)
            if not toll.key.endswith("_injured")
        ]

    @staticmethod
    def _injure_caught(ledger: Ledger, event: Event) -> None:
        """Those caught are the injured of whom a sentence on several incidents speaks, where it knows no dead."""
        outcomes = {mention.outcome for one in event.summary for mention in one.mentions}
        is_stated = INJURED in outcomes and KILLED not in outcomes
        for entry in ledger.entries:
            told = {
                mention.outcome
                for one in event.summary
                for mention in one.mentions
                if mention.group and mention.outcome in (KILLED, INJURED)
                if is_told_of(entry, replace(mention.group, is_more=False))
            }
            if entry.outcome == VICTIM and len(told) == 1:
                entry.outcome = told.pop()
        if (is_stated or ledger.has_survivors) and not ledger.total(INJURED):
            for entry in ledger.entries:
                if entry.outcome == VICTIM:
                    entry.outcome = INJURED

    def _without_other_source(
        self, one: Read, found: list[Mention], ledger: Ledger, other_tolls: list[Mention]
    ) -> list[Mention]:
        """The mentions without those of outcomes that another source counts differently; these go to `other_tolls`."""
        if not self.words.has("background.other_toll", one.text):
            return found
        differ = [m for m in found if m.outcome in (KILLED, INJURED) and ledger.total(m.outcome)]
        other_tolls += differ
        return [mention for mention in found if mention not in differ]

    def _take_number_of_title(self, ledger: Ledger) -> None:
        """The number of the title for people of whom the text says no number: the boys were hurt."""
        for outcome in (KILLED, INJURED):
            own = [one for one in ledger.entries if one.outcome == outcome]
            named = [
                m.group
                for one in self.titles
                for m in one.mentions
                if m.outcome == outcome and m.group and not m.is_either
            ]
            if len(own) != 1 or own[0].best is not None or len(named) != 1 or not self.is_alone:
                continue
            group = named[0]
            if (
                group.best is not None
                and group.best >= own[0].low
                and may_be(own[0].category, group.category)
            ):
                own[0].low, own[0].best, own[0].high = group.low, group.best, group.high
                own[0].spans.append((group.start, group.end))
