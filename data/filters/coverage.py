"""What a collection holds beside what is counted officially, for the side, area and time of each total.

Officials count people without naming them; a collection has only the incidents that somebody reported
one by one. The two are laid side by side, never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Final

import pandas as pd

from data.filters.count_range import CountRange, count_of
from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary
from data.language import N_, _
from data.tables.dataset import BoolArray, Dataset
from data.tables.schema import period_end, period_start
from data.tables.vocabulary import Outcome, VictimCategory

MILITARY: Final = (VictimCategory.ARMED_FORCES.value, VictimCategory.POLICE_SECURITY.value)
"""Set against official military figures; everybody else, deminers and officials among them, against the
civilian ones."""
CIVILIANS: Final = tuple(term.value for term in VictimCategory if term.value not in MILITARY)
_Figures = dict[tuple[str, Outcome | None], int]
"""Official people by group and outcome."""
_VICTIMS: Final = {"civilians": CIVILIANS, "military": MILITARY, "all": ()}

FEWEST_FOR_A_SHARE: Final = 10
"""Below as many people in an official figure, one more or less would change the words for the share."""

_SHARES: Final = (
    (0.05, N_("about one in twenty")),
    (1 / 15, N_("about one in fifteen")),
    (1 / 10, N_("about one in ten")),
    (1 / 8, N_("about one in eight")),
    (1 / 7, N_("about one in seven")),
    (1 / 6, N_("about one in six")),
    (1 / 5, N_("about one in five")),
    (1 / 4, N_("about a quarter")),
    (1 / 3, N_("about a third")),
    (2 / 5, N_("about two in five")),
    (1 / 2, N_("about half")),
    (3 / 5, N_("about three in five")),
    (2 / 3, N_("about two thirds")),
    (3 / 4, N_("about three quarters")),
    (4 / 5, N_("about four in five")),
    (9 / 10, N_("about nine in ten")),
)
_LEAST_SHARE: Final = 0.035
_MOST_SHARE: Final = 0.95


class NotCompared(Enum):
    """Why nothing of the collection can stand beside a total."""

    POPULATION = "neither a side nor an area is given"
    START = "the first day counted is not given"
    FIGURES = "no number of killed, injured or all casualties is given"


@dataclass(frozen=True)
class Comparison:
    """One official figure beside that of the collection."""

    group: str
    """ "civilians", "military" or "all"."""
    outcome: Outcome | None
    """None for killed and injured together."""
    official: int
    found: CountRange
    """People of that side in the collection's incidents of that area and time, by the first day of each."""


@dataclass(frozen=True)
class OfficialTotal:
    """One row of official_totals."""

    as_of: str
    """A day, a month or a year, as it stands in the table."""
    source: str
    url: str
    """http(s), or "" without one."""
    scope: str
    qualifier: str
    """The source's own words where its figure is not exact."""
    killed: int | None
    injured: int | None
    casualties: int | None = None
    """Killed and injured together, where the source gives no more."""
    side: str = ""
    """The `affected_side` that it counts; "" for all, or when it is not given."""
    area: tuple[str, ...] = ()
    """Codes of the countries and districts where it counts; empty for everywhere, or when it is not given."""
    since: str = ""
    """The day, month or year from which it counts, ALL_YEARS, or "" when it is not given."""
    comparisons: tuple[Comparison, ...] = ()
    not_compared: NotCompared | None = None
    """Set exactly when `comparisons` is empty."""

    @property
    def first_day(self) -> date | None:
        """The first day counted; None without one."""
        start = period_start(self.since)
        return None if pd.isna(start) else start.date()

    @property
    def last_day(self) -> date:
        """The last day of the day, month or year of the figure."""
        end = period_end(self.as_of)
        assert isinstance(end, pd.Timestamp), "the schema lets no other text in"
        return end.date()


def official_totals(dataset: Dataset) -> list[OfficialTotal]:
    """Every official total of a dataset, the latest first; none when it has none.

    An incident counts by its first day, from the first day of `since` to the last of `as_of`, both included.
    """
    totals = [_official_total(dataset, row) for _position, row in dataset.official_totals.iterrows()]
    return sorted(totals, key=lambda total: total.last_day, reverse=True)


