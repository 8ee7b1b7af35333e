"""What the chart of a brief counts: people killed and injured by month, year or actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.summary import Summary
from data.vocabulary import DatePrecision, Outcome

MOST_MONTHS: Final = 18
"""Bars of a chart by month; longer spans are shown by year."""
MOST_ACTORS: Final = 6
"""Bars of a chart by actor before the others are one bar."""
NOT_KNOWN: Final = "n.k."
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Bars:
    """People killed and injured, one pair a category; sums of the best figures."""

    by: str
    """ "year", "month" or "actor"."""
    categories: tuple[tuple[str, str], ...]
    """Name of a bar, and of the group that it stands in or ""."""
    killed: tuple[int, ...]
    injured: tuple[int, ...]

    @property
    def title(self) -> str:
        is_missing = self.by == "month" and any(name == NOT_KNOWN for name, _ in self.categories)
        note = f" ({NOT_KNOWN}: not known)" if is_missing else ""
        return f"Killed and injured, by {self.by}{note}"


def bars_of(summary: Summary) -> Bars | None:
    """What the chart shows: people by month or year of the start, by actor within one month.

    Where the span crosses months or only the year is known, an incident stands under NOT_KNOWN of
    its year. None where nobody is counted.
    """
    if not (summary.killed.best or summary.injured.best):
        return None
    incidents = summary.dataset.incidents.iloc[summary.rows]
    start, end = incidents["date_start"].dt, incidents["date_end"].dt
    is_known = (start.to_period("M") == end.to_period("M")) & (incidents["date_prec"] < DatePrecision.YEAR)
    month = start.month.where(is_known, 0)
    people = summary.per_incident.iloc[summary.rows][["killed_best", "injured_best"]]
    by_month = people.groupby([start.year, month]).sum()
    if len(by_month) == 1:
        return _by_actor(summary)
    months = _months_between(start.year * 12 + start.month - 1, list(by_month.index))
    if len(months) <= MOST_MONTHS and is_known.any():
        names = tuple((_MONTHS[number - 1] if number else NOT_KNOWN, str(year)) for year, number in months)
        return _bars("month", names, by_month.reindex(months, fill_value=0))
    by_year = people.groupby(start.year).sum()
    years = range(by_year.index.min(), by_year.index.max() + 1)
    return _bars("year", tuple((str(year), "") for year in years), by_year.reindex(years, fill_value=0))


def _months_between(starts: pd.Series, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every year and month from the first start to the last, and each year's month 0 (not known) that is found.

    `starts` counts months from year 0.
    """
    every = (divmod(number, 12) for number in range(starts.min(), starts.max() + 1))
    months = {(year, month + 1) for year, month in every} | set(found)
    return sorted(months, key=lambda month: (month[0], month[1] or 13))


def _by_actor(summary: Summary) -> Bars:
    counted_rows = summary.dataset.casualties[summary.matches.casualties]
    table = pd.DataFrame(
        {
            f"{outcome.value}_best": counted_rows["count_best"].fillna(0)
            * (counted_rows["outcome"] == outcome.value)
            for outcome in Outcome
        }
    )
    people = table.groupby(counted_rows["affected_actor"].astype("str")).sum()
    people = people[people.sum(axis=1) > 0].sort_index()
    people = people.loc[people.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(people) > MOST_ACTORS + 1:
        others = people.iloc[MOST_ACTORS:]
        rest = others.sum().to_frame(f"{len(others)} other actors").T
        people = pd.concat([people.iloc[:MOST_ACTORS], rest])
    return _bars("actor", tuple((str(name), "") for name in people.index), people)


def _bars(by: str, categories: tuple[tuple[str, str], ...], people: pd.DataFrame) -> Bars:
    killed, injured = (
        tuple(int(count) for count in people[f"{name}_best"]) for name in ("killed", "injured")
    )
    return Bars(by, categories, killed, injured)
