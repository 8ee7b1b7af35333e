"""What a filter finds, as statements: the numbers first, then where, who and what, then single incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import pandas as pd

from data.filters.breakdown import NO_CASUALTIES, breakdown, breakdown_sums
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.days import days_of_matches
from data.filters.over_time.timeline import undated
from data.filters.ranking import NO_DISTRICT
from data.filters.single_incidents import gravest_first, in_order_of_time
from data.filters.summary import Summary, summary_of
from data.language import counted
from data.tables.count_range import CountRange
from data.tables.vocabulary import NOT_STATED, DeviceCategory, Outcome
from data.wording.incidents.incident_prose import (
    details,
    is_anyone,
    never_recorded,
    nobody_recorded,
    sentence_of_incident,
    were_hurt,
)
from data.wording.paragraphs.evidence import Evidence, people_left_out
from data.wording.paragraphs.selection import selection_in_words, selects_casualties
from data.wording.phrases import casualties_in_words
from data.wording.prose import (
    SourcedSentence,
    device_phrase,
    leading,
    listed,
    plain,
    two_days,
    verb,
    written_day,
)

DESCRIBED_ONE_BY_ONE: Final = 10
"""Up to so many incidents each gets its sentence with its sources; of more only the gravest do."""


class Findings(NamedTuple):
    """Statements, and the table of sources that their `source_rows` are of."""

    statements: list[SourcedSentence]
    sources: pd.DataFrame


def findings_of(summary: Summary, evidence: Evidence) -> Findings:
    """What the filter finds. The first statement holds the number of incidents and of people."""
    if summary.incidents == 0:
        return Findings(_nothing(summary), summary.dataset.shown_sources)
    if summary.incidents == 1:
        return _one(summary)
    texts = [_numbers(summary), _period(summary), _others(summary)]
    texts += [_districts(summary), _actors(summary), _devices(summary)]
    statements = [SourcedSentence(text) for text in texts if text]
    if summary.incidents <= DESCRIBED_ONE_BY_ONE:
        few, rows = in_order_of_time(summary)
        each = [_of_one(sentence_of_incident(few, row)) for row in rows]
        return Findings([*statements, *each], few.dataset.shown_sources)
    gravest = _gravest(summary)
    last = SourcedSentence(_sources(evidence))
    return Findings([*statements, *gravest.statements, last], gravest.sources)


def _of_one(statement: SourcedSentence) -> SourcedSentence:
    return replace(statement, is_of_one=True)


def _nothing(summary: Summary) -> list[SourcedSentence]:
    dataset = summary.dataset
    selection = selection_in_words(summary)
    statements = [
        SourcedSentence(
            f"This collection holds no incident{selection}, which does not mean that none happened."
        )
    ]
    if dataset.first_day and dataset.last_day:
        period = two_days(dataset.first_day, dataset.last_day, "to")
        all_incidents = counted(summary_of(dataset, IncidentFilter()).incidents, "incident")
        statements.append(SourcedSentence(f"It holds {all_incidents}, dated from {period}."))
    return statements


def _one(summary: Summary) -> Findings:
    few, rows = in_order_of_time(summary)
    row = int(rows[0])
    selection = selection_in_words(summary)
    only = f"It is the only incident of this collection{selection}."
    others = [SourcedSentence(text) for text in [_others(summary)] if text]
    statements = [
        sentence_of_incident(few, row, has_origin=True),
        *others,
        *details(few.dataset, row),
        SourcedSentence(only),
    ]
    return Findings(statements, few.dataset.shown_sources)


def _numbers(summary: Summary) -> str:
    selection = selection_in_words(summary)
    hurt = _people(summary)
    collection = f"{counted(summary.incidents, 'incident')}{selection}".rstrip(",")
    if len(summary.dataset.not_recorded) == len(Outcome):
        return f"This collection holds {collection}; it does not record deaths or injuries."
    return f"This collection holds {collection}, in which {hurt}."


def _people(summary: Summary) -> str:
    """ "63 people (63–66) were reportedly killed and 170 injured"; of an outcome not requested, nothing."""
    counts = [(outcome, summary.people(outcome)) for outcome in summary.outcomes]
    found = [(outcome, count) for outcome, count in counts if is_anyone(count)]
    if not found:
        return nobody_recorded(summary)
    parts: list[str] = []
    for outcome, count in found:
        parts.append(f"{_reportedly(count, not parts)} {outcome}")
    missing = [outcome for outcome, count in counts if count.is_recorded and not is_anyone(count)]
    none = {Outcome.KILLED: "; no deaths are recorded", Outcome.INJURED: "; no injuries are recorded"}
    never = never_recorded(summary)
    return listed(parts) + "".join(none[outcome] for outcome in missing) + (f"; {never}" if never else "")


def _reportedly(count: CountRange, is_first: bool) -> str:
    return were_hurt(count, "person", "reportedly") if is_first else were_hurt(count, "")


def _period(summary: Summary) -> str:
    days, without = days_of_matches(summary), undated(summary)
    if days is None:
        return "None of them has a date."
    first, last = days.first, days.last
    others = f"; {without:,} have no date" if without else ""
    if first == last:
        return (
            f"All of them are dated {written_day(first)}{others}."
            if not without
            else f"Those with a date are dated {written_day(first)}{others}."
        )
    return f"They are dated between {two_days(first, last, 'and')}{others}."


def _others(summary: Summary) -> str:
    """The casualties of the same incidents that the filter leaves out; "" when it asks for all."""
    if not selects_casualties(summary.incident_filter):
        return ""
    counts = summary.hurt_in(people_left_out(summary))
    same = verb(summary.incidents, "this incident", f"these {summary.incidents:,} incidents")
    found = [(outcome, count) for outcome, count in zip(Outcome, counts, strict=True) if is_anyone(count)]
    if not found:
        return f"No other casualties of {same} are recorded."
    parts: list[str] = []
    for outcome, count in found:
        words = _reportedly(count, not parts)
        parts.append(
            f"{words.replace(' person', ' other person').replace(' people', ' other people')} {outcome}"
        )
    return f"These numbers leave out other casualties of {same}: {listed(parts)}."


def _districts(summary: Summary) -> str:
    ranking = summary.districts.drop(index=NO_DISTRICT, errors="ignore")
    if ranking.empty or len(summary.incident_filter.district) == 1:
        return ""
    names = [plain(summary.dataset.district_names.get(str(code), str(code))) for code in ranking.index]
    counts = [int(count) for count in ranking["incidents"]]
    if len(names) == 1:
        is_all = counts[0] == summary.incidents
        share = f"Of the {summary.incidents:,} incidents, {counts[0]:,} {verb(counts[0], 'is', 'are')}"
        return f"{'All of them are' if is_all else share} recorded in {names[0]}."
    named = [f"{name} ({count:,})" for name, count in zip(names, counts, strict=True)]
    lead = "By district, most incidents" if counts[0] > counts[-1] else "By district, the incidents"
    return _ranked(f"{lead} are recorded in", named, counts, "districts", summary.incidents)


def _actors(summary: Summary) -> str:
    lines = [line for line in breakdown(summary, "actor") if line.value != NO_CASUALTIES]
    lines.sort(key=lambda line: (-line.casualties, -line.killed.best, line.value))
    counts = [line.casualties for line in lines]
    if not sum(counts) or (len(lines) == 1 == len(summary.incident_filter.actor)):
        return ""
    if len(lines) == 1:
        if lines[0].value == NOT_STATED:
            return "The sources coded here do not state whose casualties these are."
        return f"All of these casualties are recorded as {plain(lines[0].value)}."
    named = [
        f"{plain(line.value)} ({casualties_in_words(line.killed, line.injured, has_gaps=False)})"
        for line in lines
    ]
    lead = "By actor, most of the people" if counts[0] > counts[-1] else "By actor, the people"
    minimums = [line.killed.unknown + line.injured.unknown > 0 for line in lines]
    return _ranked(
        f"{lead} affected are recorded as", named, counts, "actors", sum(counts), " people", minimums
    )


def _ranked(
    lead: str,
    named: Sequence[str],
    counts: Sequence[int],
    groups: str,
    total: int,
    unit: str = "",
    minimums: Sequence[bool] = (),
) -> str:
    """The leaders of a ranking and their share; where too many are equal, how many those are.

    A count of `minimums`, and a sum with one in it, is "at least".
    """
    shown = leading(counts)
    equals = (
        [count for count in counts[shown:] if count == counts[shown]] if shown < min(3, len(counts)) else []
    )
    of_equals = _lead(minimums[shown : shown + len(equals)])
    tie = f"{len(equals)} {groups} with {of_equals}{equals[0]:,} each" if equals else ""
    if not shown:
        return f"{lead} {tie}."
    together = sum(counts[:shown])
    of_all = f", together {_lead(minimums[:shown])}{together:,} of {_lead(minimums)}{total:,}{unit}"
    share = "" if shown == 1 or together == total else of_all
    return f"{lead} {listed(named[:shown])}{share}" + (f", followed by {tie}." if tie else ".")


def _lead(minimums: Sequence[bool]) -> str:
    return "at least " if any(minimums) else ""


def _devices(summary: Summary) -> str:
    numbers = breakdown_sums(summary, "device")["incidents"].to_dict()
    found = sorted(
        ((term.value, int(numbers.get(term.value, 0))) for term in DeviceCategory), key=lambda item: -item[1]
    )
    found = [(code, count) for code, count in found if count]
    if len(found) == 1:
        return (
            ""
            if summary.incident_filter.device
            else f"In each of them the device is coded as {device_phrase(found[0][0])}."
        )
    shown = leading([count for _, count in found]) or len(found)
    named = [f"as {device_phrase(code)} in {count:,}" for code, count in found[:shown]]
    named[0] = f"{device_phrase(found[0][0])} in {counted(found[0][1], 'incident')}"
    rest = summary.incidents - sum(count for _, count in found[:shown])
    named += [f"as another one in {rest:,}"] if rest else []
    return f"The device is coded as {listed(named)}."


def _gravest(summary: Summary) -> Findings:
    """The incidents with most matching casualties, listed one by one; none where too many are equal."""
    few, rows = gravest_first(summary)
    people = few.people_of(rows)
    totals = (people["killed_best"] + people["injured_best"]).tolist()
    shown = leading(totals)
    sources = few.dataset.shown_sources
    if not shown or not totals[0]:
        return Findings([], sources)
    following = verb(shown, "the following incident", f"the following {shown} incidents")
    statements = [
        _of_one(SourcedSentence(f"The most casualties are recorded for {following}.")),
        *(_of_one(sentence_of_incident(few, int(row))) for row in rows[:shown]),
    ]
    return Findings(statements, sources)


def _sources(evidence: Evidence) -> str:
    if not evidence.sources:
        return "The collection lists no source for these incidents."
    publishers = counted(len(evidence.publishers), "publisher")
    total = counted(evidence.sources, "source")
    return f"These incidents rest on {total} by {publishers}."
