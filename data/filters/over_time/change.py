"""What was reported in a period against the period just before it, and against all earlier ones.

Two periods of one length are compared by the exact conditional test for two Poisson counts
(Przyborowski and Wilenski, Biometrika 31, 1940): were reports equally frequent in both, each of the
`n` incidents of both would fall into either with probability 1/2. It is two-sided, at 5 %. Below six
incidents in both periods no split can reach 5 % (5 against 0: 6.25 %), so nothing is stated about fewer.
Among districts the p-values are adjusted for their number (Holm, Scandinavian Journal of Statistics 6,
1979). People are never tested: one explosion hurts several, so their counts are not Poisson.

What is usual is the 95th percentile of the earlier periods by nearest rank (the inverse of the empirical
distribution; Hyndman and Fan, The American Statistician 50, 1996, definition 1). Below 20 periods that
is simply the largest count, so nothing is stated about fewer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

import numpy as np
import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.filters.over_time.period_sums import Period, PeriodSums, histories, period_sums
from data.filters.ranking import NO_DISTRICT
from data.filters.summary import Summary, summary_of
from data.tables.count_range import CountRange
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
_ALL: Final = "all"
"""What stands for a district in the reading of all incidents."""


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
class Reading:
    """One count of incidents in the period, the one before it, and all earlier ones."""

    district: str
    """A code, NO_DISTRICT, or "all"."""
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
    has_only_undated = dataset.has_undated and dataset.first_day is None
    if period is None or has_only_undated:
        return None
    earlier = _whole_periods(dataset, period)
    summary = summary_of(dataset, incident_filter.without("from", "to"))
    sums = period_sums(summary, period, has_before=earlier > 0)
    chosen = [code for code in incident_filter.district if code in dataset.district_names]
    shown, more = _shown(sums, chosen)
    counts = histories(summary, period, earlier, shown)
    p_values = _p_values(sums) if earlier else {}
    overall, *districts = (
        _reading(summary, name, _people(sums, name), history, p_values.get(name))
        for name, history in zip((_ALL, *shown), counts, strict=True)
    )
    return Change(
        period=period,
        before=period.before if earlier else None,
        earlier_periods=earlier,
        overall=overall,
        districts=tuple(districts),
        more_districts=more,
        reaching_in=sums.reaching_in,
        reaching_out=sums.reaching_out,
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


def _reading(
    summary: Summary, district: str, people: Sequence[pd.Series], counts: IntArray, p: float | None
) -> Reading:
    """`people` are the sums of the chosen period and of the one before it, `counts` the incidents of all periods."""
    earlier = len(counts) - 1
    now, before = int(counts[0]), int(counts[1]) if earlier else 0
    if p is None and earlier and now + before >= FEWEST_INCIDENTS:
        p = chance_of_split(now, before)
    killed, injured = summary.chosen_in(people[0])
    killed_before, injured_before = summary.chosen_in(people[1])
    return Reading(
        district=district,
        incidents=now,
        incidents_before=before,
        killed=killed,
        injured=injured,
        killed_before=killed_before,
        injured_before=injured_before,
        verdict=_verdict(now, before, p, earlier),
        p_value=p,
        usual=usual_count(counts[1:]),
        periods_without=int((counts[1:] == 0).sum()),
    )


def _people(sums: PeriodSums, district: str) -> list[pd.Series]:
    """The sums of a district, or of all of them, in the chosen period and in the one before it."""
    tables = (sums.now, sums.before)
    if district == _ALL:
        return [table.sum() for table in tables]
    return [table.reindex([district], fill_value=0).iloc[0] for table in tables]


def _shown(sums: PeriodSums, chosen: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The districts that are read one by one, and how many others there are."""
    now, before = (table["incidents"].to_numpy() for table in (sums.now, sums.before))
    # Names are in order, so that equal figures stay in theirs.
    present = [str(name) for name in sums.now.index[np.lexsort([-(now + before), -now])]]
    of_layer = [name for name in present if name != NO_DISTRICT]
    shown = list(dict.fromkeys([*of_layer[:MOST_DISTRICTS], *chosen]))
    more = len(set(of_layer) - set(shown))
    return (*shown, *([NO_DISTRICT] if NO_DISTRICT in present else [])), more


def _p_values(sums: PeriodSums) -> dict[str, float]:
    """Of each district with enough incidents, whether it is shown or not."""
    names = [str(name) for name in sums.now.index]
    tables = (table["incidents"].tolist() for table in (sums.now, sums.before))
    tested = {
        name: chance_of_split(now, before)
        for name, now, before in zip(names, *tables, strict=True)
        if now + before >= FEWEST_INCIDENTS
    }
    return dict(zip(tested, adjusted([*tested.values()]), strict=True))


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
