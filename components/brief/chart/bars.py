"""What the chart of a brief counts: people killed and injured by month, year or actor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.filters.breakdown import breakdown
from data.filters.over_time.timeline import timeline, undated
from data.filters.summary import Summary
from data.language import counted

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
    not_recorded: tuple[str, ...] = ()
    """Outcomes that the data never record: their bars are no zeros, and are left out."""
    left_out: tuple[str, ...] = ()
    """Outcomes that the filter does not ask for: they have no bars."""
    has_minimums: bool = False
    """Whether a figure holds a count with no more than a lowest figure."""
    not_known: frozenset[tuple[str, int]] = frozenset()
    """Outcomes with the position of each category in which people are counted, but no number of them is known."""
    undated: int = 0
    """Incidents that stand in no bar for want of a date."""

    @property
    def series(self) -> dict[str, tuple[int, ...]]:
        """The bars of each outcome that the data record."""
        bars = {"killed": self.killed, "injured": self.injured}
        missing = {*self.not_recorded, *self.left_out}
        return {outcome: counts for outcome, counts in bars.items() if outcome not in missing}

    @property
    def known(self) -> dict[str, tuple[int | None, ...]]:
        """The bars of `series`, None where no number is known: an empty place is no zero."""
        return {
            outcome: tuple(
                None if (outcome, at) in self.not_known else count for at, count in enumerate(counts)
            )
            for outcome, counts in self.series.items()
        }

    @property
    def title(self) -> str:
        is_missing = self.by == "month" and any(name == NOT_KNOWN for name, _ in self.categories)
        notes = [f"{outcome} not recorded" for outcome in self.not_recorded]
        notes += [f"{NOT_KNOWN}: not known"] if is_missing else []
        notes += ["with minimums"] if self.has_minimums else []
        notes += [f"{counted(self.undated, 'undated incident')} not shown"] if self.undated else []
        note = f" ({'; '.join(notes)})" if notes else ""
        return f"{' and '.join(self.series).capitalize()}, by {self.by}{note}"

    @property
    def description(self) -> str:
        """The chart for a screen reader."""
        parts = [
            f"{f'{group} {name}'.strip()}: "
            + ", ".join(
                f"{outcome} not known" if number is None else f"{number:,} {outcome}"
                for outcome, number in zip(self.series, numbers, strict=True)
            )
            for (name, group), *numbers in zip(self.categories, *self.known.values(), strict=True)
            if any(number is None or number for number in numbers)
        ]
        return f"Chart. {self.title}. {'; '.join(parts)}."


def bars_of(summary: Summary) -> Bars | None:
    """What the chart shows: people by month or year of the start, by actor within one month.

    Where the span crosses months or only the year is known, an incident stands under NOT_KNOWN of
    its year. None where nobody is counted.
    """
    if not (summary.killed.best or summary.injured.best):
        return None
    bars = _bars_of(summary)
    return replace(
        bars,
        left_out=tuple(outcome.value for outcome in summary.not_chosen),
        undated=0 if bars.by == "actor" else undated(summary),
        not_recorded=tuple(
            outcome.value for outcome in summary.outcomes if outcome in summary.dataset.not_recorded
        ),
        has_minimums=summary.killed.unknown + summary.injured.unknown > 0,
    )


def _bars_of(summary: Summary) -> Bars:
    by_month = timeline(summary, "month")
    if (by_month["incidents"] > 0).sum() <= 1:
        return _by_actor(summary)
    is_known = by_month["is_known"]
    if len(by_month) <= MOST_MONTHS and (by_month.loc[is_known, "incidents"] > 0).any():
        names = tuple(
            (_MONTHS[first.month - 1] if known else NOT_KNOWN, str(first.year))
            for first, known in zip(by_month["first_day"], is_known, strict=True)
        )
        return _bars("month", names, by_month)
    by_year = timeline(summary, "year")
    return _bars("year", tuple((str(first.year), "") for first in by_year["first_day"]), by_year)


def _by_actor(summary: Summary) -> Bars:
    lines = [line for line in breakdown(summary, "actor") if line.casualties]
    figures = {line.value: {"killed": line.killed.best, "injured": line.injured.best} for line in lines}
    people = pd.DataFrame.from_dict(figures, orient="index", columns=["killed", "injured"]).sort_index()
    people = people.loc[people.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(people) > MOST_ACTORS + 1:
        others = people.iloc[MOST_ACTORS:]
        rest = others.sum().to_frame(f"{len(others)} other actors").T
        people = pd.concat([people.iloc[:MOST_ACTORS], rest])
    return _bars("actor", tuple((str(name), "") for name in people.index), people)


def _bars(by: str, categories: tuple[tuple[str, str], ...], people: pd.DataFrame) -> Bars:
    killed, injured = (tuple(int(count) for count in people[name]) for name in ("killed", "injured"))
    not_known = frozenset(
        (outcome, at)
        for outcome in ("killed", "injured")
        if f"{outcome}_unknown" in people
        for at, (unknown, best) in enumerate(zip(people[f"{outcome}_unknown"], people[outcome], strict=True))
        if unknown and not best
    )
    return Bars(by, categories, killed, injured, not_known=not_known)
