"""What was reported in a period against the period just before it, and against all earlier ones.

Two periods of one length are compared by the exact conditional test for two Poisson counts
(Przyborowski and Wilenski, Biometrika 31, 1940): were reports equally frequent in both, each of the
`n` incidents of both would fall into either with probability 1/2. It is two-sided, at 5 %. Below six
incidents in both periods no split can reach 5 % (5 against 0: 6.25 %), so nothing is said of fewer.
Among districts the p-values are adjusted for their number (Holm, Scandinavian Journal of Statistics 6,
1979). People are never tested: one explosion hurts several, so their counts are not Poisson.

What is usual is the 95th percentile of the earlier periods by nearest rank (the inverse of the empirical
distribution; Hyndman and Fan, The American Statistician 50, 1996, definition 1). Below 20 periods that
is simply the largest count, so nothing is said of fewer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

import numpy as np

from data.filters.count_range import CountRange
from data.filters.incident_filter import IncidentFilter
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary, summary_of
from data.tables.codes import day_number
from data.tables.dataset import Dataset, IntArray

DEFAULT_DAYS: Final = 365
"""Length of the period when the filter does not say where it begins."""
FEWEST_INCIDENTS: Final = 6
"""In two periods together; fewer cannot differ at 5 %."""
FEWEST_PERIODS: Final = 20
"""Earlier periods; with fewer the 95th percentile is their largest count."""
USUAL: Final = 0.95
LEVEL: Final = 0.05
MOST_DISTRICTS: Final = 10
"""Districts read one by one; those with most incidents in the period."""


class Verdict(Enum):
    """How a period compares with the one before it."""

    MORE = "more"
    FEWER = "fewer"
    AS_MANY = "as many"
    NOT_DISTINGUISHED = "not told apart"
    TOO_FEW = "too few"
    NOTHING_BEFORE = "nothing before"
    """The collection does not reach back over a whole period before it."""


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Reading:
    """One count of incidents in the period, the one before it, and all earlier ones."""

    district: str
    """ISO 3166-2, NO_DISTRICT, or "all"."""
    incidents: int
    incidents_before: int
    killed: CountRange
    injured: CountRange
    killed_before: CountRange
    injured_before: CountRange
    verdict: Verdict
    p_value: float | None
    """Of the comparison with the period before, adjusted among districts; None where none is made."""
    usual: int | None
    """At least 95 % of the earlier periods had at most so many incidents; None with too few periods."""
    periods_without: int
    """Earlier periods without any incident."""


@dataclass(frozen=True)
class Change:
    """The chosen period of a filter and what came before it."""

    period: Period
    before: Period | None
    """The same number of days just before; None when the collection begins later."""
    earlier_periods: int
    """Whole periods of that length from the collection's first day until the chosen one, `before` among them."""
    overall: Reading
    districts: tuple[Reading, ...]
    """Those with an incident in the period or the one before, and those that the filter asks for: most incidents
    first, at most MOST_DISTRICTS; NO_DISTRICT last where it has any."""
    more_districts: int
    """How many further districts have an incident in either period."""
    reaching_in: int
    """Incidents that may have happened within the period but began before it; they count where they began."""
    reaching_out: int
    """Incidents of the period that may have happened after it."""


def period_of(dataset: Dataset, incident_filter: IncidentFilter) -> Period | None:
    """The days that a filter is about; None when they lie after all that the collection can know.

    Without a last day the day of the last check; without a first day DEFAULT_DAYS until the last one.
    A later last day is cut to the last check, or to the last incident if that is later.
    """
    known = max(dataset.as_of, dataset.last_day or dataset.as_of)
    last = (
        min(incident_filter.date_to, known)
        if incident_filter.date_to
        else max(dataset.as_of, incident_filter.date_from or dataset.as_of)
    )
    if incident_filter.date_from:
        return (
            Period(incident_filter.date_from, last) if incident_filter.date_from <= min(last, known) else None
        )
    first_ordinal = max(last.toordinal() - DEFAULT_DAYS + 1, date.min.toordinal())
    return Period(date.fromordinal(first_ordinal), last)