def share_in_words(found: int, official: int) -> str:
    """How much of an official figure a collection has: "about two thirds"; "" where words would mislead.

    The fraction nearest to the share is named.
    """
    if official < FEWEST_FOR_A_SHARE:
        return ""
    if found > official:
        return _("more than the official figure")
    if found == official:
        return _("as many")
    if found == 0:
        return _("none")
    share = found / official
    if share < _LEAST_SHARE:
        return _("fewer than one in twenty")
    if share > _MOST_SHARE:
        return _("nearly all")
    _distance, words = min((abs(share - fraction), words) for fraction, words in _SHARES)
    return _(words)


def _official_total(dataset: Dataset, row: pd.Series) -> OfficialTotal:
    area = str(row.get("area", ""))
    total = OfficialTotal(
        as_of=str(row["as_of"]),
        source=str(row["source"]),
        url=str(row["url"]),
        scope=str(row["scope"]),
        qualifier=str(row["qualifier"]),
        killed=_people(row["killed"]),
        injured=_people(row["injured"]),
        casualties=_people(row.get("casualties")),
        side=str(row.get("affected_side", "")),
        area=tuple(area.split("|")) if area else (),
        since=str(row.get("since", "")),
    )
    figures = _figures(row)
    if reason := _why_not_compared(total, figures):
        return replace(total, not_compared=reason)
    is_counted = _is_counted(dataset, total)
    comparisons = tuple(
        Comparison(group, outcome, official, _found(dataset, total.side, group, outcome, is_counted))
        for (group, outcome), official in figures.items()
    )
    return replace(total, comparisons=comparisons)


def _why_not_compared(total: OfficialTotal, figures: _Figures) -> NotCompared | None:
    if not total.side and not total.area:
        return NotCompared.POPULATION
    if not total.since:
        return NotCompared.START
    return None if figures else NotCompared.FIGURES


def _figures(row: pd.Series) -> _Figures:
    """Civilians and military apart where the row has them apart, otherwise all; a sum whose parts are known is left out."""
    found: dict[tuple[str, Outcome | None], int | None] = {
        (group, outcome): _people(row[f"{group}_{outcome.value}"])
        for group in ("civilians", "military")
        for outcome in Outcome
    }
    has_parts = {
        outcome: any(found[group, outcome] is not None for group in ("civilians", "military"))
        for outcome in Outcome
    }
    for outcome in Outcome:
        found["all", outcome] = None if has_parts[outcome] else _people(row[outcome.value])
    has_both = all(has_parts[outcome] or found["all", outcome] is not None for outcome in Outcome)
    found["all", None] = None if has_both else _people(row.get("casualties"))
    return {figure: people for figure, people in found.items() if people is not None}


def _is_counted(dataset: Dataset, total: OfficialTotal) -> BoolArray:
    """Which incidents lie in the area and time of a total."""
    incidents = dataset.incidents
    starts = incidents["date_start"]
    is_counted = starts <= pd.Timestamp(total.last_day)
    if total.first_day is not None:
        is_counted &= starts >= pd.Timestamp(total.first_day)
    if total.area:
        codes = incidents["adm1_iso"] if dataset.levels is None else dataset.levels.of_incidents
        is_counted &= incidents["adm0"].isin(total.area) | codes.isin(dataset.with_parts(total.area))
    return is_counted.to_numpy(dtype=bool)


def _found(
    dataset: Dataset, side: str, group: str, outcome: Outcome | None, is_counted: BoolArray
) -> CountRange:
    incident_filter = IncidentFilter(
        side=(side,) if side else (),
        victim=_VICTIMS[group],
        outcome=(outcome.value,) if outcome else tuple(Outcome),
    )
    summary = Summary(dataset, incident_filter, matching(dataset, incident_filter))
    people = summary.people_of(summary.rows[is_counted[summary.rows]]).sum()
    counts = [count_of(dataset, people, one) for one in ([outcome] if outcome else Outcome)]
    return counts[0] if len(counts) == 1 else counts[0] + counts[1]


def _people(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
