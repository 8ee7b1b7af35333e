"""What a collection holds beside what is counted officially, for the side, area and time of each total.

Officials count people without naming them; a collection has only the incidents that somebody reported
one by one. The two are laid side by side, never mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import singledispatch
from typing import Any, Final

import numpy as np
import pandas as pd

from data.filters.incident_filter import IncidentFilter
from data.filters.matching import matching
from data.filters.summary import Summary, summary_of
from data.filters.tally import people_of_patterns
from data.language import N_, _
from data.tables.codes import day_number
from data.tables.count_range import CountRange, Sums, count_of
from data.tables.dataset import Dataset, IntArray
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
class Population:
    """The people to whom a query about a collection applies."""

    side: str
    """The `affected_side`; "" for all."""
    victims: tuple[str, ...]
    """Of `victim_category`; empty for all."""
    area: tuple[str, ...]
    """Codes of countries and districts; empty for everywhere."""
    first_day: date | None
    """Incidents count by their first day, from this one, or from the first that is dated, to `last_day`."""
    last_day: date


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
    rows = [row for _position, row in dataset.official_totals.iterrows()]
    read = [(_official_total(row), _figures(row)) for row in rows]
    totals = [(replace(total, not_compared=_why_not_compared(total, made)), made) for total, made in read]
    populations = [
        _population(total, group)
        for total, figures in totals
        if total.not_compared is None
        for group, _outcome in figures
    ]
    found = _people_of(dataset, [*dict.fromkeys(populations)])
    compared = [_compared(dataset, total, figures, found) for total, figures in totals]
    return sorted(compared, key=lambda total: total.last_day, reverse=True)


@singledispatch
def people_counted(summary: Summary, populations: Sequence[Population]) -> pd.DataFrame:
    """The people of each population in the matching incidents, whatever people the filter chooses.

    One row a population, in their order, with the columns of `Tally.people`; the tables of parts of a dataset add up.
    """
    dataset, codes = summary.dataset, summary.dataset.codes
    by_people: dict[tuple[str, tuple[str, ...]], pd.DataFrame] = {}
    for side, victims in {(one.side, one.victims) for one in populations}:
        chosen = IncidentFilter(side=(side,) if side else (), victim=victims)
        by_people[side, victims] = people_of_patterns(codes, matching(dataset, chosen).people)
    sums = [
        np.bincount(codes.pattern[_counted(summary, one)], minlength=codes.patterns)
        @ by_people[one.side, one.victims].to_numpy()
        for one in populations
    ]
    return pd.DataFrame(sums, columns=people_of_patterns(codes, None).columns, dtype=np.int64)


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


def _official_total(row: pd.Series) -> OfficialTotal:
    """What the row says, compared with nothing yet."""
    area = str(row.get("area", ""))
    return OfficialTotal(
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


def _population(total: OfficialTotal, group: str) -> Population:
    return Population(total.side, _VICTIMS[group], total.area, total.first_day, total.last_day)


def _people_of(dataset: Dataset, populations: Sequence[Population]) -> dict[Population, Sums]:
    """The people of each population, under the names of the columns of `Tally.people`."""
    if not populations:
        return {}
    sums = people_counted(summary_of(dataset, IncidentFilter()), populations)
    return {one: row for one, (_position, row) in zip(populations, sums.iterrows(), strict=True)}


def _compared(
    dataset: Dataset, total: OfficialTotal, figures: _Figures, found: dict[Population, Sums]
) -> OfficialTotal:
    """A total with what was found of each of its figures; as it is where it is not compared."""
    if total.not_compared is not None:
        return total
    comparisons = (
        Comparison(group, outcome, official, _count(dataset, found[_population(total, group)], outcome))
        for (group, outcome), official in figures.items()
    )
    return replace(total, comparisons=tuple(comparisons))


def _counted(summary: Summary, population: Population) -> IntArray:
    """Positions of the matching incidents that lie in the area and time of a population."""
    dataset, codes, rows = summary.dataset, summary.dataset.codes, summary.rows
    first, last = population.first_day, population.last_day
    # Undated incidents stand behind every day.
    end = int(np.searchsorted(codes.starts, day_number(last), side="right"))
    begin = 0 if first is None else int(np.searchsorted(codes.starts, day_number(first)))
    rows = rows[slice(*np.searchsorted(rows, [begin, end]))]
    if not population.area:
        return rows
    is_district = codes.places["area"].isin(dataset.with_parts(population.area)).to_numpy(dtype=bool)
    is_country = dataset.incidents["adm0"].iloc[rows].isin(population.area).to_numpy(dtype=bool)
    return rows[is_district[codes.place[rows]] | is_country]


def _count(dataset: Dataset, people: Sums, outcome: Outcome | None) -> CountRange:
    if outcome is not None:
        return count_of(dataset, people, outcome)
    killed, injured = (count_of(dataset, people, one) for one in Outcome)
    return killed + injured


def _people(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)