def change_of(dataset: Dataset, incident_filter: IncidentFilter) -> Change | None:
    """The comparison for a filter, whose other fields hold in all periods; None without a period.

    An incident counts once, by the first day it may have happened.
    """
    period = period_of(dataset, incident_filter)
    has_only_undated = len(dataset.incidents) > 0 and dataset.first_day is None
    if period is None or has_only_undated:
        return None
    earlier = _whole_periods(dataset, period)
    counted = _counted(dataset, incident_filter.without("from", "to"), period, earlier)
    chosen = [code for code in incident_filter.district if code in dataset.district_names]
    readings, more = _districts(counted, chosen)
    reaching_in, reaching_out = _spans(counted.summary, period)
    return Change(
        period=period,
        before=_before(period) if earlier else None,
        earlier_periods=earlier,
        overall=_overall(counted),
        districts=readings,
        more_districts=more,
        reaching_in=reaching_in,
        reaching_out=reaching_out,
    )


def chance_of_split(now: int, before: int) -> float:
    """The two-sided p-value that two counts are of equally frequent events, 1 for two equal counts."""
    # Late, because nothing else needs it and it takes a tenth of a second.
    from scipy.special import bdtr

    return min(1.0, 2 * float(bdtr(min(now, before), now + before, 0.5)))


