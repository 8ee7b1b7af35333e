"""What a collection holds beside what is counted officially, by date, for the side that each total speaks of.

Officials count people without naming them; a collection has only the incidents that somebody reported
one by one. The two are laid side by side, never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from data.filters.incident_filter import IncidentFilter, matching
from data.filters.summary import CountRange, Summary
from data.language import N_, _
from data.tables.dataset import BoolArray, Dataset
from data.tables.vocabulary import Outcome, VictimCategory

MILITARY: Final = (VictimCategory.ARMED_FORCES.value, VictimCategory.POLICE_SECURITY.value)
"""Set against official military figures; everybody else, deminers and officials among them, against the
civilian ones."""
CIVILIANS: Final = tuple(term.value for term in VictimCategory if term.value not in MILITARY)
_VICTIMS: Final = {"civilians": CIVILIANS, "military": MILITARY, "all": ()}

FEWEST_FOR_A_SHARE: Final = 10
"""Below as many people in an official figure, one more or less would change the words for the share."""

_SHARES: Final = (
    (0.05, N_("about one in twenty")),
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


@dataclass(frozen=True)
class Comparison:
    """One official figure beside that of the collection."""

    group: str
    """ "civilians", "military" or "all"."""
    outcome: Outcome
    official: int
    found: CountRange
    """People of that side in the collection's incidents from the first day counted to the day of the figure."""


@dataclass(frozen=True)
class OfficialTotal:
    """One row of official_totals."""

    as_of: str
    """A day or a year, as it stands in the table."""
    source: str
    url: str
    """http(s), or "" without one."""
    scope: str
    qualifier: str
    """The source's own words where its figure is not exact."""
    killed: int | None
    injured: int | None
    side: str = ""
    """The `affected_side` that it speaks of; "" when nothing can be compared."""
    since: date | None = None
    """The first day that it counts."""
    comparisons: tuple[Comparison, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of the figure; None when only its year is known."""
        return date.fromisoformat(self.as_of) if len(self.as_of) > len("2005") else None


def official_totals(dataset: Dataset) -> list[OfficialTotal]:
    """Every official total of a dataset, the latest first; none when it has none.

    An incident counts by its first day, from `since` to `as_of`, both included. Nothing is compared
    where a total names no side.
    """
    rows = dataset.official_totals.sort_values("as_of", ascending=False, kind="stable")
    return [_official_total(dataset, row) for _position, row in rows.iterrows()]


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
    side = str(row.get("affected_side", ""))
    total = OfficialTotal(
        as_of=str(row["as_of"]),
        source=str(row["source"]),
        url=str(row["url"]),
        scope=str(row["scope"]),
        qualifier=str(row["qualifier"]),
        killed=_people(row["killed"]),
        injured=_people(row["injured"]),
    )
    if not side or total.day is None:
        return total
    since = row["since"].date()
    comparisons = _comparisons(dataset, row, side, since, total.day)
    return OfficialTotal(**{**vars(total), "side": side, "since": since, "comparisons": comparisons})


def _comparisons(
    dataset: Dataset, row: pd.Series, side: str, since: date, until: date
) -> tuple[Comparison, ...]:
    """Civilians and military apart where the row has them apart, otherwise all together."""
    compared = []
    for group, outcome in [(group, outcome) for group in ("civilians", "military") for outcome in Outcome]:
        official = _people(row[f"{group}_{outcome.value}"])
        if official is not None:
            compared.append((group, outcome, official))
    for outcome in Outcome:
        official = _people(row[outcome.value])
        if official is not None and all(known is not outcome for _group, known, _official in compared):
            compared.append(("all", outcome, official))
    starts = dataset.incidents["date_start"]
    begins_within = ((starts >= pd.Timestamp(since)) & (starts <= pd.Timestamp(until))).to_numpy(dtype=bool)
    return tuple(
        Comparison(group, outcome, official, _found(dataset, side, group, outcome, begins_within))
        for group, outcome, official in compared
    )


def _found(dataset: Dataset, side: str, group: str, outcome: Outcome, begins_within: BoolArray) -> CountRange:
    asked = IncidentFilter(side=(side,), victim=_VICTIMS[group], outcome=(outcome.value,))
    matches = matching(dataset, asked)
    summary = Summary(dataset, asked, matches)
    people = summary.people_of(summary.rows[begins_within[summary.rows]])
    parts = (f"{outcome.value}_{part}" for part in ("best", "low", "high", "unknown"))
    return CountRange(*(int(people[part].sum()) for part in parts))


def _people(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
