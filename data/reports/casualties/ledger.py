"""The casualties of one incident, added up over its sentences without counting anybody twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.reports.casualties.among_known import (
    is_known_to_be_hurt,
    is_rest_of_known,
    tells_number,
    tells_of_some,
)
from data.reports.casualties.entries import Entries
from data.reports.casualties.entry import (
    Entry,
    are_generic,
    are_other_people,
    are_same_people,
    entry_of,
    is_named_again,
    is_of_other_generation,
    is_pointed_at,
    is_somebody_else,
    may_be,
    may_point_to,
    shrink,
    size_of,
)
from data.reports.outcomes.outcomes import INJURED, KILLED, TREATED, VICTIM, Mention
from data.reports.people.group import GENERIC, PRONOUN, Group

_SEVERAL_TIMES: Final = 3
_MANY_MORE: Final = 8
"""A sentence behind the news with more than so many times, and so many more than, the people counted is a total."""


@dataclass
class Ledger(Entries):
    """The entries of an incident, added up over its sentences."""

    antecedent: Group | None = None
    """Who was named before without an outcome: a man took it apart. He died."""
    crowd: Group | None = None
    """Several who were named before without an outcome: six were on board. Two died, the others were hurt."""
    toll: int | None = None
    """How many have died in all, where the report says so: then whoever is named as dead beyond them is one of them."""
    has_survivors: bool = False
    """Whether some of those who were caught have died, which says that the others were hurt."""

    def is_out_of_proportion(self, found: Sequence[Mention]) -> bool:
        """Whether a sentence counts several times as many as all before it, which is a total of more than this incident."""
        known = sum(one.size for one in self.entries)
        counts = [
            one.group.best or 0 for one in found if one.group and one.outcome in (KILLED, INJURED, VICTIM)
        ]
        return known > 0 and sum(counts) > max(_SEVERAL_TIMES * known, known + _MANY_MORE)

    def add_sentence(self, number: int, found: Sequence[Mention]) -> None:
        """Adds what one sentence says."""
        parts = [one for one in found if one.outcome == KILLED and one.group and one.group.is_part]
        first = min((one.group.start for one in parts if one.group), default=0)
        is_of_injured = any(
            one.outcome in (INJURED, TREATED) and one.group and one.group.start < first for one in found
        )
        if self.antecedent is not None and (self.antecedent.best or 0) > 1:
            self.crowd = self.antecedent
        later = parts if is_of_injured else []
        for outcome in (VICTIM, KILLED, INJURED, TREATED):
            own = [one for one in found if one.outcome == outcome and one not in later]
            if own:
                self._add(number, outcome, own)
        if later:
            self._add(number, KILLED, later)

    def _add(self, number: int, outcome: str, found: Sequence[Mention]) -> None:
        if self._tells_how(outcome, number, found):
            return
        found = [self._counted_before(outcome, one) for one in found]
        counted = [
            one for one in found if one.group and not one.group.is_part and one.group.category != PRONOUN
        ]
        if counted and self._repeats(outcome, counted, number):
            self._refine(outcome, counted, number)
        else:
            for one in counted:
                self._add_group(number, outcome, one)
        for one in found:
            if one not in counted:
                self._add_reference(number, outcome, one)

    def _tells_how(self, outcome: str, number: int, found: Sequence[Mention]) -> bool:
        """Whether it only parts those who are known: three were killed. Two of them died at once, the third later."""
        groups = [one.group for one in found if one.group]
        if len(groups) < 2 or len(groups) < len(found) or not any(group.is_part for group in groups):
            return False
        known = [one for one in self.entries if one.outcome == outcome and one.sentence != number]
        sizes = [group.best for group in groups]
        is_sum = None not in sizes and sum(size or 0 for size in sizes) == sum(one.size for one in known)
        return is_sum and outcome in (KILLED, INJURED)

    def _counted_before(self, outcome: str, mention: Mention) -> Mention:
        """The people with the number of those named before without an outcome: three boys found it. The boys were hurt."""
        group, before = mention.group, self.antecedent
        if group is None or before is None or outcome not in (KILLED, INJURED) or self.total(outcome):
            return mention
        if group.best is not None or group.is_more or before.category != group.category or not before.best:
            return mention
        if before.best < 2:
            return mention
        self.antecedent = None
        return replace(
            mention, group=replace(group, low=before.low, best=before.best, high=before.high, is_counted=True)
        )

    def _repeats(self, outcome: str, found: Sequence[Mention], number: int) -> bool:
        """Whether these are the same people whom earlier sentences have, in sum."""
        known = [one for one in self.entries if one.outcome == outcome and one.sentence != number]
        groups = [one.group for one in found if one.group]
        if not known or any(group.is_more for group in groups):
            return not self.is_update and (
                bool(known)
                and self._sum(groups) == sum(one.size for one in known)
                and len(known) > 0
                and are_generic(known)
            )
        if self._sum(groups) != sum(one.size for one in known) or any(one.best is None for one in known):
            return False
        return not are_other_people(known, groups)

    @staticmethod
    def _sum(groups: Sequence[Group]) -> int:
        return sum(group.best if group.best is not None else group.low for group in groups)

    def _refine(self, outcome: str, found: Sequence[Mention], number: int) -> None:
        known = [one for one in self.entries if one.outcome == outcome and one.sentence != number]
        groups = [one.group for one in found if one.group]
        if any(group.category != GENERIC for group in groups) and (
            are_generic(known)
            or (
                len(groups) > len(known)
                and len({group.category for group in groups} - {GENERIC, PRONOUN})
                > len({one.category for one in known})
            )
        ):
            is_open = [one for one in known if one.high is None]
            self.entries = [one for one in self.entries if one not in known]
            for one in found:
                entry = entry_of(number, outcome, one)
                if is_open and len(found) == 1:
                    entry.high = None
                self.entries.append(entry)
            return
        for entry, group in zip(known, groups, strict=False):
            entry.age = entry.age or group.age
            entry.actor = entry.actor or group.actor

    def _add_group(self, number: int, outcome: str, mention: Mention) -> None:
        group = mention.group
        assert group is not None
        if outcome == VICTIM:
            if not any(is_known_to_be_hurt(one, number, group) for one in self.entries) and not (
                self._is_sum(number, group)
            ):
                self.entries.append(entry_of(number, outcome, mention))
        elif outcome in (INJURED, TREATED) and self._is_state_of_rest(group):
            self.lower(INJURED, group.best or 0)
        elif outcome in (INJURED, TREATED) and self._is_rest(group):
            self._injure_rest(number, mention)
        elif outcome == TREATED:
            self._add_treated(number, mention)
        elif not self._has_already(number, outcome, mention, group) and not self._turns(
            number, outcome, mention, group
        ):
            mention = replace(mention, group=self._of_the_caught(self._named_as_caught(number, group)))
            if not self._is_beside_caught(group):
                self.take_from_victims(size_of(group), group.category)
            if outcome == KILLED and (self.is_update or self._is_of_injured(number, group)):
                is_taken = self.take_from_injured(size_of(group), group)
                if not (is_taken or self.is_update):
                    self.take_one_of_injured(size_of(group), group)
            self.entries.append(entry_of(number, outcome, mention))

    def _is_sum(self, number: int, group: Group) -> bool:
        """Whether the people caught are all those whose outcomes earlier sentences have: one was killed, one hurt. Two
        brothers trod on a mine.
        """
        known = [one for one in self.entries if one.outcome in (KILLED, INJURED) and one.sentence != number]
        is_split = {one.outcome for one in known} == {KILLED, INJURED} and not (group.is_more or group.is_own)
        is_known = is_split and all(one.best is not None for one in known)
        return is_known and group.best == sum(one.size for one in known)

    def _is_beside_caught(self, group: Group) -> bool:
        """Whether there are too many of them to be among those caught: he trod on it, two others were hurt."""
        caught = [one for one in self.entries if one.outcome == VICTIM]
        is_known = bool(caught) and all(one.best is not None for one in caught)
        return group.is_more and is_known and self.total(VICTIM) < size_of(group)

    def _is_state_of_rest(self, group: Group) -> bool:
        """Whether an update says how many are left of the injured: the eight other injured are still in hospital."""
        is_left = group.is_rest or (group.is_more and group.is_definite)
        is_known = group.best is not None and self.total(INJURED) > group.best
        return (
            self.is_update and is_left and is_known and group.category == GENERIC and bool(self.total(KILLED))
        )

    def _is_rest(self, group: Group) -> bool:
        """Whether "the others" are those who are left of people named before."""
        if group.category == GENERIC and not group.noun and group.best and (group.is_rest or group.is_more):
            # "One of the workers lost a foot; the other two have shrapnel wounds."
            return group.best == self.total(VICTIM)
        is_open = group.best is None and group.category == GENERIC and group.is_definite
        left = self.total(VICTIM) or ((self.crowd.best or 0) - self.total(KILLED) if self.crowd else 0)
        return is_open and left > 0 and not self.total(INJURED)

    def _injure_rest(self, number: int, mention: Mention) -> None:
        victims = self.total(VICTIM)
        if victims:
            self.injure_victims(number, mention, victims)
        elif self.crowd is not None and mention.group is not None:
            left = (self.crowd.best or 0) - self.total(KILLED)
            group = replace(mention.group, low=left, best=left, high=left, category=self.crowd.category)
            self.entries.append(entry_of(number, INJURED, replace(mention, group=group)))

    def _of_the_caught(self, group: Group) -> Group:
        """Some of those who were caught with what they are: three deminers were caught. One died."""
        caught = [one for one in self.entries if one.outcome == VICTIM]
        kinds = {one.category for one in caught} - {GENERIC, PRONOUN}
        if group.category != GENERIC or len(kinds) != 1 or self._is_beside_caught(group):
            return group
        return replace(group, category=kinds.pop(), actor=group.actor or caught[0].actor)

    def _named_as_caught(self, number: int, group: Group) -> Group:
        """The people with the category of those who were caught before: a sapper stepped on it. The man lost a foot."""
        caught = [one for one in self.entries if one.outcome == VICTIM and one.sentence != number]
        is_same = len(caught) == 1 and caught[0].size == size_of(group) and group.category == "civilian"
        if is_same and not (group.is_more or group.is_own or group.is_counted):
            return replace(group, category=caught[0].category, actor=group.actor or caught[0].actor)
        return group

    def _is_of_injured(self, number: int, group: Group) -> bool:
        """Whether the dead is one of several injured of earlier sentences: the older girl died on Sunday."""
        earlier = [
            one
            for one in self.entries
            if one.outcome == INJURED and one.sentence < number and may_be(one.category, group.category)
            if not is_of_other_generation(one, group)
        ]
        is_pointing = group.is_definite and not (group.is_own or group.is_more or group.is_counted)
        return is_pointing and not self.total(KILLED) and sum(one.size for one in earlier) > size_of(group)

    def _has_already(self, number: int, outcome: str, mention: Mention, group: Group) -> bool:
        """Whether earlier sentences have these people with this outcome; then they are only told more closely."""
        span = (group.start, mention.end)
        own = [one for one in self.entries if one.outcome == outcome]
        if any(one.sentence == number and one.noun == group.noun and span in one.spans for one in own):
            return True
        known = [one for one in own if one.sentence != number]
        is_both = group.is_definite and group.is_counted and not (group.noun or group.is_own)
        if is_both and size_of(group) == sum(one.size for one in own):
            # "A soldier and a driver were hurt, both have splinter wounds."
            return True
        if not known:
            return False
        if self._is_within(number, outcome, known, mention):
            return True
        if group.is_more:
            return False
        return self._is_told_before(number, known, mention, group)

    def _is_within(self, number: int, outcome: str, known: Sequence[Entry], mention: Mention) -> bool:
        """Whether the people are some of the known, though they are called others: the rest, or one of a toll."""
        group = mention.group
        assert group is not None
        if outcome == INJURED and is_rest_of_known(known, group):
            return True
        if outcome == KILLED and self._is_toll_full(number, size_of(group)):
            return True
        return group.is_other and tells_of_some(number, known, mention, group)

    def _is_told_before(self, number: int, known: Sequence[Entry], mention: Mention, group: Group) -> bool:
        """Whether people who are not called further ones are the known, or some of them."""
        if is_pointed_at(known, group):
            return True
        if tells_number(known, group) or tells_of_some(number, known, mention, group):
            return True
        same = next(
            (
                one
                for one in known
                if are_same_people(one, group) or self._is_repeated_later(number, one, group)
            ),
            None,
        )
        if same is not None:
            self.sharpen(same, group)
            return True
        size, total = size_of(group), sum(one.size for one in known)
        is_of_all = group.is_broad and {one.category for one in known} == {group.category}
        if (group.category == GENERIC or group.is_loose or is_of_all) and size > total:
            self.raise_to(known, group, mention)
            return True
        if group.best is None or (group.category == GENERIC and not group.age):
            return True
        is_pointing = group.is_definite and not group.is_own
        is_pointing = is_pointing and any(may_point_to(one, group) for one in known)
        return size < total and (
            is_pointing
            or (
                are_generic(known)
                and not any(one.is_rest for one in known)
                and not (group.age or (group.is_own and group.noun))
            )
        )

    def _is_repeated_later(self, number: int, one: Entry, group: Group) -> bool:
        """Whether an update has told of these people before its first sentence is read: the man, then her husband."""
        is_later = self.is_update and one.sentence > number
        return is_later and one.category == group.category and one.size == size_of(group)

    def _turns(self, number: int, outcome: str, mention: Mention, group: Group) -> bool:
        """Whether the people stand with another outcome: the driver, who lost both legs, has died."""
        for one in self.entries:
            if one.outcome in (KILLED, INJURED) and one.outcome != outcome and one.sentence != number:
                if not is_named_again(one, group):
                    continue
                if outcome == KILLED and one.size == size_of(group):
                    one.outcome = KILLED
                    one.spans.append((mention.start, mention.end))
                    return True
                return outcome == INJURED
        return False

    def _add_treated(self, number: int, mention: Mention) -> None:
        group = mention.group
        assert group is not None
        victims = [one for one in self.entries if one.outcome == VICTIM]
        is_both = group.is_definite and group.is_counted and not group.is_own
        if is_both and self.total(INJURED) >= size_of(group):
            # "An officer and a driver were hurt; both were taken to hospital."
            return
        hurt = [one for one in self.entries if one.outcome == INJURED and one.sentence != number]
        if hurt and tells_number(hurt, group):
            # "Children were hurt. Brothers of ten and twelve years were taken to hospital."
            return
        if hurt and group.best is None and sum(one.size for one in hurt) > 1:
            # "The teenagers were taken to hospital" are those who were hurt, not the shepherd who trod on the mine.
            return
        if victims:
            self.injure_victims(number, mention, group.best)
        elif group.is_more and group.best is not None and not self.total(INJURED):
            self.entries.append(entry_of(number, INJURED, mention))
        elif not any(
            (are_same_people(one, group) and not is_somebody_else(one, group)) or is_named_again(one, group)
            for one in self.entries
            if one.sentence != number
        ) and not any(one.outcome == INJURED and one.sentence != number for one in self.entries):
            is_new = all(is_somebody_else(one, group) for one in self.entries if one.sentence != number)
            is_indefinite = group.is_counted or group.age or not group.is_definite or group.is_own
            if is_new or is_indefinite:
                self.entries.append(entry_of(number, INJURED, mention))
        elif group.age and self.is_update and not any(one.age == group.age for one in self.entries):
            self.entries.append(entry_of(number, INJURED, mention))

    def _add_reference(self, number: int, outcome: str, mention: Mention) -> None:
        """What became of somebody named before: he died; one of them died; her leg was amputated."""
        group = mention.group
        size = (group.best or group.low) if group else 1
        if group is not None and group.best is None and group.category == PRONOUN:
            # "They died": as many as were caught.
            size = max((one.size for one in self.entries if one.outcome == VICTIM), default=size)
        is_plural = bool(group and size > 1)
        had_victims = any(one.outcome == VICTIM for one in self.entries)
        if group is None and not mention.is_single and outcome != INJURED:
            size = max((one.size for one in self.entries if one.outcome == VICTIM), default=1)
        if outcome == KILLED:
            self._kill(number, mention, size)
        elif outcome in (INJURED, TREATED) and not is_plural:
            if any(one.outcome == VICTIM for one in self.entries) and not (
                outcome == TREATED and self.total(KILLED) and self.total(INJURED)
            ):
                victims = self.total(VICTIM)
                self.injure_victims(
                    number, mention, victims if group is None and not mention.is_single else size
                )
        elif outcome == TREATED and group is not None and group.is_part and self.total(INJURED) >= size:
            # "Four soldiers were hurt. Two of them are in a grave condition."
            return
        elif outcome in (INJURED, TREATED) and any(one.outcome == VICTIM for one in self.entries):
            self.injure_victims(number, mention, size)
        is_open = group is not None and group.is_part and group.best is not None and not group.noun
        is_first = not any(
            one.outcome == INJURED and (one.sentence != number or one.spans[0][0] < mention.start)
            for one in self.entries
        )
        if outcome == INJURED and is_open and is_first and not self.total(VICTIM):
            self.entries.append(entry_of(number, INJURED, mention))
            return
        is_named = group is not None and group.category == PRONOUN and size == 1 and self._is_antecedent_new()
        if (
            outcome == INJURED
            and not had_victims
            and (is_named or all(one.sentence == number for one in self.entries))
        ):
            self._add_antecedent(number, INJURED, mention, size)

    def _is_antecedent_new(self) -> bool:
        """Whether the one whom the sentence before named is nobody counted yet: the nephew sat on top; he broke an arm."""
        before = self.antecedent
        if before is None or before.best != 1 or not before.noun or self.total(VICTIM):
            return False
        return not any(are_same_people(one, before) or one.noun == before.noun for one in self.entries)

    def _is_toll_full(self, number: int, size: int) -> bool:
        """Whether earlier sentences name as many dead as the toll has."""
        dead = sum(one.size for one in self.entries if one.outcome == KILLED and one.sentence != number)
        return self.toll is not None and 0 < dead <= self.toll < dead + size

    def _kill(self, number: int, mention: Mention, size: int) -> None:
        if self._is_toll_full(number, size):
            return
        is_he = mention.group is not None and mention.group.category == PRONOUN and size == 1
        if is_he and self.total(KILLED) and self.antecedent is not None and self._is_antecedent_new():
            before, self.antecedent = self.antecedent, None
            self.entries.append(entry_of(number, KILLED, replace(mention, group=before)))
            return
        injured = [one for one in self.entries if one.outcome == INJURED]
        victims = [one for one in self.entries if one.outcome == VICTIM]
        is_part = mention.group is not None and mention.group.is_part
        source = victims or injured
        if not source:
            size_before = len(self.entries)
            self._add_antecedent(number, KILLED, mention, size)
            if is_part and mention.group and mention.group.best and len(self.entries) == size_before:
                self.entries.append(entry_of(number, KILLED, mention))
            return
        if not is_part and self.total(KILLED) and not victims:
            return
        first = next((one for one in source if one.sentence == number), source[0]) if is_part else source[0]
        if is_part and mention.group and mention.group.category not in (GENERIC, PRONOUN):
            # "One of the soldiers has died": none of the others who were hurt.
            own = [one for one in source if one.category == mention.group.category]
            first = first if first in own or not own else own[0]
        self.has_survivors = self.has_survivors or (is_part and bool(victims))
        made = replace(
            first,
            outcome=KILLED,
            low=size,
            best=size,
            high=size,
            spans=[*first.spans, (mention.start, mention.end)],
            sentence=number,
        )
        shrink(first, size)
        self.entries = [one for one in self.entries if one.size > 0]
        self.entries.append(made)

    def _add_antecedent(self, number: int, outcome: str, mention: Mention, size: int) -> None:
        """Adds who was named before without an outcome, where the number agrees and nobody is dead yet."""
        group, part = self.antecedent, mention.group
        if group and part and not may_be(part.category, group.category) and part.category != PRONOUN:
            return
        is_free = outcome == INJURED or not self.total(outcome)
        if group is not None and is_free and size_of(group) == size:
            self.entries.append(entry_of(number, outcome, replace(mention, group=group)))
            self.antecedent = None

    def name_parts(self, number: int, found: Sequence[Mention]) -> None:
        """Says who some of those counted before are; adds them where nobody was counted."""
        rest = next((one.group for one in found if one.group and one.group.is_rest), None)
        for one in found:
            group = one.group
            assert group is not None
            if group is rest:
                continue
            own = [entry for entry in self.entries if entry.outcome == one.outcome]
            if not own:
                self.entries.append(entry_of(number, one.outcome, one))
                continue
            open_entries = [entry for entry in own if entry.category == GENERIC]
            whole = next(
                (entry for entry in open_entries if entry.best is None or entry.size >= size_of(group)), None
            )
            if whole is None or any(entry.category == group.category for entry in own):
                continue
            shrink(whole, size_of(group))
            if whole.best is None:
                whole.low = max(whole.low, 1)
            self.entries.append(entry_of(number, one.outcome, one))
        self.entries = [one for one in self.entries if one.size > 0 or one.best is None]
        for entry in self.entries:
            is_left = entry.category == GENERIC and entry.sentence != number
            if is_left and any(one.group and one.outcome == entry.outcome for one in found):
                entry.category = rest.category if rest is not None else "civilian"
