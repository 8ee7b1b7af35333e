"""Drafts of incidents from a report: the one entrance of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from data.folders.bundled_gazetteer import gazetteer
from data.reports.casualties.incident_casualties import Casualties
from data.reports.casualties.rows import rows_of
from data.reports.drafting.activity import activity
from data.reports.drafting.device import device_of
from data.reports.drafting.emplacing_claim import claim
from data.reports.drafting.incident_place import PlaceOfIncident
from data.reports.drafting.sources import agency, upstream
from data.reports.incidents.event import Event
from data.reports.incidents.incidents import events_of
from data.reports.reading.read_sentence import Read, unhurt
from data.reports.reading.reading import read
from data.reports.reading.updates import is_update_sentence
from data.reports.report import Draft, Drafts, LeftOut, Quote, Reason, Report
from data.reports.text.numbers import numbers
from data.reports.text.sentences import Body, body_of
from data.reports.text.tongue import language_of
from data.reports.text.words import LANGUAGES, Words, words_of
from data.reports.where.toponyms import Finder


def drafts_of(report: Report) -> Drafts:
    """The incidents that a report describes, as far as it does, with what was left out and why.

    Deterministic, and asks nobody outside. A report without an incident of explosive ordnance gives none.
    """
    body = body_of(report.whole, len(report.title))
    language = report.language if report.language in LANGUAGES else language_of(body.plain)
    words = words_of(language)
    finder = Finder(words, body, gazetteer())
    reads = read(words, body, report)
    events = events_of(words, finder, reads)
    drafting = _Drafting(report, words, body, finder, reads, events)
    drafts = [(event, drafting.draft(event)) for event in events]
    incidents = []
    for event, draft in drafts:
        if not draft.casualties and draft.date_start is None and report.published is not None:
            continue
        if _is_of_totals(event, draft, reads):
            for one in event.reads:
                one.reason = Reason.TOTAL
        else:
            incidents.append(draft)
    return Drafts(report, language, tuple(incidents), tuple(_left_out(body, reads)))


def _is_of_totals(event: Event, draft: Draft, reads: Sequence[Read]) -> bool:
    """Whether casualties of no day are a part of the totals with which the report opens."""
    opening = reads[: event.reads[0].sentence.number]
    opens = any(one.reason is Reason.TOTAL and one.sentence.paragraph <= 1 for one in opening)
    return opens and draft.date_start is None and reads[0].published is not None


_SHIFTS: Final = {"previous": -1, "same": 0}
"""How many days words that count from another day are after it."""


class _Drafting:
    """One report whose incidents are drafted."""

    def __init__(
        self,
        report: Report,
        words: Words,
        body: Body,
        finder: Finder,
        reads: Sequence[Read],
        events: Sequence[Event],
    ) -> None:
        self.words, self.body, self.reads = words, body, reads
        self.published = report.published
        self.is_alone = len(events) == 1
        self.titles = [one for one in reads if one.sentence.paragraph == 0 and one.reason is None]
        self.own_titles = self.titles if self.is_alone else []
        is_update = any(is_update_sentence(words, one) for one in (*self.titles, *reads[:4]))
        self.places = PlaceOfIncident(report, words, finder, reads, self.titles, self.is_alone)
        self.casualties = Casualties(words, body, self.titles, is_update, self.is_alone)

    def draft(self, event: Event) -> Draft:
        """The draft of one incident."""
        entries = self.casualties.entries(event)
        rows = rows_of(entries, self.body.whole)
        quotes = tuple(dict.fromkeys(quote for row in rows for quote in row.quotes))
        draft = Draft(casualties=rows, evidence={"casualties": quotes} if quotes else {})
        for part in (self._with_day, self._with_place, self._with_device, self._with_statements):
            draft = part(draft, event)
        return draft

    def _with_day(self, draft: Draft, event: Event) -> Draft:
        first, last, prec = self._day(event)
        if first is None or event.day is None:
            return draft
        spans = [(event.day.start, event.day.end)]
        draft = replace(draft, date_start=first, date_end=last, date_prec=prec)
        return self._quoted(draft, {"date_start": spans, "date_end": spans})

    def _with_place(self, draft: Draft, event: Event) -> Draft:
        where = self.places.where(event)
        draft = replace(
            draft,
            country=where.country,
            adm1=where.district.name if where.district else "",
            adm1_iso=where.district.adm1_iso if where.district else "",
            place_name=where.place_name,
            longitude=where.longitude,
            latitude=where.latitude,
            where_prec=where.where_prec,
            candidates=where.candidates,
        )
        spans = [(one.start, one.end) for one in where.names]
        fields = ("country", "adm1", "place_name", "longitude", "latitude")
        return self._quoted(draft, {name: spans for name in fields if getattr(draft, name) not in ("", None)})

    def _with_device(self, draft: Draft, event: Event) -> Draft:
        device = device_of(self.words, self.body.plain, self._device_passages(event))
        if device is None:
            return draft
        spans = [(one.start, one.end) for one in device.found]
        written = self.body.whole[spans[0][0] : spans[0][1]] if spans else ""
        draft = replace(draft, device_category=device.category, device_as_reported=written)
        return self._quoted(draft, {"device_category": spans, "device_as_reported": spans})

    def _with_statements(self, draft: Draft, event: Event) -> Draft:
        own = [*event.reads, *event.summary]
        cited = upstream(self.words, self.body, [*event.summary, *event.reads])
        through = agency(self.words, self.body, own)
        shared = (
            [] if self.is_alone else [one for one in self.reads if one.reason is None and not one.has_people]
        )
        denied = [one for one in self.reads if self.is_alone and one.is_figure_denied]
        # "The forest was mined by troops who withdrew a year ago": it says so of this device, too.
        laid_then = [
            one for one in self.reads if one.reason is Reason.OLDER and one.devices and not one.has_people
        ]
        laid = claim(self.words, self.body, [*own, *shared, *denied, *self.own_titles, *laid_then], cited)
        roles = {row.victim_category for row in draft.casualties}
        doing = activity(self.words, self.body, [*event.reads, *self.own_titles], roles)
        draft = replace(
            draft,
            upstream=cited.names,
            via=through.names[0] if through.names else "",
            emplacing_claim=laid[0] if laid else None,
            activity=doing[0] if doing else "unknown",
        )
        spans = {"upstream": list(cited.spans), "via": list(through.spans)}
        spans["emplacing_claim"] = [laid[1]] if laid else []
        spans["activity"] = [doing[1]] if doing else []
        return self._quoted(draft, spans)

    def _quoted(self, draft: Draft, spans: Mapping[str, Sequence[tuple[int, int]]]) -> Draft:
        """The draft with the words that its fields rest on."""
        quotes = {name: self._quotes(places) for name, places in spans.items() if places}
        return replace(draft, evidence={**draft.evidence, **quotes})

    def _quotes(self, spans: Iterable[tuple[int, int]]) -> tuple[Quote, ...]:
        return tuple(Quote(start, end, self.body.whole[start:end]) for start, end in dict.fromkeys(spans))

    def _day(self, event: Event) -> tuple[date | None, date | None, int]:
        if event.first is None:
            self._take_day(event, [*event.summary, *self.own_titles])
        if event.first is None and not self.is_alone:
            # "Both were yesterday", said behind the incidents.
            shared = [one for one in self.reads if one.reason is None and not one.has_people]
            together = [one for one in shared if self.words.has("background.several_incidents", one.text)]
            self._take_day(event, together)
        if event.first is None:
            self._take_related_day(event)
        if event.first is None:
            # Nothing but the day on which it was said: agencies leave out "the same day".
            statement_day = next(
                (day for one in event.reads for day in one.statement_days if not day.relation), None
            )
            if statement_day is not None:
                event.first, event.last, event.day = statement_day.first, statement_day.last, statement_day
            else:
                self._take_day(event, [*filter(self._is_just_before, event.reads), *self.titles])
        if event.first is None or event.last is None or event.day is None:
            return None, None, 0
        return event.first, event.last, event.day.prec

    def _is_just_before(self, one: Read) -> bool:
        """Whether the sentence names a day of the last week before publication."""
        days = [day for day in one.days if not day.relation]
        return (
            self.published is not None
            and bool(days)
            and all(self.published - timedelta(days=7) <= day.first <= self.published for day in days)
        )

    def _take_related_day(self, event: Event) -> None:
        """The day before, or that of, the last day on which something was said: "reported on Tuesday. It was the
        day before"; the day before that of publication where none is named.
        """
        related = next((day for one in event.reads for day in one.days if day.relation in _SHIFTS), None)
        if related is None:
            return
        statement_day = [day for one in self.reads for day in one.statement_days if not day.relation]
        base = next((day.last for day in reversed(statement_day) if day.start < related.start), None)
        if base is None and related.relation == "previous":
            base = self.published
        if base is not None:
            event.first = event.last = base + timedelta(days=_SHIFTS[related.relation])
            event.day = related

    @staticmethod
    def _take_day(event: Event, reads: Sequence[Read]) -> None:
        day = next((day for one in reads for day in one.days if not day.relation), None)
        if day is not None:
            event.first, event.last, event.day = day.first, day.last, day

    def _device_passages(self, event: Event) -> list[tuple[int, int]]:
        order = [*event.reads, *self.own_titles, *event.summary]
        near = [one for one in order if one.is_event]
        if not any(one.devices for one in near):
            near = order
        if not any(one.devices for one in near):
            near = [*near, *(one for one in self.reads if one.reason is None)]
        if self.is_alone:
            others = [one for one in order if one not in near and _has_type(one)]
            near = [*near, *(one for one in others if not self._counts_devices(one))]
        return [(one.sentence.start, one.sentence.end) for one in near]

    def _counts_devices(self, one: Read) -> bool:
        """Whether it speaks of several devices, which are not the one that went off: 14 anti-tank mines were seen."""
        text, sentence = self.body.plain, one.sentence
        counts = [n for n in numbers(self.words, text, sentence.start, sentence.end) if (n.best or 2) > 1]
        return any(
            n.end <= device.start and re.fullmatch(r"\s\w*\s?", text[n.end : device.start])
            for n in counts
            for device in one.devices
        )


def _has_type(one: Read) -> bool:
    return any(not device.key.endswith(("mine_unspecified", "erw_unspecified")) for device in one.devices)


def _left_out(body: Body, reads: Sequence[Read]) -> Iterable[LeftOut]:
    for one in reads:
        start, end = one.sentence.start, one.sentence.end
        if one.reason is not None:
            yield LeftOut(Quote(start, end, body.whole[start:end]), one.reason)
        else:
            for mention in unhurt(one):
                group = mention.group
                assert group is not None
                first, last = min(group.start, mention.start), max(group.end, mention.end)
                yield LeftOut(Quote(first, last, body.whole[first:last]), Reason.UNHURT)