def adjusted(p_values: list[float]) -> list[float]:
    """The p-values of a family of tests by Holm's step-down method, in their order."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, position in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[position]))
        adjusted[position] = largest
    return adjusted


def usual_count(earlier: IntArray) -> int | None:
    """The smallest count that at least 95 % of the periods do not exceed; None for fewer than FEWEST_PERIODS."""
    if len(earlier) < FEWEST_PERIODS:
        return None
    # In whole numbers, because 0.95 * 20 is not 19 in every arithmetic.
    rank = math.ceil(round(USUAL * 100) * len(earlier) / 100)
    return int(np.sort(earlier)[rank - 1])


@dataclass(frozen=True, eq=False)
class _Counted:
    """Incidents by period: 0 is the chosen one, 1 the one before it, and so on."""

    summary: Summary
    rows: IntArray
    """Positions of the matching incidents that began in these periods, in order of time."""
    counts: IntArray
    """Of each period, how many of them."""

    @property
    def earlier(self) -> int:
        return len(self.counts) - 1

    def by_period(self, group: IntArray, groups: int) -> IntArray:
        """Counts of each group in each period, shape (groups, periods); `group` is that of each row, or -1."""
        periods = np.repeat(np.arange(self.earlier, -1, -1), self.counts[::-1])
        of_one = np.flatnonzero(group >= 0)
        cells = group[of_one] * len(self.counts) + periods[of_one]
        return np.bincount(cells, minlength=groups * len(self.counts)).reshape(groups, len(self.counts))

    def recent(self, period: int) -> slice:
        """Where in `rows` those of the chosen period, 0, or of the one before it, 1, stand."""
        now, before = (int(count) for count in (*self.counts[:2], 0)[:2])
        end = len(self.rows) - (now if period else 0)
        return slice(end - (before if period else now), end)

    def reading(
        self, district: str, counts: IntArray, chosen: Sequence[IntArray], p: float | None
    ) -> Reading:
        """`chosen` are the rows of the chosen period and of the one before it, `counts` those of all periods."""
        now, before = int(counts[0]), int(counts[1]) if self.earlier else 0
        people = [self._people(rows) for rows in chosen]
        if p is None and self.earlier and now + before >= FEWEST_INCIDENTS:
            p = chance_of_split(now, before)
        return Reading(
            district=district,
            incidents=now,
            incidents_before=before,
            killed=people[0]["killed"],
            injured=people[0]["injured"],
            killed_before=people[1]["killed"],
            injured_before=people[1]["injured"],
            verdict=_verdict(now, before, p, self.earlier),
            p_value=p,
            usual=usual_count(counts[1:]),
            periods_without=int((counts[1:] == 0).sum()),
        )

    def _people(self, rows: IntArray) -> dict[str, CountRange]:
        codes, people = self.summary.dataset.codes, self.summary.tally.people
        sums = np.bincount(codes.pattern[rows], minlength=codes.patterns) @ people.to_numpy()
        figures = dict(zip(people.columns, sums.tolist(), strict=True))
        killed, injured = self.summary.chosen_in(figures)
        return {"killed": killed, "injured": injured}


def _counted(dataset: Dataset, incident_filter: IncidentFilter, period: Period, earlier: int) -> _Counted:
    summary = summary_of(dataset, incident_filter)
    # Incidents stand in order of their first days, so that each period is a stretch of them.
    last_days = day_number(period.last) - period.days * np.arange(earlier + 2)
    ends = np.searchsorted(dataset.codes.starts, last_days.astype(np.int32), side="right")
    after = np.searchsorted(summary.rows, ends)
    return _Counted(summary, summary.rows[after[-1] : after[0]], after[:-1] - after[1:])


def _overall(counted: _Counted) -> Reading:
    return counted.reading(
        "all", counted.counts, [counted.rows[counted.recent(period)] for period in (0, 1)], None
    )


def _spans(summary: Summary, period: Period) -> tuple[int, int]:
    """How many matching incidents reach into a period from before, and how many from it beyond its end."""
    codes, rows = summary.dataset.codes, summary.rows
    first, last = day_number(period.first), day_number(period.last)
    days = np.array([first - codes.longest_days, first, last + 1], dtype=np.int32)
    begin, middle, end = np.searchsorted(rows, np.searchsorted(codes.starts, days))
    before, within = rows[begin:middle], rows[middle:end]
    return int((codes.ends[before] >= first).sum()), int((codes.ends[within] > last).sum())


def _districts(counted: _Counted, chosen: list[str]) -> tuple[tuple[Reading, ...], int]:
    codes = counted.summary.dataset.codes
    named = codes.places["counts_in"].cat
    district = named.codes.to_numpy(dtype=np.intp)[codes.place[counted.rows]]
    names = [str(code) for code in named.categories]
    recent = [counted.recent(period) for period in (0, 1)]
    now, before = (np.bincount(district[part], minlength=len(names)) for part in recent)
    # Names are in order, so that equal figures stay in theirs.
    ranked = [int(code) for code in np.lexsort([-(now + before), -now]) if now[code] + before[code]]
    tested = [code for code in ranked if counted.earlier and now[code] + before[code] >= FEWEST_INCIDENTS]
    chances = adjusted([chance_of_split(int(now[code]), int(before[code])) for code in tested])
    p_values = dict(zip((names[code] for code in tested), chances, strict=True))
    present = [names[code] for code in ranked]
    of_layer = [name for name in present if name != NO_DISTRICT]
    shown = list(dict.fromkeys([*of_layer[:MOST_DISTRICTS], *chosen]))
    more = len(set(of_layer) - set(shown))
    if NO_DISTRICT in present:
        shown.append(NO_DISTRICT)
    place = np.array([shown.index(name) if name in shown else -1 for name in names], dtype=np.intp)
    group = place[district]
    histories = counted.by_period(group, len(shown))
    readings = []
    for number, (name, counts) in enumerate(zip(shown, histories, strict=True)):
        rows = [counted.rows[part][group[part] == number] for part in recent]
        readings.append(counted.reading(name, counts, rows, p_values.get(name)))
    return tuple(readings), more


def _verdict(now: int, before: int, p: float | None, earlier: int) -> Verdict:
    if not earlier:
        return Verdict.NOTHING_BEFORE
    if now == before:
        return Verdict.AS_MANY
    if p is None:
        return Verdict.TOO_FEW
    if p >= LEVEL:
        return Verdict.NOT_DISTINGUISHED
    return Verdict.MORE if now > before else Verdict.FEWER


def _whole_periods(dataset: Dataset, period: Period) -> int:
    first = dataset.first_day
    return max(0, (period.first - first).days // period.days) if first else 0


def _before(period: Period) -> Period:
    day = timedelta(days=1)
    return Period(period.first - period.days * day, period.first - day)
