"""What texts, files and the panels of changes and coverage are made of, of a dataset whose incidents the workers of a cluster have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

import pandas as pd

from data.cluster.live_summary import LiveSummary
from data.exports.case_tables import case_parts
from data.exports.narrowed import (
    Narrowing,
    box_of_points,
    features_between,
    features_of_incident,
    number_narrowed,
)
from data.exports.rows import ROWS_A_PART, csv_parts, geojson_parts, row_parts
from data.extent import Box
from data.filters.coverage import Population, people_counted
from data.filters.on_map.outside import drawn_outside
from data.filters.over_time.beyond_dates import beyond_dates
from data.filters.over_time.clusters import Clusters, clusters_of
from data.filters.over_time.comparison import Shared, shared_by
from data.filters.over_time.days import Days, days_of_matches
from data.filters.over_time.period_sums import Period, PeriodSums, added, histories, period_sums
from data.filters.single_incidents import gravest_first, has_matching, in_order_of_time
from data.filters.summary import Summary
from data.tables.dataset import IntArray
from data.wording.paragraphs.evidence import Evidence, evidence_of, people_left_out, source_count


@days_of_matches.register
def _(summary: LiveSummary) -> Days | None:
    found = summary.answers.all("days", summary.incident_filter)
    return reduce(add, days) if (days := [one for one in found if one is not None]) else None


@beyond_dates.register
def _(summary: LiveSummary) -> int:
    query = summary.incident_filter
    if query.date_from is None and query.date_to is None:
        return 0
    return sum(summary.answers.all("beyond dates", query))


@shared_by.register
def _(a: LiveSummary, b: Summary) -> Shared:
    parts: list[Shared] = a.answers.all("shared", a.incident_filter, b.incident_filter)
    return reduce(add, parts)


@period_sums.register
def _(summary: LiveSummary, period: Period, has_before: bool) -> PeriodSums:
    return added(summary.answers.all("period sums", summary.incident_filter, period, has_before))


@histories.register
def _(summary: LiveSummary, period: Period, earlier: int, districts: Sequence[str]) -> IntArray:
    parts = summary.answers.all("histories", summary.incident_filter, period, earlier, tuple(districts))
    whole: IntArray = reduce(add, parts).toarray()
    return whole


@clusters_of.register
def _(summary: LiveSummary) -> Clusters:
    considered = sum(summary.answers.all("placed and dated", summary.incident_filter))
    nothing = Clusters((), considered, summary.incidents - considered)
    if not nothing.is_looked_for:
        return nothing
    parts = summary.answers.all("excerpt of the placed and dated", summary.incident_filter)
    return replace(nothing, found=clusters_of(summary.excerpt(parts)).found)


@people_counted.register
def _(summary: LiveSummary, populations: Sequence[Population]) -> pd.DataFrame:
    parts = summary.answers.all("people counted", summary.incident_filter, tuple(populations))
    whole: pd.DataFrame = reduce(add, parts)
    return whole


@evidence_of.register
def _(summary: LiveSummary) -> Evidence:
    parts: list[Evidence] = summary.answers.all("evidence", summary.incident_filter)
    return reduce(add, parts)


@source_count.register
def _(summary: LiveSummary) -> int:
    return evidence_of(summary).sources


@people_left_out.register
def _(summary: LiveSummary) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for part in summary.answers.all("left out", summary.incident_filter):
        sums.update(part)
    return sums


@in_order_of_time.register
def _(summary: LiveSummary) -> tuple[Summary, IntArray]:
    parts = summary.answers.between("excerpt", summary.incident_filter, 0, summary.incidents)
    few = summary.excerpt(parts)
    return few, few.rows


@gravest_first.register
def _(summary: LiveSummary) -> tuple[Summary, IntArray]:
    return gravest_first(
        summary.excerpt(summary.answers.all("excerpt of the gravest", summary.incident_filter))
    )


@has_matching.register
def _(summary: LiveSummary, incident_id: str) -> bool:
    return any(summary.answers.all("has", summary.incident_filter, incident_id))


@drawn_outside.register
def _(summary: LiveSummary, box: Box, districts: Collection[str]) -> int:
    return sum(summary.answers.all("outside", summary.incident_filter, box, tuple(districts)))


@number_narrowed.register
def _(summary: LiveSummary, narrowing: Narrowing) -> int:
    return sum(summary.answers.numbers_left(summary.incident_filter, narrowing))


@features_between.register
def _(summary: LiveSummary, narrowing: Narrowing, begin: int, end: int) -> list[str]:
    return summary.answers.features_left(summary.incident_filter, narrowing, begin, end)


@features_of_incident.register
def _(summary: LiveSummary, incident_id: str) -> list[str]:
    answers: list[list[str]] = summary.answers.all("feature", summary.incident_filter, incident_id)
    return [text for texts in answers for text in texts]


@box_of_points.register
def _(summary: LiveSummary) -> Box | None:
    cells = summary.world
    if not len(cells):
        return None
    west, south, east, north = (
        float(cells["west"].min()),
        float(cells["south"].min()),
        float(cells["east"].max()),
        float(cells["north"].max()),
    )
    return west, south, east, north


@csv_parts.register
def _(summary: LiveSummary, *, is_tagged: bool = False) -> Iterator[bytes]:
    return summary.answers.csv_parts(summary.incident_filter, is_tagged=is_tagged)


@geojson_parts.register
def _(summary: LiveSummary) -> Iterator[bytes]:
    return summary.answers.geojson_parts(summary.incident_filter)


@row_parts.register
def _(summary: LiveSummary) -> Iterator[pd.DataFrame]:
    for begin in range(0, summary.incidents, ROWS_A_PART):
        yield pd.concat(summary.answers.between("rows", summary.incident_filter, begin, begin + ROWS_A_PART))


@case_parts.register
def _(summary: LiveSummary, table: str) -> Iterator[pd.DataFrame]:
    if not summary.incidents:
        yield from case_parts(summary.excerpt([]), table)
    for begin in range(0, summary.incidents, ROWS_A_PART):
        yield pd.concat(summary.answers.between(table, summary.incident_filter, begin, begin + ROWS_A_PART))
