"""What the caveats of a text count of the matching incidents, their casualties and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import singledispatch

from data.filters.summary import Summary
from data.filters.tally import casualties_per_incident
from data.tables.vocabulary import DatePrecision


@dataclass(frozen=True)
class Evidence:
    """Numbers that add up over the parts of a dataset."""

    grades: Counter[int]
    """Incidents by location precision."""
    spans: int
    """Incidents dated by more than a day."""
    claims: int
    """Incidents of which a source names who laid the device."""
    verification: Counter[str]
    """Incidents by how they are verified."""
    differing: int
    """Casualty rows on which accounts differ."""
    without_figure: int
    """Casualty rows without a figure to use."""
    sources: int
    """Rows of sources."""
    cited: Counter[str]
    """Rows of sources by the origins that they name, as the tables have them."""
    mirrors: int
    """Rows of sources that copy another outlet."""
    publishers: frozenset[str]

    def __add__(self, other: Evidence) -> Evidence:
        """Of the incidents of both together, of which none is in both."""
        sums = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(self)
            if each.name != "publishers"
        }
        return Evidence(**sums, publishers=self.publishers | other.publishers)


@singledispatch
def evidence_of(summary: Summary) -> Evidence:
    """What there is of a filter."""
    dataset, rows, sources = summary.dataset, summary.rows, summary.sources
    incidents = {
        name: dataset.incidents[name].iloc[rows]
        for name in ("where_prec", "date_prec", "emplacing_actor", "verification_status")
    }
    casualties = dataset.casualties[summary.matches.casualties]
    low, best, high = (casualties[f"count_{part}"] for part in ("low", "best", "high"))
    grades = incidents["where_prec"].astype("int64").value_counts()
    verification = incidents["verification_status"].astype("str").value_counts()
    cited = sources["upstream_source"].astype("str").value_counts(sort=False)
    return Evidence(
        grades=Counter(dict(zip(grades.index, grades.tolist(), strict=True))),
        spans=int((incidents["date_prec"] > DatePrecision.DAY).sum()),
        claims=int((~incidents["emplacing_actor"].isin(["", "unknown"])).sum()),
        verification=Counter(dict(zip(verification.index, verification.tolist(), strict=True))),
        differing=int(((low < best) | (high > best)).sum()),
        without_figure=int(best.isna().sum()),
        sources=len(sources),
        cited=Counter(dict(zip(cited.index, cited.tolist(), strict=True))),
        mirrors=int((sources["mirror"] == "yes").sum()),
        publishers=frozenset(map(str, sources["publisher"].unique())),
    )


@singledispatch
def source_count(summary: Summary) -> int:
    """How many rows of sources stand behind the matching incidents."""
    return int(summary.dataset.source_counts[summary.rows].sum())


@singledispatch
def people_left_out(summary: Summary) -> Mapping[str, int]:
    """Sums, named as the columns of `tally.people`, of the casualties of matching incidents that do not match."""
    dataset = summary.dataset
    is_left_out = ~summary.matches.casualties & summary.matches.incidents[dataset.casualty_incident]
    sums = casualties_per_incident(dataset, is_left_out).sum()
    return {str(name): int(number) for name, number in sums.items()}
