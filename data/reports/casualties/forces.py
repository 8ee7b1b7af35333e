"""Which force people in uniform belong to: a sergeant of the border guards, the driver of an army lorry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.reports.casualties.entry import UNSPECIFIED, Entry
from data.reports.incidents.event import Event
from data.reports.reading.read_sentence import Read
from data.reports.text.sentences import Body
from data.reports.text.words import Words

_FORCES = {"armed_forces", "police_security"}


@dataclass(frozen=True, eq=False)
class Forces:
    """Says which force people in uniform belong to, from the sentences of their incident and the title."""

    words: Words
    body: Body
    titles: Sequence[Read]

    def named(self, entries: list[Entry], event: Event) -> list[Entry]:
        """Men "in uniform" as soldiers or as police, where the sentences of the incident name one of the two only."""
        unspecified = [one for one in entries if one.category == UNSPECIFIED]
        kinds = {one.category for one in entries} & _FORCES
        if unspecified and not kinds:
            kinds = {
                role.key.removeprefix("roles.")
                for one in (*event.reads, *self.titles)
                for role in self.words.find("roles", self.body.plain, one.sentence.start, one.sentence.end)
            } & _FORCES
        if len(kinds) == 1:
            for one in unspecified:
                one.category = next(iter(kinds))
        self._enlist_crew(entries, event)
        if any(self.words.has("joins.military_outcome", one.text) for one in event.reads):
            # "2 KIA, 3 WIA" are soldiers' words for soldiers.
            for one in entries:
                one.category = "armed_forces" if one.category == "civilian" and not one.noun else one.category
        ranks = [one for one in entries if one.category == "armed_forces" and self._is_rank(one.noun)]
        others = {one.category for one in entries if one not in ranks} & _FORCES
        if ranks and others | self._forces_named(event) == {"police_security"}:
            # A sergeant of the border guards.
            for one in ranks:
                one.category = "police_security"
        return entries

    def _enlist_crew(self, entries: list[Entry], event: Event) -> None:
        """Drivers and passengers of a military vehicle as soldiers, where nobody else of the incident is a civilian."""
        is_military = any(
            self.words.has("joins.military_vehicle", one.text) for one in (*event.reads, *self.titles)
        )
        crew = [one for one in entries if one.category == "civilian"]
        if is_military and all(self.words.has("joins.crew", one.noun) for one in crew):
            for one in crew:
                one.category = "armed_forces"

    def _is_rank(self, noun: str) -> bool:
        return any(one.start == 0 and one.end == len(noun) for one in self.words.find("joins.rank", noun))

    def _forces_named(self, event: Event) -> set[str]:
        """The forces that the sentences of the incident and the title name, not those of the ranks themselves."""
        return {
            role.key.removeprefix("roles.")
            for one in (*event.reads, *self.titles)
            for role in self.words.find("roles", self.body.plain, one.sentence.start, one.sentence.end)
        } & _FORCES
