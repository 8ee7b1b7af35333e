"""Two filters side by side: what each counts, by how much they differ, and how one filter is split in two.

A difference is that of B less A, so that a rise is positive. Its range goes from the lowest figure of B less the highest
of A to the highest of B less the lowest of A: that is all the counts themselves can say, so nothing is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial, singledispatch
from typing import Any, Final

import pandas as pd

from data.filters.breakdown import NO_CASUALTIES, breakdown_sums
from data.filters.filter_keys import CHOICE_COLUMNS, CHOICES
from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.periods import is_time_before, opening
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary, summary_of
from data.tables.count_range import CountRange
from data.tables.dataset import Dataset
from data.tables.vocabulary import Outcome

DATES: Final = "dates"
"""The way to compare that splits by a day; every other one is a query key of a choice."""

WAYS: Final = (DATES, *CHOICE_COLUMNS)


@dataclass(frozen=True)
class Line:
    """One thing that is counted on both sides."""

    value: str
    """What is counted, in the words of the data: a district's code, an actor, a device."""
    measure: str
    """"incidents", "killed", "injured", "drawn" or "not_drawn"."""
    a: CountRange
    b: CountRange

    @property
    def difference(self) -> CountRange:
        """B less A; `unknown` counts the rows without a figure on either side."""
        return CountRange(
            best=self.b.best - self.a.best,
            low=self.b.low - self.a.high,
            high=self.b.high - self.a.low,
            unknown=self.a.unknown + self.b.unknown,
            open=self.a.open + self.b.open,
            is_recorded=self.a.is_recorded and self.b.is_recorded,
            is_chosen=self.a.is_chosen and self.b.is_chosen,
        )


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two filters on one dataset count. Lines that are nothing on both sides are left out.

    A number is not chosen (`CountRange.is_chosen`) on the side whose filter chooses other values of its field.
    """

    a: Summary
    b: Summary

    @property
    def sides(self) -> tuple[Summary, Summary]:
        return self.a, self.b

    @cached_property
    def shared(self) -> int:
        """How many incidents match both filters."""
        return shared_by(*self.sides).incidents

    @cached_property
    def totals(self) -> tuple[Line, ...]:
        """Incidents, killed, injured, on the map and not; none of them is left out."""
        count: dict[str, Callable[[Summary], CountRange]] = {
            "incidents": lambda side: _exactly(side.incidents),
            **{outcome.value: partial(Summary.people, outcome=outcome) for outcome in Outcome},
            "drawn": lambda side: _exactly(side.drawn),
            "not_drawn": lambda side: _exactly(side.not_drawn),
        }
        return tuple(Line("", measure, of(self.a), of(self.b)) for measure, of in count.items())

    @property
    def chosen_totals(self) -> tuple[Line, ...]:
        """The totals without an outcome that neither side asks for."""
        return tuple(line for line in self.totals if line.a.is_chosen or line.b.is_chosen)

    @cached_property
    def districts(self) -> tuple[Line, ...]:
        """Incidents by district, most first; the last may be NO_DISTRICT, those that count in none."""
        lines = self._incident_lines("district", [side.districts["incidents"] for side in self.sides])
        return tuple(sorted(lines, key=lambda line: line.value == NO_DISTRICT))

    @cached_property
    def devices(self) -> tuple[Line, ...]:
        """Incidents by device category, most first."""
        return self._incident_lines(
            "device", [breakdown_sums(side, "device")["incidents"] for side in self.sides]
        )

    @cached_property
    def actors(self) -> tuple[Line, ...]:
        """People killed, then injured, of each affected actor; the actor with most people first."""
        counts = [_people_by_actor(side) for side in self.sides]
        actors = sorted({actor for side in counts for actor in side})
        nobody = {outcome.value: _exactly(0) for outcome in Outcome}
        lines: list[list[Line]] = []
        for actor in actors:
            both = [
                self._of_actor(actor, outcome, [side.get(actor, nobody) for side in counts])
                for outcome in Outcome
            ]
            lines.append([line for line in both if _has_any(line.a) or _has_any(line.b)])
        lines.sort(key=lambda both: -sum(line.a.best + line.b.best for line in both))
        return tuple(line for both in lines for line in both)

    def _of_actor(self, actor: str, outcome: Outcome, counts: Sequence[dict[str, CountRange]]) -> Line:
        a, b = (
            _as_chosen(count[outcome.value], outcome in side.outcomes and _chooses(side, "actor", actor))
            for side, count in zip(self.sides, counts, strict=True)
        )
        return Line(actor, outcome.value, a, b)

    def _incident_lines(self, key: str, sides: list[pd.Series]) -> tuple[Line, ...]:
        table = pd.concat(sides, axis=1, keys=["a", "b"]).fillna(0).astype(int)
        lines = []
        for value, row in table.iterrows():
            a, b = (
                _as_chosen(_exactly(int(row[name])), _chooses(side, key, str(value)))
                for name, side in zip(("a", "b"), self.sides, strict=True)
            )
            if row["a"] or row["b"]:
                lines.append(Line(str(value), "incidents", a, b))
        return tuple(sorted(lines, key=lambda line: (-line.a.best - line.b.best, line.value)))


@dataclass(frozen=True)
class Shared:
    """What counts on both sides."""

    incidents: int
    sources: int
    """Rows of sources of these."""

    def __add__(self, other: Shared) -> Shared:
        return Shared(self.incidents + other.incidents, self.sources + other.sources)


@singledispatch
def shared_by(a: Summary, b: Summary) -> Shared:
    """What matches both filters of one dataset."""
    is_shared = a.matches.incidents & b.matches.incidents
    return Shared(int(is_shared.sum()), int(a.dataset.source_counts[is_shared].sum()))


def compared(dataset: Dataset, a: IncidentFilter, b: IncidentFilter) -> Comparison:
    """The comparison of two filters."""
    return Comparison(summary_of(dataset, a), summary_of(dataset, b))


def way_of(a: IncidentFilter, b: IncidentFilter) -> str:
    """The first of WAYS in which two filters differ; DATES when they do not."""
    differing = (key for key in CHOICE_COLUMNS if getattr(a, key) != getattr(b, key))
    return DATES if _dates(a) != _dates(b) else next(differing, DATES)


def dividing_day(a: IncidentFilter, b: IncidentFilter) -> date | None:
    """The first day of B where A ends the day before; None for filters that no day divides."""
    divides = a.date_to is not None and a.date_to < date.max and b.date_from == a.date_to + timedelta(days=1)
    return b.date_from if divides else None


def in_common(a: IncidentFilter, b: IncidentFilter) -> IncidentFilter:
    """What both filters ask for: choices and words that are equal, and days from the first to the last."""
    same: dict[str, Any] = {key: getattr(a, key) for key in CHOICES if getattr(a, key) == getattr(b, key)}
    first = min(a.date_from, b.date_from) if a.date_from and b.date_from else None
    last = max(a.date_to, b.date_to) if a.date_to and b.date_to else None
    words = a.words if a.words == b.words else ""
    return IncidentFilter(date_from=first, date_to=last, words=words, **same)


def common_base(dataset: Dataset, a: IncidentFilter, b: IncidentFilter) -> IncidentFilter:
    """The filter that two sides were made of: that of B where A is the same time before it, without its days where the
    comparison chose them; otherwise what both ask for.
    """
    if not is_time_before(dataset, a, b):
        return in_common(a, b)
    undated = replace(b, date_from=None, date_to=None)
    return undated if opening(dataset, undated)[:2] == (a, b) else b


def split(dataset: Dataset, base: IncidentFilter, way: str) -> tuple[IncidentFilter, IncidentFilter]:
    """Two filters that differ in one way: a period and the same time before, or the two most frequent values.

    A filter that asks for several values is split into its own two most frequent ones. Both are
    the base itself where nothing matches, or there is no value.
    """
    if way == DATES:
        opened = opening(dataset, base)
        return opened.a, opened.b
    counts = summary_of(dataset, base).option_counts[way]
    chosen = [str(value) for value in getattr(base, way)]
    candidates = chosen if len(chosen) > 1 else list(counts)
    a, b, *_ = [*sorted(candidates, key=lambda value: -counts.get(value, 0)), "", ""]
    return with_values(base, way, [a] if a else []), with_values(base, way, [b] if b else [])


def split_at(a: IncidentFilter, b: IncidentFilter, day: date) -> tuple[IncidentFilter, IncidentFilter]:
    """A until the day before, B from the day on, between the first and last day that both reach.

    Raises FilterError for a day that leaves one of them no day.
    """
    whole = in_common(a, b)
    before = replace(a, date_from=whole.date_from, date_to=day - timedelta(days=1))
    return before, replace(b, date_from=day, date_to=whole.date_to)


def with_values(side: IncidentFilter, key: str, values: list[str]) -> IncidentFilter:
    """A side that asks for these values of a choice; those that no filter can ask for are left out."""
    pairs = [(each, value) for each, value in side.to_query() if each != key]
    return IncidentFilter.from_query([*pairs, *((key, value) for value in values)])[0]


def _dates(incident_filter: IncidentFilter) -> tuple[date | None, date | None]:
    return incident_filter.date_from, incident_filter.date_to


def _exactly(number: int) -> CountRange:
    return CountRange(number, number, number)


def _chooses(side: Summary, key: str, value: str) -> bool:
    """Whether a side asks for a value of a field: it chooses this one, or none of them."""
    chosen = [str(each) for each in getattr(side.incident_filter, key)]
    return not chosen or value in chosen


def _as_chosen(count: CountRange, is_chosen: bool) -> CountRange:
    return count if is_chosen or _has_any(count) else replace(count, is_chosen=False)


def _has_any(count: CountRange) -> bool:
    return bool(count.best or count.low or count.high or count.unknown)


def _people_by_actor(side: Summary) -> dict[str, dict[str, CountRange]]:
    """Actor, then outcome, to people in the matching casualty rows."""
    sums = breakdown_sums(side, "actor").drop(index=NO_CASUALTIES)
    return {
        str(actor): {outcome.value: CountRange.of(row, f"{outcome.value}_") for outcome in Outcome}
        for actor, row in zip(sums.index, sums.to_dict("records"), strict=True)
    }
