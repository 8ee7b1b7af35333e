"""Which names of a report speak for the place of an incident, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data.places.naming.country_names import country_code
from data.reports.incidents.event import Event
from data.reports.reading.read_sentence import Read
from data.reports.report import Reason, Report
from data.reports.text.words import Words, plain
from data.reports.where.countries import Votes
from data.reports.where.located import Where
from data.reports.where.places import where_of
from data.reports.where.toponym import DISTRICT, PROVINCE, Toponym
from data.reports.where.toponyms import Finder
from data.reports.where.weighed import Weighed, with_weight

_OF_COUNTRY_NAME = 1.0
_IN_OWN_SENTENCE = 1.5
"""How much more the name of a country says in a sentence of the incident itself: "13 Aug, Borno, Nigeria"."""
_COUNTRY_OF_LANGUAGE = {"az": "AZ", "hy": "AM", "uk": "UA"}


@dataclass(frozen=True, eq=False)
class PlaceOfIncident:
    """Finds the places of the incidents of one report."""

    report: Report
    words: Words
    finder: Finder
    reads: Sequence[Read]
    titles: Sequence[Read]
    is_alone: bool
    """Whether the report has one incident only, so that its title speaks of it."""

    def where(self, event: Event) -> Where:
        """The place of one incident."""
        weighed: list[Weighed] = []
        anchor = event.anchor
        own = [one for one in event.reads if not _is_of_other_ordnance(one, event)]
        for one in own:
            if one.is_aside and not (one.is_event or one.is_of_incident):
                continue
            weight = 3.0 if one is anchor else 2.0 if one.is_event else 1.0
            weighed += with_weight(self.finder.toponyms(one.sentence), weight - 0.005 * len(weighed))
        for one in event.summary:
            weighed += with_weight(self.finder.toponyms(one.sentence), 1.2)
        if self.is_alone:
            weighed += with_weight(self._of_the_title([one.toponym for one in weighed]), 1.2)
        if not self.is_alone:
            for one in self.titles:
                weighed += with_weight(
                    [name for name in self.finder.toponyms(one.sentence) if name.country or name.districts],
                    0.6,
                )
        if not any(one.toponym.places or one.toponym.districts for one in weighed):
            weighed += self._of_the_report()
        countries = self._countries()
        for one in own:
            for code in self._countries_named(one.text):
                countries[code] += _IN_OWN_SENTENCE
        return where_of(self.finder, weighed, countries)

    def _of_the_report(self) -> list[Weighed]:
        """The districts that the report names elsewhere, for an incident that has no names of its own."""
        named = [
            name
            for one in self.reads
            if one.reason is None
            for name in self.finder.toponyms(one.sentence)
            if name.districts and not name.country and not name.is_elsewhere
        ]
        codes = {district.adm1_iso for name in named for district in name.districts}
        return with_weight(named, 0.5) if len(codes) == 1 else []

    def _of_the_title(self, others: Sequence[Toponym]) -> list[Toponym]:
        """The names of the title, without those that the text then calls a district or a province."""
        divisions = [one for one in others if one.cue in (DISTRICT, PROVINCE)]
        sources = {place.source for one in divisions for place in one.places}
        settled = {place.source for one in others if one not in divisions for place in one.places}
        return [
            one
            for title in self.titles
            for one in self.finder.toponyms(title.sentence)
            if one.districts or not one.places or not {p.source for p in one.places} & (sources - settled)
        ]

    def _countries_named(self, text: str) -> list[str]:
        """The codes of countries that a text names by their own names, which the lists have as nations."""
        return [
            code
            for nation in self.words.find("nationalities", text)
            if country_code(text[nation.start : nation.end])
            for code in self.words.phrases(f"countries.{nation.key.removeprefix('nationalities.')}")
        ]

    def _countries(self) -> Votes:
        """What the whole report says of its country: other names, nations, its publisher and language."""
        votes: Votes = defaultdict(float)
        for one in self.reads:
            if one.reason is not Reason.TEASER:
                for toponym in self.finder.toponyms(one.sentence):
                    for code in _countries_of(toponym):
                        votes[code] += 0.5
        for text, weight in ((plain(self.report.publisher), 1.5), (self.finder.body.plain, 0.4)):
            for nation in self.words.find("nationalities", text):
                # "In Lebanon" says more of the place than "a Syrian shepherd" does.
                is_name = bool(country_code(text[nation.start : nation.end]))
                for code in self.words.phrases(f"countries.{nation.key.removeprefix('nationalities.')}"):
                    votes[code] += max(weight, _OF_COUNTRY_NAME) if is_name else weight
        if code := _COUNTRY_OF_LANGUAGE.get(self.words.language, ""):
            votes[code] += 0.6
        return votes


def _is_of_other_ordnance(one: Read, event: Event) -> bool:
    """Whether it tells of ordnance that was made safe on another day."""
    days = [day for day in one.days if not day.relation]
    return one.is_handled and bool(days) and all(day.first != event.first for day in days)


def _countries_of(toponym: Toponym) -> list[str]:
    homes = {district.adm0 for district in toponym.districts}
    if not homes and toponym.cue == DISTRICT:
        # A raion that the layer has not, by the town that it is named after.
        homes = {place.adm0 for place in toponym.places}
    return ([toponym.country] if toponym.country else []) + (list(homes) if len(homes) == 1 else [])
